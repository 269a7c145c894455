"""What is new since the last edition: two editions held against each other, in plain values and on the whole way."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from brief.cli import main
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


COUNCIL = """Harbour Council Delays Vote
The harbour council of Lindvik postponed its vote on 11 September 2025.
“We will not sign a contract whose price has doubled in a year,” council chair Ingrid Solheim told the Courier.
The operator plans to lay the cable by 2027, according to a report by the port authority.
It remains unclear who would pay if the lines do not connect.
"""
FERRY = """Ferry Line Wants Power
The ferry line Nordvik ordered two electric ships in May 2025.
“Our ships need the cable before the winter of 2026,” managing director Kari Dahl told the radio.
"""
OUTLINE = """title: Shore power in Lindvik
seeds: ../seeds
edition: {number}
date: 2025-09-{day}
output: {{formats: [markdown, json]}}
sections: [{sections}]
"""
SECTIONS = "key_points, quotes, timeline, open_questions"


def brief(*args: str) -> Result:
    return CliRunner().invoke(main, args, catch_exceptions=False)


def ask(desk: Path, number: str, day: int = 15, sections: str = SECTIONS) -> None:
    text = OUTLINE.format(number=number, day=day, sections=sections)
    (desk / "config/weekly.yaml").write_text(text, encoding="utf-8")


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project folder in which edition 1 was built."""
    monkeypatch.chdir(tmp_path)
    for name in ("seeds", "config"):
        (tmp_path / name).mkdir()
    (tmp_path / "seeds/council.txt").write_text(COUNCIL, encoding="utf-8")
    (tmp_path / "seeds/ferry.txt").write_text(FERRY, encoding="utf-8")
    ask(tmp_path, "1")
    done = brief("build", "config/weekly.yaml")
    assert done.exit_code == 0, done.stderr
    assert done.stdout.split() == ["output/weekly.md", "output/weekly.json"]
    return tmp_path


def files(folder: Path) -> list[Path]:
    """What a build made for people to see."""
    return [one for one in folder.iterdir() if one.is_file()]


def since(desk: Path) -> str:
    """The section of the Markdown brief."""
    return (desk / "output/weekly.md").read_text(encoding="utf-8").partition("## Since the last edition")[2]


def test_the_next_edition_says_what_became_of_the_last_one(desk: Path) -> None:
    (desk / "seeds/ferry.txt").unlink()
    (desk / "seeds/council.txt").write_text(COUNCIL.replace("by 2027", "by 2029"), encoding="utf-8")
    (desk / "seeds/grid.txt").write_text(
        "Grid Firm Warns\nThe grid firm Hafslund finished a second substation on 4 September 2025.\n", encoding="utf-8"
    )
    ask(desk, "2", 22, f"since_last, {SECTIONS}")
    done = brief("build", "config/weekly.yaml")
    assert (done.exit_code, "warning" in done.stderr) == (0, False), done.stderr
    text = since(desk)
    assert "Compared with No. 1, 15 September 2025: " in text
    for words in ("cable by 2029", "was: “The operator plans to lay the cable by 2027", "second substation"):
        assert words in text
    assert "was: “Our ships need the cable" in text
    assert "(its source is gone)" in text
    rows = brief("compare", "output/weekly-1.manifest.json", "output/weekly-2.manifest.json")
    assert {row.split("  ")[0] for row in rows.stdout.splitlines()[1:] if row[:1].strip()} == {
        *("new", "corrected", "dropped", "still holds"),
    }
    changes = json.loads(brief("compare", *sorted(str(p) for p in desk.glob("output/*-?.m*")), "--json").stdout)
    assert {row["reason"] for row in changes["changes"]} == {None, "its source is gone"}
    before = {path: path.read_bytes() for path in files(desk / "output")}
    assert brief("build", "config/weekly.yaml").exit_code == 0
    assert {path: path.read_bytes() for path in files(desk / "output")} == before


def test_with_nothing_new_the_brief_and_the_command_say_so(desk: Path) -> None:
    ask(desk, "2", 22, f"{SECTIONS}, since_last")
    assert brief("build", "config/weekly.yaml").exit_code == 0
    assert "Nothing is new since No. 1, 15 September 2025." in since(desk).replace("\\", "")
    assert "nothing is new" in brief("compare", *sorted(str(p) for p in desk.glob("output/*-?.m*"))).stdout


def test_a_draft_built_in_another_folder_is_held_against_the_outlines_own(desk: Path) -> None:
    ask(desk, "2", 22, f"{SECTIONS}, since_last")
    brief("build", "config/weekly.yaml")
    done = brief("build", "config/weekly.yaml", "--out", "drafts")
    assert "warning" not in done.stderr
    assert sorted(one.name for one in files(desk / "drafts")) == [
        *("weekly-2.manifest.json", "weekly.json", "weekly.md"),
    ]
    for one in files(desk / "drafts"):
        assert one.read_bytes() == (desk / "output" / one.name).read_bytes(), one.name


def test_take_shows_as_many_changes_and_counts_the_rest(desk: Path) -> None:
    (desk / "seeds/ferry.txt").unlink()
    ask(desk, "2", 22, f"{SECTIONS}, since_last: {{take: 1}}")
    assert brief("build", "config/weekly.yaml").exit_code == 0
    assert since(desk).count("was: ") == 1
    assert "And " in since(desk)
    assert " more." in since(desk)


@pytest.mark.parametrize("name", ["ferry", "ferry.txt", "seeds/ferry.txt"])
def test_impact_lists_what_rests_on_a_source(desk: Path, name: str) -> None:
    ask(desk, "2", 22, "quotes")
    brief("build", "config/weekly.yaml")
    lines = brief("impact", name).stdout.splitlines()
    heads = [line for line in lines if not line.startswith(" ")]
    assert [head.partition(":")[0] for head in heads] == ["weekly 2 (2025-09-22)", "weekly 1 (2025-09-15)"]
    assert heads[0].endswith("1 of 2 items rest on `ferry` (seeds/ferry.txt)")
    assert "quotes" in lines[1]
    assert "“Our ships need the cable" in lines[1]
    rows = json.loads(brief("impact", name, "--output", str(desk / "output"), "--json").stdout)
    assert [row["edition"] for row in rows] == ["2", "1"]
    assert {one["source"] for row in rows for one in row["printed"]} == {"ferry"}


def test_without_an_earlier_edition_the_section_says_so_and_the_build_warns(desk: Path) -> None:
    ask(desk, "1", 15, f"{SECTIONS}, since_last")
    done = brief("build", "config/weekly.yaml")
    assert done.exit_code == 0
    assert "config/weekly.yaml:6:" in done.stderr
    assert "warning: nothing to compare `since_last` with: `output` keeps no earlier edition of `weekly`" in done.stderr
    assert "There is no earlier edition to compare with." in since(desk)
    assert brief("build", "config/weekly.yaml", "--strict").exit_code == 1


def test_an_outline_without_a_number_keeps_no_manifest_and_is_told_what_it_lacks(desk: Path) -> None:
    ask(desk, "1", 15, f"{SECTIONS}, since_last")
    path = desk / "config/weekly.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("edition: 1\n", ""), encoding="utf-8")
    done = brief("build", "config/weekly.yaml", "--out", "drafts")
    assert "with: no `edition`" in done.stderr
    assert sorted(one.name for one in files(desk / "drafts")) == ["weekly.json", "weekly.md"]


def test_a_seed_whose_name_is_not_utf_8_keeps_no_edition_from_being_built(desk: Path) -> None:
    try:
        (desk / "seeds" / "grid\udcff.txt").write_text(FERRY, encoding="utf-8")
    except OSError:
        pytest.skip("this file system takes UTF-8 names only")
    assert brief("build", "config/weekly.yaml").exit_code == 0
    assert "grid\\udcff.txt" in brief("impact", "gridudcff").stdout


def test_a_number_built_before_with_other_contents_is_told_and_the_draft_replaced(desk: Path) -> None:
    assert "warning" not in brief("build", "config/weekly.yaml").stderr
    ask(desk, "1", 15, "quotes")
    done = brief("build", "config/weekly.yaml")
    assert done.exit_code == 0
    assert "config/weekly.yaml: warning: edition 1 was built before with other contents" in done.stderr
    assert "warning" not in brief("build", "config/weekly.yaml", "--force").stderr


def test_a_manifest_of_another_version_is_told_and_the_brief_is_built_without_it(desk: Path) -> None:
    path = desk / "output/weekly-1.manifest.json"
    path.write_text(path.read_text(encoding="utf-8").replace("manifest/1", "manifest/7"), encoding="utf-8")
    ask(desk, "2", 22, f"{SECTIONS}, since_last")
    done = brief("build", "config/weekly.yaml")
    assert done.exit_code == 0
    told = [line for line in done.stderr.splitlines() if "warning:" in line]
    what = "a manifest of another version: `brief-manifest/7`, not `brief-manifest/1`; `since_last` is left empty"
    assert told == [f"output/weekly-1.manifest.json: warning: {what}"]
    assert "There is no earlier edition" in since(desk)


def test_a_manifest_of_another_version_that_this_build_replaces_is_told_as_replaced(desk: Path) -> None:
    path = desk / "output/weekly-1.manifest.json"
    path.write_text(path.read_text(encoding="utf-8").replace("manifest/1", "manifest/7"), encoding="utf-8")
    done = brief("build", "config/weekly.yaml", "--force")
    assert "not `brief-manifest/1`; it is replaced" in done.stderr
    assert read_manifest(path.read_bytes(), "m.json").edition == "1"


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("compare", "output/none.json", "output/weekly-1.manifest.json"), "output/none.json: error: cannot read"),
        (("compare", "output/weekly.md", "output/weekly-1.manifest.json"), "output/weekly.md: error: not a whole"),
        (("compare", "output/weekly.json", "output/weekly-1.manifest.json"), "output/weekly.json: error: not a manif"),
        (("impact", "fery"), "Did you mean `ferry`?"),
        (("impact", "ferry", "--output", "config"), "config: error: no manifest of an edition here"),
    ],
)
@pytest.mark.usefixtures("desk")
def test_wrong_usage_is_one_line_with_place_and_hint(args: tuple[str, ...], said: str) -> None:
    done = brief(*args)
    assert (done.exit_code, said in done.stderr, done.stdout) == (2, True, ""), done.stderr
    assert done.stderr.count("\n") == 2
    assert "  hint: " in done.stderr


def test_two_files_of_one_number_are_told(desk: Path) -> None:
    first = desk / "output/weekly-1.manifest.json"
    (desk / "output/weekly-1-sent.manifest.json").write_bytes(first.read_bytes())
    ask(desk, "1", 15, "quotes")
    brief("build", "config/weekly.yaml")
    told = brief("compare", "output/weekly-1-sent.manifest.json", "output/weekly-1.manifest.json")
    assert (told.exit_code, "warning: both are edition 1, with other contents" in told.stderr) == (0, True)
    ask(desk, "2", 22, f"{SECTIONS}, since_last")
    done = brief("build", "config/weekly.yaml")
    assert done.exit_code == 0
    assert "too is edition 1, with other contents" in done.stderr
