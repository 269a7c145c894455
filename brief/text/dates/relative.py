"""Rules for dates that count from publication or from another date in the text."""

from __future__ import annotations

import re

from brief.text.dates import reckon
from brief.text.dates.scan import Reading, Scan
from brief.text.dates.words import number

Found = re.Match[str]
FROM_TEXT = frozenset("previous prior preceding following subsequent".split())
"""Words that count from the last date named rather than from publication."""
NEAR = 60
"""How many words back the last date may stand to be counted from."""

NEAR_QUARTER = 400
"""How many words back a quarter may have been named for `a year ago` to mean the quarter a year before."""


def day_word(scan: Scan, found: Found) -> Reading | None:
    """Yesterday, today, tomorrow, the day before yesterday."""
    at = found.start("y")
    if scan.capital(at) and scan.capital(at - 1) and scan.tag(at - 1) == "x":
        return None
    step = scan.count(at)
    if found.start("b") >= 0:
        step *= 2
    return scan.from_published(reckon.step_days(scan.today, step) if scan.today else None)


def day_part(scan: Scan, found: Found) -> Reading | None:
    """This morning, tonight, last night."""
    step = -1 if scan.tag(found.start("t")) == "l" else 0
    return scan.from_published(reckon.step_days(scan.today, step) if scan.today else None)


def unit_step(scan: Scan, found: Found) -> Reading | None:
    """This year, earlier this month, next week, the past year; the following year counts from the text."""
    unit, at = scan.unit(found.start("u")), found.start("t")
    if scan.capital(found.start("u")) and scan.capital(at):
        return None
    word, step = scan.word(at), scan.count(at)
    if unit == "period" and word == "latest" and scan.quarter:
        return Reading(scan.quarter, "anaphora")
    if unit in {"half", "period"} or (unit == "day" and word not in FROM_TEXT and word != "next"):
        return None
    if word in FROM_TEXT or (unit == "day" and word == "next"):
        return _from_text(scan, step, unit)
    if word == "latest" and unit not in {"quarter", "year"}:
        return None
    if unit in {"decade", "century"} and step and (word in {"past", "next", "coming"} or scan.tag(found.start()) == "T"):
        return None
    if not scan.published:
        return Reading(None, "publication")
    if unit == "quarter":
        return scan.from_published(_quarter_step(scan, step, word))
    moved = reckon.shift(scan.published, step, unit)
    return scan.from_published(reckon.coarse(moved, unit) if moved and unit in reckon.YEARS else moved)


def _quarter_step(scan: Scan, step: int, word: str) -> str | None:
    if word == "latest" and scan.quarter:
        return scan.quarter
    return reckon.shift(scan.published or "", step, "quarter")


def _from_text(scan: Scan, step: int, unit: str) -> Reading:
    if scan.last is None:
        return Reading(None, "anaphora")
    moved = reckon.shift(scan.last, step, unit)
    return Reading(reckon.coarse(moved, unit) if moved and unit in reckon.YEARS else moved, "anaphora")


def ago(scan: Scan, found: Found) -> Reading | None:
    """Two years ago, nearly four weeks ago, a month ago."""
    count, unit = _count(scan, found), scan.unit(found.start("u"))
    if count is None or unit in {"half", "period"}:
        return None
    if unit == "year" and count == 1 and _in_quarters(scan, found.start()):
        return Reading(reckon.shift(scan.quarter or "", -4, "quarter"), "anaphora")
    edtf = reckon.shift(scan.published, -count, unit) if scan.published else None
    return scan.from_published(_about(edtf, found))


def _count(scan: Scan, found: Found) -> int | None:
    return number(scan.tokens.words[found.start("n") : found.end("n")])


def _about(edtf: str | None, found: Found) -> str | None:
    """A value with a sign of doubt where a word such as `nearly` stands before it."""
    return f"{edtf}~" if edtf and "/" not in edtf and "q" in found[0][: found.start("n") - found.start()] else edtf


def _in_quarters(scan: Scan, at: int) -> bool:
    """Whether the text is comparing quarters here, so that `a year ago` is the quarter a year before."""
    if scan.quarter is None or at - scan.quarter_at >= NEAR_QUARTER:
        return False
    for index in range(at - 1, max(at - 60, 0), -1):
        if scan.word(index) in {"months", "annual", "fiscal"}:
            return False
        if scan.word(index) in {"quarter", "quarterly", "period"}:
            return True
    return True


def counted(scan: Scan, found: Found) -> Reading | None:
    """Two years later, a decade prior, a year earlier: from the last date named; `two days after X` has no calendar date."""
    way, unit, count = found.start("w"), scan.unit(found.start("u")), _count(scan, found)
    if count is None or unit in {"half", "period"}:
        return None
    if scan.word(way) == "before" and scan.word(found.start() - 1) in {"be", "take"}:
        return _not_before(scan, found.start(), count, unit)
    if scan.tag(way) in "<>" and scan.tag(way + 1) not in ".,)_!;¶":
        return None
    if scan.tag(way) == "l" and (scan.word(way) not in {"prior", "previous"} or scan.tag(way + 1) == "x" and scan.word(way + 1) != "to"):
        return None
    step = count if scan.tag(way) in "r>" else -count
    if unit == "year" and step == -1 and _in_quarters(scan, found.start()):
        return Reading(reckon.shift(scan.quarter or "", -4, "quarter"), "anaphora")
    start = scan.last
    if start is None or found.start() - scan.last_at > NEAR:
        if step > 0 or not scan.published:
            return Reading(None, "anaphora")
        start = scan.published
    return Reading(_about(reckon.shift(start, step, unit), found), "anaphora")


def _not_before(scan: Scan, at: int, count: int, unit: str) -> Reading:
    """It would be five years before: so long from the time of saying, or later."""
    start, basis = said(scan, at, unit)
    edtf = reckon.shift(start[:7] if unit == "year" else start, count * (12 if unit == "year" else 1), "month" if unit == "year" else unit) if start else None
    if edtf is None and start:
        edtf = reckon.shift(start, count, unit)
    if edtf is None or "/" in edtf:
        return Reading(None, "publication")
    return scan.from_published(f"{edtf}/..") if basis == "publication" else Reading(f"{edtf}/..", "anaphora")


def year_earlier(scan: Scan, found: Found) -> Reading | None:
    """Year-earlier, year-ago: the quarter a year before where quarters are compared, else the year before."""
    if scan.unit(found.start("u")) != "year":
        return None
    if _in_quarters(scan, found.start()):
        return Reading(reckon.shift(scan.quarter or "", -4, "quarter"), "anaphora")
    return scan.from_published(reckon.shift(scan.published, -1, "year") if scan.published else None)


def hence(scan: Scan, found: Found) -> Reading | None:
    """In two years, in two years’ time, six months from now: a point ahead of publication."""
    count, unit = _count(scan, found), scan.unit(found.start("u"))
    if count is None or unit in {"half", "period"}:
        return None
    if scan.tag(found.end() - 1) == ">" and scan.word(found.end() - 1) != "hence":
        return None
    plain = found.end() == found.end("u")
    if plain and unit == "quarter":
        return None
    if plain and (scan.lean(found.start("u")) <= 0 or scan.word(found.start() - 1) in {"time", "first"} or scan.tag(found.end()) in "xo-"):
        return None
    return scan.from_published(_about(reckon.shift(scan.published, count, unit), found) if scan.published else None)


def ahead(scan: Scan, found: Found) -> Reading | None:
    """Within five years, in the next six months: from the time of saying to so much later."""
    count, unit = _count(scan, found), scan.unit(found.start("u"))
    if count is None or unit in {"half", "period"}:
        return None
    if scan.tag(found.start()) == "s" and scan.lean(found.start()) < 0 and "e" not in found[0] and scan.tag(found.end()) in ">ro<":
        return None
    start, basis = said(scan, found.start(), unit)
    if start is None:
        return Reading(None, "publication")
    longer = number(scan.tokens.words[found.start("k") : found.end("k")]) if found.start("k") >= 0 else None
    if longer:
        first, last = reckon.shift(start, count, unit), reckon.shift(start, longer, unit)
        edtf = f"{first}/{last}" if first and last else None
    else:
        edtf = reckon.span_from(start, count, unit)
    return scan.from_published(edtf) if basis == "publication" else Reading(edtf, "anaphora")


def said(scan: Scan, at: int, unit: str) -> tuple[str | None, str]:
    """The time a foresight counts from: a past date of the passage, where it was said, else publication."""
    if scan.last and at - scan.last_at < NEAR and (not scan.published or scan.last[:7] < scan.published[: len(scan.last[:7])]):
        if reckon.coarse(scan.last, unit) and not any(scan.tag(index) == "¶" for index in range(scan.last_at, at)):
            return scan.last, "anaphora"
    return scan.published, "publication"


def that_unit(scan: Scan, found: Found) -> Reading | None:
    """That year, that same month, the same day: the unit that the last date lies in."""
    if scan.last is None or scan.unit(found.start("u")) in {"half", "period"}:
        return None
    if scan.tag(found.start("u") + 1) == "x" and "m" not in found[0] and scan.tag(found.start() - 1) == "x" and scan.word(found.start("u")) in {"day"}:
        return None
    unit = scan.unit(found.start("u"))
    if unit == "quarter" and scan.quarter:
        return Reading(scan.quarter, "anaphora")
    edtf = reckon.coarse(scan.last, unit)
    return Reading(edtf, "anaphora") if edtf else None


def the_unit(scan: Scan, found: Found) -> Reading | None:
    """The end of the year, later in the month, year-end: the unit that publication lies in; the quarter is the last one named."""
    unit = scan.unit(found.start("u"))
    if unit in {"quarter", "period"}:
        return _the_quarter(scan, unit, found.end())
    part = bool(set(found[0]) & set("cbrC"))
    if unit == "weekend" and not part:
        return _the_weekend(scan, found)
    if not part or unit in {"day", "decade", "century", "half", "weekend"}:
        return None
    if not scan.published:
        return Reading(None, "publication")
    return scan.from_published(reckon.coarse(scan.published, unit))


def _the_quarter(scan: Scan, unit: str, end: int) -> Reading | None:
    if scan.word(end) in {"ended", "ending"} and scan.tag(end + 1) == "M":
        return _quarter_of_month(scan, end + 1)
    if scan.quarter:
        return Reading(scan.quarter, "anaphora")
    if unit == "period" or not scan.published:
        return None
    return scan.from_published(reckon.shift(scan.published, -1, "quarter"))


def _quarter_of_month(scan: Scan, at: int) -> Reading | None:
    """The quarter ended Sept. 30: the one that month closes, by publication."""
    months = reckon.months_of(scan.published or "")
    if months is None:
        return Reading(None, "publication")
    return scan.from_published(reckon.shift(reckon.month(months - (months - scan.count(at)) % 12, 0) or "", 0, "quarter"))


def _the_weekend(scan: Scan, found: Found) -> Reading:
    if scan.today is None:
        return Reading(None, "publication")
    early = scan.today.weekday() < 5
    return scan.from_published(reckon.weekend(scan.today, -1 if early and scan.lean(found.start()) <= 0 else 0))


def quarter(scan: Scan, found: Found) -> Reading | None:
    """The third quarter, first quarter of 2024, this year’s third quarter, first half of 2025."""
    unit, count = scan.unit(found.start("u")), scan.count(found.start("f")) or int(re.sub(r"\D", "", scan.word(found.start("f"))) or 0)
    if unit not in {"quarter", "half"} or not 1 <= count <= (4 if unit == "quarter" else 2):
        return None
    if found.start("y") >= 0:
        return Reading(f"{scan.word(found.start('y'))}-{count + (32 if unit == 'quarter' else 39)}", "explicit")
    if not scan.published:
        return Reading(None, "publication") if unit == "quarter" or found.start("t") >= 0 else None
    step = found.start("t")
    if step >= 0:
        year = reckon.year(int(scan.published[:4]) + scan.count(step))
        return scan.from_published(f"{year}-{count + (32 if unit == 'quarter' else 39)}" if year else None)
    return scan.from_published(_nearest_quarter(scan, count, found)) if unit == "quarter" else None


def _nearest_quarter(scan: Scan, count: int, found: Found) -> str | None:
    months = reckon.months_of(scan.published or "")
    if months is None:
        return None
    year, now = int((scan.published or "")[:4]), (months - 1) % 12 // 3 + 1
    if "g" in found[0] or "b" in found[0]:
        return reckon.quarter(count, year - 1 if count < now else year - 2)
    behind = count - now >= 2 and scan.lean(found.start("f")) <= 0
    return reckon.quarter(count, year - 1 if behind else year)


def code(scan: Scan, found: Found) -> Reading | None:
    """Q3 2024, 2Q24, H1 2025, FY2025; without a year the nearest quarter."""
    word = scan.tokens.words[found.start("q")]
    digits = re.sub(r"\D", " ", word).split()
    if word.startswith("FY"):
        return Reading(f"{_full(digits[0])}~", "explicit") if digits else None
    part, year = re.search(r"[1-4](?=[QH])|(?<=[QH])[1-4]", word), digits[-1] if len(digits[-1]) > 1 else None
    if part is None:
        return None
    if year is None and found.start("y") >= 0:
        year = scan.word(found.start("y"))
    number_of = int(part[0]) + (32 if "Q" in word else 39)
    if number_of > 41 or (year is None and number_of > 36):
        return None
    if year:
        return Reading(f"{_full(year)}-{number_of}", "explicit")
    return scan.from_published(_nearest_quarter(scan, int(part[0]), found)) if scan.published else Reading(None, "publication")


def _full(year: str) -> str:
    return year if len(year) == 4 else f"20{year}"


def period_of_year(scan: Scan, found: Found) -> Reading | None:
    """The 1988 quarter: of that year, the quarter that is being compared."""
    if scan.unit(found.start("u")) not in {"quarter", "period"} or not scan.quarter:
        return None
    return Reading(f"{scan.word(found.start('y'))}{scan.quarter[4:]}", "anaphora")
