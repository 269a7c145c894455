"""The house template in, as bytes; the same package with a brief's body in it out, the same bytes each time."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from copy import deepcopy
from datetime import datetime, time
from io import BytesIO
from typing import TYPE_CHECKING, get_args

from brief.errors import WriteError
from brief.model.diagnostic import Place
from brief.model.document import Document
from brief.write.docx.inline import printable
from brief.write.docx.setting import StyleName

if TYPE_CHECKING:
    from docx.document import Document as Package
    from docx.opc.part import XmlPart
    from docx.opc.rel import Relationships, _Relationship
    from lxml.etree import _Element as Element

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NAMES = {"w": _W}
_VALUE = f"{{{_W}}}val"
_NUM_ID = f"{{{_W}}}numId"
_STYLE_ID = f"{{{_W}}}styleId"
_KEPT = frozenset({
    "officeDocument", "core-properties", "styles", "numbering", "settings", "fontTable", "theme", "webSettings",
    "header", "footer",
})  # fmt: skip
"""Kinds of relationship that the body keeps; thumbnails, notes, comments, custom parts and links stay behind."""
_LEFT_BEHIND = ("attachedTemplate", "footnotePr", "endnotePr")
"""What the template's settings say of parts that it loses."""
_BODY = "<w:body>"
_LONGEST_PROPERTY = 255  # python-docx refuses longer ones
_STAMP = (1980, 1, 1, 0, 0, 0)


def opened(template: bytes) -> Package:
    """The template, without the parts that no brief needs."""
    import docx  # 80 ms that only this writer should pay
    from docx.opc.exceptions import OpcError

    try:
        package = docx.Document(BytesIO(template))
    except (OpcError, zipfile.BadZipFile, KeyError, ValueError, SyntaxError) as error:
        raise _refused("is not a Word document", "save it in Word as .docx") from error
    _strip(package.part.rels)
    _strip(package.part.package.rels)
    for name in _LEFT_BEHIND:
        for left in package.settings.element.findall(f"w:{name}", _NAMES):
            package.settings.element.remove(left)
    for settings in parts(package, "settings"):
        settings.rels.clear()
    return package


def parts(package: Package, *kinds: str) -> list[XmlPart]:
    """The parts of these kinds that the body refers to."""
    relationships = package.part.rels.values()
    return [relationship.target_part for relationship in relationships if _kind(relationship) in kinds]


def style_ids(package: Package) -> dict[str, str]:
    """The style ids of the template by lower-case name, every style that a brief needs among them."""
    styles = package.styles.element.findall("w:style", _NAMES)
    found = {_name(style).lower(): style.get(_STYLE_ID, "") for style in styles}
    missing = ", ".join(f"`{name}`" for name in get_args(StyleName) if name.lower() not in found)
    if missing:
        raise _refused(f"lacks the styles {missing}", "add them, or start again from the house's own template")
    return found


def next_list(package: Package) -> int:
    """The first list number that is free."""
    nums = (num for part in parts(package, "numbering") for num in part.element.findall("w:num", _NAMES))
    return 1 + max((int(num.get(_NUM_ID, "0")) for num in nums), default=0)


def fill(package: Package, body: str, restarted: Iterable[int], list_style: str) -> None:
    """Put the body in place of the template's, and make its lists."""
    from docx.oxml import parse_xml
    from lxml import etree

    root = package.element
    for child in [child for child in root.body if child is not root.body.sectPr]:
        root.body.remove(child)
    # As text: to move a parsed table of 1,200 rows from one tree to another takes lxml 1.4 s, to parse it 0.04 s.
    shell, mark, end = etree.tostring(root, encoding="unicode").partition(_BODY)
    if not mark:
        raise _refused("is laid out as no Word does it", "open it in Word and save it again")
    package.part._element = parse_xml(f"{shell}{_BODY}{body}{end}")  # noqa: SLF001 - python-docx only fills documents
    for number in restarted:
        _restart(package, number, list_style)


def describe(package: Package, document: Document) -> None:
    """Set language, title, author and dates; the document's own day, never the clock."""
    tag = document.language
    defaults = _child(_child(_child(package.styles.element, "docDefaults"), "rPrDefault"), "rPr")
    _child(defaults, "lang")
    for lang in package.styles.element.iter(f"{{{_W}}}lang"):
        lang.set(_VALUE, tag)
    if (fonts := package.settings.element.find("w:themeFontLang", _NAMES)) is not None:
        fonts.set(_VALUE, tag)
    properties = package.core_properties
    for child in properties._element[:]:  # noqa: SLF001 - no public way to forget who last saved the template
        properties._element.remove(child)  # noqa: SLF001 - as above
    properties.title = printable(document.title)[:_LONGEST_PROPERTY]
    properties.author = properties.last_modified_by = printable(document.author or document.product)[:_LONGEST_PROPERTY]
    properties.language = tag
    properties.created = properties.modified = datetime.combine(document.dated, time())
    properties.revision = 1


def packed(package: Package) -> bytes:
    """The package as a file: parts in order, fixed stamps."""
    loose, out = BytesIO(), BytesIO()
    package.save(loose)
    with zipfile.ZipFile(loose) as parts, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(parts.namelist(), key=_place):
            info = zipfile.ZipInfo(name, _STAMP)
            info.compress_type, info.create_system = zipfile.ZIP_DEFLATED, 0
            archive.writestr(info, parts.read(name))
    return out.getvalue()


def _place(name: str) -> tuple[bool, bool, str]:
    return name != "[Content_Types].xml", name != "_rels/.rels", name


def _refused(what: str, hint: str) -> Exception:
    return WriteError.at(f"the Word template {what}", Place(path="brief.docx"), hint)


def _name(style: Element) -> str:
    name = style.find("w:name", _NAMES)
    return "" if name is None else name.get(_VALUE, "")


def _strip(relationships: Relationships) -> None:
    for ident, relationship in list(relationships.items()):
        if relationship.is_external or _kind(relationship) not in _KEPT:
            del relationships[ident]


def _kind(relationship: _Relationship) -> str:
    return relationship.reltype.rpartition("/")[2]


def _restart(package: Package, number: int, style: str) -> None:
    """Make a list like the one of the style, counting from 1 again."""
    like = _list_of(package, style)
    nums = [num for part in parts(package, "numbering") for num in part.element.findall("w:num", _NAMES)]
    for num in nums:
        if num.get(_NUM_ID) == like:
            own = deepcopy(num)
            own.set(_NUM_ID, str(number))
            level = _child(own, "lvlOverride")
            level.set(f"{{{_W}}}ilvl", "0")
            _child(level, "startOverride").set(_VALUE, "1")
            nums[-1].addnext(own)


def _list_of(package: Package, style: str) -> str | None:
    """The number of the list that a style, or one that it is based on, belongs to."""
    found = {each.get(_STYLE_ID, ""): each for each in package.styles.element.findall("w:style", _NAMES)}
    for _ in found:
        if style not in found:
            return None
        if (num := found[style].find("w:pPr/w:numPr/w:numId", _NAMES)) is not None:
            return str(num.get(_VALUE))
        base = found[style].find("w:basedOn", _NAMES)
        style = "" if base is None else base.get(_VALUE, "")
    return None


def _child(parent: Element, name: str) -> Element:
    """The child of this name, made where there is none."""
    found = parent.find(f"w:{name}", _NAMES)
    if found is None:
        found = parent.makeelement(f"{{{_W}}}{name}", {})
        parent.append(found)
    return found
