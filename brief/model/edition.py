"""Editions: what one build took in and printed, and how one edition differs from another."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import Literal

from msgspec import Struct

from brief.model.library import Library
from brief.model.selection import Choice, Selection

GROUNDS = "bottom_line"
"""The `section` of what the bottom line rests on, which is cited and not printed there."""


class Input(Struct, frozen=True, kw_only=True):
    """One source as it was when the edition was built."""

    id: str
    path: str
    sha256: str
    late: bool = False
    """Published after the cut-off, and so left out."""
    found: str | None = None
    """The ids of all items found in it, parted by spaces; None where the manifest does not say."""


class Printed(Struct, frozen=True, kw_only=True):
    """One item that an edition printed, with its place."""

    section: str
    item: str
    source: str
    sha256: str
    """Of the source's bytes."""
    start: int
    end: int
    words: str
    """The source's words, white space folded, ` … ` between two parts; the desk's where it reworded them."""
    speaker: str | None = None
    edited: bool = False
    """Whether `words` are the desk's."""
    also: tuple[str, ...] = ()
    """Other sources that are cited for the same words."""


class Edition(Struct, frozen=True, kw_only=True):
    """One edition of a brief."""

    name: str
    edition: str
    title: str
    dated: date
    cutoff: date | None
    inputs: tuple[Input, ...]
    printed: tuple[Printed, ...]
    """In print order; what the bottom line rests on comes last."""
    skipped: tuple[str, ...] = ()
    """Ids of the items that the outline skips."""


class Reason(StrEnum):
    """Why something that the old edition printed is not in the new one, in words."""

    SOURCE_GONE = "its source is gone"
    LATE = "its source was published after the cut-off"
    SKIPPED = "skipped by the outline"
    NOT_IN_SOURCE = "its words no longer stand in the source"
    NOT_FOUND = "no longer found in its source"
    SOURCE_CHANGED = "its source was changed"
    NO_SECTION = "its section is no longer in the brief"
    NOT_GROUND = "the bottom line no longer rests on it"
    OUTRANKED = "others took its place"
    FEWER = "its section prints fewer items now"


ChangeSort = Literal["corrected", "changed", "new", "dropped", "still"]
"""Corrected: the source itself says it otherwise now. Changed: the brief prints it otherwise, or who says it."""


class Change(Struct, frozen=True, kw_only=True):
    """One item and what became of it; a new one has no `old`, a dropped one no `new`."""

    sort: ChangeSort
    old: Printed | None = None
    new: Printed | None = None
    reason: Reason | None = None
    """Of a dropped one."""
    by: tuple[Printed, ...] = ()
    """What took its place: all that its section prints and the old edition did not."""


class Comparison(Struct, frozen=True, kw_only=True):
    """Two editions and every item of either."""

    old: Edition
    new: Edition
    changes: tuple[Change, ...]
    """The new edition's in print order, then the dropped ones in the old edition's."""

    def of(self, *sorts: ChangeSort) -> tuple[Change, ...]:
        """The changes of these sorts, sort by sort."""
        return tuple(change for sort in sorts for change in self.changes if change.sort == sort)


def placed(selection: Selection, library: Library) -> Iterator[tuple[str, Choice]]:
    """Every choice with the kind of its section, in print order; what the bottom line rests on comes last."""
    for chosen in selection.sections:
        yield from ((chosen.section.kind, choice) for choice in chosen.choices)
        for cluster in chosen.conflicts:
            sides = (library.item[name] for name in (cluster.lead, *cluster.others))
            yield from ((chosen.section.kind, Choice(item=side, spans=(side.span,), because=())) for side in sides)
    yield from ((GROUNDS, choice) for choice in selection.rests_on)
