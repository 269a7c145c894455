"""A story of a Word file in, its paragraphs as words that can be compared, and its blocks as units, out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from msgspec import Struct

from brief.ooxml import WORD
from brief.redline.resolve import TBL, TR, P, R, T, content

if TYPE_CHECKING:
    from lxml.etree import _Element

Shape = tuple[object, ...]
"""An element as a value: two that Word shows alike are equal."""

RELATED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_WORD = re.compile(r"\[\d{1,6}\]|\w+|\s+|[^\w\s]")  # [12], a word, blanks, a comma
_LOOK = f"{WORD}rPr"
_LINK = f"{WORD}hyperlink"
_NOTE = f"{WORD}footnoteReference"
CALLED = f"{WORD}commentReference"
MARKS = frozenset(f"{WORD}{name}" for name in ("bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd"))
_UNSEEN = frozenset({f"{WORD}sectPr", f"{WORD}numPr", f"{WORD}rPr", f"{WORD}pPrChange"})
"""What of a paragraph's look is not compared: numbers of lists are counted anew in each edition."""
_NUMBERS = frozenset({"id", "name", "anchorId", "editId"})
"""Attributes of drawings that only count."""
_MOST_WORDS = 600
"""Words of a table by which it is known again."""


@dataclass(slots=True, eq=False, kw_only=True)
class Token:
    """What is put in or taken out: text of one look, a tab, a picture, a field, a note's mark."""

    key: Shape
    text: str = ""
    nodes: Sequence[_Element] = ()
    """What it is where it is no text: children of a run, or whole runs."""
    look: _Element | None = None
    link: _Element | None = None
    before: list[_Element] = field(default_factory=list)
    """Bookmarks and the ends of comments just before it."""
    note: str | None = None
    """The footnote that it calls."""
    former: tuple[object, _Element | None] | None = None
    """The look that it had in the old file, where only that changed."""

    @property
    def looks_apart(self) -> Shape:
        """The key without the look, where that can change by itself."""
        return self.key if self.key[0] in {"whole", "own mark"} else (*self.key[:2], *self.key[3:])


class Unit(Struct, frozen=True, kw_only=True, eq=False):
    """A paragraph, a table or a row, with what it is known again by."""

    element: _Element
    shape: Shape
    words: Sequence[str]
    frame: Shape
    """What must be the same in two that are compared word by word."""
    names: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How the ids of one file are to be understood."""

    related: Mapping[str, str]
    """What a relation leads to, by its id: an address, or the digest of a picture."""
    notes: Mapping[str, _Element]
    _units: dict[_Element, Unit] = field(default_factory=dict)
    """Blocks read so far; each is rewritten after it was read for the last time."""
    _tokens: dict[_Element, tuple[list[Token], list[_Element]]] = field(default_factory=dict)

    def tokens(self, paragraph: _Element) -> tuple[list[Token], list[_Element]]:
        """What stands in a paragraph, in order, and the marks after the last of it."""
        if paragraph not in self._tokens:
            self._tokens[paragraph] = self._read(paragraph)
        return self._tokens[paragraph]

    def _read(self, paragraph: _Element) -> tuple[list[Token], list[_Element]]:
        found: list[Token] = []
        waiting: list[_Element] = []
        for one in self._parts(content(paragraph), None):
            if isinstance(one, Token):
                one.before, waiting = waiting, []
                found.append(one)
            else:
                waiting.append(one)
        return found, waiting

    def units(self, container: _Element) -> list[Unit]:
        """The paragraphs and tables that stand in a body, a cell or a note."""
        return [self._unit(one) for one in container if one.tag in {P, TBL}]

    def rows(self, table: _Element) -> list[Unit]:
        """The rows of a table."""
        return [self._unit(row) for row in table.findall(TR)]

    def shape(self, container: _Element) -> Shape:
        """All that is printed in a body, a cell or a note."""
        return tuple(unit.shape for unit in self.units(container))

    def value(self, element: _Element) -> Shape:
        """An element as a value, ids followed to what they lead to."""
        attributes = {
            str(name): self.related.get(str(value), value) if str(name).startswith(RELATED) else value
            for name, value in element.attrib.items()
            if name != SPACE and not (name in _NUMBERS and not str(element.tag).startswith(WORD))
        }
        inner = (self.value(child) for child in element if child.tag not in {*MARKS, CALLED})
        return (element.tag, tuple(sorted(attributes.items())), element.text or "", *inner)

    def look(self, paragraph: _Element) -> Shape:
        """The look of a paragraph."""
        look = paragraph.find(f"{WORD}pPr")
        return tuple(self.value(child) for child in (look if look is not None else ()) if child.tag not in _UNSEEN)

    def _parts(self, nodes: Sequence[_Element], link: _Element | None) -> Iterator[Token | _Element]:
        field_: list[_Element] = []
        for node in nodes:
            if node.tag in MARKS:
                yield node
            elif field_ or _begins_field(node):
                field_.append(node)
                if _depth(field_) == 0:
                    yield self._whole(field_, link)
                    field_ = []
            elif node.tag == R:
                yield from self._run(node, link)
            elif node.tag == _LINK:
                yield from self._parts(list(node), node)
            else:
                yield self._whole([node], link)
        if field_:
            yield self._whole(field_, link)

    def _run(self, run: _Element, link: _Element | None) -> Iterator[Token | _Element]:
        look = run.find(_LOOK)
        seen = (self.value(look) if look is not None and len(look) else (), self._leads(link))
        notes = run.findall(_NOTE)
        if run.find(CALLED) is not None:
            yield run
        elif any(note.get(f"{WORD}customMarkFollows") for note in notes):
            mark = "".join(map(str, run.itertext()))
            ident = notes[0].get(f"{WORD}id")
            yield Token(key=("own mark", mark, *seen), nodes=(run,), look=look, link=link, note=ident)
        else:
            for child in run:
                yield from self._child(child, look, link, seen)

    def _child(
        self, child: _Element, look: _Element | None, link: _Element | None, seen: Shape
    ) -> Iterator[Token | _Element]:
        if child.tag == T:
            if child.text:
                yield Token(key=("text", child.text, *seen), text=child.text, look=look, link=link)
        elif child.tag == _NOTE:
            yield Token(key=("note", "", *seen), nodes=(child,), look=look, link=link, note=child.get(f"{WORD}id"))
        elif child.tag != _LOOK:
            yield Token(key=("node", self.value(child), *seen), nodes=(child,), look=look, link=link)

    def _whole(self, nodes: Sequence[_Element], link: _Element | None) -> Token:
        key = ("whole", tuple(map(self.value, nodes)), (), self._leads(link))
        return Token(key=key, nodes=tuple(nodes), link=link)

    def _leads(self, link: _Element | None) -> Shape:
        if link is None:
            return ()
        return (link.get(f"{WORD}anchor"), self.related.get(link.get(f"{RELATED}id") or ""))

    def _unit(self, element: _Element) -> Unit:
        if element not in self._units:
            kinds = {P: self._paragraph, TBL: self._table, TR: self._row}
            self._units[element] = kinds[str(element.tag)](element)
        return self._units[element]

    def _paragraph(self, element: _Element) -> Unit:
        tokens, _ = self.tokens(element)
        return Unit(
            element=element,
            shape=("paragraph", self.look(element), *_runs(tokens), *self._notes(tokens)),
            words=[word for token in tokens for word in _WORD.findall(token.text) if not word.isspace()],
            frame=("paragraph",),
            names=_names(element),
        )

    def _notes(self, tokens: Sequence[Token]) -> Iterator[Shape]:
        for token in tokens:
            if token.note is not None and token.note in self.notes:
                yield self.shape(self.notes[token.note])

    def _row(self, element: _Element) -> Unit:
        cells = element.findall(f"{WORD}tc")
        inner = [self.units(cell) for cell in cells]
        spans = tuple(cell.find(f"{WORD}tcPr/{WORD}gridSpan") for cell in cells)
        frame = tuple(1 if span is None else span.get(f"{WORD}val") for span in spans)
        return Unit(
            element=element,
            shape=("row", frame, *(tuple(unit.shape for unit in cell) for cell in inner)),
            words=[word for cell in inner for unit in cell for word in unit.words],
            frame=("row", *frame),
            names=frozenset().union(*(unit.names for cell in inner for unit in cell)),
        )

    def _table(self, element: _Element) -> Unit:
        rows = self.rows(element)
        return Unit(
            element=element,
            shape=("table", *(row.shape for row in rows)),
            words=[word for row in rows for word in row.words][:_MOST_WORDS],
            frame=("table", rows[0].words if rows else ()),
            names=frozenset(),
        )


def split(tokens: Sequence[Token]) -> list[Token]:
    """The same with a token for each word, blank and mark, wherever the file cuts its runs."""
    found: list[Token] = []
    for same in _together(tokens):
        first = same[0]
        if not first.text:
            found.append(first)
            continue
        marks = first.before
        for word in _WORD.findall("".join(token.text for token in same)):
            key = ("text", word, *first.key[2:])
            found.append(Token(key=key, text=word, look=first.look, link=first.link, before=marks))
            marks = []
    return found


def _together(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """Texts of one look with no mark between them, and every other token by itself."""
    same: list[Token] = []
    for token in tokens:
        if same and not (same[0].text and token.text and token.key[2:] == same[0].key[2:] and not token.before):
            yield same
            same = []
        same.append(token)
    if same:
        yield same


def _runs(tokens: Sequence[Token]) -> Iterator[Shape]:
    """The keys of tokens, words of one look made one: how a text is cut into runs is nobody's matter."""
    texts: list[str] = []
    last: Shape = ()
    for token in tokens:
        kind, value, *seen = token.key
        if texts and (kind != "text" or tuple(seen) != last):
            yield ("text", "".join(texts), *last)
            texts = []
        if kind == "text":
            texts.append(str(value))
            last = tuple(seen)
        else:
            yield token.key
    if texts:
        yield ("text", "".join(texts), *last)


def _begins_field(node: _Element) -> bool:
    return node.tag == R and _depth([node]) > 0


def _depth(nodes: Sequence[_Element]) -> int:
    sorts = [one.get(f"{WORD}fldCharType") for node in nodes for one in node.iter(f"{WORD}fldChar")]
    return sorts.count("begin") - sorts.count("end")


def _names(paragraph: _Element) -> frozenset[str]:
    return frozenset(one.get(f"{WORD}name") or "" for one in paragraph.iter(f"{WORD}bookmarkStart"))
