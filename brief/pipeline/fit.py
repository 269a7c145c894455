"""A selection of too many pages in; as much of it as fits, what ranks lowest left out first, out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from brief.model.document import Document, OpenQuestions
from brief.model.selection import Chosen, Selection

MOST_LAYOUTS = 8
_WORTH: Mapping[str, float] = {"timeline": 0.6, "quotes": 0.8, "open_questions": 0.5, "disagreements": 0.9}
"""What the best of a section is worth to a reader; a key point is worth more than anything else."""
_KEY_POINT = 1.0
_FOUND = 0.0
"""What an open question that the desk found weighs: it gives way before any that a source asks."""


class Drop(Struct, frozen=True, kw_only=True):
    """One thing that can be left out."""

    section: int
    """Its place in the outline, from 0."""
    name: str
    """Id of the item, or of a disagreement's first side; empty for an open question that the desk found."""
    score: float


def drops(selection: Selection, document: Document) -> list[Drop]:
    """All that may be left out, lowest first: no pin, and never the last of its section."""
    loose = [
        drop
        for at, chosen in enumerate(selection.sections)
        for drop in _keeping_one(sorted(_loose(at, chosen, document), key=_order), chosen)
    ]
    return sorted(loose, key=_order)


def without(selection: Selection, left_out: Sequence[Drop], document: Document) -> Selection:
    """The selection of this document less these."""
    by_section: dict[int, list[str]] = {}
    for drop in left_out:
        by_section.setdefault(drop.section, []).append(drop.name)
    return replace(
        selection,
        sections=tuple(
            _less(chosen, by_section[at], _questions(at, document)) if at in by_section else chosen
            for at, chosen in enumerate(selection.sections)
        ),
    )


def fewest(count: int, most: int, pages: Callable[[int], int]) -> int | None:
    """How many of `count` must be left out so that `pages` gives at most `most`; None where all are too few.

    Looks at no more than eight layouts: the ends, the place that the ends let expect, then halves.
    """
    first = pages(0)
    if first <= most:
        return 0
    last = pages(count) if count else first
    if last > most:
        return None
    low, high = 0, count  # `low` does not fit, `high` does
    guess = count * (first - most) // max(1, first - last)
    for _ in range(MOST_LAYOUTS - 2):
        if high - low < 2:
            break
        middle = min(max(guess, low + 1), high - 1)
        low, high = (low, middle) if pages(middle) <= most else (middle, high)
        guess = (low + high) // 2
    return high


def _order(drop: Drop) -> tuple[float, int, str]:
    return drop.score, -drop.section, drop.name


def _keeping_one(loose: Sequence[Drop], chosen: Chosen) -> Sequence[Drop]:
    return loose if any(choice.pinned for choice in chosen.choices) else loose[:-1]


def _loose(at: int, chosen: Chosen, document: Document) -> Iterator[Drop]:
    worth = _WORTH.get(chosen.section.kind, 1.0)
    least = _KEY_POINT if chosen.section.kind == "key_points" else 0.0
    for choice in chosen.choices:
        if not choice.pinned:
            yield Drop(section=at, name=choice.item.id, score=least + worth * choice.score)
    for place, conflict in enumerate(chosen.conflicts):
        yield Drop(section=at, name=conflict.lead, score=worth / (1 + place))
    if chosen.section.kind == "open_questions":
        found = _questions(at, document) - len(chosen.choices)
        yield from [Drop(section=at, name="", score=_FOUND)] * found


def _questions(at: int, document: Document) -> int:
    """How many open questions a section prints, those that the desk found included."""
    blocks = (block for part in document.parts if part.id.startswith(f"part-{at + 1}-") for block in part.blocks)
    return sum(len(block.questions) for block in blocks if isinstance(block, OpenQuestions))


def _less(chosen: Chosen, names: Sequence[str], questions: int) -> Chosen:
    asks = chosen.section.kind == "open_questions"
    return replace(
        chosen,
        section=replace(chosen.section, take=questions - len(names)) if asks else chosen.section,
        choices=tuple(choice for choice in chosen.choices if choice.item.id not in names),
        conflicts=tuple(conflict for conflict in chosen.conflicts if conflict.lead not in names),
    )
