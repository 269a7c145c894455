"""`brief verify FILE`: what becomes of the passages of a finished brief, edited or mailed long ago."""

from __future__ import annotations

import json
import zipfile
from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from brief.cli import main

ARTICLE = """Harbour Council Delays Vote
The harbour council of Lindvik did not sign the contract for shore power on 11 September 2025.
“We will not sign a contract whose price has doubled in a year,” council chair Ingrid Solheim told the Courier.
The operator plans to lay the cable by 2027, according to a report by the port authority.
"""
OUTLINE = "title: Shore power in Lindvik\nseeds: ../seeds\ndate: 2025-09-15\n"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project whose brief is built."""
    folder = tmp_path_factory.mktemp("desk")
    for name, text in (("seeds/council.txt", ARTICLE), ("config/weekly.yaml", OUTLINE)):
        path = folder / name
        path.parent.mkdir()
        path.write_text(text, encoding="utf-8")
    done = CliRunner().invoke(main, ["build", str(folder / "config/weekly.yaml")], catch_exceptions=False)
    assert done.exit_code == 0, done.stderr
    return folder


def verify(desk: Path, file: Path, *more: str) -> Result:
    arguments = ["verify", str(file), "--seeds", str(desk / "seeds"), *more]
    return CliRunner().invoke(main, arguments, catch_exceptions=False)


def edited(desk: Path, tmp_path: Path, *changes: tuple[str, str]) -> Path:
    """The DOCX with words of its body changed, as an editor would."""
    changed = tmp_path / "edited.docx"
    with zipfile.ZipFile(desk / "output/weekly.docx") as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            for was, now in changes if name == "word/document.xml" else ():
                assert was.encode() in data
                data = data.replace(was.encode(), now.encode(), 1)
            new.writestr(name, data)
    return changed


def statuses(done: Result) -> Counter[str]:
    return Counter(row["status"] for row in json.loads(done.stdout)["passages"])


@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_a_brief_as_it_was_built_is_verbatim(desk: Path, form: str) -> None:
    done = verify(desk, desk / f"output/weekly.{form}", "--json")
    assert done.exit_code == 0, done.stdout
    assert set(statuses(done)) == {"verbatim"}


def test_a_dropped_not_and_another_figure_are_found_with_what_the_source_says(desk: Path, tmp_path: Path) -> None:
    file = edited(desk, tmp_path, ("did not sign", "did sign"), ("by 2027", "by 2029"))
    done = verify(desk, file, "--json")
    assert done.exit_code == 1
    assert statuses(done)["edited"] == 2
    instead = [row["instead"] for row in json.loads(done.stdout)["passages"] if row["status"] == "edited"]
    assert any("did not sign" in words for words in instead)
    assert any("by 2027" in words for words in instead)


def test_a_sentence_that_no_source_has_is_found(desk: Path, tmp_path: Path) -> None:
    words = "“We will not sign a contract whose price has doubled in a year,”"
    done = verify(
        desk, edited(desk, tmp_path, (words, "“Fishermen blame the ministry in Oslo for all of it.”")), "--json"
    )
    assert done.exit_code == 1
    assert statuses(done)["unsourced"] == 1


def test_a_source_that_changed_since_fails_the_brief(desk: Path, tmp_path: Path) -> None:
    (tmp_path / "council.txt").write_text(ARTICLE.replace("doubled", "tripled"), encoding="utf-8")
    for form in ("docx", "pdf"):
        arguments = ["verify", str(desk / f"output/weekly.{form}"), "--seeds", str(tmp_path)]
        done = CliRunner().invoke(main, arguments, catch_exceptions=False)
        assert done.exit_code == 1
        assert "tripled" in done.stdout


def test_one_reference_is_explained_in_its_source(desk: Path) -> None:
    done = verify(desk, desk / "output/weekly.pdf", "--explain", "1")
    assert done.exit_code == 0
    assert "council.txt:" in done.stdout


@pytest.mark.parametrize(
    ("data", "said"), [(b"Dear all,", "not a Word file"), (b"%PDF-1.7\n", "not a PDF that can be read")]
)
def test_a_file_that_cannot_be_checked_never_passes(desk: Path, tmp_path: Path, data: bytes, said: str) -> None:
    file = tmp_path / "other"
    file.write_bytes(data)
    done = verify(desk, file)
    assert done.exit_code == 2
    assert said in done.stderr
