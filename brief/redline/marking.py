"""Two stories in, the new one with Word's tracked changes against the old one out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, field, replace
from itertools import count, groupby
from typing import TYPE_CHECKING

from brief.ooxml import WORD
from brief.redline.align import matches, moves, steps
from brief.redline.reading import CALLED, MARKS, RELATED, Reading, Token, Unit, split
from brief.redline.resolve import TBL, TR, P, R, content
from brief.redline.setting import GONE, LOOK, Setting, Sort, child_of

if TYPE_CHECKING:
    from lxml.etree import _Element

Item = tuple[Sort | None, "Token | _Element"]
"""What stands in a paragraph, and whether it came or went."""

_ID, _NAME = f"{WORD}id", f"{WORD}name"
_PARAGRAPH_LOOK = f"{WORD}pPr"
_START, _END = f"{WORD}bookmarkStart", f"{WORD}bookmarkEnd"
_FEW = 0.25
"""Share of words in place below which a text is replaced as a whole: islands of “the” help nobody."""


@dataclass(slots=True, kw_only=True)
class Marking:
    """One comparison: how each file is read, who changed what when, and the ids given so far."""

    old: Reading
    new: Reading
    author: str
    date: str | None
    names: frozenset[str]
    """Bookmarks of the new file; of the old one only others are kept."""
    carried: Callable[[str], str]
    """A relation of the old file → one in the new file that leads to the same."""
    noted: Callable[[str], str]
    """A footnote of the old file that is no longer called → its copy in the new file."""
    first_id: int
    changes: int = 0
    moved: int = 0
    """Paragraphs that stand elsewhere now."""
    _ids: Iterator[int] = field(init=False)
    _bookmarks: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._ids = count(self.first_id)

    def story(self, old: _Element, new: _Element) -> None:
        """Marks what changed between two bodies, cells or notes, in the new one."""
        before, after = self.old.units(old), self.new.units(new)
        found = steps(before, after, ends=True)
        # Only in a body: the end of a move stands behind its paragraph, and a cell has to end with one.
        moved = moves(found, before, after) if new.tag == f"{WORD}body" else []
        ends = [end for a, b in moved for end in self._move(before[a], after[b])]
        done = {one.element for a, b in moved for one in (before[a], after[b])}
        last: _Element | None = None
        for a, b in found:
            if b is None and a is not None:
                gone = before[a].element
                if gone not in done:
                    self._whole(gone, "del")
                self._place(gone, last, new, after)
                last = gone
                continue
            assert b is not None
            last = after[b].element
            if a is None and last not in done:
                self._whole(last, "ins")
            elif a is not None and before[a].shape != after[b].shape:
                self._pair(before[a], after[b])
        for paragraph, end in ends:
            paragraph.addnext(end)

    def _place(self, gone: _Element, last: _Element | None, new: _Element, after: Sequence[Unit]) -> None:
        """Puts what went behind what stood before it."""
        if last is not None:
            last.addnext(gone)
        elif after:
            after[0].element.addprevious(gone)
        else:
            new.insert(0, gone)

    def _pair(self, old: Unit, new: Unit) -> None:
        if new.element.tag == P:
            self._words(old.element, new.element)
        else:
            self._rows(old.element, new.element)

    def _rows(self, old: _Element, new: _Element) -> None:
        before, after = self.old.rows(old), self.new.rows(new)
        last: _Element | None = None
        for a, b in steps(before, after):
            if b is None and a is not None:
                self._whole_row(before[a].element, "del")
                self._place(before[a].element, last, new, after)
                last = before[a].element
                continue
            assert b is not None
            last = after[b].element
            if a is None:
                self._whole_row(last, "ins")
            elif before[a].shape != after[b].shape:
                cells = (before[a].element.findall(f"{WORD}tc"), last.findall(f"{WORD}tc"))
                for left, right in zip(*cells, strict=True):
                    self.story(left, right)

    def _whole(self, element: _Element, sort: Sort) -> None:
        """A paragraph or table that came or went."""
        if element.tag == TBL:
            for row in element.findall(TR):
                self._whole_row(row, sort)
            return
        tokens, end = (self.old if sort in GONE else self.new).tokens(element)
        self._rewrite(element, self._items(tokens, end, sort))
        self._end(element, sort)

    def _move(self, old: Unit, new: Unit) -> Iterator[tuple[_Element, _Element]]:
        """A paragraph that stands elsewhere now: at both places the words that moved, and there what changed in them.

        Gives what ends each of the two moves, with the paragraph behind which it stands.
        """
        self.moved += 1
        (was, before_end), (now, after_end) = self.old.tokens(old.element), self.new.tokens(new.element)
        before, after = split(was), split(now)
        kept = _kept(before, after)
        stay = {a + n for a, _, size in kept for n in range(size)}
        came = {b + n for _, b, size in kept for n in range(size)}
        left = [
            item
            for at, one in enumerate(before)
            for item in self._items([one], (), "moveFrom" if at in stay else "del")
        ]
        put = [
            item for at, one in enumerate(after) for item in self._items([one], (), "moveTo" if at in came else "ins")
        ]
        yield self._moved(old.element, [*left, *self._marks(before_end, "moveFrom")], "moveFrom")
        yield self._moved(new.element, [*put, *self._marks(after_end, "moveTo")], "moveTo")

    def _moved(self, paragraph: _Element, items: Iterable[Item], sort: Sort) -> tuple[_Element, _Element]:
        self._rewrite(paragraph, items)
        self._end(paragraph, sort)
        start = self._change(f"{sort}RangeStart", counts=False)
        start.set(_NAME, f"move{self.moved}")
        paragraph.insert(1, start)
        end = start.makeelement(f"{WORD}{sort}RangeEnd", {})
        end.set(_ID, start.get(_ID) or "")
        return paragraph, end

    def _end(self, paragraph: _Element, sort: Sort) -> None:
        """The mark of a paragraph that came or went."""
        look = child_of(paragraph, _PARAGRAPH_LOOK, 0)
        if sort in GONE:
            for section in look.findall(f"{WORD}sectPr"):
                look.remove(section)
        places = [at for at, child in enumerate(look) if child.tag in {f"{WORD}sectPr", f"{WORD}pPrChange"}]
        child_of(look, LOOK, places[0] if places else len(look)).insert(0, self._change(sort))

    def _whole_row(self, row: _Element, sort: Sort) -> None:
        look = row.find(f"{WORD}trPr")
        if look is None:
            look = row.makeelement(f"{WORD}trPr", {})
            row.insert(1 if row.find(f"{WORD}tblPrEx") is not None else 0, look)
        look.append(self._change(sort))
        for inner in [one for cell in row.findall(f"{WORD}tc") for one in cell if one.tag in {P, TBL}]:
            self._whole(inner, sort)

    def _items(self, tokens: Iterable[Token], end: Sequence[_Element], sort: Sort) -> Iterator[Item]:
        for token in tokens:
            yield from self._marks(token.before, sort)
            yield sort, token
        yield from self._marks(end, sort)

    def _marks(self, marks: Iterable[_Element], sort: Sort | None) -> Iterator[Item]:
        """Bookmarks and comments: those of the new file; of the old one, bookmarks that the new one lacks."""
        for mark in marks:
            if sort not in GONE:
                yield ("ins" if sort and mark.tag == R else None), mark
                continue
            ident = mark.get(_ID) or ""
            if mark.tag == _START and mark.get(_NAME) not in self.names and ident not in self._bookmarks:
                self._bookmarks[ident] = str(next(self._ids))
            if mark.tag in {_START, _END} and ident in self._bookmarks:
                mark.set(_ID, self._bookmarks[ident])
                yield None, mark

    def _words(self, old: _Element, new: _Element) -> None:
        """A paragraph that stands in both: its words, then its look."""
        (was, before_end), (now, after_end) = self.old.tokens(old), self.new.tokens(new)
        before, after = split(was), split(now)
        items: list[Item] = []
        a = b = 0
        for left, right, size in [*_kept(before, after), (len(before), len(after), 0)]:
            items += self._items(before[a:left], (), "del")
            items += self._items(after[b:right], (), "ins")
            for gone, come in zip(before[left : left + size], after[right : right + size], strict=True):
                kept = come if come.key == gone.key else replace(come, former=(gone.key[2], gone.look))
                items += [*self._marks(gone.before, "del"), *self._marks(come.before, None), (None, kept)]
                self._note(gone, come)
            a, b = left + size, right + size
        items += [*self._marks(before_end, "del"), *self._marks(after_end, None)]
        # Where a word came, its marks did not: they stand in the new text with or without it.
        self._rewrite(new, ((None if not isinstance(one, Token) else sort, one) for sort, one in items))
        if self.old.look(old) != self.new.look(new):
            self._note_look(old, new)

    def _note(self, old: Token, new: Token) -> None:
        """A footnote called at the same place: its words."""
        if old.note in self.old.notes and new.note in self.new.notes:
            self.story(self.old.notes[old.note or ""], self.new.notes[new.note or ""])

    def _note_look(self, old: _Element, new: _Element) -> None:
        change = self._change("pPrChange")
        former = child_of(change, _PARAGRAPH_LOOK, 0)
        before = old.find(_PARAGRAPH_LOOK)
        for child in before if before is not None else ():
            if child.tag not in {LOOK, f"{WORD}sectPr", f"{WORD}pPrChange"}:
                former.append(deepcopy(child))
        child_of(new, _PARAGRAPH_LOOK, 0).append(change)

    def _change(self, sort: str, *, counts: bool = True) -> _Element:
        from lxml import etree

        self.changes += counts
        change = etree.Element(f"{WORD}{sort}")
        change.set(_ID, str(next(self._ids)))
        change.set(f"{WORD}author", self.author)
        if self.date:
            change.set(f"{WORD}date", self.date)
        return change

    def _rewrite(self, paragraph: _Element, items: Iterable[Item]) -> None:
        """Sets a paragraph anew: links round changes round runs, each as long as it can be."""
        stretches = list(_stretches(items))
        for child in content(paragraph):
            paragraph.remove(child)
        place = Setting(paragraph=paragraph, change=self._change, link=self._link)
        for sort, one in stretches:
            if isinstance(one, Token):
                place.token(sort, self._from_old(one) if sort in GONE else one)
            else:
                place.mark(sort, one)

    def _link(self, link: _Element, sort: Sort | None) -> _Element:
        """An empty link like this one."""
        shell = link.makeelement(str(link.tag), {str(name): str(value) for name, value in link.attrib.items()})
        ident = link.get(f"{RELATED}id")
        if sort in GONE and ident:
            shell.set(f"{RELATED}id", self.carried(ident))
        return shell

    def _from_old(self, token: Token) -> Token:
        """A token of the old file with the ids that its parts have in the new one, and no marks in it."""
        for mark in [inner for one in token.nodes for inner in one.iter(*MARKS, CALLED)]:
            parent = mark.getparent()
            if parent is not None:
                parent.remove(mark)
        for node in [inner for one in token.nodes for inner in one.iter()]:
            for name, value in node.attrib.items():
                if str(name).startswith(RELATED):
                    node.set(name, self.carried(str(value)))
            if node.tag == f"{WORD}footnoteReference":
                node.set(_ID, self.noted(node.get(_ID) or ""))
            if str(node.tag).endswith("}docPr"):
                node.set("id", str(next(self._ids)))
        return token


def _stretches(items: Iterable[Item]) -> Iterator[Item]:
    """The same with neighbouring words of one look and one fate as one token."""

    def alike(numbered: tuple[int, Item]) -> object:
        at, (sort, one) = numbered
        return (sort, one.former and one.former[0], *one.key[2:]) if isinstance(one, Token) and one.text else at

    for _, group in groupby(enumerate(items), alike):
        same = [item for _, item in group]
        sort, first = same[0]
        if isinstance(first, Token) and first.text:
            first = replace(first, text="".join(one.text for _, one in same if isinstance(one, Token)))
        yield sort, first


def _kept(old: Sequence[Token], new: Sequence[Token]) -> list[tuple[int, int, int]]:
    """The stretches that stay; a stretch of blanks and commas between two changes goes with them."""
    found = matches([one.looks_apart for one in old], [one.looks_apart for one in new])
    kept = [
        (a, b, size)
        for a, b, size in found
        if any(_weighs(one) for one in old[a : a + size])
        or (a + b == 0)
        or (a + size == len(old) and b + size == len(new))
    ]
    words = sum(_weighs(one) for a, _, size in kept for one in old[a : a + size])
    most = max(sum(map(_weighs, old)), sum(map(_weighs, new)))
    return kept if words >= _FEW * most else []


def _weighs(token: Token) -> bool:
    return not token.text or any(map(str.isalnum, token.text))
