"""Delivery: by which server a brief is mailed, what became of it for each reader, and what came back."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Literal

from msgspec import Struct

from brief.model.diagnostic import Place

Tls = Literal["starttls", "from the start", "none"]


class PasswordFrom(Struct, frozen=True, kw_only=True):
    """Where the password comes from; never the password."""

    sort: Literal["env", "command", "keyring"]
    name: str
    """Of the variable, of the service in the keyring; or the command."""
    place: Place


@dataclass(frozen=True, slots=True)
class Secret:
    """A password that no `repr`, log or traceback shows."""

    _value: str = field(repr=False)

    def reveal(self) -> str:
        """The password, for the server alone."""
        return self._value

    def __str__(self) -> str:
        return "•••"


class Mail(Struct, frozen=True, kw_only=True):
    """The server, the sender and the rules of one desk."""

    path: str
    host: str
    sender: str
    """The address that mail comes from."""
    sender_name: str = ""
    port: int = 587
    tls: Tls = "starttls"
    ca: str | None = None
    """A file with the house's own certificate authority, relative to the mail file."""
    user: str | None = None
    password: PasswordFrom | None = None
    reply_to: str | None = None
    subject: str | None = None
    """In place of the outline's title; `{title}`, `{product}` and `{edition}` are filled in."""
    readers: str = "readers.yaml"
    leave_by_mail: str | None = None
    leave_by_web: str | None = None
    """A page that takes a reader off by one click; `{address}` is filled in."""
    stale_after: int = 7
    """Days after the brief's date from which it is not sent."""
    rate: int = 0
    """Messages a minute; 0 is as fast as the server takes them."""
    timeout: int = 60
    """Seconds that one step of the dialogue may take."""
    marks: tuple[str, ...] = ()
    """The house's own handling marks, the lowest first."""
    keys: dict[str, Place] = {}
    """Where each key stands, for messages."""


class State(StrEnum):
    """What is known of one message to one reader."""

    PENDING = "pending"
    ATTEMPTING = "attempting"
    SENT = "sent"
    DEFERRED = "deferred"
    REFUSED = "refused"
    IN_DOUBT = "in doubt"


class Stage(StrEnum):
    """The steps of the dialogue with a mail server, in order."""

    GREETING = "greeting"
    HELLO = "hello"
    STARTTLS = "starttls"
    HANDSHAKE = "TLS handshake"
    HELLO_AGAIN = "hello under TLS"
    AUTH = "login"
    AUTH_USER = "login, user"
    AUTH_PASSWORD = "login, password"  # noqa: S105  the name of a step
    SENDER = "sender"
    RECIPIENT = "recipient"
    DATA = "data"
    CONTENT = "content"
    FINAL_DOT = "final dot"
    RESET = "reset"
    QUIT = "quit"


class Outcome(Struct, frozen=True, kw_only=True):
    """How one attempt to hand over a message ended."""

    state: State
    stage: Stage
    code: int = 0
    """Of the server's reply; 0 where none came."""
    said: str = ""
    """The reply, or what went wrong, on one line."""


class Issue(Struct, frozen=True, kw_only=True):
    """What is sent: an edition, and the very file of it."""

    name: str
    edition: str
    pdf: str
    """SHA-256 of the PDF."""


class Entry(Struct, frozen=True, kw_only=True):
    """One line of the ledger."""

    at: datetime
    issue: Issue
    reader: str
    """The address."""
    state: State
    stage: str = ""
    code: int = 0
    said: str = ""
    message_id: str = ""
    next_try: datetime | None = None
    tries: int = 0


class Bounce(Struct, frozen=True, kw_only=True):
    """A delivery status notification, read."""

    address: str
    hard: bool
    """Whether the address is dead, and not just away for a while."""
    code: str
    """The enhanced status code, such as `5.1.1`."""
    reason: str
    message_id: str = ""
    """Of the message that came back, where the notice says it."""
    file: str = ""
