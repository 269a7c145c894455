"""The order of the stages: folders and the clock on one side, plain values on the other.

This is the one place that opens and writes files; what a command can do, one function here can do.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import tempfile
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from brief import __version__
from brief.errors import BriefError, SourceError, UsageError, WriteError
from brief.extract import extract
from brief.index import index
from brief.load import outline as load_outline
from brief.load import schema, updated_sources
from brief.load import sources as load_sources
from brief.model.article import Article, Page, SourceFacts
from brief.model.diagnostic import Diagnostic, Place, Report, Severity
from brief.model.library import Library
from brief.model.outline import Format, Outline
from brief.read import read
from brief.segment import repeated_lines, segment

if TYPE_CHECKING:  # only a build needs it, and it costs `brief find` a tenth of its time
    from brief.model.document import Document


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
    listen = _both(heard.append, report)
    outline = load_outline(_text(path), _shown(path))
    folder = out or (path.parent / outline.folder)
    outputs = {form: _own(folder / f"{outline.name}{SUFFIX[form]}") for form in formats or outline.formats}
    if twice := [output for output in outputs.values() if output in taken]:
        raise UsageError.at(
            f"another outline of this call writes `{twice[0]}` too",
            Place(path=outline.path),
            "Give it its own `output: {name: …}`.",
        )
    dated = date.today() if outline.dated == "today" else outline.dated  # noqa: DTZ011  the desk's own day
    library = library_of(outline, path.parent, listen)
    document = document_of(library, outline, dated, listen)
    passages = verify(document, library)
    if strict and (warnings := [one for one in heard if one.severity is not Severity.NOTE]):
        raise WriteError(*(replace(one, severity=Severity.ERROR) for one in warnings))
    assets = templates(path.parent)
    replace_all({output: write(document, form, assets) for form, output in outputs.items()})
    return Built(
        outline=outline,
        document=document,
        outputs=tuple(outputs.values()),
        passages=passages,
        diagnostics=tuple(heard),
    )


def library_of(outline: Outline, folder: Path, report: Report) -> Library:
    """The library that an outline asks for; its paths are relative to the outline's folder."""
    facts_path = folder / outline.sources if outline.sources else None
    if facts_path and not facts_path.is_file():
        raise UsageError.at(f"no file `{outline.sources}`: looked for `{_shown(facts_path)}`", outline.sources_place)
    seeds = [folder / seed for seed in outline.seeds]
    for seed, written in zip(seeds, outline.seeds, strict=True):
        if not seed.exists():
            raise SourceError.at(
                f"no seeds folder or file `{written}`: looked for `{_shown(seed)}`",
                outline.seeds_place,
                "`seeds` is relative to the folder of the outline.",
            )
    return read_library(seeds, facts_path, report)


def read_library(seeds: Sequence[Path], sources: Path | None, report: Report) -> Library:
    """Every article under these folders and files, read, segmented, extracted and indexed.

    Raises:
        SourceError: there is no file to read, or none can be read.
    """
    heard: list[Diagnostic] = []
    listen = _both(heard.append, report)
    facts = load_sources(_text(sources), _shown(sources)) if sources else {}
    pages = read_pages(seeds, listen)
    if not pages:
        where = ", ".join(f"`{_shown(seed)}`" for seed in seeds)
        raise SourceError.at(
            f"no article could be read from {where}", hint="Put articles in it: .txt, .md, .html, .eml, .docx, .pdf."
        )
    articles = segmented(pages, facts, listen)
    return index(articles, [extract(article) for article in articles], heard)


def read_seeds(seeds: Sequence[Path], sources: Path | None, report: Report) -> Library:
    """The library of seeds named on the command line, with `config/sources.yaml` where it stands and none is named."""
    for seed in seeds:
        if not seed.exists():
            raise SourceError.at(f"no seeds folder or file `{_shown(seed)}`", hint="Name a folder: brief read FOLDER")
    usual = Path("config/sources.yaml")
    if sources and not sources.is_file():
        raise UsageError.at(f"no file `{_shown(sources)}`")
    return read_library(seeds, sources or (usual if usual.is_file() else None), report)


def read_pages(seeds: Sequence[Path], report: Report) -> list[Page]:
    """The pages of all files, in the order of their paths; a file that cannot be read is told and left out."""
    pages = []
    for path in seed_files(seeds):
        try:
            data = path.read_bytes()
        except OSError as error:
            report(_told(f"cannot read the file: {error.strerror}", _shown(path)))
            continue
        page = read(_shown(path), data, report)
        if page is not None:
            pages.append(page)
    return pages


def segmented(pages: Sequence[Page], facts: Mapping[str, SourceFacts], report: Report) -> list[Article]:
    """The articles of pages, with what `sources.yaml` knows of each."""
    ids = source_ids(pages, facts)
    repeated = repeated_lines(pages)
    known = [facts.get(Path(page.source.path).name, SourceFacts()) for page in pages]
    cut = [
        segment(page, id=ids[page.source.path], facts=fact, repeated=repeated, report=report)
        for page, fact in zip(pages, known, strict=True)
    ]
    return [article for article in cut if article is not None]


def document_of(library: Library, outline: Outline, dated: date, report: Report) -> Document:
    """The brief as composed, not yet verified."""
    from brief.compose import compose
    from brief.select import select

    return compose(select(library, outline, dated, report), library, dated, __version__.rpartition(".")[0])


def seed_files(seeds: Iterable[Path]) -> list[Path]:
    """The files under these folders, in order of their paths; hidden ones are passed over."""
    files: set[Path] = set()
    for seed in seeds:
        if seed.is_dir():
            files |= {
                one
                for one in seed.rglob("*")
                if one.is_file() and not any(p.startswith(".") for p in one.relative_to(seed).parts)
            }
        else:
            files.add(seed)
    return sorted(files)


def source_ids(pages: Sequence[Page], facts: Mapping[str, SourceFacts]) -> dict[str, str]:
    """A short id for each page's path: as `sources.yaml` gives it, else out of the file's name and place."""
    ids: dict[str, str] = {}
    for page in pages:
        path = page.source.path
        fact = facts.get(Path(path).name)
        wanted = fact.id if fact and fact.id else _slug(Path(path).stem)
        taken = wanted in ids.values() or (not (fact and fact.id) and any(f.id == wanted for f in facts.values()))
        ids[path] = f"{wanted[:7]}{hashlib.sha256(path.encode()).hexdigest()[:5]}" if taken else wanted
    return ids


def update_sources(seeds: Sequence[Path], sources: Path, report: Report) -> tuple[str, ...]:
    """Adds an entry, marked as a guess, for each seed that `sources.yaml` does not know; returns their names."""
    text = _text(sources) if sources.exists() else ""
    facts = load_sources(text, _shown(sources))
    pages = [page for page in read_pages(seeds, report) if Path(page.source.path).name not in facts]
    guesses = [
        (
            Path(article.source.path).name,
            SourceFacts(
                id=article.id,
                title=article.title,
                publisher=article.publisher,
                authors=article.authors,
                published=article.published.edtf if article.published else None,
                url=article.url,
            ),
        )
        for article in segmented(pages, facts, report)
    ]
    if guesses:
        replace_all({sources: updated_sources(text, guesses).encode()})
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
            raise UsageError.at("the file is there already; `brief init` replaces nothing", Place(path=_shown(path)))
    replace_all(files)
    return tuple(files)


def schema_json() -> str:
    """The JSON Schema of the outline."""
    return json.dumps(schema(), indent=2, ensure_ascii=False)


def templates(folder: Path) -> dict[str, bytes]:
    """The house style by name: the package's own files, over which a project's `templates/` lays its own."""
    own = [parent / "templates" for parent in (folder, folder.parent)]
    assets: dict[str, bytes] = {}
    for place in (packaged("templates"), *own[::-1]):
        if place.is_dir():
            files = [one for one in sorted(place.rglob("*")) if one.is_file() and "starter" not in one.parts]
            assets |= {one.relative_to(place).as_posix(): one.read_bytes() for one in files}
    return assets


def packaged(name: str) -> Path:
    """A folder that travels with the package: inside the wheel, or beside `brief/` in a checkout."""
    inside = Path(__file__).parent / name
    return inside if inside.is_dir() else Path(__file__).parent.parent / name


def replace_all(files: Mapping[Path, bytes]) -> None:
    """Writes all files beside their places first and moves them in last; a failure leaves all old ones.

    Raises:
        WriteError: a folder or file cannot be written.
    """
    staged: dict[Path, Path] = {}
    moved: dict[Path, bytes | None] = {}
    path = Path()
    try:
        for path, data in files.items():
            staged[path] = _staged(path, data)
        for path, new in staged.items():
            old = path.read_bytes() if path.exists() else None
            new.replace(path)
            moved[path] = old
    except OSError as error:
        for back, old in moved.items():
            back.unlink() if old is None else _staged(back, old).replace(back)
        for new in staged.values():
            new.unlink(missing_ok=True)
        raise WriteError.at(f"cannot write: {error.strerror}", Place(path=_shown(path))) from error


def _staged(path: Path, data: bytes) -> Path:
    """A file beside `path` with its future content, on disk."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    Path(name).chmod(0o644)  # mkstemp makes it private; an output is as readable as any file
    return Path(name)


def _slug(stem: str) -> str:
    """`2026-07-01 Reuters wire` → `reuterswire`: the letters of a name, at most 12 of letters and digits."""
    cleaned = re.sub(r"[^a-z0-9]+", "", re.sub(r"^[\d_\W]+", "", stem.lower()))[:12]
    return cleaned if re.match(r"[a-z]", cleaned) else f"s{cleaned[:11]}" if cleaned else "source"


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError.at(f"not UTF-8 text at byte {error.start}", Place(path=_shown(path))) from error
    except OSError as error:
        raise UsageError.at(f"cannot read the file: {error.strerror}", Place(path=_shown(path))) from error


def _own(path: Path) -> Path:
    """A path as a user would write it: from the working folder where it lies below it, without `..`."""
    resolved = Path(os.path.normpath(Path.cwd() / path))
    with suppress(ValueError):
        return resolved.relative_to(Path.cwd())
    return resolved


def _shown(path: Path) -> str:
    return _own(path).as_posix()


def _told(message: str, path: str) -> Diagnostic:
    return Diagnostic(severity=Severity.ERROR, message=message, place=Place(path=path), code="unreadable")


def _both(one: Report, other: Report) -> Report:
    def report(diagnostic: Diagnostic) -> None:
        one(diagnostic)
        other(diagnostic)

    return report
