"""Letters, readers and a sender for the tests of delivery, without a build."""

from __future__ import annotations

import ssl
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from brief.deliver.dialogue import Server
from brief.deliver.ledger import open_ledger
from brief.deliver.letter import Letter
from brief.deliver.message import Body, Cover, Message, body, message, message_id
from brief.deliver.posting import Posting, settle
from brief.model.delivery import Entry, Issue, Mail, Secret, State
from brief.model.diagnostic import Place
from brief.model.document import Point
from brief.model.inline import Cite, Verbatim, Words
from brief.model.reader import Reader
from brief.pipeline.house import house_of

ISSUE = Issue(name="weekly", edition="27", pdf="a" * 64)
MAIL = Mail(path="config/mail.yaml", host="localhost", sender="desk@example.org", sender_name="The desk")
PLACE = Place(path="config/mail.yaml", line=1, column=7)


def letter(**own: object) -> Letter:
    words = {
        "title": "Could it rain in May?",
        "subtitle": None,
        "product": "Policy Brief",
        "issue": "No. 27",
        "author": "The desk",
        "handling": None,
        "language": "en-GB",
        "label": "Bottom line",
        "bottom_line": (Words(text="It could."), Cite(id="r1", number=1, target="ev-1")),
        "remarks": (),
        "heading": "Key points",
        "points": (Point(id="p1", words=(Verbatim(text="Rain fell in May.", spans=()),)),),
        "references": (),
        "checked": "1 of 1",
    }
    return Letter(**words | own)


@cache
def _house():
    return house_of(Path("nowhere/config"))


def content(said: Letter | None = None, pdf: bytes = b"%PDF-1.7 a") -> Body:
    house = _house()
    return body(said or letter(), {"brief-27.pdf": ("pdf", pdf)}, house.brand, house.assets, None)


def reader(number: int | str = 1, **own: object) -> Reader:
    place = Place(path="config/readers.yaml", line=1, column=1)
    return Reader(**{"name": f"Reader {number}", "address": f"reader{number}@example.org", "place": place} | own)


def messages(readers: Iterable[Reader], said: str = "Could it rain?", mail: Mail = MAIL) -> Iterator[Message]:
    made = content()
    for one in readers:
        number = message_id(ISSUE, one, mail.sender)
        cover = Cover(
            reader=one,
            mail=mail,
            subject=said,
            message_id=number,
            at=datetime(2026, 6, 22, 9, tzinfo=UTC),
            recipient=one.address,
        )
        yield message(cover, made)


def server(port: int, *, tls: ssl.SSLContext | None = None, password: str | None = None, timeout: float = 1) -> Server:
    return Server(
        host="localhost" if tls else "127.0.0.1",
        port=port,
        tls="starttls" if tls else "none",
        context=tls,
        user="desk" if password else None,
        password=Secret(password) if password else None,
        timeout=timeout,
    )


def post(path: Path, to: Server, readers: Sequence[Reader]) -> Iterator[Entry]:
    """As `brief send` does it: who has it, was refused or is in doubt is left out."""
    with open_ledger(path) as ledger, ledger.writing():
        settle(ledger, ISSUE, datetime.now(UTC))
        before = ledger.last(ISSUE)
        again = {State.PENDING, State.DEFERRED}
        left = [one for one in readers if one.key not in before or before[one.key].state in again]
        posting = Posting(
            server=to,
            ledger=ledger,
            issue=ISSUE,
            sender=MAIL.sender,
            clock=lambda: datetime.now(UTC),
            place=PLACE,
            before=before,
            pause=0.01,
        )
        if left:
            yield from posting.post(messages(left))


def states(path: Path) -> dict[str, State]:
    with open_ledger(path) as ledger:
        return {one.reader: one.state for one in ledger.last(ISSUE).values()}
