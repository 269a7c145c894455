"""The timeline as composed → the dates that lie ahead, for a calendar."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from brief.compose.chart import is_dated
from brief.compose.wording import Wording, opening
from brief.model.companions import Foreseen
from brief.model.document import Part, Row, Table
from brief.model.inline import Cite
from brief.model.items import Event
from brief.model.selection import Selection

_AHEAD = {"planned", "forecast"}


def ahead(selection: Selection, parts: Sequence[Part], dated: date, wording: Wording) -> tuple[Foreseen, ...]:
    """The planned and forecast rows whose time has a date and is not over on the day of the brief."""
    choices = [choice for chosen in selection.sections for choice in chosen.choices]
    events = {choice.item.id: choice.item for choice in choices if isinstance(choice.item, Event)}
    return tuple(
        _foreseen(events[row.id], row, wording)
        for row in _rows(parts)
        if row.id in events and _lies_ahead(events[row.id], dated)
    )


def _rows(parts: Sequence[Part]) -> Iterator[Row]:
    tables = (block for part in parts if part.kind == "timeline" for block in part.blocks if isinstance(block, Table))
    yield from (row for table in tables for group in table.groups for row in group.rows)


def _lies_ahead(event: Event, dated: date) -> bool:
    end = event.when.latest or date.max
    return event.status in _AHEAD and is_dated(event.when) and end >= dated


def _foreseen(event: Event, row: Row, wording: Wording) -> Foreseen:
    (label, *_), words, status, sources = row.cells[0][0], row.cells[1][0], row.cells[2][0][0], row.cells[3][0]
    cite = next(part for part in sources if isinstance(part, Cite))
    return Foreseen(
        id=event.id,
        label="" if isinstance(label, Cite) else label.text,
        when=opening(wording.spoken(event.when.edtf or "")),
        status="" if isinstance(status, Cite) else status.text,
        words=words,
        source="" if isinstance(sources[0], Cite) else sources[0].text,
        reference=cite.number,
        first=event.when.earliest,
        last=event.when.latest,
    )
