"""What the rules share while a text is read: its tokens, and the dates that later ones count from."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from brief.model.article import Basis
from brief.text.dates import reckon
from brief.text.dates.published import Doubt
from brief.text.dates.words import Tokens, value

STORY = 20
"""How many words on a past date still gives its year to the bare months that follow it."""
NEAR = 60
"""How many words back the last date may stand to be counted from."""


class Reading(NamedTuple):
    """What a rule makes of its match: the value and what it counts from."""

    edtf: str | None
    basis: Basis


UNDATED = Reading(None, "publication")
"""A date that counts from a publication date which is not known, or not so precisely."""


@dataclass(slots=True, kw_only=True)
class Scan:
    """One pass over a text: its tokens, the publication date, and a register for each date that may be meant again."""

    tokens: Tokens
    published: str | None
    doubt: Doubt
    last: str | None = None
    last_at: int = -1000
    quarter: str | None = None
    """The latest completed quarter that was named."""
    quarter_at: int = -1000
    story: str | None = None
    """A past month or day of a named year, until a date counts from publication."""
    story_at: int = -1000
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

    def parted(self, first: int, end: int) -> bool:
        """Whether a paragraph ends between two tokens."""
        return "¶" in self.tokens.tags[first:end]

    def remember(self, reading: Reading, at: int) -> None:
        """Keep a date for those that count from it."""
        known = reckon.point(reading.edtf)
        if known is None or ".." in (reading.edtf or ""):
            return
        self.last, self.last_at = known, at
        if reading.basis == "publication":
            self.story = None
        elif (
            reading.edtf == known
            and reading.basis != "inferred"
            and len(known) >= 7
            and known[:4] < (self.published or "9999")[:4]
        ):
            self.story, self.story_at = known, at
        if reckon.is_quarter(known):
            self.quarter_at = at
            if reading.basis != "anaphora" and self._over(known):
                self.quarter = max(known, self.quarter or "")

    def _over(self, quarter: str) -> bool:
        """Whether a quarter had ended by publication."""
        current = reckon.shift(self.published or "", 0, "quarter")
        return current is None or quarter < current

    def from_published(self, edtf: str | None) -> Reading:
        """A value that counts from publication; as doubtful as that is."""
        return Reading(reckon.doubtful(edtf) if edtf and self._doubts(edtf) else edtf, "publication")

    def _doubts(self, edtf: str) -> bool:
        """Whether a value would be another if the text were a little older or younger than it is taken to be."""
        if self.doubt is not Doubt.NEAR:
            return self.doubt is Doubt.ALL
        unit = "day" if reckon.to_the_day(edtf) else "quarter" if reckon.is_quarter(edtf) else "month"
        return reckon.crosses(self.published or "", "year" if len(edtf) == 4 else unit)

    def named(self, edtf: str | None) -> Reading:
        """A month, day or season by its name, of which only the year counts from publication."""
        return Reading(reckon.doubtful(edtf) if edtf and self.doubt is Doubt.ALL else edtf, "publication")

    def shifted(self, count: int, unit: str) -> Reading:
        """The time `count` units from publication."""
        return self.from_published(reckon.shift(self.published, count, unit)) if self.published else UNDATED

    def day_off(self, days: int) -> Reading:
        """The day `days` from publication."""
        return self.from_published(reckon.step_days(self.today, days)) if self.today else UNDATED

    def based(self, edtf: str | None, basis: Basis) -> Reading:
        """A value with what it counts from."""
        return self.from_published(edtf) if basis == "publication" else Reading(edtf, basis)
