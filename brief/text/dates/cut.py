"""One match of the grammar in a text, asked by the names of its parts."""

from __future__ import annotations

import re
from typing import NamedTuple

from brief.text.dates.reckon import full_year
from brief.text.dates.scan import Scan
from brief.text.dates.words import number, spelled_year, value


class Cut(NamedTuple):
    """A match over the classes of words, with the text that it was found in."""

    scan: Scan
    found: re.Match[str]

    @property
    def first(self) -> int:
        """Its first token."""
        return self.found.start()

    @property
    def end(self) -> int:
        """One past its last token."""
        return self.found.end()

    @property
    def tags(self) -> str:
        """The classes of its words."""
        return self.found[0]

    def at(self, part: str) -> int:
        """Where a part begins; -1 where this rule has none or it is empty."""
        return self.found.start(part) if part in self.found.re.groupindex else -1

    def has(self, part: str) -> bool:
        """Whether a part is there."""
        return self.at(part) >= 0

    def word(self, part: str) -> str:
        """The part's first word in small letters."""
        return self.scan.word(self.at(part))

    def tag(self, part: str) -> str:
        """The class of the part's first word, nothing where the part is not there."""
        return self.scan.tag(self.at(part)) if self.has(part) else ""

    def value(self, part: str) -> int:
        """The number that the part's word stands for in the list: a month, a weekday, a step."""
        return self.scan.count(self.at(part))

    def ordinal(self, part: str) -> int:
        """The number of `5th`, `5` or `fifth`."""
        digits = re.match(r"(?a)\d{1,2}", self.word(part))
        return int(digits[0]) if digits else self.value(part)

    def amount(self, part: str) -> int | None:
        """The count that the part's words make; None where there is none."""
        return number(self.scan.tokens.words[self.found.start(part) : self.found.end(part)]) if self.has(part) else None

    @property
    def year(self) -> str | None:
        """The year in figures or words; None where the words make none."""
        words = self.scan.tokens.words[self.found.start("y") : self.found.end("y")]
        return words[0] if len(words) == 1 else spelled_year(words)

    @property
    def short_year(self) -> int | None:
        """The year of `’25`, whose mark stands close before it and not close behind a word."""
        at, starts = self.at("d"), self.scan.tokens.starts
        closed = starts[at] - starts[at - 1] == 1 and starts[at - 1] > self.scan.tokens.end(at - 2)
        return full_year(self.word("d")) if closed and len(self.word("d")) == len("25") else None

    @property
    def unit(self) -> str:
        """The name of the unit that the match speaks of."""
        return str(value(self.word("u")))

    @property
    def before(self) -> str:
        """The word before the match."""
        return self.scan.word(self.first - 1)

    @property
    def after(self) -> str:
        """The word after the match."""
        return self.scan.word(self.end)
