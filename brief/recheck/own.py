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
_SPEAKING = ("key point", "quote")
"""Styles of paragraphs that print a source's words."""
_BY_RULE = (
    *("title", "subtitle", "brief meta", "section note", "heading", "caption", "figure", "logo", "product name"),
    *("label line", "table", "footnote", "annotation", "header", "footer"),
    *("key point", "quote", "legend", "bottom line"),
)
"""Styles that a paragraph without a name of ours may have."""
_ITEM = re.compile(r"[cqeu]-[\w-]{1,80}")  # c-harbour-1a2b
_GLOSS = re.compile(r"\s*\(\w{1,20}: [^()]{1,80}\)\s*")  # ` (he: Mark Rutte)`
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
        if words and not by_rule and (_is_own(paragraph, name) or (row is None and _is_stray(paragraph, name))):
            found.append(Passage(where=name or "added", words=words))
        elif row is None:
            found += [Passage(where=name or "added", words=put.strip()) for put in _put_in(paragraph)]
    return tuple(found)


def _is_stray(paragraph: Paragraph, name: str) -> bool:
    """Whether a paragraph is none that a build makes: without a name, or an item in another style than items have."""
    style = paragraph.style.lower()
    return not style.startswith(_BY_RULE if not name else _SPEAKING) and (not name or bool(_ITEM.fullmatch(name)))


def _put_in(paragraph: Paragraph) -> Iterator[str]:
    """What stands among a source's words in the desk's typeface."""
    if paragraph.style.lower().startswith(_SPEAKING) and not paragraph.style.lower().startswith(_BELOW):
        for piece in _worded(paragraph):
            if _style(piece).startswith("desk ") and not _GLOSS.fullmatch(piece.text):
                yield piece.text


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
