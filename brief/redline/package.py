"""The bytes of a Word file in, its stories ready to be compared out; and back, the same bytes each time."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from posixpath import join, normpath
from typing import TYPE_CHECKING

from brief.ooxml import WORD, Package, RefusedError
from brief.redline.reading import Reading
from brief.redline.resolve import TBL, P, Side, plain

if TYPE_CHECKING:
    from lxml.etree import _Element

BODY, NOTES, STYLES = "word/document.xml", "word/footnotes.xml", "word/styles.xml"
RELATIONS, TYPES, NUMBERING = "word/_rels/document.xml.rels", "[Content_Types].xml", "word/numbering.xml"
MOST_TAGS = 800_000
"""Tags of a body, those that end an element counted too; 4 pages have 13,000."""
MOST_PARAGRAPHS = 50_000
"""A book of 1,000 pages."""
MOST_STYLES = 400
"""Styles of a file that are copied; Word has 380 of its own. Each can rest on another."""
DEEPEST = 20
"""Tables in tables."""
_STAMP = (1980, 1, 1, 0, 0, 0)
_VALUE = f"{WORD}val"
_STYLED = tuple(f"{WORD}{kind}Style" for kind in ("p", "r", "tbl"))
_MODIFIED = "{http://purl.org/dc/terms/}modified"


@dataclass(slots=True, kw_only=True)
class Book:
    """One file: its stories, what its ids mean, and its parts by name."""

    body: _Element
    notes: _Element | None
    relations: _Element
    reading: Reading
    parts: Mapping[str, bytes]
    style_sheet: _Element | None
    styles: dict[str, str]
    """Names of styles by their ids, small letters."""
    lists: frozenset[str]
    dated: str | None


def opened(data: bytes, side: Side = "accepted") -> Book:
    """A file whose tracked changes are accepted, or rejected; raises RefusedError."""
    package = Package(data)
    parts = _parts(package, data)
    if parts.get(BODY, b"").count(b"<") > MOST_TAGS:
        raise RefusedError(f"`{BODY}` holds more than {MOST_TAGS:,} tags")
    body, notes = package.needed(BODY), package.root(NOTES)
    relations = package.root(RELATIONS)
    if relations is None:
        raise RefusedError(f"not a Word file: it has no `{RELATIONS}`")
    for story in (body, notes):
        if story is not None:
            _refuse_size(story)
            plain(story, side)
    styles = package.root(STYLES)
    core = package.root("docProps/core.xml")
    return Book(
        body=body,
        notes=notes,
        relations=relations,
        reading=Reading(related=_related(relations, parts), notes=_by_id(notes)),
        parts=parts,
        style_sheet=styles,
        styles=_styles(styles),
        lists=_lists(package.root(NUMBERING)),
        dated=core.findtext(_MODIFIED) if core is not None else None,
    )


def restyled(book: Book, like: Book) -> None:
    """Gives the styles of a file the ids that they have in another, and takes out lists that the other lacks.

    A style that the other does not have is added to it: only deleted words will bear it.
    """
    stories = [story for story in (book.body, book.notes) if story is not None]
    for style in [one for story in stories for one in story.iter(*_STYLED)]:
        style.set(_VALUE, _same_style(style.get(_VALUE) or "", book, like))
    for numbered in [one for story in stories for one in story.iter(f"{WORD}numPr")]:
        number = numbered.find(f"{WORD}numId")
        parent = numbered.getparent()
        if parent is not None and (number is None or number.get(_VALUE) not in like.lists):
            parent.remove(numbered)


def _same_style(ident: str, book: Book, like: Book) -> str:
    """The id in the other file of the style of this name; where it has none, the style is copied."""
    name = book.styles.get(ident, ident.lower())
    found = next((other for other, its in like.styles.items() if its == name), None)
    lacks = like.style_sheet is None or book.style_sheet is None or len(book.styles) > MOST_STYLES
    if found is not None or lacks or ident not in book.styles:
        return found or ident
    assert like.style_sheet is not None
    assert book.style_sheet is not None
    free = ident if ident not in like.styles else f"Old{len(like.styles)}"
    like.styles[free] = name
    style = next(one for one in book.style_sheet.iter(f"{WORD}style") if one.get(f"{WORD}styleId") == ident)
    copy = deepcopy(style)
    copy.set(f"{WORD}styleId", free)
    if copy.get(f"{WORD}default"):
        del copy.attrib[f"{WORD}default"]
    for gone in [*copy.iter(f"{WORD}numPr", f"{WORD}link", f"{WORD}next")]:
        gone.getparent().remove(gone)  # type: ignore[union-attr]  # none of them is the root
    for base in copy.findall(f"{WORD}basedOn"):
        base.set(_VALUE, _same_style(base.get(_VALUE) or "", book, like))
    like.style_sheet.append(copy)
    return free


def packed(parts: Mapping[str, bytes]) -> bytes:
    """The parts as a file, in the writer's own order and with its stamps."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(parts, key=lambda name: (name != TYPES, name != "_rels/.rels", name)):
            info = zipfile.ZipInfo(name, _STAMP)
            info.compress_type, info.create_system = zipfile.ZIP_DEFLATED, 0
            archive.writestr(info, parts[name])
    return out.getvalue()


def part_of(target: str) -> str:
    """The part that a relation of the body leads to."""
    return normpath(join("word", target)) if not target.startswith("/") else target[1:]


def _parts(package: Package, data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        names = [name for name in archive.namelist() if not name.endswith("/")]
    parts = {name: package.data(name) or b"" for name in names}
    for name in names:
        if name.endswith("vbaProject.bin"):
            raise RefusedError("the file holds macros")
        if name.endswith(".rels"):
            _refuse_links_out(package.root(name))
    return parts


def _refuse_links_out(relations: _Element | None) -> None:
    for one in relations if relations is not None else ():
        kind = (one.get("Type") or "").rpartition("/")[2]
        if one.get("TargetMode") == "External" and kind != "hyperlink":
            raise RefusedError(f"the file takes a part from outside: `{kind}`")


def _refuse_size(story: _Element) -> None:
    if sum(1 for _ in story.iter(P)) > MOST_PARAGRAPHS:
        raise RefusedError(f"the file holds more than {MOST_PARAGRAPHS:,} paragraphs")
    for table in story.iter(TBL):
        if sum(1 for _ in table.iterancestors(TBL)) >= DEEPEST:
            raise RefusedError(f"tables stand in tables, more than {DEEPEST} deep")


def _related(relations: _Element, parts: Mapping[str, bytes]) -> dict[str, str]:
    """What each relation leads to: an address, or the digest of a part."""
    found = {}
    for one in relations:
        target = one.get("Target") or ""
        data = parts.get(part_of(target)) if one.get("TargetMode") != "External" else None
        found[one.get("Id") or ""] = target if data is None else sha256(data).hexdigest()
    return found


def _by_id(notes: _Element | None) -> dict[str, _Element]:
    all_ = notes.findall(f"{WORD}footnote") if notes is not None else []
    return {note.get(f"{WORD}id") or "": note for note in all_}


def _styles(styles: _Element | None) -> dict[str, str]:
    found = {}
    for style in styles.iter(f"{WORD}style") if styles is not None else ():
        name = style.find(f"{WORD}name")
        ident = style.get(f"{WORD}styleId") or ""
        found[ident] = (name.get(_VALUE) if name is not None else None) or ident
    return {ident: name.lower() for ident, name in found.items()}


def _lists(numbering: _Element | None) -> frozenset[str]:
    nums = numbering.findall(f"{WORD}num") if numbering is not None else []
    return frozenset(num.get(f"{WORD}numId") or "" for num in nums)
