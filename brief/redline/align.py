"""Two sequences of blocks in, which of the one stands where in the other out: never crossing, most words kept."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Container, Hashable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import pairwise

from rapidfuzz.distance import Indel

from brief.redline.reading import Unit

LEAST = 0.4
"""Share of words in order from which a paragraph is the same one, changed."""
LEAST_NAMED = 0.2
"""The same for two that bear the same bookmark."""
_SAME_HEAD = 0.6
_MOVED = 0.7
"""Share of words in order from which a paragraph that went here and one that came there are one that moved."""
_LEAST_WORDS = 8
"""Words from which a paragraph can have moved and changed as well."""
_LARGEST = 40_000
"""Pairs that are held against each other one by one; above, only blocks that are equal split the work."""

Step = tuple[int | None, int | None]
"""Which old block, which new one: both are kept, the old one alone is taken out, the new one alone is put in."""


def steps(old: Sequence[Unit], new: Sequence[Unit], *, ends: bool = False) -> list[Step]:
    """How the new blocks come of the old; with `ends` the last paragraphs are one: Word can take out neither."""
    end = ends and bool(old) and bool(new) and old[-1].frame == new[-1].frame == ("paragraph",)
    pairs = list(_pairs(old[: len(old) - end], new[: len(new) - end], 0, 0))
    if end:
        pairs.append((len(old) - 1, len(new) - 1))
    return _apart(list(_filled(pairs, len(old), len(new))), old, new)


def moves(found: Sequence[Step], old: Sequence[Unit], new: Sequence[Unit]) -> list[tuple[int, int]]:
    """The paragraphs that stand elsewhere now, among those that went and came."""
    gone = [a for a, b in found if b is None and a is not None and _can_move(old[a])]
    come = [b for a, b in found if a is None and b is not None and _can_move(new[b])]
    once = dict(_once(old, new))
    pairs = {a: once[a] for a in gone if once.get(a) in come}
    left = [a for a in gone if a not in pairs and len(old[a].words) >= _LEAST_WORDS]
    rest = [b for b in come if b not in pairs.values()]
    for b in rest if len(left) * len(rest) <= _LARGEST else ():
        alike, a = max(((likeness(old[a], new[b]), -a) for a in left), default=(0, 0))
        if alike >= _MOVED:
            pairs[-a] = b
            left.remove(-a)
    return sorted([*pairs.items(), *_with_them(pairs, {*gone}, {*come}, old, new)], key=lambda one: one[1])


def _can_move(unit: Unit) -> bool:
    return unit.frame[0] == "paragraph" and bool(unit.words)


def _with_them(
    pairs: Mapping[int, int], gone: Container[int], come: Container[int], old: Sequence[Unit], new: Sequence[Unit]
) -> Iterator[tuple[int, int]]:
    """What stands below a paragraph that moved and went with it, such as its tags, which others have as well."""
    taken = {*pairs.values()}
    for above in pairs.items():
        a, b = above[0] + 1, above[1] + 1
        while a in gone and b in come and a not in pairs and b not in taken and likeness(old[a], new[b]) >= _MOVED:
            yield a, b
            a, b = a + 1, b + 1


def likeness(old: Unit, new: Unit) -> float:
    """From 0, nothing in common, to 1."""
    if old.shape == new.shape:
        return 1
    if old.frame[0] != new.frame[0] or (old.frame[0] == "row" and old.frame != new.frame):
        return 0
    if not old.words and not new.words:
        return 0.5
    least = LEAST_NAMED if old.names & new.names else LEAST
    found = float(Indel.normalized_similarity(old.words, new.words, score_cutoff=least))
    if old.frame[0] == "table" and old.frame == new.frame and old.words:
        return max(found, _SAME_HEAD)
    return found


def matches(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[tuple[int, int, int]]:
    """Stretches that are equal in both, in order; of two very long ones only how they begin and end."""
    start = next((at for at, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    rest = min(len(old), len(new)) - start
    backward = zip(reversed(old), reversed(new), strict=False)
    end = next((at for at, (a, b) in enumerate(backward) if at >= rest or a != b), rest)
    inner = (old[start : len(old) - end], new[start : len(new) - end])
    found = [(0, 0, start)]
    if len(inner[0]) * len(inner[1]) <= _LARGEST * 10:
        blocks = SequenceMatcher(None, *inner, autojunk=False).get_matching_blocks()
        found += [(start + block.a, start + block.b, block.size) for block in blocks]
    found.append((len(old) - end, len(new) - end, end))
    return [one for one in found if one[2]]


def _pairs(old: Sequence[Unit], new: Sequence[Unit], left: int, right: int) -> Iterator[Step]:
    if len(old) * len(new) <= _LARGEST:
        yield from ((left + a, right + b) for a, b in _best(old, new))
        return
    # Blocks that stand once in each file, taken where they do not cross, part the files into small pieces.
    anchors = _anchors(old, new)
    if not anchors:
        yield from ((left + a + n, right + b + n) for a, b, size in _equal(old, new) for n in range(size))
        return
    for (a, b), (next_a, next_b) in pairwise([(-1, -1), *anchors, (len(old), len(new))]):
        yield from _pairs(old[a + 1 : next_a], new[b + 1 : next_b], left + a + 1, right + b + 1)
        if next_a < len(old):
            yield left + next_a, right + next_b


def _equal(old: Sequence[Unit], new: Sequence[Unit]) -> list[tuple[int, int, int]]:
    return matches([one.shape for one in old], [one.shape for one in new])


def _anchors(old: Sequence[Unit], new: Sequence[Unit]) -> list[tuple[int, int]]:
    return _rising(_once(old, new))


def _once(old: Sequence[Unit], new: Sequence[Unit]) -> list[tuple[int, int]]:
    """Blocks that stand once in each file."""
    places: dict[Hashable, list[int]] = {}
    twins: dict[Hashable, int] = {}
    for at, one in enumerate(new):
        places.setdefault(one.shape, []).append(at)
    for one in old:
        twins[one.shape] = twins.get(one.shape, 0) + 1
    return [(at, places[one.shape][0]) for at, one in enumerate(old)
            if one.words and twins[one.shape] == 1 and len(places.get(one.shape, ())) == 1]  # fmt: skip


def _rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest run of pairs that do not cross."""
    tops: list[int] = []
    chains: list[int] = []
    before: dict[int, int] = {}
    for at, (_, place) in enumerate(pairs):
        pile = bisect_left(tops, place)
        tops[pile : pile + 1], chains[pile : pile + 1] = [place], [at]
        if pile:
            before[at] = chains[pile - 1]
    found: list[tuple[int, int]] = []
    at_ = chains[-1] if chains else None
    while at_ is not None:
        found.append(pairs[at_])
        at_ = before.get(at_)
    return found[::-1]


def _best(old: Sequence[Unit], new: Sequence[Unit]) -> list[tuple[int, int]]:
    """The pairs that keep the most words, none crossing another."""
    width = len(new) + 1
    kept = [[0.0] * width for _ in range(len(old) + 1)]
    paired = [[False] * width for _ in range(len(old) + 1)]
    for a in range(len(old) - 1, -1, -1):
        for b in range(len(new) - 1, -1, -1):
            alike = likeness(old[a], new[b])
            both = alike * (1 + (len(old[a].words) + len(new[b].words)) / 2) + kept[a + 1][b + 1] if alike else 0.0
            kept[a][b] = max(kept[a + 1][b], kept[a][b + 1], both)
            paired[a][b] = both > 0 and both >= kept[a][b]
    found, a, b = [], 0, 0
    while a < len(old) and b < len(new):
        if paired[a][b]:
            found.append((a, b))
            a, b = a + 1, b + 1
        elif kept[a + 1][b] >= kept[a][b + 1]:
            a += 1
        else:
            b += 1
    return found


def _filled(pairs: Sequence[Step], old: int, new: int) -> Iterator[Step]:
    """The pairs, and between them what went and then what came."""
    a = b = 0
    for left, right in [*pairs, (old, new)]:
        assert left is not None
        assert right is not None
        yield from ((at, None) for at in range(a, left))
        yield from ((None, at) for at in range(b, right))
        if left < old and right < new:
            yield left, right
        a, b = left + 1, right + 1


def _apart(found: list[Step], old: Sequence[Unit], new: Sequence[Unit]) -> list[Step]:
    """Parts the paragraph after two tables that would touch: Word makes one table of them."""
    for at, (here, after) in enumerate(pairwise(found)):
        gone, come = here[0], after[1]
        if here[1] is not None or after[0] is not None or gone is None or come is None:
            continue
        if old[gone].frame[0] == new[come].frame[0] == "table":
            kept = next((n for n in range(at + 2, len(found)) if None not in found[n]), len(found))
            if kept < len(found) - 1:
                left, right = found[kept]
                return _apart([*found[: at + 1], (left, None), *found[at + 1 : kept], (None, right),
                               *found[kept + 1 :]], old, new)  # fmt: skip
    return found
