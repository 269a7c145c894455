"""Drafts that LibreOffice itself edited, or only saved: pulling finds what was done in it, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from brief.draft import read_draft
from brief.pull import pull
from tests.tools.edit_drafts import Body, W, composed, outline, written
from tests.tools.office import Office, lacking
from tests.tools.soak_office import Tally

needs_libreoffice = pytest.mark.skipif(bool(lacking()), reason=lacking())


@pytest.mark.slow
@needs_libreoffice
def test_what_is_edited_inside_libreoffice_comes_home_and_none_of_it_is_lost(tmp_path: Path) -> None:
    with Office(tmp_path) as office:
        tally = Tally(office=office, show=True)
        for number in range(6):
            tally.edited(number)
    assert tally.drafts == 6
    assert tally.holds(), tally.table()


@pytest.mark.slow
@needs_libreoffice
def test_a_draft_that_libreoffice_only_saved_gives_no_edit_nor_one_by_way_of_odt(tmp_path: Path) -> None:
    with Office(tmp_path) as office:
        tally = Tally(office=office, show=True)
        for number in range(0, 80, 10):
            tally.unedited(number)
    assert tally.saved["by way of odt"] == 8
    assert tally.holds(), tally.table()


def test_the_key_to_the_signs_is_no_point_though_libreoffice_gives_it_the_style_of_the_one_cut_before_it() -> None:
    data = written(composed(outline()))
    body = Body(data)
    key = body.paragraph("How to read this brief")
    style = key.find(f"{W}pPr/{W}pStyle")
    assert style is not None
    style.set(f"{W}val", "KeyPoint")
    body.remove("A new report details a growing willingness")
    found = pull(read_draft(data, "base.docx"), read_draft(body.data(), "draft.docx"))
    assert [(edit.kind, edit.block) for edit in found.edits] == [("removed", "c-wtn-08d4")]
    assert not found.lost
