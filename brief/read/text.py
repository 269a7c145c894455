"""Bytes of a plain text file in, a page out: the file decoded, nothing else."""

from __future__ import annotations

from brief.errors import SourceError
from brief.model.article import Page, Source
from brief.model.diagnostic import Diagnostic, Place, Report, Severity
from brief.text.encoding import decoded


def read_text(source: Source, data: bytes, report: Report) -> Page:
    """The page of a text file; newlines stand as they do in the file, a byte order mark is left out."""
    text, misfit = decoded(data)
    if "\0" in text:
        raise SourceError.at("not a text file: it holds zero bytes")
    if misfit:
        report(undecodable(source.path, misfit))
    return Page(source=source, text=text)


def undecodable(path: str, byte: int) -> Diagnostic:
    """The note that a file is in an old encoding, which is guessed."""
    return Diagnostic(
        severity=Severity.NOTE,
        message=f"not valid Unicode from byte {byte}; read as Windows-1252",
        place=Place(path=path),
        hint="check accents and quotation marks, or save the file as UTF-8",
        code="undecodable-bytes",
    )
