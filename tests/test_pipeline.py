"""The whole way from a folder to files, and what happens to the files when something is wrong."""

from __future__ import annotations

import json
import os
import re
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from brief.cli import main

ARTICLE = """Harbour Council Delays Vote
The harbour council of Lindvik postponed its vote on 11 September 2025.
“We will not sign a contract whose price has doubled in a year,” council chair Ingrid Solheim told the Courier.
The operator plans to lay the cable by 2027, according to a report by the port authority.
It remains unclear who would pay if the lines do not connect.
"""
OUTLINE = "title: Shore power in Lindvik\nseeds: ../seeds\ndate: 2025-09-15\noutput: {formats: [markdown, json]}\n"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project folder with one article and the smallest outline, and the working folder of the test."""
    monkeypatch.chdir(tmp_path)
    for name, text in (("seeds/council.txt", ARTICLE), ("config/weekly.yaml", OUTLINE)):
        path = tmp_path / name
        path.parent.mkdir()
        path.write_text(text, encoding="utf-8")
    return tmp_path


def brief(*args: str) -> Result:
    return CliRunner().invoke(main, args, catch_exceptions=False)


def test_the_smallest_outline_gives_a_brief_with_everything(desk: Path) -> None:
    done = brief("build", "config/weekly.yaml")
    assert done.exit_code == 0, done.stderr
    assert done.stdout.split() == ["output/weekly.md", "output/weekly.json"]
    text = (desk / "output/weekly.md").read_text(encoding="utf-8")
    for words in ("Ingrid Solheim", "doubled in a year", "by 2027", "It remains unclear", "## Evidence"):
        assert words in text


@pytest.mark.usefixtures("desk")
def test_a_pipe_gets_paths_on_stdout_and_nothing_moving_on_stderr() -> None:
    done = brief("build", "config/weekly.yaml")
    assert "\x1b" not in done.stdout + done.stderr
    assert done.stderr.count("\n") == 1


def test_the_same_inputs_give_the_same_bytes_in_another_folder(desk: Path) -> None:
    formats = [word for form in ("docx", "html", "markdown", "json") for word in ("--format", form)]
    brief("build", "config/weekly.yaml", "--out", "one", *formats)
    os.utime(desk / "seeds/council.txt", (0, 0))
    brief("build", "config/weekly.yaml", "--out", "two/deep", *formats)
    for one in sorted((desk / "one").glob("w*")):
        assert one.read_bytes() == (desk / "two/deep" / one.name).read_bytes(), one.name


@pytest.mark.parametrize(
    ("change", "code", "said"),
    [
        (
            {"config/weekly.yaml": OUTLINE + "sektions: []\n"},
            2,
            "config/weekly.yaml:5:1: error: unknown key `sektions`",
        ),
        ({"config/weekly.yaml": OUTLINE.replace("../seeds", "../sedes")}, 2, "../sedes"),
        ({"config/weekly.yaml": OUTLINE + "sources: none.yaml\n"}, 2, "none.yaml"),
        (
            {"config/weekly.yaml": OUTLINE + "bottom_line: {text: Wait., rests_on: [c-x-0000]}\n"},
            2,
            "no item `c-x-0000`",
        ),
        ({"seeds/council.txt": ""}, 2, "no article could be read"),
    ],
)
def test_a_mistake_is_told_with_its_place_and_the_old_files_stay(
    desk: Path, change: dict[str, str], code: int, said: str
) -> None:
    brief("build", "config/weekly.yaml")
    before = {path: path.read_bytes() for path in (desk / "output").glob("w*")}
    for name, text in change.items():
        (desk / name).write_text(text, encoding="utf-8")
    done = brief("build", "config/weekly.yaml")
    assert (done.exit_code, said in done.stderr) == (code, True), done.stderr
    assert {path: path.read_bytes() for path in (desk / "output").glob("w*")} == before


def test_an_output_that_cannot_be_written_leaves_all_old_ones(desk: Path) -> None:
    brief("build", "config/weekly.yaml")
    (desk / "output/weekly.json").unlink()
    (desk / "output/weekly.json").mkdir()
    before = (desk / "output/weekly.md").read_bytes()
    (desk / "seeds/council.txt").write_text(ARTICLE.replace("Lindvik", "Sandvik"), encoding="utf-8")
    done = brief("build", "config/weekly.yaml")
    assert done.exit_code == 1
    assert "weekly.json: error: cannot write" in done.stderr
    assert (desk / "output/weekly.md").read_bytes() == before
    assert sorted(path.name for path in (desk / "output").glob("w*")) == ["weekly.json", "weekly.md"]


def test_a_warning_stops_a_strict_build(desk: Path) -> None:
    (desk / "config/weekly.yaml").write_text(OUTLINE + "sections: [{quotes: {speakers: [Nobody]}}]\n", encoding="utf-8")
    assert brief("build", "config/weekly.yaml").exit_code == 0
    done = brief("build", "config/weekly.yaml", "--strict")
    assert done.exit_code == 1
    assert "section `quotes` is empty" in done.stderr


def test_one_bad_file_is_told_and_the_rest_is_read(desk: Path) -> None:
    (desk / "seeds/broken.docx").write_bytes(b"PK\x03\x04 not a zip")
    done = brief("build", "config/weekly.yaml")
    assert done.exit_code == 0
    assert "seeds/broken.docx: error:" in done.stderr
    assert (desk / "output/weekly.md").exists()


def test_of_two_outlines_one_that_fails_does_not_keep_the_other(desk: Path) -> None:
    (desk / "config/bad.yaml").write_text("title: T\n", encoding="utf-8")
    done = brief("build", "config/bad.yaml", "config/weekly.yaml", "--json")
    assert done.exit_code == 2
    assert [row["outline"] for row in json.loads(done.stdout)] == ["config/weekly.yaml"]


def test_two_outlines_do_not_write_the_same_file(desk: Path) -> None:
    (desk / "config/other.yaml").write_text(
        OUTLINE + "output: {name: weekly}\n".replace("output", "#"), encoding="utf-8"
    )
    (desk / "config/other.yaml").write_text(OUTLINE.replace("{formats", "{name: weekly, formats"), encoding="utf-8")
    done = brief("build", "config/weekly.yaml", "config/other.yaml")
    assert done.exit_code == 2
    assert "config/other.yaml: error: another outline of this call writes `output/weekly.md` too" in done.stderr


def test_no_output_is_written_among_the_seeds(desk: Path) -> None:
    (desk / "seeds/weekly.md").write_text(ARTICLE, encoding="utf-8")
    done = brief("build", "config/weekly.yaml", "--out", "seeds")
    assert done.exit_code == 2
    assert "`seeds/weekly.md` would be written among the seeds" in done.stderr
    assert (desk / "seeds/weekly.md").read_text(encoding="utf-8") == ARTICLE


def test_a_cut_quotation_shows_its_cuts_inside_its_marks(desk: Path) -> None:
    words = "sign a contract … in a year"
    pick = f"sections:\n  - quotes: {{take: 1, pick: [{{find: doubled, words: {words}}}]}}\n"
    (desk / "config/weekly.yaml").write_text(OUTLINE + pick, encoding="utf-8")
    done = brief("build", "config/weekly.yaml")
    assert "`words` leave out “not”" in done.stderr
    assert "“… sign a contract … in a year”" in (desk / "output/weekly.md").read_text(encoding="utf-8")


def test_words_of_the_reporter_are_no_part_of_a_quotation(desk: Path) -> None:
    pick = "sections:\n  - quotes: {pick: [{find: doubled, words: told the Courier}]}\n"
    (desk / "config/weekly.yaml").write_text(OUTLINE + pick, encoding="utf-8")
    done = brief("build", "config/weekly.yaml")
    assert done.exit_code == 2
    assert "do not stand in" in done.stderr


def test_init_starts_a_project_that_builds_and_replaces_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert brief("init").exit_code == 0
    done = brief("build", "config/weekly.yaml", "--format", "docx")
    assert done.exit_code == 0, done.stderr
    assert zipfile.is_zipfile(tmp_path / "output/weekly.docx")
    again = brief("init")
    assert again.exit_code == 2
    assert "replaces nothing" in again.stderr


def test_found_lines_can_be_pasted_under_pick(desk: Path) -> None:
    line = brief("find", "doubled", "--kind", "quote", "--speaker", "Solheim").stdout.strip()
    assert line.startswith("- q-council-")
    text = OUTLINE + f"sections:\n  - quotes:\n      take: 1\n      pick:\n        {line}\n"
    (desk / "config/weekly.yaml").write_text(text, encoding="utf-8")
    done = brief("build", "config/weekly.yaml")
    assert done.exit_code == 0, done.stderr
    shown = brief("show", line.split()[1])
    assert ">>“We will not sign" in shown.stdout


def test_new_seeds_are_added_to_the_sources_and_a_persons_entry_stays(desk: Path) -> None:
    written = "# ours\ncouncil.txt:\n  id: lindvik   # short\n  published: 2025-09-12\n"
    (desk / "config/sources.yaml").write_text(written, encoding="utf-8")
    (desk / "seeds/second.md").write_text(
        "# A title\n\nThe council met twice in June 2025 and agreed.\n", encoding="utf-8"
    )
    done = brief("read", "--update-sources", "config/sources.yaml")
    assert done.stdout.split() == ["second.md"]
    after = (desk / "config/sources.yaml").read_text(encoding="utf-8")
    assert after.startswith(written)
    assert "second.md:" in after
    assert brief("read", "--json").exit_code == 0


def test_an_item_printed_in_two_sections_has_two_anchors(desk: Path) -> None:
    twice = "sections: [timeline, timeline, quotes, quotes, open_questions, open_questions]\n"
    (desk / "config/weekly.yaml").write_text(OUTLINE + twice, encoding="utf-8")
    brief("build", "config/weekly.yaml", "--format", "html")
    ids = re.findall(r' id="([^"]+)"', (desk / "output/weekly.html").read_text(encoding="utf-8"))
    assert len(ids) > 12
    assert len(ids) == len(set(ids))


def test_a_redline_shows_what_changed_since_the_last_edition(desk: Path) -> None:
    outline = desk / "config/weekly.yaml"
    outline.write_text(OUTLINE + "edition: 1\n", encoding="utf-8")
    brief("build", "config/weekly.yaml", "--format", "docx")
    outline.write_text(OUTLINE.replace("Shore power", "No shore power") + "edition: 2\n", encoding="utf-8")
    assert brief("build", "config/weekly.yaml", "--format", "docx", "--redline").exit_code == 0
    with zipfile.ZipFile(desk / "output/weekly-redline.docx") as package:
        body = package.read("word/document.xml").decode()
    assert "<w:ins " in body
    assert "<w:del " in body
