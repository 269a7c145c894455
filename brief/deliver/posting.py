"""Messages, a server and the ledger in; each message handed over at most once, and a line on what became of it, out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from time import monotonic, sleep

from msgspec.structs import replace

from brief.deliver.dialogue import Broken, Dialogue, Refused, Server, connect
from brief.deliver.ledger import Ledger
from brief.deliver.message import Message
from brief.errors import UsageError, WriteError
from brief.model.delivery import Entry, Issue, Outcome, Stage, State
from brief.model.diagnostic import Place

_TRIES = 2
"""For one message in one call, as long as nothing was handed over."""
_CALLS = 3
"""For one connection, the pauses between them growing."""
_LOSSES = 3
"""Readers in a row whose connection is lost: then the server is left alone."""
_FIRST_WAIT, _LONGEST_WAIT = timedelta(minutes=15), timedelta(hours=4)
"""Until the next try after a 4xx."""
_ENDED = "the program ended before the server's answer was written down"


@dataclass(slots=True, kw_only=True)
class Posting:
    """One call's sending of one issue."""

    server: Server
    ledger: Ledger
    issue: Issue
    sender: str
    clock: Callable[[], datetime]
    place: Place
    """Of the mail file's host, for what the server will not have."""
    rate: int = 0
    before: Mapping[str, Entry] = field(default_factory=dict)
    """The last line of each reader."""
    largest: int = 0
    """Bytes of the largest message."""
    pause: float = 0.5
    """Seconds after the first connection that failed."""
    _line: Dialogue | None = None

    def post(self, messages: Iterable[Message]) -> Iterator[Entry]:
        """Each message's end, told when it is on disk.

        Raises:
            UsageError, WriteError: no reader is at fault, and nobody further is mailed.
        """
        self._connected()  # what the server says of every message is known before the first
        losses = 0
        next_at = monotonic()
        try:
            for message in messages:
                if self.rate:
                    sleep(max(0.0, next_at - monotonic()))
                    next_at = max(next_at, monotonic() - 60 / self.rate) + 60 / self.rate
                outcome = self._posted(message)
                losses = losses + 1 if outcome.state is State.DEFERRED and not outcome.code else 0
                yield self._write(message, outcome)
                if losses >= _LOSSES:
                    raise WriteError.at(f"the connection was lost for {losses} readers in a row", self.place, _LATER)
        finally:
            if self._line:
                self._line.close()

    def _posted(self, message: Message) -> Outcome:
        """How the attempts at one message ended; a second one only where the first handed nothing over."""
        lost = Outcome(state=State.DEFERRED, stage=Stage.GREETING)
        for _ in range(_TRIES):
            line = self._connected()
            try:
                refused = line.ready(self.sender, message.recipient, message.size)
                return refused or self._handed_over(line, message)
            except Broken as broken:
                self._drop()
                lost = Outcome(state=State.DEFERRED, stage=broken.stage, said=broken.said)
                if broken.stage is Stage.CONTENT:
                    self._write(message, replace(lost, state=State.PENDING))
            except Refused as refused_sender:
                what = f"the server refuses the sender `{self.sender}`: {refused_sender.reply.text}"
                raise UsageError.at(
                    what, self.place, "Mend `from` in the mail file; nobody further was mailed."
                ) from None
        return lost

    def _handed_over(self, line: Dialogue, message: Message) -> Outcome:
        self._write(message, Outcome(state=State.ATTEMPTING, stage=Stage.CONTENT))
        outcome = line.hand_over(message.parts)
        if outcome.state is State.IN_DOUBT or outcome.code == 421:
            self._drop()
        return outcome

    def _write(self, message: Message, outcome: Outcome) -> Entry:
        before = self.before.get(message.reader.key)
        tries = (before.tries if before else 0) + 1
        at = self.clock()
        wait = min(_FIRST_WAIT * 2 ** min(tries - 1, 10), _LONGEST_WAIT)
        entry = Entry(
            at=at,
            issue=self.issue,
            reader=message.reader.address,
            state=outcome.state,
            stage=str(outcome.stage),
            code=outcome.code,
            said=outcome.said,
            message_id=message.message_id,
            next_try=at + wait if outcome.state is State.DEFERRED else None,
            tries=tries,
        )
        self.ledger.add(entry)
        return entry

    def _connected(self) -> Dialogue:
        """The open connection, or a new one."""
        if self._line is None:
            self._line = self._called()
            most = self._line.largest
            if most is not None and self.largest > most:
                what = f"a message has {_mb(self.largest)}, and the server takes {_mb(most)} at most"
                self._drop()
                raise UsageError.at(what, self.place, "Nobody was mailed. Make the PDF smaller, or ask for more room.")
        return self._line

    def _called(self) -> Dialogue:
        said = ""
        for number in range(_CALLS):
            if number:
                sleep(self.pause * 2 ** (number - 1))
            try:
                return connect(self.server)
            except Broken as broken:
                said = f"{broken.stage}: {broken.said}"
                if broken.stage in _HOPELESS:
                    break
            except Refused as refused:
                said = f"{refused.stage}: {refused.reply.text}"
                if refused.reply.code // 100 == 5:
                    break
        raise WriteError.at(f"no way to the mail server: {said}", self.place, _LATER)

    def _drop(self) -> None:
        if self._line:
            self._line.drop()
            self._line = None


_HOPELESS = frozenset({Stage.STARTTLS, Stage.HANDSHAKE})
"""Where a second try would find the same."""
_LATER = "Those who were not mailed are pending: `brief send` again goes on with them."


def settle(ledger: Ledger, issue: Issue, at: datetime) -> list[Entry]:
    """What a call that ended in the middle left open is in doubt from now on."""
    open_ = [one for one in ledger.last(issue).values() if one.state is State.ATTEMPTING]
    found = [replace(one, at=at, state=State.IN_DOUBT, said=_ENDED) for one in open_]
    ledger.add(*found)
    return found


def tried(server: Server, sender: str, messages: Iterable[Message]) -> Iterator[tuple[Message, Outcome]]:
    """Messages to the one who tries the mail: no reader gets any, and the ledger knows nothing of them.

    Raises:
        WriteError: the server cannot be reached, or will not have the sender.
    """
    try:
        line = connect(server)
        try:
            for message in messages:
                yield message, line.ready(sender, message.recipient, message.size) or line.hand_over(message.parts)
        finally:
            line.close()
    except (Broken, Refused) as error:
        said = error.said if isinstance(error, Broken) else error.reply.text
        raise WriteError.at(f"no way to the mail server: {error.stage}: {said}") from None


def _mb(size: int) -> str:
    return f"{size / 1e6:.1f} MB"
