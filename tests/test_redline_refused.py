"""What `brief redline` will not open: files that Word never writes, and files made to cost time."""

from __future__ import annotations

from time import process_time

import pytest
from sample import document
from test_redline import ASSETS, END, made, with_body, with_part

from brief.errors import UsageError
from brief.write.docx import write


@pytest.fixture(scope="module")
def plain():
    return write(document(), ASSETS)


def nested(depth):
    table = "<w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:tc><w:tcPr/>{}<w:p/></w:tc></w:tr></w:tbl>"
    body = "<w:p/>"
    for _ in range(depth):
        body = table.format(body)
    return body + END


def outside(plain):
    return with_part(plain, "word/_rels/settings.xml.rels", (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" '
        b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" '
        b'Target="http://example.org/t.dotm" TargetMode="External"/></Relationships>'
    ))  # fmt: skip


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (lambda data: with_body(data, nested(60)), "deep"),
        (lambda _: b"no zip at all", "not a Word file"),
        (lambda data: data[: len(data) // 2], "not a Word file"),
        (lambda data: with_part(data, "word/document.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'), "DOCTYPE"),
        (lambda data: with_part(data, "word/vbaProject.bin", b"x"), "macros"),
        (outside, "from outside"),
        (lambda data: with_body(data, "<w:p/>" * 2_200_000), "tags"),
        (lambda data: with_body(data, "<w:p/>" * 60_000), "paragraphs"),
    ],
    ids=[
        "nested tables",
        "not a zip",
        "torn",
        "doctype",
        "macros",
        "template from outside",
        "millions of paragraphs",
        "too many",
    ],
)
@pytest.mark.parametrize("place", [0, 1])
def test_hostile_files_are_refused_in_one_line_and_at_once(plain, spoil, says, place):
    files = [plain, plain]
    files[place] = spoil(plain)
    start = process_time()
    with pytest.raises(UsageError, match=says) as refused:
        made(*files)
    assert process_time() - start < 2
    assert "\n" not in str(refused.value)
