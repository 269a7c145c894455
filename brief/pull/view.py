"""The paragraphs of a draft → each with its own words, its block and section, and whether an editor may change it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from brief.anchors import block_id
from brief.model.draft import Draft, Paragraph, Piece

Role = Literal["text", "heading", "furniture"]

FRONT = "front"
_MARK = re.compile(r"\[?\d{1,4}\]?|\*")  # `[7]`, `7`, `*`
_MARK_STYLES = {"reference mark", "footnote reference"}
_LABEL_STYLES = {"side label", "bottom line label"}
_TAG_STYLE = "tag edited"
_NUMBER = re.compile(r"[TQD]\d{1,4}(?:\s|$)")  # `T12 `, the running number of a row
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_PART = re.compile(r"part-\d{1,4}-(\w{1,40})")  # part-1-key_points

_FURNITURE = ("key point tags", "legend", "table head", "table group", "table end", "table evidence", "figure", "logo")
"""What is set by rule: how the names of its styles begin."""
_ALSO_FURNITURE = {"brief meta", "caption", "label line", "bottom line note", "header", "footer"}
_BESIDE = ("ref-", "said-")
"""Bookmarks of marks and of groups, which stand in a block's own paragraph beside its own."""
_KEY = "legend"
"""Block of the key to the signs, whose style goes when the tracked end of the point before it does."""
_BELONGS = ("quote attribution", "bottom line note", "key point tags")
"""Styles of paragraphs that belong to the block above them."""


@dataclass(slots=True, kw_only=True, eq=False)
class View:
    """One paragraph with words of its own."""

    at: int
    words: str
    block: str
    section: str
    role: Role
    paragraph: Paragraph
    row: tuple[int, int] | None = None
    """Table and row."""
    names: frozenset[str] = field(default_factory=frozenset)
    """The ids of blocks whose bookmarks begin in it."""
    label: str = ""


def views(draft: Draft) -> list[View]:
    """Every paragraph that has words, in order."""
    found: list[View] = []
    section, part, last = FRONT, FRONT, FRONT
    rows = _row_blocks(draft.paragraphs)
    for at, paragraph in enumerate(draft.paragraphs):
        names = tuple(_names(paragraph))
        if names and (named := _PART.fullmatch(names[0])):
            section, part = named[1], names[0]
        style = paragraph.style.lower()
        row = (paragraph.cell.table, paragraph.cell.row) if paragraph.cell else None
        if row is not None:
            block = rows.get(row, part)
        elif names:
            block = last = names[0]
        else:
            block = last if style.startswith(_BELONGS) else part
        label, words = _own(paragraph)
        if words:
            found.append(
                View(
                    at=at, words=words, block=block, section=section, role=_role(paragraph, block, names),
                    paragraph=paragraph, row=row, names=frozenset(names), label=label,
                )
            )  # fmt: skip
    return found


def _row_blocks(paragraphs: Sequence[Paragraph]) -> dict[tuple[int, int], str]:
    found: dict[tuple[int, int], str] = {}
    for paragraph in paragraphs:
        for name in _names(paragraph) if paragraph.cell else ():
            found.setdefault((paragraph.cell.table, paragraph.cell.row), name)  # type: ignore[union-attr]  # has one
    return found


def _names(paragraph: Paragraph) -> Iterator[str]:
    for bookmark in paragraph.blocks:
        name = block_id(bookmark) or bookmark
        if not name.startswith(_BESIDE):
            yield name


def _role(paragraph: Paragraph, block: str, names: Sequence[str]) -> Role:
    style = paragraph.style.lower()
    if (
        paragraph.gallery
        or names[:1] == (_KEY,)
        or block.startswith("ev-")
        or style.startswith(_FURNITURE)
        or style in _ALSO_FURNITURE
    ):
        return "furniture"
    if style.startswith(("heading", "title", "sub")) or (names and names[0].startswith("part-")):
        return "heading"
    return "text"


def _own(paragraph: Paragraph) -> tuple[str, str]:
    """The label beside a paragraph and its own words, marks and running numbers left out."""
    pieces = [piece for piece in paragraph.pieces if not is_mark(piece)]
    label = "".join(piece.text for piece in pieces if is_label(piece))
    words = folded("".join(text_of(piece) for piece in pieces if not is_label(piece)))
    if paragraph.cell and paragraph.cell.column == 0 and (number := _NUMBER.match(words)):
        words = words[number.end() :]
    return folded(label), words


def is_label(piece: Piece) -> bool:
    """Whether a piece is of the label beside a paragraph."""
    return (piece.style or "").lower() in _LABEL_STYLES


def is_mark(piece: Piece) -> bool:
    """Whether a piece is a reference mark or the tag of a reworded line; what somebody typed behind one is not."""
    style = (piece.style or "").lower()
    if style == _TAG_STYLE:
        return True
    return (piece.cite is not None or style in _MARK_STYLES) and (
        not piece.text.strip(" ,\u00a0") or _MARK.fullmatch(piece.text.strip()) is not None
    )


def text_of(piece: Piece) -> str:
    """The text of a piece; of one that grew out of a mark, without the mark."""
    if piece.cite is None and (piece.style or "").lower() not in _MARK_STYLES:
        return piece.text
    found = _MARK.match(piece.text.lstrip())
    return piece.text.lstrip()[found.end() :] if found else piece.text


def folded(text: str) -> str:
    """White space folded, and what prints nothing left out."""
    return " ".join((text if text.isascii() else text.translate(_UNSEEN)).split())


def content(found: Iterable[View]) -> list[View]:
    """Those that an editor may change."""
    return [view for view in found if view.role != "furniture"]
