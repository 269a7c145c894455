"""Editions on the whole way: what a build keeps, what the next one and the commands make of it, and what they tell."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from brief.cli import main
from brief.manifest import read_manifest

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
