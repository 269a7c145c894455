"""A finished file and the articles → what became of each of its passages."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from msgspec.structs import replace

from brief.errors import UsageError
from brief.model.diagnostic import Place, Report
from brief.model.library import Library
from brief.pipeline.files import shown
from brief.pipeline.libraries import unindexed
from brief.recheck import Finding, check
from brief.recheck.passage import Passage


def recheck(path: Path, seeds: Sequence[Path], report: Report) -> tuple[Library, tuple[Finding, ...]]:
    """The sources, and each passage of a brief in DOCX or PDF held against them.

    Raises:
        UsageError: the file cannot be read, is not of ours, or holds no passage: nothing was checked.
        SourceError: there is no article to hold it against.
    """
    passages = _passages(path)
    if not passages:
        hint = "Name a DOCX or PDF that `brief build` made."
        raise UsageError.at("no passage of a source in the file: nothing was checked", Place(path=shown(path)), hint)
    library = unindexed(seeds, None, report)
    found = check(passages, library)
    return library, tuple(
        replace(one, status="not printed") if one.status == "verbatim" and not one.passage.shown else one
        for one in found
    )


def own_words(path: Path) -> tuple[Passage, ...]:
    """The desk's own sentences of a brief that was rechecked.

    Raises:
        UsageError: the file cannot be read.
    """
    data = _bytes(path)
    if _is_pdf(path, data):
        from brief.recheck.own_pdf import own_of_pdf

        return own_of_pdf(data)
    from brief.draft import read_draft
    from brief.recheck.own import own_of_draft

    return own_of_draft(read_draft(data, shown(path)))


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UsageError.at(f"cannot read the file: {error.strerror}", Place(path=shown(path))) from error


def _is_pdf(path: Path, data: bytes) -> bool:
    return data.startswith(b"%PDF") or path.suffix.lower() == ".pdf"


def _passages(path: Path) -> tuple[Passage, ...]:
    data = _bytes(path)
    if _is_pdf(path, data):
        from brief.recheck.pdf import of_pdf

        return of_pdf(data, shown(path))
    from brief.draft import read_draft
    from brief.recheck.word import of_draft

    return of_draft(read_draft(data, shown(path)))
