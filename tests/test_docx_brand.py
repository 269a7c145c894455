"""A house's brand in the Word version: it dresses the packaged template, and no template that someone has worked on."""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from io import BytesIO

import docx_integrity
import pytest
from openxml_audit import OpenXmlValidator
from sample import document
from test_docx import ASSETS, ROOT, TEMPLATE, W, parts, tree, values

from brief.errors import UsageError
from brief.load.brand import brand
from brief.write.docx import write

HOUSE = brand((ROOT / "templates" / "brand.yaml").read_text(encoding="utf-8"), "brand.yaml")
OWN = brand(
    """
    paper: Letter
    logo: {file: sign.svg, alt: Sign of the house, height: 9}
    color: {accent: "#5A0B57", ink: "#0B4A57"}
    font: {docx: {serif: Cambria, sans: Georgia}}
    type: {title: {docx: [22, 26]}}
    handling: {background: "#222222", size: 10, marks: {TLP:GREEN: "#00FF99"}}
    """,
    "own.yaml",
    HOUSE,
)


def png(width, height):
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = zlib.compress(b"".join(b"\0" + b"\x80" * width for _ in range(height)))
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


SIGNED = {**ASSETS, "sign.png": png(40, 10)}


@pytest.fixture(scope="module")
def branded():
    return write(document(), SIGNED, OWN)


def styles(data):
    return {style.get(f"{W}styleId"): style for style in tree(data, "word/styles.xml").iter(f"{W}style")}


def test_the_packaged_template_takes_on_colours_fonts_sizes_and_paper(branded, tmp_path):
    heading, title, mark = (styles(branded)[name] for name in ("Heading1", "Title", "HandlingMarkGreen"))
    assert values(heading, "color") == ["5A0B57"]
    assert values(title, "rFonts", "ascii") == ["Cambria"]
    assert (values(title, "sz"), values(title, "spacing", "line")) == (["44"], ["520"])
    assert values(styles(branded)["Normal"], "color") == ["0B4A57"]
    assert (values(mark, "color"), values(mark, "shd", "fill"), values(mark, "sz")) == (["00FF99"], ["222222"], ["20"])
    assert (values(tree(branded), "pgSz", "w"), values(tree(branded), "pgMar", "left")) == (["12240"], ["1244"])
    path = tmp_path / "brief.docx"
    path.write_bytes(branded)
    assert OpenXmlValidator().validate(path).errors == []
    assert list(docx_integrity.check(path)) == []


def test_no_colour_or_font_that_was_replaced_is_left(branded):
    text = b"".join(data for name, data in parts(branded).items() if name.endswith(".xml")).decode()
    assert not re.search("1A2024|Calibri", text)


def test_the_house_s_own_values_change_nothing():
    assert write(document(), ASSETS, HOUSE) == write(document(), ASSETS)


def test_the_logo_stands_above_the_title_with_its_words(branded):
    assert 'descr="Sign of the house"' in parts(branded)["word/document.xml"].decode()
    assert 'cx="1296000" cy="324000"' in parts(branded)["word/document.xml"].decode()
    assert parts(branded)["word/media/picture1.png"] == SIGNED["sign.png"]
    assert values(tree(branded), "pStyle")[:2] == ["Logo", "Title"]


def test_a_logo_that_word_could_not_show_is_told():
    with pytest.raises(UsageError, match=r"no logo `sign.png`"):
        write(document(), ASSETS, OWN)


def test_a_template_that_was_saved_in_word_keeps_its_own_looks():
    saved = BytesIO()
    with zipfile.ZipFile(saved, "w") as archive:
        for name, data in parts(TEMPLATE).items():
            archive.writestr(name, re.sub(rb"<!--.*?-->", b"", data))
    own = {**SIGNED, "brief.docx": saved.getvalue()}
    kept = styles(write(document(), own, OWN))
    assert values(kept["Heading1"], "color") == ["0B4A57"]
    assert values(kept["Title"], "rFonts", "ascii") == ["Georgia"]


def test_lines_white_space_and_columns_follow_the_brand():
    text = """
    rule: {section: {pt: 2, color: accent}, row: {pt: 0, color: rule}}
    space: {section: 13.2, cell: [2.2, 2.5]}
    grid: {width: 160, label: 40, bottom_line_bleed: 2}
    """
    own = brand(text, "own.yaml", HOUSE)
    ours, theirs = (styles(write(document(), ASSETS, one)) for one in (HOUSE, own))
    section, points = theirs["Heading1"].find(f".//{W}pBdr/{W}top"), theirs["KeyPoint"].find(f".//{W}pBdr/{W}top")
    assert (section.get(f"{W}sz"), section.get(f"{W}color")) == ("16", "0B4A57")
    assert points.get(f"{W}val") == "none"
    before = [int(values(one["Heading1"], "spacing", "before")[0]) for one in (ours, theirs)]
    assert before[1] == 2 * before[0]
    top = [int(one["BriefTable"].find(f".//{W}tblCellMar/{W}top").get(f"{W}w")) for one in (ours, theirs)]
    assert top[1] == pytest.approx(2 * top[0], abs=1)
    indents = [int(values(one["BodyText2"], "ind", "left")[0]) for one in (ours, theirs)]
    assert indents[1] - indents[0] == round(4 * 1440 / 25.4)
    assert values(theirs["BottomLine"].find(f".//{W}pBdr"), "left", "space") == ["6"]
    written = tree(write(document(), ASSETS, own))
    widths = {sum(map(int, values(table, "gridCol", "w"))) for table in written.iter(f"{W}tbl")}
    assert all(width == pytest.approx(160 * 1440 / 25.4, abs=3) for width in widths)
