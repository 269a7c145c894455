"""A message → a mail server, step by step, so that each failure has its stage; how it ended out.

Every step has one deadline, however slowly the server drips, and a reply has a largest size: no server holds the desk
up, or fills its memory. No password and no word of mail leaves before the connection is secret.
"""

from __future__ import annotations

import re
import socket
import ssl
from base64 import b64encode
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from time import monotonic
from typing import Self

from msgspec import Struct

from brief.model.delivery import Outcome, Secret, Stage, State, Tls

LARGEST_REPLY = 64 << 10
"""Bytes; servers say a few hundred."""
_QUIT = 2.0
"""Seconds that saying goodbye may take: everything is known by then."""
_LONGEST_SAID = 300
_REPLY = re.compile(rb"([2-5][0-9]{2})(?:([ -])(.*))?")  # `250-SIZE 35882577`, `250 OK`


class Broken(Exception):  # noqa: N818  it names what became of the connection
    """The connection is of no more use: it was lost, nothing came in time, or what came is no reply."""

    def __init__(self, stage: Stage, said: str) -> None:
        super().__init__(said)
        self.stage = stage
        self.said = said


class Refused(Exception):  # noqa: N818  the server's own word
    """The server said no before any message was begun."""

    def __init__(self, stage: Stage, reply: Reply) -> None:
        super().__init__(reply.text)
        self.stage = stage
        self.reply = reply


class Reply(Struct, frozen=True, kw_only=True):
    """What the server said to one step."""

    code: int
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        """On one line, with its code."""
        return " ".join(f"{self.code} {' '.join(self.lines)}".split())[:_LONGEST_SAID]


class Server(Struct, frozen=True, kw_only=True):
    """Where to, and how."""

    host: str
    port: int
    tls: Tls
    context: ssl.SSLContext | None
    user: str | None = None
    password: Secret | None = None
    timeout: float = 60.0


@dataclass(slots=True, kw_only=True)
class Dialogue:
    """One connection that takes messages, one after the other."""

    server: Server
    _socket: socket.socket
    _buffer: bytearray = field(default_factory=bytearray)
    _offers: dict[str, str] = field(default_factory=dict)
    _fresh: bool = True
    """Whether no transaction is open."""

    @property
    def largest(self) -> int | None:
        """Bytes of a message that the server says it takes."""
        size = self._offers.get("SIZE", "")
        return int(size) if size.isdecimal() and int(size[:18]) > 0 else None

    def open(self) -> Self:
        """Greets, makes the connection secret, logs in.

        Raises:
            Broken, Refused: with the stage.
        """
        if self.server.tls == "from the start":
            self._wrap()
        self._expect(Stage.GREETING, self._reply(Stage.GREETING), 220)
        self._hello(Stage.HELLO)
        if self.server.tls == "starttls":
            self._start_tls()
        if self.server.user and self.server.password:
            self._log_in(self.server.user, self.server.password)
        return self

    def _start_tls(self) -> None:
        if "STARTTLS" not in self._offers:
            raise Broken(Stage.STARTTLS, "the server offers no TLS: nothing was sent")
        self._expect(Stage.STARTTLS, self._say(Stage.STARTTLS, b"STARTTLS"), 220)
        if self._buffer:
            raise Broken(Stage.STARTTLS, "the server said more before TLS than it may: nothing was sent")
        self._wrap()
        self._hello(Stage.HELLO_AGAIN)

    def _wrap(self) -> None:
        if self.server.context is None:
            raise Broken(Stage.HANDSHAKE, "no TLS without a context")
        self._socket.settimeout(self.server.timeout)
        try:
            self._socket = self.server.context.wrap_socket(self._socket, server_hostname=self.server.host)
        except ssl.SSLCertVerificationError as error:
            raise Broken(Stage.HANDSHAKE, f"the server's certificate is not good: {error.verify_message}") from error
        except (OSError, ValueError) as error:
            raise Broken(Stage.HANDSHAKE, f"no TLS: {_said(error)}") from error

    def _hello(self, stage: Stage) -> None:
        name = socket.gethostname()
        name = name if re.fullmatch(r"[A-Za-z0-9.-]{1,250}", name) else "localhost"
        reply = self._expect(stage, self._say(stage, f"EHLO {name}".encode()), 250)
        self._offers = {}
        for line in reply.lines[1:]:
            word, _, rest = line.partition(" ")
            self._offers[word.upper()] = rest.strip()

    def _log_in(self, user: str, password: Secret) -> None:
        ways = self._offers.get("AUTH", "").upper().split()
        both = b64encode(f"\0{user}\0{password.reveal()}".encode())
        if "PLAIN" in ways:
            self._expect(Stage.AUTH, self._say(Stage.AUTH, b"AUTH PLAIN " + both), 235)
        elif "LOGIN" in ways:
            self._expect(Stage.AUTH, self._say(Stage.AUTH, b"AUTH LOGIN"), 334)
            self._expect(Stage.AUTH_USER, self._say(Stage.AUTH_USER, b64encode(user.encode())), 334)
            word = b64encode(password.reveal().encode())
            self._expect(Stage.AUTH_PASSWORD, self._say(Stage.AUTH_PASSWORD, word), 235)
        else:
            raise Broken(Stage.AUTH, f"the server takes no login by PLAIN or LOGIN, only `{' '.join(ways)}`")

    def ready(self, sender: str, recipient: str, size: int) -> Outcome | None:
        """The steps up to the server's word that it waits for the message; None where it does, else how it ended.

        Raises:
            Broken: the connection is lost, and nothing was handed over.
            Refused: the server will not have the sender; no reader is at fault.
        """
        if not self._fresh:
            reply = self._say(Stage.RESET, b"RSET")
            if reply.code != 250:
                raise Broken(Stage.RESET, reply.text)
        self._fresh = False
        sized = f" SIZE={size}" if "SIZE" in self._offers else ""
        reply = self._say(Stage.SENDER, f"MAIL FROM:<{sender}>{sized}".encode())
        if reply.code // 100 == 5:
            raise Refused(Stage.SENDER, reply)
        steps = ((Stage.RECIPIENT, f"RCPT TO:<{recipient}>".encode(), 2), (Stage.DATA, b"DATA", 3))
        if reply.code // 100 != 2:
            return self._no(Stage.SENDER, reply)
        for stage, words, good in steps:
            reply = self._say(stage, words)
            if reply.code // 100 != good:
                return self._no(stage, reply)
        return None

    def _no(self, stage: Stage, reply: Reply) -> Outcome:
        """The server's no to one reader; 421 says that it closes the connection, which then is of no more use."""
        if reply.code == 421 or reply.code // 100 not in (4, 5):
            raise Broken(stage, reply.text)
        return Outcome(state=_state(reply.code), stage=stage, code=reply.code, said=reply.text)

    def hand_over(self, content: Sequence[bytes]) -> Outcome:
        """The message itself, dots already doubled.

        Lost before its last dot it was not handed over; lost after it, nobody can know: it is in doubt.

        Raises:
            Broken: at the stage `content`: not handed over.
        """
        for part in content:
            self._send(Stage.CONTENT, part)
        self._fresh = True
        try:
            self._send(Stage.FINAL_DOT, b".\r\n")
            reply = self._reply(Stage.FINAL_DOT)
        except Broken as lost:
            return Outcome(state=State.IN_DOUBT, stage=Stage.FINAL_DOT, said=lost.said)
        state = State.SENT if reply.code // 100 == 2 else _state(reply.code)
        return Outcome(state=state, stage=Stage.FINAL_DOT, code=reply.code, said=reply.text)

    def close(self) -> None:
        """Goodbye; whatever comes of it, everything is known already."""
        with suppress(Broken, OSError):
            self._send(Stage.QUIT, b"QUIT\r\n")
            self._reply(Stage.QUIT, _QUIT)
        self.drop()

    def drop(self) -> None:
        """Closed without a word."""
        with suppress(OSError):
            self._socket.close()

    def _say(self, stage: Stage, words: bytes) -> Reply:
        self._send(stage, words + b"\r\n")
        return self._reply(stage)

    def _send(self, stage: Stage, data: bytes) -> None:
        self._socket.settimeout(self.server.timeout)
        try:
            self._socket.sendall(data)
        except OSError as error:
            raise Broken(stage, f"connection lost: {_said(error)}") from error

    def _reply(self, stage: Stage, timeout: float | None = None) -> Reply:
        """The next reply whole."""
        until = monotonic() + (timeout or self.server.timeout)
        lines: list[str] = []
        first, taken = 0, 0
        while True:
            line = self._line(stage, until, LARGEST_REPLY - taken)
            taken += len(line) + 2
            found = _REPLY.fullmatch(line)
            if not found or (first and int(found[1]) != first):
                raise Broken(stage, f"no reply of a mail server: {self._shown(line)}")
            first = int(found[1])
            lines.append(self._shown(found[3] or b""))
            if found[2] != b"-":
                return Reply(code=first, lines=tuple(lines))

    def _line(self, stage: Stage, until: float, most: int) -> bytes:
        while (end := self._buffer.find(b"\n")) < 0:
            if len(self._buffer) > most:
                raise Broken(stage, f"a reply of more than {LARGEST_REPLY >> 10} KiB")
            left = until - monotonic()
            if left <= 0:
                raise Broken(stage, f"no reply within {self.server.timeout:.0f} s")
            self._socket.settimeout(left)
            self._buffer += self._received(stage)
        if end > most:
            raise Broken(stage, f"a reply of more than {LARGEST_REPLY >> 10} KiB")
        line = bytes(self._buffer[:end]).rstrip(b"\r")
        del self._buffer[: end + 1]
        return line

    def _received(self, stage: Stage) -> bytes:
        try:
            data = self._socket.recv(1 << 14)
        except TimeoutError as error:
            raise Broken(stage, f"no reply within {self.server.timeout:.0f} s") from error
        except OSError as error:
            raise Broken(stage, f"connection lost: {_said(error)}") from error
        if not data:
            raise Broken(stage, "the server closed the connection")
        return data

    def _shown(self, line: bytes) -> str:
        """The server's words, printable, and without the password, should it send it back."""
        text = "".join(char if char.isprintable() else " " for char in line[:1000].decode("utf-8", "replace"))
        password = self.server.password
        for word in _forms(self.server.user or "", password.reveal()) if password else ():
            text = text.replace(word, "•••")
        return text

    def _expect(self, stage: Stage, reply: Reply, code: int) -> Reply:
        if reply.code != code:
            raise Refused(stage, reply)
        return reply


def connect(server: Server) -> Dialogue:
    """An open connection, ready for messages.

    Raises:
        Broken, Refused: with the stage.
    """
    try:
        plug = socket.create_connection((server.host, server.port), timeout=server.timeout)
    except OSError as error:
        raise Broken(Stage.GREETING, f"cannot reach {server.host}:{server.port}: {_said(error)}") from error
    plug.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    dialogue = Dialogue(server=server, _socket=plug)
    try:
        return dialogue.open()
    except BaseException:
        dialogue.drop()
        raise


def context(certificates: bytes | None) -> ssl.SSLContext:
    """TLS 1.2 or later with the server's name and certificate checked; `certificates` is the house's own authority.

    Raises:
        ValueError, OSError: these are no certificates in PEM.
    """
    made = ssl.create_default_context()
    made.minimum_version = ssl.TLSVersion.TLSv1_2
    if certificates is not None:
        made.load_verify_locations(cadata=certificates.decode("ascii"))
    return made


def doubled(body: bytes) -> bytes:
    """The message with every line's first dot doubled, and a line end at its end."""
    body = body if body.endswith(b"\r\n") else body + b"\r\n"
    body = body.replace(b"\r\n.", b"\r\n..")
    return b"." + body if body.startswith(b".") else body


def _state(code: int) -> State:
    """4xx: later again. 5xx: never. Anything else after the dot: nobody can know."""
    match code // 100:
        case 4:
            return State.DEFERRED
        case 5:
            return State.REFUSED
        case _:
            return State.IN_DOUBT


def _forms(user: str, password: str) -> Sequence[str]:
    """Every form in which the password leaves."""
    plain = password.encode()
    return (
        b64encode(f"\0{user}\0{password}".encode()).decode(),
        b64encode(plain).decode(),
        b64encode(plain).decode().rstrip("="),
        password,
    )


def _said(error: Exception) -> str:
    said = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return " ".join(str(said).split())
