"""What is new since the last edition: two editions held against each other, in plain values."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from msgspec.structs import replace

from brief.compare import compare, newest_earlier
from brief.errors import UsageError
from brief.load import outline
from brief.manifest import edition_of, manifest_name, read_manifest, write_manifest
from brief.model.edition import Edition, Input, Printed
from brief.model.library import Cluster
from brief.model.selection import Chosen, Selection
from brief.select import select
from tests.shelf import shelf

DEPTH = "The harbour is to be dredged to fourteen metres before the first ferry berths."
PRICE = "The cable would cost about nine million euros, the port authority says."


def edition(*printed: Printed, number: str = "1", day: int = 1, skipped: tuple[str, ...] = ()) -> Edition:
    inputs = {one.source: Input(id=one.source, path=f"seeds/{one.source}.txt", sha256=one.sha256) for one in printed}
    return Edition(
        name="weekly",
        edition=number,
        title="T",
        dated=date(2025, 9, day),
        cutoff=None,
        inputs=tuple(inputs.values()),
        printed=printed,
        skipped=skipped,
    )


def item(words: str, **known: object) -> Printed:
    """A key point of the source `a`, at the place and with the id that its words give, unless told otherwise."""
    whole = {"item": f"c-{known.get('source', 'a')}-{words[:12]}", "source": "a", "sha256": "1", "start": 0}
    return Printed(**{"section": "key_points", "end": len(words), "words": words, **whole, **known})


def became(old: Edition, new: Edition) -> list[tuple[str, str | None]]:
    return [(change.sort, change.reason and str(change.reason)) for change in compare(old, new).changes]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param(item(DEPTH), item(DEPTH, start=40), ("still", None), id="moved in its source"),
        pytest.param(item(DEPTH), item(f"{DEPTH}".replace(" is", "\u00a0is")), ("still", None), id="other white space"),
        pytest.param(item(DEPTH), item(DEPTH, source="b", sha256="2"), ("still", None), id="now from another source"),
        pytest.param(item(DEPTH), item(DEPTH, section="timeline", item="e-a-1"), ("still", None), id="another section"),
        pytest.param(item(DEPTH), item(DEPTH, item="c-x-1", source="x"), ("still", None), id="a renamed source"),
        pytest.param(
            item(DEPTH, item="c-a-1"), item(DEPTH[:40], item="c-a-1"), ("changed", None), id="printed in part"
        ),
        pytest.param(
            item(DEPTH, item="c-a-1"),
            item("The harbour gets deeper.", item="c-a-1", edited=True),
            ("changed", None),
            id="reworded by the desk",
        ),
        pytest.param(
            item(DEPTH, speaker="Ann Lee"), item(DEPTH, speaker="Bo Ek"), ("changed", None), id="another speaker"
        ),
        pytest.param(item(DEPTH, speaker="Lee"), item(DEPTH, speaker="Ann Lee"), ("still", None), id="a fuller name"),
        pytest.param(
            item(DEPTH, item="c-a-1"),
            item(DEPTH.replace("fourteen", "fifteen"), item="c-a-2", sha256="2"),
            ("corrected", None),
            id="near-same words in a changed source",
        ),
        pytest.param(
            item(DEPTH, item="c-a-1"),
            item("The harbour is to be dredged to nine metres in 2027.", item="c-a-2", sha256="2"),
            ("corrected", None),
            id="the same place in a changed source",
        ),
        pytest.param(
            item(DEPTH, item="c-a-1"),
            item(DEPTH.replace("fourteen", "fifteen"), item="c-a-2"),
            ("changed", None),
            id="near-same words in a source that was not changed",
        ),
    ],
)
def test_an_item_is_found_again_and_what_became_of_it_is_told(
    old: Printed, new: Printed, expected: tuple[str, str | None]
) -> None:
    assert became(edition(old), edition(new, number="2")) == [expected]


KEPT = item(PRICE, source="b", sha256="9")
GONE = "its section is no longer in the brief"


def found(one: Edition, name: str) -> Edition:
    """The edition without its item of the source `a`, in which `name` alone was found."""
    inputs = tuple(replace(each, found=name) if each.id == "a" else each for each in one.inputs)
    return replace(one, inputs=inputs, printed=(KEPT,))


@pytest.mark.parametrize(
    ("new", "reason"),
    [
        (edition(KEPT), "its source is gone"),
        (replace(edition(KEPT, item(DEPTH)), printed=(KEPT,)), "its section prints fewer items now"),
        (replace(edition(KEPT, item(DEPTH)), printed=(replace(KEPT, section="quotes"),)), GONE),
        (found(edition(KEPT, item(DEPTH)), "c-a-other"), "no longer found in its source"),
        (found(edition(KEPT, item(DEPTH, sha256="2")), "c-a-other"), "no longer found in its source"),
        (found(edition(KEPT, item(DEPTH, sha256="2", item="c-a-1")), "c-a-1"), "its section prints fewer items now"),
        (replace(edition(KEPT, item(DEPTH)), printed=(KEPT,), skipped=("c-a-The harbour ",)), "skipped by the outline"),
        (replace(edition(KEPT, item(DEPTH, sha256="2")), printed=(KEPT,)), "its source was changed"),
        (
            replace(edition(KEPT), inputs=(*edition(KEPT).inputs, Input(id="a", path="p", sha256="1", late=True))),
            "its source was published after the cut-off",
        ),
    ],
)
def test_a_dropped_item_is_told_with_its_reason(new: Edition, reason: str) -> None:
    last = edition(item(DEPTH, item="c-a-1") if "c-a-1" in str(new.inputs) else item(DEPTH), KEPT)
    assert became(last, new) == [("still", None), ("dropped", reason)]


def test_what_took_its_place_is_told_of_the_same_section_only() -> None:
    fresh = [item(words, section=kind, source="b", sha256="9", item=f"c-b-{kind}") for words, kind in FRESH]
    new = replace(edition(*fresh, item(DEPTH)), printed=(*fresh, KEPT))
    (lost,) = [change for change in compare(edition(item(DEPTH), KEPT), new).changes if change.sort == "dropped"]
    assert (str(lost.reason), [one.item for one in lost.by]) == ("others took its place", ["c-b-key_points"])


FRESH = [("The ferry line has ordered two electric ships.", "key_points"), ("“It is late,” she said.", "quotes")]


def test_what_the_bottom_line_rested_on_is_told_as_such() -> None:
    last = edition(item(DEPTH, section="bottom_line"), KEPT)
    assert became(last, edition(KEPT, item(DEPTH, section="bottom_line")))[1] == ("still", None)
    new = replace(edition(KEPT, item(DEPTH)), printed=(KEPT,))
    assert became(last, new)[1] == ("dropped", "the bottom line no longer rests on it")


def test_a_capital_that_the_brief_put_in_brackets_makes_no_change() -> None:
    old, new = item("most analysts agree on it."), item("[M]ost analysts agree on it.")
    assert became(edition(old), edition(new, number="2")) == [("still", None)]


def test_a_manifest_keeps_the_words_as_they_are_printed() -> None:
    library = shelf(f"[a] A\nclaim fact | {DEPTH}\n")
    asked = outline(f"title: T\nseeds: s\nsections: [{{key_points: {{pick: [{CUT}]}}}}]\n", "weekly.yaml")
    (one,) = edition_of(select(library, asked, lambda _: None), library, date(2025, 9, 1)).printed
    assert one.words == "[F]ourteen metres before the first ferry berths."


CUT = "{find: harbour, words: fourteen metres before the first ferry berths.}"


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (DEPTH, ("dropped", "no longer found in its source")),
        (DEPTH.replace("fourteen", "fifteen"), ("corrected", None)),
        ("The dredging was called off.", ("dropped", "its words no longer stand in the source")),
    ],
)
def test_of_a_changed_source_the_library_tells_what_it_says_now(now: str, expected: tuple[str, str | None]) -> None:
    library = shelf(f"[a] A\nclaim fact | {now}\n")
    article = library.article["a"]
    new = replace(edition(number="2"), inputs=(Input(id="a", path="p", sha256=article.source.sha256),))
    (change,) = compare(edition(item(DEPTH)), new, library).changes
    assert (change.sort, change.reason and str(change.reason)) == expected
    assert (change.new.words if change.new else None) == (now if expected[0] == "corrected" else None)


def test_what_is_printed_twice_is_told_once_and_the_bottom_lines_ground_only_where_nothing_prints_it() -> None:
    twice = (item(DEPTH), item(DEPTH, section="timeline", item="e-a-1"), item(DEPTH, section="bottom_line"))
    assert became(edition(KEPT), edition(*twice, KEPT)) == [("new", None), ("still", None)]
    assert became(edition(KEPT), edition(KEPT, item(DEPTH, section="bottom_line")))[1] == ("new", None)


@pytest.mark.parametrize(
    ("number", "numbers", "expected"),
    [
        ("10", ["2", "9", "10", "11"], "9"),
        pytest.param("2", ["1" * 5000], "1" * 5000, id="too long for a number: by date"),
        ("2025-40", ["2025-38", "2025-39"], "2025-39"),
        ("1", ["1"], None),
        ("1", [], None),
    ],
)
def test_the_edition_before_is_found_by_number_or_else_by_date(
    number: str, numbers: list[str], expected: str | None
) -> None:
    others = {one: edition(number=one, day=at) for at, one in enumerate(numbers, 1)}
    assert newest_earlier(edition(number=number, day=20), others) == expected
    assert newest_earlier(replace(edition(number="99", day=20), name="monthly"), others) is None


def test_both_sides_of_a_disagreement_are_printed_items_too() -> None:
    library = shelf(f"[a] A\nclaim fact | {DEPTH}\n\n[b] B\nclaim fact | {PRICE}\n")
    lead, other = (one.id for one in library.items)
    conflict = Cluster(sort="conflict", lead=lead, others=(other,), origins=2)
    asked = outline("title: T\nseeds: s\nedition: 3\nsections: [disagreements]\n", "weekly.yaml")
    chosen = Chosen(section=asked.sections[0], conflicts=(conflict,))
    found = edition_of(Selection(outline=asked, sections=(chosen,)), library, date(2025, 9, 1))
    assert [(one.section, one.source, one.words) for one in found.printed] == [
        ("disagreements", "a", DEPTH),
        ("disagreements", "b", PRICE),
    ]


def test_a_manifest_comes_back_as_it_went_out() -> None:
    one = edition(item("“Naïve” … ça", speaker="É", also=("b",)), skipped=("c-a-2",))
    assert read_manifest(write_manifest(one), "m.json") == one


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda data: data.replace(b"brief-manifest/1", b"brief-manifest/2"), "another version: `brief-manifest/2`"),
        (lambda data: data[: len(data) // 2], "m.json: error: not a whole manifest"),
        (lambda data: data.replace(b'"start": 0', b'"start": "x"'), "$.printed[0].start"),
        (lambda _: b"\xff\x00", "not a whole manifest"),
        (lambda _: b"[" * 100_000, "not a whole manifest"),
        (lambda _: b"{}", "not a manifest"),
    ],
)
def test_a_manifest_that_cannot_be_read_is_one_line(spoil: Callable[[bytes], bytes], said: str) -> None:
    with pytest.raises(UsageError) as raised:
        read_manifest(spoil(write_manifest(edition(item(DEPTH)))), "m.json")
    (told,) = raised.value.diagnostics
    assert said in str(told)
    assert told.hint
    assert "\n" not in told.message


def test_two_numbers_never_share_a_file_and_none_leaves_the_folder() -> None:
    names = [manifest_name(edition(number=one)) for one in ("27", "27/a", "27-a", "../27", "x" * 300)]
    assert names[0] == "weekly-27.manifest.json"
    assert len(set(names)) == len(names)
    assert all("/" not in name and len(name) < 100 for name in names)
