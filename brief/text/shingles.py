"""Rows of words in; which rows before them share runs of words, and how two rows differ, out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

RUN = 4
"""Words in a run: a row of eight with one word changed still holds one run whole, as does one of 20 with three."""

_COMMON = 60
"""Rows that may hold a run before it is a phrase of everybody (“of the United States”) and finds nothing."""

_CUT = 3
"""Words left out in a row that are one cut and not so many changes."""


class Shingles:
    """Rows by their runs of words: grows by one row at a time, each look-up costs what the row is long."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._rows: dict[int, list[int]] = defaultdict(list)

    def add(self, name: int, row: Sequence[str]) -> None:
        """Keeps the row under its number."""
        for run in set(self._runs(row)):
            held = self._rows[run]
            if len(held) <= _COMMON:
                held.append(name)

    def sharing(self, row: Sequence[str], least: int) -> list[int]:
        """Rows that share at least so many of this row's runs, those that share most first, then the first added."""
        counts: Counter[int] = Counter()
        common = 0
        for run in set(self._runs(row)):
            held = self._rows.get(run, ())
            if len(held) > _COMMON:
                common += 1
            else:
                counts.update(held)
        enough = max(1, least - common)
        return [name for name, count in sorted(counts.items(), key=lambda one: (-one[1], one[0])) if count >= enough]

    def _runs(self, row: Sequence[str]) -> Iterator[int]:
        """Each run as one whole number: a tenth of the memory of a tuple of words."""
        numbers = [self._numbers.setdefault(word, len(self._numbers) + 1) for word in row]
        for one, two, three, four in zip(numbers, numbers[1:], numbers[2:], numbers[3:], strict=False):
            yield (one << 72) | (two << 48) | (three << 24) | four


class Differences(Struct, frozen=True, kw_only=True):
    """How the shorter of two rows differs from the stretch of the longer that it stands for."""

    swapped: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]
    """Words in place of others."""
    dropped: tuple[str, ...]
    put_in: tuple[str, ...]
    cuts: int
    """Stretches of the longer row left out of the middle."""
    at_edge: bool
    """Whether the first or the last word is another: then the rows may only share a phrase."""
    left_out: tuple[tuple[str, ...], ...] = ()
    """The words of each cut."""
    before: tuple[str, ...] = ()
    """The words of the longer row right before."""

    @property
    def count(self) -> int:
        """Words that differ; a cut counts as one."""
        return sum(max(len(a), len(b)) for a, b in self.swapped) + len(self.dropped) + len(self.put_in) + self.cuts


def differences(short: Sequence[str], long: Sequence[str]) -> Differences:
    """What differs where the short row stands in the long one; what the long one has before and after is no matter."""
    from rapidfuzz.distance import Levenshtein  # 10 ms to import, and only rows that share runs need it

    start, end = _stretch(short, long)
    part = long[start:end]
    ops = [op for op in Levenshtein.opcodes(short, part) if op.tag != "equal"]
    inner = [op for op in ops if not (op.tag == "insert" and op.src_start in {0, len(short)})]
    put_in = [tuple(part[op.dest_start : op.dest_end]) for op in inner if op.tag == "insert"]
    return Differences(
        swapped=tuple(
            (tuple(short[op.src_start : op.src_end]), tuple(part[op.dest_start : op.dest_end]))
            for op in inner
            if op.tag == "replace"
        ),
        dropped=tuple(word for op in inner if op.tag == "delete" for word in short[op.src_start : op.src_end]),
        put_in=tuple(word for words in put_in if len(words) < _CUT for word in words),
        cuts=sum(len(words) >= _CUT for words in put_in),
        at_edge=any(op.tag != "insert" and (op.src_start == 0 or op.src_end == len(short)) for op in inner),
        left_out=tuple(words for words in put_in if len(words) >= _CUT),
        before=(
            *long[:start],
            *(part[: ops[0].dest_end] if ops and ops[0].tag == "insert" and not ops[0].src_start else ()),
        ),
    )


def _stretch(short: Sequence[str], long: Sequence[str]) -> tuple[int, int]:
    """Start and end of the long row between the first and the last run that both hold, with what is left round it."""
    places: dict[tuple[str, ...], int] = {}
    for at in range(len(short) - RUN + 1):
        places.setdefault(tuple(short[at : at + RUN]), at)
    shared = [(places[run], at) for at, run in _numbered(long) if run in places]
    if not shared:
        return 0, len(long)
    (first, start), (last, end) = shared[0], shared[-1]
    return max(0, start - first), end + len(short) - last


def _numbered(row: Sequence[str]) -> Iterable[tuple[int, tuple[str, ...]]]:
    return ((at, tuple(row[at : at + RUN])) for at in range(len(row) - RUN + 1))
