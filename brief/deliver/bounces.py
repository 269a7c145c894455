"""A delivery status notification (RFC 3464) as bytes in; whose mail came back, for good or for now, and why, out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import policy
from email.message import EmailMessage, Message
from email.parser import BytesParser

from brief.model.delivery import Bounce

LARGEST = 20 << 20
"""Bytes of a notice: it may carry the whole message back."""
_MOST = 100
"""Recipients of one notice that are read; a brief goes to one."""
_STATUS = re.compile(r"\b([245])\.(\d{1,3})\.(\d{1,3})\b")  # `5.1.1`
_ID = re.compile(r"<[^<>\s]{1,250}@[^<>\s]{1,250}>")  # `<708fed2e@example.org>`
_HEADERS_END = re.compile(rb"\r?\n\r?\n")
_FOR_NOW = ("5.2.2", "5.2.3", "5.3", "5.4", "5.7")
"""Failures that say nothing against the address: a full mailbox, a message too large, the server, the way, a rule."""


def bounces(data: bytes, file: str) -> Iterator[Bounce]:
    """What a notice says of each recipient; nothing where the message is none."""
    if len(data) > LARGEST:
        return
    read = BytesParser(policy=policy.compat32).parsebytes(data)
    if read.get_content_type() != "multipart/report" or not isinstance(read.get_payload(), list):
        return
    parts: list[Message] = [part for part in read.walk() if part is not read][:_MOST]
    returned = next(filter(None, (_returned(part) for part in parts)), "")
    for status in (part for part in parts if part.get_content_type() == "message/delivery-status"):
        blocks = status.get_payload()
        for block in (blocks if isinstance(blocks, list) else [])[:_MOST]:
            if isinstance(block, Message) and (one := _bounce(block, returned, file)):
                yield one


def _bounce(block: Message, returned: str, file: str) -> Bounce | None:
    action = _field(block, "Action").lower()
    address = _field(block, "Original-Recipient") or _field(block, "Final-Recipient")
    address = address.rpartition(";")[2].strip().strip("<>")
    if action not in {"failed", "delayed"} or "@" not in address:
        return None
    found = _STATUS.search(_field(block, "Status"))
    code = found[0] if found else ""
    said = _field(block, "Diagnostic-Code").partition(";")
    return Bounce(
        address=address,
        hard=action == "failed" and code.startswith("5") and not code.startswith(_FOR_NOW),
        code=code,
        reason=((said[2] or said[0]).strip() or action)[:300],
        message_id=returned,
        file=file,
    )


def _field(block: Message, name: str) -> str:
    """A field on one line, printable."""
    text = " ".join(str(block.get(name, "")).split())
    return "".join(char if char.isprintable() else "�" for char in text)


def _returned(part: Message) -> str:
    """The number of the message that came back, out of the whole of it or its headers."""
    if part.get_content_type() == "text/rfc822-headers":
        payload = part.get_payload(decode=True)
        head = _HEADERS_END.split(payload, 1)[0] if isinstance(payload, bytes) else b""
        inner: Message = BytesParser(policy=policy.compat32).parsebytes(head + b"\r\n\r\n", headersonly=True)
        return _id(inner)
    payload = part.get_payload()
    if part.get_content_type() == "message/rfc822" and isinstance(payload, list) and payload:
        return _id(payload[0]) if isinstance(payload[0], Message) else ""
    return ""


def _id(message: Message | EmailMessage) -> str:
    found = _ID.search(str(message.get("Message-ID", "")))
    return found[0] if found else ""
