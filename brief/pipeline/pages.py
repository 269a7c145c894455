"""Files of the seeds → their pages as text, nothing looked for in them yet."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from brief.model.article import Page
from brief.model.diagnostic import Diagnostic, Place, Report, Severity
from brief.pipeline.files import seed_files, shown
from brief.read import read


def read_pages(seeds: Sequence[Path], report: Report) -> list[Page]:
    """The pages of all files, in the order of their paths; a file that cannot be read is told and left out."""
    pages = []
    for path in seed_files(seeds):
        if path.exists() and not path.is_file():  # to read a pipe waits for ever
            report(_told("left out: not a regular file", shown(path)))
            continue
        try:
            data = path.read_bytes()
        except OSError as error:
            report(_told(f"cannot read the file: {error.strerror}", shown(path)))
            continue
        page = read(shown(path), data, report)
        if page is not None:
            pages.append(page)
    return pages


def _told(message: str, path: str) -> Diagnostic:
    return Diagnostic(severity=Severity.ERROR, message=message, place=Place(path=path), code="unreadable")
