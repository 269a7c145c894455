"""What deleted words of the old file still need, its links, pictures and footnotes, put into the new file."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING

from brief.ooxml import WORD, RefusedError
from brief.redline.package import NOTES, RELATIONS, TYPES, Book, part_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_ID = f"{WORD}id"
_TYPE = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NOTE_MEDIA = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_PICTURES = {"png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif"}


@dataclass(slots=True, kw_only=True)
class Carrier:
    """What went over from the old file so far."""

    old: Book
    new: Book
    parts: dict[str, bytes] = field(default_factory=dict)
    """Pictures of the old file by the names that they have in the new one."""
    _links: dict[str, str] = field(default_factory=dict)

    def relation(self, ident: str) -> str:
        """The relation in the new file that leads to where one of the old file led; raises RefusedError."""
        if ident not in self._links:
            leads = self.old.reading.related.get(ident)
            known = {target: one for one, target in self.new.reading.related.items()}
            self._links[ident] = known[leads] if leads in known else self._copied(ident)
        return self._links[ident]

    def note(self, ident: str) -> str:
        """The number of a footnote's copy in the new file; raises RefusedError."""
        note = self.old.reading.notes.get(ident)
        if note is None:
            raise RefusedError(f"footnote {ident} is called but not in the file")
        if self.new.notes is None:
            self.new.notes = _rules(self.old)
        taken = {one.get(_ID) for one in self.new.notes}
        free = next(number for number in map(str, count(1)) if number not in taken)
        copy = deepcopy(note)
        copy.set(_ID, free)
        self.new.notes.append(copy)
        return free

    def types(self) -> bytes:
        """The list of content types, with those of what went over."""
        from lxml import etree

        types = etree.fromstring(self.new.parts[TYPES])
        known = {one.get("Extension") for one in types} | {one.get("PartName") for one in types}
        for ending in sorted({name.rpartition(".")[2] for name in self.parts} - known):
            types.insert(
                0, types.makeelement(f"{_TYPE}Default", {"Extension": ending, "ContentType": _PICTURES[ending]})
            )
        if self.new.notes is not None and f"/{NOTES}" not in known:
            types.append(types.makeelement(f"{_TYPE}Override", {"PartName": f"/{NOTES}", "ContentType": _NOTE_MEDIA}))
            self._relate("rIdBriefFootnotes", "footnotes", "footnotes.xml")
        return written(types)

    def _copied(self, ident: str) -> str:
        one = next((one for one in self.old.relations if one.get("Id") == ident), None)
        if one is None:
            raise RefusedError(f"`{RELATIONS}` lacks `{ident}`")
        kind, target = (one.get("Type") or "").rpartition("/")[2], one.get("Target") or ""
        name = f"rIdOld{len(self._links) + 1}"
        if kind == "hyperlink":
            self._relate(name, kind, target, {"TargetMode": "External"} if one.get("TargetMode") else {})
            return name
        ending = target.rpartition(".")[2].lower()
        if kind != "image" or ending not in _PICTURES:
            raise RefusedError(f"a deleted object of the kind `{kind}` cannot be shown")
        self.parts[f"word/media/{name}.{ending}"] = self.old.parts[part_of(target)]
        self._relate(name, kind, f"media/{name}.{ending}")
        return name

    def _relate(self, ident: str, kind: str, target: str, more: dict[str, str] | None = None) -> None:
        attributes = {"Id": ident, "Type": f"{_OFFICE}/{kind}", "Target": target, **(more or {})}
        self.new.relations.append(self.new.relations.makeelement(_RELATION, attributes))


def written(root: _Element) -> bytes:
    """An XML part as bytes."""
    from lxml import etree

    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _rules(book: Book) -> _Element:
    """An empty footnotes part: only the lines above them."""
    assert book.notes is not None
    notes = deepcopy(book.notes)
    for note in [note for note in notes if not note.get(f"{WORD}type")]:
        notes.remove(note)
    return notes
