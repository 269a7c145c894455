"""A drawing of a timeline, as every writer is given it."""

from __future__ import annotations

from datetime import date
from typing import Literal

from msgspec import Struct

from brief.model.inline import Line

MarkSort = Literal["reported", "foreseen", "conditional"]


class Mark(Struct, frozen=True, kw_only=True):
    """One row of the timeline as drawn: never more precise than its words; without any day it has no place in time."""

    label: str
    """`T3`, as in the table."""
    words: str
    """Its date as the table has it: `By 2027`."""
    target: str
    """The id of its row."""
    sort: MarkSort
    first: date | None
    """The first day that is drawn; None where no beginning is given."""
    last: date | None
    """The last day that is drawn; None where no end is given."""
    about: bool = False
    """Whether the source gives its days as rough."""


class Lane(Struct, frozen=True, kw_only=True):
    """Marks that belong together, under their common name."""

    name: str
    marks: tuple[Mark, ...]


class Tick(Struct, frozen=True, kw_only=True):
    """A named day of the axis, the first of its year or month."""

    day: date
    label: str


class Chart(Struct, frozen=True, kw_only=True):
    """A drawing of the table below it, which says all of it in words."""

    id: str
    alt: str
    """What it shows, for those who do not see it."""
    caption: Line
    """How to read it."""
    undated: str
    """Over the marks without a place in time: `No date`."""
    as_of: date
    as_of_words: str
    first: date
    """Where the axis begins."""
    last: date
    """Where it ends."""
    ticks: tuple[Tick, ...]
    lanes: tuple[Lane, ...]
