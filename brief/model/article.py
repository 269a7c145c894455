"""Articles: bytes on disk, the text read out of them, and the roles of its lines."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Literal

from msgspec import Struct


class Span(Struct, frozen=True, kw_only=True, order=True):
    """A stretch of one article's text: half open, in code points of `Article.text`."""

    article: str
    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one character."""
        return self.article == other.article and self.start < other.end and other.start < self.end

    def holds(self, other: Span) -> bool:
        """Whether all of `other` lies inside this span."""
        return self.article == other.article and self.start <= other.start and other.end <= self.end


Basis = Literal["explicit", "publication", "anaphora", "inferred"]


class When(Struct, frozen=True, kw_only=True):
    """A point or stretch of time, exactly as precise as the source is."""

    edtf: str | None
    """EDTF level 1 (`2024-04`, `../2027`, `2025-06/2030-06`); None where the words cannot be tied to a calendar."""
    earliest: date | None
    latest: date | None
    phrase: Span | None
    """The words that say it; None for a date out of `sources.yaml` or a file's metadata."""
    basis: Basis
    """Read as it stands, counted from publication, counted from another date in the text, or concluded."""
    time: str = ""
    """The time of day that the text gives: `22:00`, or MO, AF, EV, NI for a part of the day; `edtf` stays the day."""


class Source(Struct, frozen=True, kw_only=True):
    """The raw bytes of one article."""

    path: str
    """As the user would write it: relative to the seeds folder's parent, with forward slashes."""
    sha256: str
    media: str
    """The reader that took it: text, markdown, html, eml, docx, pdf."""


class Role(StrEnum):
    """What a passage is for in its article."""

    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    FURNITURE = "furniture"
    DUPLICATE = "duplicate"
    BYLINE = "byline"
    DATELINE = "dateline"


BODY_ROLES = frozenset({Role.PARAGRAPH, Role.ITEM})
"""The roles whose sentences may be extracted."""


class Hint(Struct, frozen=True, kw_only=True):
    """What a file format itself says of a stretch of its text, such as a Markdown heading."""

    start: int
    end: int
    role: Role


class Page(Struct, frozen=True, kw_only=True):
    """What a reader got out of one file: its text, unchanged from here on, and what the format says about it."""

    source: Source
    text: str
    title: str | None = None
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    published: str | None = None
    """EDTF, where the format carries a date."""
    language: str | None = None
    url: str | None = None
    hints: tuple[Hint, ...] = ()


class SourceFacts(Struct, frozen=True, kw_only=True):
    """What people know of one source: an entry of `sources.yaml`. Absent means not known."""

    id: str | None = None
    title: str | None = None
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    url: str | None = None
    origin: str | None = None
    """Two sources with one origin (a wire, an interview, a press release) count as one."""
    grade: str | None = None
    """Admiralty code: reliability A-F, credibility 1-6."""
    note: str | None = None


class Passage(Struct, frozen=True, kw_only=True):
    """A block of lines with one role, and its sentences."""

    span: Span
    line: int
    """1-based line of the file's text where it starts."""
    role: Role
    sentences: tuple[Span, ...]


class Article(Struct, frozen=True, kw_only=True):
    """One article: its text as read, divided into passages that cover what is not white space."""

    id: str
    source: Source
    text: str
    passages: tuple[Passage, ...]
    title: str | None = None
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    published: When | None = None
    language: str | None = None
    url: str | None = None
    origin: str | None = None
    grade: str | None = None
    note: str | None = None

    def slice(self, span: Span) -> str:
        """The characters of a span, exactly as they stand in the source."""
        return self.text[span.start : span.end]

    def line(self, offset: int) -> int:
        """The 1-based line of a character."""
        return self.text.count("\n", 0, offset) + 1
