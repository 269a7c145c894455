"""Groups of quotes in; those of one speaker that say the same in other words, as a translation does, together, out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from msgspec import Struct

from brief.index.sameness import names_moved, opposed
from brief.model.items import Item, Quote
from brief.text.matching import stem
from brief.text.names import surname

_FEWEST = 4
"""Stems that two wordings share at the least: fewer, and a subject of the same speaker is taken for the same words."""

_SHARE = 0.65
"""Share of the stems of either wording that the other has: two translations have 0.7, two remarks on a subject 0.4."""

_COMMON = 40
"""Groups of one speaker that may hold a stem before it finds nothing."""

_LETTERS = 4


class _Told(Struct, frozen=True):
    """The fullest wording of a group."""

    quote: Quote
    stems: frozenset[str]
    figures: tuple[str, ...]
    row: tuple[str, ...]
    text: str


def retold(
    groups: Sequence[list[Item]], rows: Mapping[str, tuple[str, ...]], texts: Mapping[str, str]
) -> list[list[Item]]:
    """The groups, each with those after it that tell it in other words; their order stays."""
    holders: dict[tuple[str, str], list[int]] = defaultdict(list)
    told: dict[int, _Told] = {}
    joined: dict[int, list[Item]] = {}
    for number, group in enumerate(groups):
        one = _told(group, rows, texts)
        names = [(_who(one.quote), word) for word in sorted(one.stems)] if one and _who(one.quote) else []
        shared = Counter(other for name in names if len(holders[name]) <= _COMMON for other in holders[name])
        lead = next((other for other in sorted(shared) if one and _same(one, told[other], shared[other])), None)
        if lead is not None:
            joined[lead] += group
            continue
        joined[number] = list(group)
        for name in names:
            holders[name].append(number)
        if one:
            told[number] = one
    return list(joined.values())


def _told(group: Sequence[Item], rows: Mapping[str, tuple[str, ...]], texts: Mapping[str, str]) -> _Told | None:
    quotes = [item for item in group if isinstance(item, Quote)]
    if not quotes:
        return None
    fullest = max(quotes, key=lambda quote: (_who(quote) != "", len(rows[quote.id]), quote.id))
    row = rows[fullest.id]
    return _Told(
        quote=fullest,
        stems=frozenset(stem(word) for word in row if len(word) >= _LETTERS),
        figures=tuple(word for word in row if any(char.isdigit() for char in word)),
        row=row,
        text=texts[fullest.id],
    )


def _same(one: _Told, other: _Told, shared: int) -> bool:
    """Whether most of what each says the other says too, with the same figures, no opposite, and on no other day."""
    if shared < _FEWEST or shared < _SHARE * max(len(one.stems), len(other.stems)):
        return False
    days = {quote.said.edtf for quote in (one.quote, other.quote) if quote.said and quote.said.edtf}
    if one.figures != other.figures or len(days) > 1 or names_moved(one.text, other.text):
        return False
    return not opposed(one.row, other.row, f"{one.text} {other.text}")


def _who(quote: Quote) -> str:
    return surname(quote.speaker.name) if quote.speaker else ""
