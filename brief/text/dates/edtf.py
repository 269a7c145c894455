"""EDTF strings in; the days they reach and the words for them out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta

from msgspec import Struct

POINT = re.compile(r"(?a)(\d{4})(?:-(\d\d)(?:-(\d\d))?)?([~?%]?)")  # 2025-07-07~
BLUR = re.compile(r"(?a)(\d{2,3})(X{1,2})([~?%]?)")  # 201X, 19XX
PARTS = {
    21: (3, 5),
    22: (6, 8),
    23: (9, 11),
    24: (1, 14),
    33: (1, 3),
    34: (4, 6),
    35: (7, 9),
    36: (10, 12),
    40: (1, 6),
    41: (7, 12),
}
"""Sub-year codes: first and last month. A winter may be the one that opens its year or that closes it."""
DOUBT = "~?%"


class DateWords(Struct, frozen=True, kw_only=True):
    """How one language says a date."""

    months: tuple[str, ...]
    parts: Mapping[int, str]
    """Of sub-year codes: `summer {year}`."""
    day: str
    month: str
    decade: str
    century: str
    ordinals: tuple[str, ...]
    """Endings of an ordinal: the usual one, then those after 1, 2 and so on where they differ."""
    about: str
    about_year: str
    """Of a year that stands alone."""
    perhaps: str
    perhaps_about: str
    by: str
    later: str
    range: str


ENGLISH = DateWords(
    months=(
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
    parts={
        21: "spring {year}",
        22: "summer {year}",
        23: "autumn {year}",
        24: "winter {year}",
        33: "first quarter of {year}",
        34: "second quarter of {year}",
        35: "third quarter of {year}",
        36: "fourth quarter of {year}",
        40: "first half of {year}",
        41: "second half of {year}",
    },
    day="{day} {month} {year}",
    month="{month} {year}",
    decade="the {decade}s",
    century="the {ordinal} century",
    ordinals=("th", "st", "nd", "rd"),
    about="about {date}",
    about_year="about {date}",
    perhaps="perhaps {date}",
    perhaps_about="perhaps about {date}",
    by="by {end}",
    later="{start} or later",
    range="{start} to {end}",
)
"""The catalogue of British English says the same; `brief find` is spared reading it."""


def bounds(edtf: str) -> tuple[date | None, date | None]:
    """Earliest and latest day; None for an open end, (None, None) for what is no EDTF that `brief` writes."""
    left, slash, right = edtf.partition("/")
    if not slash:
        return _reach(left) or (None, None)
    first, last = _reach(left), _reach(right)
    if (first is None and left not in {"..", ""}) or (last is None and right not in {"..", ""}):
        return None, None
    return first[0] if first else None, last[1] if last else None


def spoken(edtf: str, words: DateWords = ENGLISH) -> str:
    """The value in words, exactly as precise as it is: `by 2027`, `5 July 2025`, `the 2010s`."""
    left, slash, right = edtf.partition("/")
    if not slash:
        return _alone(left, words)
    if bounds(edtf) == (None, None):
        return edtf
    if left in {"..", ""}:
        return words.by.format(end=_said(right, words))
    if right in {"..", ""}:
        return words.later.format(start=_said(left, words))
    if left == right:
        return _alone(left, words)
    sign = left[-1] if left[-1] == right[-1] and left[-1] in DOUBT else ""
    return _doubted(_from_to(left.removesuffix(sign), right.removesuffix(sign), words), sign, words)


def timed(edtf: str, time: str) -> str:
    """The value with a time of day after its day, `2026-03-05T22:00`, `../2026-03-05TNI`, where it has one day."""
    left, slash, right = edtf.partition("/")
    day = right if left == ".." else left
    if not time or len(day.rstrip(DOUBT)) != len("2026-03-05") or (slash and ".." not in {left, right}):
        return edtf
    return edtf.replace(day, f"{day[:10]}T{time}{day[10:]}")


def _reach(value: str) -> tuple[date, date] | None:
    if blur := BLUR.fullmatch(value):
        low, high = int(blur[1].ljust(4, "0")), int(blur[1].ljust(4, "9"))
        return (date(max(low, 1), 1, 1), date(high, 12, 31)) if len(blur[1] + blur[2]) == 4 and high else None
    point = POINT.fullmatch(value)
    if not point or point[1] == "0000":
        return None
    return _point_reach(int(point[1]), point[2], point[3])


def _point_reach(year: int, part: str | None, day: str | None) -> tuple[date, date] | None:
    if part is None:
        return date(year, 1, 1), date(year, 12, 31)
    if day is not None:
        try:
            exact = date(year, int(part), int(day))
        except ValueError:
            return None
        return exact, exact
    first, last = PARTS[int(part)] if int(part) in PARTS else (int(part), int(part))
    return (date(year, first, 1), _last_day(year, last)) if 1 <= first <= 12 else None


def _last_day(year: int, month: int) -> date:
    """The last day of a month; month 14 is February of the year after."""
    year, month = year + month // 12, month % 12 + 1
    return date(year, month, 1) - timedelta(days=1) if year <= 9999 else date.max


def _alone(value: str, words: DateWords) -> str:
    if len(value) == 5 and value[:4].isdigit() and value[-1] == "~" and _reach(value):
        return words.about_year.format(date=_said(value[:4], words))
    return _said(value, words)


def _said(value: str, words: DateWords) -> str:
    if blur := BLUR.fullmatch(value):
        if len(blur[1]) == 3:
            return _doubted(words.decade.format(decade=f"{blur[1]}0"), blur[3], words)
        return _doubted(words.century.format(ordinal=_ordinal(int(blur[1]) + 1, words)), blur[3], words)
    point = POINT.fullmatch(value)
    if not point or _reach(value) is None:
        return value
    return _doubted(_exact(str(int(point[1])), point[2], point[3], words), point[4], words)


def _exact(year: str, part: str | None, day: str | None, words: DateWords) -> str:
    if part is None:
        return year
    if int(part) in PARTS:
        return words.parts[int(part)].format(year=year)
    month = words.months[int(part) - 1]
    return words.day.format(day=int(day), month=month, year=year) if day else words.month.format(month=month, year=year)


def _doubted(date: str, sign: str, words: DateWords) -> str:
    match sign:
        case "~":
            return words.about.format(date=date)
        case "?":
            return words.perhaps.format(date=date)
        case "%":
            return words.perhaps_about.format(date=date)
        case _:
            return date


def _ordinal(number: int, words: DateWords) -> str:
    usual, *special = words.ordinals
    last = number % 10
    own = 1 <= last <= len(special) and not 10 <= number % 100 <= 20
    return f"{number}{special[last - 1] if own else usual}"


def _from_to(left: str, right: str, words: DateWords) -> str:
    """`4 to 10 August 2025`: what both ends share is said once."""
    first, last = _said(left, words).split(" "), _said(right, words).split(" ")
    if len(first) == len(last) <= 3 and left[4:5] == right[4:5] == "-" and left[-1] not in DOUBT:
        while len(first) > 1 and first[-1] == last[len(first) - 1]:
            first.pop()
    return words.range.format(start=" ".join(first), end=" ".join(last))
