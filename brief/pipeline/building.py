"""An outline → its files: read, select, compose, check, fit, write; whole or not at all."""

from __future__ import annotations

import gc
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from brief import __version__
from brief.errors import BriefError, UsageError, WriteError
from brief.load import outline as load_outline
from brief.model.diagnostic import Diagnostic, Place, Report, Severity
from brief.model.library import Library
from brief.model.outline import Format, Outline
from brief.pipeline.articles import placed
from brief.pipeline.files import own_path, read_text, replace_all, shown, spare, templates
from brief.pipeline.libraries import both, library_of

if TYPE_CHECKING:  # only a build needs them, and they cost `brief find` a tenth of its time
    from brief.model.document import Document
    from brief.model.selection import Selection


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What one build made."""

    outline: Outline
    document: Document
    outputs: tuple[Path, ...]
    passages: int
    """How many cited passages stand in their sources word for word."""
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A brief as composed and checked, and the file that will keep this edition."""

    document: Document
    manifest: Mapping[Path, bytes]
    passages: int


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
    heard: list[Diagnostic] = []
    listen = both(heard.append, report)
    outline = load_outline(read_text(path), shown(path))
    folder = out or (path.parent / outline.folder)
    outputs = _outputs(outline, folder, formats, taken)
    spare([path.parent / seed for seed in outline.seeds], outputs.values(), Place(path=outline.path))
    library = library_of(outline, path.parent, listen)
    assets = templates(path.parent)
    draft, pdf = _fitted(library, outline, folder, assets, listen)
    if strict and (warnings := [one for one in heard if one.severity is not Severity.NOTE]):
        raise WriteError(*(replace(one, severity=Severity.ERROR) for one in warnings))
    made = {
        output: pdf if pdf and form == "pdf" else _written(draft.document, form, assets, library)
        for form, output in outputs.items()
    }
    replace_all({**made, **draft.manifest})
    return Built(
        outline=outline,
        document=draft.document,
        outputs=tuple(outputs.values()),
        passages=draft.passages,
        diagnostics=tuple(heard),
    )


def _outputs(outline: Outline, folder: Path, formats: Sequence[Format], taken: Collection[Path]) -> dict[Format, Path]:
    from brief.write import SUFFIX

    outputs = {form: own_path(folder / f"{outline.name}{SUFFIX[form]}") for form in formats or outline.formats}
    if twice := [output for output in outputs.values() if output in taken]:
        raise UsageError.at(
            f"another outline of this call writes `{twice[0]}` too",
            Place(path=outline.path),
            "Give it its own `output: {name: …}`.",
        )
    return outputs


def selected(library: Library, outline: Outline, report: Report) -> Selection:
    """What the brief will print, its context looked at."""
    from brief.guard import guard
    from brief.likelihood import judge
    from brief.select import select

    judge(outline, report)
    return guard(select(library, outline, report), library, report)


def drafted(selection: Selection, library: Library, folder: Path, report: Report) -> Draft:
    """A selection as the brief that prints it, each passage checked against its source.

    Raises:
        VerifyError: a printed passage is not in its source.
    """
    from brief.compose import compose
    from brief.likelihood import explained
    from brief.manifest import edition_of
    from brief.pipeline.editions import manifest, since_last
    from brief.verify import verify

    outline, dated = selection.outline, day_of(selection.outline)
    edition = edition_of(selection, library, dated)
    since = since_last(edition, outline, library, folder, report)
    document = explained(compose(selection, library, dated, __version__.rpartition(".")[0], since), outline)
    passages = verify(document, library)
    return Draft(document=document, manifest=manifest(edition, folder, outline.path, report), passages=passages)


def day_of(outline: Outline) -> date:
    """The brief's date; `today` is the desk's own day."""
    return date.today() if outline.dated == "today" else outline.dated  # noqa: DTZ011


def _fitted(
    library: Library, outline: Outline, folder: Path, assets: Mapping[str, bytes], report: Report
) -> tuple[Draft, bytes | None]:
    """The brief within the pages that the outline allows, and its PDF where one had to be set to know."""
    from brief.pipeline.fit import drops, fewest, without

    selection = selected(library, outline, report)
    whole = drafted(selection, library, folder, report)
    if outline.fit is None:
        return whole, None
    loose = drops(selection, whole.document)
    set_: dict[int, tuple[Draft, bytes]] = {}

    def pages(count: int) -> int:
        draft = whole
        if count:
            less = without(selection, loose[:count], whole.document)
            draft = drafted(less, library, folder, lambda _: None)  # what it has to say was said of the whole
        set_[count] = draft, _written(draft.document, "pdf", assets, library)
        return page_count(set_[count][1])

    count = fewest(len(loose), outline.fit, pages)
    if count is None:
        least = page_count(set_[len(loose)][1])
        report(_too_long(outline, least))
    for drop in loose[: count or 0]:
        report(_left_out(outline, selection.sections[drop.section].section.kind, drop.name, library))
    return set_[count or 0]


def page_count(pdf: bytes) -> int:
    """How many pages a PDF has."""
    from pypdf import PdfReader

    return len(PdfReader(BytesIO(pdf)).pages)


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


def _written(document: Document, form: Format, assets: Mapping[str, bytes], library: Library) -> bytes:
    from brief.write import write

    try:
        return write(document, form, assets)
    except WriteError as error:
        raise WriteError(*(placed(one, document, library) for one in error.diagnostics)) from error
