"""A Document in; what it says, place by place, out; and of two such, what a correction tells its readers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import assert_never

import msgspec

from brief.deliver.letter import plain
from brief.model.chart import Chart
from brief.model.companions import MailTerms
from brief.model.document import (
    Block,
    Disagreements,
    Document,
    EvidenceList,
    Legend,
    OpenQuestions,
    Part,
    Points,
    Prose,
    Quotations,
    Table,
)
from brief.model.inline import Cite, Line

_ALIKE = 60.0
"""Share of letters in place from which two wordings in one place are the same entry, changed."""
_ENDS = (".", "?", "!", ":", "…", "”", "“", '"', "»")
_LONGEST = 400
"""Letters of one wording that a list of changes prints."""


class Said(msgspec.Struct, frozen=True, array_like=True):
    """Words, and where a reader finds them."""

    slot: str
    """The same in two editions, whatever the heading: `title`, `key_points`."""
    where: str
    words: str


def said(document: Document) -> tuple[Said, ...]:
    """Everything that a reader reads and a correction may change, in order; what follows from the rest is left out."""
    return tuple(one for one in _said(document) if one.words)


def kept(lines: Sequence[Said]) -> bytes:
    """As the ledger keeps them."""
    return msgspec.json.encode(lines)


def read(data: bytes) -> tuple[Said, ...]:
    """As they were kept."""
    return msgspec.json.decode(data, type=tuple[Said, ...])


def _said(document: Document) -> Iterator[Said]:
    yield Said("title", document.terms.mail.title, document.title)
    yield Said("subtitle", document.terms.mail.title, document.subtitle or "")
    yield Said("handling", document.product, document.handling or "")
    for number, (label, value) in enumerate(document.facts):
        yield Said(f"fact {number}", label, value)
    if bottom := document.bottom_line:
        yield from (Said("bottom line", bottom.label, _words(line)) for line in (bottom.words, *bottom.remarks))
    for part in document.parts:
        if part.kind != "evidence":
            yield from _said_in(part)


def _said_in(part: Part) -> Iterator[Said]:
    yield Said(f"heading of {part.id}", part.heading, part.heading)
    yield Said(f"note of {part.id}", part.heading, part.note or "")
    for block in part.blocks:
        if not (part.kind == "sources" and isinstance(block, Prose)):  # the source base follows from the rest
            yield from (Said(part.id, part.heading, words) for words in _entries(block))


def _entries(block: Block) -> Iterator[str]:
    """What is read as one thing, each on a line."""
    match block:
        case Points(points=points):
            yield from (_words(point.words, *((tag,) for tag in point.tags)) for point in points)
        case Quotations(groups=groups):
            for group in groups:
                who = ", ".join([group.speaker, *map(_words, group.about)])
                yield from (f"{who}: {_words(one.words)}" for one in group.quotations)
        case Table(groups=row_groups):
            rows = (row for group in row_groups for row in group.rows)
            yield from (_words(*(line for cell in row.cells for line in cell)) for row in rows)
        case OpenQuestions(questions=questions):
            yield from (_words(one.head, one.words, one.why, one.closes) for one in questions)
        case Disagreements(disagreements=disagreements):
            for one in disagreements:
                yield _words(one.head, one.about)
                yield from (_words(side.words, side.said) for side in one.sides)
        case Prose(lines=prose):
            yield from map(_words, prose)
        case Chart() | Legend() | EvidenceList():
            return
        case _:
            assert_never(block)


def _words(*lines: Line) -> str:
    """Lines as one, without reference marks: their numbers move when another passage goes."""
    bare = (tuple(one for one in line if not isinstance(one, Cite)) for line in lines)
    return " ".join(one if one.endswith(_ENDS) else f"{one}." for one in map(plain, bare) if one).removesuffix(".")


def changes(old: Sequence[Said], new: Sequence[Said], terms: MailTerms) -> Iterator[str]:
    """What is other, new or gone, in the order of the new document."""
    for slot in dict.fromkeys(one.slot for one in (*new, *old)):
        before = [one for one in old if one.slot == slot]
        after = [one for one in new if one.slot == slot]
        yield from _in_one_place(before, after, terms)


def _in_one_place(before: Sequence[Said], after: Sequence[Said], terms: MailTerms) -> Iterator[str]:
    where = (*after, *before)[0].where
    same = {one.words for one in before} & {one.words for one in after}
    gone = [_cut(one.words) for one in before if one.words not in same]
    for now in (_cut(one.words) for one in after if one.words not in same):
        was = _was(now, gone, alone=len(before) == len(after) == 1)
        if was is None:
            yield terms.added.format(where=where, now=now)
            continue
        gone.remove(was)
        yield terms.changed.format(where=where, now=now, was=was)
    yield from (terms.gone.format(where=where, was=was) for was in gone)


def _was(now: str, gone: Sequence[str], *, alone: bool) -> str | None:
    """What these words were: the only ones of their place, or those most like them."""
    if alone:
        return gone[0]
    from rapidfuzz.fuzz import ratio  # 10 ms to import, and only a correction needs it

    alike = {one: ratio(one, now) for one in gone}
    best = max(alike, key=alike.__getitem__, default=None)
    return best if best is not None and alike[best] >= _ALIKE else None


def _cut(words: str) -> str:
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1].rstrip()}…"
