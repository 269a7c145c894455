"""A drawing in, a PNG out, as fine as print: for Word, which shows it the same in every version."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import BytesIO
from itertools import chain, pairwise
from math import hypot
from typing import TYPE_CHECKING, assert_never

from brief.drawing.shapes import PALETTE, Area, Disc, Drawing, Palette, Point, Shape, Stroke, Text

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont, ImageFont

_DPI = 300
_FINER = 2
"""Shapes are drawn so much larger and then reduced, which smooths their edges; words are smooth by themselves."""
_SHADES = 6
"""From each ground to each ink, for the edges: a picture of few colours is a third as large."""
_ANCHOR = {"start": "ls", "middle": "ms", "end": "rs"}


def png(drawing: Drawing, fonts: tuple[bytes, bytes] | None, palette: Palette = PALETTE) -> bytes:
    """The picture; `fonts` are the regular and the bold face, None for the one that Pillow has."""
    from PIL import Image, ImageDraw  # 30 ms that only a brief with a chart in Word should pay

    dots = _DPI / 25.4
    size = (round(drawing.width * dots), round(drawing.height * dots))
    large = Image.new("RGB", (size[0] * _FINER, size[1] * _FINER), palette["paper"])
    pen = ImageDraw.Draw(large)
    for shape in drawing.shapes:
        _draw(pen, shape, dots * _FINER, palette)
    picture = large.reduce(_FINER)
    _write(ImageDraw.Draw(picture), drawing.shapes, fonts, dots, palette)
    out = BytesIO()
    few = Image.new("P", (1, 1))
    few.putpalette(_colours(palette))
    picture.quantize(palette=few, dither=Image.Dither.NONE).save(out, "PNG", dpi=(_DPI, _DPI))
    return out.getvalue()


def _colours(palette: Palette) -> list[int]:
    """Red, green and blue of each ground and ink, and of the shades between them."""
    value = {name: [int(code[at : at + 2], 16) for at in (1, 3, 5)] for name, code in palette.items()}
    grounds = [value["paper"], value["forecast_tint"]]
    inks = [value[name] for name in ("ink", "muted", "accent", "forecast", "rule")]
    shades = [
        round(low + (high - low) * step / _SHADES)
        for ground in grounds
        for ink in inks
        for step in range(1, _SHADES + 1)
        for low, high in zip(ground, ink, strict=True)
    ]
    return [*chain(*grounds), *shades]


def _draw(pen: ImageDraw, shape: Shape, scale: float, palette: Palette) -> None:
    match shape:
        case Stroke(points=points, ink=ink, width=width, dash=dash):
            for piece in _dashed(points, dash) if dash else (points,):
                pen.line(_scaled(piece, scale), fill=palette[ink], width=max(round(width * scale), 1), joint="curve")
        case Area(points=points, ink=ink):
            pen.polygon(_scaled(points, scale), fill=palette[ink])
        case Disc(centre=(x, y), radius=radius, ink=ink, width=width):
            around = _scaled(((x - radius, y - radius), (x + radius, y + radius)), scale)
            inner = palette["paper"] if width else palette[ink]
            pen.ellipse(around, fill=inner, outline=palette[ink], width=round(width * scale))
        case Text():
            pass
        case _:
            assert_never(shape)


def _write(
    pen: ImageDraw, shapes: Iterable[Shape], fonts: tuple[bytes, bytes] | None, scale: float, palette: Palette
) -> None:
    faces: dict[tuple[bool, float], FreeTypeFont | ImageFont] = {}
    for text in shapes:
        if isinstance(text, Text):
            key = (text.bold, text.size)
            if key not in faces:
                faces[key] = _face(fonts, text, scale)
            ((x, y),) = _scaled((text.at,), scale)
            pen.text((x, y), text.words, fill=palette[text.ink], font=faces[key], anchor=_ANCHOR[text.anchor])


def _face(fonts: tuple[bytes, bytes] | None, text: Text, scale: float) -> FreeTypeFont | ImageFont:
    from PIL import ImageFont

    if fonts is None:
        return ImageFont.load_default(text.size * scale)
    return ImageFont.truetype(BytesIO(fonts[text.bold]), text.size * scale, layout_engine=ImageFont.Layout.BASIC)


def _scaled(points: Iterable[Point], scale: float) -> list[Point]:
    return [(x * scale, y * scale) for x, y in points]


def _dashed(points: tuple[Point, ...], dash: float) -> Iterator[tuple[Point, Point]]:
    """The dashes of a line, three quarters as far apart as they are long, begun anew at each corner."""
    for (x, y), (to_x, to_y) in pairwise(points):
        length = hypot(to_x - x, to_y - y)
        step = dash * 1.75
        for at in range(int(length / step) + 1):
            start, end = at * step / length, min(at * step + dash, length) / length
            if start < end:
                yield (x + (to_x - x) * start, y + (to_y - y) * start), (x + (to_x - x) * end, y + (to_y - y) * end)
