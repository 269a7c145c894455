"""Drafts with Word's own markup, written by hand as Word writes it: every edit is read as if it were plain."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from brief.draft import read_draft
from brief.model.edits import Edit, Edits, Pulled
from brief.pull import pull
from tests.tools.edit_drafts import Body, built_with, outline, weekly, written
from tests.tools.word_markup import AT, AUTHOR, Word

BREUER = "It would be 2029 at the earliest"
NATO = "NATO is monitoring the strategic relationship"
REPORT = "A new report details a growing willingness"
ANALYSTS = "[M]ost analysts agree"
DRILLS = "14 such drills"
NEW = "The desk expects a decision in autumn."
SPLIT = "Lt. Gen. Carsten"


def pulled(data: bytes, was: bytes | None = None) -> Pulled:
    found = pull(read_draft(was or weekly(), "base.docx"), read_draft(data, "draft.docx"))
    assert not found.lost
    return found


def what(found: Pulled) -> list[tuple[object, ...]]:
    return [(one.kind, one.block, one.was, one.now, one.after, one.as_) for one in found.edits]


def row(word: Body) -> Body:
    return word.add_row(["8 May 2026", "The council meets.", "Reported", "S1"], DRILLS)


TRACKED: dict[str, tuple[Callable[[Word], object], Callable[[Body], object]]] = {
    "words": (
        lambda word: word.track_words("2029 at the earliest", "at the earliest 2029"),
        lambda body: body.replace("2029 at the earliest", "at the earliest 2029"),
    ),
    "a cut": (
        lambda word: word.track_words(", and let’s not be naïve about this", ""),
        lambda body: body.replace(", and let’s not be naïve about this", ""),
    ),
    "a removed point": (lambda word: word.track_removal(NATO), lambda body: body.remove(NATO)),
    "a new point": (lambda word: word.track_addition(NEW, REPORT), lambda body: body.add(NEW, REPORT)),
    "a moved point": (lambda word: word.track_move(REPORT, ANALYSTS), lambda body: body.move(REPORT, ANALYSTS)),
    "a point moved down": (lambda word: word.track_move(BREUER, NATO), lambda body: body.move(BREUER, NATO)),
    "a split point": (lambda word: word.track_split(BREUER, SPLIT), lambda body: body.split(BREUER, SPLIT)),
    "two joined points": (
        lambda word: word.track_join(ANALYSTS),
        lambda body: body.join(ANALYSTS, BREUER),
    ),
    "a removed row": (lambda word: word.track_row(DRILLS, "del"), lambda body: body.remove_row(DRILLS)),
    "a new row": (lambda word: row(word) and word.track_row("The council meets.", "ins"), row),
    "a heading": (
        lambda word: word.track_words("Where sources disagree", "Disputed"),
        lambda body: body.replace("Where sources disagree", "Disputed"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", TRACKED)
@pytest.mark.parametrize("saved", [False, True], ids=["bare", "with all that Word adds"])
def test_a_tracked_change_is_the_edit_that_it_stands_for_with_its_author(name: str, saved: bool) -> None:
    tracked, plain = TRACKED[name]
    word, body = Word(weekly()), Body(weekly())
    tracked(word)
    plain(body)
    if saved:
        word.saved()
    found = pulled(word.data())
    assert what(found) == what(pulled(body.data()))
    assert found.edits
    assert {(one.by, one.at) for one in found.edits} == {(AUTHOR, AT)}


@pytest.mark.parametrize("name", TRACKED)
def test_without_its_author_nothing_was_changed(name: str) -> None:
    word = Word(weekly())
    TRACKED[name][0](word)
    found = pull(read_draft(weekly(), "a"), read_draft(word.data(), "b", without={AUTHOR}))
    assert not found.lost
    assert [one.kind for one in found.edits] == []


NOTHING: dict[str, Callable[[Word], object]] = {
    "rsids, spelling marks, split runs": lambda word: word.saved(),
    "a smart tag": lambda word: word.tag("2029 at the earliest"),
    "a control round a paragraph": lambda word: word.control(BREUER),
    "a control round a run": lambda word: word.control("2029 at the earliest", "r"),
    "a control round a row": lambda word: word.control(DRILLS, "tr"),
    "a control round a table": lambda word: word.control(DRILLS, "tbl"),
    "a style of ours renamed": lambda word: word.rename_style("Key Point Tags", "Marken").rename_style(
        "Table Quote", "Zitat in Tabelle"
    ),
    "ids in another language": lambda word: word.localise("Heading1", "berschrift1").localise("Title", "Titel"),
    "bookmarks between paragraphs": lambda word: word.lift_bookmarks(),
    "all at once": lambda word: word.saved().control(DRILLS, "tr").rename_style("Legend", "Lesehilfe").lift_bookmarks(),
}  # fmt: skip


@pytest.mark.parametrize("name", NOTHING)
def test_what_word_does_by_itself_is_no_edit(name: str) -> None:
    word = Word(weekly())
    NOTHING[name](word)
    found = pulled(word.data())
    assert what(found) == []
    assert not found.reported


@pytest.mark.parametrize("name", NOTHING)
def test_and_it_hides_no_edit(name: str) -> None:
    word, body = Word(weekly()), Body(weekly())
    for draft in (word, body):
        draft.replace("2029 at the earliest that Russia would", "at the earliest 2029 that Russia could")
        draft.remove(NATO).move(REPORT, ANALYSTS).remove_row("approximately 2,000 such")
        draft.replace("Where sources disagree", "Disputed").add(NEW, REPORT)
    if name == "a smart tag":
        word.tag("at the earliest")
    elif name == "a control round a run":
        word.control("at the earliest 2029", "r")
    elif name == "a control round a paragraph":
        word.control(REPORT)
    else:
        NOTHING[name](word)
    assert what(pulled(word.data())) == what(pulled(body.data()))


def test_a_cover_page_is_told_and_no_edit() -> None:
    found = pulled(Word(weekly()).cover("Policy Brief", "For the minister’s eyes").data())
    assert not found.edits
    assert "set by rule, not changed (`Cover Pages`): For the minister’s eyes" in found.reported


def test_words_put_into_a_footnote_or_a_footer_are_told() -> None:
    found = pulled(Word(weekly()).footnote(BREUER, "He said so in Warsaw.").data())
    assert any("(footnote): He said so in Warsaw." in one for one in found.reported)
    found = pulled(Word(weekly()).retype_footer("Verified by", "Checked by").data())
    assert any("(footer)" in one and "Checked by" in one for one in found.reported)


def commented() -> bytes:
    edits = [
        Edit(kind="comment", block="c-twz-c59d", section="key_points", now=(text,), by="Bo Berg")
        for text in ("Is this still so?", "And who says it?")
    ]
    return written(built_with(outline(), Edits(edits=tuple(edits)))[0])


def test_a_comment_ticked_off_or_deleted_in_word_is_settled() -> None:
    for step in (Word.settle, Word.delete_comment):
        (found,) = pulled(step(Word(commented()), "Is this still so?").data(), commented()).edits
        assert (found.kind, found.block, found.by, found.done) == ("comment", "c-twz-c59d", "Bo Berg", True)
    (new,) = pulled(Word(commented()).comment(NATO, "Check.").data(), commented()).edits
    assert (new.block, new.now, new.done) == ("c-nd3-dcd6", ("Check.",), False)


def test_where_a_program_dropped_all_comments_none_is_taken_for_settled() -> None:
    word = Word(commented())
    word.parts["word/comments.xml"] = b'<w:comments xmlns:w="%s"/>' % word.root.nsmap["w"].encode()
    found = pulled(word.data(), commented())
    assert not found.edits
    assert any("comments are gone" in one for one in found.reported)


def test_looks_of_the_desks_words_come_home_and_those_of_a_source_are_told() -> None:
    word = Word(written(built_with(outline(), Edits(edits=(own(),)))[0]))
    was = word.data()
    word.look("in autumn", "b", "i").link("a decision", "https://example.org/a?b=1&c=2").look("at the earliest", "b")
    word.link("The desk expects ", "javascript:alert(1)")
    found = pulled(word.data(), was)
    (edit,) = found.edits
    assert (edit.kind, edit.block) == ("looks", "added-1f2e")
    assert edit.looks == (
        ("bold", "in autumn"), ("italic", "in autumn"), ("link https://example.org/a?b=1&c=2", "a decision"),
    )  # fmt: skip
    assert [one.partition(";")[0] for one in found.reported] == ["a link to javascript:alert(1)", "bold"]


def own(*, now: str = NEW) -> Edit:
    return Edit(
        kind="added", block="added-1f2e", section="key_points", now=(now,), after="c-seitz-e12b", as_="point",
        looks=(),
    )  # fmt: skip
