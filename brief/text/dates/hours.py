"""Dates in; out with the times of day beside them (10 p.m. Wednesday), and the times that stand alone."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence

from brief.text.dates import reckon
from brief.text.dates.clock import LEADING, Spot, clocks, in_part, part_named, parts
from brief.text.dates.frames import ABOUT, Mention
from brief.text.dates.scan import Reading, Scan
from brief.text.dates.tense import lean
from brief.text.dates.words import listed

GAP = 2
"""How many words may stand between a time and its day."""
NEAR = 40
"""How many words back the day of a time that stands alone may be named, and no more than a paragraph."""
LAST = 3
"""How many dates before such a time tell which days the passage is of."""
FEW = 10
"""How many days from publication the passage may be whose times alone are of the day of publication."""
SOON = 5
"""How many words on in its sentence the day of a time may be named: 3 p.m. the same day, 18 November."""
SIGHT = 12
"""How many words to each side may tell that something is repeated, half as many before it that it is denied."""
REPEATED, CLAUSE, SHORT = listed("repeated"), listed("clause"), listed("short")
LEADING_PART = LEADING | {"in", "during", "throughout"}
NOT = frozenset({"not", "never", "no", "nothing", "t"})
BEFORE_DAY = frozenset({(), ("on",), (",",)})
AFTER_DAY = frozenset({(), ("at",), ("around",), ("about",), ("at", "around"), ("at", "about"), (",", "at"), ("from",)})
STAMPED = frozenset({(), (",",), ("-",), ("–",), ("|",)})
"""Between a date and a time as a page prints them: `5 March 2026, 14:22`."""
ISO_HOUR = re.compile(r"(?a)t([01]\d|2[0-3])")  # the T08 of 2026-03-05T08:05Z
ISO_MINUTE = re.compile(r"(?a)([0-5]\d)(?::\d\d)?(z?)")  # the 05Z of it
COUNTED = re.compile(r"[dnKa]{1,2}[uU]")  # six a.m. TEN DAYS before


def with_hours(scan: Scan, mentions: Sequence[Mention]) -> tuple[list[Mention], list[Mention]]:
    """The dates with the times that stand beside them, and the times that stand alone."""
    taken = _tokens(mentions)
    spots = _apart([*clocks(scan, taken), *parts(scan)], taken)
    before, after = {spot.end: spot for spot in spots}, {spot.first: spot for spot in spots}
    dated = [_beside(scan, mention, before, after) for mention in mentions]
    taken, ends = _tokens(dated), [mention.end for mention in dated]
    alone = []
    for spot in spots:
        last = bisect_right(ends, spot.first)
        known = dated[max(last - LAST, 0) : last + 1]
        if spot.first not in taken and (one := _alone(scan, spot, known)):
            alone.append(one)
    return dated, alone


def _tokens(mentions: Iterable[Mention]) -> set[int]:
    return {at for mention in mentions for at in range(mention.first, mention.end)}


def _apart(spots: list[Spot], taken: set[int]) -> list[Spot]:
    """The times in order, none of which shares a word with a date or with one before it."""
    done: list[Spot] = []
    for spot in sorted(spots, key=lambda spot: (spot.first, -spot.end)):
        if (not done or spot.first >= done[-1].end) and taken.isdisjoint(range(spot.first, spot.end)):
            done.append(spot)
    return done


def _beside(scan: Scan, mention: Mention, before: dict[int, Spot], after: dict[int, Spot]) -> Mention:
    """A date with the part of the day in its own words, and the time before or after it, each used once."""
    if mention.reading.edtf and not _day(mention.reading):
        return mention
    first, end = mention.first, mention.end
    if stamped := _iso(scan, mention):
        return stamped
    known = mention._replace(time=next((part for at in range(first, end) if (part := part_named(scan, at))), ""))
    for gap in range(GAP + 1):
        if (spot := before.get(first - gap)) and (whole := _time_first(scan, known, spot)):
            return whole
    for gap in range(GAP + 1):
        if (spot := after.get(end + gap)) and (whole := _day_first(scan, known, spot)):
            del before[spot.end]
            return whole
    return known


def _time_first(scan: Scan, mention: Mention, spot: Spot) -> Mention | None:
    """10 p.m. Wednesday, 9 a.m. ET on Tuesday, the early hours of Friday, overnight into Saturday."""
    words, led = _words(scan, spot.end, mention.first), scan.word(spot.first - 1)
    if words and scan.capital(spot.end):  # `at 4 p.m. On Friday` is of two sentences
        return None
    if words == ("into",) and spot.time == "NI" and (day := _day(mention.reading)):
        return Mention(spot.first, mention.end, Reading(reckon.shift(day, -1, "day"), mention.reading.basis), "NI")
    if not spot.exact and (words == (",",) or (words and scan.tag(spot.first) == "P")):  # `a great night on Saturday`
        return None
    if words not in BEFORE_DAY and (spot.exact or words != ("of",)):
        return None
    if not _is_time(spot, mention, led in LEADING or (words in STAMPED and mention.reading.basis == "explicit")):
        return None
    time = "00:00" if spot.time == "24:00" and led in {"after", "past"} else spot.time
    time = in_part(time, mention.time) if spot.halved else time
    return mention._replace(first=_roughly(scan, spot), time=time)


def _day_first(scan: Scan, mention: Mention, spot: Spot) -> Mention | None:
    """Wednesday at 10 p.m., 5 March 2026, 14:22, March 3 in the evening, Monday lunchtime."""
    words, with_article = _words(scan, mention.end, spot.first), scan.tag(spot.first) == "T"
    stamped = words in STAMPED and mention.reading.basis == "explicit" and spot.exact
    if with_article != (words == ("in",)) or not (words in AFTER_DAY or stamped or with_article):
        return None
    over = scan.tag(mention.end - 1) == "." and scan.word(mention.end - 2) not in SHORT
    if over or not _is_time(spot, mention, stamped or not LEADING.isdisjoint(words)):
        return None
    return mention._replace(end=spot.end, time=in_part(spot.time, mention.time) if spot.halved else spot.time)


def _is_time(spot: Spot, mention: Mention, led: bool) -> bool:
    """Whether a time beside a day is one of it: no score or verse, nor `9 o’clock` in either half of the day."""
    if not spot.exact:
        return not mention.time
    return spot.sure or spot.named or mention.time.isalpha() or (led and not spot.either)


def _words(scan: Scan, first: int, end: int) -> tuple[str, ...]:
    return tuple(scan.word(at) for at in range(first, end))


def _roughly(scan: Scan, spot: Spot) -> int:
    """Where a time begins, with the `about` before it."""
    return spot.first - (spot.exact and scan.word(spot.first - 1) in ABOUT)


def _iso(scan: Scan, mention: Mention) -> Mention | None:
    """A date with its time and zone as in 2026-03-05T08:05:00+01:00."""
    end = mention.end
    hour, minute = ISO_HOUR.fullmatch(scan.word(end)), ISO_MINUTE.fullmatch(scan.word(end + 2))
    if hour is None or minute is None or scan.word(end + 1) != ":":
        return None
    zone = 0 if minute[2] else 1 if scan.word(end + 3) == "z" else 2 if scan.word(end + 3) == "+" else 0
    return mention._replace(end=end + 3 + zone, time=f"{hour[1]}:{minute[1]}")


def _day(reading: Reading) -> str | None:
    """The one day that a date is."""
    known = (reading.edtf or "").rstrip("~")
    return known if len(known) == len("2026-03-05") else None


def _alone(scan: Scan, spot: Spot, dated: Sequence[Mention]) -> Mention | None:
    """A time with no day beside it: of the last day named, else of the day of publication if the words tell of it."""
    if COUNTED.match(scan.tokens.tags, spot.end) or not _may_stand_alone(scan, spot):
        return None
    if any(scan.word(at) in REPEATED for at in range(spot.first - SIGHT, spot.end + SIGHT)):
        return None
    reading = _day_told(scan, spot, dated)
    return Mention(_roughly(scan, spot), spot.end, reading, spot.time) if reading else None


def _may_stand_alone(scan: Scan, spot: Spot) -> bool:
    """Whether it is a time without a day: `at noon`, not `the noon gun`, `at night`, `an overnight success`."""
    led, before, after = scan.word(spot.first - 1), scan.tag(spot.first - 1), scan.tag(spot.end)
    if spot.sure:
        return before not in "Ta" and not (before == "¶" and after in "¶:")  # the line over an entry of a live page
    if after in "o-" or (after == "x" and scan.word(spot.end) not in CLAUSE) or (led == "at" and spot.time == "NI"):
        return False
    if _is_overnight(scan, spot):
        denied = any(scan.word(at) in NOT for at in range(spot.first - SIGHT // 2, spot.first))
        return not denied and before not in "Ta'-" and lean(scan, spot.first) != 0
    if spot.exact:
        return spot.named and led in LEADING and scan.tag(spot.first) == "P"
    return led in LEADING_PART and lean(scan, spot.first) != 0


def _is_overnight(scan: Scan, spot: Spot) -> bool:
    return scan.word(spot.end - 1) == "overnight"


def _day_told(scan: Scan, spot: Spot, dated: Sequence[Mention]) -> Reading | None:
    """The day that a time alone is of; `overnight` is of the night before it."""
    overnight = _is_overnight(scan, spot)
    soon = any(_is_named_soon(scan, spot, one) for one in dated)
    dated = [one for one in dated if one.end <= spot.first]
    for mention in reversed(dated):
        breaks = scan.tokens.tags.count("¶", mention.end, spot.first)
        near = spot.first - mention.end < NEAR and breaks < 2 - overnight
        if near and (day := _day(mention.reading)) and mention.reading.basis != "inferred":
            known = reckon.shift(day, -1, "day") if overnight else mention.reading.edtf
            return Reading(known, "anaphora") if known else None
    leaning = lean(scan, spot.first)
    if soon or scan.today is None or not leaning or scan.tag(spot.first - 1) == "¶":
        return None
    now = all(_is_of_now(scan, mention) for mention in dated)
    return scan.day_off(-1 if overnight and leaning < 0 else 0) if now else None


def _is_named_soon(scan: Scan, spot: Spot, mention: Mention) -> bool:
    """Whether a day stands a few words on in the sentence of a time, which `p.m.` may end before a capital."""
    if not spot.end <= mention.first < spot.end + SOON or scan.capital(spot.end) or not _day(mention.reading):
        return False
    return not any(scan.tag(at) in ".¶" for at in range(spot.end, mention.first))


def _is_of_now(scan: Scan, mention: Mention) -> bool:
    """Whether a date is none that is known, or near the day of publication."""
    known = reckon.point(mention.reading.edtf)
    if known is None or (scan.published or "").startswith(known):
        return True
    day = reckon.as_date(known)
    return bool(day and scan.today and abs((day - scan.today).days) <= FEW)
