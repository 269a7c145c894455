"""The calendar file: dates ahead as far as they are known, in a form that every calendar reads."""

from __future__ import annotations

from datetime import date

import icalendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from sample import document
from shelf import shelf

from brief.compose import compose
from brief.load import outline
from brief.model.companions import Foreseen
from brief.model.inline import Cite, Verbatim, Words
from brief.model.selection import Choice, Chosen, Selection
from brief.write import ics

DAY = date(2026, 6, 20)
ONE = Foreseen(
    id="e-wire-12ab", label="T3", when="By 2027", status="Planned", source="S2", reference=14, first=None,
    last=date(2027, 12, 31), words=(Verbatim(text="Ready by 2027; said Lee, “twice”.", spans=()),),
)  # fmt: skip


def written(*ahead: Foreseen) -> bytes:
    return ics.write(replace(document(), dated=DAY, ahead=ahead))


def entries(*ahead: Foreseen):
    return icalendar.Calendar.from_ical(written(*ahead)).walk("VEVENT")


@pytest.mark.parametrize(
    ("first", "last", "start", "end"),
    [
        (date(2027, 3, 4), date(2027, 3, 4), date(2027, 3, 4), date(2027, 3, 5)),
        (date(2027, 3, 1), date(2027, 3, 31), date(2027, 3, 1), date(2027, 4, 1)),
        (date(2027, 1, 1), date(2027, 12, 31), date(2027, 12, 31), date(2028, 1, 1)),
        (None, date(2027, 12, 31), date(2027, 12, 31), date(2028, 1, 1)),
        (date(2029, 1, 1), None, date(2029, 1, 1), date(2029, 1, 2)),
    ],
)
def test_a_short_time_is_entered_whole_and_a_long_one_by_its_end(first, last, start, end) -> None:
    (entry,) = entries(replace(ONE, first=first, last=last))
    assert (entry["dtstart"].dt, entry["dtend"].dt) == (start, end)


def test_an_entry_says_where_its_words_come_from_and_that_its_day_is_only_an_end() -> None:
    (entry,) = entries(replace(ONE, words=(*ONE.words, Cite(id="c", number=14, target="ev-14"))))
    assert entry["summary"] == "By 2027 (last day): Ready by 2027; said Lee, “twice”."
    assert entry["description"].startswith("By 2027. Planned, S2 [14].\nT3 in ")
    assert entry["uid"] == "e-wire-12ab@brief"
    assert entry["dtstamp"].dt.date() == DAY
    (whole,) = entries(replace(ONE, first=date(2027, 3, 4), last=date(2027, 3, 4)))
    assert whole["summary"] == "Ready by 2027; said Lee, “twice”."


@given(st.text(max_size=200))
@settings(max_examples=80, deadline=None)
def test_lines_are_short_whole_and_come_back_as_they_were(text: str) -> None:
    data = written(replace(ONE, words=(Words(text=text),), first=DAY, last=DAY))
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert b"\n" not in data.replace(b"\r\n", b"")
    (entry,) = icalendar.Calendar.from_ical(data).walk("VEVENT")
    kept = "".join(letter for letter in text if letter.isspace() or letter.isprintable())
    shown = "".join(letter for letter in str(entry["summary"]) if letter.isspace() or letter.isprintable())
    assert shown.split() == kept.split()


def test_only_dated_rows_that_lie_ahead_are_entered_with_the_number_of_their_evidence() -> None:
    library = shelf(
        "[wire 2025-07-01] The Wire\n"
        "event past 2024-05 | Ships met off Oman in May 2024.\n"
        "event forecast 2025 | The pact could end in 2025.\n"
        "event planned ../2030 | The pact is to end by 2030.\n"
        "event forecast | The pact could end."
    )
    asked = outline("title: T\nseeds: s\ndate: 2026-06-20\nsections:\n  - timeline: {take: 9}\n", "o.yaml")
    choices = tuple(Choice(item=item, spans=(item.span,), because=()) for item in library.items)
    chosen = Chosen(section=asked.sections[0], choices=choices)
    (one,) = compose(Selection(outline=asked, sections=(chosen,)), library, DAY, "0").ahead
    assert (one.when, one.status, one.source, one.label) == ("By 2030", "Planned", "S1", "T3")
    assert "".join(part.text for part in one.words) == "The pact is to end by 2030."
    assert one.reference == 3


def test_without_a_date_ahead_the_calendar_is_valid_and_says_so() -> None:
    undated = replace(ONE, first=None, last=None)
    for ahead in ((), (undated,)):
        calendar = icalendar.Calendar.from_ical(written(*ahead))
        assert [component.name for component in calendar.subcomponents] == ["VTIMEZONE"]
        assert calendar["x-wr-caldesc"] == "This edition names no date ahead."
    assert "x-wr-caldesc" not in icalendar.Calendar.from_ical(written(ONE))
