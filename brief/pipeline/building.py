"""An outline → its files: read, select, compose, check, fit, write; whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from brief import __version__
from brief.anchors import build_id
from brief.errors import WriteError
from brief.model.diagnostic import Diagnostic, Place, Report, Severity
from brief.model.library import Library
from brief.model.outline import Format, Outline
from brief.pipeline.articles import placed
from brief.pipeline.asked import Asked, asked
from brief.pipeline.desk import Desk
from brief.pipeline.files import replace_all, shown
from brief.pipeline.libraries import both
from brief.pipeline.unchanged import Made, base_path, forget_old_bases, inputs, kept, unchanged, worked_in

if TYPE_CHECKING:  # only a build needs them, and they cost `brief find` a tenth of its time
    from brief.model.document import Document
    from brief.model.selection import Selection
    from brief.pipeline.house import House
    from brief.write import Press


class Built(Struct, frozen=True, kw_only=True):
    """What one build made."""

    outline: Outline
    outputs: tuple[Path, ...]
    passages: int
    """How many cited passages stand in their sources word for word."""
    diagnostics: tuple[Diagnostic, ...]
    fresh: bool = True
    """False where nothing had changed since the last build, and its files stand as they were."""


class Options(Struct, frozen=True, kw_only=True):
    """How a call builds its outlines."""

    formats: tuple[Format, ...] = ()
    """Instead of the outline's."""
    out: Path | None = None
    """Instead of the outline's folder."""
    strict: bool = False
    """A warning stops the build."""
    force: bool = False
    """Also where nothing has changed."""
    redline: bool = False
    """Beside the DOCX, one with what changed since the last edition as tracked changes."""


class Draft(Struct, frozen=True, kw_only=True):
    """A brief as composed and checked, and the file that will keep this edition."""

    document: Document
    manifest: Mapping[Path, bytes]
    passages: int


def build(path: Path, options: Options, report: Report) -> Built:
    """One outline → its files, as `built` makes them."""
    with Desk() as desk:
        wanted = asked(path, options.formats, options.out, ())
        return begun(wanted, desk, report, options)()


def begun(wanted: Asked, desk: Desk, report: Report, options: Options) -> Callable[[], Built]:
    """All of a build but the wait for its PDF, and what waits for it and writes the files, whole or not at all.

    Where nothing changed, the files stay as they were, unless by `force`.

    Raises, as what it returns does:
        UsageError: the outline, `sources.yaml` or a pin is wrong.
        SourceError: there is nothing to read.
        VerifyError: a printed passage is not in its source.
        WriteError: an output cannot be made; with `strict`, a warning was given.
    """
    digest = inputs(wanted)
    if not (options.force or options.redline) and (before := unchanged(wanted, digest)):
        same = _as_it_was(wanted, before, report, strict=options.strict)
        return lambda: same
    heard: list[Diagnostic] = []
    listen = both(heard.append, report)
    home = wanted.path.parent
    house = wanted.house
    with desk.dropping():
        forms = {*wanted.outputs, "pdf"} if wanted.outline.fit else wanted.outputs.keys()
        running = desk.press(forms, guarded=house.own_page)
        library = desk.library(wanted.outline, home, listen)
        draft = _fitted(library, wanted, lambda document: _pages(running, document, house, library), listen)
        _strictly(heard, strict=options.strict)
        written = _begun(running, draft.document, wanted.outputs.keys(), house, library)

    def finish() -> Built:
        with desk.dropping(), _placing(draft.document, library):
            made = written()
        against = _against_last(wanted, draft, made, report) if options.redline and "docx" in made else {}
        return _kept(wanted, draft, made, digest, heard, report, against)

    return finish


def _kept(  # noqa: PLR0913, PLR0917  all that a build ends with
    wanted: Asked,
    draft: Draft,
    made: Mapping[Format, bytes],
    digest: str | None,
    heard: Sequence[Diagnostic],
    report: Report,
    beside: Mapping[Path, bytes],
) -> Built:
    files = {**{wanted.outputs[form]: data for form, data in made.items()}, **draft.manifest, **beside}
    base = (
        {base_path(wanted.folder, wanted.outline.name, build_id(draft.document)): made["docx"]}
        if "docx" in made
        else {}
    )
    replace_all(
        _rescued(wanted, report) | files | base | (kept(wanted, digest, files, draft.passages, heard) if digest else {})
    )
    forget_old_bases(wanted.folder, wanted.outline.name)
    return Built(
        outline=wanted.outline,
        outputs=tuple(wanted.outputs.values()),
        passages=draft.passages,
        diagnostics=tuple(heard),
    )


def _against_last(wanted: Asked, draft: Draft, made: Mapping[Format, bytes], report: Report) -> dict[Path, bytes]:
    """The draft with what changed since the last edition as tracked changes."""
    from brief.pipeline.redlining import against_last

    return against_last(
        wanted.outputs["docx"],
        made["docx"],
        wanted.folder,
        name=wanted.outline.name,
        edition=draft.document.edition or "",
        build=build_id(draft.document),
        report=report,
    )


def _rescued(wanted: Asked, report: Report) -> dict[Path, bytes]:
    """A draft that somebody worked in is kept, whether its edits were brought home or not."""
    found = worked_in(wanted)
    if found is None:
        return {}
    path, copy, data = found
    message = f"`{shown(path)}` was worked in since it was built: kept as `{shown(copy)}`"
    hint = f"Unless you have: `brief pull {shown(copy)}`, then build again."
    report(Diagnostic(severity=Severity.NOTE, message=message, place=Place(path=shown(path)), hint=hint, code="edited"))
    return {copy: data}


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


def chosen(library: Library, wanted: Asked, report: Report) -> Selection:
    """The same as an editor changed it."""
    from brief.pipeline.edited import edits_of, without_removed
    from brief.pipeline.quoted import with_quoted

    edits = edits_of(wanted.path)
    selection = without_removed(selected(library, wanted.outline, report), edits)
    return with_quoted(selection, edits, library, report)


def drafted(selection: Selection, library: Library, wanted: Asked, report: Report) -> Draft:
    """A selection as the brief that prints it, each passage checked against its source.

    Raises:
        VerifyError: a printed passage is not in its source.
    """
    from brief.compose import compose
    from brief.likelihood import explained
    from brief.manifest import edition_of
    from brief.pipeline.edited import edited, edits_of
    from brief.pipeline.editions import manifest, since_last
    from brief.pipeline.quoted import placed_only
    from brief.verify import verify

    outline, dated, folder = selection.outline, wanted.dated, wanted.folder
    edition = edition_of(selection, library, dated)
    since = since_last(edition, outline, library, folder, report)
    version, product = __version__.rpartition(".")[0], wanted.house.brand.product
    composed = explained(compose(selection, library, dated, version, since, product), outline)
    document = edited(composed, edits_of(wanted.path), selection, library, report)
    placed = placed_only(selection, document)
    if placed is not selection:  # what there is to say of its edits has been said
        return drafted(placed, library, wanted, lambda one: None if one.code == "edit" else report(one))
    passages = verify(document, library)
    return Draft(document=document, manifest=manifest(edition, folder, outline.path, report), passages=passages)


def _fitted(library: Library, wanted: Asked, pages_of: Callable[[Document], int], report: Report) -> Draft:
    """The brief within the pages that the outline allows."""
    from brief.pipeline.fit import drops, fewest, without

    outline = wanted.outline
    selection = chosen(library, wanted, report)
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
    gone = loose[: count or 0]
    for drop in gone:
        if drop.name:
            report(_left_out(outline, selection.sections[drop.section].section.kind, drop.name, library))
    if found := sum(not drop.name for drop in gone):
        what = "an open question" if found == 1 else f"{found} open questions"
        report(_fits(outline, f"left out to fit {outline.fit} pages: {what} that the desk found"))
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

    words = printed(library.slice(library.item[name].span))[:80]
    return _fits(outline, f"left out of `{section}` to fit {outline.fit} pages: `{name}`: {words}")


def _fits(outline: Outline, message: str) -> Diagnostic:
    return Diagnostic(severity=Severity.NOTE, message=message, place=outline.fit_place, code="fit")


def _pages(running: Press, document: Document, house: House, library: Library) -> int:
    with _placing(document, library):
        return running.pages(document, house.assets, house.brand)


def _begun(
    running: Press, document: Document, forms: Collection[Format], house: House, library: Library
) -> Callable[[], dict[Format, bytes]]:
    from brief.provenance import NAME, provenance

    attached = {NAME: provenance(document, library)} if "pdf" in forms else {}
    with _placing(document, library):
        return running.begin(document, forms, house.assets, house.brand, attached)


@contextmanager
def _placing(document: Document, library: Library) -> Iterator[None]:
    """What a writer complains of, with its place in a source where it has one."""
    try:
        yield
    except WriteError as error:
        raise WriteError(*(placed(one, document, library) for one in error.diagnostics)) from error
