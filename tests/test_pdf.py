"""The PDF: what its readers, and those who cannot see it, rely on."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import page as page_validation
import pypdf
import pytest
from sample import document

from brief.errors import WriteError
from brief.write import html, pdf

TEMPLATES = Path(__file__).parent.parent / "templates"
ASSETS = {path.relative_to(TEMPLATES).as_posix(): path.read_bytes() for path in TEMPLATES.rglob("*") if path.is_file()}
FRAME = '<html lang="en"><title>x</title><style>{style}</style><body><h1>x</h1>{body}'
ELSEWHERE = (
    '<img alt="x" src="file:///etc/hostname">',
    '<img alt="x" src="http://127.0.0.1:9/x.png">',
    '<link rel="stylesheet" href="file:///etc/hostname">',
    '<link rel="attachment" href="file:///etc/hostname">',
    '<img alt="x" src="asset:../brief/errors.py">',
)


@pytest.fixture(scope="module")
def sample() -> bytes:
    return pdf.typeset(html.write(document(), ASSETS), ASSETS)


@pytest.fixture(scope="module")
def reader(sample: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(sample))


def typeset(body: str, style: str = "") -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(pdf.typeset(FRAME.format(style=style, body=body).encode(), ASSETS)))


def targets(reader: pypdf.PdfReader) -> list[str]:
    notes = [note.get_object() for shown in reader.pages for note in shown.get("/Annots", ())]
    return [note["/A"]["/URI"] for note in notes if "/A" in note]


def tags(element: pypdf.generic.PdfObject | None, parent: str = "") -> Iterator[tuple[str, str]]:
    """Each tag of the structure tree with its parent's."""
    thing = element.get_object() if element is not None else None
    if isinstance(thing, list):
        for kid in thing:
            yield from tags(kid, parent)
    elif isinstance(thing, dict) and "/S" in thing:
        yield thing["/S"], parent
        yield from tags(thing.get("/K"), thing["/S"])


def test_it_meets_pdf_ua_1(sample: bytes) -> None:
    report = page_validation.validate_pdf_bytes(sample, profile="ua1")
    assert [failure.message for failure in report.failures] == []
    assert report.is_compliant


def test_a_brief_without_its_optional_parts_meets_pdf_ua_1_too() -> None:
    points = document().parts[0]
    bare = replace(
        document(), facts=(), footer=(), handling=None, bottom_line=None, parts=(replace(points, blocks=()),)
    )
    report = page_validation.validate_pdf_bytes(pdf.typeset(html.write(bare, ASSETS), ASSETS), profile="ua1")
    assert [failure.message for failure in report.failures] == []


def test_the_same_input_gives_the_same_bytes_in_another_process(sample: bytes, tmp_path: Path) -> None:
    (tmp_path / "in.html").write_bytes(html.write(document(), ASSETS))
    script = (
        "import sys; from pathlib import Path; from brief.write import pdf; t = Path(sys.argv[1]);"
        "assets = {p.relative_to(t).as_posix(): p.read_bytes() for p in t.rglob('*') if p.is_file()};"
        "Path('out.pdf').write_bytes(pdf.typeset(Path('in.html').read_bytes(), assets))"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo"}
    subprocess.run([sys.executable, "-c", script, TEMPLATES], cwd=tmp_path, env=environment, check=True)
    assert (tmp_path / "out.pdf").read_bytes() == sample


def test_points_are_a_list_and_tables_are_tables(reader: pypdf.PdfReader) -> None:
    pairs = list(tags(reader.trailer["/Root"]["/StructTreeRoot"]["/K"]))
    count = Counter(tag for tag, _ in pairs)
    assert count["/H1"] == 1
    assert count["/H2"] == 1 + len(document().parts)
    assert {parent for tag, parent in pairs if tag == "/LI"} == {"/L"}
    assert {parent for tag, parent in pairs if tag == "/LBody"} == {"/LI"}
    assert {parent for tag, parent in pairs if tag in {"/TH", "/TD"}} == {"/TR"}
    assert {parent for tag, parent in pairs if tag == "/TR"} <= {"/THead", "/TBody"}
    assert count["/Link"] == 21 + 14  # marks, and evidence numbers back to them


def test_each_page_bears_its_number_and_the_handling_mark(reader: pypdf.PdfReader) -> None:
    for number, shown in enumerate(reader.pages, start=1):
        text = shown.extract_text()
        assert f"Page {number} of {len(reader.pages)}" in text
        assert text.count("TLP:GREEN") == 2


def test_title_author_language_and_outline_are_those_of_the_brief(reader: pypdf.PdfReader) -> None:
    brief = document()
    assert reader.metadata
    assert (reader.metadata.title, reader.metadata.author) == (brief.title, brief.author)
    assert reader.trailer["/Root"]["/Lang"] == brief.language
    (title, parts) = reader.outline
    assert title["/Title"] == brief.title
    assert [entry["/Title"] for entry in parts] == ["Bottom line", *(part.heading for part in brief.parts)]


def test_only_fonts_of_the_house_are_in_it(reader: pypdf.PdfReader) -> None:
    fonts = {font["/BaseFont"] for shown in reader.pages for font in _fonts(shown)}
    assert all("Source-" in font for font in fonts)


def _fonts(shown: pypdf.PageObject) -> Iterator[dict[str, str]]:
    yield from (font.get_object() for font in shown["/Resources"]["/Font"].values())


def test_a_drawing_reads_nothing_from_outside() -> None:
    image = '<image width="9" height="9" href="file:///etc/hostname"/>'
    with pytest.raises(WriteError):
        typeset(f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><title>x</title>{image}</svg>')


@pytest.mark.parametrize("body", ELSEWHERE)
def test_nothing_outside_the_assets_is_read(body: str) -> None:
    with pytest.raises(WriteError, match="not among its assets"):
        typeset(body)


def test_a_style_reaches_no_further() -> None:
    with pytest.raises(WriteError, match="not among its assets"):
        typeset("", "h1 { background: url(http://127.0.0.1:9/x.png) }")


def test_a_link_to_a_script_or_a_file_is_dropped() -> None:
    hrefs = (
        "javascript:alert(1)",
        " JavaScript:alert(1)",
        "file:///etc/hostname",
        "data:text/html,x",
        "https://example.org/a",
    )
    assert targets(typeset("".join(f'<p><a href="{href}">x</a></p>' for href in hrefs))) == ["https://example.org/a"]


def test_a_character_that_no_font_has_stops_the_brief() -> None:
    with pytest.raises(WriteError, match=r"U\+10FFFD"):
        typeset("<p>\U0010fffd</p>")


def test_a_reference_that_leads_nowhere_stops_the_brief() -> None:
    with pytest.raises(WriteError, match="nowhere"):
        typeset('<p><a href="#nowhere">x</a></p>')
