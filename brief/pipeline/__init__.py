"""The order of the stages: folders and the clock on one side, plain values on the other.

This is the one room that opens and writes files; what a command can do, one function here can do.
"""

from __future__ import annotations

import codecs
import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from brief.errors import UsageError
from brief.load import outline as load_outline
from brief.load import schema, updated_sources
from brief.load import sources as load_sources
from brief.model.article import SourceFacts
from brief.model.diagnostic import Diagnostic, Place, Report, Severity
from brief.model.library import Library
from brief.pipeline.articles import jobs, read_all, read_pages
from brief.pipeline.files import packaged, read_text, replace_all, shown
from brief.pipeline.known import known, new_names
from brief.pipeline.libraries import library_of, read_library, read_seeds, whole_library

if TYPE_CHECKING:  # only a build needs it, and it costs `brief find` a tenth of its time
    from brief.model.selection import Selection
    from brief.select.why import Verdict

__all__ = [
    "read_library",
    "read_seeds",
    "schema_json",
    "selected",
    "start",
    "update_sources",
    "whole_library",
    "why_item",
]


def selected(path: Path, report: Report, after: int = 5) -> tuple[Library, Selection]:
    """What an outline selects, with the best `after` of each section that were not taken."""
    from brief.select import select

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
    from brief.select import KINDS
    from brief.select.why import verdicts

    library, selection = selected(path, report, after=1_000_000)
    return verdicts(named(library, name), selection, library, KINDS)


def update_sources(seeds: Sequence[Path], sources: Path, report: Report) -> tuple[str, ...]:
    """Adds an entry, marked as a guess, for each seed that `sources.yaml` does not know; returns their names.

    Raises:
        UsageError: the file is wrong, or its folder is not there.
    """
    if not sources.parent.is_dir():
        raise UsageError.at(f"no folder `{shown(sources.parent)}`", Place(path=shown(sources)), "Make it first.")
    text = read_text(sources, newline="") if sources.exists() else ""
    facts = load_sources(text, shown(sources))
    pages = read_pages(seeds, report)
    paths = [page.source.path for page in pages]
    entries = known(paths, facts, shown(sources), report)
    names = new_names([path for path in paths if path not in entries], paths)
    new = [job for job in jobs(pages, facts, entries) if job.page.source.path in names]
    guesses = [
        (
            names[article.source.path],
            SourceFacts(
                id=article.id,
                title=article.title,
                publisher=article.publisher,
                authors=article.authors,
                published=article.published.edtf if article.published else None,
                url=article.url,
            ),
        )
        for article, _ in read_all(new, report)
    ]
    if guesses:
        mark = codecs.BOM_UTF8 if sources.exists() and sources.read_bytes().startswith(codecs.BOM_UTF8) else b""
        replace_all({sources: mark + updated_sources(text, guesses, shown(sources)).encode()})
    return tuple(name for name, _ in guesses)


def start(folder: Path) -> tuple[Path, ...]:
    """Writes the first files of a project and returns their paths.

    Raises:
        UsageError: one of them is there already; nothing is written.
    """
    starter = packaged("templates") / "starter"
    files = {folder / one.relative_to(starter): one.read_bytes() for one in sorted(starter.rglob("*")) if one.is_file()}
    for path in files:
        if path.exists():
            raise UsageError.at("the file is there already; `brief init` replaces nothing", Place(path=shown(path)))
    replace_all(files)
    return tuple(files)


def schema_json() -> str:
    """The JSON Schema of the outline."""
    return json.dumps(schema(), indent=2, ensure_ascii=False)
