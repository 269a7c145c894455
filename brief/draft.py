"""A Word file of ours → its paragraphs, each with its bookmarks, looks, comments and place in a table.

Tracked changes are taken as accepted (Word's “Final”) or rejected (“Original”): text outside `w:del` and `w:moveFrom`,
or text outside `w:ins` and `w:moveTo`. A paragraph whose mark went is joined with the next one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

from brief.anchors import block_id
from brief.errors import UsageError
from brief.model.diagnostic import Place
from brief.model.draft import Cell, Change, Comment, Draft, Paragraph, Piece
from brief.ooxml import WORD, Package, RefusedError

if TYPE_CHECKING:
    from lxml.etree import _Element

Side = Literal["accepted", "rejected"]

_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_RELATED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_CUSTOM = "{http://schemas.openxmlformats.org/officeDocument/2006/custom-properties}property"
_INS, _DEL = {f"{WORD}ins", f"{WORD}moveTo"}, {f"{WORD}del", f"{WORD}moveFrom"}
_BREAKS = {f"{WORD}tab": "\t", f"{WORD}br": "\n", f"{WORD}cr": "\n", f"{WORD}noBreakHyphen": "\u2011"}
_OFF = {"0", "false", "off"}
_EVIDENCE = ("ev-", "note-")


def read_draft(data: bytes, path: str, side: Side = "accepted", without: Collection[str] = ()) -> Draft:
    """The paragraphs of a Word file in order, those of tables and boxes where they stand.

    What the authors of `without` proposed is taken as not decided for: on the accepted side as rejected.

    Raises:
        UsageError: it is no Word file, or one that is not safe to open.
    """
    try:
        package = Package(data)
        body = package.needed("word/document.xml")
        properties = tuple(_properties(package.root("docProps/custom.xml")))
        reading = _Reading(
            side=side,
            without=frozenset(without),
            styles=_style_names(package.root("word/styles.xml")),
            links=_links(package.root("word/_rels/document.xml.rels")),
            comments=_comments(package.root("word/comments.xml")),
        )
    except RefusedError as error:
        raise UsageError.at(str(error), Place(path=path)) from error
    return Draft(
        path=path,
        paragraphs=tuple(reading.joined(body)),
        build=dict(properties).get("brief.build"),
        properties=properties,
    )


@dataclass(slots=True, kw_only=True)
class _Reading:
    """One reading of a body: what its ids mean, and the tables met so far."""

    side: Side
    without: frozenset[str]
    styles: Mapping[str, str]
    links: Mapping[str, str]
    comments: Mapping[str, Comment]
    _tables: dict[_Element, int] = field(default_factory=dict)
    _places: dict[_Element, int] = field(default_factory=dict)

    def joined(self, body: _Element) -> Iterator[Paragraph]:
        """Every paragraph; one whose mark is gone on this side runs into the next."""
        open_: Paragraph | None = None
        for element in body.iter(f"{WORD}p"):
            if self._is_dropped(element):
                continue
            paragraph = self._paragraph(element)
            if open_ is not None:
                paragraph = replace(
                    paragraph,
                    style=open_.style if open_.pieces else paragraph.style,
                    pieces=open_.pieces + paragraph.pieces,
                    blocks=open_.blocks + paragraph.blocks,
                    comments=open_.comments + paragraph.comments,
                    changes=open_.changes + paragraph.changes,
                )
                open_ = None
            if any(self._is_gone(change.sort, change.author) for change in _mark(element)):
                open_ = paragraph
            else:
                yield paragraph
        if open_ is not None and open_.pieces:
            yield open_

    def _paragraph(self, element: _Element) -> Paragraph:
        style = element.find(f"{WORD}pPr/{WORD}pStyle")
        name = style.get(f"{WORD}val") or "" if style is not None else ""
        starts = [one.get(f"{WORD}name") or "" for one in element.iter(f"{WORD}bookmarkStart")]
        called = [one.get(f"{WORD}id") or "" for one in element.iter(f"{WORD}commentReference")]
        return Paragraph(
            pieces=tuple(self._pieces(element)),
            style=self.styles.get(name, name or "Normal"),
            blocks=tuple(one for one in starts if one.startswith("b_")),
            cell=self._cell(element),
            comments=tuple(self.comments[one] for one in called if one in self.comments),
            changes=tuple(_mark(element)),
        )

    def _pieces(self, paragraph: _Element) -> Iterator[Piece]:
        """The runs of this side, those of links, fields, tags and content controls among them."""
        stack: list[tuple[_Element, Piece]] = [(node, Piece(text="")) for node in reversed(paragraph)]
        while stack:
            node, look = stack.pop()
            tag = node.tag
            if self._drops(node) or tag in {f"{WORD}pPr", f"{WORD}p", _FALLBACK, f"{WORD}instrText"}:
                continue
            if tag in _INS or tag in _DEL:
                look = replace(look, change=_change(node, "inserted" if tag in _INS else "deleted"))
            elif tag == f"{WORD}hyperlink":
                look = self._leading(node, look)
            elif tag == f"{WORD}r":
                look = self._look(node, look)
                if look.text:  # hidden
                    continue
            if tag in {f"{WORD}t", f"{WORD}delText"}:
                yield replace(look, text="".join(map(str, node.itertext())))
            elif tag in _BREAKS:
                yield replace(look, text=_BREAKS[str(tag)])
            elif tag == f"{WORD}footnoteReference":
                yield replace(look, text="*", cite=f"note-{node.get(f'{WORD}id')}")
            else:
                stack.extend((child, look) for child in reversed(node))

    def _leading(self, link: _Element, look: Piece) -> Piece:
        anchor = block_id(link.get(f"{WORD}anchor") or "") or ""
        if anchor.startswith(_EVIDENCE):
            return replace(look, cite=anchor)
        return replace(look, link=self.links.get(link.get(_RELATED) or ""))

    def _look(self, run: _Element, look: Piece) -> Piece:
        """The look of a run; with `text` set where Word hides it."""
        set_ = run.find(f"{WORD}rPr")
        if set_ is None:
            return look
        style = set_.find(f"{WORD}rStyle")
        name = style.get(f"{WORD}val") or "" if style is not None else ""
        return replace(
            look,
            text="hidden" if _on(set_, "vanish") else "",
            style=self.styles.get(name, name) or None,
            bold=_on(set_, "b"),
            italic=_on(set_, "i"),
        )

    def _is_gone(self, sort: str, author: str | None) -> bool:
        """Whether this side lacks what a tracked change put in or took out."""
        accepted = self.side == "accepted" and author not in self.without
        return sort == ("deleted" if accepted else "inserted")

    def _drops(self, node: _Element) -> bool:
        """Whether an element holds what this side does not have."""
        sort = "inserted" if node.tag in _INS else "deleted" if node.tag in _DEL else ""
        return bool(sort) and self._is_gone(sort, node.get(f"{WORD}author"))

    def _is_dropped(self, paragraph: _Element) -> bool:
        """Whether a paragraph stands in what this side does not have: a deleted row, a fallback for old readers."""
        if any(True for _ in paragraph.iterancestors(_FALLBACK)):
            return True
        if any(self._drops(ancestor) for ancestor in paragraph.iterancestors()):
            return True
        row = next(paragraph.iterancestors(f"{WORD}tr"), None)
        look = row.find(f"{WORD}trPr") if row is not None else None
        changes = look if look is not None else ()
        return any(
            self._is_gone(sort, one.get(f"{WORD}author"))
            for one in changes
            for sort in (("inserted",) if one.tag == f"{WORD}ins" else ("deleted",) if one.tag == f"{WORD}del" else ())
        )

    def _cell(self, paragraph: _Element) -> Cell | None:
        cell = next(paragraph.iterancestors(f"{WORD}tc"), None)
        row = next(paragraph.iterancestors(f"{WORD}tr"), None)
        table = next(paragraph.iterancestors(f"{WORD}tbl"), None)
        if cell is None or row is None or table is None:
            return None
        number = self._tables.setdefault(table, len(self._tables))
        return Cell(table=number, row=self._place(row), column=self._place(cell), paragraph=self._place(paragraph))

    def _place(self, element: _Element) -> int:
        """How many siblings of its kind stand before an element; all of a table's rows are counted at once."""
        if element not in self._places:
            parent = element.getparent()
            siblings = parent.findall(str(element.tag)) if parent is not None else [element]
            self._places.update({one: at for at, one in enumerate(siblings)})
        return self._places.get(element, 0)


def _mark(paragraph: _Element) -> Iterator[Change]:
    """Tracked changes of a paragraph's end: put in, it was split here; taken out, it is joined with the next."""
    look = paragraph.find(f"{WORD}pPr/{WORD}rPr")
    for child in look if look is not None else ():
        if child.tag in _INS:
            yield _change(child, "inserted")
        elif child.tag in _DEL:
            yield _change(child, "deleted")


def _change(element: _Element, sort: Literal["inserted", "deleted"]) -> Change:
    return Change(sort=sort, author=element.get(f"{WORD}author"), at=element.get(f"{WORD}date"))


def _on(look: _Element, name: str) -> bool:
    mark = look.find(f"{WORD}{name}")
    return mark is not None and mark.get(f"{WORD}val") not in _OFF


def _style_names(styles: _Element | None) -> dict[str, str]:
    """Names of styles by their ids: a localised Word renames the ids, never the names."""
    found = {}
    for style in styles.iter(f"{WORD}style") if styles is not None else ():
        name = style.find(f"{WORD}name")
        if name is not None:
            found[style.get(f"{WORD}styleId") or ""] = name.get(f"{WORD}val") or ""
    return found


def _links(relations: _Element | None) -> dict[str, str]:
    return {one.get("Id") or "": one.get("Target") or "" for one in (relations if relations is not None else ())}


def _comments(comments: _Element | None) -> dict[str, Comment]:
    found = {}
    for one in comments.iter(f"{WORD}comment") if comments is not None else ():
        text = "\n".join("".join(map(str, part.itertext())) for part in one.iter(f"{WORD}p"))
        found[one.get(f"{WORD}id") or ""] = Comment(
            author=one.get(f"{WORD}author") or "", at=one.get(f"{WORD}date"), text=text.strip()
        )
    return found


def _properties(custom: _Element | None) -> Iterator[tuple[str, str]]:
    for one in custom.iter(_CUSTOM) if custom is not None else ():
        yield one.get("name") or "", "".join(map(str, one.itertext()))
