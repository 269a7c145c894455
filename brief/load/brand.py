"""The text of a `brand.yaml` in; the Brand, or every mistake in it with its place, out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar, get_args

from msgspec.structs import replace

from brief.errors import UsageError
from brief.load.advice import in_order, mistake
from brief.load.fields import Fields, Key, Table, fields
from brief.load.forms import Form, choice, each, expected, line, pattern, text_of
from brief.located_yaml import Mapping as Keys
from brief.located_yaml import Node, Scalar, Sequence, parse
from brief.model.brand import (
    Brand,
    Colour,
    ColourName,
    Family,
    Fonts,
    Grid,
    Handling,
    Logo,
    Pair,
    Paper,
    PdfFonts,
    Rule,
    RuleName,
    Sheet,
    Size,
    SpaceName,
    TypeName,
    Voices,
)
from brief.model.diagnostic import Diagnostic

T = TypeVar("T")
Read = Callable[[Node], Any]
"""How a value is read; the model's fields say of what type it is, and a test holds the two together."""

LEAST_CONTRAST = 4.5
"""Of text on its ground: WCAG 2.2, 1.4.3."""
_TEXT_ON_GROUND = (
    *((name, "paper") for name in ("ink", "muted", "accent", "forecast", "contested")),
    *((name, "tint") for name in ("ink", "muted", "accent")),
    ("forecast", "forecast_tint"),
    ("ink", "mark"),
)


def brand(text: str, path: str, base: Brand | None = None) -> Brand:
    """The brand that a file describes; laid over `base`, the file need hold only the keys that it changes.

    Raises:
        UsageError: all mistakes, in order of place.
    """
    root = parse(text, path)
    if base and isinstance(root, Scalar) and root.blank:
        return base
    try:
        return _made(Brand, _parts(base), "the brand", base)(root)
    except UsageError as error:
        raise UsageError(*in_order(error.diagnostics)) from None


def _parts(base: Brand | None) -> Mapping[str, Read]:
    """The keys of the whole file."""
    return {
        "product": line().read,
        "paper": choice(*get_args(Paper)).read,
        "color": _named(dict.fromkeys(get_args(ColourName), _COLOUR), "`color`", base.color if base else None, _pale),
        "handling": _made(Handling, _handling(base), "`handling`", base.handling if base else None),
        "font": _made(Fonts, _fonts(base), "`font`", base.font if base else None),
        "page": _named(
            {paper: _sheet(base, paper) for paper in get_args(Paper)}, "`page`", base.page if base else None
        ),
        "grid": _made(Grid, dict.fromkeys(Grid.__struct_fields__, _number), "`grid`", base.grid if base else None),
        "type": _named(
            {name: _made(Size, _SIZE, f"`{name}`", base.type[name] if base else None) for name in get_args(TypeName)},
            "`type`",
            base.type if base else None,
        ),
        "rule": _named(
            {name: _made(Rule, _RULE, f"`{name}`", base.rule[name] if base else None) for name in get_args(RuleName)},
            "`rule`",
            base.rule if base else None,
        ),
        "space": _named(_SPACES, "`space`", base.space if base else None),
        "logo": _made(Logo, _LOGO, "`logo`", None),
    }


def _handling(base: Brand | None) -> Mapping[str, Read]:
    marks: Mapping[str, Colour] = base.handling.marks if base else {}
    return {
        "background": _COLOUR,
        "size": _number,
        "other": _COLOUR,
        "marks": lambda node: {**marks, **_by_name(node)},
    }


def _fonts(base: Brand | None) -> Mapping[str, Read]:
    font = base and base.font
    return {
        "pdf": _made(PdfFonts, _PDF_FONTS, "`pdf`", font and font.pdf),
        "docx": _made(Voices, dict.fromkeys(Voices.__struct_fields__, _FONT_NAMES), "`docx`", font and font.docx),
        "screen": _made(Voices, dict.fromkeys(Voices.__struct_fields__, _FONT_NAMES), "`screen`", font and font.screen),
        "picture": _FAMILY,
    }


def _sheet(base: Brand | None, paper: Paper) -> Read:
    below = base and base.page[paper]
    own: Mapping[SpaceName, float | Pair] = below.space if below else {}
    lengths = {name: _number for name in Sheet.__struct_fields__ if name != "space"}
    return _made(Sheet, {**lengths, "space": _named(_SPACES, "`space`", own)}, f"`{paper}`", below)


def _made(kind: type[T], parts: Mapping[str, Read], name: str, base: T | None) -> Callable[[Node], T]:
    """How a block becomes a value of the model, over the one that stands below it."""

    def read(node: Node) -> T:
        values = _values(node, parts, name, complete=base is None).stop()
        return replace(base, **values) if base else kind(**values)  # type: ignore[type-var]  # a dataclass

    return read


def _named(
    parts: Mapping[str, Read],
    name: str,
    base: Mapping[Any, Any] | None,
    check: Callable[[Fields, Mapping[Any, Any]], list[Diagnostic]] | None = None,
) -> Callable[[Node], dict[Any, Any]]:
    """How a block becomes values by name, over those that stand below it."""

    def read(node: Node) -> dict[Any, Any]:
        found = _values(node, parts, name, complete=base is None)
        merged = {**(base or {}), **found.values}
        found.mistakes += check(found, merged) if check else []
        found.stop()
        return merged

    return read


def _values(node: Node, parts: Mapping[str, Read], name: str, *, complete: bool) -> Fields:
    keys = {
        part: Key(form=Form(read=read, schema={}), about="", required=complete and part not in _OPTIONAL)
        for part, read in parts.items()
    }
    return fields(node, Table(name=name, keys=keys))


def _by_name(node: Node) -> dict[str, Colour]:
    """Colours of marks, of which a house may have its own."""
    if not isinstance(node, Keys):
        raise expected("a colour for each mark, such as `{TLP:RED: '#FF2B2B'}`", node)
    return {mark.text.strip().upper(): _COLOUR(colour) for mark, colour in node.entries}


def _number(node: Node) -> float:
    what = "a number from 0 to 1000"
    text = text_of(node, what).strip()
    digits = text.replace(".", "", 1)
    if not (digits.isascii() and digits.isdigit() and len(text) < 8 and float(text) <= 1000):
        raise expected(what, node)
    return float(text)


def _pair(node: Node) -> Pair:
    if not isinstance(node, Sequence) or len(node.items) != 2:
        raise expected("two numbers, such as `[2.5, 2.7]`", node)
    first, second = node.items
    return _number(first), _number(second)


def _faces(node: Node) -> dict[int, str]:
    if not isinstance(node, Keys) or not node.entries:
        raise expected("a font file for each weight, such as `{400: Sans.ttf, 700: SansBold.ttf}`", node)
    return {int(_WEIGHT(weight)): _FONT_FILE(file) for weight, file in node.entries}


def _pale(found: Fields, colour: Mapping[str, Colour]) -> list[Diagnostic]:
    """Texts that too few could read on their ground; a fault is told where the file changes either of the two."""
    told = []
    for text, ground in _TEXT_ON_GROUND:
        place = found.places.get(text) or found.places.get(ground)
        if place and text in colour and ground in colour:
            ratio = contrast(colour[text], colour[ground])
            if ratio < LEAST_CONTRAST:
                message = f"`{text}` on `{ground}` has a contrast of {ratio:.1f}; text needs {LEAST_CONTRAST}"
                told.append(mistake(place, message, "take a darker text or a lighter ground"))
    return told


def contrast(one: Colour, other: Colour) -> float:
    """The contrast of two colours as WCAG defines it, from 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: Colour) -> float:
    parts = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    red, green, blue = (one / 12.92 if one <= 0.04045 else float(((one + 0.055) / 1.055) ** 2.4) for one in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


_OPTIONAL = frozenset({"logo", "picture"})
_COLOUR: Read = pattern("#[0-9A-Fa-f]{6}", 'a colour such as `"#0B4A57"`, in quotes', lambda text: f"#{text}").read
_FILE = r"[A-Za-z0-9][A-Za-z0-9_ .-]{0,80}"
_FONT_FILE: Read = pattern(_FILE + r"\.(?:ttf|otf|woff|woff2)", "the name of a font file in `fonts/`").read
_IMAGE: Read = pattern(_FILE + r"\.(?:svg|png)", "the name of an SVG or PNG file beside `brand.yaml`").read
# What CSS holds without a quote or a bracket that could end the rule it stands in.
_FONT_NAMES: Read = pattern(r"[A-Za-z0-9][A-Za-z0-9 ,.'-]{0,200}", "font names parted by commas").read
_FAMILY_NAME: Read = pattern(r"[A-Za-z0-9][A-Za-z0-9 .-]{0,60}", "the name of a family").read
_WEIGHT: Read = pattern("[1-9]00", "a weight from 100 to 900").read
_FAMILY = _made(Family, {"family": _FAMILY_NAME, "faces": _faces}, "a family", None)
_PDF_FONTS: Mapping[str, Read] = {
    **{name: _FAMILY for name in PdfFonts.__struct_fields__ if name != "fallback"},
    "fallback": each(Form(read=_FAMILY, schema={}), "families").read,
}
_SIZE: Mapping[str, Read] = {"pdf": _pair, "docx": _pair}
_RULE: Mapping[str, Read] = {"pt": _number, "color": choice(*get_args(ColourName)).read}
_LOGO: Mapping[str, Read] = {"file": _IMAGE, "alt": line().read, "height": _number}
_SINGLE = frozenset({"section", "legend", "quote_gap", "cell_right"})
_SPACES: Mapping[str, Read] = {name: _number if name in _SINGLE else _pair for name in get_args(SpaceName)}
