"""What a drawing is made of: lines, areas and words in mm from the top left, each in a colour of the brand by name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

from brief.model.brand import ColourName

Ink = ColourName
Palette = Mapping[Ink, str]
"""The value of each colour: `#1A2024`."""
PALETTE: Palette = {
    "ink": "#1A2024",
    "muted": "#525D66",
    "accent": "#0B4A57",
    "forecast": "#8A5200",
    "rule": "#C3CBCF",
    "forecast_tint": "#FAF5EC",
    "paper": "#FFFFFF",
}
"""The house's own colours."""
Point = tuple[float, float]


class Stroke(Struct, frozen=True):
    """A line from point to point; `dash` is the length of its dashes and gaps, 0 for none."""

    points: tuple[Point, ...]
    ink: Ink
    width: float
    dash: float = 0


class Area(Struct, frozen=True):
    """A filled polygon."""

    points: tuple[Point, ...]
    ink: Ink


class Disc(Struct, frozen=True):
    """A circle, filled or, with a `width`, as a ring."""

    centre: Point
    radius: float
    ink: Ink
    width: float = 0


class Text(Struct, frozen=True):
    """Words on a baseline; `at` is where they start, end or have their middle."""

    at: Point
    words: str
    size: float
    """In mm."""
    ink: Ink
    bold: bool = False
    anchor: Literal["start", "middle", "end"] = "start"


Shape = Stroke | Area | Disc | Text


class Drawing(Struct, frozen=True):
    """Shapes in the order in which they are drawn, on a sheet of this size."""

    width: float
    height: float
    shapes: tuple[Shape, ...]
    top: float = 0
    """Of a strip of a taller drawing, how far down it begins."""


def box(left: float, top: float, right: float, bottom: float) -> tuple[Point, ...]:
    """The corners of an upright rectangle."""
    return ((left, top), (right, top), (right, bottom), (left, bottom))
