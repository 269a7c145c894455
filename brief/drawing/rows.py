"""The marks of a lane in, rows out: each mark beside or below its label, and nothing over anything else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations, product

from msgspec import Struct

from brief.drawing.metrics import width
from brief.model.chart import Chart, Mark

SIZE = 2.68
"""Of labels: 7.6 pt."""
RADIUS = 1.05
_SPACE = 0.8
_APART = 2.0
_CLEAR = 0.9
"""From a label to the line of the brief's own day."""
_LONGEST = 45  # letters of a label
_TURNED = 4
"""Marks of a row that still turn their labels for another: at most a thousand ways to try."""
_MARGIN = 2.4
"""From the end of the axis to the edge of the field."""


class Frame(Struct, frozen=True, kw_only=True):
    """Where time runs: the field from `left` to `right`, with the axis inside it and marks without a date before it."""

    gutter: float
    left: float
    right: float
    axis: tuple[float, float]
    days: tuple[int, int]
    as_of: float

    def x(self, day: float) -> float:
        """The place of a day's beginning, by its ordinal."""
        (low, high), (first, last) = self.axis, self.days
        return low + (day - first) / (last - first) * (high - low)


def frame(chart: Chart, *, gutter: float, left: float, right: float, arrow: float) -> Frame:
    """A field that leaves room for the arrows that run over the ends of the axis."""
    marks = [mark for lane in chart.lanes for mark in lane.marks if mark.first or mark.last]
    low = left + (arrow if any(mark.first is None for mark in marks) else _MARGIN)
    high = right - (arrow if any(mark.last is None for mark in marks) else _MARGIN)
    days = chart.first.toordinal(), chart.last.toordinal() + 1
    as_of = low + (chart.as_of.toordinal() + 1 - days[0]) / (days[1] - days[0]) * (high - low)
    return Frame(gutter=gutter, left=left, right=right, axis=(low, high), days=days, as_of=as_of)


class Place(Struct, frozen=True, kw_only=True):
    """A mark in its row: where it is drawn, where its label starts, and the stretch that both keep free."""

    mark: Mark
    start: float
    end: float
    words: str
    label: float
    above: bool = False

    @property
    def left(self) -> float:
        """Where mark or label begins."""
        return min(self.start, self.label)

    @property
    def right(self) -> float:
        """Where mark and label have ended."""
        return max(self.end, self.label + label_width(self.mark, self.words))

    @property
    def is_point(self) -> bool:
        """Whether it is drawn as a point, for a day or for a time too short to be seen as longer."""
        known = self.mark.first is not None and self.mark.last is not None
        return is_undated(self.mark) or (known and self.end - self.start <= 2 * RADIUS + 0.001)


@dataclass(slots=True)
class Row:
    """Marks on one line; a `tall` row has labels over them."""

    places: list[Place] = field(default_factory=list)
    choices: list[Sequence[Place]] = field(default_factory=list)
    """The places that each mark could take, best first."""

    @property
    def tall(self) -> bool:
        """Whether a label stands over its mark."""
        return any(place.above for place in self.places)

    def takes(self, places: Sequence[Place]) -> bool:
        """Put a mark here, if all keep their distance: those that stand here may turn their labels for it."""
        if len(self.places) < _TURNED:
            ways = product(*self.choices, places)
        else:
            ways = product(*([place] for place in self.places), places)
        found = next((way for way in ways if _apart(way)), None)
        if found is not None:
            self.places, self.choices = [*found], [*self.choices, places]
        return found is not None


def _apart(places: Sequence[Place]) -> bool:
    return all(
        one.right + _APART <= other.left or other.right + _APART <= one.left for one, other in combinations(places, 2)
    )


def is_undated(mark: Mark) -> bool:
    """Whether a mark has no place in time."""
    return mark.first is None and mark.last is None


def label_width(mark: Mark, words: str) -> float:
    """The room of the number and the words behind it."""
    return width(mark.label, SIZE) + (_SPACE + width(words, SIZE) if words else 0)


def words_at(place: Place) -> float:
    """Where the words behind the number start."""
    return place.label + width(place.mark.label, SIZE) + _SPACE


def rows(marks: Sequence[Mark], frame: Frame) -> list[Row]:
    """As few rows as first come, first served gives."""
    found: list[Row] = []
    for mark in marks:
        _add(found, list(_without_date(mark, frame)) if is_undated(mark) else _dated(mark, frame))
    return found


def _add(rows: list[Row], places: Sequence[Place]) -> None:
    """Put a mark into the first row that takes it in one of its places, best first, or into a new one."""
    if not any(row.takes(places) for row in rows):
        rows.append(Row(places=[places[0]], choices=[places]))


def _dated(mark: Mark, frame: Frame) -> list[Place]:
    """Beside the mark, else over it; where its date finds no room in either place, its number alone stays."""
    for words in (mark.words if len(mark.words) <= _LONGEST else "", ""):
        if places := list(_beside(mark, words, frame)) or list(_above(mark, words, frame)):
            return places
    start, end = _reach(mark, frame)
    return [Place(mark=mark, start=start, end=end, words="", label=max(start, frame.left + 0.3), above=True)]


def _beside(mark: Mark, words: str, frame: Frame) -> Iterator[Place]:
    """The label after the mark, then before it, where the field has room and the day's line stays clear."""
    start, end = _reach(mark, frame)
    for label in (end + _SPACE, start - _SPACE - label_width(mark, words)):
        place = Place(mark=mark, start=start, end=end, words=words, label=label)
        if _fits(place, frame):
            yield place


def _above(mark: Mark, words: str, frame: Frame) -> Iterator[Place]:
    """The label over the mark: from its start, else on either side of the day's line, else as far right as it goes."""
    start, end = _reach(mark, frame)
    size = label_width(mark, words)
    last = frame.right - size
    for at in (start, frame.as_of - _CLEAR - size, frame.as_of + _CLEAR, last):
        place = Place(mark=mark, start=start, end=end, words=words, label=min(at, last), above=True)
        if place.label <= end and start <= place.label + size and _fits(place, frame):
            yield place


def _without_date(mark: Mark, frame: Frame) -> Iterator[Place]:
    size = 2 * RADIUS + _SPACE + width(mark.label, SIZE)
    at = frame.gutter
    while at + size <= frame.left or at == frame.gutter:
        yield Place(mark=mark, start=at, end=at + 2 * RADIUS, words="", label=at + 2 * RADIUS + _SPACE)
        at += size + _APART


def _fits(place: Place, frame: Frame) -> bool:
    label = place.label, place.label + label_width(place.mark, place.words)
    inside = frame.left + 0.3 <= label[0] and label[1] <= frame.right
    return inside and not label[0] - _CLEAR < frame.as_of < label[1] + _CLEAR


def _reach(mark: Mark, frame: Frame) -> tuple[float, float]:
    """From the beginning of the first day to the end of the last; what is too short to be seen has a point's width."""
    start = frame.x(_ordinal(mark.first)) if mark.first else frame.left
    end = frame.x(_ordinal(mark.last) + 1) if mark.last else frame.right
    if mark.last is None and mark.sort == "reported" and start + 4 * RADIUS < frame.as_of:
        end = frame.as_of  # of what comes after that day, nothing can have been reported
    if mark.first and mark.last and (end - start < 2 * RADIUS or mark.first == mark.last):
        middle = (start + end) / 2
        return middle - RADIUS, middle + RADIUS
    return start, end


def _ordinal(day: date) -> int:
    return day.toordinal()
