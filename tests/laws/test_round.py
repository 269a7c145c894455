"""The fifth law, round: a draft's text is its base and its edits, and nothing that an editor did is lost."""

from __future__ import annotations

import shutil
import subprocess
from collections import Counter
from pathlib import Path

import pytest

from brief.draft import read_draft
from brief.pull import pull
from tests.tools.edit_drafts import composed, written
from tests.tools.random_edits import brief, edited_case
from tests.tools.soak_drafts import after_build, judged


@pytest.mark.parametrize("number", range(10))
def test_round_edits_at_random_come_home_and_are_in_the_next_draft(number: int) -> None:
    asked = brief(number)
    data = written(composed(asked))
    base = read_draft(data, "base.docx")
    assert not pull(base, base).edits
    counts: Counter[str] = Counter()
    for seed in range(4):
        case = edited_case(data, number * 1000 + seed)
        draft = case.body.data()
        found = pull(base, read_draft(draft, "draft.docx"))
        assert not found.lost
        counts.update(what for _, what, _ in judged(case, found.edits, found.lost))
        assert not list(after_build(case, asked, found.edits, draft)), seed
    assert counts["lost"] == 0
    assert counts["wrong"] <= 1
    assert counts["right"] >= 0.9 * counts.total()


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
def test_round_a_draft_saved_by_libreoffice_or_by_way_of_odt_gives_no_edit(tmp_path: Path) -> None:
    first = tmp_path / "a.docx"
    first.write_bytes(written(composed(brief(3))))
    for step, (form, source) in enumerate((("docx", "a.docx"), ("odt", "a.docx"), ("docx", "1/a.odt"))):
        command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", form]
        subprocess.run(
            [*command, "--outdir", str(tmp_path / str(step)), str(tmp_path / source)], check=True, capture_output=True
        )
    base = read_draft(first.read_bytes(), "a.docx")
    for step in (0, 2):
        found = pull(base, read_draft((tmp_path / str(step) / "a.docx").read_bytes(), "b.docx"))
        assert not found.edits
        assert not found.lost
