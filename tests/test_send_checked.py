"""`brief send` on the whole way: only what was checked is sent, to whom it may be, and a person is asked first."""

from __future__ import annotations

import json
import os
import shutil
import ssl
from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes, policy
from pathlib import Path
from time import monotonic

import pytest
import trustme
from aiosmtpd.controller import Controller
from click.testing import CliRunner, Result
from postbox import Postbox

from brief.cli import main
from brief.deliver.ledger import open_ledger

READERS = """- {name: Ana Kovač, address: ana@example.org, cleared: TLP:AMBER, groups: [board]}
- {name: "Smith, John", address: john@example.org, cleared: TLP:GREEN, format: [pdf, docx]}
"""
MAIL = """host: localhost
port: 2525
tls: none
from: {name: The desk, address: desk@example.org}
"""
CANARY = "canary-Zr8-kaefig"


def brief(*args: str, **options: object) -> Result:
    return CliRunner().invoke(main, args, catch_exceptions=False, **options)


@pytest.fixture(scope="module", autouse=True)
def _one_program():
    """The program stays what it is while these tests run, also where somebody works on it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("brief.pipeline.unchanged._own_files", lambda: iter(()))
        yield


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Path:
    """A project that was built."""
    home = tmp_path_factory.mktemp("desk")
    here = Path.cwd()
    os.chdir(home)
    try:
        assert brief("init", ".").exit_code == 0
        outline = home / "config/weekly.yaml"
        outline.write_text(outline.read_text() + "handling: TLP:GREEN\n", encoding="utf-8")
        (home / "config/readers.yaml").write_text(READERS, encoding="utf-8")
        done = brief("build", "config/weekly.yaml")
        assert done.exit_code == 0, done.output
    finally:
        os.chdir(here)
    return home


@pytest.fixture
def desk(built, tmp_path, monkeypatch) -> Path:
    """The same, for one test to spoil."""
    shutil.copytree(built, tmp_path / "desk")
    monkeypatch.chdir(tmp_path / "desk")
    _ask(tmp_path / "desk", 2525)
    return tmp_path / "desk"


def _ask(desk: Path, port: int, more: str = "") -> None:
    (desk / "config/mail.yaml").write_text(MAIL.replace("2525", str(port)) + more, encoding="utf-8")


def send(*args: str, **options: object) -> Result:
    return brief("send", "config/weekly.yaml", *args, **options)


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
        _ask(desk, controller.port)
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


def test_without_a_person_to_ask_nobody_is_mailed(desk):
    with Postbox() as box:
        _ask(desk, box.port)
        done = send()
    assert done.exit_code == 2
    assert "nobody to ask" in done.output
    assert "ana@example.org" in done.output
    assert not box.taken


def test_a_dry_run_writes_the_messages_and_sends_nothing(desk):
    done = send("--dry-run", "drafts")
    assert done.exit_code == 0, done.output
    first = message_from_bytes((desk / done.output.split()[0]).read_bytes(), policy=policy.default)
    assert first["To"].addresses[0].addr_spec == "ana@example.org"
    assert "nothing" in brief("sent").output


def test_a_test_goes_to_one_address_is_marked_and_leaves_the_readers_pending(desk):
    with Postbox() as box:
        _ask(desk, box.port)
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
        _ask(desk, box.port)
        assert send("--group", "board", "--yes").exit_code == 0
        assert "no reader is in a group `borad`" in send("--group", "borad", "--yes").output
    assert box.recipients == ["ana@example.org"]


def test_a_refused_reader_is_told_and_only_failed_tries_again(desk):
    with Postbox(fault=("recipient", "5xx"), once=True) as box:
        _ask(desk, box.port)
        done = send("--yes")
        assert done.exit_code == 1
        assert "refused    ana@example.org: recipient: 550 no" in done.output
        assert box.recipients == ["john@example.org"]
        assert send("--yes").exit_code == 1
        assert box.recipients == ["john@example.org"]
        assert send("--only-failed", "--yes").exit_code == 0
    assert box.recipients == ["john@example.org", "ana@example.org"]


def test_a_server_that_refuses_the_sender_is_one_line_and_nobody_is_mailed(desk):
    with Postbox(fault=("sender", "5xx")) as box:
        _ask(desk, box.port)
        done = send("--yes")
    assert done.exit_code == 2
    assert "config/mail.yaml:1:7: error: the server refuses the sender `desk@example.org`: 550 no" in done.output
    assert not box.taken
    assert [row["state"] for row in json.loads(brief("sent", "--json").output)] == ["pending", "pending"]


def refused(*args: str) -> str:
    with Postbox() as box:
        _ask(Path.cwd(), box.port)
        done = send("--yes", *args)
    assert done.exit_code
    assert not box.taken
    return done.output


def test_a_pdf_that_the_last_build_did_not_make_is_not_sent(desk):
    with (desk / "output/weekly.pdf").open("ab") as file:
        file.write(b"\n")
    assert "output/weekly.pdf: error: this PDF is not the one that the last build made" in refused()


def test_a_missing_pdf_is_one_line(desk):
    (desk / "output/weekly.pdf").unlink()
    assert "output/weekly.pdf: error: no PDF to send" in refused()


def test_a_brief_whose_source_changed_since_the_build_is_not_sent(desk):
    seed = next((desk / "seeds").iterdir())
    seed.write_text(seed.read_text(encoding="utf-8").replace("e", "a", 3), encoding="utf-8")
    assert "error:" in (told := refused())
    assert "the outline, a source, a template or the program has changed" in told


def test_a_pdf_that_does_not_hold_against_its_sources_is_not_sent(desk, monkeypatch):
    from brief.pipeline import checked

    monkeypatch.setattr(checked, "inputs", lambda _: _last_inputs(desk))
    seed = next((desk / "seeds").iterdir())
    seed.write_text(seed.read_text(encoding="utf-8").replace("e", "a"), encoding="utf-8")
    assert "output/weekly.pdf: error: a passage of the PDF does not hold" in refused()


def _last_inputs(desk: Path) -> str:
    return json.loads((desk / "output/.brief/weekly.built.json").read_bytes())["inputs"]


@pytest.mark.parametrize("data", [None, b"no certificate", b"\xff"])
def test_an_authority_that_is_none_is_one_line_with_its_place(desk, data):
    if data is not None:
        (desk / "config/house.pem").write_bytes(data)
    mail = MAIL.replace("tls: none", "ca: house.pem").replace("2525", "9")
    (desk / "config/mail.yaml").write_text(mail, encoding="utf-8")
    done = send("--yes")
    assert done.exit_code == 2
    assert "config/mail.yaml:3:5: error: `house.pem` is not a file of certificates in PEM" in done.output


def test_a_reader_who_is_not_cleared_stops_everything(desk):
    readers = READERS.replace("cleared: TLP:GREEN, ", "")
    (desk / "config/readers.yaml").write_text(readers, encoding="utf-8")
    told = refused()
    assert (
        "config/readers.yaml:2:34: error: `john@example.org` is cleared for TLP:CLEAR, and the brief is TLP:GREEN"
        in told
    )
    assert "ana@" not in told


def test_a_brief_that_was_never_built_or_has_no_number_is_not_sent(desk):
    shutil.rmtree(desk / "output/.brief")
    assert "no build of this outline is kept" in refused()
    outline = desk / "config/weekly.yaml"
    outline.write_text(outline.read_text(encoding="utf-8").replace("edition: 1", ""), encoding="utf-8")
    assert "a brief without a number cannot be sent" in refused()


def test_a_brief_that_is_too_old_is_not_sent(desk):
    outline = desk / "config/weekly.yaml"
    old = date.today() - timedelta(days=30)  # noqa: DTZ011
    outline.write_text(outline.read_text(encoding="utf-8").replace("date: today", f"date: {old}"), encoding="utf-8")
    assert brief("build", "config/weekly.yaml").exit_code == 0
    assert f"the brief is of {old}, 30 days old" in refused()


def test_an_edition_that_changed_after_it_was_sent_goes_out_as_a_correction_only(desk):
    with Postbox() as box:
        _ask(desk, box.port)
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
        _ask(desk, box.port, "unsubscribe: {mail: leave@example.org}\n")
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
        _ask(desk, box.port)
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
    _ask(desk, 9)
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


def test_a_brief_that_was_made_to_fit_is_sent_as_it_was_made(desk):
    outline = desk / "config/weekly.yaml"
    text = outline.read_text(encoding="utf-8")
    outline.write_text(f"{text}fit: 3 pages\n", encoding="utf-8")
    done = brief("build", "config/weekly.yaml")
    assert "left out" in done.output
    with Postbox() as box:
        _ask(desk, box.port)
        assert send("--yes").exit_code == 0
    (pdf, *_) = message_from_bytes(box.taken[0][1], policy=policy.default).iter_attachments()
    assert pdf.get_content() == (desk / "output/weekly.pdf").read_bytes()


@pytest.mark.parametrize(
    ("readers", "told"),
    [
        ("[]", "config/readers.yaml:1:1: error: no readers"),
        ("", "config/readers.yaml: error: no readers"),
        ("- {name: A, address: ana at example.org}", "config/readers.yaml:1:22: error: expected one address"),
        (
            "- {name: A, address: a@example.org}\n- {name: B, address: A@example.org}",
            "config/readers.yaml:2:22: error: `A@example.org` is a reader already: `a@example.org` in line 1",
        ),
        (
            "".join(f"- {{name: R, address: r{number}@example.org}}\n" for number in range(19_999))
            + "- {name: R, adress: r@example.org}\n",
            "config/readers.yaml:20000:13: error: unknown key `adress` in a reader",
        ),
    ],
    ids=["none", "empty", "no address", "twice by case", "one of 20,000 wrong"],
)
def test_a_wrong_readers_file_is_one_line_with_its_place_and_nobody_is_mailed(desk, readers, told):
    (desk / "config/readers.yaml").write_text(readers, encoding="utf-8")
    began = monotonic()
    said = refused()
    assert told in said
    assert said.count("error:") == 1
    assert monotonic() - began < 10


def test_the_same_reader_by_plus_address_is_a_warning_and_both_are_mailed(desk):
    (desk / "config/readers.yaml").write_text(READERS + READERS.splitlines()[0].replace("ana@", "ana+brief@"))
    with Postbox() as box:
        _ask(desk, box.port)
        done = send("--yes")
    assert done.exit_code == 0
    assert (
        "config/readers.yaml:3:30: warning: `ana+brief@example.org` may be the reader `ana@example.org`" in done.output
    )
    assert len(box.taken) == 3


def test_a_pdf_over_the_servers_size_is_one_line_and_nobody_is_mailed(desk):
    with Postbox(size=5_000) as box:
        _ask(desk, box.port)
        done = send("--yes")
    assert done.exit_code == 2
    assert "config/mail.yaml:1:7: error: a message has 0." in done.output
    assert not box.taken


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
        _ask(desk, box.port)
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
        _ask(desk, box.port)
        assert send("--yes").exit_code == 0
    source = json.loads(next((desk / "output").glob("*.manifest.json")).read_bytes())["inputs"][0]["id"]
    listed = brief("impact", source, "--readers").output
    assert "ana@example.org" in listed
    assert "john@example.org" in listed
    assert "Please do not rely on these passages" in brief("impact", source, "--draft-correction").output
