"""The PDF: what its readers, and those who cannot see it, rely on."""

from __future__ import annotations

import io
import json
import os
import pickle
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import page as page_validation
import pypdf
import pytest
from msgspec.structs import replace
from sample import document

from brief.errors import UsageError, WriteError
from brief.load.brand import brand
from brief.model.document import Document, Footnote, inlines
from brief.model.inline import Words
from brief.write import html, write
from brief.write.pdf.job import Job
from brief.write.pdf.typesetter import Limits, Typesetter

TEMPLATES = Path(__file__).parent.parent / "templates"
ASSETS = {path.relative_to(TEMPLATES).as_posix(): path.read_bytes() for path in TEMPLATES.rglob("*") if path.is_file()}
BRAND = brand((TEMPLATES / "brand.yaml").read_text(encoding="utf-8"), "templates/brand.yaml")
FRAME = '<html lang="en"><title>x</title><style>{style}</style><body><h1>x</h1>{body}'
ELSEWHERE = (
    '<img alt="x" src="file:///etc/hostname">',
    '<img alt="x" src="http://127.0.0.1:9/x.png">',
    '<link rel="stylesheet" href="file:///etc/hostname">',
    '<link rel="attachment" href="file:///etc/hostname">',
    '<img alt="x" src="asset:../brief/errors.py">',
    '<base href="file:///etc/"><img alt="x" src="hostname">',
    '<object data="file:///etc/hostname"></object>',
    '<style>@import "file:///etc/hostname";</style>',
)


@pytest.fixture(scope="module")
def sample() -> bytes:
    return write(document(), "pdf", ASSETS, BRAND, {"provenance.json": b'{"format": "x"}'})


@pytest.fixture(scope="module")
def reader(sample: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(sample))


@pytest.fixture(scope="module")
def typesetter() -> Iterator[Typesetter]:
    with Typesetter() as running:
        yield running


@pytest.fixture(scope="module")
def typeset(typesetter: Typesetter) -> Callable[..., pypdf.PdfReader]:
    """A page set by one child, which a page that it refuses does not end."""

    def set_(body: str, style: str = "") -> pypdf.PdfReader:
        typesetter.begin(job(FRAME.format(style=style, body=body)))
        return pypdf.PdfReader(io.BytesIO(typesetter.result()))

    return set_


def job(page: str) -> Job:
    # Pickled by name, so that the child makes its own: `str.encode` of the page.
    return Job(page=page.encode, assets=ASSETS, brand=BRAND, dated=document().dated, attached={})


def of_template(template: str, limits: Limits | None = None) -> bytes:
    """The sample brief in a house's own template."""
    from functools import partial

    from brief.write import _page

    assets = {**ASSETS, "brief.html.j2": template.encode()}
    with Typesetter(limits=limits) as running:
        page = partial(_page, document(), assets, BRAND)
        running.begin(Job(page=page, assets={}, brand=BRAND, dated=document().dated, attached={}))
        return running.result()


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


def failures(pdf: bytes) -> list[str]:
    return [failure.message for failure in page_validation.validate_pdf_bytes(pdf, profile="ua1").failures]


def noted(brief: Document) -> Document:
    """The brief with a footnote for each number."""
    numbers = sorted({one.number for one in inlines(brief) if hasattr(one, "number")})
    notes = tuple(Footnote(number=number, words=(Words(text=f"S1, line {number}."),)) for number in numbers)
    return replace(brief, footnotes=notes)


def test_it_meets_pdf_ua_1(sample: bytes) -> None:
    assert failures(sample) == []


def test_it_says_that_it_is_pdf_a_3a_and_pdf_ua_1(reader: pypdf.PdfReader) -> None:
    metadata = reader.trailer["/Root"]["/Metadata"].get_object().get_data().decode()
    assert 'pdfaid:part="3"' in metadata
    assert 'pdfaid:conformance="A"' in metadata
    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata


def test_the_provenance_is_attached_as_data(reader: pypdf.PdfReader) -> None:
    assert json.loads(reader.attachments["provenance.json"][0]) == {"format": "x"}
    (file,) = (one.get_object() for one in reader.trailer["/Root"]["/AF"])
    assert file["/AFRelationship"] == "/Data"


def test_a_brief_without_its_optional_parts_meets_pdf_ua_1_too() -> None:
    points = document().parts[0]
    bare = replace(
        document(), facts=(), footer=(), handling=None, bottom_line=None, parts=(replace(points, blocks=()),)
    )
    assert failures(write(bare, "pdf", ASSETS, BRAND)) == []


def test_footnotes_stand_on_the_page_of_their_first_mark_and_marks_are_never_run_together() -> None:
    pdf = write(noted(document()), "pdf", ASSETS, BRAND)
    assert failures(pdf) == []
    first = pypdf.PdfReader(io.BytesIO(pdf)).pages[0].extract_text()
    assert "S1, line 1." in first


def test_the_paper_is_the_houses() -> None:
    house = brand("paper: Letter", "brand.yaml", BRAND)
    shown = pypdf.PdfReader(io.BytesIO(write(document(), "pdf", ASSETS, house))).pages[0]
    assert [round(float(side)) for side in shown.mediabox[2:]] == [612, 792]


def test_a_logo_is_told_to_those_who_do_not_see_it() -> None:
    house = brand("logo: {file: house.svg, alt: The House, height: 8}", "brand.yaml", BRAND)
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10"><rect width="20" height="10"/></svg>'
    pdf = write(document(), "pdf", {**ASSETS, "house.svg": svg}, house)
    assert failures(pdf) == []
    tree = pypdf.PdfReader(io.BytesIO(pdf)).trailer["/Root"]["/StructTreeRoot"]
    assert "The House" in [*alternatives(tree["/K"])]


def alternatives(element: pypdf.generic.PdfObject | None) -> Iterator[str]:
    """Every text that stands for a picture in the structure tree."""
    thing = element.get_object() if element is not None else None
    if isinstance(thing, list):
        for kid in thing:
            yield from alternatives(kid)
    elif isinstance(thing, dict):
        yield from [thing["/Alt"]] if "/Alt" in thing else []
        yield from alternatives(thing.get("/K"))


def test_the_same_input_gives_the_same_bytes_in_another_process(sample: bytes, tmp_path: Path) -> None:
    script = (
        "import sys; sys.path[:0] = sys.argv[1:2]; import test_pdf as t; from pathlib import Path;"
        "Path('out.pdf').write_bytes("
        "t.write(t.document(), 'pdf', t.ASSETS, t.BRAND, {'provenance.json': b'{\"format\": \"x\"}'}))"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "FONTCONFIG_FILE": "/nowhere"}
    tests = str(Path(__file__).parent)
    subprocess.run([sys.executable, "-c", script, tests], cwd=tmp_path, env=environment, check=True)
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


def test_no_font_of_the_machine_steps_in(typeset: Callable[..., pypdf.PdfReader]) -> None:
    shown = typeset('<p style="font-family: DejaVu Sans, Arial, monospace">plain</p>').pages[0]
    assert {font["/BaseFont"].partition("+")[2].partition("-")[0] for font in _fonts(shown)} == {"Source"}


def test_a_drawing_reads_nothing_from_outside(typeset: Callable[..., pypdf.PdfReader]) -> None:
    image = '<image width="9" height="9" href="file:///etc/hostname"/>'
    with pytest.raises(WriteError):
        typeset(f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><title>x</title>{image}</svg>')


@pytest.mark.parametrize("body", ELSEWHERE)
def test_nothing_outside_the_assets_is_read(typeset: Callable[..., pypdf.PdfReader], body: str) -> None:
    with pytest.raises(WriteError, match="not among its assets"):
        typeset(body)


def test_a_style_reaches_no_further(typeset: Callable[..., pypdf.PdfReader]) -> None:
    with pytest.raises(WriteError, match="not among its assets"):
        typeset("", "h1 { background: url(http://127.0.0.1:9/x.png) }")


@pytest.mark.parametrize(
    "attempt",
    [
        "open('/etc/hostname').read()",
        "open('/tmp/brief-was-here', 'w')",
        "__import__('socket').create_connection(('127.0.0.1', 9), 1)",
        "__import__('os').system('true')",
        "__import__('subprocess').run(['true'])",
        "__import__('os').remove('/etc/hostname')",
        "__import__('ctypes').CDLL('libc.so.6')",
    ],
)
def test_even_code_in_the_child_reads_nothing_and_calls_no_one(attempt: str) -> None:
    """As if a page had broken out of its template: the doors are shut by the process itself."""
    from functools import partial

    with Typesetter() as running:
        running.begin(replace(job(""), page=partial(eval, attempt)))
        with pytest.raises(WriteError, match="which it may not have"):
            running.result()


def test_a_template_that_never_ends_is_ended() -> None:
    endless = "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}"
    start = time.monotonic()
    with pytest.raises(WriteError, match="more than 2 seconds"):
        of_template(endless, Limits(seconds=2))
    assert time.monotonic() - start < 10


def test_a_template_that_takes_all_memory_is_ended() -> None:
    with pytest.raises(WriteError, match="MiB of memory"):
        of_template("{% set a = 'x' * 999999999 %}{{ a ~ a }}", Limits(mebibytes=900))


def test_a_broken_template_is_the_houses_own_fault() -> None:
    with pytest.raises(UsageError, match=r"templates/brief\.html\.j2:2"):
        of_template("<html>\n{{ document.titel }}")


def test_a_rule_of_the_style_that_is_not_understood_is_told_with_its_line() -> None:
    assets = {**ASSETS, "brief.css": b"h1 { color: red }\n\np { colr: red }\n"}
    with pytest.raises(WriteError, match=r"templates/brief\.css:3: error: .*colr"):
        write(document(), "pdf", assets, BRAND)


def test_a_font_that_is_not_there_is_the_houses_own_fault() -> None:
    house = brand("font: {pdf: {sans: {family: House Sans, faces: {400: House.ttf}}}}", "brand.yaml", BRAND)
    with pytest.raises(UsageError, match=r"no font `fonts/House\.ttf`"):
        write(document(), "pdf", ASSETS, house)


def test_a_word_that_no_line_holds_has_places_to_break_and_is_unchanged_when_copied() -> None:
    """Left to find them, the typesetter takes a time that grows with the square of the word."""
    brief = document()
    bottom = brief.bottom_line
    assert bottom
    word = "abcdefghij" * 2_000
    long = replace(brief, bottom_line=replace(bottom, words=(Words(text=word),)))
    page = html.write(long, ASSETS, BRAND, "print").decode()
    assert max(map(len, page.partition("\u200babcde\u200b")[2].partition("<")[0].split("\u200b"))) < 20
    pdf = write(long, "pdf", ASSETS, BRAND)
    text = "".join(shown.extract_text() for shown in pypdf.PdfReader(io.BytesIO(pdf)).pages)
    assert word[:500] in text.replace("\n", "")


def test_a_link_to_a_script_or_a_file_is_dropped(typeset: Callable[..., pypdf.PdfReader]) -> None:
    hrefs = (
        "javascript:alert(1)",
        " JavaScript:alert(1)",
        "file:///etc/hostname",
        "data:text/html,x",
        "https://example.org/a",
    )
    assert targets(typeset("".join(f'<p><a href="{href}">x</a></p>' for href in hrefs))) == ["https://example.org/a"]


def test_a_character_that_no_font_has_stops_the_brief(typeset: Callable[..., pypdf.PdfReader]) -> None:
    with pytest.raises(WriteError, match=r"U\+10FFFD"):
        typeset("<p>\U0010fffd</p>")


def test_a_reference_that_leads_nowhere_stops_the_brief(typeset: Callable[..., pypdf.PdfReader]) -> None:
    with pytest.raises(WriteError, match="nowhere"):
        typeset('<p><a href="#nowhere">x</a></p>')


LOOPS = """
import pickle, sys
from brief.write.pdf import lean
if sys.argv[1] == "as they are":
    lean.READ_IN = {"weasyprint": "none"}
from brief.write.pdf import typeset
if sys.argv[1] == "as they are":
    typeset._polyglot = lambda *_: None
typeset.make_ready()
assert lean.make_lean() == (sys.argv[1] == "lean")
job = pickle.load(sys.stdin.buffer)
sys.stdout.buffer.write(typeset.typeset(job.page(), job))
"""
WHAT_IS_LEAN = (
    """
<style>
  li::marker { color: red; font-weight: bold } .note { float: footnote }
  .note::footnote-call { font-weight: bold } .turned { margin-inline: 7px 9px; padding-block-start: calc(2px + 1%) }
  b::before { content: attr(id) " "; letter-spacing: 2px } a { color: var(--none, green) }
</style>
<ol><li id="one">One<li>Two <b id="b">three</b></ol><ul><li>Four</ul><p class="turned">x<span class="note">Foot</span>
<a href="#one">up</a><div style="display: list-item; margin-left: 3em">an item</div><table><tr><td>1<td>2</table>
"""
    + '<p style="break-after: page"><a href="#one">again</a>' * 3
)


@pytest.mark.parametrize("body", [WHAT_IS_LEAN, None], ids=["hard cases", "a brief"])
def test_the_lean_loops_set_the_same_bytes(body: str | None) -> None:
    from functools import partial

    from brief.write import _page

    given = job(FRAME.format(style="", body=body)) if body else job("")
    if not body:
        given = replace(given, page=partial(_page, document(), ASSETS, BRAND))
    made = {
        mode: subprocess.run(
            [sys.executable, "-c", LOOPS, mode], input=pickle.dumps(given), capture_output=True, check=True
        )
        for mode in ("lean", "as they are")
    }
    assert made["lean"].stdout == made["as they are"].stdout
