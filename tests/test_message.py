"""The message: what a reader's program finds in it, and that nothing in a name or a title adds a header or a reader."""

from __future__ import annotations

from datetime import UTC, datetime
from email import message_from_bytes, policy

import pytest
from mailing import ISSUE, MAIL, PLACE, content, letter, messages, reader
from msgspec.structs import replace

from brief.deliver.dialogue import doubled
from brief.deliver.letter import corrected, rendered
from brief.deliver.message import Cover, file_name, message, message_id, subject
from brief.errors import UsageError
from brief.model.document import Point
from brief.model.inline import Cite, Tag, Verbatim
from brief.pipeline.house import house_of

AT = datetime(2026, 6, 22, 9, 30, tzinfo=UTC)


def made(one=None, mail=MAIL, said="Could it rain?", body=None):
    one = one or reader()
    number = message_id(ISSUE, one, mail.sender)
    cover = Cover(reader=one, mail=mail, subject=said, message_id=number, at=AT, recipient=one.address)
    return message(cover, body or content())


def parsed(eml):
    return message_from_bytes(eml, policy=policy.default)


def test_a_message_has_text_html_and_the_pdf_for_one_reader():
    read = parsed(made(reader(name="Ana Kovač")).eml)
    assert read["To"].addresses[0].display_name == "Ana Kovač"
    assert read["Date"].datetime == AT
    assert "Bcc" not in read
    assert read["Content-Language"] == "en-GB"
    assert "It could. [1]" in read.get_body(("plain",)).get_content()
    assert "Rain fell in May." in read.get_body(("html",)).get_content()
    (pdf,) = read.iter_attachments()
    assert (pdf.get_filename(), pdf.get_content_type(), pdf.get_content()) == (
        "brief-27.pdf",
        "application/pdf",
        b"%PDF-1.7 a",
    )
    assert not read.defects


def test_a_reader_and_an_edition_always_have_the_same_message_id():
    one, two = reader(1), reader(2)
    assert made(one).eml == made(one).eml
    assert message_id(ISSUE, one, MAIL.sender) != message_id(ISSUE, two, MAIL.sender)
    assert message_id(ISSUE, one, MAIL.sender) == message_id(
        ISSUE, replace(one, address=one.address.upper(), name="Other"), MAIL.sender
    )
    assert message_id(ISSUE, one, MAIL.sender, correction=True) != message_id(ISSUE, one, MAIL.sender)


def test_a_reader_can_leave_by_mail_and_by_one_click():
    mail = replace(MAIL, leave_by_mail="leave@example.org", leave_by_web="https://example.org/leave?who={address}")
    read = parsed(made(mail=mail).eml)
    assert read["List-Unsubscribe"] == (
        "<https://example.org/leave?who=reader1%40example.org>, <mailto:leave@example.org?subject=unsubscribe>"
    )
    assert read["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert "List-Unsubscribe-Post" not in parsed(made(mail=replace(mail, leave_by_web=None)).eml)


def test_no_line_of_a_message_is_longer_than_mail_allows_and_all_is_plain_bytes():
    long = letter(title="W" * 300, bottom_line=(Verbatim(text="word " * 900, spans=()),))
    eml = made(reader(name="Ж" * 100), said="Ü" * 190, body=content(long)).eml
    assert eml.isascii()
    assert max(map(len, eml.split(b"\r\n"))) <= 998
    assert b"\n" not in eml.replace(b"\r\n", b"")


def test_a_line_that_begins_with_a_dot_arrives_with_it():
    assert doubled(b".a\r\n.\r\nb") == b"..a\r\n..\r\nb\r\n"


def test_what_stands_in_the_brief_is_escaped_in_html():
    evil = letter(
        title='<script>alert("x")</script>',
        points=(Point(id="p", words=(Verbatim(text="<img src=x>", spans=()), Cite(id="c", number=1, target="e"))),),
    )
    html = parsed(made(body=content(evil)).eml).get_body(("html",)).get_content()
    assert "<script>" not in html
    assert "<img" not in html
    assert "http://" not in html
    assert "https://" not in html


def test_a_correction_and_a_test_say_so_in_the_subject_and_a_correction_what_changed():
    said = corrected(letter(), ["Was: 5 ships Is now: 4 ships"])
    assert subject(said, MAIL, "27", PLACE) == "Correction: Could it rain in May?"
    assert subject(letter(test=True), MAIL, "27", PLACE) == "[TEST] Could it rain in May?"
    text = parsed(made(body=content(said)).eml).get_body(("plain",)).get_content()
    assert "Was: 5 ships Is now: 4 ships" in text


def test_the_mail_file_may_word_the_subject():
    mail = replace(MAIL, subject="{product} {edition}: {title}")
    assert subject(letter(title="A {edition}"), mail, "27", PLACE) == "Policy Brief 27: A {edition}"


def test_tags_are_told_in_words_in_plain_text():
    point = Point(
        id="p", words=(Verbatim(text="It may.", spans=()),), tags=(Tag(sort="forecast", glyph="→", text="Forecast"),)
    )
    text = parsed(made(body=content(letter(points=(point,)))).eml).get_body(("plain",)).get_content()
    assert "1. It may. (Forecast)" in text


def test_a_reader_gets_the_templates_of_the_own_language_where_the_house_has_them(tmp_path):
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates/mail.de.txt.j2").write_text("Kernaussage: {{ letter.title }}", encoding="utf-8")
    house = house_of(tmp_path / "config")
    text, html = rendered(letter(), house.brand, house.assets, "de")
    assert text == "Kernaussage: Could it rain in May?\n"
    assert "Bottom line" in html


def test_a_wrong_template_is_told_with_its_line(tmp_path):
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates/mail.txt.j2").write_text("a\n{{ letter.titel }}", encoding="utf-8")
    house = house_of(tmp_path / "config")
    with pytest.raises(UsageError, match=r"templates/mail\.txt\.j2:2: error: the template is wrong"):
        rendered(letter(), house.brand, house.assets, None)


@pytest.mark.parametrize("title", ["A\r\nBcc: x@example.org", "A\u2028B", "=?utf-8?q?A?=", "A\x00B", "A\x0bB"])
def test_a_title_that_would_break_a_header_is_refused_with_its_place(title):
    with pytest.raises(UsageError, match=r"config/mail\.yaml:1:7: error: the subject cannot stand"):
        subject(letter(title=title), MAIL, "27", PLACE)


def test_the_attached_file_has_a_name_of_plain_letters():
    said = letter(product="Пресс / Brief “x”")
    assert file_name(said, ISSUE, "2026-06-22", "pdf") == "brief-x-27-2026-06-22.pdf"
    assert len(list(messages([reader(1), reader(2)]))) == 2
