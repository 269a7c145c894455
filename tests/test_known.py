"""Files of the seeds folder and the entries of `sources.yaml`: which is read, and which is for which."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from brief.errors import UsageError
from brief.model.article import SourceFacts
from brief.model.diagnostic import Diagnostic, Severity
from brief.pipeline.guessing import update_sources
from brief.pipeline.known import known, new_names
from brief.pipeline.pages import read_pages


def test_only_regular_files_are_read_and_locks_are_passed_over(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    for name in ("~$a.docx", ".~lock.a.docx#", "a.txt"):
        (tmp_path / name).write_text("It broke.", encoding="utf-8")
    entries: list[Diagnostic] = []
    pages = read_pages([tmp_path, tmp_path / "pipe.txt"], entries.append)
    assert [one.text for one in pages] == ["It broke."]
    assert [(one.severity, one.message) for one in entries] == [(Severity.ERROR, "left out: not a regular file")]


def test_an_entry_is_for_the_file_whose_path_it_ends_and_for_no_second_one() -> None:
    told: list[Diagnostic] = []
    paths = ["seeds/i/1.txt", "seeds/r/1.txt", "seeds/2.txt", "seeds/i/3.txt", "seeds/r/3.txt"]
    facts = {name: SourceFacts() for name in ("1.txt", "2.txt", "i/3.txt", "3.txt", "4.txt")}
    assert known(paths, facts, "config/sources.yaml", told.append) == {
        "seeds/2.txt": "2.txt",
        "seeds/i/3.txt": "i/3.txt",
        "seeds/r/3.txt": "3.txt",
    }
    assert [(str(one.place), one.severity, one.message) for one in told] == [
        (
            "config/sources.yaml",
            Severity.WARNING,
            "the entry `1.txt` fits `seeds/i/1.txt` and `seeds/r/1.txt`, so it is used for neither",
        ),
        ("config/sources.yaml", Severity.NOTE, "the entry `4.txt` fits no article that was read"),
    ]
    assert new_names(paths[:3], paths) == {
        "seeds/i/1.txt": "i/1.txt",
        "seeds/r/1.txt": "r/1.txt",
        "seeds/2.txt": "2.txt",
    }


def test_adding_sources_keeps_line_ends_and_byte_order_mark_and_makes_no_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for folder in ("i", "r"):
        (tmp_path / "seeds" / folder).mkdir(parents=True)
        (tmp_path / "seeds" / folder / "1.txt").write_text("It broke at night, and nobody knew.", encoding="utf-8")
    sources = tmp_path / "sources.yaml"
    sources.write_bytes(b"\xef\xbb\xbf# ours\r\ni/1.txt:\r\n  id: here\r\n")
    assert update_sources([tmp_path / "seeds"], sources, lambda _: None) == ("r/1.txt",)
    assert sources.read_bytes() == (
        b'\xef\xbb\xbf# ours\r\ni/1.txt:\r\n  id: here\r\n"r/1.txt":  # guess\r\n  id: source\r\n'
    )
    with pytest.raises(UsageError) as stop:
        update_sources([tmp_path / "seeds"], tmp_path / "cofnig/sources.yaml", lambda _: None)
    assert str(stop.value.diagnostics[0]).startswith("cofnig/sources.yaml: error: no folder `cofnig`")
    assert not (tmp_path / "cofnig").exists()
    sources.write_text("{a.txt: {id: a}}\n", encoding="utf-8")
    with pytest.raises(UsageError, match=r"^sources\.yaml: error: nothing can be appended"):
        update_sources([tmp_path / "seeds"], sources, lambda _: None)
