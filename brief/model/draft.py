"""The draft: a Word file of ours as it came back, paragraph by paragraph."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct


class Change(Struct, frozen=True, kw_only=True):
    """Who put in or took out something while changes were tracked, and when."""

    sort: Literal["inserted", "deleted"]
    author: str | None
    at: str | None
    """ISO 8601, as the file has it."""


class Piece(Struct, frozen=True, kw_only=True):
    """A stretch of one look."""

    text: str
    style: str | None = None
    """Name of its character style."""
    change: Change | None = None
    bold: bool = False
    italic: bool = False
    link: str | None = None
    """Where it leads outside the file."""
    cite: str | None = None
    """Id of the evidence row or footnote that it leads to."""


class Comment(Struct, frozen=True, kw_only=True):
    """What somebody wrote beside a paragraph."""

    author: str
    at: str | None
    text: str
    done: bool = False
    """Whether Word has it as settled."""


class Cell(Struct, frozen=True, kw_only=True):
    """Where a paragraph stands in a table; all counted from 0."""

    table: int
    row: int
    column: int
    paragraph: int


class Paragraph(Struct, frozen=True, kw_only=True):
    """One paragraph, tracked changes as one side of them left it."""

    pieces: tuple[Piece, ...]
    style: str
    """Name of its style; `Normal` where it has none."""
    blocks: tuple[str, ...] = ()
    """Names of the bookmarks that begin in it, in order."""
    cell: Cell | None = None
    comments: tuple[Comment, ...] = ()
    changes: tuple[Change, ...] = ()
    """Tracked changes of the paragraph as a whole: that it was put in, split, joined, moved or taken out."""
    cuts: tuple[Change, ...] = ()
    """Of words in it that this side lacks."""
    gallery: str | None = None
    """Of a building block that Word put in, from which of its galleries it is: `Cover Pages`."""

    @property
    def words(self) -> str:
        """Its text without reference marks, white space folded."""
        return " ".join("".join(piece.text for piece in self.pieces if piece.cite is None).split())


class Draft(Struct, frozen=True, kw_only=True):
    """A whole draft."""

    path: str
    paragraphs: tuple[Paragraph, ...]
    build: str | None = None
    """Which build wrote it: the id of what it is to be held against; None where no build of ours did."""
    properties: tuple[tuple[str, str], ...] = ()
    """Custom properties by name."""
    styles: tuple[tuple[str, str], ...] = ()
    """Names of styles by their ids."""
    gone: tuple[tuple[str, Change], ...] = ()
    """Names of bookmarks whose paragraphs this side lacks, and who took them out or proposed them."""
    beside: tuple[tuple[str, str], ...] = ()
    """Each paragraph that stands beside the body, with where: `header`, `footer`, `footnote`, `endnote`."""
