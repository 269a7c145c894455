"""An article's blocks with what the rules about roles ask of them, and the roles given so far."""

from __future__ import annotations

from msgspec import Struct

from brief.model.article import Role
from brief.segment.blocks import Block, dangles, is_closed

_HEADS = 9
"""Lines among which the text begins after a headline that reads like prose."""


class Line(Struct, frozen=True):
    """A block with what the rules ask about it."""

    block: Block
    text: str
    words: list[str]
    closed: bool
    prose: bool
    """Reads like sentences of an article, not like a headline, a name or a link."""

    def is_sentence(self) -> bool:
        """Whether it can be the last words of an article."""
        return self.prose or (self.closed and len(self.words) > 2 and self.text[-1] not in ":;")

    def is_long_headline(self) -> bool:
        """Whether it reads like prose and may yet be a headline: of one breath, a question or without a final mark."""
        open_ended = not self.closed or self.text[-1] == "?"
        return open_ended and len(self.words) < 25 and not self.text[0].islower() and not dangles(self.text)


class Lines(Struct, frozen=True):
    """All lines of an article and the roles given so far."""

    lines: list[Line]
    roles: list[Role | None]
    titles: frozenset[str]
    """Keys of the titles that metadata give."""
    authors: frozenset[str]
    repeated: frozenset[str]

    def first_prose(self) -> int:
        """Number of the first line of the article's own text."""
        return next((n for n, line in enumerate(self.lines) if line.prose and self.roles[n] is None), len(self.lines))

    def first_text(self) -> int:
        """Number of the first line that is the article's own text and no headline of many words."""
        first = self.first_prose()
        after = range(first + 1, min(first + _HEADS, len(self.lines)))
        if first < len(self.lines) and self.lines[first].is_long_headline():
            return next((n for n in after if self._is_text(n)), first)
        return first

    def _is_text(self, n: int) -> bool:
        line = self.lines[n]
        return self.roles[n] is None and line.prose and not line.is_long_headline()

    def last_body(self) -> int:
        """Number of the last line of the article's own text, a short last sentence (“Time will tell.”) too."""
        backwards = range(len(self.lines) - 1, -1, -1)
        return next((n for n in backwards if self.roles[n] is None and self.lines[n].is_sentence()), -1)


def line_of(block: Block) -> Line:
    """A block with its words and whether they read like prose."""
    words = block.text.split()
    closed = is_closed(block.text)
    prose = len(words) >= 25 or (closed and len(words) >= 5) or _reads_on(words)
    return Line(block, block.text, words, closed, prose)


def _reads_on(words: list[str]) -> bool:
    return len(words) >= 12 and sum(word[0].islower() for word in words) >= 0.6 * len(words)
