"""The packaged Word template's lines and lengths in, with what they were made of; those of a house's brand out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, cast

from brief.model.brand import Brand, RuleName, SpaceName

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_VALUE = f"{_W}val"
_EDGES = frozenset(f"{_W}{name}" for name in ("pBdr", "tblBorders", "tcBorders"))
_HEAD = f"{_W}tcBorders"
_PLACES = {f"{_W}ind": ("left", "hanging"), f"{_W}tab": ("pos",)}
_WIDEST = 31  # points from a paragraph to its border: Word takes no more

_Made = Mapping[str, Mapping[str, Any]]
Styles = Mapping[str, "Element"]
"""By their ids."""


def draw_rules(styles: Styles, made: _Made, brand: Brand) -> None:
    """Give every edge the weight and the colour of its rule; a rule of no weight draws nothing."""
    for name, rules in made.items():
        for edges in (each for each in styles[name].iter() if each.tag in _EDGES):
            for edge in edges:
                side = "head" if edges.tag == _HEAD else str(edge.tag).removeprefix(_W)
                if side in rules:
                    _draw(edge, brand, rules[side])


def _draw(edge: Element, brand: Brand, name: str) -> None:
    rule = brand.rule[cast("RuleName", name)]
    edge.set(_VALUE, "single" if rule.pt else "none")
    edge.set(f"{_W}sz", str(round(rule.pt * 8)))
    edge.set(f"{_W}color", brand.color[rule.color][1:])


def set_spaces(styles: Styles, made: _Made, brand: Brand) -> None:
    """Widen or narrow white space as much as the brand's is wider or narrower than the house's."""
    for name, sides in made.items():
        for each in styles[name].iter(f"{_W}spacing"):
            for side, told in sides.items():
                _grow(each, side, _growth(told, brand))
        for each in styles[name].iter(f"{_W}tblCellMar"):
            for side, told in sides.items():
                for margin in each.iter(f"{_W}{side}"):
                    _grow(margin, "w", _growth(told, brand))


def _growth(told: tuple[SpaceName, int, float | list[float]], brand: Brand) -> float:
    name, at, old = told
    was, now = (one[at] if isinstance(one, list | tuple) else one for one in (old, brand.spaces[name]))
    return now / was


def _grow(element: Element, name: str, growth: float) -> None:
    if old := element.get(f"{_W}{name}"):
        element.set(f"{_W}{name}", str(round(int(old) * growth)))


def move_columns(roots: Iterator[Element], made: Mapping[str, float], brand: Brand) -> None:
    """Move what stands in the text column to where the brand's begins, and what ends the grid to its end."""
    grid = brand.grid
    shift, width = _twips(grid.label + grid.gutter - made["structural"]), _twips(made["width"])
    bleed = min(round(grid.bottom_line_bleed * 72 / 25.4), _WIDEST)
    for each in (each for root in roots for each in root.iter(*_PLACES)):
        for name in _PLACES[str(each.tag)]:
            old = int(each.get(f"{_W}{name}", "0"))
            if old == width:
                each.set(f"{_W}{name}", str(_twips(grid.width)))
            elif old > _twips(made["structural"] / 2):
                each.set(f"{_W}{name}", str(old + shift))
        if each.tag == f"{_W}ind":
            _bleed(each, bleed)


def _bleed(indent: Element, points: int) -> None:
    """Only the bottom line's box has sides."""
    paragraph = indent.getparent()
    for edges in () if paragraph is None else paragraph.iterfind(f"{_W}pBdr"):
        for side in (*edges.iterfind(f"{_W}left"), *edges.iterfind(f"{_W}right")):
            side.set(f"{_W}space", str(points))


def _twips(mm: float) -> int:
    return round(mm * 1440 / 25.4)
