"""Rules for years and longer: 2024, the end of 1990, 2008/09, fiscal 1989, the 1990s, the 20th century."""

from __future__ import annotations

import re

from brief.text.dates import reckon
from brief.text.dates.cut import Cut
from brief.text.dates.days import explicit
from brief.text.dates.scan import Reading
from brief.text.dates.words import YEARS, listed

PLURAL = re.compile(r"[a-z]{2,30}s")  # troops
COUNTED, NUMBERED, MEASURES = listed("counted_thing"), listed("numbered"), listed("measure")
MONEY = frozenset("$£€#¥")
DATING = frozenset("iposBFwzc<>k")
"""Classes of words after which four figures are a year."""


def bare_year(cut: Cut) -> Reading | None:
    """2024, the end of 1990, the year 2000: four figures that are no count, price or model's name."""
    if cut.first == cut.at("y") and not _year_is_meant(cut):
        return None
    return Reading(cut.word("y"), "explicit")


def _year_is_meant(cut: Cut) -> bool:
    scan, before, following = cut.scan, cut.scan.tag(cut.first - 1), cut.scan.tag(cut.end)
    if cut.before in MONEY or cut.before in NUMBERED or cut.after in MEASURES:
        return False
    if following in "uU":
        return str(cut.after) in {"period", "quarter", "year"}
    if before in "-." and scan.tokens.starts[cut.first] == scan.tokens.end(cut.first - 1):
        return before == "-" and scan.tag(cut.first - 2) in "cYxf"
    if before == "x" and scan.capital(cut.first - 1) and scan.tag(cut.first - 2) not in ".,¶!'|" and following in ",.":
        return False
    dated = before in DATING and cut.before not in {"at", "over"}
    counted = following == "x" and (cut.after in COUNTED or bool(PLURAL.fullmatch(cut.after)))
    if not 1900 <= int(cut.word("y")) < 2100:
        return int(cut.word("y")) >= 1400 and dated and not counted
    maker = following == "V" and scan.capital(cut.end)
    return dated or not (maker or (counted and before not in "T'a("))


def spelled_year(cut: Cut) -> Reading | None:
    """Nineteen ninety-six, the year two thousand, as transcripts write them."""
    return explicit(cut.year)


def two_years(cut: Cut) -> Reading | None:
    """2008/09 and 2025-2030 are years; 2024-04 is a month."""
    parts = YEARS.fullmatch(cut.word("r"))
    if parts is None:
        return None
    first, tail = int(parts[1]), int(parts[2])
    last = tail if tail > 99 else first - first % 100 + tail
    if first < last <= first + 60:
        return Reading(f"{first}/{last}", "explicit")
    return explicit(reckon.month(tail, first)) if 1 <= tail <= 12 else None


def fiscal_year(cut: Cut) -> Reading | None:
    """Fiscal 1989, fiscal year 2025: about the calendar year, since where it begins is not said."""
    return Reading(f"{cut.word('y')}~", "explicit")


def decade(cut: Cut) -> Reading | None:
    """The 1990s, the ’80s, the nineties; without a century the last such decade before publication."""
    word = cut.word("x")
    if word[:4].isdigit():
        return Reading(f"{word[:3]}X", "explicit")
    digit = re.search(r"(?a)\d", word)
    tens = int(digit[0]) if digit else cut.value("x")
    if cut.scan.tag(cut.at("x") - 1) not in "Tcbr-":
        return None
    published = cut.scan.published or "2000"
    century = int(published[:2]) - (f"{published[:2]}{tens}0" > published)
    return Reading(f"{century:02}{tens}X", "explicit") if century >= 0 else None


def century(cut: Cut) -> Reading | None:
    """The 20th century."""
    number = cut.ordinal("f")
    return Reading(f"{number - 1:02}XX", "explicit") if cut.unit == "century" and 2 <= number <= 30 else None
