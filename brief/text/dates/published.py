"""A publication date as people write it in; the one point that dates count from, and how far it is in doubt, out."""

from __future__ import annotations

import re
from enum import IntEnum
from typing import NamedTuple

from brief.text.dates.edtf import bounds

POINT = re.compile(r"(?a)(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:T.{0,40})?([~?%]?)")  # 2025-07-07~
OPEN = frozenset({"..", ""})


class Doubt(IntEnum):
    """Which dates that count from publication are as doubtful as it is."""

    NONE = 0
    NEAR = 1
    """Days and weeks, and what is longer where a few days reach over its edge: `last month` said about 2 July 2025."""
    ALL = 2


class Publication(NamedTuple):
    """A year, month or day of publication, None where it is no single one."""

    point: str | None
    doubt: Doubt

    @property
    def edtf(self) -> str | None:
        """The point with a sign of doubt where it has one."""
        return f"{self.point}~" if self.point and self.doubt else self.point


UNKNOWN = Publication(None, Doubt.NONE)


def publication(published: str | None) -> Publication:
    """A date as it is; of `2025-07-05/..` about that month; of a stretch the month or year that holds it."""
    left, slash, right = (published or "").partition("/")
    first = _point(left)
    if not slash or first.point is None:
        return first
    if right in OPEN:
        return Publication(first.point[:7], Doubt.ALL)
    last = _point(right).point or ""
    shared = next((size for size in (10, 7, 4) if first.point[:size] == last[:size]), 0)
    return Publication(first.point[:shared], Doubt.NONE) if shared else UNKNOWN


def _point(value: str) -> Publication:
    found = POINT.fullmatch(value)
    if not found:
        return UNKNOWN
    known = "-".join(part for part in found.groups()[:3] if part)
    if not bounds(known)[0] or (len(known) > 4 and int(known[5:7]) > 12):
        return UNKNOWN
    return Publication(known, (Doubt.NEAR if len(known) > 4 else Doubt.ALL) if found[4] else Doubt.NONE)
