"""Folders of articles → the library of a brief: read, segmented, extracted, indexed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from brief.errors import SourceError, UsageError
from brief.load import sources as load_sources
from brief.model.article import Article
from brief.model.diagnostic import Diagnostic, Report
from brief.model.library import Items, Library
from brief.model.outline import Outline
from brief.pipeline.articles import jobs, read_all
from brief.pipeline.files import read_text, shown
from brief.pipeline.known import known
from brief.pipeline.pages import read_pages


def library_of(outline: Outline, folder: Path, report: Report) -> Library:
    """The library that an outline asks for; its paths are relative to the outline's folder."""
    facts_path = folder / outline.sources if outline.sources else None
    if facts_path and not facts_path.is_file():
        raise UsageError.at(f"no file `{outline.sources}`: looked for `{shown(facts_path)}`", outline.sources_place)
    seeds = [folder / seed for seed in outline.seeds]
    for seed, written in zip(seeds, outline.seeds, strict=True):
        if not seed.exists():
            raise SourceError.at(
                f"no seeds folder or file `{written}`: looked for `{shown(seed)}`",
                outline.seeds_place,
                "`seeds` is relative to the folder of the outline.",
            )
    from brief.index import disputed

    return disputed(read_library(seeds, facts_path, report))


def read_library(seeds: Sequence[Path], sources: Path | None, report: Report) -> Library:
    """Every article under these folders and files, read, segmented, extracted and indexed.

    Raises:
        SourceError: there is no file to read, or none can be read.
    """
    from brief.index import index

    found, heard = _read(seeds, sources, report)
    return index([article for article, _ in found], [items for _, items in found], heard)


def _read(
    seeds: Sequence[Path], sources: Path | None, report: Report
) -> tuple[list[tuple[Article, Items]], list[Diagnostic]]:
    """Each article with what was found in it, and what was told of all."""
    heard: list[Diagnostic] = []
    listen = both(heard.append, report)
    facts = load_sources(read_text(sources), shown(sources)) if sources else {}
    pages = read_pages(seeds, listen)
    if not pages:
        where = ", ".join(f"`{shown(seed)}`" for seed in seeds)
        raise SourceError.at(
            f"no article could be read from {where}", hint="Put articles in it: .txt, .md, .html, .eml, .docx, .pdf."
        )
    entries = known([page.source.path for page in pages], facts, shown(sources), listen) if sources else {}
    return read_all(jobs(pages, facts, entries), listen), heard


def read_seeds(seeds: Sequence[Path], sources: Path | None, report: Report) -> Library:
    """The library of seeds named on the command line, with `config/sources.yaml` where it stands and none is named."""
    return read_library(seeds, _usual(seeds, sources), report)


def unindexed(seeds: Sequence[Path], sources: Path | None, report: Report) -> Library:
    """The same without what several articles print, for what looks at each item by itself."""
    found, heard = _read(seeds, _usual(seeds, sources), report)
    return Library(
        articles=tuple(article for article, _ in found),
        items=tuple(item for _, items in found for item in items.items),
        dates=tuple(when for _, items in found for when in items.dates),
        diagnostics=tuple(heard),
    )


def _usual(seeds: Sequence[Path], sources: Path | None) -> Path | None:
    """The file of sources that is read with these seeds."""
    for seed in seeds:
        if not seed.exists():
            raise SourceError.at(f"no seeds folder or file `{shown(seed)}`", hint="Name a folder: brief read FOLDER")
    usual = Path("config/sources.yaml")
    if sources and not sources.is_file():
        raise UsageError.at(f"no file `{shown(sources)}`")
    return sources or (usual if usual.is_file() else None)


def whole_library(seeds: Sequence[Path], sources: Path | None, report: Report) -> Library:
    """The same with what its sources dispute, which only a brief and a full account of the library need."""
    from brief.index import disputed

    return disputed(read_seeds(seeds, sources, report))


def both(one: Report, other: Report) -> Report:
    """A report that two hear."""

    def report(diagnostic: Diagnostic) -> None:
        one(diagnostic)
        other(diagnostic)

    return report
