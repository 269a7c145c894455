"""The body of a Word file → its paragraphs, as one side of the tracked changes left them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from msgspec.structs import replace

from brief.anchors import block_id
from brief.draft.beside import OFF
from brief.model.draft import Cell, Change, Comment, Paragraph, Piece
from brief.ooxml import WORD

if TYPE_CHECKING:
    from lxml.etree import _Element

Side = Literal["accepted", "rejected"]

_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_RELATED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_FORMULA = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_FALLBACK = f"{_COMPATIBILITY}Fallback"
_INS, _DEL = frozenset({f"{WORD}ins", f"{WORD}moveTo"}), frozenset({f"{WORD}del", f"{WORD}moveFrom"})
_TRACKED = _INS | _DEL
_CELLS = {f"{WORD}cellIns": "inserted", f"{WORD}cellDel": "deleted"}
_BREAKS = {f"{WORD}tab": "\t", f"{WORD}br": "\n", f"{WORD}cr": "\n", f"{WORD}noBreakHyphen": "\u2011"}
_NOTES = {f"{WORD}footnoteReference": "note", f"{WORD}endnoteReference": "endnote"}
_PRIVATE = range(0xF000, 0xF100)
"""Where a `w:sym` puts the 256 signs of its font."""
_EVIDENCE = ("ev-", "note-")
_P, _R, _T, _DEL_TEXT = f"{WORD}p", f"{WORD}r", f"{WORD}t", f"{WORD}delText"
_TABLE, _ROW, _CELL, _BOX = f"{WORD}tbl", f"{WORD}tr", f"{WORD}tc", f"{WORD}txbxContent"
_LOOK, _OF_PARAGRAPH, _LINK = f"{WORD}rPr", f"{WORD}pPr", f"{WORD}hyperlink"
_BOOKMARK, _CALL, _CONTROL = f"{WORD}bookmarkStart", f"{WORD}commentReference", f"{WORD}sdt"
_SYMBOL = f"{WORD}sym"
_NAME, _ID, _VALUE, _AUTHOR = f"{WORD}name", f"{WORD}id", f"{WORD}val", f"{WORD}author"
_GALLERY = f"{WORD}sdtPr/{WORD}docPartObj/{WORD}docPartGallery"
_WITHOUT_TEXT = frozenset({
    _OF_PARAGRAPH, _LOOK, _FALLBACK, f"{WORD}instrText", f"{WORD}sdtPr", f"{WORD}sdtEndPr", f"{WORD}proofErr",
    f"{WORD}bookmarkEnd", f"{WORD}commentRangeStart", f"{WORD}commentRangeEnd", f"{WORD}lastRenderedPageBreak",
    f"{WORD}fldChar", f"{WORD}smartTagPr", f"{WORD}customXmlPr",
})  # fmt: skip


@dataclass(slots=True, kw_only=True, eq=False)
class _Grid:
    """Where the walk stands in a table; rows, cells and their paragraphs count through content controls."""

    number: int = -1
    """Of the table; given when the first of its paragraphs is met."""
    row: int = -1
    column: int = -1
    paragraph: int = -1


@dataclass(slots=True, kw_only=True)
class Reading:
    """One reading of a body: what its ids mean, and the tables met so far."""

    side: Side
    without: frozenset[str]
    styles: Mapping[str, str]
    links: Mapping[str, str]
    comments: Mapping[str, Comment]
    hidden: frozenset[str] = frozenset()
    """Ids of the styles whose text Word hides."""
    gone: dict[str, Change] = field(default_factory=dict)
    """Bookmarks of what this side lacks, known when all is read."""
    _tables: int = 0
    _pieces: list[Piece] = field(default_factory=list)
    """Of the paragraph that is being read, as the next four are."""
    _marks: list[str] = field(default_factory=list)
    """Names of bookmarks; those that begin between two paragraphs are of the second."""
    _called: list[str] = field(default_factory=list)
    _boxes: list[_Element] = field(default_factory=list)
    _cuts: list[Change] = field(default_factory=list)
    _veiled: bool = False
    """Whether the style of the paragraph hides its text."""

    def joined(self, body: _Element) -> Iterator[Paragraph]:
        """Every paragraph; one whose mark is gone on this side runs into the next."""
        open_: Paragraph | None = None
        for paragraph in self._walk(body, None, None):
            whole = _run_on(open_, paragraph) if open_ is not None else paragraph
            open_ = None
            if any(self._is_gone(change.sort, change.author) for change in paragraph.changes):
                open_ = whole
                if not whole.pieces:
                    self.gone.update(dict.fromkeys(whole.blocks, whole.changes[0]))
            else:
                yield whole
        if open_ is not None and open_.pieces:
            yield open_

    def _walk(self, node: _Element, grid: _Grid | None, gallery: str | None) -> Iterator[Paragraph]:
        """The paragraphs below an element, through whatever stands round them."""
        for child in node:
            tag = child.tag
            if tag == _P:
                yield from self._paragraph(child, grid, gallery)
            elif tag == _TABLE:
                yield from self._walk(child, _Grid(), gallery)
            elif tag == _BOOKMARK:
                self._marks.append(child.get(_NAME) or "")
            elif tag in _WITHOUT_TEXT or not self._enters(child, grid):
                continue
            else:
                yield from self._walk(child, grid, _gallery(child, gallery) if tag == _CONTROL else gallery)

    def _enters(self, node: _Element, grid: _Grid | None) -> bool:
        """Whether this side has what stands in an element; a row and a cell count in any case."""
        tag = node.tag
        if tag == _ROW and grid is not None:
            grid.row, grid.column = grid.row + 1, -1
            set_ = node.find(f"{WORD}trPr")
            dropping = next(filter(self._drops, set_), None) if set_ is not None else None
            if dropping is not None:
                self._lose(node, dropping)
            return dropping is None
        if tag == _CELL and grid is not None:
            grid.column, grid.paragraph = grid.column + 1, -1
            set_ = node.find(f"{WORD}tcPr")
            return set_ is None or not any(
                self._is_gone(_CELLS[str(one.tag)], one.get(_AUTHOR)) for one in set_ if one.tag in _CELLS
            )
        if self._drops(node):
            self._lose(node, node)
            return False
        return True

    def _lose(self, node: _Element, dropping: _Element) -> None:
        names = (one.get(_NAME) or "" for one in node.iter(_BOOKMARK))
        self.gone.update(dict.fromkeys(names, _change(dropping)))

    def _paragraph(self, element: _Element, grid: _Grid | None, gallery: str | None) -> Iterator[Paragraph]:
        self._pieces, self._called, self._boxes, self._cuts = [], [], [], []
        style, changes = _set(element.find(_OF_PARAGRAPH))
        self._veiled = style in self.hidden
        self._runs(element, None, None, None)
        boxes = self._boxes
        yield Paragraph(
            pieces=tuple(self._pieces),
            style=self.styles.get(style, style or "Normal"),
            blocks=tuple(name for name in self._marks if name.startswith("b_")),
            cell=self._cell(grid),
            comments=tuple(self.comments[one] for one in self._called if one in self.comments),
            changes=changes,
            cuts=tuple(self._cuts),
            gallery=gallery,
        )
        self._marks = []
        for box in boxes:
            yield from self._walk(box, grid, gallery)

    def _cell(self, grid: _Grid | None) -> Cell | None:
        if grid is None or grid.column < 0:
            return None
        if grid.number < 0:
            grid.number, self._tables = self._tables, self._tables + 1
        grid.paragraph += 1
        return Cell(table=grid.number, row=grid.row, column=grid.column, paragraph=grid.paragraph)

    def _runs(self, node: _Element, change: Change | None, link: str | None, cite: str | None) -> None:
        """The runs of this side, those of links, fields, tags and content controls among them."""
        for child in node:
            tag = child.tag
            if tag == _R:
                self._run(child, change, link, cite)
            elif tag in _WITHOUT_TEXT:
                continue
            elif tag in _TRACKED:
                if self._drops(child):
                    self._keep_marks(child)
                    self._cuts.append(_change(child))
                else:
                    self._runs(child, _change(child), link, cite)
            elif tag == _BOOKMARK:
                self._marks.append(child.get(_NAME) or "")
            elif tag == _LINK:
                self._runs(child, change, *self._leading(child))
            elif tag == _FORMULA:
                self._pieces.append(Piece(text=child.text or "", change=change, link=link, cite=cite))
            elif tag == _BOX:
                self._boxes.append(child)
            else:
                self._runs(child, change, link, cite)

    def _run(self, run: _Element, change: Change | None, link: str | None, cite: str | None) -> None:
        look = self._look(run.find(_LOOK))
        if look is None:
            self._keep_marks(run)
            return
        style, bold, italic = look
        for child in run:
            tag = child.tag
            if tag in {_T, _DEL_TEXT}:
                text = "".join(map(str, child.itertext())) if len(child) else child.text or ""
            elif tag in _BREAKS:
                text = _BREAKS[str(tag)]
            elif tag == _SYMBOL:
                text = _symbol(child)
            else:
                self._inside(child, style, change, link, cite)
                continue
            self._pieces.append(
                Piece(text=text, style=style, change=change, bold=bold, italic=italic, link=link, cite=cite)
            )

    def _look(self, set_: _Element | None) -> tuple[str | None, bool, bool] | None:
        """The character style of a run, and whether it is bold and italic; None where Word hides it."""
        style, on, hidden = None, set(), self._veiled
        for one in set_ if set_ is not None else ():
            if one.tag == f"{WORD}rStyle":
                style = self.styles.get(one.get(_VALUE) or "", one.get(_VALUE) or "") or None
                hidden = hidden or one.get(_VALUE) in self.hidden
            elif one.tag == f"{WORD}vanish":
                hidden = one.get(_VALUE) not in OFF
            elif one.get(_VALUE) not in OFF:
                on.add(one.tag)
        return None if hidden else (style, f"{WORD}b" in on, f"{WORD}i" in on)

    def _inside(
        self, node: _Element, style: str | None, change: Change | None, link: str | None, cite: str | None
    ) -> None:
        """What a run holds beside text: the call of a note or a comment, or a picture with a box of text in it."""
        tag = node.tag
        if tag in _NOTES:
            note = f"{_NOTES[str(tag)]}-{node.get(_ID)}"
            self._pieces.append(Piece(text="*", style=style, change=change, cite=note))
        elif tag == _CALL:
            self._called.append(node.get(_ID) or "")
        elif tag == _BOX:
            self._boxes.append(node)
        elif len(node) and tag not in _WITHOUT_TEXT:
            self._runs(node, change, link, cite)

    def _keep_marks(self, node: _Element) -> None:
        """The bookmarks and comments in what this side does not print."""
        self._marks += [one.get(_NAME) or "" for one in node.iter(_BOOKMARK)]
        self._called += [one.get(_ID) or "" for one in node.iter(_CALL)]

    def _leading(self, link: _Element) -> tuple[str | None, str | None]:
        """Where a link leads: outside, or to a row of the evidence."""
        anchor = block_id(link.get(f"{WORD}anchor") or "") or ""
        if anchor.startswith(_EVIDENCE):
            return None, anchor
        return self.links.get(link.get(_RELATED) or ""), None

    def _is_gone(self, sort: str, author: str | None) -> bool:
        """Whether this side lacks what a tracked change put in or took out."""
        accepted = self.side == "accepted" and author not in self.without
        return sort == ("deleted" if accepted else "inserted")

    def _drops(self, node: _Element) -> bool:
        """Whether an element holds what this side does not have; of a row's look, whether it says so."""
        tag = node.tag
        return tag in _TRACKED and self._is_gone("inserted" if tag in _INS else "deleted", node.get(_AUTHOR))


def _run_on(first: Paragraph, second: Paragraph) -> Paragraph:
    """Two paragraphs as one; where nothing is left of the first, it is the second with the marks of both."""
    comments = first.comments + second.comments
    if not first.pieces:
        return replace(second, blocks=second.blocks + first.blocks, comments=comments)
    return replace(
        second,
        style=first.style,
        pieces=first.pieces + second.pieces,
        blocks=first.blocks + second.blocks,
        comments=comments,
        changes=first.changes + second.changes,
        cuts=first.cuts + second.cuts,
    )


def _symbol(element: _Element) -> str:
    """A sign that Word names by font and number: a letter or digit, else the sign for an unknown one."""
    try:
        code = int(element.get(f"{WORD}char") or "", 16)
        sign = chr(code - _PRIVATE.start if code in _PRIVATE else code)
    except (ValueError, OverflowError):
        return "\ufffd"
    return sign if sign.isalnum() and sign.isascii() else "\ufffd"


def _gallery(control: _Element, gallery: str | None) -> str | None:
    """From which gallery of Word a content control comes, such as `Cover Pages`."""
    found = control.find(_GALLERY)
    return found.get(_VALUE) or "Word" if found is not None else gallery


def _set(look: _Element | None) -> tuple[str, tuple[Change, ...]]:
    """The style of a paragraph, and the tracked changes of its end: put in, it was split here; taken out, joined."""
    style, changes = "", tuple[Change, ...]()
    for one in look if look is not None else ():
        if one.tag == f"{WORD}pStyle":
            style = one.get(_VALUE) or ""
        elif one.tag == _LOOK:
            changes = tuple(_change(child) for child in one if child.tag in _TRACKED)
    return style, changes


def _change(element: _Element) -> Change:
    sort: Literal["inserted", "deleted"] = "inserted" if element.tag in _INS else "deleted"
    return Change(sort=sort, author=element.get(_AUTHOR), at=element.get(f"{WORD}date"))
