"""`brief send` on the whole way: only what was checked is sent, to whom it may be, and a person is asked first."""

from __future__ import annotations

import json
import shutil
import ssl
from datetime import UTC, datetime
from email import message_from_bytes, policy
from pathlib import Path

import pytest
import trustme
from aiosmtpd.controller import Controller
from desk import MAIL, READERS, ask, brief, build_in, send
from postbox import Postbox

from brief.deliver.ledger import open_ledger

CANARY = "canary-Zr8-kaefig"


@pytest.fixture(scope="module", autouse=True)
def _one_program():
    """The program stays what it is while these tests run, also where somebody works on it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("brief.pipeline.unchanged._own_files", lambda: iter(()))
        yield


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Path:
    return build_in(tmp_path_factory.mktemp("desk"))


@pytest.fixture
def desk(built, tmp_path, monkeypatch) -> Path:
    """The same, for one test to spoil."""
    shutil.copytree(built, tmp_path / "desk")
    monkeypatch.chdir(tmp_path / "desk")
    ask(tmp_path / "desk", 2525)
    return tmp_path / "desk"


class _Inbox:
    def __init__(self) -> None:
        self.taken = []

    async def handle_DATA(self, server, session, envelope):  # noqa: ARG002, N802  aiosmtpd's own
        self.taken.append((envelope.mail_from, envelope.rcpt_tos, envelope.content))
        return "250 OK"


def test_each_reader_gets_what_was_asked_for_at_a_server_of_others(desk):
    inbox = _Inbox()
    controller = Controller(inbox, hostname="127.0.0.1", port=0)
    controller.port = _free_port()
    controller.start()
    try:
        ask(desk, controller.port)
        done = send("--yes")
        assert done.exit_code == 0, done.output
        assert "sent       2" in done.output
        assert "nobody is left to mail" in send("--yes").output
    finally:
        controller.stop()
    assert [to for _, to, _ in inbox.taken] == [["ana@example.org"], ["john@example.org"]]
    ana, john = (message_from_bytes(data, policy=policy.default) for _, _, data in inbox.taken)
    assert [one.get_content_type().rpartition(".")[2] for one in ana.iter_attachments()] == ["application/pdf"]
    assert len(list(john.iter_attachments())) == 2
    (pdf,) = ana.iter_attachments()
    assert pdf.get_content() == (desk / "output/weekly.pdf").read_bytes()
    rows = json.loads(brief("sent", "1", "--json").output)
    assert [(row["reader"], row["state"], row["code"]) for row in rows] == [
        ("ana@example.org", "sent", 250),
        ("john@example.org", "sent", 250),
    ]


def _free_port() -> int:
    import socket

    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def test_a_dry_run_writes_the_messages_and_sends_nothing(desk):
    done = send("--dry-run", "drafts")
    assert done.exit_code == 0, done.output
    first = message_from_bytes((desk / done.output.split()[0]).read_bytes(), policy=policy.default)
    assert first["To"].addresses[0].addr_spec == "ana@example.org"
    assert "nothing" in brief("sent").output


def test_a_test_goes_to_one_address_is_marked_and_leaves_the_readers_pending(desk):
    with Postbox() as box:
        ask(desk, box.port)
        done = send("--test", "me@example.org", "--yes")
        assert done.exit_code == 0, done.output
        assert box.recipients == ["me@example.org"] * 2  # one for each choice of files
        assert all(b"Subject: [TEST] " in data for _, data in box.taken)
        assert send("--yes").exit_code == 0
    assert box.recipients[2:] == ["ana@example.org", "john@example.org"]
    assert not {*box.ids()[:2]} & {*box.ids()[2:]}
    assert send("--test", "me@example.org, you@example.org", "--yes").exit_code == 2


def test_a_group_alone_is_mailed(desk):
    with Postbox() as box:
        ask(desk, box.port)
        assert send("--group", "board", "--yes").exit_code == 0
        assert "no reader is in a group `borad`" in send("--group", "borad", "--yes").output
    assert box.recipients == ["ana@example.org"]


def test_a_refused_reader_is_told_and_only_failed_tries_again(desk):
    with Postbox(fault=("recipient", "5xx"), once=True) as box:
        ask(desk, box.port)
        done = send("--yes")
        assert done.exit_code == 1
        assert "refused    ana@example.org: recipient: 550 no" in done.output
        assert box.recipients == ["john@example.org"]
        assert send("--yes").exit_code == 1
        assert box.recipients == ["john@example.org"]
        assert send("--only-failed", "--yes").exit_code == 0
    assert box.recipients == ["john@example.org", "ana@example.org"]


def test_an_edition_that_changed_after_it_was_sent_goes_out_as_a_correction_only(desk):
    with Postbox() as box:
        ask(desk, box.port)
        assert "nothing to correct" in send("--correction", "--yes").output
        assert send("--yes").exit_code == 0
        outline = desk / "config/weekly.yaml"
        text = (
            outline.read_text(encoding="utf-8")
            .replace("take: 5", "take: 1\n      heading: What counts")
            .replace("subtitle: W", "subtitle: Own w")
        )
        outline.write_text(text, encoding="utf-8")
        assert brief("build", "config/weekly.yaml").exit_code == 0
        done = send("--yes")
        assert done.exit_code == 2
        assert "edition 1 was sent with another PDF" in done.output
        assert send("--correction", "--yes").exit_code == 0
    assert len(box.taken) == 4
    read = message_from_bytes(box.taken[2][1], policy=policy.default)
    assert read["Subject"].startswith("Correction: ")
    text = read.get_body(("plain",)).get_content()
    assert "CORRECTION" in text
    assert "- Title: Own weekly brief (was: Weekly brief)" in text
    assert "- What counts: What counts (was: Key points)" in text
    assert "- What counts, no longer there: " in text
    assert len({*box.ids()}) == 4


def test_a_german_brief_is_mailed_in_german_and_another_reader_is_addressed_in_the_own_language(desk):
    outline = desk / "config/weekly.yaml"
    outline.write_text(outline.read_text(encoding="utf-8") + "language: de-DE\n", encoding="utf-8")
    readers = READERS.replace('name: "Smith, John"', 'name: "Smith, John", language: en-US')
    (desk / "config/readers.yaml").write_text(readers, encoding="utf-8")
    assert brief("build", "config/weekly.yaml").exit_code == 0
    with Postbox() as box:
        ask(desk, box.port, "unsubscribe: {mail: leave@example.org}\n")
        assert send("--yes").exit_code == 0
    german, english = (message_from_bytes(data, policy=policy.default) for _, data in box.taken)
    for form in ("plain", "html"):
        text = german.get_body((form,)).get_content()
        assert "Der ganze Brief ist angehängt" in text
        assert not [one for one in ("attached", "eferences", "To get", "Key points", ", line ") if one in text]
        assert "The whole brief is attached" in english.get_body((form,)).get_content()
        assert ", Zeile " in english.get_body((form,)).get_content()  # as the PDF beside it has it
    assert german["Content-Language"] == "de-DE"


def test_who_is_in_doubt_is_listed_and_mailed_again_only_on_a_persons_word(desk, monkeypatch):
    with Postbox(fault=("final dot", "drop"), once=True) as box:
        ask(desk, box.port)
        assert send("--yes").exit_code == 1
        assert send("--yes").exit_code == 1
        assert "ana@example.org" in send("--resolve").output
        assert len(box.taken) == 2
        monkeypatch.setattr("brief.cli.send._is_asked", lambda: True)
        assert send("--resolve", input="no\n").exit_code == 0
        assert send("--yes").exit_code == 0
    assert box.recipients == ["ana@example.org", "john@example.org", "ana@example.org"]
    assert len({*box.ids()}) == 2  # the same message, by its number


@pytest.mark.parametrize("how", ["{env: DESK_WORD}", "{command: printenv DESK_WORD}"])
def test_the_password_is_in_no_file_no_word_and_no_message(desk, monkeypatch, how):
    monkeypatch.setenv("DESK_WORD", CANARY)
    ask(desk, 9)
    mail = desk / "config/mail.yaml"
    mail.write_text(MAIL.replace("tls: none", f"user: desk\npassword: {how}\ntimeout: 1"), encoding="utf-8")
    with Postbox() as box:
        mail.write_text(mail.read_text().replace("2525", str(box.port)), encoding="utf-8")
        done = send("--yes")
    assert done.exit_code == 1
    assert "the server offers no TLS: nothing was sent" in done.output
    assert CANARY not in done.output
    assert CANARY.encode() not in bytes(box.heard)
    for path in desk.rglob("*"):
        assert not path.is_file() or CANARY.encode() not in path.read_bytes()
    monkeypatch.delenv("DESK_WORD")
    assert "config/mail.yaml:4:" in (told := send("--yes").output)
    assert "no password: the " in told


def test_the_password_comes_from_a_real_keyring_and_is_in_no_file_and_no_word(desk):
    keyring = pytest.importorskip("keyring")
    before = keyring.get_keyring()
    keyring.set_keyring(type("Held", (_Held, keyring.backend.KeyringBackend), {"priority": 1})())
    authority = trustme.CA()
    authority.cert_pem.write_to_path(desk / "config/house.pem")
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost").configure_cert(tls)
    try:
        with Postbox(tls=tls) as box:
            mail = MAIL.replace("tls: none", "ca: house.pem\nuser: desk\npassword: {keyring: briefs}")
            (desk / "config/mail.yaml").write_text(mail.replace("2525", str(box.port)), encoding="utf-8")
            assert "no password: `briefs` in the keyring is empty" in send("--yes").output
            keyring.set_password("briefs", "desk", CANARY)
            done = send("--yes")
            assert done.exit_code == 0, done.output
        assert len(box.taken) == 2
        assert CANARY not in done.output
        assert CANARY.encode() not in bytes(box.heard) + b"".join(data for _, data in box.taken)
        for path in desk.rglob("*"):
            assert not path.is_file() or CANARY.encode() not in path.read_bytes()
        keyring.get_keyring().broken = True
        told = send("--yes").output if not (desk / "output/sent.sqlite").unlink() else ""
        assert "config/mail.yaml:" in told
        assert "no password: `briefs` in the keyring cannot be read" in told
        assert CANARY not in told
    finally:
        keyring.set_keyring(before)


class _Held:
    """A keyring whose own words of failure hold the password."""

    broken = False

    def __init__(self) -> None:
        super().__init__()
        self.held = {}

    def set_password(self, service, user, password):
        self.held[service, user] = password

    def get_password(self, service, user):
        if self.broken:
            raise RuntimeError(self.held[service, user])
        return self.held.get((service, user))


def test_a_brief_of_many_formats_is_sent_whatever_their_order(desk):
    outline = desk / "config/weekly.yaml"
    text = outline.read_text(encoding="utf-8")
    outline.write_text(f"{text}output: {{formats: [docx, pdf, html, json]}}\n", encoding="utf-8")
    assert brief("build", "config/weekly.yaml").exit_code == 0
    assert send("--dry-run", "drafts").exit_code == 0


def test_a_brief_that_was_made_to_fit_is_sent_as_it_was_made(desk):
    outline = desk / "config/weekly.yaml"
    text = outline.read_text(encoding="utf-8")
    outline.write_text(f"{text}fit: 2 pages\n", encoding="utf-8")
    done = brief("build", "config/weekly.yaml")
    assert "left out" in done.output
    with Postbox() as box:
        ask(desk, box.port)
        assert send("--yes").exit_code == 0
    (pdf, *_) = message_from_bytes(box.taken[0][1], policy=policy.default).iter_attachments()
    assert pdf.get_content() == (desk / "output/weekly.pdf").read_bytes()


NOTICE = """From: MAILER-DAEMON@mx.example.org
To: desk@example.org
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

Sorry.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.org

Final-Recipient: rfc822; {address}
Action: {action}
Status: {status}
Diagnostic-Code: smtp; 550 {status} no such user

--b
Content-Type: text/rfc822-headers

Message-ID: {id}
Subject: A brief

--b--
"""


@pytest.mark.parametrize("form", ["mbox", "folder"])
def test_mail_that_came_back_for_good_keeps_the_reader_out_of_the_next_sending(desk, form):
    with Postbox() as box:
        ask(desk, box.port)
        assert send("--yes").exit_code == 0
        notices = [
            NOTICE.format(address="elsewhere@example.net", action="failed", status="5.1.1", id=box.ids()[0]),
            NOTICE.format(address="john@example.org", action="failed", status="5.2.2", id="<x@y.org>"),
            NOTICE.format(address="stranger@example.org", action="failed", status="5.1.1", id="<z@y.org>"),
            "From: a@example.org\nSubject: hello\n\nno notice\n",
        ]
        place = _mailbox(desk, form, notices)
        done = brief("bounces", place)
        assert "hard  ana@example.org" in done.output
        assert "soft  john@example.org" in done.output
        assert "warning: a notice about `stranger@example.org`" in done.output
        again = json.loads(brief("bounces", place, "--json").stdout)
        assert [row["hard"] for row in again] == [True, False]
        with open_ledger(desk / "output/sent.sqlite") as ledger:
            assert len(ledger.bounces()) == 2  # read twice, written once
        assert "came back for good" in brief("sent").output
        outline = desk / "config/weekly.yaml"
        outline.write_text(outline.read_text(encoding="utf-8").replace("edition: 1", "edition: 2"), encoding="utf-8")
        assert brief("build", "config/weekly.yaml").exit_code == 0
        assert "warning: `ana@example.org` is left out" in send("--yes").output
        assert box.recipients == ["ana@example.org", "john@example.org", "john@example.org"]
        assert brief("bounces", "--clear", "Ana@example.org").exit_code == 0
        assert "`ana@example.org` is not left out" in brief("bounces", "--clear", "ana@example.org").output
        brief("bounces", place)  # the same notice again is known
        assert send("--yes").exit_code == 0
        assert box.recipients[3:] == ["ana@example.org"]
        (desk / "later.eml").write_text(notices[0].replace(box.ids()[0], box.ids()[3]), encoding="utf-8")
        assert "hard  ana@example.org" in brief("bounces", ".").output
        with open_ledger(desk / "output/sent.sqlite") as ledger:
            assert [one.code for one in ledger.bounces()] == ["5.1.1", "5.2.2", "cleared", "5.1.1"]
            assert ledger.dead() == {"ana@example.org"}


def _mailbox(desk: Path, form: str, notices: list[str]) -> str:
    if form == "folder":
        (desk / "back").mkdir()
        for number, one in enumerate(notices):
            (desk / f"back/{number}.eml").write_text(one, encoding="utf-8")
        return "back"
    stamp = f"From MAILER-DAEMON {datetime.now(UTC):%a %b %d %H:%M:%S %Y}\n"
    (desk / "back.mbox").write_text("\n".join(stamp + one for one in notices), encoding="utf-8")
    return "back.mbox"


def test_who_got_what_rests_on_a_source_is_listed_and_a_notice_drafted(desk):
    with Postbox() as box:
        ask(desk, box.port)
        assert send("--yes").exit_code == 0
    source = json.loads(next((desk / "output").glob("*.manifest.json")).read_bytes())["inputs"][0]["id"]
    listed = brief("impact", source, "--readers").output
    assert "ana@example.org" in listed
    assert "john@example.org" in listed
    assert "Please do not rely on these passages" in brief("impact", source, "--draft-correction").output
