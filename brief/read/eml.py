"""Bytes of a saved mail in, a page out: its text part, or else its HTML part as the given reader reads it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from msgspec.structs import replace

from brief.errors import SourceError
from brief.model.article import Hint, Page, Role, Source
from brief.model.diagnostic import Report
from brief.text.encoding import decoded

if TYPE_CHECKING:
    from email.message import EmailMessage

ReadHtml = Callable[[Source, bytes, Report], Page]

_ODD = (LookupError, ValueError, TypeError, AttributeError, RecursionError)
"""What the library raises on headers that break its rules; 400 brackets in a sender are too deep for it."""


def read_eml(source: Source, data: bytes, report: Report, *, html: ReadHtml) -> Page:
    """The page of a mail: its subject is the title, its date the date of publication, its sender the author."""
    from email import message_from_bytes, policy

    try:
        mail = message_from_bytes(data, policy=policy.default)
    except RecursionError:
        raise SourceError.at("the parts of the mail are nested too deep") from None
    page = _body(source, mail, report, html)
    authors = page.authors or _sender(mail)
    return replace(page, title=_header(mail, "subject"), authors=authors, published=_sent(mail) or page.published)


def _body(source: Source, mail: EmailMessage, report: Report, html: ReadHtml) -> Page:
    try:
        part = mail.get_body(("plain", "html"))
        content = part.get_payload(decode=True) if part is not None else None
    except RecursionError:
        raise SourceError.at("the parts of the mail are nested too deep") from None
    except _ODD:
        part, content = None, None
    if part is None or not isinstance(content, bytes):
        raise SourceError.at("the mail holds neither text nor HTML")
    if part.get_content_type() == "text/html":
        return html(source, content, report)
    text = _text(content, part.get_content_charset())
    return Page(source=source, text=text, hints=tuple(_older_mail(text)))


def _older_mail(text: str) -> Iterator[Hint]:
    """The lines of the mail that this one answers, `> …`, with `Ann wrote:` above them."""
    at, above = 0, None
    for line in text.splitlines(keepends=True):
        words = line.strip()
        if line.startswith(">") and not line.startswith(">From "):
            if above is not None:
                yield above
            yield Hint(start=at, end=at + len(line), role=Role.FURNITURE)
        if words:
            above = Hint(start=at, end=at + len(line), role=Role.FURNITURE) if words.endswith("wrote:") else None
        at += len(line)


def _text(content: bytes, charset: str | None) -> str:
    try:
        return content.decode(charset or "utf-8")
    except (LookupError, ValueError):  # a charset may be unknown, hold a zero byte, or be no charset: `undefined`
        return decoded(content)[0]


def _header(mail: EmailMessage, name: str) -> str | None:
    try:
        words = " ".join(str(mail[name] or "").split())
    except _ODD:
        return None
    return words or None


def _sender(mail: EmailMessage) -> tuple[str, ...]:
    """The display names of the senders; an address alone is no author."""
    try:
        names = [address.display_name for address in getattr(mail["from"], "addresses", ())]
    except _ODD:
        return ()
    return tuple(name for name in names if name)


def _sent(mail: EmailMessage) -> str | None:
    try:
        sent = getattr(mail["date"], "datetime", None)
    except _ODD:
        return None
    return sent.date().isoformat() if sent is not None else None
