"""A Word file's body in, the looks that were proposed as tracked changes, each with its author and words, out."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from brief.ooxml import WORD

if TYPE_CHECKING:
    from lxml.etree import _Element

_PARAGRAPH, _RUN = f"{WORD}p", f"{WORD}r"
_LOOKS = {_PARAGRAPH: (f"{WORD}pPr", f"{WORD}pPrChange"), _RUN: (f"{WORD}rPr", f"{WORD}rPrChange")}
_NO_LOOK = frozenset(f"{WORD}{name}" for name in ("lang", "noProof", "rPr", "sectPr", "pPrChange", "rPrChange"))
"""What stands among the looks and is none, or is told apart: Word notes the language of each word that it checks."""


def formats(body: _Element) -> Iterator[tuple[str | None, str, str]]:
    """Who proposed it; `formatted`, or `paragraph formatted`; and the words."""
    for paragraph in body.iter(_PARAGRAPH):
        runs = [run for run in paragraph.iter(_RUN) if _words(run)]
        change = _proposal(paragraph)
        if change is not None:
            yield change.get(f"{WORD}author"), "paragraph formatted", _folded(runs)
        for (proposed, author), same in groupby(runs, _author):
            if proposed:
                yield author, "formatted", _folded(list(same))


def _author(run: _Element) -> tuple[bool, str | None]:
    change = _proposal(run)
    return change is not None, None if change is None else change.get(f"{WORD}author")


def _proposal(element: _Element) -> _Element | None:
    """The record of its former look, where that differs from what it has."""
    name, record = _LOOKS[str(element.tag)]
    look = element.find(name)
    change = look.find(record) if look is not None else None
    if look is None or change is None or _values(look) == _values(change.find(name)):
        return None
    return change


def _values(look: _Element | None) -> set[tuple[object, ...]]:
    inner = (one for one in (look if look is not None else ()) if one.tag not in _NO_LOOK)
    return {(one.tag, tuple(sorted(map(str, (*part.attrib, *part.attrib.values())))), part.tag)
            for one in inner for part in one.iter()}  # fmt: skip


def _words(run: _Element) -> str:
    return "".join(one.text or "" for one in run.findall(f"{WORD}t"))


def _folded(runs: list[_Element]) -> str:
    return " ".join("".join(map(_words, runs)).split())
