"""Edits made in Word are in the next build, with the evidence intact; what cannot be done is told and not guessed."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

import pytest
from msgspec.structs import replace

from brief.apply.quoted import faults, requoted
from brief.draft import read_draft
from brief.model.article import Article, Span
from brief.model.diagnostic import Diagnostic
from brief.model.document import Document, EvidenceList, Point, Points, Quotation, Quotations, inlines
from brief.model.edits import Edit, Edits
from brief.model.inline import Cite, Styled, Verbatim, Words
from brief.model.items import Quote
from brief.model.library import Library
from brief.pipeline.house import house_of
from brief.pull import pull
from brief.pull.view import content, views
from brief.write import html, markdown
from tests.tools.edit_drafts import ROOT, Body, built_with, composed, library, outline, weekly, written

BREUER = "It would be 2029 at the earliest"
NATO = "NATO is monitoring the strategic relationship"
REPORT = "A new report details a growing willingness"
ANALYSTS = "[M]ost analysts agree"
WAS = (
    "It would be 2029 at the earliest that Russia would be ready to launch such an attack, Lt. Gen. Carsten Breuer "
    "told reporters during a visit to Poland in April 2024."
)


def brought_home(body: Body) -> Edits:
    found = pull(read_draft(weekly(), "base.docx"), read_draft(body.data(), "draft.docx"))
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
    document, _ = built_with(outline(), Edits(edits=(dataclasses.replace(said, done=True),)))
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


def passage(document: Document, name: str) -> tuple[str, list[int]]:
    line = points(document)[name].words
    text = "".join(part.text for part in line if isinstance(part, Verbatim))
    return text, [part.number for part in line if isinstance(part, Cite)]


def test_a_new_sentence_that_stands_in_a_source_is_its_passage_with_reference_tags_and_evidence(body: Body) -> None:
    words = "A direct Russian invasion of a NATO country is unlikely in the near term"
    document, told = rebuilt(body.add(words, ANALYSTS).add("Nobody has said so before.", NATO))
    assert not told
    name = next(
        name for name in points(document) if name.startswith("added-") and points(document)[name].tags[0].glyph == "→"
    )
    text, numbers = passage(document, name)
    assert text == words
    evidence = document.parts[-1].blocks[0]
    assert isinstance(evidence, EvidenceList)
    assert [
        row.number for row in evidence.rows if any(words in getattr(part, "text", "") for part in row.words)
    ] == numbers
    assert f"{len(evidence.rows)} of {len(evidence.rows)} passages" in document.footer[0]
    assert [part.heading for part in document.parts] == [part.heading for part in composed(outline()).parts]
    found = pull(read_draft(written(document), "a"), read_draft(written(document), "b"))
    assert not found.edits


def test_a_sentence_of_a_quotation_names_who_said_it(body: Body) -> None:
    spoken = (one for one in library().items if isinstance(one, Quote) and one.speaker)
    said = next(words for one in spoken if len((words := library().slice(one.parts[0]).strip("“”")).split()) > 8)
    document, _ = rebuilt(body.add(said, ANALYSTS))
    point = next(point for name, point in points(document).items() if name.startswith("added-"))
    assert any(isinstance(part, Words) and "(" in part.text for part in point.words)


def test_a_sentence_of_a_source_put_to_a_point_brings_its_reference(body: Body) -> None:
    before = [part.number for part in points(composed(outline()))["c-twz-c59d"].words if isinstance(part, Cite)]
    words = " A direct Russian invasion of a NATO country is unlikely in the near term"
    document, told = rebuilt(body.replace("in April 2024.", f"in April 2024.{words}.", body.paragraph(BREUER)))
    assert not told
    point = points(document)["c-twz-c59d"]
    assert point.edited
    numbers = [part.number for part in point.words if isinstance(part, Cite)]
    assert numbers[: len(before)] == before
    assert len(numbers) == len(before) + 1


def test_a_sentence_of_a_source_for_which_there_is_no_place_has_no_evidence_either() -> None:
    words = "A direct Russian invasion of a NATO country is unlikely in the near term"
    new = Edit(kind="added", block="added-1f2e", section="since_last", now=(words,), as_="point")
    document, told = built_with(outline(), Edits(edits=(new,)))
    assert "no section for it" in told[0].message
    assert document.parts[-1] == composed(outline()).parts[-1]
    assert document.footer == composed(outline()).footer


def test_words_that_a_source_has_no_more_are_told_and_printed_as_the_desks_own() -> None:
    new = Edit(
        kind="added", block="added-1f2e", section="key_points", now=("This sentence stood in a source once.",),
        after="c-seitz-e12b", as_="point", source="seeds/old.txt:4",
    )  # fmt: skip
    document, told = built_with(outline(), Edits(edits=(new,)))
    assert "no longer stand in seeds/old.txt:4" in told[0].message
    assert points(document)["added-1f2e"].edited


LOOKS = (("bold", "in autumn"), ("italic", "autumn"), ("link https://example.org/?a=1&b=<2>", "a decision"))


def dressed() -> Document:
    new = Edit(
        kind="added", block="added-1f2e", section="key_points", now=("The desk expects a decision in autumn.",),
        after="c-seitz-e12b", as_="point", looks=LOOKS,
    )  # fmt: skip
    document, told = built_with(outline(), Edits(edits=(new,)))
    assert not told
    return document


def test_looks_of_the_desks_words_are_set_in_every_format() -> None:
    document = dressed()
    bold = next(part for part in points(document)["added-1f2e"].words if isinstance(part, Styled) and part.italic)
    assert (bold.text, bold.bold) == ("autumn", True)
    house = house_of(ROOT / "config")
    page = html.write(document, house.assets, house.brand).decode()
    assert "<strong>in </strong><strong><em>autumn</em></strong>" in page
    assert '<a href="https://example.org/?a=1&amp;b=&lt;2&gt;" rel="noopener"><u>a decision</u></a>' in page
    assert (
        '<em style="text-decoration: underline dotted">autumn</em>'
        in html.write(document, house.assets, house.brand, "print").decode()
    )
    text = markdown.write(document).decode()
    assert "[a decision](<https://example.org/?a=1&b=%3C2%3E>) **in** ***autumn***" in text
    draft = read_draft(written(document), "a")
    pieces = [piece for one in draft.paragraphs for piece in one.pieces if piece.bold or piece.italic or piece.link]
    assert [(one.text, one.bold, one.italic, one.link) for one in pieces] == [
        ("a decision", False, False, LOOKS[2][0].removeprefix("link ")),
        ("in ", True, False, None),
        ("autumn", True, True, None),
    ]
    assert not pull(draft, draft).edits


def test_a_look_on_a_sources_words_or_a_link_that_leads_nowhere_is_told() -> None:
    for look in (("bold", "2029 at the earliest"), ("link javascript:alert(1)", "2029")):
        edit = Edit(kind="looks", block="c-twz-c59d", section="key_points", was=(WAS,), looks=(look,))
        document, told = built_with(outline(), Edits(edits=(edit,)))
        assert "keep their look" in told[0].message
        assert not any(isinstance(part, Styled) for part in points(document)["c-twz-c59d"].words)


def test_a_quotation_in_german_or_french_marks_may_be_cut_and_not_reworded(article: Callable[..., Article]) -> None:
    for opening, closing in (("„", "“"), ("«", "»"), ("« ", " »"), ("»", "«")):
        said = f"{opening}Wir werden diesen Vertrag, dessen Preis stieg, nicht unterschreiben{closing}"
        shelf = Library(articles=(article(f"Der Rat tagt\n\n{said}, sagte sie.\n", id="rat"),), items=())
        at = shelf.articles[0].text.index(said)
        line = (Verbatim(text=said, spans=(Span(article="rat", start=at, end=at + len(said)),)),)
        cut = requoted(line, said.replace(", dessen Preis stieg,", ""), shelf)
        assert cut is not None
        assert "[…]" in "".join(part.text for part in cut if isinstance(part, Words | Verbatim))
        assert requoted(line, said.replace("nicht unterschreiben", "bald unterschreiben"), shelf) is None
        assert [*faults(said.replace("Preis", "Wert"), "", shelf)]
        assert not [*faults(said, "", shelf)]
