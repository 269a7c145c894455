"""Calendar sums on EDTF strings: a point of time and a step in, a point or a stretch of the same precision out."""

from __future__ import annotations

from datetime import MAXYEAR, date, timedelta

PARTS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 14)} | {33 + n: (3 * n + 1, 3 * n + 3) for n in range(4)}
PARTS |= {40: (1, 6), 41: (7, 12)}
"""First and last month of seasons, quarters and halves."""
FEW = 5
"""How many days a doubtful day may be wrong by."""
TURN = 60
YEARS = {"year": 1, "decade": 10, "century": 100}


def year(number: int) -> str | None:
    """A year, where the calendar has it."""
    return f"{number:04}" if 1 <= number <= MAXYEAR else None


def month(number: int, of: int) -> str | None:
    """A month; numbers outside 1-12 count on into the neighbouring years."""
    of, number = of + (number - 1) // 12, (number - 1) % 12 + 1
    return f"{of:04}-{number:02}" if 1 <= of <= MAXYEAR else None


def day(number: int, in_month: int, of: int) -> str | None:
    """A day, where the calendar has it."""
    try:
        return date(of, in_month, number).isoformat()
    except ValueError:
        return None


def full_year(digits: str) -> int:
    """A year written with four digits or with its last two, which up to 59 are of this century."""
    number = int(digits)
    return number if len(digits) > 2 else number + (2000 if number < TURN else 1900)


def easter(of: int) -> str | None:
    """Easter Sunday of a year, by the Gregorian computus of Meeus."""
    century, golden = of // 100, of % 19
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (of % 100 // 4) - epact - of % 4) % 7
    days = epact + weekday - 7 * ((golden + 11 * epact + 22 * weekday) // 451) + 114
    return day(days % 31 + 1, days // 31, of)


def quarter(number: int, of: int) -> str | None:
    """A quarter (EDTF 33-36); numbers outside 1-4 count on into the neighbouring years."""
    of, number = of + (number - 1) // 4, (number - 1) % 4 + 1
    return f"{of:04}-{number + 32}" if 1 <= of <= MAXYEAR else None


def point(edtf: str | None) -> str | None:
    """The one point that a later date may count from: an interval's known end, without a sign of doubt."""
    if edtf is None:
        return None
    left, _, right = edtf.partition("/")
    known = (right if left in {"..", ""} else left).rstrip("~?%")
    return None if "X" in known or not known or known == ".." else known


def as_date(edtf: str | None) -> date | None:
    """The day of a full date; None for what is less precise."""
    return date.fromisoformat(edtf) if edtf and len(edtf) == 10 else None


def week(of: date, step: int = 0) -> str | None:
    """The week of a day, Monday to Sunday, or one some weeks away."""
    return _stretch(of, 7 * step - of.weekday(), 6)


def seven_days(of: date, shift: int) -> str | None:
    """Seven days, the first of them some days from a day."""
    return _stretch(of, shift, 6)


def weekend(of: date, step: int = 0) -> str | None:
    """The Saturday and Sunday of a day's week, or of one some weeks away."""
    return _stretch(of, 7 * step - of.weekday() + 5, 1)


def step_days(start: date, days: int) -> str | None:
    """The day some days away."""
    try:
        return (start + timedelta(days=days)).isoformat()
    except OverflowError:
        return None


def _stretch(of: date, shift: int, length: int) -> str | None:
    first, last = step_days(of, shift), step_days(of, shift + length)
    return f"{first}/{last}" if first and last else None


def months_of(value: str) -> int | None:
    """Months since year 0 of a month or a day; None for a year, a season or a quarter."""
    return int(value[:4]) * 12 + int(value[5:7]) if len(value) >= 7 and int(value[5:7]) <= 12 else None


def shift(start: str, count: int, unit: str) -> str | None:
    """The time `count` units from a point, as precise as the unit; None where the point is not known as precisely."""
    if unit in YEARS:
        return year(int(start[:4]) + count * YEARS[unit])
    if unit == "month":
        months = months_of(start)
        return None if months is None else month(months + count, 0)
    if unit == "quarter":
        return _shift_quarter(start, count)
    known = as_date(start)
    if known is None:
        return None
    if unit == "day":
        return step_days(known, count)
    return weekend(known, count) if unit == "weekend" else week(known, count * 2 if unit == "fortnight" else count)


def _shift_quarter(start: str, count: int) -> str | None:
    if is_quarter(start):
        return quarter(int(start[5:7]) - 32 + count, int(start[:4]))
    months = months_of(start)
    return None if months is None else quarter((int(start[5:7]) + 2) // 3 + count, int(start[:4]))


def stretch(start: str | None, end: str | None) -> str | None:
    """From a point to a point; `..` is an open end, a quarter or half gives its first or last month, as EDTF needs."""
    if start is None or end is None or "/" in start + end:
        return None
    return f"{_edge(start, 0)}/{_edge(end, 1)}"


def doubtful(edtf: str) -> str:
    """The value with a sign of doubt; a season, quarter or half, which can bear none, becomes its months."""
    if "/" not in edtf and edtf[5:7].isdigit() and int(edtf[5:7]) in PARTS and edtf[-1] != "~":
        edtf = f"{_edge(edtf, 0, 21)}/{_edge(edtf, 1, 21)}"
    return "/".join(part if part == ".." or part[-1] == "~" else f"{part}~" for part in edtf.split("/"))


def _edge(value: str, side: int, least: int = 33) -> str:
    part = int(value[5:7]) if len(value) == 7 else 0
    return month(PARTS[part][side], int(value[:4])) or value[:4] if part >= least else value


def to_the_day(edtf: str) -> bool:
    """Whether a value, or an end of it, is a day."""
    return any(len(part) == 10 for part in edtf.split("/"))


def crosses(start: str, unit: str) -> bool:
    """Whether a few days to each side of a day, or a month to each side of a month, lie in another unit."""
    known = as_date(start)
    sides = [step_days(known, step * FEW) if known else shift(start, step, "month") for step in (-1, 1)]
    return len({side and coarse(side, unit) for side in sides}) > 1


def is_quarter(value: str) -> bool:
    """Whether a value is a quarter of a year."""
    return len(value) == 7 and value[5:] in {"33", "34", "35", "36"}


def coarse(start: str, unit: str) -> str | None:
    """The day, week, month, quarter, year, decade or century of a point; None where it is not known so well."""
    if unit == "decade":
        return f"{start[:3]}X"
    if unit == "century":
        return f"{start[:2]}XX"
    return shift(start, 0, unit)


def span_from(start: str, count: int, unit: str) -> str | None:
    """From a point to `count` units later, both as precise as the point is known and the unit deserves."""
    if unit in YEARS and len(start) >= 7 and months_of(start) is not None:
        end = shift(start[:7], count * YEARS[unit] * 12, "month")
        return f"{start[:7]}/{end}" if end else None
    if unit in {"week", "fortnight", "day", "weekend"}:
        known = as_date(start)
        end = step_days(known, count * {"week": 7, "fortnight": 14}.get(unit, 1)) if known else None
        return f"{start}/{end}" if end else None
    return stretch(coarse(start, unit if unit != "decade" else "year"), shift(start, count, unit))
