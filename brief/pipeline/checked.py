"""An outline → what its last build made, held against that build and its sources: the only thing that may be sent."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date
from hashlib import sha256
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from brief.errors import BriefError, UsageError, VerifyError
from brief.manifest import SUFFIX, read_manifest
from brief.model.delivery import Issue
from brief.model.diagnostic import Diagnostic, Place, Severity
from brief.model.edition import Edition
from brief.model.outline import Format, Outline
from brief.model.reader import Attached
from brief.pipeline.asked import Asked, asked
from brief.pipeline.building import Draft, chosen, drafted
from brief.pipeline.desk import Desk
from brief.pipeline.files import own_path, shown
from brief.pipeline.fit import drops, without
from brief.pipeline.unchanged import Made, inputs, made_of
from brief.provenance import provenance
from brief.recheck import check
from brief.recheck.apart import Apart

if TYPE_CHECKING:
    from brief.model.document import Document
    from brief.model.library import Library

_Stop = Callable[[str, Path | None], BriefError]
_BUILD = "Build it again: `brief build {outline}`."


class Checked(Struct, frozen=True, kw_only=True):
    """A brief as built, found to be whole."""

    outline: Outline
    folder: Path
    dated: date
    document: Document
    edition: Edition
    manifest: bytes
    issue: Issue
    files: Mapping[Attached, bytes]


class Last(Struct, frozen=True, kw_only=True):
    """The last build of an outline, its PDF found to be the one that it made."""

    wanted: Asked
    made: Made
    pdf: bytes
    stop: _Stop


def last_build(path: Path) -> Last:
    """The last build of an outline.

    Raises:
        UsageError: it was not built, has no number, or its PDF is another one.
    """
    wanted = asked(path, (), None, ())
    outline = wanted.outline
    place = Place(path=outline.path)
    stop = _stopper(place, outline.path)
    if not outline.edition:
        raise UsageError.at("a brief without a number cannot be sent", place, "Give it its own: `edition: 1`.")
    made = made_of(wanted.folder, outline.name)
    if made is None:
        raise stop("no build of this outline is kept", None)
    return Last(wanted=wanted, made=made, pdf=_file(wanted, made, "pdf", stop), stop=stop)


def as_built(last: Last, kinds: Collection[Attached], apart: Apart) -> Checked:
    """The brief of the last build, and its files; `apart` was given the PDF, and tells what it prints.

    Raises:
        UsageError: its files are others, or what it is made of has changed.
        VerifyError: a passage of the PDF does not hold against the sources.
    """
    wanted, made, stop = last.wanted, last.made, last.stop
    outline = wanted.outline
    files = {kind: _file(wanted, made, kind, stop) for kind in sorted({*kinds} - {"pdf"})} | {"pdf": last.pdf}
    manifest = _manifest(wanted, made, stop)
    edition = read_manifest(manifest, shown(wanted.folder))
    wanted = replace(wanted, dated=edition.dated, outputs=_outputs(made, wanted))
    if inputs(wanted) != made.inputs:
        raise stop("the outline, a source, a template or the program has changed since the last build", None)
    with Desk() as desk:
        library = desk.library(outline, wanted.path.parent, _silent)
    digest = _recheck(apart, library, wanted)
    document = _composed_again(library, wanted, manifest, digest)
    if document is None:
        raise stop("the last build cannot be made again", None)
    return Checked(
        outline=outline,
        folder=wanted.folder,
        dated=edition.dated,
        document=document,
        edition=edition,
        manifest=manifest,
        issue=Issue(name=outline.name, edition=edition.edition, pdf=sha256(files["pdf"]).hexdigest()),
        files=files,
    )


def _stopper(place: Place, outline: str) -> _Stop:
    hint = _BUILD.format(outline=outline)
    return lambda what, path: UsageError.at(what, Place(path=shown(path)) if path else place, hint)


def _file(wanted: Asked, made: Made, kind: Attached, stop: _Stop) -> bytes:
    """A file that is sent, the very one of the last build."""
    path = wanted.folder / f"{wanted.outline.name}.{kind}"
    try:
        data = path.read_bytes()
    except OSError as error:
        raise stop(f"no {kind.upper()} to send: {error.strerror}", path) from error
    if sha256(data).hexdigest() != made.outputs.get(path.name):
        raise stop(f"this {kind.upper()} is not the one that the last build made", path)
    return data


def _manifest(wanted: Asked, made: Made, stop: _Stop) -> bytes:
    for name, digest in made.outputs.items():
        path = wanted.folder / name
        if name.endswith(SUFFIX) and path.is_file() and sha256(data := path.read_bytes()).hexdigest() == digest:
            return data
    raise stop("the manifest of this edition is not the one that the last build made", None)


def _outputs(made: Made, wanted: Asked) -> dict[Format, Path]:
    """The files of that build, in its own order, whatever formats it was asked for."""
    from brief.write import SUFFIX as ENDING

    form_of = {f"{wanted.outline.name}{ending}": form for form, ending in ENDING.items()}
    return {form_of[name]: own_path(wanted.folder / name) for name in made.outputs if name in form_of}


def _composed_again(library: Library, wanted: Asked, manifest: bytes, digest: str) -> Document | None:
    """The document that the PDF was set from, which it carries the provenance of: each passage, place and number."""
    for draft in _drafts(library, wanted, read_manifest(manifest, shown(wanted.folder))):
        same = [*draft.manifest.values()] == [manifest]
        if same and sha256(provenance(draft.document, library)).hexdigest() == digest:
            return draft.document
    return None


def _drafts(library: Library, wanted: Asked, edition: Edition) -> Iterator[Draft]:
    """The brief as composed; where the outline has a `fit`, less what that may have left out, likely ones alone."""
    selection = chosen(library, wanted, _silent)
    whole = drafted(selection, library, wanted, _silent)
    if wanted.outline.fit is None:
        yield whole
        return
    loose = drops(selection, whole.document)
    kinds = [one.section.kind for one in selection.sections]
    printed = {(one.section, one.item) for one in edition.printed}
    gone = [at for at, one in enumerate(loose, 1) if one.name and (kinds[one.section], one.name) not in printed]
    least = gone[-1] if gone else 0
    unnamed = takewhile(lambda one: not one.name, loose[least:])  # no manifest tells of a question that the desk found
    for count in range(least, least + len([*unnamed]) + 1):
        yield drafted(without(selection, loose[:count], whole.document), library, wanted, _silent)


def _silent(_: Diagnostic) -> None:
    """The build told it."""


def _recheck(apart: Apart, library: Library, wanted: Asked) -> str:
    """The digest of the PDF's provenance. Each passage of the PDF was held against its source, as by `brief verify`."""
    path = shown(wanted.folder / f"{wanted.outline.name}.pdf")
    digest, passages = apart.passages(path)
    faults = [one for one in check(passages, library) if one.status != "verbatim" or not one.passage.shown]
    if not passages:
        raise VerifyError.at("no passage of a source in the PDF: nothing could be checked", Place(path=path))
    if faults:
        raise VerifyError(
            *(
                Diagnostic(
                    severity=Severity.ERROR,
                    message=f"a passage of the PDF does not hold ({one.status}): {one.passage.words[:120]}",
                    place=Place(path=path),
                    hint=f"`brief verify {path}` says more. Nobody was mailed.",
                )
                for one in faults
            )
        )
    return digest
