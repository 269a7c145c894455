"""A drawing in, a PNG out, as fine as print: for Word, which shows it the same in every version."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from itertools import chain, groupby, pairwise
from math import hypot
from typing import TYPE_CHECKING, assert_never

from brief.drawing.shapes import PALETTE, Area, Disc, Drawing, Palette, Point, Shape, Stroke, Text

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont, ImageFont

_DPI = 300
_FINER = 4
"""What is not upright is drawn so much larger and then reduced, which smooths its edges; words are smooth already."""
_SHADES = 6
"""From each ground to each ink, for the edges: a picture of few colours is a third as large."""
_ANCHOR = {"start": "ls", "middle": "ms", "end": "rs"}


def png(drawing: Drawing, fonts: tuple[bytes, bytes] | None, palette: Palette = PALETTE) -> bytes:
    """The picture; `fonts` are the regular and the bold face, None for the one that Pillow has."""
    from PIL import Image, ImageDraw  # 30 ms that only a brief with a chart in Word should pay

    dots = _DPI / 25.4
    size = (round(drawing.width * dots), round(drawing.height * dots))
    picture = Image.new("RGB", size, palette["paper"])
    for upright, alike in groupby((one for one in drawing.shapes if not isinstance(one, Text)), _is_upright):
        if upright:
            pen = ImageDraw.Draw(picture)
            for shape in alike:
                _draw(pen, shape, dots, (0, 0), palette)
        else:
            _smooth(picture, list(alike), dots, palette)
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


def _is_upright(shape: Shape) -> bool:
    """Whether all edges run along the dots."""
    match shape:
        case Stroke(points=points):
            return all(x == to_x or y == to_y for (x, y), (to_x, to_y) in pairwise(points))
        case Area(points=points):
            return all(x == to_x or y == to_y for (x, y), (to_x, to_y) in pairwise((*points, points[0])))
        case _:
            return False


def _smooth(picture: Image, shapes: Sequence[Shape], dots: float, palette: Palette) -> None:
    """Draw shapes into their part of the picture, enlarged for the while."""
    from PIL import Image, ImageDraw

    places = [place for shape in shapes for place in _corners(shape)]
    left, top = (max(int(min(one[axis] for one in places) * dots) - 1, 0) for axis in (0, 1))
    right, bottom = (min(int(max(one[axis] for one in places) * dots) + 2, picture.size[axis]) for axis in (0, 1))
    size = ((right - left) * _FINER, (bottom - top) * _FINER)
    part = picture.crop((left, top, right, bottom)).resize(size, Image.Resampling.NEAREST)
    pen = ImageDraw.Draw(part)
    for shape in shapes:
        _draw(pen, shape, dots * _FINER, (left * _FINER, top * _FINER), palette)
    picture.paste(part.reduce(_FINER), (left, top))


def _corners(shape: Shape) -> Iterator[Point]:
    """Two corners of the room that a shape takes, with that of its lines."""
    match shape:
        case Stroke(points=points, width=width):
            room = width
        case Area(points=points):
            room = 0.0
        case Disc(centre=centre, radius=radius):
            points, room = (centre,), radius
        case Text(at=at):
            points, room = (at,), 0.0
        case _:
            assert_never(shape)
    yield min(x for x, _ in points) - room, min(y for _, y in points) - room
    yield max(x for x, _ in points) + room, max(y for _, y in points) + room


def _draw(pen: ImageDraw, shape: Shape, scale: float, origin: Point, palette: Palette) -> None:
    match shape:
        case Stroke(points=points, ink=ink, width=width, dash=dash):
            for piece in _dashed(points, dash) if dash else (points,):
                way = _scaled(piece, scale, origin)
                pen.line(way, fill=palette[ink], width=max(round(width * scale), 1), joint="curve")
        case Area(points=points, ink=ink):
            pen.polygon(_scaled(points, scale, origin), fill=palette[ink])
        case Disc(centre=(x, y), radius=radius, ink=ink, width=width):
            around = _scaled(((x - radius, y - radius), (x + radius, y + radius)), scale, origin)
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


def _scaled(points: Iterable[Point], scale: float, origin: Point = (0, 0)) -> list[Point]:
    return [(x * scale - origin[0], y * scale - origin[1]) for x, y in points]


def _dashed(points: tuple[Point, ...], dash: float) -> Iterator[tuple[Point, Point]]:
    """The dashes of a line, three quarters as far apart as they are long, begun anew at each corner."""
    for (x, y), (to_x, to_y) in pairwise(points):
        length = hypot(to_x - x, to_y - y)
        step = dash * 1.75
        for at in range(int(length / step) + 1):
            start, end = at * step / length, min(at * step + dash, length) / length
            if start < end:
                yield (x + (to_x - x) * start, y + (to_y - y) * start), (x + (to_x - x) * end, y + (to_y - y) * end)
