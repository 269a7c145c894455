"""Files → articles with what was found in them: each on its own, over several processes where there are many."""

from __future__ import annotations

import gc
import hashlib
import os
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from brief.extract import extract
from brief.model.article import Article, Page, SourceFacts
from brief.model.diagnostic import Diagnostic, Place, Report
from brief.model.library import Items, Library
from brief.segment import repeated_lines, segment

if TYPE_CHECKING:
    from brief.model.document import Document

_WORTH_PROCESSES = 2_000_000
"""Characters of text from which a second process pays for its start, about 6 s of work against 0.5 s."""


class Job(Struct, frozen=True, kw_only=True):
    """One page with all that segmenting it needs."""

    page: Page
    id: str
    facts: SourceFacts
    repeated: frozenset[str]


class Read(Struct, frozen=True, kw_only=True):
    """One article with what was found in it, or the reasons why there is none."""

    article: Article | None
    items: Items | None
    diagnostics: tuple[Diagnostic, ...]


def jobs(pages: Sequence[Page], facts: Mapping[str, SourceFacts], entries: Mapping[str, str]) -> list[Job]:
    """Each page with its id, with what `sources.yaml` knows of it and with the lines that stand in many pages.

    `entries` gives the entry of `facts` for a page's path.
    """
    ids = source_ids(pages, facts, entries)
    repeated = repeated_lines(pages)
    return [
        Job(
            page=page,
            id=ids[page.source.path],
            facts=facts[entries[page.source.path]] if page.source.path in entries else SourceFacts(),
            repeated=repeated,
        )
        for page in pages
    ]


def read_all(work: Sequence[Job], report: Report) -> list[tuple[Article, Items]]:
    """The articles in the order of the jobs; the result does not depend on how many processes there are."""
    many = sum(len(job.page.text) for job in work) >= _WORTH_PROCESSES and (os.cpu_count() or 1) > 1
    if many:
        gc.enable()  # the command line turns it off for short work
    found = []
    for one in _in_processes(work) if many else map(read_one, work):
        for diagnostic in one.diagnostics:
            report(diagnostic)
        if one.article is not None and one.items is not None:
            found.append((one.article, one.items))
    return found


def read_one(job: Job) -> Read:
    """One article, segmented and extracted."""
    heard: list[Diagnostic] = []
    article = segment(job.page, id=job.id, facts=job.facts, repeated=job.repeated, report=heard.append)
    return Read(article=article, items=extract(article) if article else None, diagnostics=tuple(heard))


def _in_processes(work: Sequence[Job]) -> list[Read]:
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    # Spawned, not forked: a fork of a process with threads can hang, and a caller may have some.
    with ProcessPoolExecutor(mp_context=multiprocessing.get_context("spawn")) as pool:
        return list(pool.map(read_one, work, chunksize=32))


def source_ids(pages: Sequence[Page], facts: Mapping[str, SourceFacts], entries: Mapping[str, str]) -> dict[str, str]:
    """A short id for each page's path: as `sources.yaml` gives it, else out of the file's name and place."""
    ids: dict[str, str] = {}
    for page in pages:
        path = page.source.path
        fact = facts[entries[path]] if path in entries else None
        wanted = fact.id if fact and fact.id else _slug(Path(path).stem)
        taken = wanted in ids.values() or (not (fact and fact.id) and any(f.id == wanted for f in facts.values()))
        ids[path] = f"{wanted[:7]}{hashlib.sha256(path.encode()).hexdigest()[:5]}" if taken else wanted
    return ids


def _slug(stem: str) -> str:
    """`2026-07-01 Reuters wire` → `reuterswire`: the letters of a name, at most 12 of letters and digits."""
    cleaned = re.sub(r"[^a-z0-9]+", "", re.sub(r"^[\d_\W]+", "", stem.lower()))[:12]
    return cleaned if re.match(r"[a-z]", cleaned) else f"s{cleaned[:11]}" if cleaned else "source"


def placed(diagnostic: Diagnostic, document: Document, library: Library) -> Diagnostic:
    """A missing character with the line of the source that it is printed from; any other diagnostic as it is."""
    from brief.model.document import inlines
    from brief.model.inline import Context, Verbatim

    code, _, character = diagnostic.code.partition(" ")
    if code != "no-glyph":
        return diagnostic
    for inline in inlines(document):
        spans = inline.spans if isinstance(inline, Verbatim) else (inline.span,) if isinstance(inline, Context) else ()
        for span in spans:
            if character in library.slice(span):
                article = library.article[span.article]
                at = span.start + library.slice(span).index(character)
                return replace(diagnostic, place=Place(path=article.source.path, line=article.line(at)), code=code)
    return replace(diagnostic, code=code)
