"""What a Word user finds beside the text: footnotes, comments, properties; and how long all of it takes."""

from __future__ import annotations

import re
import time

import docx_integrity
import pytest
from msgspec.structs import replace
from openxml_audit import OpenXmlValidator
from sample import desk, document
from test_docx import ASSETS, W, parts, texts, tree, values

from brief.anchors import bookmark, build_id
from brief.compose.remarks import remarks
from brief.compose.wording import wording
from brief.model.companions import Remark
from brief.model.document import Evidence, EvidenceList, Footnote, Prose, inlines
from brief.model.inline import Cite
from brief.write.docx import write

BODY = "word/document.xml"


def footnoted():
    """The sample with a footnote for each passage, and what the desk should look at."""
    whole = document()
    notes = tuple(Footnote(number=number, words=(desk(f"S1, line {number}."),)) for number in range(1, 15))
    back = Remark(block="k1", text="Dr. K. asks: which islands?", sort="edited", author="Editor")
    return replace(
        whole, footnotes=notes, remarks=(*remarks(whole.parts, wording()), back), name="cables", edition="27"
    )


def jumbled():
    """A brief in which a later number is called before an earlier one, and one never."""
    whole = footnoted()
    marks = tuple(Cite(id=f"m{at}", number=number, target=f"e{number}") for at, number in enumerate((2, 1, 2, 3)))
    first = Prose(id="first", label=None, lines=((desk("Words"), *marks),))
    return replace(whole, bottom_line=None, parts=(replace(whole.parts[0], blocks=(first,)), whole.parts[-1]))


@pytest.fixture(scope="module")
def noted():
    return write(footnoted(), ASSETS)


@pytest.mark.parametrize("make", [footnoted, jumbled])
def test_word_would_open_it_without_a_repair(make, tmp_path):
    path = tmp_path / "brief.docx"
    path.write_bytes(write(make(), ASSETS))
    assert OpenXmlValidator().validate(path).errors == []
    assert list(docx_integrity.check(path)) == []
    assert write(make(), ASSETS) == path.read_bytes()


def test_the_first_mark_of_a_number_is_a_footnote_and_any_later_one_refers_to_it(noted):
    called = values(tree(noted), "footnoteReference", "id")
    assert called == [str(number) for number in range(1, 15)]
    later = [inline for inline in inlines(footnoted()) if isinstance(inline, Cite)]
    again = [f" NOTEREF {bookmark(f'r{mark.number}-1')} " for mark in later if not mark.id.endswith("-1")]
    assert sorted(code.text for code in tree(noted).iter(f"{W}instrText")) == sorted(again)
    for ident in again:
        held = re.search(f'w:name="{ident.split()[1]}"/>(.*?)<w:bookmarkEnd', parts(noted)[BODY].decode())
        assert held
        assert "<w:footnoteReference" in held[1]


def test_two_footnotes_side_by_side_never_read_as_one_number(noted):
    read = (("".join(map(shown, each.iter(f"{W}t", f"{W}footnoteReference")))) for each in tree(noted).iter(f"{W}p"))
    assert [each[-5:] for each in read if "a message with a return address" in each][:1] == [".4, 5"]


def shown(node):
    """Text, or the number that Word shows in the place of a footnote."""
    return node.text or node.get(f"{W}id")


def test_a_footnote_leads_to_its_evidence(noted):
    root = tree(noted, "word/footnotes.xml")
    assert values(root, "footnote", "type")[:2] == ["separator", "continuationSeparator"]
    assert values(root, "hyperlink", "anchor") == [bookmark(f"e{number}") for number in range(1, 15)]
    assert texts(root)[2] == "S1, line 1.\u00a0[1]"
    assert values(tree(noted, "word/settings.xml"), "footnote", "id") == ["-1", "0"]


def test_a_number_that_word_would_count_otherwise_is_written_out():
    data = write(jumbled(), ASSETS)
    calls = [
        (each.get(f"{W}id"), each.get(f"{W}customMarkFollows")) for each in tree(data).iter(f"{W}footnoteReference")
    ]
    assert calls == [("2", "1"), ("1", None), ("3", "1")]
    assert next(text for text in texts(tree(data)) if text.startswith("Words")) == "Words\u00a02, , 2, 3"
    assert "".join(texts(tree(data, "word/footnotes.xml"))[2:]).startswith("2S1, line 2.")


def test_the_desk_finds_a_comment_where_it_should_look_again(noted):
    comments = list(tree(noted, "word/comments.xml").iter(f"{W}comment"))
    assert {(each.get(f"{W}author"), each.get(f"{W}date")) for each in comments} == {
        ("brief", "2025-07-11T00:00:00Z"),
        ("Editor", "2025-07-11T00:00:00Z"),
    }
    said = ["".join(texts(each)) for each in comments]
    assert any("Contested D1" in each and "Reworded by the desk" in each and "[4], [5]" in each for each in said)
    ids = [each.get(f"{W}id") for each in comments]
    body = tree(noted)
    assert [values(body, name, "id") for name in ("commentRangeStart", "commentRangeEnd", "commentReference")] == [
        ids
    ] * 3
    assert {"CommentText", "CommentReference"} <= {*values(tree(noted, "word/styles.xml"), "style", "styleId")}


def test_the_draft_says_which_build_of_which_outline_it_is(noted):
    custom = parts(noted)["docProps/custom.xml"].decode()
    assert re.findall(r'name="(.*?)"><vt:lpwstr>(.*?)<', custom) == [
        ("brief.build", build_id(footnoted())),
        ("brief.outline", "cables"),
        ("brief.edition", "27"),
    ]
    assert re.fullmatch("[0-9a-f]{16}", build_id(document()))
    assert build_id(document()) != build_id(replace(document(), title="Another"))


def test_words_from_right_to_left_have_runs_of_their_own():
    prose = Prose(id="p", label=None, lines=((desk("The word שלום, עולם stands, 北京 and 🌷 too."),),))
    whole = document()
    root = tree(write(replace(whole, parts=(replace(whole.parts[0], blocks=(prose,)),)), ASSETS))
    leftward = [each for each in root.iter(f"{W}r") if each.find(f"{W}rPr/{W}rtl") is not None]
    assert ["".join(text.text for text in each.iter(f"{W}t")) for each in leftward] == ["שלום, עולם"]
    assert any(text == "The word שלום, עולם stands, 北京 and 🌷 too." for text in texts(root))


def long(rows):
    """The sample with so many rows of evidence."""
    whole = footnoted()
    part = whole.parts[-1]
    row: Evidence = part.blocks[0].rows[0]
    many = EvidenceList(rows=tuple(replace(row, id=f"x{n}", number=n, cited_by=()) for n in range(1, rows + 1)))
    return replace(whole, parts=(*whole.parts[:-1], replace(part, blocks=(many,))))


def test_a_brief_twice_as_long_takes_about_twice_the_time():
    def cost(rows):
        start = time.process_time()
        write(long(rows), ASSETS)
        return time.process_time() - start

    # Another process may take the cache meanwhile: one of three looks is enough.
    assert any(min(cost(2400), cost(2400)) < 3 * min(cost(1200), cost(1200)) + 0.05 for _ in range(3))
