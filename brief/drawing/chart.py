"""A chart of the document in, its drawing out: over the grid of a page, or narrow for a telephone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count, pairwise

from msgspec import Struct

from brief.drawing.marks import drawn
from brief.drawing.metrics import width, wrapped
from brief.drawing.rows import SIZE, Frame, Row, frame, is_undated, rows, words_at
from brief.drawing.shapes import Area, Drawing, Shape, Stroke, Text, box
from brief.model.chart import Chart, Lane, Tick

_NAME = 2.96  # 8.4 pt
_LEADING = 4.1
_ROW = 4.0
_TALL = 6.7
_PAD = 1.2
_BASELINE = 0.9
"""From the middle of a row to the baseline of its labels."""
_OVER = 2.5
"""From the top of a tall row to the baseline of the labels over its marks."""
_HEAD = 4.8
_AXIS = 5.2
_TICK = 1.1
_APART = 3.0
_STRIP = 20.0
"""The least height of what stands before a page's end: a heading over less would be lonely."""
_LEAST = 10.0
"""And of what is left for the next page."""


class Sheet(Struct, frozen=True, kw_only=True):
    """The widths of one layout in mm; without a column for them, names stand over their lanes."""

    width: float
    column: float
    names: float
    undated: float
    arrow: float


PAGE = Sheet(width=172, column=42, names=36, undated=16.5, arrow=9)
TELEPHONE = Sheet(width=84, column=0, names=84, undated=9.5, arrow=6)


class _Band(Struct, frozen=True, kw_only=True):
    """A lane in its place: its rows from `first`, with each row's height."""

    lane: Lane
    rows: list[Row]
    top: float
    first: float
    bottom: float


@dataclass(slots=True, kw_only=True)
class _Plan:
    """All that is placed before anything is drawn."""

    chart: Chart
    sheet: Sheet
    frame: Frame
    top: float
    bands: list[_Band] = field(default_factory=list)

    @property
    def bottom(self) -> float:
        return self.bands[-1].bottom if self.bands else self.top


def draw(chart: Chart, sheet: Sheet = PAGE) -> Drawing:
    """The drawing: tint, lines and axis first, then marks and words."""
    plan = _plan(chart, sheet)
    shapes = (*_ground(plan, 0, plan.bottom), *_axis(plan), *_marks(plan, 0, plan.bottom))
    return Drawing(sheet.width, plan.bottom + _AXIS, shapes)


def strips(chart: Chart) -> Iterator[tuple[Drawing, str]]:
    """The drawing in strips that a page may end between, each with its lanes' names; the last one is the axis.

    A chart that had to stay whole would leave a third of the page before it empty.
    """
    plan = _plan(chart, PAGE)
    for top, bottom in pairwise(_cuts(plan)):
        names = ", ".join(band.lane.name for band in plan.bands if band.top < bottom and top < band.bottom)
        shapes = (*_ground(plan, top, bottom), *_marks(plan, top, bottom))
        yield Drawing(PAGE.width, bottom - top, shapes, top), names
    yield Drawing(PAGE.width, _AXIS, tuple(_axis(plan)), plan.bottom), chart.as_of_words


def _cuts(plan: _Plan) -> list[float]:
    """From the top to the axis, where a page may end: between lanes and, in a long one, between its rows."""
    cuts = [0.0]
    for band in plan.bands:
        for y, _ in _rows(band):
            if y - cuts[-1] >= _STRIP and band.bottom - y >= _STRIP:
                cuts.append(y)
        if band.bottom - cuts[-1] >= _STRIP and plan.bottom - band.bottom >= _LEAST:
            cuts.append(band.bottom)
    return [*cuts, plan.bottom]


def _plan(chart: Chart, sheet: Sheet) -> _Plan:
    undated = any(is_undated(mark) for lane in chart.lanes for mark in lane.marks)
    left = sheet.column + (sheet.undated if undated else 0)
    field_of = frame(chart, gutter=sheet.column + 0.2, left=left, right=sheet.width, arrow=sheet.arrow)
    plan = _Plan(chart=chart, sheet=sheet, frame=field_of, top=_HEAD if undated else 0.2)
    for lane in chart.lanes:
        plan.bands.append(_placed(lane, plan))
    return plan


def _placed(lane: Lane, plan: _Plan) -> _Band:
    found = rows(lane.marks, plan.frame)
    top = plan.bottom
    beside = plan.sheet.column > 0
    first = top + _PAD + (0 if beside else _LEADING)
    names = len(wrapped(lane.name, _NAME, plan.sheet.names, 2)) * _LEADING if beside else 0
    height = max(sum(_TALL if row.tall else _ROW for row in found), names)
    return _Band(lane=lane, rows=found, top=top, first=first, bottom=first + height + _PAD)


def _ground(plan: _Plan, top: float, bottom: float) -> Iterator[Shape]:
    """Tint and lines between two heights."""
    field_of, width_of, start = plan.frame, plan.sheet.width, max(top, plan.top)
    yield Area(box(field_of.as_of, start, field_of.right, bottom), "forecast_tint")
    if field_of.left > plan.sheet.column:
        yield Stroke(((field_of.left, start), (field_of.left, bottom)), "rule", 0.2, 0.8)
        if top < plan.top:
            yield Text((field_of.gutter, plan.top - 1.7), plan.chart.undated, SIZE, "muted", bold=True)
    for band in plan.bands[1:]:
        if top <= band.top < bottom:
            yield Stroke(((0, band.top), (width_of, band.top)), "rule", 0.14)
    if top < plan.top:
        yield Stroke(((0, plan.top), (width_of, plan.top)), "ink", 0.18)
    if plan.sheet.column > 0:
        yield Stroke(((field_of.as_of, start), (field_of.as_of, bottom)), "ink", 0.46)
    else:  # names stand over their lanes, and the line would cross them
        for band in plan.bands:
            yield Stroke(((field_of.as_of, band.first - _PAD), (field_of.as_of, band.bottom)), "ink", 0.46)


def _axis(plan: _Plan) -> Iterator[Shape]:
    """The day of the brief always has its name; of the others, those that keep their distance."""
    chart, base = plan.chart, plan.bottom
    yield Stroke(((0, base), (plan.sheet.width, base)), "ink", 0.18)
    yield Stroke(((plan.frame.as_of, base), (plan.frame.as_of, base + 1.5)), "ink", 0.46)
    size = width(chart.as_of_words, SIZE)
    start = min(max(plan.frame.as_of - size / 2, plan.sheet.column), plan.frame.right - size)
    yield Text((start, base + 4.3), chart.as_of_words, SIZE, "ink", bold=True)
    for tick in _shown(plan):
        x = plan.frame.x(tick.day.toordinal())
        yield Stroke(((x, base), (x, base + _TICK)), "ink", 0.18)
        half = width(tick.label, SIZE) / 2
        clear = x + half + _APART <= start or start + size + _APART <= x - half
        if clear and plan.sheet.column <= x - half and x + half <= plan.frame.right:
            yield Text((x, base + 4.3), tick.label, SIZE, "muted", anchor="middle")


def _shown(plan: _Plan) -> tuple[Tick, ...]:
    """Every tick, or every second, third … as far apart as their names ask for."""
    ticks = plan.chart.ticks
    if len(ticks) < 2:
        return ticks
    places = [plan.frame.x(tick.day.toordinal()) for tick in ticks]
    nearest = min(after - before for before, after in pairwise(places))
    needed = max(width(tick.label, SIZE) for tick in ticks) + _APART
    stride = next(step for step in count(1) if step * nearest >= needed or step > len(ticks))
    return ticks[::stride]


def _rows(band: _Band) -> Iterator[tuple[float, Row]]:
    """The rows of a lane, each with its top."""
    y = band.first
    for row in band.rows:
        yield y, row
        y += _TALL if row.tall else _ROW


def _marks(plan: _Plan, top: float, bottom: float) -> Iterator[Shape]:
    """The lanes' names and rows that begin between two heights."""
    for band in plan.bands:
        if top <= band.top < bottom:
            yield from _title(plan, band)
        for y, row in _rows(band):
            if top <= y < bottom:
                yield from _row(y, row)


def _row(y: float, row: Row) -> Iterator[Shape]:
    middle = y + (_TALL - _ROW / 2 if row.tall else _ROW / 2)
    for place in row.places:
        yield from drawn(place, middle)
        baseline = y + _OVER if place.above else middle + _BASELINE
        yield Text((place.label, baseline), place.mark.label, SIZE, "ink", bold=True)
        if place.words:
            yield Text((words_at(place), baseline), place.words, SIZE, "ink")


def _title(plan: _Plan, band: _Band) -> Iterator[Shape]:
    """The lane's name on the baseline of its first labels; over a lane there is room for one line."""
    beside = plan.sheet.column > 0
    first = _OVER if band.rows[0].tall else _ROW / 2 + _BASELINE
    y = band.top + _PAD + (first if beside else _OVER)
    lines = 2 if beside else 1
    for number, line in enumerate(wrapped(band.lane.name, _NAME, plan.sheet.names, lines)):
        yield Text((0, y + number * _LEADING), line, _NAME, "ink", bold=True)
