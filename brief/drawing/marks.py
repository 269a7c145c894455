"""A mark in its place in, its shapes out: form tells what it is, so that it reads without colour too."""

from __future__ import annotations

from collections.abc import Iterator

from brief.drawing.rows import RADIUS, Place, is_undated
from brief.drawing.shapes import Area, Disc, Ink, Shape, Stroke, box
from brief.model.chart import Mark

_REPORTED = 1.7  # heights of bars
_FORESEEN = 2.2
_LINE = 0.56
_EDGE = 0.28
_DASH = 0.9
_HATCH = 0.95
_HEAD = 2.4
_SLIVER = 0.3
_SOFT = 1.4
_DIAMOND = 1.35


def drawn(place: Place, y: float) -> Iterator[Shape]:
    """The shapes of a mark whose middle is at this height."""
    if place.is_point:
        yield from _point(place, y)
    elif place.mark.first is None or place.mark.last is None:
        yield from _arrow(place, y)
    elif place.mark.sort == "reported":
        yield from _solid(place, y)
    else:
        yield from _window(place, y)


def _ink(mark: Mark) -> Ink:
    return "accent" if mark.sort == "reported" else "forecast"


def _point(place: Place, y: float) -> Iterator[Shape]:
    mark, x = place.mark, place.start + RADIUS
    hollow = is_undated(mark) or mark.sort == "conditional"
    if mark.sort == "reported":
        yield Disc((x, y), RADIUS, _ink(mark), 0.4 if hollow else 0)
    else:
        corners = ((x, y - _DIAMOND), (x + _DIAMOND, y), (x, y + _DIAMOND), (x - _DIAMOND, y))
        yield Area(corners, _ink(mark))
        if hollow:
            inner = _DIAMOND - 0.55
            yield Area(((x, y - inner), (x + inner, y), (x, y + inner), (x - inner, y)), "paper")
    if mark.about and not is_undated(mark):
        for side in (x - RADIUS - 0.3 - _SLIVER, x + RADIUS + 0.3):
            yield Area(box(side, y - _REPORTED / 2, side + _SLIVER, y + _REPORTED / 2), _ink(mark))


def _solid(place: Place, y: float) -> Iterator[Shape]:
    """What is reported over a time; rough ends fall into slivers."""
    top, bottom, ink = y - _REPORTED / 2, y + _REPORTED / 2, _ink(place.mark)
    soft = min(_SOFT, (place.end - place.start) / 2) if place.mark.about else 0
    if soft < (place.end - place.start) / 2:
        yield Area(box(place.start + soft, top, place.end - soft, bottom), ink)
    at = 0.0
    while at + _SLIVER <= soft:
        for left in (place.start + at, place.end - at - _SLIVER):
            yield Area(box(left, top, left + _SLIVER, bottom), ink)
        at += 2 * _SLIVER


def _window(place: Place, y: float) -> Iterator[Shape]:
    """What is foreseen within a time: hatched, or dashed and empty where conditional; rough ends stay open."""
    top, bottom, ink = y - _FORESEEN / 2, y + _FORESEEN / 2, _ink(place.mark)
    left, right = place.start, place.end
    dash = _DASH if place.mark.sort == "conditional" else 0
    if dash:
        yield Area(box(left, top, right, bottom), "paper")
    else:
        yield from _hatched(left, top, right, bottom, ink)
    for height in (top, bottom):
        yield Stroke(((left, height), (right, height)), ink, _EDGE, dash)
    if not place.mark.about:
        for side in (left, right):
            yield Stroke(((side, top - _EDGE / 2), (side, bottom + _EDGE / 2)), ink, _EDGE)


def _hatched(left: float, top: float, right: float, bottom: float, ink: Ink) -> Iterator[Shape]:
    """Lines that rise to the right, cut at both sides."""
    height = bottom - top
    foot = left - height + _HATCH / 2
    while foot < right:
        low, high = max(foot, left), min(foot + height, right)
        if high - low > 0.1:
            yield Stroke(((low, bottom - (low - foot)), (high, bottom - (high - foot))), ink, _EDGE)
        foot += _HATCH


def _arrow(place: Place, y: float) -> Iterator[Shape]:
    """From the end that is given towards the one that is not; dashed with an open head where conditional."""
    mark, ink = place.mark, _ink(place.mark)
    foot, tip = (place.end, place.start) if mark.first is None else (place.start, place.end)
    way = 1 if tip > foot else -1
    neck = tip - way * _HEAD
    head = ((neck, y - _HEAD / 2), (tip, y), (neck, y + _HEAD / 2))
    if mark.sort == "conditional":
        yield Stroke(((foot, y), (tip - way * 0.6, y)), ink, _LINE, 1.6)
        yield Stroke(head, ink, 0.45)
    else:
        yield Stroke(((foot, y), (neck + way * 0.1, y)), ink, _LINE)
        yield Area(head, ink)
    if not mark.about:
        yield Stroke(((foot, y - _FORESEEN / 2), (foot, y + _FORESEEN / 2)), ink, _LINE)
