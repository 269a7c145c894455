"""The order of the stages: folders and the clock on one side, plain values on the other.

This is the one room that opens and writes files; what a command can do, one function here can do.
"""

from __future__ import annotations

import codecs
import gc
import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from brief import __version__
from brief.errors import BriefError, SourceError, UsageError, WriteError
from brief.index import disputed, index
from brief.load import outline as load_outline
from brief.load import schema, updated_sources
from brief.load import sources as load_sources
from brief.model.article import SourceFacts
from brief.model.diagnostic import Diagnostic, Place, Report, Severity
from brief.model.library import Library
from brief.model.outline import Format, Outline
from brief.pipeline.articles import jobs, placed, read_all, read_pages
from brief.pipeline.files import own_path, packaged, read_text, replace_all, shown, spare, templates
from brief.pipeline.known import known, new_names

if TYPE_CHECKING:  # only a build needs it, and it costs `brief find` a tenth of its time
    from brief.model.document import Document
    from brief.model.selection import Selection
    from brief.select.why import Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What one build made."""

    outline: Outline
    document: Document
    outputs: tuple[Path, ...]
    passages: int
    """How many cited passages stand in their sources word for word."""
    diagnostics: tuple[Diagnostic, ...]


def build_all(
    paths: Sequence[Path],
    *,
    formats: Sequence[Format] = (),
    out: Path | None = None,
    strict: bool = False,
    report: Report,
) -> tuple[list[Built], int]:
    """Each outline → its files; one that fails does not keep the others, and the worst exit code is returned."""
    made: list[Built] = []
    code = 0
    for path in paths:
        if made:
            gc.collect()  # the pages of one outline are full of circles; those of a hundred would not fit
        try:
            taken = {output for one in made for output in one.outputs}
            made.append(build(path, formats=formats, out=out, strict=strict, taken=taken, report=report))
        except BriefError as error:
            code = max(code, error.exit_code)
            for diagnostic in error.diagnostics:
                report(diagnostic)
    return made, code


def build(  # noqa: PLR0913  one argument an option of the command
    path: Path,
    *,
    formats: Sequence[Format] = (),
    out: Path | None = None,
    strict: bool = False,
    taken: Collection[Path] = (),
    report: Report,
) -> Built:
    """One outline → its files, written whole or not at all.

    Raises:
        UsageError: the outline, `sources.yaml` or a pin is wrong, or a file in `taken` would be written again.
        SourceError: there is nothing to read.
        VerifyError: a printed passage is not in its source.
        WriteError: an output cannot be made; with `strict`, a warning was given.
    """
    from brief.verify import verify
    from brief.write import SUFFIX, write

    heard: list[Diagnostic] = []
    listen = both(heard.append, report)
    outline = load_outline(read_text(path), shown(path))
    folder = out or (path.parent / outline.folder)
    outputs = {form: own_path(folder / f"{outline.name}{SUFFIX[form]}") for form in formats or outline.formats}
    if twice := [output for output in outputs.values() if output in taken]:
        raise UsageError.at(
            f"another outline of this call writes `{twice[0]}` too",
            Place(path=outline.path),
            "Give it its own `output: {name: …}`.",
        )
    spare([path.parent / seed for seed in outline.seeds], outputs.values(), Place(path=outline.path))
    dated = day_of(outline)
    library = library_of(outline, path.parent, listen)
    document, manifests = document_of(library, outline, dated, folder, listen)
    passages = verify(document, library)
    if strict and (warnings := [one for one in heard if one.severity is not Severity.NOTE]):
        raise WriteError(*(replace(one, severity=Severity.ERROR) for one in warnings))
    assets = templates(path.parent)
    try:
        made = {output: write(document, form, assets) for form, output in outputs.items()}
    except WriteError as error:
        raise WriteError(*(placed(one, document, library) for one in error.diagnostics)) from error
    replace_all(made | manifests)
    return Built(
        outline=outline,
        document=document,
        outputs=tuple(outputs.values()),
        passages=passages,
        diagnostics=tuple(heard),
    )


def selected(path: Path, report: Report, after: int = 5) -> tuple[Library, Selection]:
    """What an outline selects, with the best `after` of each section that were not taken."""
    from brief.select import select

    outline = load_outline(read_text(path), shown(path))
    library = library_of(outline, path.parent, report)
    return library, select(library, outline, day_of(outline), report, after)


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


def day_of(outline: Outline) -> date:
    """The brief's date; `today` is the desk's own day."""
    return date.today() if outline.dated == "today" else outline.dated  # noqa: DTZ011


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
    return disputed(read_library(seeds, facts_path, report))


def read_library(seeds: Sequence[Path], sources: Path | None, report: Report) -> Library:
    """Every article under these folders and files, read, segmented, extracted and indexed.

    Raises:
        SourceError: there is no file to read, or none can be read.
    """
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
    found = read_all(jobs(pages, facts, entries), listen)
    return index([article for article, _ in found], [items for _, items in found], heard)


def read_seeds(seeds: Sequence[Path], sources: Path | None, report: Report) -> Library:
    """The library of seeds named on the command line, with `config/sources.yaml` where it stands and none is named."""
    for seed in seeds:
        if not seed.exists():
            raise SourceError.at(f"no seeds folder or file `{shown(seed)}`", hint="Name a folder: brief read FOLDER")
    usual = Path("config/sources.yaml")
    if sources and not sources.is_file():
        raise UsageError.at(f"no file `{shown(sources)}`")
    return read_library(seeds, sources or (usual if usual.is_file() else None), report)


def document_of(
    library: Library, outline: Outline, dated: date, folder: Path, report: Report
) -> tuple[Document, dict[Path, bytes]]:
    """The brief as composed, not yet verified, and the file that will keep this edition in the output folder."""
    from brief.compose import compose
    from brief.manifest import edition_of
    from brief.pipeline.editions import manifest, since_last
    from brief.select import select

    selection = select(library, outline, dated, report)
    edition = edition_of(selection, library, dated)
    since = since_last(edition, outline, library, folder, report)
    document = compose(selection, library, dated, __version__.rpartition(".")[0], since)
    return document, manifest(edition, folder, outline.path, report)


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


def both(one: Report, other: Report) -> Report:
    """A report that two hear."""

    def report(diagnostic: Diagnostic) -> None:
        one(diagnostic)
        other(diagnostic)

    return report
