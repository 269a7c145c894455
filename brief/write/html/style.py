"""The brand and the house's stylesheet in, the stylesheet of one page out, its values put in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from brief.model.brand import Brand, Family

Medium = Literal["screen", "print"]
"""Where a page is read: in a browser, or set as PDF."""

PROPERTY = re.compile(r"--([a-z0-9-]{1,40}): ([^;{}]{1,200});")  # --color-ink: #1A2024;
USE = re.compile(r"var\(--([a-z0-9-]{1,40})\)")  # var(--color-ink)
SCREEN = "@media screen {"
"""Begins the rules that only a browser needs; they stand last."""


def stylesheet(css: str, brand: Brand, medium: Medium) -> str:
    """The house's stylesheet with the brand's values; lines keep their numbers in it.

    A browser puts the values in by itself; WeasyPrint would take 7 % of its time to do so.
    """
    if medium == "screen":
        return f"{css}\n{root(brand, medium)}"
    values: dict[str, str] = {}

    def put_in(text: str) -> str:
        return USE.sub(lambda use: values.get(use[1], use[0]), text)

    css = css.partition(f"\n{SCREEN}\n")[0]
    for name, value in [*tokens(brand, medium), *PROPERTY.findall(css)]:
        values[name] = put_in(value)
    return put_in(PROPERTY.sub("", css))


def root(brand: Brand, medium: Medium) -> str:
    """The brand's values as custom properties."""
    return "".join((":root {\n", *(f"  --{name}: {value};\n" for name, value in tokens(brand, medium)), "}"))


def tokens(brand: Brand, medium: Medium) -> Iterator[tuple[str, str]]:
    """The name and value of each custom property: the name is the key's way in `brand.yaml`."""
    for name, colour in brand.color.items():
        yield f"color-{_dashed(name)}", colour
    yield "handling-background", brand.handling.background
    yield "handling-size", _pt(brand.handling.size)
    yield "title-weight", "400" if medium == "screen" else "600"  # of the wide text faces there, of a display face here
    yield from _fonts(brand, medium)
    yield from _lengths(brand)
    for kind, size in brand.type.items():
        points, leading = size.pdf
        yield f"type-{_dashed(kind)}-size", _pt(points)
        yield f"type-{_dashed(kind)}", f"{_pt(points)}/{_pt(leading)}" if leading else _pt(points)
    for line, rule in brand.rule.items():
        yield f"rule-{_dashed(line)}", f"{_pt(rule.pt)} solid {brand.color[rule.color]}"


def _fonts(brand: Brand, medium: Medium) -> Iterator[tuple[str, str]]:
    pdf = brand.font.pdf
    for name, family, screen in (
        ("serif", pdf.serif, brand.font.screen.serif),
        ("serif-small", pdf.serif_small, brand.font.screen.serif),
        ("serif-quote", pdf.serif_quote, brand.font.screen.serif),
        ("serif-display", pdf.serif_display, brand.font.screen.serif),
        ("sans", pdf.sans, brand.font.screen.sans),
    ):
        # The two voices lend each other what one lacks: an arrow, a dot.
        others = (pdf.serif if family is pdf.sans else pdf.sans, *pdf.fallback)
        yield f"font-{name}", screen if medium == "screen" else ", ".join(map(_quoted, (family, *others)))


def _lengths(brand: Brand) -> Iterator[tuple[str, str]]:
    sheet, grid = brand.sheet, brand.grid
    yield "page-size", f"{_mm(sheet.width)} {_mm(sheet.height)}"
    for name in ("top", "first_top", "bottom", "side", "header_at", "footer_at"):
        yield f"page-{_dashed(name)}", _mm(getattr(sheet, name))
    for name in ("width", "label", "gutter", "text", "pair_pad", "bottom_line_bleed"):
        yield f"grid-{_dashed(name)}", _mm(getattr(grid, name))
    yield "grid-structural", _mm(grid.label + grid.gutter)
    yield "grid-bled", _mm(grid.width + 2 * grid.bottom_line_bleed)
    for kind, space in brand.spaces.items():
        if isinstance(space, tuple):
            yield f"space-{_dashed(kind)}-above", _mm(space[0])
            yield f"space-{_dashed(kind)}-below", _mm(space[1])
        else:
            yield f"space-{_dashed(kind)}", _mm(space)


def _quoted(family: Family) -> str:
    return f'"{family.family}"'


def _dashed(name: str) -> str:
    return name.replace("_", "-")


def _pt(points: float) -> str:
    return f"{points:g}pt"


def _mm(length: float) -> str:
    return f"{length:g}mm"
