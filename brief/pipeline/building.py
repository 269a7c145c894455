"""An outline → its files: read, select, compose, check, fit, write; whole or not at all."""

from __future__ import annotations

import gc
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from time import sleep
from typing import TYPE_CHECKING

from brief import __version__
from brief.anchors import build_id
from brief.errors import BriefError, WriteError
from brief.model.diagnostic import Diagnostic, Report, Severity
from brief.model.library import Library
from brief.model.outline import Format, Outline
from brief.pipeline.articles import placed
from brief.pipeline.asked import Asked, asked, ingredients
from brief.pipeline.desk import Desk
from brief.pipeline.files import replace_all
from brief.pipeline.libraries import both
from brief.pipeline.unchanged import Made, base_path, forget_old_bases, inputs, kept, unchanged

if TYPE_CHECKING:  # only a build needs them, and they cost `brief find` a tenth of its time
    from brief.model.document import Document
    from brief.model.selection import Selection
    from brief.pipeline.house import House
    from brief.write import Press

_LOOK = 0.2
"""Seconds between two looks at the files of a watch."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What one build made."""

    outline: Outline
    outputs: tuple[Path, ...]
    passages: int
    """How many cited passages stand in their sources word for word."""
    diagnostics: tuple[Diagnostic, ...]
    fresh: bool = True
    """False where nothing had changed since the last build, and its files stand as they were."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How a call builds its outlines."""

    formats: tuple[Format, ...] = ()
    """Instead of the outline's."""
    out: Path | None = None
    """Instead of the outline's folder."""
    strict: bool = False
    """A warning stops the build."""
    force: bool = False
    """Also where nothing has changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A brief as composed and checked, and the file that will keep this edition."""

    document: Document
    manifest: Mapping[Path, bytes]
    passages: int


def build_all(paths: Sequence[Path], options: Options, report: Report) -> tuple[list[Built], int]:
    """Each outline → its files; one that fails does not keep the others, and the worst exit code is returned."""
    with Desk() as desk:
        return _all(paths, options, desk, report)


def watch(paths: Sequence[Path], options: Options, report: Report) -> Iterator[tuple[list[Built], int]]:
    """The outlines built now, and again whenever a file that they are made of changes; it ends with its caller.

    Looks at the files' times five times a second: a call of the system for each change would not reach network drives.
    """
    with Desk() as desk:
        seen = None
        while True:
            now = [known for path in paths for known in ingredients(path)]
            if now != seen:
                seen = now
                yield _all(paths, options, desk, report)
            sleep(_LOOK)


def _all(paths: Sequence[Path], options: Options, desk: Desk, report: Report) -> tuple[list[Built], int]:
    made: list[Built] = []
    code = 0
    for path in paths:
        if made:
            gc.collect()  # what one outline leaves is full of circles; that of a hundred would not fit
        try:
            wanted = asked(path, options.formats, options.out, {output for one in made for output in one.outputs})
            made.append(built(wanted, desk, report, strict=options.strict, force=options.force))
        except BriefError as error:
            code = max(code, error.exit_code)
            for diagnostic in error.diagnostics:
                report(diagnostic)
    return made, code


def build(path: Path, options: Options, report: Report) -> Built:
    """One outline → its files, as `built` makes them."""
    with Desk() as desk:
        wanted = asked(path, options.formats, options.out, ())
        return built(wanted, desk, report, strict=options.strict, force=options.force)


def built(wanted: Asked, desk: Desk, report: Report, *, strict: bool = False, force: bool = False) -> Built:
    """The files of one build, written whole or not at all; as they were where nothing changed, unless by `force`.

    Raises:
        UsageError: the outline, `sources.yaml` or a pin is wrong.
        SourceError: there is nothing to read.
        VerifyError: a printed passage is not in its source.
        WriteError: an output cannot be made; with `strict`, a warning was given.
    """
    from brief.pipeline.house import house_of

    digest = inputs(wanted)
    if not force and (before := unchanged(wanted, digest)):
        return _as_it_was(wanted, before, report, strict=strict)
    heard: list[Diagnostic] = []
    listen = both(heard.append, report)
    home = wanted.path.parent
    house = house_of(home)
    with desk.press({*wanted.outputs, "pdf"} if wanted.outline.fit else wanted.outputs.keys()) as running:
        library = desk.library(wanted.outline, home, listen)
        draft = _fitted(library, wanted, lambda document: _pages(running, document, house, library), listen)
        _strictly(heard, strict=strict)
        made = _written(running, draft.document, wanted.outputs.keys(), house, library)
    files = {**{wanted.outputs[form]: data for form, data in made.items()}, **draft.manifest}
    base = (
        {base_path(wanted.folder, wanted.outline.name, build_id(draft.document)): made["docx"]}
        if "docx" in made
        else {}
    )
    replace_all(files | base | (kept(wanted, digest, files, draft.passages, heard) if digest else {}))
    forget_old_bases(wanted.folder, wanted.outline.name)
    return Built(
        outline=wanted.outline,
        outputs=tuple(wanted.outputs.values()),
        passages=draft.passages,
        diagnostics=tuple(heard),
    )


def _as_it_was(wanted: Asked, made: Made, report: Report, *, strict: bool) -> Built:
    """What was built before still stands; what was told then is told again."""
    for diagnostic in made.diagnostics:
        report(diagnostic)
    _strictly(made.diagnostics, strict=strict)
    return Built(
        outline=wanted.outline,
        outputs=tuple(wanted.outputs.values()),
        passages=made.passages,
        diagnostics=made.diagnostics,
        fresh=False,
    )


def _strictly(heard: Sequence[Diagnostic], *, strict: bool) -> None:
    if strict and (warnings := [one for one in heard if one.severity is not Severity.NOTE]):
        raise WriteError(*(replace(one, severity=Severity.ERROR) for one in warnings))


def selected(library: Library, outline: Outline, report: Report) -> Selection:
    """What the brief will print, its context looked at."""
    from brief.guard import guard
    from brief.likelihood import judge
    from brief.select import select

    judge(outline, report)
    return guard(select(library, outline, report), library, report)


def drafted(selection: Selection, library: Library, wanted: Asked, report: Report) -> Draft:
    """A selection as the brief that prints it, each passage checked against its source.

    Raises:
        VerifyError: a printed passage is not in its source.
    """
    from brief.compose import compose
    from brief.likelihood import explained
    from brief.manifest import edition_of
    from brief.pipeline.editions import manifest, since_last
    from brief.verify import verify

    outline, dated, folder = selection.outline, wanted.dated, wanted.folder
    edition = edition_of(selection, library, dated)
    since = since_last(edition, outline, library, folder, report)
    document = explained(compose(selection, library, dated, __version__.rpartition(".")[0], since), outline)
    passages = verify(document, library)
    return Draft(document=document, manifest=manifest(edition, folder, outline.path, report), passages=passages)


def _fitted(library: Library, wanted: Asked, pages_of: Callable[[Document], int], report: Report) -> Draft:
    """The brief within the pages that the outline allows."""
    from brief.pipeline.fit import drops, fewest, without

    outline = wanted.outline
    selection = selected(library, outline, report)
    whole = drafted(selection, library, wanted, report)
    if outline.fit is None:
        return whole
    loose = drops(selection, whole.document)
    tried: dict[int, tuple[Draft, int]] = {}

    def pages(count: int) -> int:
        draft = whole
        if count:
            less = without(selection, loose[:count], whole.document)
            draft = drafted(less, library, wanted, lambda _: None)  # what it has to say was said of the whole
        tried[count] = draft, pages_of(draft.document)
        return tried[count][1]

    count = fewest(len(loose), outline.fit, pages)
    if count is None:
        report(_too_long(outline, tried[len(loose)][1]))
    for drop in loose[: count or 0]:
        report(_left_out(outline, selection.sections[drop.section].section.kind, drop.name, library))
    return tried[count or 0][0]


def _too_long(outline: Outline, least: int) -> Diagnostic:
    return Diagnostic(
        severity=Severity.WARNING,
        message=f"`fit` cannot be met: with one item a section and its pins the brief still has {least} pages; "
        "nothing is left out",
        place=outline.fit_place,
        hint=f"Write `fit: {least} pages`, take out a section, or unpin some items.",
        code="fit",
    )


def _left_out(outline: Outline, section: str, name: str, library: Library) -> Diagnostic:
    from brief.text.spacing import printed

    said = f": {printed(library.slice(library.item[name].span))[:80]}" if name else ""
    what = f"`{name}`" if name else "an open question that the desk found"
    return Diagnostic(
        severity=Severity.NOTE,
        message=f"left out of `{section}` to fit {outline.fit} pages: {what}{said}",
        place=outline.fit_place,
        code="fit",
    )


def _pages(running: Press, document: Document, house: House, library: Library) -> int:
    with _placing(document, library):
        return running.pages(document, house.assets, house.brand)


def _written(
    running: Press, document: Document, forms: Collection[Format], house: House, library: Library
) -> dict[Format, bytes]:
    from brief.provenance import NAME, provenance

    attached = {NAME: provenance(document, library)} if "pdf" in forms else {}
    with _placing(document, library):
        return running.write(document, forms, house.assets, house.brand, attached)


@contextmanager
def _placing(document: Document, library: Library) -> Iterator[None]:
    """What a writer complains of, with its place in a source where it has one."""
    try:
        yield
    except WriteError as error:
        raise WriteError(*(placed(one, document, library) for one in error.diagnostics)) from error
