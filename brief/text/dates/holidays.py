"""Rules for holidays: by Christmas, last Thanksgiving, New Year’s Eve, Good Friday, Easter 2024."""

from __future__ import annotations

from brief.text.dates import reckon
from brief.text.dates.cut import Cut
from brief.text.dates.days import explicit, leaning, middle_of
from brief.text.dates.scan import UNDATED, Reading

TUESDAY, THURSDAY, FRIDAY = 1, 3, 4
DAYS = frozenset({"boxing", "election"})
"""What makes a holiday only with `Day`."""
BY, LATE = frozenset({"by", "until", "till", "before"}), 60
"""Words after which a holiday is to come, and for how many days it may yet be the last one."""
EASTER_DAYS = {6: 0, 0: 1}
"""Easter Sunday and Easter Monday."""


def holiday(cut: Cut) -> Reading | None:
    """By Christmas, last Thanksgiving, Christmas Eve 2024; not a Christmas tree."""
    if not _is_meant(cut):
        return None
    return _dated(cut, EASTER_DAYS[cut.value("w")] if cut.has("w") else -cut.has("v"))


def good_friday(cut: Cut) -> Reading | None:
    """Good Friday, two days before Easter."""
    return _dated(cut, -2) if cut.word("j") == "good" and cut.value("w") == FRIDAY else None


def _is_meant(cut: Cut) -> bool:
    scan, named = cut.scan, cut.word("j")
    if cut.before == "orthodox" or (cut.has("h") and cut.word("h") != "day"):
        return False
    if cut.has("w"):
        return named == "easter" and cut.value("w") in EASTER_DAYS
    if named == "new":
        return scan.word(cut.at("j") + 1) == "year" and (cut.has("v") or cut.has("h"))
    whole = cut.has("v") or cut.has("h") or cut.has("y") or cut.has("l")
    if named in DAYS or whole:
        return whole and (cut.has("h") or named not in DAYS)
    return scan.tag(cut.first - 1) in "poBzcqi<>" and not (scan.tag(cut.end) == "x" and scan.capital(cut.end))


def _dated(cut: Cut, step: int) -> Reading | None:
    """The holiday, or a day beside it, in the year that is named or nearest to publication."""
    if cut.has("y"):
        named = reckon.as_date(_day(cut, int(cut.word("y"))))
        return explicit(reckon.step_days(named, step)) if named else None
    middle = middle_of(cut.scan)
    if middle is None:
        return UNDATED
    dates = [reckon.as_date(_day(cut, middle.year + year)) for year in (-1, 0, 1)]
    known = sorted((one for one in dates if one), key=lambda one: abs((one - middle).days))
    if cut.before in BY:
        known = [one for one in known if (middle - one).days < LATE] or known
    day = leaning(cut, middle, known)
    return cut.scan.named(reckon.step_days(day, step)) if day else UNDATED


def _day(cut: Cut, year: int) -> str | None:
    """The day of a holiday in a year; Thanksgiving is the fourth Thursday of November.

    Election Day so written is the American one, the Tuesday from the second of November on, every other year.
    """
    if not cut.value("j"):
        return reckon.easter(year)
    month, day = divmod(cut.value("j"), 100)
    if cut.word("j") == "election":
        second = reckon.as_date(reckon.day(2, month, year)) if year % 2 == 0 else None
        return reckon.step_days(second, (TUESDAY - second.weekday()) % 7) if second else None
    first = reckon.as_date(reckon.day(1, month, year))
    if day or first is None:
        return reckon.day(day, month, year) if first else None
    return reckon.day(22 + (THURSDAY - first.weekday()) % 7, month, year)
