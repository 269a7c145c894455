"""Readers on files that are built here: what they get out, and what they say of files that cannot be used."""

from __future__ import annotations

import io
import zipfile
from email.message import EmailMessage
from itertools import pairwise
from pathlib import Path

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from brief.model.article import Article, Page, SourceFacts
from brief.model.diagnostic import Diagnostic, Severity
from brief.read import READERS, read
from brief.segment import segment

CASES = Path(__file__).parent / "cases" / "read"
WEB_PAGE = """<html lang="en"><head><title>Gates of the harbour | The Gazette</title>
<meta property="og:site_name" content="The Gazette"><meta name="author" content="Ann Cole">
<meta property="article:published_time" content="2025-07-05T10:00:00Z"></head>
<body><nav><a href="/">Home</a> <a href="/s">Sport</a></nav><article><h1>Gates of the harbour</h1>
<p>The port authority said on Friday that the <a href="x">harbour</a> would stay closed until May.</p>
<h2>Why it closed</h2><p>Two of its three gates were <b>broken</b> by the storm of last week, and the third is weak.</p>
<ul><li>The hinges of the western gate are old.</li><li>The motor is from 1961.</li></ul>
</article><footer>Copyright 2025 The Gazette. All rights reserved.</footer></body></html>"""


def told(path: str, data: bytes) -> tuple[Page | None, list[Diagnostic]]:
    entries: list[Diagnostic] = []
    return read(path, data, entries.append), entries


def page(path: str, data: bytes) -> Page:
    found, entries = told(path, data)
    assert found is not None, entries
    return found


def roles(found: Page) -> list[tuple[str, str]]:
    article = segment(found, id="a", facts=SourceFacts(), report=lambda _: None)
    assert isinstance(article, Article)
    return [(passage.role.value, article.slice(passage.span)) for passage in article.passages]


def word_file(**parts: bytes) -> bytes:
    """A Word file of two headings, paragraphs, a list and a tracked change; `parts` are added to its package."""
    document = Document()
    document.core_properties.title, document.core_properties.author = "Gates", "Ann Cole; Raj Patel"
    document.add_heading("Gates of the harbour", level=0)
    document.add_paragraph("The harbour will stay closed until May.")
    document.add_heading("Why it closed", level=1)
    document.add_paragraph("The hinges are old.", style="List Bullet")
    changed = document.add_paragraph("Two gates ")
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    from docx.oxml import parse_xml

    changed._p.append(parse_xml(f"<w:del {space}><w:r><w:delText>fell</w:delText></w:r></w:del>"))
    changed._p.append(parse_xml(f"<w:ins {space}><w:r><w:t>broke</w:t></w:r></w:ins>"))
    changed.add_run(" at night.")
    out = io.BytesIO()
    document.save(out)
    with zipfile.ZipFile(out, "a") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return out.getvalue()


def pdf_file(*pages: list[str]) -> bytes:
    """A PDF that sets each line of each page on a line of its own, written out by hand."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids = []
    for lines in pages:
        shown = "".join(f"({line}) Tj 0 -14 Td " for line in lines)
        stream = f"BT /F1 11 Tf 72 720 Td {shown}ET".encode("latin-1")
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
            b"/Resources << /Font << /F1 3 0 R >> >> /Contents %d 0 R >>" % len(objects)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids))
    objects.append(b"<< /Title (Gates) /Author (Ann Cole) >>")
    out, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    trailer = b"<< /Size %d /Root 1 0 R /Info %d 0 R >>" % (len(objects) + 1, len(objects))
    return out + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n%s\nstartxref\n%d\n%%%%EOF" % (
        len(objects) + 1,
        table,
        trailer,
        len(out),
    )


def test_a_text_file_is_read_as_it_stands_newlines_and_all() -> None:
    found = page("seeds/a.txt", "\ufeffA port –\r\nclosed".encode())
    assert (found.text, found.source.path, found.source.media) == ("A port –\r\nclosed", "seeds/a.txt", "text")
    assert len(found.source.sha256) == 64


def test_a_file_whose_name_is_no_text_is_read_and_its_path_can_be_written() -> None:
    assert page("seeds/caf\udce9.txt", b"It broke.").source.path.encode() == rb"seeds/caf\udce9.txt"


def test_an_old_text_file_is_read_with_a_note() -> None:
    found, entries = told("a.txt", b"the caf\xe9 is closed")
    assert found is not None
    assert found.text == "the café is closed"
    assert [(entry.severity, entry.code) for entry in entries] == [(Severity.NOTE, "undecodable-bytes")]


@pytest.mark.parametrize("path", sorted(CASES.glob("*.md")), ids=lambda path: path.stem)
def test_markdown_is_read_line_for_line_without_its_marks(path: Path) -> None:
    raw, _, expected = path.read_text(encoding="utf-8").partition("\n# output\n")
    found = page(path.name, raw.encode())
    assert found.text.count("\n") == raw.count("\n")
    assert [f"{role} | {' '.join(words.split())}" for role, words in roles(found)] == expected.strip().split("\n")


def test_front_matter_is_metadata() -> None:
    found = page(
        "a.md",
        b"---\ntitle: Gates\nauthor: [Ann Cole, Raj Patel]\ndate: 2025-07-05T10:00:00Z\n"
        b"source: The Gazette\n---\nIt broke.\n",
    )
    assert (found.title, found.authors, found.published, found.publisher) == (
        "Gates",
        ("Ann Cole", "Raj Patel"),
        "2025-07-05",
        "The Gazette",
    )


@pytest.mark.parametrize(
    "front", ["a: [", "- x", "a: &x [*x]", "date: 2025-13-45", "[" * 5000, "a: !!python/object:os.system x"]
)
def test_front_matter_that_is_odd_is_only_text(front: str) -> None:
    found = page("a.md", f"---\n{front}\n---\nIt broke.\n".encode())
    assert (found.title, found.published) == (None, None)
    assert found.text.endswith("It broke.\n")


def test_a_saved_web_page_gives_its_article_and_what_it_says_of_it() -> None:
    found = page("a.html", WEB_PAGE.encode())
    assert (found.title, found.authors, found.publisher, found.published) == (
        "Gates of the harbour",
        ("Ann Cole",),
        "The Gazette",
        "2025-07-05",
    )
    assert roles(found) == [
        ("title", "Gates of the harbour"),
        ("paragraph", "The port authority said on Friday that the harbour would stay closed until May."),
        ("heading", "Why it closed"),
        ("paragraph", "Two of its three gates were broken by the storm of last week, and the third is weak."),
        ("item", "The hinges of the western gate are old."),
        ("item", "The motor is from 1961."),
    ]


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        (
            "<p>The port will <q>not, <q>as you say</q>, under any terms</q> close.</p>",
            ["The port will “not, ‘as you say’, under any terms” close."],
        ),
        (
            "<div>They plan to hold <ul><li>no more talks in May</li></ul> and to close the port.</div>",
            ["They plan to hold", "no more talks in May", "and to close the port."],
        ),
        ("<p>It will <del>never</del> <ins>soon</ins> <s>shut</s> open again.</p>", ["It will soon open again."]),
        ("<p>It cost 10<sup>6</sup> on 1<sup>st</sup> May.</p>", ["It cost 10⁶ on 1st May."]),
        (
            "<p style='display: none'>It burns.</p><template><p>Shut.</p></template><p><b hidden>No</b> It opens.</p>",
            ["It opens."],
        ),
    ],
    ids=["quotation", "list", "struck", "raised", "hidden"],
)
def test_a_sentence_of_a_web_page_is_what_a_browser_shows(inside: str, expected: list[str]) -> None:
    first, rest = WEB_PAGE.split("<h2>")
    text = page("a.html", f"{first}{inside}<h2>{rest}".encode()).text
    assert text.split("\n\n")[2 : 2 + len(expected)] == expected


@pytest.mark.parametrize("kind", ["plain", "html", "both"])
def test_a_mail_gives_its_text_its_subject_its_sender_and_its_date(kind: str) -> None:
    mail = EmailMessage()
    mail["Subject"], mail["From"] = "Gates of the harbour – closed", "Ann Cole <ann@example.org>"
    mail["Date"] = "Sat, 05 Jul 2025 10:00:00 +0200"
    if kind != "html":
        mail.set_content("The harbour would stay closed until May, the port authority said on Friday.\n")
    if kind == "html":
        mail.set_content(WEB_PAGE, subtype="html")
    if kind == "both":
        mail.add_alternative(WEB_PAGE, subtype="html")
    found = page("a.eml", mail.as_bytes())
    assert (found.title, found.authors, found.published) == (
        "Gates of the harbour – closed",
        ("Ann Cole",),
        "2025-07-05",
    )
    assert "would stay closed until May" in found.text
    assert "<p>" not in found.text


def test_a_word_file_gives_its_paragraphs_with_changes_accepted() -> None:
    found = page("a.docx", word_file())
    assert (found.title, found.authors) == ("Gates", ("Ann Cole", "Raj Patel"))
    assert roles(found) == [
        ("title", "Gates of the harbour"),
        ("paragraph", "The harbour will stay closed until May."),
        ("heading", "Why it closed"),
        ("item", "The hinges are old."),
        ("paragraph", "Two gates broke at night."),
    ]


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", b" " * (101 << 20))
    return out.getvalue()


def with_doctype() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("word/document.xml", '<!DOCTYPE a [<!ENTITY e "x">]><a>&e;</a>')
    return out.getvalue()


def word_part(body: str) -> bytes:
    """A Word file that holds nothing but these paragraphs."""
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", f'<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>')
    return out.getvalue()


def torn(data: bytes) -> bytes:
    """The Word file with other bytes in the middle of what is compressed."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        start = package.getinfo("word/document.xml").header_offset + 60
    return data[:start] + b"\xff" * 20 + data[start + 20 :]


def nested_mail() -> bytes:
    heads = (f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n' for n in range(3000))
    return ("Subject: Gates\n" + "".join(heads) + "Content-Type: text/plain\n\nIt broke.\n").encode()


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_word_file_with_a_part_twice_is_left_out() -> None:
    found, entries = told("a.docx", word_file(**{"word/document.xml": b"<a/>"}))
    assert found is None
    assert [(entry.severity, str(entry.place)) for entry in entries] == [(Severity.ERROR, "a.docx")]


@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("a.docx", bomb()),
        ("a.docx", with_doctype()),
        ("a.docx", b"PK\x03\x04 torn"),
        ("a.docx", word_file()[:-400]),
        ("a.docx", torn(word_file())),
        ("a.docx", word_part("<w:p/>" * 100_001)),
        ("a.docx", word_part("<w:p> </w:p>" + " " * (20 << 20))),
        ("a.eml", nested_mail()),
        ("a.pdf", b"%PDF-1.4 torn"),
        ("a.pdf", pdf_file([])),
        ("a.html", b"<html></html>"),
        ("a.html", b""),
        ("a.eml", b""),
        ("a.txt", b"\x00\x01\x02\x03"),
        ("a.txt", b" \n"),
        ("a.md", b"\x00\xff\x00"),
    ],
)
def test_a_file_that_cannot_be_used_is_left_out_with_one_error_and_its_path(path: str, data: bytes) -> None:
    found, entries = told(path, data)
    assert found is None
    assert [(entry.severity, str(entry.place), entry.code) for entry in entries] == [
        (Severity.ERROR, path, "unreadable-file")
    ]


def test_of_a_word_file_all_that_is_shown_is_read_and_nothing_hidden() -> None:
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>surely </w:t></w:r>"
    shown = '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>today.</w:t></w:r>'
    body = f"<w:p><w:r><w:t>It will <!-- x -->not <?y z?>break </w:t></w:r>{hidden}{shown}</w:p>"
    assert page("a.docx", word_part(body)).text == "It will not break today.\n"


def test_what_a_mail_answers_is_furniture() -> None:
    mail = EmailMessage()
    mail.set_content("The gates will not break.\n\nOn Friday Ann Cole wrote:\n> The gates will break at\n> night.\n")
    assert [role for role, _ in roles(page("a.eml", mail.as_bytes()))] == ["paragraph"] + 3 * ["furniture"]


@pytest.mark.parametrize("charset", ['"a\0b"', "undefined", "punycode", "no-such"])
def test_a_mail_of_an_unknown_charset_is_read(charset: str) -> None:
    data = f"Subject: Gates\nContent-Type: text/plain; charset={charset}\n\nThe gates broke – at night.\n"
    assert page("a.eml", data.encode()).text == "The gates broke – at night.\n"


@pytest.mark.parametrize("sender", [b"(" * 400 + b"ann@example.org", b"Ann \xff\xfe Cole <ann@example.org>"])
def test_a_mail_with_an_odd_sender_is_read_and_can_be_written(sender: bytes) -> None:
    found = page("a.eml", b"Subject: Gates\nFrom: " + sender + b"\n\nThe gates broke at night.\n")
    assert found.text == "The gates broke at night.\n"
    assert "".join(found.authors).encode() in {b"", "Ann \ufffd\ufffd Cole".encode()}


@pytest.mark.parametrize("title", [r'"\U00110000"', r'"\ud83d x"'])
def test_front_matter_with_what_is_no_character_is_read_and_can_be_written(title: str) -> None:
    found = page("a.md", f"---\ntitle: {title}\n---\nIt broke.\n".encode())
    assert (found.title or "").encode() in {b"", "\ufffd x".encode()}


def test_a_file_of_another_kind_is_left_out_with_a_note() -> None:
    found, entries = told("seeds/cover.jpeg", b"\xff\xd8")
    assert found is None
    assert [(entry.severity, entry.code) for entry in entries] == [(Severity.NOTE, "unknown-suffix")]


def test_a_pdf_gives_its_paragraphs_without_running_heads_and_parted_words() -> None:
    body = [
        [
            "The Gazette, July 2025",
            "The port authority said on Friday that the harbour would stay closed",
            "until May, because two of its three gates were broken by the storm of",
            "last week. Ships are sent to the next port, and there was no inva-",
            "sion of gulls.",
            "A gull invasion is feared by all who live near the old harbour and its",
            "3",
        ],
        [
            "The Gazette, July 2025",
            "gates, the mayor said at noon. She spoke in front of the gates that had",
            "been the work of her father.",
            "4",
        ],
    ]
    found = page("a.pdf", pdf_file(*body))
    assert (found.title, found.authors) == ("Gates", ("Ann Cole",))
    assert "Gazette" not in found.text
    assert "no invasion of gulls." in found.text.replace("\n", " ")
    assert [role for role, _ in roles(found)] == ["paragraph", "paragraph"]


@given(st.sampled_from(sorted({suffix for suffix in READERS if suffix != ".pdf"})), st.binary(max_size=200))
@settings(max_examples=60, deadline=None)
def test_any_bytes_give_a_page_or_one_error(suffix: str, data: bytes) -> None:
    found, entries = told(f"a{suffix}", data)
    assert (found is None) == any(entry.severity is Severity.ERROR for entry in entries)
    assert found is None or all(a.end <= b.start for a, b in pairwise(found.hints))
