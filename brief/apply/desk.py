"""What every edit is done with: the sources, the tags of the desk's words, and what of these stands in a source."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain

from msgspec import Struct

from brief.apply.looks import Look, dressed
from brief.model.document import Point
from brief.model.inline import Cite, Line, Tag, Words
from brief.model.library import Library

_TOLD_BESIDE = {"forecast", "contested"}
"""Tags of a passage that go with it into a cell or a paragraph."""


class Desk(Struct, frozen=True, kw_only=True):
    """What every edit is done with."""

    library: Library
    edited: Tag
    """Beside a source's line that the desk reworded."""
    own: Tag
    """Beside a line that the desk wrote."""
    asked: str = "Asked by the desk"
    """Over a question that the desk put in."""
    found: Mapping[str, Point] = {}
    """New words that stand in a source, each as the passage that it is."""

    def line(self, words: str, looks: tuple[Look, ...] = ()) -> Line:
        """New words: a passage with its reference, or the desk's words; behind these, references to what they quote."""
        if words in self.found:
            point = self.found[words]
            return (*point.words, *(tag for tag in point.tags if tag.sort in _TOLD_BESIDE))
        return (*dressed((Words(text=words),), looks)[0], *self.cites(words))

    def cites(self, words: str, was: str = "") -> tuple[Cite, ...]:
        """References of the sentences that stand in a source and did not stand there before."""
        points = (point for text, point in self.found.items() if text in words and text not in was)
        every = chain.from_iterable(point.words for point in points)
        return tuple(dict.fromkeys(one for one in every if isinstance(one, Cite)))
