"""New files in the seeds → entries in `sources.yaml`, marked as guesses."""

from __future__ import annotations

import codecs
from collections.abc import Sequence
from pathlib import Path

from brief.errors import UsageError
from brief.load import sources as load_sources
from brief.load import updated_sources
from brief.model.article import SourceFacts
from brief.model.diagnostic import Place, Report
from brief.pipeline.articles import jobs, read_all
from brief.pipeline.files import read_text, replace_all, shown
from brief.pipeline.known import known, new_names
from brief.pipeline.pages import read_pages


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
