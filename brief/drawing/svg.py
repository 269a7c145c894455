"""A drawing in, SVG out: plain shapes and words, so that every reader of SVG draws it alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import groupby
from typing import assert_never

from brief.drawing.shapes import PALETTE, Area, Disc, Drawing, Ink, Palette, Point, Shape, Stroke, Text

_Look = tuple[Ink, float, float]
_FAMILY = "Source Sans 3"
_FONTS = "Calibri,Carlito,'Segoe UI',sans-serif"


def svg(drawing: Drawing, title: str, *, name: str = "", palette: Palette = PALETTE, family: str = _FAMILY) -> str:
    """The `svg` element, of class `name`; its title says what it shows to those who do not see it."""
    shapes = "".join(_drawn(drawing.shapes, palette))
    fonts = escape(f"'{family}',{_FONTS}")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" class="{escape(name)}" '
        f'width="{_mm(drawing.width)}mm" height="{_mm(drawing.height)}mm" '
        f'viewBox="0 {_mm(drawing.top)} {_mm(drawing.width)} {_mm(drawing.height)}" font-family="{fonts}">'
        f"<title>{escape(title)}</title>{shapes}</svg>"
    )


def _drawn(shapes: Iterable[Shape], palette: Palette) -> Iterator[str]:
    """Lines alike that follow one another as one element: a hatch of fifty takes as long as a line."""
    for look, alike in groupby(shapes, _look):
        if look is None:
            yield from (_shape(shape, palette) for shape in alike)
        else:
            yield _strokes([shape for shape in alike if isinstance(shape, Stroke)], look, palette)


def _look(shape: Shape) -> _Look | None:
    return (shape.ink, shape.width, shape.dash) if isinstance(shape, Stroke) else None


def _strokes(strokes: Sequence[Stroke], look: _Look, palette: Palette) -> str:
    ink, width, dash = look
    dashes = f' stroke-dasharray="{_mm(dash)} {_mm(dash * 0.75)}"' if dash else ""
    way = "".join(f"M{_way(stroke.points)}" for stroke in strokes)
    return f'<path d="{way}" fill="none" stroke="{palette[ink]}" stroke-width="{_mm(width)}"{dashes}/>'


def _shape(shape: Shape, palette: Palette) -> str:
    match shape:
        case Stroke():
            return "".join(_drawn((shape,), palette))
        case Area(points=points, ink=ink):
            return f'<path d="M{_way(points)}Z" fill="{palette[ink]}"/>'
        case Disc(centre=(x, y), radius=radius, ink=ink, width=0):
            return f'<circle cx="{_mm(x)}" cy="{_mm(y)}" r="{_mm(radius)}" fill="{palette[ink]}"/>'
        case Disc(centre=(x, y), radius=radius, ink=ink, width=width):
            look = f'fill="{palette["paper"]}" stroke="{palette[ink]}" stroke-width="{_mm(width)}"'
            return f'<circle cx="{_mm(x)}" cy="{_mm(y)}" r="{_mm(radius - width / 2)}" {look}/>'
        case Text():
            return _text(shape, palette)
        case _:
            assert_never(shape)


def _text(text: Text, palette: Palette) -> str:
    x, y = text.at
    bold = ' font-weight="600"' if text.bold else ""
    anchor = "" if text.anchor == "start" else f' text-anchor="{text.anchor}"'
    place = f'x="{_mm(x)}" y="{_mm(y)}" font-size="{_mm(text.size)}"'
    return f'<text {place}{bold}{anchor} fill="{palette[text.ink]}">{escape(text.words)}</text>'


def _way(points: tuple[Point, ...]) -> str:
    return " ".join(f"{_mm(x)} {_mm(y)}" for x, y in points)


def _mm(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
