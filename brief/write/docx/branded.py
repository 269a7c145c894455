"""The packaged Word template and a house's brand in, the template in the house's colours, type and paper out.

The packaged template says in a comment of its styles what it was made of. Word and LibreOffice drop that comment when
they save, so a template that someone has worked on keeps its own looks.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, cast

from brief.errors import UsageError
from brief.model.brand import Brand, ColourName, Logo, TypeName
from brief.model.diagnostic import Place
from brief.write.docx.package import parts
from brief.write.docx.picture import picture
from brief.write.docx.setting import Setting
from brief.write.docx.spaced import draw_rules, move_columns, set_spaces

if TYPE_CHECKING:
    from docx.document import Document as Package
    from lxml.etree import _Element as Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_VALUE = f"{_W}val"
_COLOURED = {f"{_W}color": _VALUE, f"{_W}shd": f"{_W}fill"}
"""Elements that hold a colour, and where; any other holds it in `w:color`, as borders do."""
_PNG = b"\x89PNG\r\n\x1a\n"

_Swap = Mapping[str, str]


def restyle(package: Package, brand: Brand, handling: str | None, mark_style: str) -> bool:
    """Give the packaged template the brand's colours, fonts, sizes, lines, lengths, paper and mark.

    False for any other template, which keeps its own looks.
    """
    made = _made_of(package.styles.element)
    if made is None:
        return False
    fonts = {made["font"]["serif"]: brand.font.docx.serif, made["font"]["sans"]: brand.font.docx.sans}
    colours = {old: brand.color[cast("ColourName", name)][1:] for name, old in made["color"].items()}
    changed = _changed(colours)
    for part in parts(package, "styles", "numbering"):
        _swap(part.element, changed, _changed(fonts))
    for part in parts(package, "theme", "fontTable"):
        part._blob = _swapped(part.blob, changed, _changed(fonts))  # noqa: SLF001 - python-docx keeps these as bytes
    styles = {style.get(f"{_W}styleId", ""): style for style in package.styles.element.iter(f"{_W}style")}
    for name, token in made["type"].items():
        if name in styles:
            _size(styles[name], brand.type[cast("TypeName", token)].docx)
    if "grid" in made:  # a template made by an older version may not say so
        draw_rules(styles, made["rule"], brand)
        set_spaces(styles, made["space"], brand)
        move_columns((part.element for part in parts(package, "styles", "numbering")), made["grid"], brand)
    if handling:
        _mark(styles[mark_style], brand, handling)
    _lay_out(package, brand)
    return True


def logo(setting: Setting, assets: Mapping[str, bytes], brand: Brand) -> str:
    """The house's sign in a line of its own; nothing where there is none.

    Raises:
        UsageError: there is no such file, or Word could not show it.
    """
    if brand.logo is None:
        return ""
    png = _png(assets, brand.logo)
    width, height = struct.unpack(">II", png[16:24])
    millimetres = min(brand.logo.height * width / height, brand.grid.width)
    return picture(
        setting, png, width_mm=millimetres, height_mm=millimetres * height / width, alt=brand.logo.alt, style="Logo"
    )


def _png(assets: Mapping[str, bytes], sign: Logo) -> bytes:
    """The sign as PNG: of an SVG, the file of the same name that stands beside it."""
    name = f"{sign.file.rpartition('.')[0]}.png"
    data = assets.get(name, b"")
    if not (data.startswith(_PNG) and len(data) > 24 and min(struct.unpack(">II", data[16:24])) > 0):
        message = f"no logo `{name}` in `templates` that Word could show"
        raise UsageError.at(message, Place(path="templates/brand.yaml"), "Word needs a PNG: put one beside it.")
    return data


def _made_of(styles: Element) -> dict[str, dict[str, Any]] | None:
    """What the packaged template was made of; None for any other template."""
    note = styles.getprevious()
    if note is None or not (note.text or "").startswith("{"):
        return None
    try:
        return cast("dict[str, dict[str, Any]]", json.loads(note.text or ""))
    except ValueError:
        return None


def _changed(swap: _Swap) -> _Swap:
    return {old: new for old, new in swap.items() if old != new}


def _swap(root: Element, colours: _Swap, fonts: _Swap) -> None:
    if not (colours or fonts):
        return
    for each in root.iter():
        at = _COLOURED.get(str(each.tag), f"{_W}color")
        if (old := each.get(at)) in colours:
            each.set(at, colours[str(old)])
        if each.tag == f"{_W}rFonts":
            for side in (f"{_W}ascii", f"{_W}hAnsi"):
                each.set(side, fonts.get(each.get(side, ""), each.get(side, "")))


def _swapped(part: bytes, colours: _Swap, fonts: _Swap) -> bytes:
    """What Word offers in its pickers; all at once, since one new value may be another's old one."""
    from docx.oxml import parse_xml
    from lxml import etree

    if not (colours or fonts):
        return part
    root = parse_xml(part)
    for each in root.iter():
        for name, swap in (("val", colours), ("typeface", fonts), (f"{_W}name", fonts)):
            if (old := each.get(name)) in swap:
                each.set(name, swap[str(old)])
    return etree.tostring(root, encoding="UTF-8", standalone=True, xml_declaration=True)


def _size(style: Element, size: tuple[float, float]) -> None:
    """Set size and leading; a leading of 0 leaves the line as it is."""
    half_points, leading = str(round(size[0] * 2)), size[1]
    for each in style.iter(f"{_W}sz", f"{_W}szCs"):
        each.set(_VALUE, half_points)
    for spacing in style.iter(f"{_W}spacing"):
        if leading and spacing.get(f"{_W}line"):
            spacing.set(f"{_W}line", str(round(leading * 20)))


def _mark(style: Element, brand: Brand, handling: str) -> None:
    for each in style.iter(f"{_W}color", f"{_W}shd"):
        colour = brand.handling.color(handling) if each.tag == f"{_W}color" else brand.handling.background
        each.set(_COLOURED[str(each.tag)], colour[1:])
    _size(style, (brand.handling.size, 0))


def _lay_out(package: Package, brand: Brand) -> None:
    sheet = brand.sheet
    page = {"w": sheet.width, "h": sheet.height}
    margins = {
        "top": sheet.top, "right": sheet.side, "bottom": sheet.bottom, "left": sheet.side, "header": sheet.header_at,
        "footer": sheet.footer_at,
    }  # fmt: skip
    for element, lengths in (("pgSz", page), ("pgMar", margins)):
        for each in package.element.iter(f"{_W}{element}"):
            for name, length in lengths.items():
                each.set(f"{_W}{name}", str(round(length * 1440 / 25.4)))
