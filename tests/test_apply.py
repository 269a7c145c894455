"""Edits made in Word are in the next build, with the evidence intact; what cannot be done is told and not guessed."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from brief.draft import read_draft
from brief.model.diagnostic import Diagnostic
from brief.model.document import Document, Point, Points, Quotation, Quotations, inlines
from brief.model.edits import Edit, Edits
from brief.model.inline import Cite, Verbatim, Words
from brief.pull import pull
from brief.pull.view import content, views
from tests.tools.edit_drafts import Body, built_with, composed, outline, written

BREUER = "It would be 2029 at the earliest"
NATO = "NATO is monitoring the strategic relationship"
REPORT = "A new report details a growing willingness"
ANALYSTS = "[M]ost analysts agree"
WAS = (
    "It would be 2029 at the earliest that Russia would be ready to launch such an attack, Lt. Gen. Carsten Breuer "
    "told reporters during a visit to Poland in April 2024."
)


@cache
def base() -> bytes:
    return written(composed(outline()))


@pytest.fixture
def body() -> Body:
    return Body(base())


def brought_home(body: Body) -> Edits:
    found = pull(read_draft(base(), "base.docx"), read_draft(body.data(), "draft.docx"))
    assert not found.lost
    return Edits(path="weekly.edits.yaml", edits=found.edits)


def rebuilt(body: Body) -> tuple[Document, list[Diagnostic]]:
    return built_with(outline(), brought_home(body))


def words(document: Document) -> list[str]:
    return [
        view.words for view in content(views(read_draft(written(document), "new.docx"))) if "source" not in view.block
    ]


def points(document: Document) -> dict[str, Point]:
    blocks = [block for part in document.parts for block in part.blocks if isinstance(block, Points)]
    return {point.id: point for block in blocks for point in block.points}


def quotation(document: Document, name: str) -> Quotation:
    groups = [
        group
        for part in document.parts
        for block in part.blocks
        if isinstance(block, Quotations)
        for group in block.groups
    ]
    return next(one for group in groups for one in group.quotations if one.id == name)


def test_the_next_draft_reads_as_the_editor_left_it(body: Body) -> None:
    body.replace("2029 at the earliest that Russia would", "at the earliest 2029 that Russia could")
    body.remove(NATO).move(REPORT, ANALYSTS).add("The desk expects a decision in autumn.", REPORT)
    body.remove_row("approximately 2,000 such").replace("Where sources disagree", "Disputed")
    body.replace("An answer on the record", "A reply on the record").replace("Could Russia act", "Will Russia act")
    body.add_row(["Who pays for it?", "No source says.", "A budget."], "Would Russia Help China?")
    document, told = rebuilt(body)
    assert not told
    wanted = [
        view.words for view in content(views(read_draft(body.data(), "draft.docx"))) if "source" not in view.block
    ]
    assert [one for one in words(document) if one != "Asked by the desk"] == wanted


def test_a_reworded_claim_is_the_desks_and_keeps_its_reference(body: Body) -> None:
    document, told = rebuilt(
        body.replace("It would be 2029 at the earliest that", "Not before 2029, he holds, is it that")
    )
    point = points(document)["c-twz-c59d"]
    assert not told
    assert point.edited
    assert any(tag.sort == "edited" for tag in point.tags)
    assert not any(isinstance(part, Verbatim) for part in point.words)
    cite = next(part for part in point.words if isinstance(part, Cite))
    assert any(one.target == cite.target for one in inlines(document) if isinstance(one, Cite) and one is not cite)


def test_a_cut_quotation_is_two_verbatim_stretches_with_the_cut_marked(body: Body) -> None:
    document, told = rebuilt(body.replace(", and let’s not be naïve about this", ""))
    parts = quotation(document, "q-twz-842d").words
    assert not told
    text = "".join(part.text for part in parts if isinstance(part, Words | Verbatim))
    assert text.startswith("“There’s an increasing realization […]: If Xi Jinping would attack Taiwan")
    assert sum(isinstance(part, Verbatim) for part in parts) == 3


def test_an_insertion_in_brackets_stands_in_a_quotation(body: Body) -> None:
    document, told = rebuilt(body.replace("need you to keep them busy", "need you to keep them [the allies] busy"))
    assert not told
    text = "".join(part.text for part in quotation(document, "q-twz-842d").words if isinstance(part, Words | Verbatim))
    assert "keep them [the allies] busy in Europe" in text


@pytest.mark.parametrize(
    ("was", "now"), [("increasing realization", "growing fear"), ("let’s not be naïve", "let’s be naïve")]
)
def test_a_quotation_that_is_no_longer_verbatim_stays_as_it_was_and_is_told(body: Body, was: str, now: str) -> None:
    document, told = rebuilt(body.replace(was, now))
    text = "".join(part.text for part in quotation(document, "q-twz-842d").words if isinstance(part, Words | Verbatim))
    assert was in text
    assert "square brackets" in told[0].message


def test_words_in_marks_inside_a_claim_must_stay_the_sources(body: Body) -> None:
    document, told = rebuilt(
        body.replace("“keep them busy in Europe by attacking", "“hold them down in Europe by attacking")
    )
    assert "stand in no source" in told[0].message
    assert not points(document)["c-seitz-ebc0"].edited


def test_words_that_are_others_by_now_are_a_clash_told_with_all_three() -> None:
    edit = Edit(kind="reworded", block="c-twz-c59d", section="key_points", was=("Something else.",), now=("Mine.",))
    document, told = built_with(outline(), Edits(edits=(edit,)))
    assert all(part in told[0].message for part in ("Something else.", BREUER, "Mine."))
    assert not points(document)["c-twz-c59d"].edited


def test_an_edit_of_what_is_gone_is_told_and_one_that_is_done_already_is_not() -> None:
    gone = Edit(kind="reworded", block="c-old-1234", section="key_points", was=("Old.",), now=("New.",))
    _, told = built_with(outline(), Edits(edits=(gone,)))
    assert "not printed any more" in told[0].message
    done = Edit(kind="reworded", block="c-twz-c59d", section="key_points", was=("Old.",), now=(WAS,))
    assert not built_with(outline(), Edits(edits=(done,)))[1]


def test_edits_follow_their_items_when_the_ranking_changes(body: Body) -> None:
    edits = brought_home(
        body.replace("2029 at the earliest that Russia would", "at the earliest 2029 that Russia could")
    )
    asked = outline()
    sections = tuple(replace(one, pick=one.pick[::-1]) if one.kind == "key_points" else one for one in asked.sections)
    document, told = built_with(replace(asked, sections=sections), edits)
    assert not told
    assert points(document)["c-twz-c59d"].edited


def test_a_new_point_is_the_desks_own_and_marked_so(body: Body) -> None:
    document, _ = rebuilt(body.add("The desk expects a decision in autumn.", ANALYSTS))
    new = next(point for name, point in points(document).items() if name.startswith("added-"))
    assert new.words == (Words(text="The desk expects a decision in autumn."),)
    assert new.tags[0].text == "The desk’s own words"


def test_a_comment_comes_back_at_its_block_until_it_is_settled() -> None:
    said = Edit(kind="comment", block="c-twz-c59d", section="key_points", now=("Is this still so?",), by="Ann Lee")
    document, _ = built_with(outline(), Edits(edits=(said,)))
    remark = next(one for one in document.remarks if one.author == "Ann Lee")
    assert (remark.block, remark.text) == ("c-twz-c59d", "Is this still so?")
    found = pull(read_draft(written(document), "a"), read_draft(written(document), "b"))
    assert not found.edits
    document, _ = built_with(outline(), Edits(edits=(replace(said, done=True),)))
    assert not any(one.author == "Ann Lee" for one in document.remarks)


def test_rows_change_places_and_are_numbered_again(body: Body) -> None:
    document, told = rebuilt(body.move_row("14 such drills", "In his April testimony"))
    assert not told
    draft = read_draft(written(document), "new.docx")
    labels = [
        one.words.split()[0] for one in draft.paragraphs if one.cell and one.cell.table == 0 and one.cell.column == 0
    ]
    assert [label for label in labels if label[0] == "T"] == [f"T{at}" for at in range(1, 15)]


def test_a_row_does_not_go_from_what_is_reported_to_what_is_foreseen(body: Body) -> None:
    _, told = rebuilt(body.move_row("14 such drills", "PLA) is “stretching their legs”"))
    assert "cannot stand after" in told[0].message


def test_a_new_sentence_that_stands_in_a_source_is_told_with_its_place(body: Body) -> None:
    words = "A direct Russian invasion of a NATO country is unlikely in the near term"
    _, told = rebuilt(body.add(words, ANALYSTS))
    assert "is applied" in told[0].message
    assert "stands word for word in" in told[0].message
