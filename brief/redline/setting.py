"""Words with what became of each in, the paragraph that Word shows as tracked changes out."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from brief.ooxml import WORD
from brief.redline.reading import SPACE, Token
from brief.redline.resolve import R, T

if TYPE_CHECKING:
    from lxml.etree import _Element

Sort = Literal["ins", "del", "moveFrom", "moveTo"]
"""What became of words, as Word's tags say it."""
GONE: frozenset[Sort | None] = frozenset({"del", "moveFrom"})
"""Sorts of what stood in the old file."""
LOOK = f"{WORD}rPr"

_DELETED = {T: f"{WORD}delText", f"{WORD}instrText": f"{WORD}delInstrText"}


@dataclass(slots=True, kw_only=True)
class Setting:
    """Where the next word of a paragraph goes."""

    paragraph: _Element
    change: Callable[[str], _Element]
    link: Callable[[_Element, Sort | None], _Element]
    _in_link: tuple[object, _Element] | None = None
    _in_change: tuple[Sort, _Element] | None = None
    _in_run: tuple[object, _Element] | None = None

    def mark(self, sort: Sort | None, mark: _Element) -> None:
        """A bookmark, or the call of a comment."""
        self._in_link = self._in_change = self._in_run = None
        if sort is None:
            self.paragraph.append(mark)
        else:
            change = self.change(sort)
            change.append(mark)
            self.paragraph.append(change)

    def token(self, sort: Sort | None, token: Token) -> None:
        """A word or another token."""
        *_, look, leads = token.key
        if token.nodes and (token.nodes[0].tag == R or token.key[0] == "whole"):
            self._in_run = None
            for node in token.nodes:
                self._whole(sort, token, node, leads)
            return
        parent = self._changed(sort, self._linked(leads, token.link, sort))
        run = self._run((look, token.former and token.former[0]), token, parent)
        if not token.nodes:
            _add_text(run, token.text, f"{WORD}delText" if sort == "del" else T)
        for node in token.nodes:
            run.append(node)
            _spell(run, sort)

    def _whole(self, sort: Sort | None, token: Token, node: _Element, leads: object) -> None:
        """A part of a field, or what stands by itself; a link in a field holds the change, not the reverse."""
        if node.tag != f"{WORD}hyperlink":
            self._changed(sort, self._linked(leads, token.link, sort)).append(node)
            _spell(node, sort)
            return
        self._in_link = self._in_change = self._in_run = None
        self.paragraph.append(node)
        if sort is not None:
            change = self.change(sort)
            for run in list(node):
                change.append(run)
                _spell(run, sort)
            node.append(change)

    def _linked(self, leads: object, link: _Element | None, sort: Sort | None) -> _Element:
        if link is None:
            if self._in_link is not None:
                self._in_link = self._in_change = self._in_run = None
            return self.paragraph
        if self._in_link is None or self._in_link[0] != leads:
            self._in_link = (leads, self.link(link, sort))
            self._in_change = self._in_run = None
            self.paragraph.append(self._in_link[1])
        return self._in_link[1]

    def _changed(self, sort: Sort | None, parent: _Element) -> _Element:
        if sort is None:
            if self._in_change is not None:
                self._in_change = self._in_run = None
            return parent
        if self._in_change is None or self._in_change[0] != sort:
            self._in_change = (sort, self.change(sort))
            self._in_run = None
            parent.append(self._in_change[1])
        return self._in_change[1]

    def _run(self, look: object, token: Token, parent: _Element) -> _Element:
        """The open run of this look, or a new one; the look that it had is kept in it."""
        if self._in_run is None or self._in_run[0] != look:
            run = parent.makeelement(R, {})
            if token.look is not None and len(token.look):
                run.append(deepcopy(token.look))
            if token.former is not None:
                change = self.change("rPrChange")
                former = token.former[1]
                change.append(deepcopy(former) if former is not None else change.makeelement(LOOK, {}))
                child_of(run, LOOK, 0).append(change)
            parent.append(run)
            self._in_run = (look, run)
        return self._in_run[1]


def _add_text(run: _Element, text: str, tag: str) -> None:
    last = run[-1] if len(run) else None
    if last is None or last.tag != tag:
        last = run.makeelement(tag, {SPACE: "preserve"})
        run.append(last)
    last.text = (last.text or "") + text


def _spell(run: _Element, sort: Sort | None) -> None:
    """What Word calls text and field codes that went."""
    for child in run if sort == "del" else ():
        if child.tag in _DELETED:
            child.tag = _DELETED[str(child.tag)]
            child.set(SPACE, "preserve")


def child_of(parent: _Element, tag: str, at: int) -> _Element:
    """The child of this name, put in where it is not there yet."""
    found = parent.find(tag)
    if found is None:
        found = parent.makeelement(tag, {})
        parent.insert(at, found)
    return found
