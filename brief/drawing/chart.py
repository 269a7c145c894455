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
    shapes = (*_ground(plan), *_axis(plan), *(shape for band in plan.bands for shape in _band(plan, band)))
    return Drawing(sheet.width, plan.bottom + _AXIS, shapes)


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


def _ground(plan: _Plan) -> Iterator[Shape]:
    field_of, width_of = plan.frame, plan.sheet.width
    yield Area(box(field_of.as_of, plan.top, field_of.right, plan.bottom), "forecast_tint")
    if field_of.left > plan.sheet.column:
        yield Stroke(((field_of.left, plan.top), (field_of.left, plan.bottom)), "rule", 0.2, 0.8)
        yield Text((field_of.gutter, plan.top - 1.7), plan.chart.undated, SIZE, "muted", bold=True)
    for band in plan.bands[1:]:
        yield Stroke(((0, band.top), (width_of, band.top)), "rule", 0.14)
    yield Stroke(((0, plan.top), (width_of, plan.top)), "ink", 0.18)
    yield Stroke(((0, plan.bottom), (width_of, plan.bottom)), "ink", 0.18)
    yield Stroke(((field_of.as_of, plan.top), (field_of.as_of, plan.bottom + 1.5)), "ink", 0.46)


def _axis(plan: _Plan) -> Iterator[Shape]:
    """The day of the brief always has its name; of the others, those that keep their distance."""
    chart, base = plan.chart, plan.bottom
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


def _band(plan: _Plan, band: _Band) -> Iterator[Shape]:
    yield from _title(plan, band)
    y = band.first
    for row in band.rows:
        middle = y + (_TALL - _ROW / 2 if row.tall else _ROW / 2)
        for place in row.places:
            yield from drawn(place, middle)
            baseline = y + _OVER if place.above else middle + _BASELINE
            yield Text((place.label, baseline), place.mark.label, SIZE, "ink", bold=True)
            if place.words:
                yield Text((words_at(place), baseline), place.words, SIZE, "ink")
        y += _TALL if row.tall else _ROW


def _title(plan: _Plan, band: _Band) -> Iterator[Shape]:
    """The lane's name on the baseline of its first labels; over a lane there is room for one line."""
    beside = plan.sheet.column > 0
    first = _OVER if band.rows[0].tall else _ROW / 2 + _BASELINE
    y = band.top + _PAD + (first if beside else _OVER)
    lines = 2 if beside else 1
    for number, line in enumerate(wrapped(band.lane.name, _NAME, plan.sheet.names, lines)):
        yield Text((0, y + number * _LEADING), line, _NAME, "ink", bold=True)
