"""Dates as people write them in; a day, the first or last day of a month or year, or checked EDTF, out."""

from __future__ import annotations

import re
from datetime import date
from typing import Literal

from brief.load.advice import stop
from brief.load.forms import Form, Schema, expected, text_of
from brief.located_yaml import Node

_CALENDAR = re.compile(r"([0-9]{4})(?:-([0-9]{1,2})(?:-([0-9]{1,2}))?)?")  # 2025, 2025-07, 2025-07-11
_EDTF_POINT = re.compile(r"[0-9]{4}(?:-[0-9]{1,2}){0,2}[~?%]?|[0-9]{3}X|[0-9]{2}XX")  # 2024-22, 2019~, 201X
_BLUR = "~?%"
_SEASONS = range(21, 25)  # EDTF: spring to winter stand where a month would

_A_DAY = "a day such as `2025-07-11`"
_A_DATE = "a year, a month or a day such as `2025`, `2025-07` or `2025-07-11`"
_AN_EDTF = (
    "a date such as `2025-07-07`, `2025-07`, `2025`, `2025-07-01/2025-07-05`, `../2025`, `2025/..`, `2025~` or `202X`"
)


def day() -> Form[date]:
    """One day."""
    return Form(read=_day, schema=_schema(r"\d{4}-\d{2}-\d{2}"))


def day_or_today() -> Form[date | Literal["today"]]:
    """One day, or the day of the build."""

    def read(node: Node) -> date | Literal["today"]:
        what = f"{_A_DAY}, or `today`"
        return "today" if text_of(node, what).strip() == "today" else _day(node, what)

    return Form(read=read, schema=_schema(r"\d{4}-\d{2}-\d{2}|today"))


def first_day() -> Form[date]:
    """The day, or the first one of the month or year."""

    def read(node: Node) -> date:
        year, month, of_month = _parts(node, _A_DATE)
        return date(year, month or 1, of_month or 1)

    return Form(read=read, schema=_OPEN_SCHEMA)


def last_day() -> Form[date]:
    """The day, or the last one of the month or year."""

    def read(node: Node) -> date:
        year, month, of_month = _parts(node, _A_DATE)
        return date(year, month or 12, of_month or _days_in(year, month or 12))

    return Form(read=read, schema=_OPEN_SCHEMA)


def edtf() -> Form[str]:
    """A date exactly as precise as it is known: a point or an interval of EDTF level 1."""
    return Form(read=_edtf, schema=_schema(r"[0-9X.~?%/-]+", or_year=True))


def _schema(shape: str, *, or_year: bool = False) -> Schema:
    text: Schema = {"type": "string", "pattern": f"^(?:{shape})$"}
    year: Schema = {"type": "integer", "minimum": 1, "maximum": 9999}
    return {"anyOf": [text, year]} if or_year else text


_OPEN_SCHEMA = _schema(r"\d{4}(-\d{2}){0,2}", or_year=True)


def _day(node: Node, what: str = _A_DAY) -> date:
    year, month, of_month = _parts(node, what)
    if not month or not of_month:
        raise expected(what, node)
    return date(year, month, of_month)


def _parts(node: Node, what: str) -> tuple[int, int, int]:
    """Year, month and day, 0 where not given, of a date that is in the calendar."""
    written = text_of(node, what).strip()
    match = _CALENDAR.fullmatch(written)
    if not match:
        raise expected(what, node)
    year, month, of_month = (int(part or 0) for part in match.groups())
    if wrong := _not_in_calendar(match):
        raise stop(node.place, f"`{written}`: no such day: {wrong}")
    if written != (padded := _padded(written)):
        raise expected(what, node, f"did you mean `{padded}`?")
    return year, month, of_month


def _not_in_calendar(match: re.Match[str], *, seasons: bool = False) -> str | None:
    """What of the date does not exist."""
    year, month, of_month = (None if part is None else int(part) for part in match.groups())
    if not year:
        return f"year {match[1]}"
    if seasons and month in _SEASONS and of_month is None:
        return None
    if month is not None and not 1 <= month <= 12:
        return f"month {month}"
    if month and of_month is not None and not 1 <= of_month <= _days_in(year, month):
        return f"{match[1]}-{month:02} has {_days_in(year, month)} days"
    return None


def _padded(written: str) -> str:
    return "-".join(part.zfill(2) for part in written.split("-"))


def _days_in(year: int, month: int) -> int:
    # `calendar` would cost another import for this one number.
    return 31 if month == 12 else (date(year, month + 1, 1) - date(year, month, 1)).days


def _edtf(node: Node) -> str:
    written = text_of(node, _AN_EDTF).strip()
    first, slash, last = written.partition("/")
    ends = [end for end in (first, last) if end != ".."] if slash else [first]
    if not ends or not all(_EDTF_POINT.fullmatch(end) for end in ends):
        raise expected(_AN_EDTF, node)
    for end in ends:
        match = _CALENDAR.fullmatch(end.rstrip(_BLUR))
        if match and (wrong := _not_in_calendar(match, seasons=True)):
            raise stop(node.place, f"`{end}`: no such day: {wrong}")
        if match and match[0] != (padded := _padded(match[0])):
            raise expected(_AN_EDTF, node, f"did you mean `{written.replace(match[0], padded)}`?")
    if len(ends) == 2 and _after(*ends):
        raise stop(node.place, f"`{first}` is after `{last}`")
    return written


def _after(first: str, last: str) -> bool:
    """Whether an interval surely ends before it begins, as far as both ends are known."""
    ends = [_CALENDAR.fullmatch(end.rstrip(_BLUR)) for end in (first, last)]
    one, other = ([int(part) for part in match.groups() if part] if match else [] for match in ends)
    seasons = any(part in _SEASONS for part in one[1:2] + other[1:2])
    known = 1 if seasons else min(len(one), len(other))
    return one[:known] > other[:known]
