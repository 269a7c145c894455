"""Rules for quarters and halves: the third quarter, Q3 2024, H1 2025, the year-ago quarter, the quarter."""

from __future__ import annotations

import re

from brief.text.dates import reckon
from brief.text.dates.cut import Cut
from brief.text.dates.days import explicit
from brief.text.dates.scan import NEAR, UNDATED, Reading, Scan
from brief.text.dates.tense import lean
from brief.text.dates.words import CODE, listed

RESULTS = listed("result")
COMPARING = 200
"""How many words back a quarter may have been named for `a year ago` to mean the quarter a year before."""
BASE = {"quarter": 32, "half": 39}
"""EDTF counts quarters from 33 and halves from 40."""


def quarter(cut: Cut) -> Reading | None:
    """The third quarter, first quarter of 2024, this year’s third quarter, first half of 2025."""
    number, unit = cut.ordinal("f"), cut.unit
    if not 1 <= number <= {"quarter": 4, "half": 2}.get(unit, 0):
        return None
    if cut.has("y"):
        return Reading(f"{cut.word('y')}-{number + BASE[unit]}", "explicit")
    if cut.has("t") or cut.tags.endswith("oTu"):
        return _of_near_year(cut, number + BASE[unit])
    if unit == "half":
        return None
    return _reported(cut, number) if cut.scan.published else UNDATED


def _of_near_year(cut: Cut, part: int) -> Reading | None:
    """A quarter or half of this, last, next or the year; not of this century."""
    published = cut.scan.published
    if all(cut.scan.word(index) != "year" for index in range(cut.first, cut.end)):
        return None
    if published is None:
        return UNDATED
    year = reckon.year(int(published[:4]) + (cut.value("t") if cut.has("t") else 0))
    return cut.scan.from_published(f"{year}-{part}" if year else None)


def _reported(cut: Cut, number: int) -> Reading:
    """The nearest quarter; one reported in its course, as in a business year that began early, counts as completed."""
    nearest = _nearest(cut, number)
    if nearest and not cut.scan.quarter and lean(cut.scan, cut.first) < 0:
        cut.scan.quarter = nearest
    return cut.scan.from_published(nearest)


def last_part(cut: Cut) -> Reading | None:
    """The last half of 2025, the latter half of last year, the final quarter of 2024."""
    part = {"half": 41, "quarter": 36}.get(cut.unit)
    if part is None or cut.word("l") not in {"last", "latter", "final"}:
        return None
    return explicit(f"{cut.word('y')}-{part}") if cut.has("y") else _of_near_year(cut, part)


def code(cut: Cut) -> Reading | None:
    """Q3 2024, 2Q24, H1 2025, FY2025; a quarter without a year is the nearest."""
    found = CODE.fullmatch(cut.scan.tokens.words[cut.at("q")])
    if found is None or ("|" in cut.tags and cut.scan.word(cut.end - 2) != "/"):
        return None
    digits = found[6] or (cut.word("y") if cut.has("y") else "")
    return _coded(cut, found, reckon.full_year(digits) if digits else None)


def code_of_short_year(cut: Cut) -> Reading | None:
    """Q4 ’24."""
    found = CODE.fullmatch(cut.scan.tokens.words[cut.at("q")])
    return _coded(cut, found, cut.short_year) if found and cut.short_year else None


def _coded(cut: Cut, found: re.Match[str], year: int | None) -> Reading | None:
    if found[1]:
        return Reading(f"{year}~", "explicit") if year else None
    number, letter = int(found[3] or found[4]), found[2] or found[5]
    if letter == "H" and (number > 2 or not year):
        return None
    if year:
        return Reading(f"{year}-{number + BASE['half' if letter == 'H' else 'quarter']}", "explicit")
    return cut.scan.from_published(_nearest(cut, number)) if cut.scan.published else UNDATED


def code_of_business_year(cut: Cut) -> Reading | None:
    """Q3 FY2025, Q1 of fiscal 2026: about that year, since where it begins is not said."""
    named = CODE.fullmatch(cut.scan.tokens.words[cut.at("f")]) if cut.has("f") else None
    year = cut.word("y") if cut.has("y") else named[6] if named and named[1] else None
    return Reading(f"{reckon.full_year(year)}~", "explicit") if year else None


def _nearest(cut: Cut, number: int) -> str | None:
    """The quarter of that number in the year of publication, or of the year before where it is not yet begun."""
    months = reckon.months_of(cut.scan.published or "")
    if months is None:
        return None
    year, now = (months - 1) // 12, (months - 1) % 12 // 3 + 1
    if set(cut.tags) & set("gb"):
        return reckon.quarter(number, year - 1 if number < now else year - 2)
    gone = number - now >= 2 and (cut.after in RESULTS or lean(cut.scan, cut.first) <= 0)
    return reckon.quarter(number, year - gone)


def the_quarter(cut: Cut) -> Reading | None:
    """The quarter, the latest period: the last completed one that was named; the quarter ended Sept. 30."""
    scan = cut.scan
    if cut.unit not in {"quarter", "period"} or cut.after == "-":
        return None
    if cut.after in {"ended", "ending"} and scan.tag(cut.end + 1) == "M":
        return _closed_by(scan, cut.end + 1)
    if scan.quarter:
        return Reading(scan.quarter, "anaphora")
    return scan.shifted(-1, "quarter") if cut.unit == "quarter" and scan.published else None


def _closed_by(scan: Scan, at: int) -> Reading:
    """The quarter that holds the middle of the three months to a named one: business years close in any month."""
    months = reckon.months_of(scan.published or "")
    if months is None:
        return UNDATED
    month = reckon.month(months - (months - scan.count(at)) % 12 - 1, 0)
    return scan.from_published(reckon.shift(month, 0, "quarter") if month else None)


def period_of_year(cut: Cut) -> Reading | None:
    """The 1988 quarter: of that year, the quarter that is being compared."""
    named = cut.unit in {"quarter", "period"} and cut.scan.quarter
    if not named:
        return None
    whole = cut.unit == "period" and _longer_is_compared(cut.scan, cut.first)
    return None if whole else Reading(f"{cut.word('y')}{named[4:]}", "anaphora")


def year_before(scan: Scan, at: int) -> Reading | None:
    """The quarter a year before the one that the text compares here; None where it compares none."""
    if scan.quarter is None or at - scan.quarter_at >= COMPARING or _longer_is_compared(scan, at):
        return None
    return Reading(reckon.shift(scan.quarter, -4, "quarter"), "anaphora")


def same_last_year(cut: Cut) -> Reading | None:
    """The same period last year, the quarter a year ago: what was named last, a year before."""
    scan, named = cut.scan, cut.word("p")
    if cut.unit != "year" or named not in {"quarter", "period", "half", "month"}:
        return None
    if named in {"quarter", "period"} and (before := year_before(scan, cut.first)):
        return before
    last = scan.last if cut.first - scan.last_at < NEAR else None
    if last is None or len(last) < 7 or (named == "month") != (int(last[5:7]) <= 12):
        return None
    year = reckon.year(int(last[:4]) - 1)
    return Reading(f"{year}{last[4:7]}", "anaphora") if year else None


def same_of_year(cut: Cut) -> Reading | None:
    """The same quarter of 2024: what was named last, in that year."""
    last, named = cut.scan.last if cut.first - cut.scan.last_at < NEAR else None, cut.word("p")
    if last is None or len(last) < 7 or named not in {"quarter", "period", "half", "month"}:
        return None
    months = int(last[5:7]) <= 12
    fits = months if named == "month" else not months or named == "period"
    return Reading(f"{cut.word('y')}{last[4:7]}", "anaphora") if fits else None


def _longer_is_compared(scan: Scan, at: int) -> bool:
    """Whether the words before a place speak of nine months or a year rather than of a quarter."""
    for index in range(at - 1, max(at - NEAR, 0), -1):
        if scan.word(index) in {"quarter", "quarterly"}:
            return False
        if scan.word(index) in {"months", "annual", "fiscal", "half"}:
            return True
    return False


def year_earlier(cut: Cut) -> Reading | None:
    """Year-earlier, year-ago: the quarter a year before where quarters are compared, else the year before."""
    if cut.unit != "year" or cut.scan.tag(cut.end) in "nd":
        return None
    return year_before(cut.scan, cut.first) or cut.scan.shifted(-1, "year")
