"""What the rules share while a text is read from front to back: its tokens and the dates that later ones may count from."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from brief.model.article import Basis
from brief.text.dates import reckon
from brief.text.dates.edtf import bounds
from brief.text.dates.words import Tokens, value

PUBLISHED = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:T.{0,40})?([~?%]?)")  # 2025-07-07~
AHEAD = frozenset(
    "will ll shall wo expected scheduled plans plan planned planning due intends intend aims hopes upcoming slated until till "
    "deadline begin expire expires must going forecast would effective likely soon".split()
)
BEHIND = frozenset(
    "was were had did said told reported began ended since made took came went held left won fell rose cut met got gave saw "
    "sold bought brought found became ran led lost hit set killed shot struck sent spoke wrote ago has have".split()
)
CLAUSE = ",_;&¶!"
NO_VERB = frozenset("his her its their our my your any all those these such date".split())
TITLES = frozenset("mr mrs ms dr gen lt col adm sen rep gov corp inc co ltd st no vs".split())
SIGHT = 30
"""How many words to each side may tell whether a date lies ahead."""


class Reading(NamedTuple):
    """What a rule makes of its match: the value and what it counts from."""

    edtf: str | None
    basis: Basis


@dataclass(slots=True, kw_only=True)
class Scan:
    """One pass over a text: its tokens, the publication date, and one register for each kind of date that may be meant again."""

    tokens: Tokens
    published: str | None
    approximate: bool
    last: str | None = None
    last_at: int = -1000
    quarter: str | None = None
    quarter_at: int = -1000
    today: date | None = field(init=False)

    def __post_init__(self) -> None:
        self.today = reckon.as_date(self.published)

    def word(self, index: int) -> str:
        """The token at an index in small letters, nothing outside the text."""
        return self.tokens.words[index].lower() if 0 <= index < len(self.tokens.words) else ""

    def tag(self, index: int) -> str:
        """The class of the token at an index; a break outside the text."""
        return self.tokens.tags[index] if 0 <= index < len(self.tokens.tags) else "¶"

    def capital(self, index: int) -> bool:
        """Whether the token at an index begins with a capital letter."""
        return 0 <= index < len(self.tokens.words) and self.tokens.words[index][0].isupper()

    def count(self, index: int) -> int:
        """The number that a listed word stands for."""
        known = value(self.word(index))
        return known if isinstance(known, int) else 0

    def unit(self, index: int) -> str:
        """The unit that a listed word stands for."""
        return str(value(self.word(index)))

    def remember(self, reading: Reading, at: int) -> None:
        """Keep a date for those that count from it."""
        known = reckon.point(reading.edtf)
        if known is None:
            return
        self.last, self.last_at = known, at
        if known[5:7] in {"33", "34", "35", "36"} and reading.basis != "anaphora" and self._over(known):
            self.quarter = known
        if known[5:7] in {"33", "34", "35", "36"}:
            self.quarter_at = at

    def _over(self, quarter: str) -> bool:
        """Whether a quarter had ended by publication."""
        current = reckon.shift(self.published or "", 0, "quarter")
        return current is None or quarter < current

    def from_published(self, edtf: str | None) -> Reading:
        """A value that counts from publication; as doubtful as that is."""
        if edtf and self.approximate:
            edtf = "/".join(part if part == ".." else f"{part}~" for part in edtf.split("/"))
        return Reading(edtf, "publication")

    def sentence(self, index: int) -> tuple[int, int]:
        """First and last-but-one token of the sentence round a token, cut at some distance."""
        first, last = index, index
        while first > 0 and index - first < SIGHT and not self._stop(first - 1):
            first -= 1
        while last < len(self.tokens.words) - 1 and last - index < SIGHT and not self._stop(last):
            last += 1
        return first, last

    def _stop(self, index: int) -> bool:
        tag = self.tokens.tags[index]
        if tag in "!¶":
            return True
        return tag == "." and len(self.word(index - 1)) > 1 and self.word(index - 1) not in TITLES and (
            self.capital(index + 1) or self.tag(index + 1) in "|¶¶'"
        ) and self.tag(index - 1) != "M"

    def lean(self, index: int) -> int:
        """1 where the words round a date look ahead, -1 where they look back, 0 where they do not tell.

        The nearest verb before the date counts, or the nearest after it where the date opens its clause.
        """
        first, last = self.sentence(index)
        before, after = range(index - 1, first - 1, -1), range(index + 1, last + 1)
        opens = index - first < 3 or self.tag(index - 1) in CLAUSE or (self.tag(index - 2) in CLAUSE and self.tag(index - 1) in "ipoTsBzlte")
        for near in (*after, *before) if opens else (*before, *after):
            if told := self._told(near):
                return told
        return 0

    def _told(self, index: int) -> int:
        word = self.word(index)
        if word in AHEAD or (word == "to" and self._verb(index + 1)):
            return 1
        if word in BEHIND or (word.endswith("ed") and len(word) > 4 and self.word(index - 1) != "be"):
            return -1
        return 0

    def _verb(self, index: int) -> bool:
        """Whether a word after `to` may be a verb."""
        return self.tag(index) == "x" and not self.capital(index) and self.word(index) not in NO_VERB


def publication(published: str | None) -> tuple[str | None, bool]:
    """The publication date without its sign of doubt, and whether there was one; None for what is no single date."""
    found = PUBLISHED.fullmatch(published or "")
    if not found:
        return None, False
    known = "-".join(part for part in found.groups()[:3] if part)
    return (known, bool(found[4])) if bounds(known)[0] else (None, False)
