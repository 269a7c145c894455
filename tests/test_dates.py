"""Date expressions in text: what they mean, how they are printed, and that no text is too odd."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from edtf import parse_edtf
from hypothesis import given, settings
from hypothesis import strategies as st

from brief.extract import extract
from brief.model.library import Library
from brief.store import library_json
from brief.text.dates import bounds, find_dates, spoken, timed

CASES = Path(__file__).parent / "cases" / "dates"

COUNTS = ("two", "3", "twenty-five", "a")
UNITS = ("days", "weeks", "month", "quarter", "years", "decades")
MONTHS = ("May", "Sept.", "December")
PHRASES = st.one_of(
    st.builds("{} {} {}".format, st.integers(1, 31), st.sampled_from(MONTHS), st.integers(1400, 2150)),
    st.builds("{} {}".format, st.sampled_from(MONTHS), st.integers(1, 31)),
    st.builds("{} {} {}".format, st.sampled_from(COUNTS), st.sampled_from(UNITS), st.sampled_from(("ago", "later"))),
    st.builds(
        "{} {} {}".format, st.sampled_from(("within", "in the next")), st.sampled_from(COUNTS), st.sampled_from(UNITS)
    ),
    st.builds("{} {}".format, st.sampled_from(("last", "this", "next", "that", "early next")), st.sampled_from(UNITS)),
    st.builds("{} {}".format, st.sampled_from(("by", "before", "not before", "about")), st.integers(1900, 2100)),
    st.builds("from {} to {}".format, st.integers(1900, 2100), st.integers(1900, 2100)),
    st.sampled_from(
        ("Friday", "last Monday", "Monday week", "in the summer", "Q3 2024", "FY25", "the '80s", "1999/00")
    ),
    st.sampled_from(
        ("10 p.m.", "at 14:00", "0900 GMT", "noon", "by midnight", "overnight into", "9 to 5pm on", "tonight")
    ),
)
PUBLISHED = st.one_of(
    st.none(), st.dates().map(date.isoformat), st.sampled_from(("2025", "2025-07", "2025~", "2025-07-07~"))
)


def cases() -> Iterator[object]:
    """Each `== name`, an optional `published …`, the text, and the lines `phrase → edtf basis` under `# output`."""
    for path in sorted(CASES.glob("*.txt")):
        for block in ("\n" + path.read_text(encoding="utf-8")).split("\n== ")[1:]:
            name, _, rest = block.partition("\n")
            text, _, expected = rest.partition("\n# output\n")
            published = None
            if text.startswith("published "):
                head, _, text = text.partition("\n")
                published = head.removeprefix("published ")
            yield pytest.param(text, published, expected.strip().splitlines(), id=name)


@pytest.mark.parametrize(("text", "published", "expected"), list(cases()))
def test_dates_mean_what_a_reader_takes_them_to_mean(text, published, expected):
    found = find_dates(text, published)
    told = [(text[one.start : one.end], timed(one.edtf or "none", one.time), one.basis) for one in found]
    assert [f"{phrase} → {value} {basis}" for phrase, value, basis in told] == expected


@given(text=st.text(max_size=300), published=st.one_of(PUBLISHED, st.text(max_size=20)))
def test_any_text_with_any_publication_date_is_read(text, published):
    assert_in_order(text, find_dates(text, published))


@settings(deadline=None)  # the edtf package takes its time
@given(
    phrases=st.lists(PHRASES, max_size=6),
    joint=st.sampled_from((" ", ", ", ". ", " to ", "-", "\n\n")),
    published=PUBLISHED,
)
def test_whatever_dates_stand_side_by_side_every_value_is_edtf(phrases, joint, published):
    text = joint.join(phrases)
    found = find_dates(text, published)
    assert_in_order(text, found)
    for one in found:
        if one.edtf:
            parse_edtf(one.edtf)
            assert (one.earliest, one.latest) == bounds(one.edtf) != (None, None)
            assert spoken(one.edtf) != one.edtf or one.edtf.isdigit()


def assert_in_order(text, found):
    edges = [edge for one in found for edge in (one.start, one.end)]
    assert edges == sorted(edges)
    assert all(0 <= one.start < one.end <= len(text) for one in found)


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2023-03", "March 2023"),
        ("2025-07-05", "5 July 2025"),
        ("2024-22", "summer 2024"),
        ("2024-33", "first quarter of 2024"),
        ("../2027", "by 2027"),
        ("2029/..", "2029 or later"),
        ("2025-06/2030-06", "June 2025 to June 2030"),
        ("2025-08-04/2025-08-10", "4 to 10 August 2025"),
        ("2025-06/2025-08", "June to August 2025"),
        ("2030~/2035~", "about 2030 to 2035"),
        ("2025-07-05/2025-07-05", "5 July 2025"),
        ("2019~", "about 2019"),
        ("201X", "the 2010s"),
        ("19XX", "the 20th century"),
        ("no date", "no date"),
    ],
)
def test_a_date_is_printed_exactly_as_precise_as_it_is(edtf, words):
    assert spoken(edtf) == words


@pytest.mark.parametrize(
    ("edtf", "earliest", "latest"),
    [
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("../2027", None, date(2027, 12, 31)),
        ("2029/..", date(2029, 1, 1), None),
        ("2024-35", date(2024, 7, 1), date(2024, 9, 30)),
        ("201X", date(2010, 1, 1), date(2019, 12, 31)),
        ("2025-02-30", None, None),
        ("soon", None, None),
    ],
)
def test_a_value_reaches_from_its_first_to_its_last_day(edtf, earliest, latest):
    assert bounds(edtf) == (earliest, latest)


@pytest.mark.parametrize(
    ("edtf", "time", "value"),
    [
        ("2026-03-05", "22:00", "2026-03-05T22:00"),
        ("2026-03-05", "NI", "2026-03-05TNI"),
        ("2026-03-05", "", "2026-03-05"),
        ("2026-03-05~", "MO", "2026-03-05TMO~"),
        ("../2026-03-05", "17:00", "../2026-03-05T17:00"),
        ("2026-03-05/..", "17:00", "2026-03-05T17:00/.."),
        ("2026-03-05/2026-03-07", "17:00", "2026-03-05/2026-03-07"),
        ("2026-03", "17:00", "2026-03"),
    ],
)
def test_a_time_follows_the_one_day_of_a_value(edtf, time, value):
    assert timed(edtf, time) == value


def test_the_library_prints_the_time_and_an_event_keeps_its_day(article):
    made = article("The council met at 10 p.m. on Tuesday and voted.", published="2026-03-05")
    found = extract(made)
    tree = json.loads(library_json(Library(articles=(made,), items=found.items, clusters=(), dates=found.dates)))
    assert [one["edtf"] for one in tree["dates"]] == ["2026-03-03T22:00"]
    events = [one["when"] for one in tree["items"] if one["kind"] == "event"]
    assert [(when["edtf"], when["time"]) for when in events] == [("2026-03-03", "22:00")]
