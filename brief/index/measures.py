"""A figure in its sentence in; the range that its wording and its rounding leave open out."""

from __future__ import annotations

from dataclasses import dataclass

from brief.model.article import Article
from brief.model.items import Figure
from brief.text.matching import plain, stem

_AT_LEAST = ("at least", "more than", "over", "no fewer than", "not less than", "above", "minimum of", "exceed")
_AT_MOST = ("at most", "up to", "fewer than", "less than", "under", "no more than", "below", "almost", "nearly")
_ABOUT = ("about", "around", "roughly", "some", "approximately", "an estimated", "close to")


@dataclass(frozen=True, slots=True)
class Measure:
    """From where to where a figure may lie, and of what."""

    unit: str
    low: float
    high: float

    def meets(self, other: Measure) -> bool:
        """Whether both may be one figure."""
        return self.low <= other.high and other.low <= self.high


def measure(article: Article, figure: Figure) -> Measure | None:
    """Half of the last written digit to either side, twice that for `about`, open where it says `at least`."""
    if not figure.unit:
        return None
    before = plain(article.text[max(0, figure.span.start - 24) : figure.span.start]).rstrip(" $€£")
    room = _rounding(figure.value) * (2 if before.endswith(_ABOUT) else 1)
    low, high = figure.value - room, figure.value + room
    if before.endswith(_AT_MOST):
        low = 0.0
    elif before.endswith(_AT_LEAST):
        high = float("inf")
    return Measure(stem(plain(figure.unit)), low, high)


def _rounding(value: float) -> float:
    """Half of the last digit that is not nought: 30,000 may be 25,000 to 35,000; 14 may be 13.5 to 14.5."""
    whole = int(value)
    if whole != value:
        return 0.5 * 10.0 ** -len(f"{value:.6f}".rstrip("0").partition(".")[2])
    unit = 1.0
    while whole and whole % 10 == 0:
        whole //= 10
        unit *= 10
    return unit / 2
