"""A Word file of ours → what it prints in the source's voice."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby

from brief.model.draft import Draft, Paragraph, Piece
from brief.recheck.passage import Passage

_VOICE = ("key point", "quote", "table quote")
"""Paragraph styles in the source's voice, by how their names begin."""
_NOT_VOICE = ("quote attribution", "key point tags")
_DESK = ("desk ", "tag ", "side label", "table label", "bottom line label")
"""Character styles in the desk's voice."""
_EVIDENCE = "table evidence"
_LEGEND = "legend"
_QUOTED = "quoted words"
_NUMBER = re.compile(r"\[?(\d{1,4})\]?")  # [7]


def is_mark(text: str) -> bool:
    """Whether what leads to the evidence is the mark of a reference, `[7]` or `*`, and no words."""
    return _NUMBER.fullmatch(text.strip(" ,\xa0")) is not None or not any(map(str.isalnum, text))


def of_draft(draft: Draft) -> tuple[Passage, ...]:
    """What a Word file prints in the source's voice, in order."""
    found: list[Passage] = []
    where = ""
    for paragraph in draft.paragraphs:
        style = paragraph.style.lower()
        where = next((name for name in paragraph.blocks if not name.startswith("b_ref_")), where)
        number = _row_number(paragraph, draft) if style == _EVIDENCE else ()
        numbers = number or tuple(_cited(paragraph))
        found += [
            Passage(where=where.removeprefix("b_").replace("_", "-"), words=words, numbers=numbers)
            for words in _voiced(paragraph, style)
            if any(map(str.isalnum, words))
        ]
    return tuple(found)


def _voiced(paragraph: Paragraph, style: str) -> Iterable[str]:
    """The stretches of a paragraph that speak for a source."""
    if style == _EVIDENCE or (style.startswith(_VOICE) and not style.startswith(_NOT_VOICE)):
        return _stretches(paragraph.pieces, lambda piece: not _is_desk(piece))
    if style.startswith(_LEGEND):
        return []
    return _stretches(paragraph.pieces, lambda piece: (piece.style or "").lower() == _QUOTED)


def _stretches(pieces: Sequence[Piece], voiced: Callable[[Piece], bool]) -> Iterator[str]:
    """Pieces in a row that speak for a source; what the desk puts between two of them, such as a blank, parts them."""
    for speaks, run in groupby(pieces, voiced):
        if speaks:
            yield "".join(piece.text for piece in run)


def _row_number(paragraph: Paragraph, draft: Draft) -> tuple[int, ...]:
    """The number of the evidence row that a cell stands in: its first cell holds it."""
    cell = paragraph.cell
    first = (
        one
        for one in draft.paragraphs
        if cell and one.cell and (one.cell.table, one.cell.row, one.cell.column) == (cell.table, cell.row, 0)
    )
    found = _NUMBER.match(next(first).words) if cell else None
    return (int(found[1]),) if found else ()


def _cited(paragraph: Paragraph) -> Iterator[int]:
    for piece in paragraph.pieces:
        found = _NUMBER.search(piece.text) if piece.cite else None
        if found:
            yield int(found[1])


def _is_desk(piece: Piece) -> bool:
    return (piece.cite is not None and is_mark(piece.text)) or (piece.style or "").lower().startswith(_DESK)
