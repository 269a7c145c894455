"""Two lists of paragraphs → which of the second is which of the first: bookmarks, exact words, then the most alike."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from brief.pull.view import View

_ALIKE = 62.0
"""Share of letters in common from which two paragraphs are one wherever they stand."""
_ALIKE_HERE = 50.0
"""The same, where both stand between the same neighbours."""
_ALIKE_NAMED = 35.0
"""The same, where the bookmark says so too."""
_ONE_OF_ITS_KIND = ("section note", "quote attribution", "heading", "title", "subtitle")
"""Styles of which a place has one: how their names begin."""
_MOST = 400_000
"""Pairs of paragraphs that are compared with each other."""


@dataclass(slots=True, kw_only=True)
class Alignment:
    """Pairs of places; `unsure` are the places in the draft whose pair is likely only."""

    base: Sequence[View]
    draft: Sequence[View]
    to_draft: dict[int, int] = field(default_factory=dict)
    to_base: dict[int, int] = field(default_factory=dict)
    unsure: set[int] = field(default_factory=set)
    _rows: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    """Row of the base → the row of the draft that it is."""
    _rows_back: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)

    def pair(self, one: int, other: int) -> None:
        """Take two places for the same paragraph."""
        self.to_draft[one], self.to_base[other] = other, one
        was, now = self.base[one].row, self.draft[other].row
        if was and now:
            self._rows.setdefault(was, now)
            self._rows_back.setdefault(now, was)

    def may(self, one: int, other: int) -> bool:
        """Whether two places are of one sort: both in a table, and in rows that are not taken for others."""
        was, now = self.base[one].row, self.draft[other].row
        if was is None or now is None:
            return was is now
        return self._rows.get(was, now) == now and self._rows_back.get(now, was) == was

    def know_rows(self) -> None:
        """Take rows for those whose bookmark they bear, where they bear one only."""
        ours = {view.block: view.row for view in self.base if view.row and view.block in view.names}
        borne: dict[tuple[int, int], set[str]] = defaultdict(set)
        for view in self.draft:
            if view.row:
                borne[view.row] |= view.names & ours.keys()
        for row, names in borne.items():
            was = ours[next(iter(names))] if len(names) == 1 else None
            if was is not None and was not in self._rows:
                self._rows[was], self._rows_back[row] = row, was

    def part(self, one: int) -> None:
        """Take back a pair."""
        self.unsure.discard(self.to_draft[one])
        del self.to_base[self.to_draft.pop(one)]

    def left_base(self) -> list[int]:
        """Places of the base without a pair."""
        return [at for at in range(len(self.base)) if at not in self.to_draft]

    def left_draft(self) -> list[int]:
        """Places of the draft without a pair."""
        return [at for at in range(len(self.draft)) if at not in self.to_base]


def align(base: Sequence[View], draft: Sequence[View]) -> Alignment:
    """Every paragraph of the draft that stood in the base, paired with it."""
    found = Alignment(base=base, draft=draft)
    found.know_rows()
    _by_name(found)
    _sweep(found)
    _by_words(found)
    _sweep(found)
    _by_gap(found)
    _by_likeness(found)
    _by_name_alone(found)
    paired_by_place(found)
    return found


def _by_name(found: Alignment) -> None:
    """The same bookmark and the same words."""
    there: dict[tuple[str, str], list[int]] = defaultdict(list)
    for at, view in enumerate(found.draft):
        for name in view.names:
            there[name, view.words].append(at)
    for at, view in enumerate(found.base):
        for name in view.names:
            places = there.get((name, view.words), ())
            if len(places) == 1 and places[0] not in found.to_base and at not in found.to_draft:
                found.pair(at, places[0])


def _sweep(found: Alignment) -> None:
    """The same words beside a pair: forwards, then backwards."""
    for step in (1, -1):
        for at in range(len(found.base))[::step]:
            before = found.to_draft.get(at - step)
            other = 0 if before is None and at == 0 and step > 0 else None if before is None else before + step
            if at in found.to_draft or other is None or other in found.to_base or not 0 <= other < len(found.draft):
                continue
            if found.base[at].words == found.draft[other].words and found.may(at, other):
                found.pair(at, other)


def _by_words(found: Alignment) -> None:
    """Words that stand once on either side."""
    here, there = found.left_base(), found.left_draft()
    counts = Counter(found.base[at].words for at in here), Counter(found.draft[at].words for at in there)
    places = {found.draft[at].words: at for at in there}
    for at in here:
        words = found.base[at].words
        if counts[0][words] == counts[1][words] == 1 and found.may(at, places[words]):
            found.pair(at, places[words])


def _by_gap(found: Alignment) -> None:
    """The same words, not alone of their kind, between the same neighbours."""
    gaps = _gaps(found)
    places: dict[tuple[int, str], list[int]] = defaultdict(list)
    for at in reversed(found.left_draft()):
        places[gaps[1][at], found.draft[at].words].append(at)
    for at in found.left_base():
        others = places.get((gaps[0][at], found.base[at].words))
        if others and found.may(at, others[-1]):
            found.pair(at, others.pop())


def _gaps(found: Alignment) -> tuple[dict[int, int], dict[int, int]]:
    """For each unpaired place on either side, the place in the base of the pair before it."""
    ours, last = {}, -1
    for at in range(len(found.base)):
        if at in found.to_draft:
            last = at
        else:
            ours[at] = last
    theirs, last = {}, -1
    for at in range(len(found.draft)):
        if at in found.to_base:
            last = found.to_base[at]
        else:
            theirs[at] = last
    return ours, theirs


def _by_likeness(found: Alignment) -> None:
    """The most alike first, a pair with one bookmark or between the same neighbours before others."""
    taken: list[tuple[float, int, int, bool]] = sorted(_alike(found), key=lambda one: (-one[0], one[1], one[2]))
    for _, at, other, sure in taken:
        if at not in found.to_draft and other not in found.to_base and found.may(at, other):
            found.pair(at, other)
            if not sure:
                found.unsure.add(other)


def _alike(found: Alignment) -> Iterator[tuple[float, int, int, bool]]:
    from rapidfuzz import fuzz

    here, there = found.left_base(), found.left_draft()
    gaps = _gaps(found)
    wide = len(here) * len(there) <= _MOST
    by_gap: dict[int, list[int]] = defaultdict(list)
    for other in there:
        by_gap[gaps[1][other]].append(other)
    for at in here:
        one = found.base[at]
        for other in there if wide else by_gap[gaps[0][at]]:
            two = found.draft[other]
            named, near = bool(one.names & two.names), gaps[0][at] == gaps[1][other]
            least = _ALIKE_NAMED if named else _ALIKE_HERE if near else _ALIKE
            score = fuzz.ratio(one.words, two.words, score_cutoff=least)
            if score == 0 and (named or near):
                score = _held(one.words, two.words)
            if score and found.may(at, other) and (named or one.role == two.role):
                yield score + 25 * named + 10 * near, at, other, named or score >= _ALIKE


def _held(one: str, two: str) -> float:
    """How much of the shorter stands in the longer, where much was added or cut."""
    from rapidfuzz import fuzz

    return fuzz.partial_ratio(one, two, score_cutoff=85) * 0.6 if min(len(one), len(two)) > 25 else 0.0


def _by_name_alone(found: Alignment) -> None:
    """What was written anew under the bookmark that it had, where nothing else is left to be it."""
    places = {name: at for at in found.left_draft() for name in found.draft[at].names}
    for at in found.left_base():
        others = {places[name] for name in found.base[at].names if name in places}
        if len(others) == 1 and (other := others.pop()) not in found.to_base and found.may(at, other):
            found.pair(at, other)


def paired_by_place(found: Alignment) -> None:
    """A cell, note or heading that stands alone between the same neighbours was written anew.

    Another paragraph is not taken for another one by its place: a new point would get the reference of an old one.
    """
    gaps = _gaps(found)
    here, there = Counter(gaps[0].values()), Counter(gaps[1].values())
    places = {gap: at for at, gap in gaps[1].items()}
    for at, gap in gaps[0].items():
        other = places.get(gap)
        if here[gap] == there[gap] == 1 and other is not None and found.may(at, other):
            one, two = found.base[at], found.draft[other]
            style = one.paragraph.style.lower()
            if one.row or (style == two.paragraph.style.lower() and style.startswith(_ONE_OF_ITS_KIND)):
                found.pair(at, other)


def settled(found: Alignment) -> set[int]:
    """The places of the draft whose pairs kept their order: the longest row of them that ascends."""
    from bisect import bisect_left

    order = [(at, found.to_base[at]) for at in sorted(found.to_base)]
    ends: list[int] = []
    tops: list[int] = []
    before: list[int] = []
    for at, (_, value) in enumerate(order):
        spot = bisect_left(ends, value)
        before.append(tops[spot - 1] if spot else -1)
        ends[spot : spot + 1] = [value]
        tops[spot : spot + 1] = [at]
    kept: set[int] = set()
    at = tops[-1] if tops else -1
    while at >= 0:
        kept.add(order[at][0])
        at = before[at]
    return kept
