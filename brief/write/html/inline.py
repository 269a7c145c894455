"""A line of the document in, its markup out; and what else the template may ask of a block or a title."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TypeGuard, TypeVar, assert_never

from markupsafe import Markup
from msgspec.structs import replace

from brief.drawing.chart import PAGE, TELEPHONE, draw, strips
from brief.drawing.svg import svg
from brief.model.brand import Brand
from brief.model.chart import Chart
from brief.model.document import (
    Block,
    Cell,
    Disagreements,
    Document,
    EvidenceList,
    Legend,
    OpenQuestions,
    Points,
    Prose,
    Quotations,
    Table,
    tongues,
)
from brief.model.inline import Cite, Context, Inline, Line, Styled, Tag, Verbatim, Words
from brief.write.html.style import Medium

NO_BREAK_SPACE = "\u00a0"
SOFT = "\u200b"
LONG = re.compile(r"\S{61,10000}")  # `https://example.org/` and forty letters more
PIECE = re.compile(r"\S{5}(?=[!-~\w]\S{4})")  # `https` of `https://example.org/`
T = TypeVar("T", bound=Words | Verbatim | Context | Tag)
QUOTATION_MARKS = frozenset("“‘„‚«‹\"'")
SHORT_SECOND_PART = 28  # characters of a title after its colon: more are wider than the column
_SLANTED = Markup("<em>{}</em>")
_DOTTED = Markup('<em style="text-decoration: underline dotted">{}</em>')
"""Italic in print, whose faces have no italic: such words are underlined with dots."""
TITLE_TIERS = ((60, "short"), (110, "long"))  # characters, class


def _kind(block: Block) -> str:  # noqa: PLR0911  one return a kind of block
    """The name of the template's macro that sets a block."""
    match block:
        case Points():
            return "points"
        case Quotations():
            return "quotations"
        case Chart():
            return "chart"
        case Table():
            return "table"
        case OpenQuestions():
            return "questions"
        case Disagreements():
            return "disagreements"
        case Prose():
            return "prose"
        case Legend():
            return "legend"
        case EvidenceList():
            return "evidence"
        case _:
            assert_never(block)


def _drawn(chart: Chart, brand: Brand, medium: Medium) -> Markup:
    """The chart over the grid; on a screen also narrow for a telephone, and the stylesheet shows one of them."""
    sheets = {"wide": PAGE} if medium == "print" else {"wide": PAGE, "narrow": TELEPHONE}
    family = brand.font.pdf.sans.family
    drawn = [
        svg(draw(chart, sheet), chart.alt, name=name, palette=brand.color, family=family)
        for name, sheet in sheets.items()
    ]
    return Markup("").join(map(Markup, drawn))  # words are escaped there


def _strips(chart: Chart, brand: Brand) -> list[Markup]:
    """The chart over the grid in strips that a page may end between, the axis last."""
    family = brand.font.pdf.sans.family
    titled = [(drawing, names if at else chart.alt) for at, (drawing, names) in enumerate(strips(chart))]
    return [Markup(svg(*one, palette=brand.color, family=family)) for one in titled]  # noqa: S704  as above


class Lines:
    """How the lines of one page are set: where notes stand at the foot, the first mark of a number brings its note."""

    def __init__(self, document: Document, medium: Medium) -> None:
        self._notes = {note.number: note for note in document.footnotes} if medium == "print" else {}
        self._set: set[int] = set()
        self._tongues = tongues(document)
        self._print = medium == "print"

    def line(self, line: Line) -> Markup:
        """A line's markup; a reference mark hangs on to the word before it."""
        markup = Markup()
        before = " "
        for inline in line:
            if isinstance(inline, Cite):
                markup += self._apart(before) + self._mark(inline)
                before = "]"
            else:
                markup += self._worded(self._soft(inline))
                before = inline.text or before
        return markup

    def passage(self, line: Line) -> Markup:
        """A line of the evidence, whose cell is muted as it stands: a tenth of a page's elements less to lay out."""
        return self.line(tuple(replace(one, tone="plain") if _is_muted(one) else one for one in line))

    def _soft(self, inline: T) -> T:
        """The same with places to break a word that no line holds, which are gone from what is copied out of the PDF.

        Left to find them, WeasyPrint takes 40 s for a word of 40,000 letters; a browser finds them by itself.
        """
        if not self._print or not LONG.search(inline.text):
            return inline
        return replace(inline, text=LONG.sub(_softened, inline.text))

    def _worded(self, inline: Words | Verbatim | Context | Tag) -> Markup:
        """Words, and in which language a source has them where it is not the page’s: for reading aloud."""
        match inline:
            case Verbatim(text=text, spans=spans) if spans and (tongue := self._tongues.get(spans[0].article)):
                return Markup('<span class="source" lang="{}">{}</span>').format(tongue, text)
            case Context(text=text, span=span) if tongue := self._tongues.get(span.article):
                return Markup('<span lang="{}">{}</span>').format(tongue, text)
            case Styled():
                return _styled(inline, _DOTTED if self._print else _SLANTED)
            case _:
                return _inline(inline)

    def _apart(self, before: str) -> Markup:
        """What parts a mark from what stands before it, so that 1 and 2 are never read as 12."""
        space = "" if before[-1:].isspace() else NO_BREAK_SPACE
        if not self._notes:
            return Markup.escape(space)
        return Markup('<span class="cite">{}{}</span>').format("," if before == "]" else "", space)

    def _mark(self, cite: Cite) -> Markup:
        note = self._notes.get(cite.number)
        if note is None:
            return Markup('<a class="cite" id="{}" href="#{}">[{}]</a>').format(cite.id, cite.target, cite.number)
        mark = Markup('<a class="cite called" id="{}" href="#note-{}">{}</a>').format(cite.id, cite.number, cite.number)
        if cite.number in self._set:
            return mark
        self._set.add(cite.number)
        markup = '<span class="footnote" id="note-{}"><a href="#{}">{}</a> {}</span>'
        return mark + Markup(markup).format(cite.number, cite.id, cite.number, self.line(note.words))  # noqa: S704


def _softened(word: re.Match[str]) -> str:
    """A long word with a place to break after every few letters, so that each line of it is full."""
    return PIECE.sub(lambda piece: piece[0] + SOFT, word[0])


def _is_muted(inline: Inline) -> TypeGuard[Words]:
    return isinstance(inline, Words) and inline.tone == "muted"


def _inline(inline: Words | Verbatim | Context | Tag) -> Markup:
    match inline:
        case Words(text=text, tone="plain"):
            return Markup.escape(text)
        case Words(text=text, tone="strong"):
            return Markup("<strong>{}</strong>").format(text)
        case Words(text=text, tone=tone):
            return Markup('<span class="{}">{}</span>').format(tone, text)
        case Verbatim(text=text):
            return Markup('<span class="source">{}</span>').format(text)
        case Context(text=text):
            return Markup.escape(text)
        case Tag(sort=sort, glyph=glyph, text=text):
            markup = '<span class="tag tag-{}"><span class="glyph" aria-hidden="true">{}</span> {}</span>'
            return Markup(markup).format(sort, glyph, text)  # noqa: S704  a constant
        case _:
            assert_never(inline)


def _styled(words: Styled, italic: Markup) -> Markup:
    """Words of the desk with the looks that an editor gave them."""
    markup = _inline(Words(text=words.text, tone=words.tone))
    if words.italic:
        markup = italic.format(markup)
    if words.bold:
        markup = Markup("<strong>{}</strong>").format(markup)
    if words.link is None:
        return markup
    return Markup('<a href="{}" rel="noopener"><u>{}</u></a>').format(words.link, markup)


def _words(line: Line) -> int:
    return sum(len(inline.text.split()) for inline in line if isinstance(inline, Verbatim))


def _is_hung(line: Line) -> bool:
    """Whether a line opens with a quotation mark, which then hangs in the margin."""
    return bool(line) and not isinstance(line[0], Cite) and line[0].text[:1] in QUOTATION_MARKS


def _is_keyed(cell: Cell) -> bool:
    """Whether a cell opens with a short mark of its own, such as `S1`, which then stands before the rest."""
    return bool(cell and cell[0]) and isinstance(cell[0][0], Words) and cell[0][0].tone == "strong" and len(cell[0]) > 1


def _tier(title: str) -> str:
    return next((name for most, name in TITLE_TIERS if len(title) <= most), "longest")


def _dropped(title: str) -> str:
    """The title, its short second part held together so that it drops whole to the next line."""
    first, colon, second = title.partition(": ")
    if not colon or len(second) > SHORT_SECOND_PART:
        return title
    return Markup('{}: <span class="second">{}</span>').format(first, second)


def filters(document: Document, medium: Medium) -> Mapping[str, Callable[..., object]]:
    """What the template may call."""
    lines = Lines(document, medium)
    return {
        "line": lines.line,
        "passage": lines.passage,
        "drawn": _drawn,
        "strips": _strips,
        "kind": _kind,
        "words": _words,
        "keyed": _is_keyed,
        "hung": _is_hung,
        "tier": _tier,
        "dropped": _dropped,
    }
