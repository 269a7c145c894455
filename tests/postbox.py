"""A mail server on loopback that goes wrong on demand: at one stage, in one way; and what it took in by then."""

from __future__ import annotations

import re
import socket
import ssl
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from email import message_from_bytes
from time import sleep
from typing import Self

STAGES = (
    "greeting",
    "hello",
    "starttls",
    "handshake",
    "hello under TLS",
    "login",
    "login user",
    "login password",
    "sender",
    "recipient",
    "data",
    "content",
    "final dot",
    "reset",
)
FAULTS = ("drop", "hang", "421", "4xx", "5xx", "garbage", "slow", "1 MB")
GOOD = {"greeting": "220 here", "starttls": "220 go on", "login": "235 in", "data": "354 go on"}


@dataclass
class Postbox:
    """One server; `fault` holds from the `after`-th time that a stage is reached, `once` or for ever."""

    fault: tuple[str, str] | None = None
    once: bool = False
    after: int = 0
    tls: ssl.SSLContext | None = None
    implicit: bool = False
    login: str = "PLAIN"
    hang: float = 3.0
    size: int = 50_000_000
    at: Callable[[str, int], None] | None = None
    """Called when a stage is reached, with how often."""
    taken: list[tuple[str, bytes]] = field(default_factory=list)
    heard: bytearray = field(default_factory=bytearray)
    """Every byte that came in the clear."""
    reached: dict[str, int] = field(default_factory=dict)

    def __enter__(self) -> Self:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self._open = True
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._open = False
        with suppress(OSError):
            socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
        self._listener.close()
        self._thread.join(5)

    @property
    def recipients(self) -> list[str]:
        return [to for to, _ in self.taken]

    def ids(self) -> list[str]:
        return [message_from_bytes(data)["Message-ID"] for _, data in self.taken]

    def _listen(self) -> None:
        while self._open:
            plug, _ = self._listener.accept()
            threading.Thread(target=self._serve, args=(plug,), daemon=True).start()

    def _serve(self, plug: socket.socket) -> None:
        plug.settimeout(20)
        call = _Call(self, plug)
        with suppress(OSError, EOFError):
            call.serve()
        with suppress(OSError):
            call.plug.close()


class _Call:
    def __init__(self, box: Postbox, plug: socket.socket) -> None:
        self.box, self.plug, self.buffer, self.secret, self.to = box, plug, b"", False, ""

    def serve(self) -> None:  # noqa: C901  one case a command
        if self.box.implicit:
            self.wrap()
        self.answer("greeting", "220 here")
        hello = 0
        while True:
            line = self.line()
            word = line[:4].upper()
            match word:
                case b"EHLO":
                    hello += 1
                    self.answer("hello" if hello == 1 else "hello under TLS", self.offers())
                case b"STAR":
                    self.answer("starttls", "220 go on")
                    self.fault("handshake")
                    self.wrap()
                case b"AUTH":
                    self.log_in(line)
                case b"MAIL":
                    self.answer("sender", "250 ok")
                case b"RCPT":
                    self.to = re.search(rb"<(.*)>", line)[1].decode()
                    self.answer("recipient", "250 ok")
                case b"DATA":
                    if self.answer("data", "354 go on"):
                        self.content()
                case b"RSET":
                    self.answer("reset", "250 ok")
                case b"QUIT":
                    self.say("221 bye")
                    return
                case _:
                    self.say("500 what")

    def content(self) -> None:
        self.fault("content")
        while b"\r\n.\r\n" not in self.buffer:
            self.more()
        data, _, self.buffer = self.buffer.partition(b"\r\n.\r\n")
        kind = self.kind("final dot")
        if kind not in {"4xx", "5xx", "421"}:
            self.box.taken.append((self.to, data.replace(b"\r\n..", b"\r\n.") + b"\r\n"))
        self.count("final dot")
        self.answer("final dot", "250 taken", counted=True)
        self.count("after")

    def log_in(self, line: bytes) -> None:
        if self.box.login == "LOGIN":
            self.answer("login", "334 VXNlcm5hbWU6")
            self.line()
            self.answer("login user", "334 UGFzc3dvcmQ6")
            word = self.line()
            self.answer("login password", "235 in", word)
        else:
            self.answer("login", "235 in", line.split()[-1])

    def offers(self) -> str:
        tls = ["250-STARTTLS"] if self.box.tls and not self.secret else []
        return "\r\n".join(["250-here", *tls, f"250-AUTH {self.box.login}", f"250 SIZE {self.box.size}"])

    def wrap(self) -> None:
        self.plug = self.box.tls.wrap_socket(self.plug, server_side=True)
        self.secret = True

    def count(self, stage: str) -> None:
        self.box.reached[stage] = self.box.reached.get(stage, 0) + 1
        if self.box.at:
            self.box.at(stage, self.box.reached[stage])

    def kind(self, stage: str) -> str | None:
        fault, reached = self.box.fault, self.box.reached.get(stage, 0)
        if not fault or fault[0] != stage or reached < self.box.after or (self.box.once and reached > self.box.after):
            return None
        return fault[1]

    def fault(self, stage: str) -> None:
        """At a stage without a reply of its own."""
        kind = self.kind(stage)
        self.count(stage)
        match kind:
            case "drop":
                raise EOFError
            case "hang":
                sleep(self.box.hang)
                raise EOFError
            case "slow":
                sleep(0.3)
            case str():
                self.say({"421": "421 closing", "4xx": "451 later", "5xx": "550 no"}.get(kind, "\x00garbage" * 3))
                raise EOFError

    def answer(self, stage: str, good: str, word: bytes = b"", *, counted: bool = False) -> bool:  # noqa: C901  one case a fault
        kind = self.kind(stage) if not counted else self._kind_counted(stage)
        if not counted:
            self.count(stage)
        match kind:
            case None:
                self.say(good)
                return True
            case "drop":
                raise EOFError
            case "hang":
                sleep(self.box.hang)
                raise EOFError
            case "421":
                self.say("421 closing")
                raise EOFError
            case "4xx":
                self.say(f"451 later {word.decode()}")
            case "5xx":
                self.say(f"550 no {word.decode()}")
            case "garbage":
                self.say("\x00\xff what is this")
            case "slow":
                for char in good + "\r\n":
                    self.plug.sendall(char.encode())
                    sleep(0.02)
                return True
            case "1 MB":
                code = good[:3]
                self.plug.sendall(f"{code}-{'x' * 500}\r\n".encode() * 2000)
                self.say(f"{code} end")
                return True
        return False

    def _kind_counted(self, stage: str) -> str | None:
        self.box.reached[stage] -= 1
        kind = self.kind(stage)
        self.box.reached[stage] += 1
        return kind

    def say(self, text: str) -> None:
        self.plug.sendall(text.encode("latin-1") + b"\r\n")

    def more(self) -> None:
        data = self.plug.recv(1 << 16)
        if not data:
            raise EOFError
        if not self.secret:
            self.box.heard += data
        self.buffer += data

    def line(self) -> bytes:
        while b"\r\n" not in self.buffer:
            self.more()
        line, _, self.buffer = self.buffer.partition(b"\r\n")
        return line
