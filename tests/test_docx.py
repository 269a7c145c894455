"""What an editor and a reader may count on in the Word version."""

from __future__ import annotations

import re
import sys
import zipfile
from io import BytesIO
from pathlib import Path

import docx_integrity
import pytest
from lxml import etree
from msgspec.structs import replace
from openxml_audit import OpenXmlValidator
from sample import desk, document, said

from brief.anchors import block_id, bookmark, line_id
from brief.errors import WriteError
from brief.model.document import (
    BottomLine,
    Disagreement,
    Disagreements,
    EvidenceList,
    Legend,
    OpenQuestions,
    Points,
    Prose,
    Quotations,
    Side,
    Table,
)
from brief.model.inline import Cite, Tag
from brief.write.docx import write

ROOT = Path(__file__).parents[1]
TEMPLATE = (ROOT / "templates" / "brief.docx").read_bytes()
ASSETS = {"brief.docx": TEMPLATE}
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(scope="module")
def written():
    return write(document(), ASSETS)


def parts(data):
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def tree(data, name="word/document.xml"):
    return etree.fromstring(parts(data)[name])


def texts(root):
    return ["".join(text.text or "" for text in each.iter(f"{W}t")) for each in root.iter(f"{W}p")]


def folded(text):
    return re.sub(r"\s", "", text)


def values(root, name, attribute="val"):
    return [each.get(f"{W}{attribute}") for each in root.iter(f"{W}{name}")]


def odd():
    """Everything that is hard to set: no handling, long words, several lists, control characters."""
    whole = document()
    points, quotes, *others = whole.parts
    block = points.blocks[0]
    again = replace(block, points=tuple(replace(point, id=f"x-{point.id}", words=(said(1),)) for point in block.points))
    alone = replace(block, points=(replace(block.points[0], id="Alone", words=(said(2),)),))
    group = replace(quotes.blocks[0].groups[0], id="g", speaker="Ярослав Ярославович Достопримечательный", about=())
    prose = Prose(id="p", label=None, lines=((desk("a\x0c\x00<&>\ud800\uffff\tb"),), (desk("…"),)))
    blocks = (again, alone, prose, replace(quotes.blocks[0], groups=(replace(group, quotations=()),)))
    return replace(
        whole,
        title="Ж" * 300,
        subtitle=None,
        handling=None,
        bottom_line=None,
        facts=(),
        footer=(),
        parts=(points, replace(points, id="more", note=None, blocks=blocks), quotes, *others),
    )


@pytest.mark.parametrize("make", [document, odd])
def test_word_would_open_it_without_a_repair(make, tmp_path):
    path = tmp_path / "brief.docx"
    path.write_bytes(write(make(), ASSETS))
    assert OpenXmlValidator().validate(path).errors == []
    assert list(docx_integrity.check(path)) == []


def test_the_same_document_gives_the_same_bytes(written):
    assert write(document(), ASSETS) == written


def test_every_reference_leads_to_a_bookmark_and_no_two_bookmarks_share_a_name(written):
    root = tree(written)
    names = values(root, "bookmarkStart", "name")
    assert len({name.lower() for name in names}) == len(names)
    assert sorted(values(root, "bookmarkStart", "id")) == sorted(values(root, "bookmarkEnd", "id"))
    targets = values(root, "hyperlink", "anchor")
    assert targets
    assert set(targets) <= set(names)


def test_each_block_that_an_editor_may_change_lies_in_its_bookmark():
    whole = document()
    paragraphs = Prose(id="watch", label="What to watch", lines=((desk("One."),), (desk("Two."),)))
    whole = replace(whole, parts=(replace(whole.parts[0], id="text", blocks=(paragraphs,)), *whole.parts))
    inside = {}
    opened = {}
    for each in tree(write(whole, ASSETS)).iter():
        if each.tag == f"{W}bookmarkStart":
            name = block_id(each.get(f"{W}name"))
            opened[each.get(f"{W}id")] = name
            inside[name] = ""
        elif each.tag == f"{W}bookmarkEnd":
            del opened[each.get(f"{W}id")]
        elif each.tag == f"{W}p":
            assert not opened, "LibreOffice spoils a bookmark over several paragraphs"
        elif each.tag == f"{W}t":
            for name in opened.values():
                inside[name] += each.text
    for ident, words in blocks(whole):
        assert folded(inside[ident]) == folded(words), ident


def test_each_side_of_a_disagreement_lies_in_its_bookmark_two_a_row():
    sides = tuple(Side(id=f"d1-{n}", words=(said(n),), said=(desk(f"In S{n}"),)) for n in (1, 2, 3))
    one = Disagreement(id="d1", label="D1", head=(desk("the date"),), about=(desk("Apart."),), sides=sides)
    whole = document()
    part = replace(whole.parts[0], blocks=(Disagreements(disagreements=(one,)),))
    root = tree(write(replace(whole, bottom_line=None, parts=(part,)), ASSETS))
    rows = [[folded("".join(texts(cell))) for cell in row.iter(f"{W}tc")] for row in root.iter(f"{W}tr")]
    assert [row[0] for row in rows] == ["Disagreement", "D1thedateApart.", "D1"]
    assert [bool(cell) for cell in rows[2]] == [True, True, False]
    names = values(root, "bookmarkStart", "name")
    assert [name for name in names if name.startswith("b_d1")] == ["b_d1", "b_d1_1", "b_d1_2", "b_d1_3"]


def blocks(whole):
    """Id and text of what pulling an edited draft looks for; of a row, the first line."""
    yield whole.bottom_line.id, said_in(whole.bottom_line.words)
    for part in whole.parts:
        yield part.id, part.heading
        for block in part.blocks:
            match block:
                case Points(points=points):
                    yield from ((point.id, said_in(point.words)) for point in points)
                case Quotations(groups=groups):
                    yield from ((group.id, group.speaker) for group in groups)
                    yield from ((each.id, said_in(each.words)) for group in groups for each in group.quotations)
                case Legend():
                    yield block.id, block.label
                case Table(groups=groups):
                    yield block.id, block.columns[0].head
                    yield from ((row.id, said_in(row.cells[0][0])) for group in groups for row in group.rows)
                case OpenQuestions(questions=questions):
                    yield from ((each.id, each.label + said_in(each.head)) for each in questions)
                case Prose(lines=lines):
                    yield from ((line_id(block.id, n), said_in(line)) for n, line in enumerate(lines, start=1))
                case EvidenceList(rows=rows):
                    yield from ((row.id, str(row.number)) for row in rows)


def said_in(line):
    def one(part):
        match part:
            case Cite():
                return f"[{part.number}]"
            case Tag():
                return part.glyph + part.text
            case _:
                return part.text

    return "".join(one(part) for part in line)


def test_the_text_of_the_draft_is_the_text_of_the_tree_in_its_order(written):
    assert folded("".join(texts(tree(written)))) == folded("".join(printed(document())))


def printed(whole):
    yield from (whole.title, whole.subtitle or "", *(label + value for label, value in whole.facts))
    line: BottomLine = whole.bottom_line
    yield from (line.label, said_in(line.words), *map(said_in, line.remarks))
    for part in whole.parts:
        yield from (part.heading, part.note or "")
        for block in part.blocks:
            yield from printed_block(block)


def printed_block(block):
    match block:
        case Points(points=points):
            yield from (said_in(point.words) + said_in(point.tags) for point in points)
        case Quotations(groups=groups):
            for group in groups:
                quotations = (said_in(each.words) for each in group.quotations)
                yield from (group.speaker, *quotations, *map(said_in, group.about))
        case Table(columns=columns, groups=groups, note=note):
            yield from (column.head for column in columns)
            for group in groups:
                yield group.heading or ""
                yield from (said_in(line) for row in group.rows for cell in row.cells for line in cell)
            yield note or ""
        case OpenQuestions(questions=questions, labels=labels):
            yield from labels
            for each in questions:
                yield from (each.label, *map(said_in, (each.head, each.words, each.why, each.closes)))
        case Prose(label=label, lines=lines):
            yield from (label or "", *map(said_in, lines))
        case EvidenceList(rows=rows, heads=heads):
            yield from heads
            yield from (f"{row.number}{row.source}, {row.place}{said_in(row.words)}" for row in rows)
        case _:
            yield from (block.label, *(said_in(line) for entry in block.entries for line in entry))


@pytest.mark.parametrize("make", [document, odd])
def test_every_look_is_a_named_style_of_the_template(make):
    data = write(make(), ASSETS)
    root = tree(data)
    known = {style.get(f"{W}styleId") for style in tree(data, "word/styles.xml").iter(f"{W}style")}
    assert {*values(root, "pStyle"), *values(root, "rStyle"), *values(root, "tblStyle")} <= known
    assert {child.tag for each in root.iter(f"{W}rPr") for child in each} == {f"{W}rStyle"}
    # A second list needs its own number to begin at 1 again; that is membership, not a look.
    assert {child.tag for each in root.iter(f"{W}pPr") for child in each} <= {f"{W}pStyle", f"{W}numPr"}
    assert all(each.find(f"{W}pPr") is not None for each in root.iter(f"{W}p"))


def test_head_rows_repeat_and_no_row_is_cut(written):
    for table in tree(written).iter(f"{W}tbl"):
        head, *others = table.findall(f"{W}tr")
        assert head.find(f"{W}trPr/{W}tblHeader") is not None
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in (head, *others))
        grid = [int(width) for width in values(table.find(f"{W}tblGrid"), "gridCol", "w")]
        assert sum(grid) == pytest.approx(172 * 1440 / 25.4, abs=3)


def test_two_references_never_read_as_one_number(written):
    points = next(text for text in texts(tree(written)) if "a message with a return address" in text)
    assert points.endswith("\u00a0[4] [5]")


def test_a_single_key_point_has_no_numeral_and_each_other_list_begins_at_one():
    data = write(odd(), ASSETS)
    styles = [each.find(f"{W}pPr/{W}pStyle").get(f"{W}val") for each in tree(data).iter(f"{W}p")]
    assert styles.count("KeyPointAlone") == 1
    (again,) = set(values(tree(data), "numId"))
    started = tree(data, "word/numbering.xml").find(f"{W}num[@{W}numId='{again}']/{W}lvlOverride/{W}startOverride")
    assert started.get(f"{W}val") == "1"


def test_header_and_footer_carry_the_brief_s_own_words(written):
    whole = document()
    first, later = ("".join(texts(tree(written, f"word/header{number}.xml"))) for number in (1, 2))
    assert first == f"{whole.product}{whole.issue}\u00a0TLP:GREEN\u00a0"
    assert later == f"{''.join(whole.running)}\u00a0TLP:GREEN\u00a0"
    for foot in (tree(written, "word/footer1.xml"), tree(written, "word/footer2.xml")):
        assert all(line in "".join(texts(foot)) for line in whole.footer)
        assert "HandlingMarkGreen" in values(foot, "rStyle")
        assert values(foot, "fldSimple", "instr") == [" PAGE ", " NUMPAGES "]


def test_without_a_handling_mark_there_is_no_black_box():
    for name, data in parts(write(odd(), ASSETS)).items():
        if "header" in name or "footer" in name:
            assert "{" not in data.decode()
            assert "\u00a0" not in data.decode()


def test_the_file_says_what_it_is_and_nothing_of_the_machine(written):
    found = parts(written)
    assert sorted(found) == sorted([*parts(TEMPLATE), "docProps/custom.xml"])
    core = found["docProps/core.xml"].decode()
    assert core.count("2025-07-11T00:00:00Z") == 2
    assert all(word in core for word in ("Cables in the strait", "Northern Seas Desk", ">en-GB<"))
    assert "python-docx" not in core
    german = write(replace(document(), language="de-AT"), ASSETS)
    assert set(values(tree(german, "word/styles.xml"), "lang")) == {"de-AT"}


def test_a_slot_that_word_tore_apart_is_filled_all_the_same():
    torn = rebuilt(
        "word/header1.xml",
        lambda text: text.replace(
            '<w:t xml:space="preserve">{issue}</w:t>',
            '<w:t>{is</w:t></w:r><w:proofErr w:type="spellStart"/><w:r><w:t>sue} of the desk</w:t>',
        ),
    )
    header = "".join(texts(tree(write(document(), {"brief.docx": torn}), "word/header1.xml")))
    assert f"{document().issue} of the desk" in header


def test_a_localised_word_may_rename_the_ids_of_its_styles():
    renamed = rebuilt("word/styles.xml", lambda text: text.replace('"Heading1"', '"berschrift1"'))
    assert "berschrift1" in values(tree(write(document(), {"brief.docx": renamed})), "pStyle")


@pytest.mark.parametrize(
    ("template", "said"),
    [(b"no zip", "is not a Word document"), (None, "lacks the styles `Key Point`")],
)
def test_a_template_that_cannot_serve_is_refused_in_plain_words(template, said):
    template = template or rebuilt("word/styles.xml", lambda text: text.replace('w:val="Key Point"', 'w:val="Kp"'))
    with pytest.raises(WriteError, match=said):
        write(document(), {"brief.docx": template})


def rebuilt(part, change):
    """The house template with one part changed."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in parts(TEMPLATE).items():
            archive.writestr(name, change(data.decode()) if name == part else data)
    return out.getvalue()


def test_the_template_is_what_its_script_makes(monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT / "tests" / "tools"))
    import house_docx

    assert house_docx.build() == TEMPLATE
    sys.modules.pop("house_docx")


def test_a_reference_without_evidence_is_plain_text():
    whole = document()
    bare = replace(whole, parts=whole.parts[:1])
    root = tree(write(bare, ASSETS))
    assert not values(root, "hyperlink", "anchor")
    assert bookmark("k1") in values(root, "bookmarkStart", "name")
