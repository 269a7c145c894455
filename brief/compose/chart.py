"""Rows of the timeline → the chart above its table: nothing that is not in a row, nothing more precise than it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby

from msgspec import Struct

from brief.compose.wording import Wording, opening, wording
from brief.model.article import When
from brief.model.chart import Chart, Lane, Mark, MarkSort, Tick
from brief.model.inline import Line, Words
from brief.model.items import Event

_MOST = 12
"""Marks of a chart: with more it is no longer small."""
_LEAST = 4
"""Rows with a date that make a chart worth its room, where the outline does not ask for one."""
_TICKS = 8
_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000)
"""Years from one tick to the next."""
_MONTHS = (1, 3, 6)
_AHEAD = {"planned", "forecast"}
_ROUGH = frozenset("~?%")


class Entry(Struct, frozen=True, kw_only=True):
    """A row of the table, as far as a chart needs it."""

    label: str
    """`T3`."""
    event: Event
    lane: str
    """Its status, as the table has it."""
    rank: int
    """Where not all can be shown, the lower is kept."""


def chart(entries: Sequence[Entry], as_of: date, asked: bool | None, words: Wording | None = None) -> Chart | None:
    """The chart, or None where too little has a date or the outline wants none."""
    dated = [entry for entry in entries if is_dated(entry.event.when)]
    if asked is False or len(dated) < (1 if asked else _LEAST):
        return None
    words = words or wording()
    shown = _shown(entries)
    lanes = _lanes(shown, as_of, words)
    marks = [mark for lane in lanes for mark in lane.marks]
    first, last, ticks = _axis([day for mark in marks for day in (mark.first, mark.last) if day] + [as_of], words)
    return Chart(
        id="timeline-chart",
        alt=_alt(lanes, words),
        caption=_caption(marks, shown, entries, as_of, words),
        undated=words.timeline.no_day,
        as_of=as_of,
        as_of_words=words.timeline.as_of.format(day=words.day(as_of)),
        first=first,
        last=last,
        ticks=ticks,
        lanes=lanes,
    )


def is_dated(when: When) -> bool:
    """Whether a row has a place in time: the same condition under which its table cell names one."""
    return when.edtf is not None and (when.earliest or when.latest) is not None


def _shown(entries: Sequence[Entry]) -> list[Entry]:
    """The rows that are drawn, in the order of the table: dated ones first, then by how much the brief needs them."""
    if len(entries) <= _MOST:
        return list(entries)
    order = sorted(entries, key=lambda entry: (not is_dated(entry.event.when), entry.rank))
    kept = {entry.label for entry in order[:_MOST]}
    return [entry for entry in entries if entry.label in kept]


def _lanes(entries: Sequence[Entry], as_of: date, words: Wording) -> tuple[Lane, ...]:
    """A lane for each status that occurs, from what is done to what depends on something."""
    found: dict[str, list[Mark]] = {name: [] for name in dict.fromkeys(words.timeline.status.values())}
    for entry in entries:
        found[entry.lane].append(_mark(entry, as_of, words))
    return tuple(Lane(name=name, marks=tuple(marks)) for name, marks in found.items() if marks)


def _mark(entry: Entry, as_of: date, words: Wording) -> Mark:
    when, sort = entry.event.when, _sort(entry.event)
    dated = is_dated(when)
    first, last = (when.earliest, when.latest) if dated else (None, None)
    if _runs_from(entry.event, as_of):
        first = as_of
    return Mark(
        label=entry.label,
        words=opening(words.spoken(when.edtf)) if dated and when.edtf else "",
        target=entry.event.id,
        sort=sort,
        first=first,
        last=last,
        about=dated and not _ROUGH.isdisjoint(when.edtf or ""),
    )


def _sort(event: Event) -> MarkSort:
    if event.status not in _AHEAD:
        return "reported"
    return "conditional" if event.conditional else "foreseen"


def _runs_from(event: Event, as_of: date) -> bool:
    """Whether a window of which only the end is given is drawn from the day of the brief on."""
    when = event.when
    open_start = is_dated(when) and when.earliest is None and when.latest is not None
    return open_start and event.status in _AHEAD and when.latest is not None and when.latest > as_of


def _caption(
    marks: Sequence[Mark], shown: Sequence[Entry], entries: Sequence[Entry], as_of: date, words: Wording
) -> Line:
    """What each form means, of those that are used; and which rows are not drawn."""
    undated = [mark for mark in marks if not (mark.first or mark.last)]
    dated = [mark for mark in marks if mark.first or mark.last]
    used = {
        "reported": any(mark.sort == "reported" for mark in dated),
        "foreseen": any(mark.sort == "foreseen" for mark in dated),
        "conditional": any(mark.sort == "conditional" for mark in dated),
        "reported-undated": any(mark.sort == "reported" for mark in undated),
        "foreseen-undated": any(mark.sort != "reported" for mark in undated),
        "open": any(not (mark.first and mark.last) for mark in dated),
        "rough": any(mark.about for mark in dated),
        "from-cut-off": any(_runs_from(entry.event, as_of) for entry in shown),
    }
    said = [words.timeline.forms[name] for name, is_used in used.items() if is_used]
    if len(shown) < len(entries):
        others = words.listed(_others(entries, shown, words))
        said.append(words.timeline.shown.format(shown=len(shown), total=len(entries), others=others))
    return (Words(text=" ".join(said)),)


def _others(entries: Sequence[Entry], shown: Sequence[Entry], words: Wording) -> list[str]:
    """The labels that are not drawn, three and more in a row as `T3 to T9`: never more than the gaps between marks."""
    drawn = {entry.label for entry in shown}
    found: list[str] = []
    for is_drawn, run in groupby(entries, lambda entry: entry.label in drawn):
        labels = [entry.label for entry in run]
        if not is_drawn:
            found += labels if len(labels) < 3 else [words.timeline.through.format(first=labels[0], last=labels[-1])]
    return found


def _alt(lanes: Sequence[Lane], words: Wording) -> str:
    count = sum(len(lane.marks) for lane in lanes)
    named = [f"{lane.name} ({words.listed([mark.label for mark in lane.marks])})" for lane in lanes]
    return words.timeline.alt.format(rows=words.counted(words.timeline.rows, count), lanes="; ".join(named))


def _axis(days: Sequence[date], words: Wording) -> tuple[date, date, tuple[Tick, ...]]:
    """From before the first day to after the last, in whole years, months or days, with at most eight ticks."""
    low, high = min(days), max(days)
    months = 12 * (high.year - low.year) + high.month - low.month + 1
    if months > 18:
        return _years(low.year, high.year)
    if months > 2:
        return _months(low, months, words)
    low, high = _moved(low, -2), _moved(high, 2)
    step = -(-((high - low).days + 1) // _TICKS)
    ticks = tuple(
        Tick(day=_moved(low, at), label=words.day(_moved(low, at))) for at in range(0, (high - low).days + 1, step)
    )
    return low, high, ticks


def _years(low: int, high: int) -> tuple[date, date, tuple[Tick, ...]]:
    step = next((step for step in _STEPS if (high - low) // step < _TICKS), _STEPS[-1])
    named = range(-(-low // step) * step, high + 1, step)
    ticks = tuple(Tick(day=date(year, 1, 1), label=str(year)) for year in named if year)
    return date(low, 1, 1), date(high, 12, 31), ticks


def _months(low: date, months: int, words: Wording) -> tuple[date, date, tuple[Tick, ...]]:
    step = next((step for step in _MONTHS if months // step <= _TICKS), _MONTHS[-1])
    firsts = [day for day in _firsts(low, months) if (day.month - 1) % step == 0]
    *_, last = _firsts(low, months)
    end = date(last.year, 12, 31) if last.month == 12 else date(last.year, last.month + 1, 1) - timedelta(days=1)
    ticks = tuple(Tick(day=day, label=words.spoken(f"{day.year:04}-{day.month:02}")) for day in firsts)
    return low.replace(day=1), end, ticks


def _firsts(low: date, months: int) -> Iterator[date]:
    """The first day of each of so many months."""
    for at in range(low.month - 1, low.month - 1 + months):
        yield date(low.year + at // 12, at % 12 + 1, 1)


def _moved(day: date, days: int) -> date:
    """A day so much later, within the calendar."""
    ordinal = min(max(day.toordinal() + days, date.min.toordinal()), date.max.toordinal())
    return date.fromordinal(ordinal)
