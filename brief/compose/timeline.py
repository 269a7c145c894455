"""Chosen events → the timeline: a chart, then the table of what is reported and what is foreseen."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from brief.compose.chart import Entry, chart
from brief.compose.references import References
from brief.compose.wording import Wording, opening
from brief.model.article import Span, When
from brief.model.document import Block, Column, Row, RowGroup, Table
from brief.model.inline import Inline, Line, Tone, Words
from brief.model.items import Event
from brief.model.selection import Choice, Chosen

_WIDTHS = (42, 91, 23, 16)
"""In mm: when, event, status, sources."""
_AHEAD = {"planned", "forecast"}


def timeline(chosen: Chosen, references: References, as_of: date) -> tuple[Block, ...]:
    """The table, its labels unique in the brief; within a group the dated rows in order of time, then the undated."""
    wording, words = references.wording, references.wording.timeline
    done = sorted((choice for choice in chosen.choices if not _ahead(choice)), key=_time)
    ahead = sorted((choice for choice in chosen.choices if _ahead(choice)), key=_time)
    cited = {span for spans in references.cited for span in spans}
    labels = {choice.item.id: references.next_label(wording.labels.event) for choice in (*done, *ahead)}
    groups = tuple(
        RowGroup(heading=heading, tone=tone, rows=tuple(_row(labels[one.item.id], one, references) for one in choices))
        for heading, tone, choices in _headed(done, ahead, as_of, wording)
        if choices
    )
    table = Table(
        id="timeline-table",
        caption=words.caption,
        columns=tuple(Column(head=head, width=width) for head, width in zip(words.heads, _WIDTHS, strict=True)),
        groups=groups,
    )
    entries = _entries(labels, (*done, *ahead), chosen, cited, wording)
    drawing = chart(entries, as_of, chosen.section.chart, wording)
    return (drawing, table) if drawing else (table,)


def _entries(
    labels: Mapping[str, str], rows: Sequence[Choice], chosen: Chosen, cited: Collection[Span], wording: Wording
) -> tuple[Entry, ...]:
    """The rows for the chart, in lanes by their status; what is cited before it or lies ahead is kept first."""
    best = sorted(chosen.choices, key=lambda choice: not (_ahead(choice) or _is_cited(choice, cited)))
    rank = {choice.item.id: at for at, choice in enumerate(best)}
    events = [choice.item for choice in rows if isinstance(choice.item, Event)]
    return tuple(
        Entry(label=labels[event.id], event=event, lane=_status(event, wording), rank=rank[event.id])
        for event in events
    )


def _is_cited(choice: Choice, cited: Collection[Span]) -> bool:
    return choice.pinned or any(choice.item.span.overlaps(span) for span in cited)


def _status(event: Event, wording: Wording) -> str:
    return wording.timeline.status["conditional" if event.conditional and event.status in _AHEAD else event.status]


def _headed(
    done: list[Choice], ahead: list[Choice], as_of: date, wording: Wording
) -> tuple[tuple[str, Tone, list[Choice]], ...]:
    words = wording.timeline
    return ((words.reported, "accent", done), (words.foreseen.format(day=wording.day(as_of)), "forecast", ahead))


def _ahead(choice: Choice) -> bool:
    return isinstance(choice.item, Event) and choice.item.status in _AHEAD


def _time(choice: Choice) -> tuple[date, date, str]:
    when = choice.item.when if isinstance(choice.item, Event) else None
    first = (when.earliest or when.latest) if when else None
    return (first or date.max, (when.latest if when else None) or date.max, choice.item.id)


def _row(label: str, choice: Choice, references: References) -> Row:
    event = choice.item
    if not isinstance(event, Event):
        raise TypeError(event)
    when: Line = (
        Words(text=label, tone="strong"),
        Words(text=" "),
        *_when(event.when, references),
    )
    tone: Tone = "forecast" if event.status in _AHEAD else "plain"
    cite = references.cite(choice.spans)
    labels = (Words(text=references.label(event.span.article)), cite)
    return Row(
        id=event.id,
        cells=(
            (when,),
            (references.passage(choice),),
            ((Words(text=_status(event, references.wording), tone=tone),),),
            (labels,),
        ),
    )


def _when(when: When, references: References) -> Line:
    """The date as precise as known; words that were turned into a date, or could not be, stand beside it."""
    wording = references.wording
    known = opening(wording.spoken(when.edtf)) if when.edtf else wording.timeline.undated
    if when.phrase is None or (when.edtf and when.basis == "explicit"):
        return (Words(text=known),)
    left, right = wording.marks
    quoted: tuple[Inline, ...] = (
        Words(text=f" {left}", tone="muted"),
        references.verbatim((when.phrase,)),
        Words(text=right, tone="muted"),
    )
    return (Words(text=known), *quoted)
