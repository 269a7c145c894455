"""What a line of a brief is made of: the desk's words, a source's words, reference marks and tags."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from brief.model.article import Span

Tone = Literal["plain", "strong", "muted", "accent", "forecast", "contested"]
"""How desk words are set. Each tone has one meaning; colour is never the only sign of it."""


class Words(Struct, frozen=True, kw_only=True):
    """The desk's own words (sans)."""

    text: str
    tone: Tone = "plain"


class Styled(Words, frozen=True, kw_only=True):
    """Words of the desk with a look that an editor gave them."""

    bold: bool = False
    italic: bool = False
    link: str | None = None
    """A page of the web that they lead to: `https://…`."""


class Verbatim(Struct, frozen=True, kw_only=True):
    """Words of a source (serif), spaces folded, otherwise untouched.

    `text` may differ from its spans in two marked ways: an opening capital in square brackets (`[M]ost`),
    and ` … ` between two spans.
    """

    text: str
    spans: tuple[Span, ...]


class Context(Struct, frozen=True, kw_only=True):
    """Words of a source that stand beside a cited passage, shown muted on the evidence page."""

    text: str
    span: Span


class Cite(Struct, frozen=True, kw_only=True):
    """A reference mark `[7]`, linked to its evidence and back."""

    id: str
    """Anchor of this mark, unique in the document."""
    number: int
    target: str
    """Anchor of the evidence row."""


class Tag(Struct, frozen=True, kw_only=True):
    """A glyph and plain words beside a point, such as `→ Forecast`."""

    sort: Literal["forecast", "contested", "origins", "edited"]
    glyph: str
    text: str


Inline = Words | Verbatim | Context | Cite | Tag
Line = tuple[Inline, ...]
"""One paragraph's worth of inlines."""
