"""A letter, its files and one reader in; the bytes of one message out: nobody but that reader, and no header more."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import datetime
from email import policy
from email.headerregistry import Address
from email.message import EmailMessage
from email.parser import BytesHeaderParser
from email.utils import format_datetime
from functools import lru_cache
from hashlib import sha256
from urllib.parse import quote

from msgspec import Struct
from msgspec.structs import replace

from brief.deliver.dialogue import doubled
from brief.deliver.letter import Letter, rendered
from brief.errors import BriefError, UsageError
from brief.model.brand import Brand
from brief.model.delivery import Issue, Mail
from brief.model.diagnostic import Place
from brief.model.reader import Attached, Reader

_TYPE = {"pdf": "pdf", "docx": "vnd.openxmlformats-officedocument.wordprocessingml.document"}
_BROKEN = frozenset({"Cc", "Cs", "Zl", "Zp"})
"""Categories of characters that end a header's line, or that no line can hold."""
_AWKWARD = re.compile(r"[^a-z0-9]{1,200}")
_HEADERS = policy.SMTP.clone(max_line_length=76)


class Body(Struct, frozen=True, kw_only=True):
    """What all readers of one language and choice of files get alike: ready made once."""

    head: bytes
    """The headers of the content."""
    content: bytes
    doubled: bytes
    """The same with its dots doubled, as it is handed over."""


class Message(Struct, frozen=True, kw_only=True):
    """One message to one reader."""

    reader: Reader
    recipient: str
    message_id: str
    head: bytes
    body: Body

    @property
    def size(self) -> int:
        """Bytes as the server counts them."""
        return len(self.head) + len(self.body.content)

    @property
    def parts(self) -> tuple[bytes, bytes]:
        """What is handed over, dots doubled."""
        return self.head, self.body.doubled

    @property
    def eml(self) -> bytes:
        """The message as a file."""
        return self.head + self.body.content


def file_name(letter: Letter, issue: Issue, dated: str, kind: Attached) -> str:
    """`policy-brief-27-2026-06-22.pdf`: plain letters, so that every mail program keeps it."""
    words = _AWKWARD.sub("-", f"{letter.product} {issue.edition} {dated}".lower()).strip("-")
    return f"{words or 'brief'}.{kind}"


def body(
    letter: Letter,
    files: Mapping[str, tuple[Attached, bytes]],
    brand: Brand,
    assets: Mapping[str, bytes],
    language: str | None,
) -> Body:
    """The content of a message: text and HTML of the brand, and the files by name.

    Raises:
        UsageError: a template is wrong.
    """
    text, html = rendered(replace(letter, attached=tuple(files)), brand, assets, language)
    made = EmailMessage(policy=policy.SMTP)
    made.set_content(text, cte="quoted-printable")
    made.add_alternative(html, subtype="html", cte="quoted-printable")
    for name, (kind, data) in files.items():
        made.add_attachment(data, maintype="application", subtype=_TYPE[kind], filename=name)
    made["Content-Language"] = letter.language
    digest = sha256(b"".join([text.encode(), html.encode(), *(data for _, data in files.values())])).hexdigest()
    for number, part in enumerate(part for part in made.walk() if part.is_multipart()):
        part.set_boundary(f"=-{digest[:32]}-{number}")  # the same inputs give the same bytes
    head, _, content = made.as_bytes().partition(b"\r\n\r\n")
    return Body(head=head + b"\r\n\r\n", content=content, doubled=doubled(content))


def message_id(issue: Issue, reader: Reader, sender: str, *, correction: bool = False) -> str:
    """Fixed for a reader and an edition, so that a mailbox that gets it twice shows it once."""
    named = [issue.name, issue.edition, reader.key, *([issue.pdf] if correction else [])]
    digest = sha256("\0".join(named).encode()).hexdigest()[:32]
    return f"<{digest}@{sender.rpartition('@')[2]}>"


def subject(letter: Letter, mail: Mail, edition: str, place: Place) -> str:
    """The title, or what the mail file makes of it.

    Raises:
        UsageError: it cannot stand in a header.
    """
    text = letter.title
    if mail.subject:
        filled = {"title": letter.title, "product": letter.product, "edition": edition}
        text = re.sub(r"\{(title|product|edition)\}", lambda match: filled[match[1]], mail.subject)
    said = f"{'[TEST] ' if letter.test else ''}{f'{letter.terms.correction}: ' if letter.correction else ''}{text}"
    if "=?" in said or any(unicodedata.category(char) in _BROKEN for char in said):
        raise UsageError.at("the subject cannot stand in a header", place, "take `=?` and control characters out")
    return said


class Cover(Struct, frozen=True, kw_only=True):
    """What stands on one message beside its content."""

    reader: Reader
    mail: Mail
    subject: str
    message_id: str
    at: datetime
    recipient: str
    """The reader's address, or that of who tries the mail in the reader's stead."""


def message(cover: Cover, content: Body) -> Message:
    """One message.

    Raises:
        UsageError: read back, it has other headers than it was given.
    """
    mail = cover.mail
    common = _common(mail.path, mail.sender_name, mail.sender, mail.reply_to, cover.subject)
    own = [("Date", format_datetime(cover.at)), *_plain_headers(cover)]
    to = _head({"To": Address(cover.reader.name, addr_spec=cover.recipient)})
    head = common + to + "".join(f"{name}: {value}\r\n" for name, value in own).encode("ascii")
    meant = [*_names(common), "To", *(name for name, _ in own)]
    if not (to and _names(head) == meant and _is_held(to, {"To": (cover.reader.name, cover.recipient)})):
        raise _other(cover.recipient, cover.reader.place)
    return Message(
        reader=cover.reader,
        recipient=cover.recipient,
        message_id=cover.message_id,
        head=head + content.head,
        body=content,
    )


@lru_cache(maxsize=8)  # the same for all readers, and slow to make and to read back
def _common(path: str, name: str, sender: str, reply_to: str | None, subject: str) -> bytes:
    """The headers that all messages of one sending share."""
    replies: dict[str, str | Address] = {"Reply-To": Address(addr_spec=reply_to)} if reply_to else {}
    values = {
        "From": Address(name, addr_spec=sender),
        **replies,
        "Subject": subject,
        "Auto-Submitted": "auto-generated",
    }
    head = _head(values)
    meant = {"From": (name, sender), **({"Reply-To": ("", reply_to)} if reply_to else {})}
    held = head and _names(head) == [*values] and _is_held(head, meant)
    if not held or BytesHeaderParser(policy=policy.default).parsebytes(head + b"\r\n")["Subject"] != subject:
        raise _other(sender, Place(path=path))
    return head


def _head(values: Mapping[str, str | Address]) -> bytes:
    """Headers as bytes; nothing where Python's own code for headers fails on odd words, in whatever way it does."""
    made = EmailMessage(policy=_HEADERS)
    try:
        for name, value in values.items():
            made[name] = value
        return made.as_bytes().removesuffix(b"\r\n")
    except (AttributeError, IndexError, LookupError, TypeError, ValueError):
        return b""


def _plain_headers(cover: Cover) -> list[tuple[str, str]]:
    """Headers that are never folded: mail programs read them by the line."""
    mail, ways = cover.mail, []
    if mail.leave_by_web:
        ways.append(f"<{mail.leave_by_web.replace('{address}', quote(cover.reader.address, safe=''))}>")
    if mail.leave_by_mail:
        ways.append(f"<mailto:{quote(mail.leave_by_mail, safe='@')}?subject=unsubscribe>")
    found = [("Message-ID", cover.message_id)]
    if ways:
        found.append(("List-Unsubscribe", ",\r\n ".join(ways)))
    if mail.leave_by_web:
        found.append(("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"))
    return found


def _names(head: bytes) -> list[str]:
    """The headers that a reader's program finds, in order."""
    return BytesHeaderParser(policy=policy.compat32).parsebytes(head + b"\r\n").keys()


def _is_held(head: bytes, meant: Mapping[str, tuple[str, str]]) -> bool:
    """Whether each of these headers is read back as one mailbox: the one that was meant."""
    read = BytesHeaderParser(policy=policy.default).parsebytes(head + b"\r\n")
    try:
        found = {key: [(_bare(one.display_name), one.addr_spec) for one in read[key].addresses] for key in meant}
    except (AttributeError, IndexError, LookupError, TypeError, ValueError):
        return False
    return found == {key: [(_bare(name), address)] for key, (name, address) in meant.items()}


def _other(address: str, place: Place) -> BriefError:
    what = f"the message to `{address}` reads back with other headers than it was given"
    return UsageError.at(what, place, "Write the name and the subject in plainer letters.")


def _bare(name: str) -> str:
    """Without spaces: Python's own reader puts one between two encoded halves of a long name."""
    return "".join(name.split())
