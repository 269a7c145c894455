"""`brief redline`: accepted it is the new file, rejected the old one, and Word finds nothing to mend in it."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path
from time import process_time

import docx_integrity
import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openxml_audit import OpenXmlValidator
from sample import document

from brief.cli import main
from brief.draft import read_draft
from brief.errors import UsageError, WriteError
from brief.ooxml import Package
from brief.pipeline.redlining import against_last, redlined
from brief.write.docx import write
from tests.tools.redlines import made, two_editions

ROOT = Path(__file__).parent.parent
ASSETS = {one.relative_to(ROOT / "templates").as_posix(): one.read_bytes()
          for one in (ROOT / "templates").rglob("*") if one.is_file()}  # fmt: skip
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


@pytest.fixture(scope="module", params=["evidence", "footnotes"])
def editions(request, tmp_path_factory):
    return two_editions(tmp_path_factory.mktemp("project"), request.param)


def words(data, side="accepted"):
    return [paragraph.words for paragraph in read_draft(data, "x", side).paragraphs]


def tree(data, part="word/document.xml"):
    return Package(data).needed(part)


def rows(data, gone=None):
    """How many rows each table has without those that are marked as gone."""
    left = [
        sum(gone is None or row.find(f"{W}trPr/{W}{gone}") is None for row in table.findall(f"{W}tr"))
        for table in tree(data).iter(f"{W}tbl")
    ]
    return [count for count in left if count]


def with_body(data, body):
    """The same file with another body, given as XML."""
    head = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
    return with_part(data, "word/document.xml", f"{head}{body}</w:body></w:document>".encode())


def with_part(data, name, content):
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w") as archive:
        for one in old.namelist():
            archive.writestr(one, content if one == name else old.read(one))
        if name not in old.namelist():
            archive.writestr(name, content)
    return out.getvalue()


@pytest.fixture(scope="module")
def plain():
    return write(document(), ASSETS)


def test_accepted_it_is_the_new_edition_and_rejected_the_old_one_tables_too(editions):
    old, new = editions
    data = made(old, new).data
    assert words(data) == words(new)
    assert words(data, "rejected") == words(old)
    assert rows(data, "del") == rows(new)
    assert rows(data, "ins") == rows(old)


def test_words_change_not_whole_paragraphs(editions):
    data = made(*editions).data
    bottom = next(one for one in tree(data).iter(f"{W}p") if "Rutte alone" in "".join(map(str, one.itertext())))
    put_in = "".join("".join(map(str, one.itertext())) for one in bottom.iter(f"{W}ins"))
    assert "most of them" in put_in
    assert "name years" not in put_in
    assert bottom.find(f"{W}pPr/{W}rPr/{W}ins") is None


def test_word_would_open_it_without_a_repair(editions, tmp_path):
    path = tmp_path / "redline.docx"
    for pair in (editions, editions[::-1]):
        path.write_bytes(made(*pair).data)
        assert OpenXmlValidator().validate(str(path)).errors == []
        assert list(docx_integrity.check(path)) == []


def test_a_paragraph_that_stands_elsewhere_now_is_a_move_and_what_changed_in_it_is_told(plain):
    def body(*texts):
        return with_body(plain, "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in texts) + END)

    stay = [f"The {name} keeps its ships in the harbour all winter." for name in ("north", "south", "east")]
    root = tree(made(body("Talks", "Two ships sail north in May, said Ann [1].", *stay),
                     body(*stay, "Two ships sail north in May, said Ann [2].", "Talks")).data)  # fmt: skip

    def told(tag):
        return ["".join(map(str, one.itertext())) for one in root.iter(f"{W}{tag}") if len(one)]

    assert told("moveFrom") == ["Talks", "Two ships sail north in May, said Ann ", "."]
    assert told("moveTo") == ["Two ships sail north in May, said Ann ", ".", "Talks"]
    assert (told("del"), told("ins")) == (["[1]"], ["[2]"])
    ranges = {side: {one.get(f"{W}name"): one.get(f"{W}id") for one in root.iter(f"{W}move{side}RangeStart")}
              for side in ("From", "To")}  # fmt: skip
    assert ranges["From"].keys() == ranges["To"].keys() == {"move1", "move2"}
    for side, named in ranges.items():
        assert {one.get(f"{W}id") for one in root.iter(f"{W}move{side}RangeEnd")} == {*named.values()}


def test_the_tags_below_a_point_move_with_it_and_like_tags_elsewhere_are_no_move(plain):
    def body(*points):
        texts = [text for point in points for text in (point, "1 origin")]
        return with_body(plain, "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in texts) + END)

    def moved(old, new):
        moves = tree(made(old, new).data).iter(f"{W}moveTo")
        return ["".join(map(str, one.itertext())) for one in moves if len(one)]

    ships, rain, votes = (
        "Two ships sail north.",
        "It rained over the hills all day.",
        "The council votes in May, he said.",
    )
    assert moved(body(ships, rain, votes), body(rain, votes, ships)) == [ships, "1 origin"]
    assert not moved(body(ships, rain), body(rain, votes))


def test_ids_and_bookmarks_stand_once_and_every_note_that_is_called_is_there(editions):
    data = made(*editions).data
    root = tree(data)
    starts = [one.get(f"{W}id") for one in root.iter(f"{W}bookmarkStart")]
    names = [one.get(f"{W}name") for one in root.iter(f"{W}bookmarkStart")]
    sorts = ("ins", "del", "moveFrom", "moveTo", "moveFromRangeStart", "moveToRangeStart", "pPrChange")
    changes = [one.get(f"{W}id") for one in root.iter(*(f"{W}{sort}" for sort in sorts))]
    assert len({*starts, *changes}) == len(starts) + len(changes)
    assert len(set(names)) == len(names)
    called = [one.get(f"{W}id") for one in root.iter(f"{W}footnoteReference")]
    notes = Package(data).root("word/footnotes.xml")
    assert len(set(called)) == len(called)
    assert set(called) <= {one.get(f"{W}id") for one in (notes if notes is not None else ())}


def test_the_same_two_files_give_the_same_bytes_dated_as_the_new_one_is(editions):
    first, second = made(*editions, author="Desk"), made(*editions, author="Desk")
    assert first.data == second.data
    change = next(tree(first.data).iter(f"{W}ins"))
    assert change.get(f"{W}author") == "Desk"
    assert change.get(f"{W}date") == "2026-06-29T00:00:00Z"


def test_a_file_against_itself_has_no_change(editions):
    assert made(editions[0], editions[0]).changes == 0


def test_a_brief_of_four_pages_takes_no_longer_than_a_blink(editions):
    def once():
        start = process_time()
        made(*editions)
        return process_time() - start

    assert min(once() for _ in range(3)) < 1.5  # CPU seconds; 0.3 on an idle machine


def test_a_redline_is_read_as_accepted_when_it_is_compared_again(editions):
    old, new = editions
    assert made(made(old, new).data, new).changes == 0


WORDS = st.lists(
    st.sampled_from(
        ["ships", "sail", "north", ",", "but", "the", "harbour", "stays", "shut", ".", "[1]", "[2]", "2027"]
    ),
    max_size=12,
)
STYLES = st.sampled_from(["Heading1", "KeyPoint", "BodyText", "TableText"])
LOOKS = st.sampled_from(["", "<w:rPr><w:b/></w:rPr>", '<w:rPr><w:rStyle w:val="DeskMuted"/></w:rPr>'])


@st.composite
def paragraphs(draw):
    runs = "".join(
        f'<w:r>{draw(LOOKS)}<w:t xml:space="preserve">{" ".join(draw(WORDS))}</w:t></w:r>'
        for _ in range(draw(st.integers(0, 3)))
    )
    if draw(st.booleans()):
        runs += '<w:hyperlink w:anchor="b_ev_1"><w:r><w:t>[1]</w:t></w:r></w:hyperlink><w:r><w:tab/></w:r>'
    return f'<w:p><w:pPr><w:pStyle w:val="{draw(STYLES)}"/></w:pPr>{runs}</w:p>'


@st.composite
def tables(draw):
    columns = draw(st.integers(1, 3))
    lines = [
        "".join(f"<w:tc><w:tcPr/>{''.join(draw(st.lists(paragraphs(), min_size=1, max_size=2)))}</w:tc>"
                for _ in range(columns))
        for _ in range(draw(st.integers(1, 4)))
    ]  # fmt: skip
    body = "".join(f"<w:tr>{line}</w:tr>" for line in lines)
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{body}</w:tbl>{draw(paragraphs())}"


BODIES = st.lists(paragraphs() | tables(), max_size=6)
END = '<w:p/><w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(common=BODIES, old=BODIES, new=BODIES, data=st.data())
def test_any_two_bodies_give_a_redline_that_is_right_both_ways(plain, common, old, new, data):
    def mixed(own):
        places = sorted(data.draw(st.lists(st.integers(0, len(common)), min_size=len(own), max_size=len(own))))
        blocks = data.draw(st.permutations(common))
        for at, block in reversed(list(zip(places, own, strict=True))):
            blocks.insert(at, block)
        return with_body(plain, "".join(blocks) + END)

    before, after = mixed(old), mixed(new)
    redline = made(before, after).data  # it is checked both ways in there: else this raises
    assert rows(redline, "del") == rows(after)
    assert rows(redline, "ins") == rows(before)


def test_the_redline_is_written_beside_the_new_file_and_never_over_one_of_the_two(editions, tmp_path):
    old, new = tmp_path / "old.docx", tmp_path / "new.docx"
    old.write_bytes(editions[0])
    new.write_bytes(editions[1])
    done = CliRunner().invoke(main, ["redline", str(old), str(new)])
    assert done.exit_code == 0
    assert (tmp_path / "new-redline.docx").read_bytes() == made(*editions).data
    with pytest.raises(UsageError):
        redlined(old, new, old)
    assert old.read_bytes() == editions[0]


def test_a_build_finds_the_last_edition_among_the_drafts_that_builds_kept(editions, tmp_path):
    kept = tmp_path / ".brief"
    kept.mkdir()
    (kept / "weekly-0000000000000001.docx").write_bytes(editions[0])
    (kept / "weekly-0000000000000002.docx").write_bytes(editions[1])
    (kept / "weekly-0000000000000003.docx").write_bytes(b"torn")
    told = []
    output = tmp_path / "weekly.docx"
    found = against_last(output, editions[1], tmp_path, name="weekly", edition="2", build="x", report=told.append)
    assert found == {tmp_path / "weekly-redline.docx": made(*editions).data}
    assert not told
    assert against_last(output, editions[0], tmp_path, name="weekly", edition="1", build="x", report=told.append) == {}
    assert "keeps no earlier edition" in told[0].message


def test_what_would_not_come_back_is_not_written(plain, tmp_path, monkeypatch):
    monkeypatch.setattr("brief.redline.marking.Marking.story", lambda *_: None)
    other = with_body(plain, f"<w:p><w:r><w:t>Other words.</w:t></w:r></w:p>{END}")
    for name, data in (("old", other), ("new", plain)):
        (tmp_path / f"{name}.docx").write_bytes(data)
    with pytest.raises(WriteError, match="not the old file"):
        redlined(tmp_path / "old.docx", tmp_path / "new.docx")
    assert not (tmp_path / "new-redline.docx").exists()


def test_what_word_adds_for_itself_is_no_change_and_what_is_tracked_counts_as_accepted(plain):
    old = with_body(plain, f"<w:p><w:r><w:t>Two ships sail north.</w:t></w:r></w:p>{END}")
    new = with_body(
        plain,
        '<w:p w:rsidR="00AB12CD"><w:proofErr w:type="spellStart"/><w:r w:rsidR="00AB"><w:t>Two sh</w:t></w:r>'
        '<w:smartTag w:uri="u" w:element="e"><w:r><w:lastRenderedPageBreak/><w:t>ips</w:t></w:r></w:smartTag>'
        '<w:ins w:id="7" w:author="Ann"><w:r><w:t xml:space="preserve"> sail</w:t></w:r></w:ins><w:del w:id="8" '
        'w:author="Ann"><w:r><w:delText> go</w:delText></w:r></w:del><w:sdt><w:sdtPr/><w:sdtContent><w:r><w:t '
        f'xml:space="preserve"> north.</w:t></w:r></w:sdtContent></w:sdt></w:p>{END}',
    )
    assert made(old, new).changes == 0
    again = made(old, with_part(new, "word/document.xml", tree_bytes(new).replace(b" north.", b" south."))).data
    assert ["".join(map(str, one.itertext())) for one in tree(again).iter(f"{W}del", f"{W}ins")] == ["north", "south"]


def test_a_new_look_of_the_same_words_is_tracked_as_a_look(plain):
    old = with_body(plain, f"<w:p><w:r><w:t>Two ships sail.</w:t></w:r></w:p>{END}")
    new = with_body(
        plain,
        '<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:rPr><w:i/></w:rPr><w:t>Two ships sail.</w:t></w:r>'
        f"</w:p>{END}",
    )
    root = tree(made(old, new).data)
    assert next(root.iter(f"{W}ins", f"{W}del"), None) is None
    assert len([*root.iter(f"{W}rPrChange", f"{W}pPrChange")]) == 2


def test_a_deleted_picture_link_and_footnote_come_over_from_the_old_file(editions, plain, tmp_path):
    path = tmp_path / "redline.docx"
    data = made(editions[0], plain).data
    path.write_bytes(data)
    root, package = tree(data), Package(data)
    leads = {one.get("Id"): one for one in package.needed("word/_rels/document.xml.rels")}
    shown = [one.get(f"{R}embed") for one in root.iter(f"{A}blip")]
    assert shown
    assert all(package.data(f"word/{leads[one].get('Target')}") for one in shown)
    assert OpenXmlValidator().validate(str(path)).errors == []


def tree_bytes(data):
    return Package(data).data("word/document.xml")


def test_a_long_paragraph_costs_no_square_of_its_length(plain):
    def seconds(size):
        old, new = (with_body(plain, f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>{END}")
                    for text in ("ships sail " * size, "sail ships now " * size))  # fmt: skip
        start = process_time()
        made(old, new)
        return process_time() - start

    assert seconds(10_000) < 4
