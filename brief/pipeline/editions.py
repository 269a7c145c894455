"""The manifests in an output folder: which edition came before, what this build adds, what rests on a source."""

from __future__ import annotations

from pathlib import Path, PurePath

from msgspec import Struct
from msgspec.structs import replace

from brief.compare import compare, contents, newest_earlier, number, twins
from brief.errors import UsageError
from brief.manifest import SUFFIX, manifest_name, read_manifest, write_manifest
from brief.model.diagnostic import Diagnostic, Place, Report, Severity
from brief.model.edition import Comparison, Edition, Input, Printed
from brief.model.library import Library
from brief.model.outline import Outline
from brief.pipeline.files import own_path, shown
from brief.text.likeness import nearest


class Impact(Struct, frozen=True, kw_only=True):
    """What of one edition rests on one source."""

    edition: Edition
    source: Input
    printed: tuple[Printed, ...]


def read_edition(path: Path) -> Edition:
    """The edition that a manifest keeps.

    Raises:
        UsageError: there is no such file, or it is not a manifest that this version knows.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        hint = "`brief build` keeps `<name>-<edition>.manifest.json` beside its outputs."
        raise UsageError.at(f"cannot read the manifest: {error.strerror}", Place(path=shown(path)), hint) from error
    return read_manifest(data, shown(path))


def kept(folder: Path, report: Report, name: str = "") -> dict[str, Edition]:
    """The editions kept in a folder by their paths; a file that cannot be read is told and passed over."""
    found: dict[str, Edition] = {}
    for path in sorted(folder.glob(f"*{SUFFIX}")):
        if name and not path.name.startswith(f"{name}-"):
            continue
        try:
            found[shown(path)] = read_edition(path)
        except UsageError as error:
            _warn(report, *error.diagnostics)
    return found


def since_last(edition: Edition, outline: Outline, library: Library, folder: Path, report: Report) -> Comparison | None:
    """This edition held against the one before it, where the outline has a section that prints this."""
    section = next((one for one in outline.sections if one.kind == "since_last"), None)
    if section is None:
        return None
    # A draft that is built elsewhere is held against what stands in the outline's own folder.
    folders = dict.fromkeys(own_path(one) for one in (Path(outline.path).parent / outline.folder, folder))
    unread: list[Diagnostic] = []
    editions = {key: one for each in folders for key, one in kept(each, unread.append, outline.name).items()}
    last = newest_earlier(edition, editions) if outline.edition else None
    so = "" if last else "; `since_last` is left empty"
    _warn(report, *(replace(one, message=f"{one.message}{so}") for one in unread))
    if last is None and not (unread and outline.edition):
        what = f"`{shown(folder)}` keeps no earlier edition of `{outline.name}`" if outline.edition else "no `edition`"
        hint = "Build the earlier edition first." if outline.edition else "Give the outline its number: `edition: 2`."
        _warn(report, _told(f"nothing to compare `since_last` with: {what}", section.place, hint))
    if last is None:
        return None
    for other in twins(last, editions):
        what = f"`{other}` too is edition {editions[other].edition}, with other contents; `{last}` is compared"
        _warn(report, _told(what, Place(path=last), "Take away the one that was not sent."))
    return compare(editions[last], edition, library)


def manifest(edition: Edition, folder: Path, outline: str, report: Report) -> dict[Path, bytes]:
    """The file that keeps this edition; none where it has no number."""
    if not edition.edition:
        return {}
    path = own_path(folder / manifest_name(edition))
    if path.is_file():
        try:
            if contents(read_edition(path)) != contents(edition):
                what = f"edition {edition.edition} was built before with other contents: `{shown(path)}` is replaced"
                hint = "Was it sent already? Then give this one a new `edition`."
                _warn(report, replace(_told(what, Place(path=outline), hint), code="edition-replaced"))
        except UsageError as error:
            _warn(report, *(replace(one, message=f"{one.message}; it is replaced") for one in error.diagnostics))
    return {path: write_manifest(edition)}


def compared(old: Path, new: Path, report: Report) -> Comparison:
    """What became of each item between two manifests.

    Raises:
        UsageError: one of them cannot be read.
    """
    before, after = read_edition(old), read_edition(new)
    if before.name != after.name:
        what = f"editions of two briefs: `{before.name}` and `{after.name}`"
        _warn(report, _told(what, Place(path=shown(new)), "Sources of one id are taken for the same."))
    elif before.edition == after.edition and contents(before) != contents(after):
        what = f"both are edition {after.edition}, with other contents"
        _warn(report, _told(what, Place(path=shown(new)), "Give each edition that is sent its own `edition`."))
    return compare(before, after)


def impact(name: str, folder: Path, report: Report) -> tuple[Impact, ...]:
    """What rests on a source, named by id, path or file name, in each edition that has it: the newest first.

    Raises:
        UsageError: the folder keeps no edition, or none of them has this source.
    """
    editions = sorted(
        kept(folder, report).values(), key=lambda one: (one.name, one.dated, number(one) or 0), reverse=True
    )
    if not editions:
        hint = "`brief build` keeps one of each outline with an `edition`; name its folder with `--output`."
        raise UsageError.at("no manifest of an edition here", Place(path=shown(folder)), hint)
    found = tuple(_impact(one, source) for one in editions for source in one.inputs if name in names(source))
    if not found:
        known = sorted({source.id for one in editions for source in one.inputs})
        near = nearest(name, known)
        meant = f"Did you mean `{near[0]}`? " if near else ""
        hint = f"{meant}The sources are: {', '.join(known[:30])}{' …' if len(known) > 30 else ''}"
        raise UsageError.at(f"no edition has a source `{name}`", Place(path=shown(folder)), hint)
    return found


def names(source: Input) -> tuple[str, ...]:
    """The names that a person may call a source by."""
    return (source.id, source.path, PurePath(source.path).name)


def _impact(edition: Edition, source: Input) -> Impact:
    printed = tuple(one for one in edition.printed if source.id in {one.source, *one.also})
    return Impact(edition=edition, source=source, printed=printed)


def _told(message: str, place: Place, hint: str) -> Diagnostic:
    return Diagnostic(severity=Severity.WARNING, message=message, place=place, hint=hint, code="edition")


def _warn(report: Report, *diagnostics: Diagnostic) -> None:
    for one in diagnostics:
        report(replace(one, severity=Severity.WARNING))
