"""A library and the words of a subject in; the items that hold each of them, found in one pass over the texts, out."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from brief.model.items import Item
from brief.model.library import Library
from brief.text.matching import Term, plain, stem, words

_LONGEST_WORD = 40
"""Characters; a term of several words is looked for within so many for each."""


class Mentions:
    """Where terms stand in a library; each is looked for once, whatever number of sections asks."""

    def __init__(self, library: Library) -> None:
        by_article: dict[str, list[Item]] = {}
        for item in library.items:
            by_article.setdefault(item.span.article, []).append(item)
        self._shelf = [
            _Page(library.article[name].text, sorted(items, key=lambda item: item.span.start))
            for name, items in by_article.items()
        ]
        self._known: dict[tuple[str, bool], frozenset[str]] = {}

    def of(self, term: Term) -> frozenset[str]:
        """The ids of the items that a term stands in."""
        key = (term.name, term.exact)
        if key not in self._known:
            self._known[key] = frozenset(
                name for page in self._shelf if term.stems for at in page.places(term) for name in page.items(at)
            )
        return self._known[key]


class _Page:
    """One article's text and its items."""

    __slots__ = ("_items", "_longest", "_plain", "_starts", "text")

    def __init__(self, text: str, items: Sequence[Item]) -> None:
        lowered = text.lower()
        self.text, self._plain = text, lowered if len(lowered) == len(text) else plain(text)
        self._items = items
        self._starts = [item.span.start for item in items]
        self._longest = max(len(item.span) for item in items)

    def places(self, term: Term) -> Iterator[int]:
        """The offsets at which a term begins; `str.find` goes over them ten times as fast as a pattern."""
        at = self._plain.find(term.stems[0])
        while at >= 0:
            if not self._plain[at - 1 : at].isalnum() and self._stands_at(term, at):
                yield at
            at = self._plain.find(term.stems[0], at + 1)

    def _stands_at(self, term: Term, at: int) -> bool:
        size = len(term.stems)
        if term.exact:
            return _is_acronym(term.name, self.text[at : at + len(term.name) + 1])
        row = words(self._plain[at : at + size * _LONGEST_WORD])[:size]
        return tuple(map(stem, row)) == term.stems

    def items(self, at: int) -> Iterator[str]:
        """The ids of the items that hold an offset."""
        for index in range(bisect_right(self._starts, at) - 1, -1, -1):
            span = self._items[index].span
            if span.start < at - self._longest:
                return
            if at < span.end:
                yield self._items[index].id


def _is_acronym(name: str, found: str) -> bool:
    """Whether `found`, one character longer, begins with the acronym: “us” is not `US`, but “Nato” is `NATO`."""
    word, after = found[: len(name)], found[len(name) :]
    same = word == name or (len(name) > 3 and word == name.capitalize())
    return same and not after.isalnum()
