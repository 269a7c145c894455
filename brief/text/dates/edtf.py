"""EDTF strings in; the days they reach and the words for them out."""

from __future__ import annotations

import re
from datetime import date, timedelta

POINT = re.compile(r"(?a)(\d{4})(?:-(\d\d)(?:-(\d\d))?)?([~?%]?)")  # 2025-07-07~
BLUR = re.compile(r"(?a)(\d{2,3})(X{1,2})([~?%]?)")  # 201X, 19XX
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
PARTS = {
    21: ("spring ", 3, 5),
    22: ("summer ", 6, 8),
    23: ("autumn ", 9, 11),
    24: ("winter ", 1, 14),
    33: ("first quarter of ", 1, 3),
    34: ("second quarter of ", 4, 6),
    35: ("third quarter of ", 7, 9),
    36: ("fourth quarter of ", 10, 12),
    40: ("first half of ", 1, 6),
    41: ("second half of ", 7, 12),
}
"""Sub-year codes: words, first and last month. A winter may be the one that opens its year or that closes it."""
DOUBT = {"": "", "~": "about ", "?": "perhaps ", "%": "perhaps about "}
ORDINAL_EXCEPTIONS = {1: "st", 2: "nd", 3: "rd"}


def bounds(edtf: str) -> tuple[date | None, date | None]:
    """Earliest and latest day; None for an open end, (None, None) for what is no EDTF that `brief` writes."""
    left, slash, right = edtf.partition("/")
    if not slash:
        return _reach(left) or (None, None)
    first, last = _reach(left), _reach(right)
    if (first is None and left not in {"..", ""}) or (last is None and right not in {"..", ""}):
        return None, None
    return first[0] if first else None, last[1] if last else None


def spoken(edtf: str) -> str:
    """The value in words, exactly as precise as it is: `by 2027`, `5 July 2025`, `the 2010s`."""
    left, slash, right = edtf.partition("/")
    if not slash:
        return _words(left)
    if bounds(edtf) == (None, None):
        return edtf
    if left in {"..", ""}:
        return f"by {_words(right)}"
    if right in {"..", ""}:
        return f"{_words(left)} or later"
    if left == right:
        return _words(left)
    sign = left[-1] if left[-1] == right[-1] and left[-1] in DOUBT else ""
    return DOUBT[sign] + _from_to(left.removesuffix(sign), right.removesuffix(sign))


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
    first, last = PARTS[int(part)][1:] if int(part) in PARTS else (int(part), int(part))
    return (date(year, first, 1), _last_day(year, last)) if 1 <= first <= 12 else None


def _last_day(year: int, month: int) -> date:
    """The last day of a month; month 14 is February of the year after."""
    year, month = year + month // 12, month % 12 + 1
    return date(year, month, 1) - timedelta(days=1) if year <= 9999 else date.max


def _words(value: str) -> str:
    if blur := BLUR.fullmatch(value):
        return DOUBT[blur[3]] + (
            f"the {blur[1]}0s" if len(blur[1]) == 3 else f"the {_ordinal(int(blur[1]) + 1)} century"
        )
    point = POINT.fullmatch(value)
    if not point or _reach(value) is None:
        return value
    year, part, day, doubt = str(int(point[1])), point[2], point[3], DOUBT[point[4]]
    if part is None:
        return doubt + year
    if day:
        return f"{doubt}{int(day)} {MONTHS[int(part) - 1]} {year}"
    return doubt + (PARTS[int(part)][0] + year if int(part) in PARTS else f"{MONTHS[int(part) - 1]} {year}")


def _ordinal(number: int) -> str:
    ending = "th" if 10 <= number % 100 <= 20 else ORDINAL_EXCEPTIONS.get(number % 10, "th")
    return f"{number}{ending}"


def _from_to(left: str, right: str) -> str:
    """`4 to 10 August 2025`: what both ends share is said once."""
    first, last = _words(left).split(" "), _words(right).split(" ")
    if len(first) == len(last) <= 3 and left[4:5] == right[4:5] == "-" and first[0] not in {"about", "perhaps"}:
        while len(first) > 1 and first[-1] == last[len(first) - 1]:
            first.pop()
    return f"{' '.join(first)} to {' '.join(last)}"
