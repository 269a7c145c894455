"""Laws of delivery: whatever stands in a name, an address or a title, a message has its headers and its reader only."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from email import message_from_bytes, policy

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mailing import ISSUE, PLACE, content, letter

from brief.deliver.letter import plain
from brief.deliver.message import Cover, message, message_id, subject
from brief.errors import UsageError
from brief.load.mail import mail as load_mail
from brief.load.readers import readers as load_readers
from brief.model.inline import Words

COUNT = 200 if os.environ.get("BRIEF_SOAK") else 20
BODY = content()
HEADERS = [
    *("Auto-Submitted", "Content-Language", "Content-Type", "Date", "From", "MIME-Version", "Message-ID", "Reply-To"),
    *("Subject", "To"),
]
SPICE = st.sampled_from(
    [
        "\r\nBcc: evil@example.org",
        "\n\nbody",
        "\r", "\0", "\x0b", "\x85", "\u2028", "\u2029",
        "=?utf-8?b?QmNjOiB4?=",
        "=?", "?=", ",", ";", "<", ">", '"', "\\", "(", ")", "@", ":", "evil@example.org", " ", "\t",
        "\u202e", "\u200b",
        "а", "ﬁ", "＠", "．", "..", "%0d%0aBcc:", "\ud800", "é", "e\u0301", "𝒶", "undisclosed-recipients:;",
    ]
)  # fmt: skip
HOSTILE = st.lists(st.one_of(SPICE, st.text(max_size=6)), min_size=1, max_size=6).map("".join)
FIELDS = ("name", "address", "title", "sender name", "sender", "reply to")


def _quoted(text: str) -> str:
    return '"' + "".join(f"\\U{ord(char):08X}" for char in text) + '"'


@pytest.mark.parametrize("field", FIELDS)
@settings(max_examples=COUNT, deadline=None)
@given(evil=HOSTILE, glued=st.booleans())
def test_hostile_words_are_refused_or_read_back_as_they_are(field, evil, glued):
    given_ = {
        "name": "Ana",
        "address": "ana@example.org",
        "title": "Rain",
        "sender name": "Desk",
        "sender": "desk@example.org",
        "reply to": "desk@example.org",
    }
    given_[field] = f"{given_[field]}{evil}" if glued else evil
    text = {key: _quoted(value) for key, value in given_.items()}
    try:
        (one,) = load_readers(f"- {{name: {text['name']}, address: {text['address']}}}", "readers.yaml", lambda _: None)
        mail = load_mail(
            f"host: localhost\nfrom: {{name: {text['sender name']}, address: {text['sender']}}}\n"
            f"reply_to: {text['reply to']}\n",
            "mail.yaml",
        )
        said = subject(letter(title=given_["title"]), mail, "27", PLACE)
        number = message_id(ISSUE, one, mail.sender)
        at = datetime(2026, 6, 22, tzinfo=UTC)
        cover = Cover(reader=one, mail=mail, subject=said, message_id=number, at=at, recipient=one.address)
        made = message(cover, BODY)
    except UsageError as refused:
        places = [one.place for one in refused.diagnostics]
    else:
        places = []
        _holds(made, one, mail, given_["title"])
    assert all(places)


def _holds(made, one, mail, title):
    read = message_from_bytes(made.eml, policy=policy.default)
    assert sorted(read.keys()) == HEADERS
    assert [each.addr_spec for each in read["To"].addresses] == [one.address]
    assert made.recipient == one.address
    assert [each.addr_spec for each in read["From"].addresses] == [mail.sender]
    assert read["Subject"] == title
    assert b"\r\nBcc:" not in made.eml


@given(st.lists(st.text(max_size=20), max_size=5))
def test_a_line_as_text_never_has_a_line_end(parts):
    assert "\n" not in plain(tuple(Words(text=part) for part in parts))
