"""A finished brief → the desk's own sentences in it, which are held against nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from brief.anchors import block_id
from brief.model.draft import Draft, Paragraph, Piece
from brief.recheck.passage import Passage

_OWN = ("added-", "text-")
_BOTTOM_LINE = "bottom-line"
_POINT = "key point"
_BELOW = ("key point tags", "quote attribution", "legend", "bottom line note")
"""Styles of what stands below a block and is set by rule."""
_VOICE = ("table quote", "quote")
_QUOTED = "quoted words"
_TAG = "tag edited"
_LABELS = ("tag ", "side label", "table label", "bottom line label", "reference mark", "footnote reference")
_BESIDE = ("ref-", "said-")
_LABEL = re.compile(r"[QD]\d{1,4}(?:\s|$)")  # `Q7 `, before what kind of question it is


def own_of_draft(draft: Draft) -> tuple[Passage, ...]:
    """The desk's own sentences of a Word file, in order: what it put in, reworded, or wrote in its outline."""
    rows: dict[tuple[int, int], str] = {}
    found: list[Passage] = []
    for paragraph in draft.paragraphs:
        names = [name for name in map(block_id, paragraph.blocks) if name and not name.startswith(_BESIDE)]
        row = (paragraph.cell.table, paragraph.cell.row) if paragraph.cell else None
        if row and names:
            rows[row] = names[0]
        name = names[0] if names else rows.get(row, "") if row else ""
        words = _words(paragraph)
        by_rule = paragraph.style.lower().startswith(_BELOW) or (row is not None and _LABEL.match(words))
        if words and not by_rule and _is_own(paragraph, name):
            found.append(Passage(where=name or "added", words=words))
    return tuple(found)


def _is_own(paragraph: Paragraph, name: str) -> bool:
    style = paragraph.style.lower()
    if any(_style(piece) == _TAG for piece in paragraph.pieces) or name == _BOTTOM_LINE:
        return True
    desk = all(_style(piece).startswith("desk ") for piece in _worded(paragraph))
    if style.startswith(_POINT):
        return desk
    plain = any(_style(piece) != _QUOTED for piece in _worded(paragraph))
    return name.startswith(_OWN) and (desk or (plain and not style.startswith(_VOICE)))


def _worded(paragraph: Paragraph) -> Iterator[Piece]:
    """The pieces of a paragraph's own words: no marks, tags and labels."""
    for piece in paragraph.pieces:
        if piece.cite is None and not _style(piece).startswith(_LABELS) and any(map(str.isalnum, piece.text)):
            yield piece


def _words(paragraph: Paragraph) -> str:
    plain = (piece for piece in paragraph.pieces if piece.cite is None and not _style(piece).startswith(_LABELS))
    words = " ".join("".join(piece.text for piece in plain).split())
    return words if any(map(str.isalnum, words)) else ""


def _style(piece: Piece) -> str:
    return (piece.style or "").lower()
