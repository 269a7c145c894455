"""Rules for days with a number: 5 July 2025, July 5-7, 3.4.2024, 24 February last year."""

from __future__ import annotations

from datetime import date

from brief.text.dates import reckon
from brief.text.dates.cut import Cut
from brief.text.dates.scan import STORY, UNDATED, Reading, Scan
from brief.text.dates.tense import lean
from brief.text.dates.words import DAY_FIRST, DAYS, ISO, listed, value

FAR = 90
"""Days from publication beyond which the tense of the sentence decides between last year and this."""
YEAR, DAYS_OF_YEAR = 366, 365.2425
FROM_TEXT, ATTACKS = listed("from_text"), listed("attack")
REMEMBERED = {(9, 11): (2001, 0), (10, 7): (2023, FAR), (1, 6): (2021, FAR)}
"""The year of attacks that are called by their day alone, and for how long a later such day is rather meant."""


def listed_day(cut: Cut) -> Reading | None:
    """9/11: a day in figures that is always the same one."""
    known = str(value(cut.scan.word(cut.first)))
    return Reading(known, "inferred") if known else None


def numeric(cut: Cut) -> Reading | None:
    """2024-04-03, 3.4.2024; a slashed date that could be read both ways keeps only its year."""
    word = cut.scan.tokens.words[cut.first]
    if iso := ISO.fullmatch(word):
        return explicit(reckon.day(int(iso[3]), int(iso[2]), int(iso[1])))
    parts = DAY_FIRST.fullmatch(word)
    if parts is None:
        return None
    day, month, year = int(parts[1]), int(parts[3]), reckon.full_year(parts[4])
    if parts[2] != "/":
        return explicit(reckon.day(day, month, year))
    if day <= 12 and month <= 12 and day != month:
        return Reading(reckon.year(year), "inferred")
    return explicit(reckon.day(day, month, year) or reckon.day(month, day, year))


def calendar_day(cut: Cut) -> Reading | None:
    """5 July 2025, July 5-7, Monday, April 3: the year as named, by the weekday, as told before, or the nearest."""
    (first, last), month, scan = _days(cut), cut.value("m"), cut.scan
    if cut.has("y"):
        return explicit(_between(first, last, month, int(cut.word("y"))))
    if remembered := _remembered(cut, first, month):
        return Reading(remembered, "inferred")
    if not cut.has("w") and (told := told_year(cut, month)):
        return Reading(_between(first, last, month, told), "anaphora")
    near = _nearest(cut, first, month)
    return scan.named(_between(first, last, month, near.year)) if near else UNDATED


def _remembered(cut: Cut, day: int, month: int) -> str | None:
    """The Sept. 11 attacks: a day known by its number alone, unless there was such a day of late."""
    year, late = REMEMBERED.get((month, day), (0, 0))
    known, scan = reckon.as_date(reckon.day(day, month, year)), cut.scan
    if known is None or not any(scan.word(index) in ATTACKS for index in range(cut.end, cut.end + 4)):
        return None
    gone = (middle - known).days if (middle := middle_of(scan)) else late
    return None if gone < 0 or gone % DAYS_OF_YEAR < late else known.isoformat()


def day_of_year(cut: Cut) -> Reading | None:
    """24 February last year, May 5 of that year."""
    year = named_year(cut)
    return in_year(cut, _between(*_days(cut), cut.value("m"), year)) if year else None


def _days(cut: Cut) -> tuple[int, int]:
    if pair := DAYS.fullmatch(cut.word("d")):
        return int(pair[1]), int(pair[2])
    return cut.ordinal("d"), cut.ordinal("e" if cut.has("e") else "d")


def _between(first: int, last: int, month: int, year: int) -> str | None:
    start, end = reckon.day(first, month, year), reckon.day(last, month, year)
    if start is None or end is None or first > last:
        return None
    return start if first == last else f"{start}/{end}"


def _nearest(cut: Cut, day: int, month: int) -> date | None:
    """The day of that number and month nearest to publication; a weekday that is named decides the year."""
    middle = middle_of(cut.scan)
    if middle is None:
        return None
    reach = 3 if cut.has("w") else 1
    dates = [reckon.as_date(reckon.day(day, month, middle.year + step)) for step in range(-reach, reach + 1)]
    known = sorted((one for one in dates if one), key=lambda one: abs((one - middle).days))
    if cut.has("w"):
        fit = [one for one in known if one.weekday() == cut.value("w")]
        return next((one for one in fit if (one - middle).days < YEAR), next(iter(fit or known), None))
    return leaning(cut, middle, known)


def middle_of(scan: Scan) -> date | None:
    """The day of publication, or the middle of its month."""
    published = scan.published or ""
    return reckon.as_date(f"{published}-15" if len(published) == 7 else published)


def leaning(cut: Cut, middle: date, known: list[date]) -> date | None:
    """The nearest of some days; one far from publication is past or to come as the tense says."""
    if not known:
        return None
    if cut.has("l"):
        way = cut.value("l") or (known[0] - middle).days
    else:
        far = abs((known[0] - middle).days) >= FAR and cut.before not in {"by", "until", "till", "before"}
        way = lean(cut.scan, cut.first) if far else 0
    return next((one for one in known if (one - middle).days * way > 0), known[0])


def told_year(cut: Cut, month: int) -> int | None:
    """The past year that the passage tells of: after `in May 2014`, a bare June is that year's.

    After a bare year it is not: in news the month is then the recent one (10 of 10 in TimeBank and AQUAINT).
    """
    scan = cut.scan
    if scan.story is None or cut.first - scan.story_at > STORY or scan.parted(scan.story_at, cut.first):
        return None
    later = int(scan.story[5:7]) < month + (len(scan.story) == 10)
    return int(scan.story[:4]) if later and lean(scan, cut.at("m")) < 0 else None


def named_year(cut: Cut) -> int | None:
    """The year that `last year`, `that year`, `the following year` means here."""
    start = cut.scan.last if _from_text(cut) else cut.scan.published
    if cut.unit != "year" or start is None:
        return None
    return int(start[:4]) + cut.value("t")


def in_year(cut: Cut, edtf: str | None) -> Reading:
    """A value in a named year, with what that counts from."""
    return Reading(edtf, "anaphora") if _from_text(cut) else cut.scan.named(edtf)


def _from_text(cut: Cut) -> bool:
    return cut.tag("t") == "h" or cut.word("t") in FROM_TEXT


def explicit(edtf: str | None) -> Reading | None:
    """A value read as it stands; None where the calendar has no such day."""
    return Reading(edtf, "explicit") if edtf else None
