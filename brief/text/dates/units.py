"""Rules for units pointed at: this year, earlier this month, the following week, that same day, the end of the year."""

from __future__ import annotations

import re

from brief.text.dates import reckon
from brief.text.dates.cut import Cut
from brief.text.dates.quarters import the_quarter, year_before
from brief.text.dates.scan import UNDATED, Reading
from brief.text.dates.tense import lean, may_be_told
from brief.text.dates.words import listed

FROM_TEXT = listed("from_text")
WEEK = 7
MONEY = frozenset("$£€¥")
CLOSING = re.compile(r"M\.?[df]?,?Y")  # June 30, 1990, as classes of words
ENDING = frozenset({"ended", "ending"})


def unit_step(cut: Cut) -> Reading | None:
    """This year, earlier this month, next week, the past year; the following year counts from the text."""
    scan, word = cut.scan, cut.word("t")
    if scan.capital(cut.at("u")) and scan.capital(cut.at("t")):
        return None
    if quarter := _of_report(cut):
        return quarter
    if cut.unit in {"half", "period"}:
        return None
    if word in FROM_TEXT or (cut.unit == "day" and word == "next"):
        edtf = _stepped(scan.last, cut)
        return Reading(edtf, "anaphora") if may_be_told(scan, cut.first, edtf) else None
    if cut.unit == "day" or _is_length(cut):
        return None
    return _from_published(cut)


def _from_published(cut: Cut) -> Reading:
    scan = cut.scan
    if cut.unit == "weekend" and _is_just_over(cut):
        return scan.shifted(-1, "weekend")
    if scan.published is None:
        return UNDATED
    stepped = _stepped(scan.published, cut)
    if cut.word("t") == "past" and cut.unit in {"month", "year"}:  # the twelve months to publication lie in two years
        stepped = reckon.stretch(stepped, reckon.shift(scan.published, 0, cut.unit))
    return scan.from_published(stepped)


def _is_just_over(cut: Cut) -> bool:
    """Whether `this weekend`, said on a Monday or Tuesday, is the one that was."""
    today = cut.scan.today
    return cut.word("t") == "this" and today is not None and today.weekday() < 2 and lean(cut.scan, cut.first) < 0


def _is_compared(cut: Cut) -> bool:
    """Whether a figure of last year is set beside one of now: `compared with a loss of $3 million last year`."""
    priced = cut.scan.tag(cut.end) == "'" and cut.scan.word(cut.end + 1) in MONEY
    return priced or any(cut.scan.word(index) in {"compared", "compares"} for index in range(cut.first - 12, cut.first))


def _of_report(cut: Cut) -> Reading | None:
    """The latest quarter, the latest year; `last year` where it stands for the quarter of last year."""
    if cut.word("t") == "latest":
        return cut.scan.shifted(-1, "year") if cut.unit == "year" else the_quarter(cut)
    compared = cut.unit == "year" and cut.word("t") == "last" and _is_compared(cut)
    return year_before(cut.scan, cut.first) if compared else None


def _is_length(cut: Cut) -> bool:
    """Whether `the last decade`, `the past century` is how long something went on."""
    if cut.unit not in {"decade", "century"} or not cut.value("t"):
        return False
    return cut.word("t") in {"past", "next", "coming"} or cut.tags[0] == "T"


def _stepped(start: str | None, cut: Cut) -> str | None:
    if start is None:
        return None
    moved = reckon.shift(start, cut.value("t"), cut.unit)
    return reckon.coarse(moved, cut.unit) if moved and cut.unit in reckon.YEARS else moved


def that_unit(cut: Cut) -> Reading | None:
    """That year, that same month, the same day: the unit that the last date lies in."""
    scan, unit = cut.scan, cut.unit
    if scan.last is None or unit in {"half", "period"}:
        return None
    if unit == "quarter" and scan.quarter:
        return Reading(scan.quarter, "anaphora")
    edtf = reckon.coarse(scan.last, unit)
    return Reading(edtf, "anaphora") if edtf else None


def the_unit(cut: Cut) -> Reading | None:
    """The end of the year, later in the month, year-end: the unit that publication lies in."""
    if cut.tags == "Tu" and cut.unit == "week":
        return _week_told(cut)
    part = bool(set(cut.tags) & set("cbrC")) or _is_business_year(cut)
    if not part or cut.unit not in {"week", "month", "year", "decade"}:
        return None
    if cut.tags[-1] == "C" and cut.scan.word(cut.end - 1) != "end":
        return None
    if "x" in cut.tags and cut.scan.word(cut.end - 2) != "full":
        return None
    if cut.unit == "year" and cut.after in ENDING and cut.scan.tag(cut.end + 1) == "M":
        return _closed_by(cut)
    published = cut.scan.published
    return cut.scan.from_published(reckon.coarse(published, cut.unit)) if published else UNDATED


def _week_told(cut: Cut) -> Reading | None:
    """For the week, the week’s losses: the week of the last day named, where that is near, or of publication."""
    scan, told = cut.scan, reckon.as_date(cut.scan.last)
    if cut.after not in {"’s", "'s"} and (cut.before != "for" or scan.tag(cut.end) not in ",."):
        return None
    if told and scan.today and abs((told - scan.today).days) <= WEEK:
        return scan.from_published(reckon.week(told))
    return scan.shifted(0, "week")


def _closed_by(cut: Cut) -> Reading | None:
    """The year that a business year closes in: `ended Dec. 31` said in February is last year."""
    if named := CLOSING.match(cut.scan.tokens.tags, cut.end + 1):
        return Reading(cut.scan.word(named.end() - 1), "explicit")
    months = reckon.months_of(cut.scan.published or "")
    if months is None:
        return UNDATED
    step = (months - cut.scan.count(cut.end + 1)) % 12
    closed = months + 12 - step if cut.after == "ending" and step else months - step
    return cut.scan.named((reckon.month(closed, 0) or "")[:4] or None)


def _is_business_year(cut: Cut) -> bool:
    """The full year, the fiscal year, for the year ended March 31; not the man of the year."""
    if cut.unit != "year":
        return False
    if cut.before == "of" and cut.scan.word(cut.first - 2) == "months":
        return True
    closed = cut.scan.tag(cut.end) in ",." or cut.after in ENDING
    return cut.scan.word(cut.end - 2) in {"full", "fiscal", "financial"} or (cut.before == "for" and closed)
