"""`brief pull`: what an editor did to a draft in Word comes home as edits, and nothing of it is lost."""

from __future__ import annotations

from brief.draft import read_draft
from brief.model.edits import Edit, Pulled
from brief.pull import pull
from tests.tools.edit_drafts import Body, weekly

BREUER = "It would be 2029 at the earliest"
NATO = "NATO is monitoring the strategic relationship"
REPORT = "A new report details a growing willingness"
ANALYSTS = "[M]ost analysts agree"


def pulled(body: Body) -> Pulled:
    found = pull(read_draft(weekly(), "base.docx"), read_draft(body.data(), "draft.docx"))
    assert not found.lost
    return found


def only(body: Body) -> Edit:
    edits = pulled(body).edits
    assert len(edits) == 1, edits
    return edits[0]


def test_a_draft_that_nobody_edited_gives_no_edit(body: Body) -> None:
    found = pulled(body)
    assert not found.edits
    assert not found.reported


def test_a_reworded_point_is_held_to_its_item(body: Body) -> None:
    edit = only(body.replace("It would be 2029 at the earliest that Russia would be", "Before 2029 Russia is not"))
    assert (edit.kind, edit.block, edit.section) == ("reworded", "c-twz-c59d", "key_points")
    assert edit.was[0].startswith(BREUER)
    assert edit.now[0].startswith("Before 2029 Russia is not ready")


def test_a_cut_is_told_from_a_rewording_also_where_only_a_comma_stays(body: Body) -> None:
    edit = only(body.replace(", and let’s not be naïve about this", ""))
    assert (edit.kind, edit.block) == ("shortened", "q-twz-842d")


def test_words_typed_behind_a_reference_mark_are_words(body: Body) -> None:
    point = body.paragraph(BREUER)
    mark = next(text for text in reversed(list(point.iter("{*}t"))) if "[" in (text.text or ""))
    mark.text += " The desk doubts it."
    edit = only(body)
    assert edit.now[0].endswith("in April 2024. The desk doubts it.")


def test_a_removed_point_and_a_removed_row_are_gone_whole(body: Body) -> None:
    edits = pulled(body.remove(NATO).remove_row("approximately 2,000 such individuals")).edits
    assert [(edit.kind, edit.block) for edit in edits] == [("removed", "c-nd3-dcd6"), ("removed", "e-timofeev-8029")]


def test_a_moved_point_names_what_it_stands_after(body: Body) -> None:
    edits = pulled(body.move(REPORT, ANALYSTS)).edits
    assert [(edit.kind, edit.block, edit.after) for edit in edits] == [("moved", "c-wtn-08d4", "c-seitz-e12b")]


def test_a_point_that_is_reworded_and_moved_is_both(body: Body) -> None:
    edits = pulled(body.move(REPORT, ANALYSTS).replace("A new report details", "One report tells of")).edits
    assert [(edit.kind, edit.block) for edit in edits] == [("reworded", "c-wtn-08d4"), ("moved", "c-wtn-08d4")]


def test_rows_change_places_whole(body: Body) -> None:
    edits = pulled(body.move_row("14 such drills", "In his April testimony")).edits
    assert [(edit.kind, edit.block, edit.after) for edit in edits] == [("moved", "e-wtn-9d65", "e-twz-8408")]
    assert len(edits[0].was) == 4


def test_new_paragraphs_and_rows_get_ids_of_their_own(body: Body) -> None:
    body.add("The desk expects a decision in autumn.", ANALYSTS)
    body.add_row(["Asked by the desk", "Who pays for it?", "A budget"], "Would Russia Help China?")
    point, row = pulled(body).edits
    assert (point.kind, point.as_, point.after) == ("added", "point", "c-seitz-e12b")
    assert (row.kind, row.as_, row.after) == ("added", "row", "o-seitz-c847")
    assert row.now == ("Asked by the desk", "Who pays for it?", "A budget")


def test_headings_and_cells_are_told_as_such(body: Body) -> None:
    body.replace("Where sources disagree", "Disputed").replace("An answer on the record", "A reply on the record")
    assert [(edit.kind, edit.section) for edit in pulled(body).edits] == [
        ("heading", "disagreements"),
        ("cell", "open_questions"),
    ]


def test_a_paragraph_split_in_two_and_two_joined_in_one_stay_what_they_were(body: Body) -> None:
    split = only(Body(weekly()).split(BREUER, "that Russia would"))
    assert (split.kind, split.block, len(split.now)) == ("split", "c-twz-c59d", 2)
    after_a_word = only(Body(weekly()).split(REPORT, "new report details"))
    assert (after_a_word.kind, after_a_word.now[0]) == ("split", "A")
    joined = pulled(body.join(NATO, REPORT)).edits
    assert [(edit.kind, edit.block, len(edit.was)) for edit in joined] == [("joined", "c-nd3-dcd6", 2)]


def test_many_edits_at_once_keep_apart(body: Body) -> None:
    body.remove(NATO).move(REPORT, ANALYSTS).replace("2029 at the earliest", "at the earliest 2029")
    body.add("A decision is due in autumn.", REPORT).remove_row("14 such drills").replace("Timeline", "Dates")
    kinds = sorted(edit.kind for edit in pulled(body).edits)
    assert kinds == ["added", "heading", "moved", "removed", "removed", "reworded"]


def test_what_is_set_by_rule_is_reported_and_no_edit(body: Body) -> None:
    found = pulled(body.replace("1 origin", "3 origins"))
    assert not found.edits
    assert any("3 origins" in text for text in found.reported)
