"""Bytes of a file in, a page out: one reader for each format, chosen by the file's suffix.

What a reader needs beyond the first milliseconds of Python it imports inside its function: most folders are text only.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import partial
from hashlib import sha256
from posixpath import splitext

from msgspec.structs import replace

from brief.errors import SourceError
from brief.model.article import Page, Source
from brief.model.diagnostic import Diagnostic, Place, Report, Severity
from brief.read.docx import read_docx
from brief.read.eml import read_eml
from brief.read.html import read_html
from brief.read.markdown import read_markdown
from brief.read.pdf import read_pdf
from brief.read.text import read_text

Reader = Callable[[Source, bytes, Report], Page]
"""A reader raises `SourceError` where the bytes cannot be used."""

_read_eml = partial(read_eml, html=read_html)

READERS: Mapping[str, tuple[str, Reader]] = {
    ".txt": ("text", read_text),
    ".text": ("text", read_text),
    ".md": ("markdown", read_markdown),
    ".markdown": ("markdown", read_markdown),
    ".html": ("html", read_html),
    ".htm": ("html", read_html),
    ".eml": ("eml", _read_eml),
    ".docx": ("docx", read_docx),
    ".pdf": ("pdf", read_pdf),
}
_SURROGATE = re.compile(r"[\ud800-\udfff]")


def read(path: str, data: bytes, report: Report) -> Page | None:
    """The page of one file; None, and one diagnostic, where it cannot be used.

    `path` is as the user would write it; it goes into `Source.path` and into what is reported.
    """
    path = path.encode(errors="backslashreplace").decode()  # a name may hold bytes that are no text
    suffix = splitext(path)[1].lower()
    if suffix not in READERS:
        report(_unknown(path, suffix))
        return None
    media, reader = READERS[suffix]
    source = Source(path=path, sha256=sha256(data).hexdigest(), media=media)
    try:
        page = reader(source, data, report)
    except SourceError as error:
        report(_unreadable(path, error.diagnostics[0].message))
        return None
    except Exception as error:  # noqa: BLE001 - libraries raise nearly anything on broken files, and one stops no other
        report(_unreadable(path, f"the file breaks its reader: {type(error).__name__}: {error}"))
        return None
    if not page.text.strip():
        report(_unreadable(path, "the file holds no text"))
        return None
    return _writable(page)


def _writable(page: Page) -> Page:
    """The page with lone surrogates, which no file can hold, replaced in all its strings; every place stays."""
    return replace(
        page,
        text=_whole(page.text),
        title=page.title and _whole(page.title),
        authors=tuple(map(_whole, page.authors)),
        publisher=page.publisher and _whole(page.publisher),
        published=page.published and _whole(page.published),
        language=page.language and _whole(page.language),
        url=page.url and _whole(page.url),
    )


def _whole(text: str) -> str:
    return text if text.isascii() else _SURROGATE.sub("\ufffd", text)


def _unknown(path: str, suffix: str) -> Diagnostic:
    return Diagnostic(
        severity=Severity.NOTE,
        message=f"left out: no reader for `{suffix}` files" if suffix else "left out: the name has no suffix",
        place=Place(path=path),
        hint=f"`brief` reads {' '.join(READERS)}",
        code="unknown-suffix",
    )


def _unreadable(path: str, why: str) -> Diagnostic:
    return Diagnostic(
        severity=Severity.ERROR, message=f"left out: {why}", place=Place(path=path), code="unreadable-file"
    )
