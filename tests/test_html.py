"""The HTML page: what a reader in a browser and the typesetter rely on."""

from __future__ import annotations

import re
from pathlib import Path

import lxml.html
import pytest
from msgspec.structs import replace
from sample import desk, document

from brief.errors import UsageError
from brief.load.brand import brand
from brief.model.document import Document, Footnote, Points, inlines
from brief.model.inline import Cite, Verbatim
from brief.write import html

TEMPLATES = Path(__file__).parent.parent / "templates"
ASSETS = {name: (TEMPLATES / name).read_bytes() for name in ("brief.html.j2", "brief.css")}
BRAND = brand((TEMPLATES / "brand.yaml").read_text(encoding="utf-8"), "templates/brand.yaml")


def page(brief: Document) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(html.write(brief, ASSETS, BRAND).decode())


def with_words(brief: Document, *words: Verbatim | Cite) -> Document:
    """The brief with the words of its first key point replaced."""
    first = brief.parts[0]
    (points, *rest) = first.blocks
    assert isinstance(points, Points)
    point = replace(points.points[0], words=words)
    changed = replace(first, blocks=(Points(points=(point, *points.points[1:])), *rest))
    return replace(brief, parts=(changed, *brief.parts[1:]))


def test_every_reference_leads_to_its_evidence_and_back() -> None:
    brief = document()
    shown = page(brief)
    for cite in (inline for inline in inlines(brief) if isinstance(inline, Cite)):
        (mark,) = shown.xpath("//a[@id=$id]", id=cite.id)
        (row,) = shown.xpath("//tr[@id=$id]", id=mark.get("href").removeprefix("#"))
        (back,) = row.xpath(".//a[@class='back']")
        assert mark.text == f"[{back.text}]"
        assert shown.xpath("//a[@id=$id]/text()", id=back.get("href").removeprefix("#")) == [mark.text]


def test_all_words_are_on_the_page() -> None:
    brief = document()
    shown = " ".join(page(brief).body.text_content().split())
    for inline in (inline for inline in inlines(brief) if not isinstance(inline, Cite)):
        assert " ".join(inline.text.split()) in shown


def test_an_anchor_stands_once() -> None:
    anchors = page(document()).xpath("//@id")
    assert len(anchors) == len(set(anchors))


def test_markup_in_a_source_comes_out_as_text() -> None:
    words = "<script>alert(1)</script> {{ 7 * 7 }} {% for %} &amp; </p>"
    shown = page(with_words(document(), Verbatim(text=words, spans=())))
    assert not shown.xpath("//script")
    assert words in shown.text_content()


def test_markup_comes_out_as_text_wherever_a_brief_has_words() -> None:
    bad = "</title></style><script>alert(1)</script>\"' onload=x {{ 7 * 7 }} </p>"
    hostile = replace(
        document(),
        title=bad,
        subtitle=bad,
        author=bad,
        product=bad,
        issue=bad,
        running=(bad, bad),
        footer=(bad,),
        handling=bad,
        facts=((bad, bad),),
        language=bad,
    )
    for medium in ("screen", "print"):
        shown = lxml.html.document_fromstring(html.write(hostile, ASSETS, BRAND, medium).decode())
        assert not shown.xpath("//script | //*[@onload]")
        assert shown.findtext(".//title") == bad
        assert shown.xpath("//meta[@name='author']/@content") == [bad]
        assert shown.xpath("//h1")[0].text_content() == bad


def test_a_footnotes_number_stands_apart_in_the_pdf_and_is_a_link_to_the_evidence_on_a_screen() -> None:
    cites = (Cite(id="x1", number=1, target="e1"), Cite(id="x2", number=2, target="e2"))
    notes = tuple(Footnote(number=number, words=(desk(f"S{number}."),)) for number in range(1, 15))
    brief = replace(with_words(document(), Verbatim(text="A word.", spans=()), *cites), footnotes=notes)
    printed = lxml.html.document_fromstring(html.write(brief, ASSETS, BRAND, "print").decode())
    assert sorted(printed.xpath("//span[@class='footnote']/@id")) == sorted(f"note-{n}" for n in range(1, 15))
    for note in printed.find_class("footnote"):
        note.drop_tree()
    assert "A word.\u00a01,\u00a02" in printed.text_content()
    assert page(brief).xpath("//a[@id='x2']/@href") == ["#e2"]
    assert not page(brief).find_class("footnote")


def test_neighbouring_references_are_apart_and_stay_with_their_word() -> None:
    cites = (Cite(id="x1", number=1, target="e1"), Cite(id="x2", number=2, target="e2"))
    shown = page(with_words(document(), Verbatim(text="A word.", spans=()), *cites))
    assert "A word.\u00a0[1]\u00a0[2]" in shown.text_content()


def test_a_single_key_point_has_no_numeral() -> None:
    brief = document()
    (points, legend) = brief.parts[0].blocks
    assert isinstance(points, Points)
    single = replace(brief.parts[0], blocks=(Points(points=points.points[:1]), legend))
    assert page(brief).find_class("numeral")
    assert not page(replace(brief, parts=(single,))).find_class("numeral")


def test_a_bare_brief_can_be_written() -> None:
    bare = replace(
        document(), subtitle=None, author=None, handling=None, bottom_line=None, facts=(), footer=(), parts=()
    )
    assert "None" not in page(bare).text_content()


def test_a_browser_is_asked_to_load_nothing() -> None:
    text = html.write(document(), ASSETS, BRAND).decode().replace('xmlns="http://www.w3.org/1999/xhtml"', "")
    assert not re.search(r"""url\(|@import|\bsrc=|<link|<script|https?:""", text)


def test_the_look_follows_the_brand_and_no_value_stands_twice() -> None:
    css = ASSETS["brief.css"].decode()
    assert not re.search(r"#[0-9A-Fa-f]{6}", css)
    house = brand('color: {accent: "#123456"}\ntype: {title: {pdf: [30, 33]}}\npaper: Letter', "brand.yaml", BRAND)
    for medium in ("screen", "print"):
        shown = html.write(document(), ASSETS, house, medium).decode()
        assert "#123456" in shown
        assert BRAND.color["accent"] not in shown
        assert "30pt/33pt" in shown
        assert "215.9mm 279.4mm" in shown


def test_no_value_is_asked_of_the_brand_that_it_has_not() -> None:
    assert "var(--" not in html.write(document(), ASSETS, BRAND, "print").decode()


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{{ document.titel }}", "has no attribute 'titel'"),
        ("{% if %}", "Expected an expression"),
        ("{{ document.title|shout }}", "No filter named 'shout'"),
        ("{{ 1 / 0 }}", "ZeroDivisionError"),
        ("{{ ''.__class__.__mro__ }}", "unsafe"),
    ],
)
def test_a_broken_template_is_told_with_its_line(line: str, said: str) -> None:
    assets = {**ASSETS, "brief.html.j2": f"<html>\n<body>\n{line}\n".encode()}
    with pytest.raises(UsageError, match=said) as stop:
        html.write(document(), assets, BRAND)
    (told,) = stop.value.diagnostics
    assert str(told.place) == "templates/brief.html.j2:3"
    assert "house's own" in (told.hint or "")


def test_a_text_in_the_desks_voice_is_not_set_as_a_source() -> None:
    brief = document()
    assert brief.bottom_line
    changed = replace(brief.bottom_line, words=(desk("The desk says so."),))
    (bottom,) = page(replace(brief, bottom_line=changed)).find_class("bottom-line")
    assert "The desk says so." in bottom.text_content()
    assert not bottom.find_class("source")


def test_a_browser_prints_number_check_and_handling_mark_at_the_foot_of_each_page() -> None:
    brief = replace(document(), handling="TLP:GREEN", footer=("All 3 passages match.", "Fingerprint 1234"))
    shown = html.write(brief, ASSETS, BRAND).decode()
    assert '@bottom-left { content: "Page " counter(page) " of " counter(pages) "";' in shown
    assert '@bottom-center { content: "All 3 passages match. Fingerprint 1234";' in shown
    assert '@bottom-right { content: "TLP:GREEN"; color: #33FF00; background: #000000;' in shown
    assert "@bottom-right" not in html.write(replace(brief, handling=None), ASSETS, BRAND).decode()
    bad = '</style><script>alert(1)</script>"; } * { display: none } \\'
    hostile = html.write(replace(brief, handling=bad, footer=(bad,)), ASSETS, BRAND).decode()
    (style,) = lxml.html.document_fromstring(hostile).xpath("//style/text()")
    assert '/style  script alert(1) /script  ; } * { display: none }  "' in style


def test_the_heading_of_a_group_of_rows_is_kept_with_its_first_row() -> None:
    """In a body of its own: WeasyPrint cuts the first body of a table wherever it is asked to keep it whole."""
    shown = page(document())
    leads = shown.xpath("//table[@class='table']/tbody[@class='lead']")
    assert leads
    for lead in leads:
        assert len(lead) == 1
        assert lead.getnext().tag == "tbody"
    assert ".table .lead { break-after: avoid }" in ASSETS["brief.css"].decode()
