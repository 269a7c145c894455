"""Rules for dates that name their year, month, weekday or decade."""

from __future__ import annotations

import re
from datetime import date

from brief.text.dates import reckon
from brief.text.dates.scan import Reading, Scan
from brief.text.dates.words import DAY_FIRST, DAYS, ISO, YEARS

Found = re.Match[str]
BEFORE_MONTH = frozenset("ipBoszFwc&lteTbrhqm<>k")
"""Classes of words after which `May` is the month."""
DETERMINERS = frozenset("his her its their our my your the a an each every s ’s 's".split())
PAPERS = frozenset("times telegraph mail mirror express post herald tribune mass school".split())
NAMED_DAYS = frozenset("black good bloody super palm ash casual easter every each alternate".split())
SOON = 9
"""A bare month that is as many months gone is rather the coming one: of the past one people say `last` or its year."""
GONE = 5
"""A bare month that is fewer months gone is the past one, whatever the verbs."""
FAR = 90
"""Days from publication beyond which the tense of the sentence decides between last year and this."""
PLURAL_AFTER = re.compile(r"[a-z]{3,30}s")  # troops
MONEY = frozenset("$£€#¥")


def numeric(scan: Scan, found: Found) -> Reading | None:
    """2024-04-03, 3.4.2024; a slashed date that could be read both ways keeps only its year."""
    word = scan.tokens.words[found.start()]
    if iso := ISO.fullmatch(word):
        return _explicit(reckon.day(int(iso[3]), int(iso[2]), int(iso[1])))
    parts = DAY_FIRST.fullmatch(word)
    if parts is None:
        return None
    day, month, year = int(parts[1]), int(parts[3]), int(parts[4])
    if parts[2] == "/" and day <= 12 and month <= 12 and day != month:
        return Reading(reckon.year(year), "inferred")
    return _explicit(reckon.day(day, month, year) or (reckon.day(month, day, year) if parts[2] == "/" else None))


def years(scan: Scan, found: Found) -> Reading | None:
    """2008/09 and 2025-2030 are years; 2024-04 is a month."""
    parts = YEARS.fullmatch(scan.tokens.words[found.start()])
    if parts is None:
        return None
    first, tail = int(parts[1]), parts[2]
    last = int(tail) if len(tail) == 4 else first - first % 100 + int(tail)
    if first < last <= first + 60:
        return Reading(f"{first}/{last}", "explicit")
    return _explicit(reckon.month(int(tail), first)) if len(tail) == 2 and 1 <= int(tail) <= 12 else None


def calendar_day(scan: Scan, found: Found) -> Reading | None:
    """5 July 2025, July 5-7, Monday, April 3: a day or a few; the year as named, by the weekday, or the nearest."""
    first, last = _days(scan, found)
    month, year = scan.count(found.start("m")), found.start("y")
    weekday = scan.count(found.start("w")) if found.start("w") >= 0 else None
    if year >= 0:
        return _explicit(_between(first, last, month, int(scan.word(year))))
    near = nearest_day(scan, found.start("d"), first, month, weekday)
    if near is None:
        return Reading(None, "publication")
    return scan.from_published(_between(first, last, month, near.year))


def _days(scan: Scan, found: Found) -> tuple[int, int]:
    word = scan.tokens.words[found.start("d")]
    if pair := DAYS.fullmatch(word):
        return int(pair[1]), int(pair[2])
    first = _ordinal(scan, found.start("d"))
    last = _ordinal(scan, found.start("e")) if found.start("e") >= 0 else first
    return first, last


def _ordinal(scan: Scan, index: int) -> int:
    digits = re.match(r"\d{1,2}", scan.word(index))
    return int(digits[0]) if digits else scan.count(index)


def _between(first: int, last: int, month: int, year: int) -> str | None:
    start, end = reckon.day(first, month, year), reckon.day(last, month, year)
    if start is None or end is None or first > last:
        return None
    return start if first == last else f"{start}/{end}"


def nearest_day(scan: Scan, at: int, day: int, month: int, weekday: int | None) -> date | None:
    """The day of that number and month nearest to publication; a weekday that is named decides the year."""
    middle = reckon.as_date(scan.published) or reckon.as_date(f"{scan.published}-15" if len(scan.published or "") == 7 else None)
    if middle is None:
        return None
    reach = 1 if weekday is None else 3
    dates = [reckon.as_date(reckon.day(day, month, middle.year + step)) for step in range(-reach, reach + 1)]
    fit = [one for one in dates if one and weekday in {None, one.weekday()}] or [one for one in dates if one]
    near = min(fit, key=lambda one: abs((one - middle).days), default=None)
    if near is None or weekday is not None or abs((near - middle).days) < FAR or not (lean := scan.lean(at)):
        return near
    return min((one for one in fit if (one - middle).days * lean > 0), key=lambda one: abs((one - middle).days), default=near)


def month_year(scan: Scan, found: Found) -> Reading | None:
    """March 2023, early March of 2023."""
    return _explicit(reckon.month(scan.count(found.start("m")), int(scan.word(found.start("y")))))


def month_of_year(scan: Scan, found: Found) -> Reading | None:
    """June last year, March of next year."""
    if scan.unit(found.start("u")) != "year" or not scan.published:
        return None
    return scan.from_published(reckon.month(scan.count(found.start("m")), int(scan.published[:4]) + scan.count(found.start("t"))))


def bare_month(scan: Scan, found: Found) -> Reading | None:
    """April, last April, in May: the nearest past one, or the next where the sentence looks ahead."""
    at = found.start("m")
    if not month_is_meant(scan, at, found.start()):
        return None
    months = reckon.months_of(scan.published or "")
    if months is None:
        return Reading(None, "publication")
    back = (months - scan.count(at)) % 12
    step = scan.tag(found.start("t")) if found.start("t") >= 0 else ""
    if step == "l":
        return scan.from_published(reckon.month(months - (back or 12), 0))
    if step == "e":
        return scan.from_published(reckon.month(months + 12 - back, 0))
    if step == "t":
        return scan.from_published(reckon.month(scan.count(at), (months - 1) // 12))
    lean = 1 if scan.word(found.start() - 1) in {"until", "till", "by", "through"} else scan.lean(at)
    ahead = (lean > 0 and back >= GONE) or (lean == 0 and back >= SOON)
    return scan.from_published(reckon.month(months + (12 - back if ahead else -back), 0))


def month_is_meant(scan: Scan, at: int, start: int) -> bool:
    """Whether a month's name is the month: `in May`, `his April testimony`, not `May I` or `April Smith`."""
    word, before = scan.word(at), scan.word(start - 1)
    if start < at or scan.tag(start - 1) in BEFORE_MONTH or before in DETERMINERS:
        return not (before == "the" and scan.word(at) == "march" and scan.word(at + 1) == "of")
    if word in {"may", "march", "mar", "jan", "sun"}:
        return False
    if len(word) < 5 and word not in {"june", "july"} and scan.tag(at + 1) != ".":
        return False
    named = scan.capital(at + 1) and scan.tag(at + 1) in "x"
    return not (named or (word in {"april", "june", "august"} and scan.capital(start - 1) and scan.tag(start - 1) == "x"))


def season(scan: Scan, found: Found) -> Reading | None:
    """Summer 2024, the winter of 1994, last spring, this autumn, in the summer."""
    code = scan.count(found.start("s"))
    if found.start("y") >= 0:
        return Reading(f"{scan.word(found.start('y'))}-{code}", "explicit")
    if not scan.published:
        return Reading(None, "publication")
    year = int(scan.published[:4])
    if found.start("u") >= 0:
        return scan.from_published(f"{year + scan.count(found.start('v'))}-{code}") if scan.unit(found.start("u")) == "year" else None
    if scan.tag(found.end()) == "o":
        return None
    months = reckon.months_of(scan.published)
    if months is None:
        return Reading(None, "publication")
    begins = {21: 3, 22: 6, 23: 9, 24: 12}[code]
    now = (months - 1) % 12 + 1
    tags = found["t"]
    if "t" in tags:
        return scan.from_published(f"{year}-{code}")
    if "l" in tags:
        return scan.from_published(f"{year if begins + 2 < now else year - 1}-{code}")
    if "e" in tags:
        return scan.from_published(f"{year if begins > now else year + 1}-{code}")
    if code == 21 or code == 23:
        if scan.word(found.start("s")) in {"fall", "spring"} and scan.tag(found.start()) not in "icbr":
            return None
    lean = scan.lean(found.start("s"))
    return scan.from_published(f"{year + (1 if lean > 0 and begins + 2 < now else -1 if lean <= 0 and begins > now else 0)}-{code}")


def weekday(scan: Scan, found: Found) -> Reading | None:
    """Friday, last Monday, Tuesday morning, Monday week: the most recent one, today counting, unless the words look ahead."""
    at = found.start("w")
    if not weekday_is_meant(scan, at, found):
        return None
    if scan.today is None:
        return Reading(None, "publication")
    back = (scan.today.weekday() - scan.count(at)) % 7
    step = scan.tag(found.start("t")) if found.start("t") >= 0 else ""
    if found.start("u") >= 0:
        if scan.unit(found.start("u")) != "week":
            return None
        if found.start("v") >= 0:
            monday = scan.today.weekday()
            return scan.from_published(reckon.step_days(scan.today, 7 * scan.count(found.start("v")) - monday + scan.count(at)))
        return scan.from_published(reckon.step_days(scan.today, 14 - back if back else 7))
    if step == "l":
        return scan.from_published(reckon.step_days(scan.today, -(back or 7)))
    if step in {"e", "t"} and (step == "e" or back > 2 or scan.lean(at) > 0):
        return scan.from_published(reckon.step_days(scan.today, 7 - back if back or step == "e" else 0))
    ahead = 7 - back <= 4 and scan.lean(at) > 0
    return scan.from_published(reckon.step_days(scan.today, 7 - back if ahead else -back))


def weekday_is_meant(scan: Scan, at: int, found: Found) -> bool:
    """Whether a weekday's name is one: not `the Sunday Times`, `every Friday`, `Black Friday`, `Sun Li`."""
    word = scan.word(at)
    if not word.endswith("day") and scan.tag(at + 1 + (scan.tag(at + 1) in ".,")) not in "MdfP":
        return False
    return scan.word(at + 1) not in PAPERS and scan.word(found.start() - 1) not in NAMED_DAYS


def bare_year(scan: Scan, found: Found) -> Reading | None:
    """2024, the end of 1990, the year 2000: four figures that are not a count, a price or a model's name."""
    at = found.start("y")
    number = int(scan.word(at))
    if found.start() == at and not _year_is_meant(scan, at, number):
        return None
    return Reading(scan.word(at), "explicit")


def _year_is_meant(scan: Scan, at: int, number: int) -> bool:
    before, after = scan.word(at - 1), scan.word(at + 1)
    if before in MONEY or after in {"%", "percent", "km", "miles"} or scan.tag(at + 1) in "uU":
        return scan.tag(at + 1) in "uU" and scan.unit(at + 1) in {"period", "quarter", "year"} and before not in MONEY
    if before in {"-", "."} and not scan.tokens.starts[at] > scan.tokens.end(at - 1):
        return before == "-" and scan.tag(at - 2) in "cYxf"
    dated = scan.tag(at - 1) in "iposBFwzc<>k&("
    if not 1900 <= number < 2100:
        return number >= 1400 and dated and scan.tag(at - 1) in "iposBFwzc<>" and not PLURAL_AFTER.fullmatch(after)
    return not PLURAL_AFTER.fullmatch(after) or scan.tag(at - 1) not in "q&x" or scan.tag(at + 1) != "x"


def spelled_year(scan: Scan, found: Found) -> Reading | None:
    """Nineteen ninety-six, the year two thousand, as transcripts write them."""
    counts = [scan.count(index) for index in range(found.start("n"), found.end("n")) if scan.tag(index) == "n"]
    if counts[0] == 2 and scan.word(found.end("n") - 1) == "thousand":
        return Reading("2000", "explicit")
    if counts[0] not in {18, 19, 20} or not 10 <= counts[1] <= 90 or (len(counts) > 2 and (counts[1] < 20 or counts[2] > 9)):
        return None
    return Reading(f"{counts[0]}{sum(counts[1:]):02}", "explicit")


def fiscal_year(scan: Scan, found: Found) -> Reading | None:
    """Fiscal 1989, fiscal year 2025: about the calendar year, since where it begins is not said."""
    return Reading(f"{scan.word(found.start('y'))}~", "explicit")


def decade(scan: Scan, found: Found) -> Reading | None:
    """The 1990s, the ’80s, the nineties; a bare decade is the last one of that number before publication."""
    word = scan.word(found.start("x"))
    if word[:4].isdigit():
        return Reading(f"{word[:3]}X", "explicit")
    digit = re.search(r"\d", word)
    tens = int(digit[0]) if digit else scan.count(found.start("x"))
    if scan.tag(found.start("x") - 1) not in "Tcbr-" or (digit is None and scan.tag(found.start("x") - 1) == "x"):
        return None
    century = int((scan.published or "2000")[:2])
    if f"{century}{tens}0" > (scan.published or "2000"):
        century -= 1
    return Reading(f"{century}{tens}X", "explicit")


def century(scan: Scan, found: Found) -> Reading | None:
    """The 20th century."""
    number = _ordinal(scan, found.start("f"))
    if scan.unit(found.start("u")) != "century" or not 2 <= number <= 30:
        return None
    return Reading(f"{number - 1:02}XX", "explicit")


def _explicit(edtf: str | None) -> Reading | None:
    return Reading(edtf, "explicit") if edtf else None

