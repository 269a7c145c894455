"""A drawing in, SVG out: plain shapes and words, so that every reader of SVG draws it alike."""

from __future__ import annotations

from html import escape
from typing import assert_never

from brief.drawing.shapes import PALETTE, Area, Disc, Drawing, Palette, Point, Shape, Stroke, Text

_FONTS = "Source Sans 3, Calibri, Carlito, Segoe UI, sans-serif"


def svg(drawing: Drawing, title: str, *, name: str = "", palette: Palette = PALETTE) -> str:
    """The `svg` element, of class `name`; its title says what it shows to those who do not see it."""
    shapes = "".join(_shape(shape, palette) for shape in drawing.shapes)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" class="{escape(name)}" '
        f'width="{_mm(drawing.width)}mm" height="{_mm(drawing.height)}mm" '
        f'viewBox="0 0 {_mm(drawing.width)} {_mm(drawing.height)}" font-family="{_FONTS}">'
        f"<title>{escape(title)}</title>{shapes}</svg>"
    )


def _shape(shape: Shape, palette: Palette) -> str:
    match shape:
        case Stroke(points=points, ink=ink, width=width, dash=dash):
            dashes = f' stroke-dasharray="{_mm(dash)} {_mm(dash * 0.75)}"' if dash else ""
            way = f'd="M{_way(points)}" fill="none"'
            return f'<path {way} stroke="{palette[ink]}" stroke-width="{_mm(width)}"{dashes}/>'
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
