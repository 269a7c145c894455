"""Text and its publication date in; every date expression out, as an EDTF value no more precise than the words."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from brief.model.article import Basis
from brief.text.dates.cut import Cut
from brief.text.dates.edtf import DateWords, bounds, spoken, timed
from brief.text.dates.frames import Mention, framed
from brief.text.dates.grammar import COMPILED, STARTS
from brief.text.dates.hours import with_hours
from brief.text.dates.months import season, season_of_year
from brief.text.dates.published import publication
from brief.text.dates.scan import Reading, Scan
from brief.text.dates.words import listed, tokens

__all__ = ["DateMention", "DateWords", "bounds", "find_dates", "publication", "spoken", "timed"]


SEASONS = frozenset({season, season_of_year})
SHORT = listed("short")
"""Names whose full stop belongs to them."""


class DateMention(Struct, frozen=True, kw_only=True):
    """One date expression: where it stands and what it means."""

    start: int
    end: int
    edtf: str | None
    """None where the words cannot be tied to a calendar."""
    earliest: date | None
    latest: date | None
    basis: Basis
    time: str
    """The time of day that the words give: `22:00`, or MO, AF, EV, NI for a part of the day."""


def find_dates(text: str, published: str | None = None) -> tuple[DateMention, ...]:
    """Every date expression of a text in order; `published` is EDTF, and without it relative dates have no value."""
    point, doubt = publication(published)
    scan = Scan(tokens=tokens(text), published=point, doubt=doubt)
    dated, alone = with_hours(scan, _readings(scan))
    mentions = sorted([*framed(scan, dated), *alone])
    return tuple(_mention(scan, *mention) for mention in mentions)


def _readings(scan: Scan) -> list[Mention]:
    """Every date by the first rule that takes it, each remembered before the next is read."""
    found: list[Mention] = []
    tags, end = scan.tokens.tags, 0
    for start in STARTS.finditer(tags):
        if start.start() >= end and (mention := _read(scan, start.start())):
            found.append(mention)
            end = mention.end
            scan.remember(mention.reading, end)
    return found


def _read(scan: Scan, index: int) -> Mention | None:
    for pattern, rule in COMPILED:
        if (match := pattern.match(scan.tokens.tags, index)) and (reading := rule(Cut(scan, match))):
            # `in the summer` needs its `in` to be one, but does not print it.
            return Mention(index + (rule in SEASONS and match[0][0] == "i"), match.end(), reading)
    return None


def _mention(scan: Scan, first: int, end: int, reading: Reading, time: str) -> DateMention:
    earliest, latest = bounds(reading.edtf) if reading.edtf else (None, None)
    last = end - 1 - (scan.tag(end - 1) == "." and scan.word(end - 2) not in SHORT)
    return DateMention(
        start=scan.tokens.starts[first],
        end=scan.tokens.end(last),
        edtf=reading.edtf,
        earliest=earliest,
        latest=latest,
        basis=reading.basis,
        time=time,
    )
