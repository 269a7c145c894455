"""The readers' file and the mail file: every mistake with its place, before anybody is mailed."""

from __future__ import annotations

from time import perf_counter

import pytest

from brief.errors import UsageError
from brief.load.mail import mail
from brief.load.readers import readers

GOOD = """- name: Ana Kovač
  address: ana@example.org
  language: de
  cleared: TLP:AMBER
  format: [pdf, docx]
  groups: [board]
- {name: "Smith, John", address: john.smith+desk@mail.example.org}
"""


def read(text):
    told = []
    return readers(text, "readers.yaml", told.append), told


def stopped(text):
    with pytest.raises(UsageError) as stop:
        read(text)
    return str(stop.value)


def test_a_reader_is_read_with_all_that_is_said_of_it():
    (ana, john), told = read(GOOD)
    assert (ana.name, ana.language, ana.cleared, ana.attached) == ("Ana Kovač", "de", "TLP:AMBER", ("pdf", "docx"))
    assert ana.groups == ("board",)
    assert (john.name, john.cleared, john.attached) == ("Smith, John", "TLP:CLEAR", ("pdf",))
    assert not told


@pytest.mark.parametrize(
    "address",
    [
        "ana", "ana@", "@example.org", "ana@example", "ana@@example.org", "ana@example..org", "a b@example.org",
        "ana@exam ple.org", "ana@example.org, bo@example.org", "ana@example.org;bo@example.org", "<ana@example.org>",
        "Ana <ana@example.org>", ".ana@example.org", "ana.@example.org", "ana@-example.org", "ana@example.org.",
        "\\u0430na@example.org", "ana@ex\\u0430mple.org", "ana@example.org\\nBcc: bo@example.org",
        "=?utf-8?q?a?=@example.org",
        "ana@example.org\\u2028", "\\u202eana@example.org", "ana@[127.0.0.1]", "x" * 65 + "@example.org",
        "ana@" + "x" * 64 + ".org",
    ],
)  # fmt: skip
def test_an_address_that_is_none_is_told_with_its_place(address):
    told = stopped(f'- name: A\n  address: "{address}"\n')
    assert told.startswith("readers.yaml:2:12: error: ")


@pytest.mark.parametrize("other", ["ana@example.org", "Ana@Example.org"])
def test_the_same_reader_twice_is_a_mistake_also_by_case(other):
    told = stopped(f"- {{name: A, address: ana@example.org}}\n- {{name: B, address: {other}}}\n")
    assert told.startswith(f"readers.yaml:2:22: error: `{other}` is a reader already")


def test_the_same_reader_by_a_tag_after_a_plus_is_a_warning():
    found, told = read("- {name: A, address: ana@example.org}\n- {name: B, address: ana+x@example.org}\n")
    assert len(found) == 2
    assert [str(one.severity) for one in told] == ["warning"]
    assert str(told[0]).startswith("readers.yaml:2:22: warning: `ana+x@example.org` may be the reader")


@pytest.mark.parametrize("text", ["", "[]", "# nobody\n"])
def test_no_readers_is_a_mistake(text):
    assert "no readers" in stopped(text)


@pytest.mark.parametrize(
    "name", ["A\\nBcc: x@y.org", "A\\u2029B", "=?utf-8?q?x?=", "\\u202eevil", "a\\u200bb", "x" * 200]
)
def test_a_name_that_would_break_a_header_is_refused(name):
    assert "readers.yaml:1:10: error" in stopped(f'- {{name: "{name}", address: ana@example.org}}\n')


def test_one_wrong_row_of_20_000_is_told_alone_and_soon():
    rows = [f"- {{name: Reader {n}, address: reader{n}@example.org, cleared: TLP:GREEN}}\n" for n in range(20_000)]
    rows[12_344] = "- {name: Reader, address: nobody}\n"
    began = perf_counter()
    told = stopped("".join(rows))
    assert perf_counter() - began < 20  # 3 s alone on this machine
    assert told.splitlines()[0].startswith("readers.yaml:12345:27: error: expected one address")
    assert told.count("error") == 1


MAIL = """host: smtp.example.org
from: {name: The desk, address: desk@example.org}
"""


def wrong(text):
    with pytest.raises(UsageError) as stop:
        mail(text, "mail.yaml")
    return str(stop.value)


def test_a_mail_file_of_two_keys_is_enough():
    made = mail(MAIL, "mail.yaml")
    assert (made.port, made.tls, made.stale_after, made.rate) == (587, "starttls", 7, 0)
    assert mail(f"{MAIL}tls: from the start\n", "mail.yaml").port == 465


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("tls: none", "mail.yaml:3:6: error: `tls: none` would send the brief"),
        ("user: desk", "mail.yaml:3:7: error: `user` without `password`"),
        ("password: {env: X}", "mail.yaml:3:11: error: `password` without `user`"),
        ("subject: 'A {thing}'", "mail.yaml:3:10: error: a subject with a `{`"),
        ("stale_after: never", "mail.yaml:3:14: error: expected a number of days"),
        ("unsubscribe: {web: 'javascript:x'}", "mail.yaml:3:20: error: expected an address"),
        ("timeout: 0", "mail.yaml:3:10: error: expected a whole number"),
        ("hots: x", "mail.yaml:3:1: error: unknown key `hots`"),
    ],
)
def test_a_wrong_value_is_told_with_its_place(line, said):
    assert wrong(f"{MAIL}{line}\n").startswith(said)


@pytest.mark.parametrize(
    "value", ["hunter2-canary", "[hunter2-canary]", "{plain: hunter2-canary}", "{env: [hunter2-canary]}"]
)
def test_a_password_written_into_the_file_is_refused_and_not_shown(value):
    told = wrong(f"{MAIL}user: desk\npassword: {value}\n")
    assert "mail.yaml:4:11: error: expected where the password comes from" in told
    assert "hunter2" not in told
