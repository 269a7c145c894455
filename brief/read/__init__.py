"""Bytes of a file in, a page out: one reader for each format, chosen by the file's suffix.

What a reader needs beyond the first milliseconds of Python it imports inside its function: most folders are text only.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from hashlib import sha256
from posixpath import splitext

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


def read(path: str, data: bytes, report: Report) -> Page | None:
    """The page of one file; None, and one diagnostic, where it cannot be used.

    `path` is as the user would write it; it goes into `Source.path` and into what is reported.
    """
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
    if not page.text.strip():
        report(_unreadable(path, "the file holds no text"))
        return None
    return page


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
