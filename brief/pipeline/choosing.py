"""An outline on disk → what it selects, and why."""

from __future__ import annotations

from pathlib import Path

from brief.load import outline as load_outline
from brief.model.diagnostic import Diagnostic, Report, Severity
from brief.model.library import Library
from brief.model.selection import Selection
from brief.pipeline.files import read_text, shown
from brief.pipeline.libraries import library_of
from brief.select import KINDS, select
from brief.select.why import Verdict, verdicts


def selected(path: Path, report: Report, after: int = 5) -> tuple[Library, Selection]:
    """What an outline selects, with the best `after` of each section that were not taken."""
    outline = load_outline(read_text(path), shown(path))
    library = library_of(outline, path.parent, report)
    if outline.fit:
        message = "`fit` may leave out more than is told here, for pages are counted only by a build"
        report(Diagnostic(severity=Severity.NOTE, message=message, place=outline.fit_place, code="fit"))
    return library, select(library, outline, report, after)


def why_item(path: Path, name: str, report: Report) -> tuple[Verdict, ...]:
    """For each section that takes items of its kind, whether an item is printed and why.

    Raises:
        UsageError: no item has this id.
    """
    from brief.find import named

    library, selection = selected(path, report, after=1_000_000)
    return verdicts(named(library, name), selection, library, KINDS)
