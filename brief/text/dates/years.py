"""Rules for years and longer: 2024, the end of 1990, 2008/09, fiscal 1989, the 1990s, the 20th century."""

from __future__ import annotations

import re

from brief.text.dates import reckon
from brief.text.dates.cut import Cut
from brief.text.dates.days import explicit
from brief.text.dates.scan import Reading
from brief.text.dates.words import YEARS, listed

PLURAL = re.compile(r"[a-z]{2,30}s")  # troops
MODELS, CLOCK = frozenset({"model", "models"}), frozenset({"local", "hours"})
COUNTED, NUMBERED, MEASURES = listed("counted_thing"), listed("numbered"), listed("measure")
NOT_COUNTED = listed("not_counted")
OWNERS = listed("determiner") - {"the", "s"}
"""Before a decade they tell an age."""
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
    if following == "Z" or _is_number(cut, before) or _is_model(cut, before, following):
        return False
    if following in "uU":
        return str(cut.after) in {"period", "quarter", "year"}
    if before in "-." and scan.tokens.starts[cut.first] == scan.tokens.end(cut.first - 1):
        return before == "-" and scan.tag(cut.first - 2) in "cYxf"
    plural = cut.after not in NOT_COUNTED and PLURAL.fullmatch(cut.after)
    counted = cut.after in COUNTED or (following == "x" and bool(plural))
    dated = before in DATING and cut.before not in {"at", "over"} and not (cut.after in COUNTED and before in "zwF")
    if not 1900 <= int(cut.word("y")) < 2100:
        return int(cut.word("y")) >= 1400 and dated and not counted
    return dated or not (counted and before not in "T'a(")


def _is_number(cut: Cut, before: str) -> bool:
    """A price, page 1990, 2000 metres, at 1945 GMT, 1 in 2000."""
    if cut.before in MONEY or cut.before in NUMBERED or (before == "i" and cut.scan.word(cut.first - 2) == "1"):
        return True
    measured = cut.after in MEASURES
    return (measured and before not in "ispB") or (cut.before == "at" and (measured or cut.after in CLOCK))


def _is_model(cut: Cut, before: str, following: str) -> bool:
    """A 2024 Toyota, the 2019 model, a firm Orion 1980."""
    scan, dated = cut.scan, before in DATING and cut.before not in {"at", "over"}
    if cut.after in MODELS or (following == "-" and scan.word(cut.end + 1) in MODELS):
        return True
    if following == "V" and scan.capital(cut.end) and not dated:
        return True
    named = before == "x" and scan.capital(cut.first - 1) and scan.tag(cut.first - 2) not in ".,¶!'|"
    return named and following in ",."


def spelled_year(cut: Cut) -> Reading | None:
    """Nineteen ninety-six, the year two thousand, as transcripts write them."""
    return explicit(cut.year)


def two_years(cut: Cut) -> Reading | None:
    """2008/09 and 2025-2030 are years; 2024-04 is a month."""
    parts = YEARS.fullmatch(cut.word("r"))
    if parts is None:
        return None
    first, tail = int(parts[1]), int(parts[2])
    last = tail if tail > 99 else first - first % 10 ** len(parts[2]) + tail
    slashed, named = "/" in parts[0], cut.before in NUMBERED
    most = 1 if slashed else 120 if tail > 99 else 60
    if first < last <= first + most and not named:
        return Reading(f"{first}/{last}", "explicit")
    return explicit(reckon.month(tail, first)) if 1 <= tail <= 12 and not named else None


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
    if not _is_led_in(cut) or _is_age(cut):
        return None
    published = cut.scan.published or "2000"
    century = int(published[:2]) - (f"{published[:2]}{tens}0" > published)
    return Reading(f"{century:02}{tens}X", "explicit") if century >= 0 else None


def _is_led_in(cut: Cut) -> bool:
    """The ’80s, the early nineties, in ’70s and ’80s, the 1960s and 70s."""
    scan, at = cut.scan, cut.at("x")
    listed_with = scan.tag(at - 1) == "&" and scan.tag(at - 2) == "X"
    return scan.tag(at - 1) in "Tcbr-" or listed_with or (scan.tag(at - 1) == "i" and cut.word("x")[0] in "'’")


def _is_age(cut: Cut) -> bool:
    """Whether somebody is `in her early 20s`."""
    at = cut.at("x") - 1
    while cut.scan.tag(at) in "cbr-":
        at -= 1
    return cut.scan.word(at) in OWNERS


def century(cut: Cut) -> Reading | None:
    """The 20th century."""
    number = cut.ordinal("f")
    if cut.scan.capital(cut.at("u")) and cut.scan.capital(cut.end):
        return None
    return Reading(f"{number - 1:02}XX", "explicit") if cut.unit == "century" and 2 <= number <= 30 else None
