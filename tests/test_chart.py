"""The chart of time: nothing that is not in the table, nothing more precise than it, and no label on another."""

from __future__ import annotations

from collections import Counter
from datetime import date
from io import BytesIO
from itertools import combinations
from pathlib import Path

import lxml.html
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from PIL import Image, ImageFont
from sample import document
from shelf import shelf

from brief.compose import compose
from brief.compose.chart import Entry, chart
from brief.drawing.chart import PAGE, TELEPHONE, Sheet, draw, strips
from brief.drawing.metrics import width
from brief.drawing.raster import png
from brief.drawing.rows import frame, rows
from brief.drawing.shapes import Drawing, Stroke, Text
from brief.load import outline
from brief.load.brand import brand
from brief.model.article import Span, When
from brief.model.chart import Chart
from brief.model.document import Table
from brief.model.items import Event
from brief.model.selection import Choice, Chosen, Selection
from brief.text.dates import bounds
from brief.write import html

TEMPLATES = Path(__file__).parent.parent / "templates"
FACES = tuple((TEMPLATES / "fonts" / f"SourceSans3-{face}.ttf").read_bytes() for face in ("Regular", "Semibold"))
ASSETS = {name: (TEMPLATES / name).read_bytes() for name in ("brief.html.j2", "brief.css")}
BRAND = brand((TEMPLATES / "brand.yaml").read_text(encoding="utf-8"), "templates/brand.yaml")
AS_OF = date(2026, 6, 20)
SHEETS = (PAGE, TELEPHONE)

YEARS = st.integers(1, 9999) | st.integers(2015, 2040)
POINTS = st.builds(
    lambda year, rest, rough: f"{year:04}{rest}{rough}",
    YEARS,
    st.sampled_from(("", "", "-02", "-11", "-12-31", "-06-20")),
    st.sampled_from(("", "", "~")),
)
SPANS = st.tuples(YEARS, YEARS).map(lambda pair: f"{min(pair):04}/{max(pair):04}")
EDTF = st.one_of(
    st.none(), POINTS, SPANS, POINTS.map(lambda one: f"../{one}"), POINTS.map(lambda one: f"{one}/.."),
    st.just("2026-06-20"), st.just("202X"),
)  # fmt: skip
STATUS = {"past": "Reported", "planned": "Planned", "forecast": "Forecast"}
TOLD = st.lists(st.tuples(EDTF, st.sampled_from(sorted(STATUS)), st.booleans()), min_size=1, max_size=16)


def entries(told: list[tuple[str | None, str, bool]]) -> list[Entry]:
    """Rows as the table numbers them, out of date, status and whether something must come true first."""
    found = []
    for number, (edtf, status, conditional) in enumerate(told, 1):
        earliest, latest = bounds(edtf) if edtf else (None, None)
        event = Event(
            id=f"e-a-{number}", span=Span(article="a", start=number, end=number + 1), status=status, actors=(),
            when=When(edtf=edtf, earliest=earliest, latest=latest, phrase=None, basis="explicit"),
            conditional=conditional, rule="case",
        )  # fmt: skip
        lane = "Conditional" if conditional and status != "past" else STATUS[status]
        found.append(Entry(label=f"T{number}", event=event, lane=lane, rank=number))
    return found


def charted(*told: tuple[str | None, str, bool]) -> Chart:
    made = chart(entries(list(told)), AS_OF, asked=True)
    assert made
    return made


def boxes(drawing: Drawing) -> list[tuple[Text, tuple[float, float, float, float]]]:
    """The words of a drawing with the room they take: left, top, right, bottom."""
    found = []
    for text in drawing.shapes:
        if isinstance(text, Text):
            size = width(text.words, text.size)
            left = text.at[0] - {"start": 0, "middle": size / 2, "end": size}[text.anchor]
            found.append((text, (left, text.at[1] - 0.72 * text.size, left + size, text.at[1] + 0.22 * text.size)))
    return found


def points(drawing: Drawing):
    for shape in drawing.shapes:
        match shape:
            case Text():
                continue
            case _ if hasattr(shape, "points"):
                yield from shape.points
            case _:
                (x, y), radius = shape.centre, shape.radius
                yield from ((x - radius, y - radius), (x + radius, y + radius))


@pytest.mark.parametrize("sheet", SHEETS, ids=["page", "telephone"])
@given(told=TOLD)
@settings(max_examples=120, deadline=None)
def test_no_label_meets_another_and_all_stays_on_the_sheet(sheet: Sheet, told: list) -> None:
    made = chart(entries(told), AS_OF, asked=True)
    if made is None:
        assert not any(edtf for edtf, *_ in told)
        return
    drawing = draw(made, sheet)
    for (one, (left, top, right, bottom)), (other, (left2, top2, right2, bottom2)) in combinations(boxes(drawing), 2):
        apart = right <= left2 or right2 <= left or bottom <= top2 or bottom2 <= top
        assert apart, (one.words, other.words)
    for text, (left, top, right, bottom) in boxes(drawing):
        assert left > -0.01, text
        assert right < drawing.width + 0.01, text
        assert top > -0.01, text
        assert bottom < drawing.height + 0.01, text
    assert all(-0.3 < x < drawing.width + 0.3 and 0 <= y < drawing.height for x, y in points(drawing))


@given(told=TOLD)
@settings(max_examples=80, deadline=None)
def test_a_mark_covers_all_of_its_time_and_what_has_none_stays_out_of_it(told: list) -> None:
    made = chart(entries(told), AS_OF, asked=True)
    if made is None:
        return
    field = frame(made, gutter=0, left=20, right=150, arrow=8)
    for place in (place for lane in made.lanes for row in rows(lane.marks, field) for place in row.places):
        mark = place.mark
        if mark.first is None and mark.last is None:
            assert place.end < field.left
        if mark.first and mark.last and mark.first < mark.last:
            assert place.start < field.x(mark.first.toordinal()) + 0.01
            assert field.x(mark.last.toordinal() + 1) - 0.01 < place.end


def test_each_kind_of_date_is_drawn_as_far_as_it_is_known() -> None:
    made = charted(
        ("2024", "past", False), ("2027~", "forecast", False), ("../2027", "planned", False),
        ("2029/..", "forecast", True), ("2025-06/2030-06", "forecast", False), (None, "past", False),
        ("../2020", "past", False),
    )  # fmt: skip
    marks = {mark.label: mark for lane in made.lanes for mark in lane.marks}
    assert {label: (mark.first, mark.last, mark.about) for label, mark in marks.items()} == {
        "T1": (date(2024, 1, 1), date(2024, 12, 31), False),
        "T2": (date(2027, 1, 1), date(2027, 12, 31), True),
        "T3": (AS_OF, date(2027, 12, 31), False),
        "T4": (date(2029, 1, 1), None, False),
        "T5": (date(2025, 6, 1), date(2030, 6, 30), False),
        "T6": (None, None, False),
        "T7": (None, date(2020, 12, 31), False),
    }
    assert [lane.name for lane in made.lanes] == ["Reported", "Planned", "Forecast", "Conditional"]
    (caption,) = made.caption
    assert "run from the cut-off" in caption.text
    assert marks["T3"].words == "By 2027"


def test_of_many_rows_the_dated_and_the_best_are_shown_and_the_caption_names_the_others() -> None:
    told = [(None, "past", False)] * 10 + [(f"{year:04}", "past", False) for year in range(1000, 2190)]
    made = charted(*told)
    labels = [mark.label for lane in made.lanes for mark in lane.marks]
    assert labels == [f"T{number}" for number in range(11, 23)]
    (caption,) = made.caption
    assert caption.text.endswith("12 of 1200 drawn, not T1 to T10 and T23 to T1200.")


@pytest.mark.parametrize(
    "told",
    [
        [("2026-06-20", "past", False)] * 12,
        [("0001", "past", False), ("9999", "forecast", False)],
        [("0001-01-01", "past", False)],
        [("9999-12-31", "forecast", True)],
        [("1648", "past", False), ("2027-03", "planned", False)],
        [("2026-05", "past", False), ("2026-09", "planned", False)],
    ],
)
def test_hostile_times_have_a_chart_with_few_ticks(told: list) -> None:
    made = charted(*told)
    assert 1 <= len(made.ticks) <= 9
    assert made.first <= AS_OF <= made.last
    assert all(made.first <= tick.day <= made.last for tick in made.ticks)
    assert draw(made).height < 120


def test_without_a_wish_four_dates_make_a_chart_and_no_date_makes_none() -> None:
    dated = [("2024", "past", False)] * 4
    assert chart(entries(dated), AS_OF, asked=None)
    assert not chart(entries(dated[:3]), AS_OF, asked=None)
    assert chart(entries(dated[:1]), AS_OF, asked=True)
    assert not chart(entries(dated), AS_OF, asked=False)
    assert not chart(entries([(None, "past", False)] * 9), AS_OF, asked=True)


def test_every_mark_is_a_row_of_the_table_with_its_date_and_status() -> None:
    lines = "\n".join(f"event past 20{year} | Ships met off Oman in 20{year}." for year in range(11, 16))
    lines += "\nevent forecast ../2030 | The pact could end by 2030.\nevent past | Ships met."
    library = shelf(f"[wire 2025-07-01] The Wire\n{lines}")
    asked = outline("title: T\nseeds: s\ndate: 2026-06-20\nsections:\n  - timeline: {take: 9}\n", "o.yaml")
    chosen = Chosen(
        section=asked.sections[0],
        choices=tuple(Choice(item=item, spans=(item.span,), because=()) for item in library.items),
    )
    composed = compose(Selection(outline=asked, sections=(chosen,)), library, AS_OF, "0")
    drawn, table = composed.parts[0].blocks
    assert isinstance(drawn, Chart)
    assert isinstance(table, Table)
    found = {row.id: row.cells for group in table.groups for row in group.rows}
    for lane in drawn.lanes:
        for mark in lane.marks:
            when, _, status, _ = found[mark.target]
            assert "".join(part.text for part in when[0]).startswith(f"{mark.label} {mark.words}")
            assert lane.name == status[0][0].text


def test_the_page_says_in_words_what_the_chart_shows() -> None:
    made = charted(("2024", "past", False), ("2029/..", "forecast", False))
    assert "table below" in made.alt
    assert "Reported (T1); Forecast (T2)" in made.alt
    brief = replace(document(), parts=(replace(document().parts[0], blocks=(made,)),))
    house = replace(BRAND, color={**BRAND.color, "accent": "#123456"})
    axis = [made.as_of_words]
    for medium, titles in (("print", [made.alt, *axis]), ("screen", [made.alt] * 2)):
        page = lxml.html.document_fromstring(html.write(brief, ASSETS, house, medium).decode())
        assert page.xpath("//figure//*[@role='img']/title/text()") == titles
        assert page.xpath("//figure//figcaption")[0].text_content() == made.caption[0].text
        assert page.xpath("//figure//*[@fill='#123456']")


def test_a_page_may_end_within_a_tall_chart_and_its_strips_are_the_whole_of_it() -> None:
    days = [(f"202{year}-01-01", status, False) for status in ("past", "forecast") for year in range(1, 9)]
    made = charted(*days)
    whole = draw(made)
    parts = [drawing for drawing, _ in strips(made)]
    assert len(parts) > 2
    assert max(part.height for part in parts) < 45
    assert [part.top for part in parts[1:]] == pytest.approx([part.top + part.height for part in parts[:-1]])
    assert parts[-1].top + parts[-1].height == pytest.approx(whole.height)
    texts = [[shape for shape in one.shapes if isinstance(shape, Text)] for one in (*parts, whole)]
    assert Counter(one for part in texts[:-1] for one in part) == Counter(texts[-1])
    for part, words in zip(parts, texts[:-1], strict=True):
        assert all(part.top <= one.at[1] <= part.top + part.height for one in words)


def test_reported_and_foreseen_differ_without_colour() -> None:
    """Hatched bars are lines and solid ones areas; their shades of grey could be taken for one another."""
    solid, hatched = (draw(charted(("2024/2030", status, False))) for status in ("past", "forecast"))
    inks = [[shape.ink for shape in one.shapes if isinstance(shape, Stroke)] for one in (solid, hatched)]
    assert inks[0].count("accent") == 0
    assert inks[1].count("forecast") > 20


def test_the_picture_is_as_fine_as_print_and_the_same_each_time() -> None:
    drawing = draw(charted(("2024", "past", False), ("2029/..", "forecast", True)))
    data = png(drawing, FACES)
    picture = Image.open(BytesIO(data))
    assert picture.width / (drawing.width / 25.4) == pytest.approx(300, abs=1)
    assert data == png(drawing, FACES)
    assert png(drawing, None)


@pytest.mark.parametrize("face", FACES, ids=["regular", "semibold"])
def test_words_never_need_more_room_than_reckoned(face: bytes) -> None:
    font = ImageFont.truetype(BytesIO(face), 1000)
    letters = [chr(code) for code in (*range(32, 127), *range(0xC0, 0x17F)) if font.getmask(chr(code)).size]
    assert not [letter for letter in letters if font.getlength(letter) > width(letter, 1000)]


def test_two_timelines_of_a_brief_have_no_label_in_common() -> None:
    lines = "\n".join(f"event past 20{year} | Ships met off Oman in 20{year}." for year in range(11, 19))
    library = shelf(f"[wire 2025-07-01] The Wire\n{lines}")
    asked = outline("title: T\nseeds: s\ndate: 2026-06-20\nsections: [timeline, timeline]\n", "o.yaml")
    choices = [Choice(item=item, spans=(item.span,), because=()) for item in library.items]
    halves = (choices[:4], choices[4:])
    sections = tuple(
        Chosen(section=section, choices=tuple(half)) for section, half in zip(asked.sections, halves, strict=True)
    )
    composed = compose(Selection(outline=asked, sections=sections), library, AS_OF, "0")
    charts = [block for part in composed.parts for block in part.blocks if isinstance(block, Chart)]
    assert [[mark.label for lane in one.lanes for mark in lane.marks] for one in charts] == [
        ["T1", "T2", "T3", "T4"],
        ["T5", "T6", "T7", "T8"],
    ]


def test_a_label_turns_to_the_other_side_of_its_mark_for_a_neighbour() -> None:
    made = charted(("2001", "past", False), ("2010-01", "past", False), ("2011-06", "past", False))
    (lane,) = made.lanes
    field_of = frame(made, gutter=42, left=42, right=172, arrow=9)
    (row,) = [row for row in rows(lane.marks, field_of) if len(row.places) > 1]
    before, after = row.places[-2:]
    assert before.label < before.start < after.start < after.label
