"""An article's text in; its words in one case, each with its place, out."""

from __future__ import annotations

import re
from bisect import bisect_left

from msgspec import Struct

from brief.model.article import Span
from brief.text.matching import plain

_WORD = re.compile(r"'ll\b|[^\W_]+(?:['-](?!ll\b)[^\W_]+)*")  # `Russia's`, `long-term`, `14`, `they` and `'ll`


class Words(Struct, frozen=True):
    """The words of a text as parallel lists; an index into them is a word's place."""

    start: list[int]
    end: list[int]
    word: list[str]

    def of(self, span: Span) -> range:
        """The places of the words that begin in a span."""
        return range(bisect_left(self.start, span.start), bisect_left(self.start, span.end))


def read_words(text: str) -> Words:
    """All words of a text."""
    lowered = text.lower()
    folded = lowered.replace("’", "'") if len(lowered) == len(text) else plain(text)  # `plain` takes four times as long
    found = [(match.start(), match.group()) for match in _WORD.finditer(folded)]
    starts = [start for start, _ in found]
    return Words(starts, [start + len(word) for start, word in found], [word for _, word in found])
