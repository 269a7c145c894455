"""Handing messages over: what each failure at each stage means for a reader, and that nobody is mailed twice."""

from __future__ import annotations

import os
import shutil
import socket
import ssl
import subprocess
import warnings
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from time import monotonic, sleep

import pytest
import trustme
from mailing import ISSUE, MAIL, PLACE, messages, post, reader, server, states
from msgspec.structs import replace
from postbox import FAULTS, STAGES, Postbox

from brief.deliver.dialogue import context
from brief.deliver.ledger import open_ledger
from brief.deliver.posting import Posting
from brief.errors import BriefError
from brief.model.delivery import State

CANARY = "canary-Zr8!käfig"
READERS = [reader(number) for number in range(3)]


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


def serving(authority: trustme.CA, name: str = "localhost", **options: object) -> ssl.SSLContext:
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(name, **options).configure_cert(made)
    return made


def trusting(authority: trustme.CA) -> ssl.SSLContext:
    return context(authority.cert_pem.bytes())


def test_each_reader_gets_one_message_and_the_ledger_says_so(tmp_path):
    ledger = tmp_path / "sent.sqlite"
    with Postbox() as box:
        ends = list(post(ledger, server(box.port), READERS))
        assert [one.state for one in ends] == [State.SENT] * 3
        assert list(post(ledger, server(box.port), READERS)) == []  # again: nobody is left
    assert box.recipients == [one.address for one in READERS]
    assert set(states(ledger).values()) == {State.SENT}


SESSION = STAGES[:8]


def expected(stage: str, fault: str) -> set[State]:
    """What one faulty turn, met once, may leave behind for the reader that meets it."""
    if fault == "slow":
        return {State.SENT}
    if stage == "final dot":
        return {{"421": State.DEFERRED, "4xx": State.DEFERRED, "5xx": State.REFUSED}.get(fault, State.IN_DOUBT)}
    if stage in {"recipient", "data"} and fault in {"4xx", "5xx"}:
        return {State.DEFERRED if fault == "4xx" else State.REFUSED}
    if stage == "sender" and fault == "4xx":
        return {State.DEFERRED}
    if stage == "content":  # whether the last dot left before the connection was lost, only the network knows
        return {State.SENT, State.IN_DOUBT}
    return {State.SENT}  # nothing was handed over: a second connection is safe


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("stage", STAGES)
def test_a_fault_at_a_stage_leaves_the_right_state_in_bounded_time(tmp_path, authority, stage, fault):
    ledger = tmp_path / "sent.sqlite"
    login = "LOGIN" if stage in {"login user", "login password"} else "PLAIN"
    box = Postbox(fault=(stage, fault), once=True, tls=serving(authority), login=login, hang=1.2)
    began, told = monotonic(), ""
    readers = [READERS[0]] if stage != "reset" else READERS
    if stage == "reset":
        readers = [reader("refused"), *READERS]
    with box:
        to = server(box.port, tls=trusting(authority), password=CANARY, timeout=1)
        if stage == "reset":
            _refuse_first(box)
        try:
            ends = list(post(ledger, to, readers))
        except BriefError as error:
            told, ends = str(error), []
    assert monotonic() - began < 8
    assert CANARY not in told
    got = states(ledger)
    if told:  # the session could not be opened, or nobody may send: no reader is at fault, and none got anything
        assert stage in SESSION or (stage, fault) == ("sender", "5xx")
        assert not box.taken
        assert set(got.values()) <= {State.PENDING}
        return
    last = readers[-1].address
    assert got[last] in expected(stage, fault), (ends, box.reached)
    assert len(box.recipients) == len(set(box.recipients)), "somebody got it twice"
    if got[last] is State.SENT:
        assert last in box.recipients


def _refuse_first(box: Postbox) -> None:
    """The first reader is refused, so that the next one needs a reset."""
    fault = box.fault
    box.fault = ("recipient", "5xx")

    def turn(stage: str, count: int) -> None:
        if stage == "recipient" and count == 1:
            box.fault = fault

    box.at = turn


def test_a_message_lost_after_its_last_dot_is_in_doubt_and_never_sent_again(tmp_path):
    ledger = tmp_path / "sent.sqlite"
    with Postbox(fault=("final dot", "drop"), once=True) as box:
        list(post(ledger, server(box.port), READERS))
        list(post(ledger, server(box.port), READERS))
    assert states(ledger)[READERS[0].address] is State.IN_DOUBT
    assert sorted(box.recipients) == sorted(one.address for one in READERS)


def test_a_server_that_is_always_away_is_left_alone_after_a_few_readers(tmp_path):
    ledger = tmp_path / "sent.sqlite"
    many = [reader(number) for number in range(50)]
    with Postbox(fault=("data", "drop")) as box, pytest.raises(BriefError, match="in a row"):
        list(post(ledger, server(box.port), many))
    assert box.reached["data"] <= 6


@pytest.mark.parametrize("size", [2_000, 0])
def test_a_message_over_the_servers_size_stops_before_anybody_is_mailed(tmp_path, size):
    with Postbox(size=size) as box, open_ledger(tmp_path / "sent.sqlite") as ledger, ledger.writing():
        made = list(messages(READERS))
        posting = Posting(
            server=server(box.port),
            ledger=ledger,
            issue=ISSUE,
            sender=MAIL.sender,
            clock=_clock,
            place=PLACE,
            largest=max(one.size for one in made),
        )
        if size:
            with pytest.raises(BriefError, match=r"config/mail\.yaml:1:7: error: a message has .* takes 0\.0 MB"):
                list(posting.post(made))
            assert not box.taken
        else:  # `SIZE 0` sets no limit
            assert [one.state for one in posting.post(made)] == [State.SENT] * 3


def _clock():
    return datetime.now(UTC)


TLS_CASES = (
    "none offered",
    "stripped",
    "self-signed",
    "wrong name",
    "expired",
    "old version",
    "other authority",
    "more before TLS",
    "garbage in the handshake",
    "drop in the handshake",
    "wrong name, TLS from the start",
    "other authority, TLS from the start",
)


@pytest.mark.parametrize("case", TLS_CASES)
def test_without_good_tls_no_password_and_no_word_of_mail_leaves(tmp_path, authority, case):
    box, to = _tls_case(case, authority)
    with box:
        to = replace(to, port=box.port)
        with pytest.raises(BriefError, match="no way to the mail server") as stopped:
            list(post(tmp_path / "sent.sqlite", to, READERS))
    assert not box.taken
    heard = bytes(box.heard)
    assert not any(word in heard for word in (b"AUTH", b"MAIL", b"RCPT", b"DATA", b"rain"))
    assert CANARY not in str(stopped.value)


def _tls_case(case, authority):
    """A server that is wrong in one way, and the client that calls it."""
    name = "elsewhere.example" if "wrong name" in case else "localhost"
    until = {"not_after": datetime.now(UTC) - timedelta(days=1)} if case == "expired" else {}
    certificate = serving(trustme.CA() if "self" in case or "other" in case else authority, name, **until)
    if case == "old version":
        certificate.set_ciphers("ALL:@SECLEVEL=0")
        with warnings.catch_warnings(action="ignore"):
            certificate.minimum_version = ssl.TLSVersion.TLSv1
            certificate.maximum_version = ssl.TLSVersion.TLSv1_1
    trusted = context(None) if case == "self-signed" else trusting(authority)
    to = server(0, tls=trusted, password=CANARY)
    fault = None
    if case == "stripped":
        fault = ("starttls", "5xx")
    if "handshake" in case:
        fault = ("handshake", case.split()[0])
    if "from the start" in case:
        return Postbox(tls=certificate, implicit=True), replace(to, tls="from the start")
    if case == "more before TLS":
        return _Chatty(tls=certificate), to
    return Postbox(tls=None if case == "none offered" else certificate, fault=fault), to


class _Chatty(Postbox):
    """Says more than it may before TLS: what a man in the middle adds would be taken for the server's own word."""

    def _serve(self, plug):
        with suppress(OSError):
            self._chat(plug)
        plug.close()

    def _chat(self, plug):
        plug.sendall(b"220 here\r\n")
        plug.recv(1000)
        plug.sendall(b"250-here\r\n250 STARTTLS\r\n")
        self.heard += plug.recv(1000)
        plug.sendall(b"220 go on\r\n250 AUTH PLAIN\r\n")
        self.heard += plug.recv(1000)


@pytest.mark.parametrize("login", ["PLAIN", "LOGIN"])
@pytest.mark.parametrize("fault", ["4xx", "5xx"])
def test_a_server_that_sends_the_password_back_does_not_put_it_into_the_message(tmp_path, authority, login, fault):
    from base64 import b64encode

    stage = "login" if login == "PLAIN" else "login password"
    with Postbox(tls=serving(authority), login=login, fault=(stage, fault)) as box:
        to = server(box.port, tls=trusting(authority), password=CANARY)
        with pytest.raises(BriefError, match="login") as stopped:
            list(post(tmp_path / "sent.sqlite", to, READERS))
    everything = f"{stopped.value!r} {stopped.value} {to!r} {to}"
    for word in (CANARY, b64encode(CANARY.encode()).decode(), b64encode(f"\0desk\0{CANARY}".encode()).decode()):
        assert word not in everything
    assert "•••" in str(stopped.value)
    assert all(CANARY.encode() not in path.read_bytes() for path in tmp_path.iterdir())


SINK = shutil.which("smtp-sink") or shutil.which("smtp-sink", path="/usr/sbin")


@pytest.mark.skipif(SINK is None, reason="smtp-sink is not installed (Debian: postfix)")
@pytest.mark.parametrize(
    ("faults", "state"),
    [
        ([], State.SENT),
        (["-f", "rcpt"], State.REFUSED),
        (["-r", "rcpt"], State.DEFERRED),
        (["-f", "data"], State.REFUSED),
        (["-r", "."], State.DEFERRED),
        (["-q", "."], State.IN_DOUBT),
    ],
)
def test_a_server_of_others_that_goes_wrong_leaves_the_same_states(tmp_path, faults, state):
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = one.getsockname()[1]
    user = ["-u", "nobody"] if os.getuid() == 0 else []
    sink = subprocess.Popen([SINK, *user, *faults, f"127.0.0.1:{port}", "100"], stderr=subprocess.DEVNULL)
    try:
        _until_open(port)
        ends = list(post(tmp_path / "sent.sqlite", server(port, timeout=5), READERS[:2]))
    finally:
        sink.kill()
        sink.wait()
    assert [one.state for one in ends] == [state] * 2


def _until_open(port: int) -> None:
    for _ in range(100):
        with suppress(OSError):
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        sleep(0.05)
