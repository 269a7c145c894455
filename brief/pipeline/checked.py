"""An outline → what its last build made, held against that build and its sources: the only thing that may be sent."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from brief.errors import BriefError, UsageError, VerifyError
from brief.manifest import SUFFIX, read_manifest
from brief.model.delivery import Issue
from brief.model.diagnostic import Diagnostic, Place, Severity
from brief.model.edition import GROUNDS, Edition
from brief.model.outline import Format, Outline
from brief.model.reader import Attached
from brief.pipeline.asked import Asked, asked
from brief.pipeline.building import drafted, selected
from brief.pipeline.desk import Desk
from brief.pipeline.edited import edits_of, without_removed
from brief.pipeline.files import own_path, replace_all, shown
from brief.pipeline.unchanged import KEPT, Made, inputs, made_of

if TYPE_CHECKING:
    from brief.model.document import Document
    from brief.model.library import Library
    from brief.model.selection import Chosen, Selection

_BUILD = "Build it again: `brief build {outline}`."


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A brief as built, found to be whole."""

    outline: Outline
    folder: Path
    dated: date
    document: Document
    edition: Edition
    manifest: bytes
    issue: Issue
    files: Mapping[Attached, bytes]


def as_built(path: Path, kinds: Collection[Attached]) -> Checked:
    """The brief of the last build, and its files.

    Raises:
        UsageError: it was not built, has no number, its files are others, or what it is made of has changed.
        VerifyError: a passage of the PDF does not hold against the sources.
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
    files = _files(wanted, made, {*kinds, "pdf"}, stop)
    manifest = _manifest(wanted, made, stop)
    edition = read_manifest(manifest, shown(wanted.folder))
    wanted = replace(wanted, dated=edition.dated, outputs=_outputs(made, wanted))
    if inputs(wanted) != made.inputs:
        raise stop("the outline, a source, a template or the program has changed since the last build", None)
    document = _recomposed(wanted, made, manifest, files["pdf"], stop)
    return Checked(
        outline=outline,
        folder=wanted.folder,
        dated=edition.dated,
        document=document,
        edition=edition,
        manifest=manifest,
        issue=Issue(name=outline.name, edition=outline.edition, pdf=sha256(files["pdf"]).hexdigest()),
        files=files,
    )


_Stop = Callable[[str, Path | None], BriefError]


def _stopper(place: Place, outline: str) -> _Stop:
    hint = _BUILD.format(outline=outline)
    return lambda what, path: UsageError.at(what, Place(path=shown(path)) if path else place, hint)


def _files(wanted: Asked, made: Made, kinds: Collection[Attached], stop: _Stop) -> dict[Attached, bytes]:
    """The files that are sent, each the very one of the last build."""
    found: dict[Attached, bytes] = {}
    for kind in sorted(kinds):
        path = wanted.folder / f"{wanted.outline.name}.{kind}"
        try:
            found[kind] = path.read_bytes()
        except OSError as error:
            raise stop(f"no {kind.upper()} to send: {error.strerror}", path) from error
        if sha256(found[kind]).hexdigest() != made.outputs.get(path.name):
            raise stop(f"this {kind.upper()} is not the one that the last build made", path)
    return found


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


def _recomposed(wanted: Asked, made: Made, manifest: bytes, pdf: bytes, stop: _Stop) -> Document:
    """The document that the files were set from."""
    with Desk() as desk:
        library = desk.library(wanted.outline, wanted.path.parent, lambda _: None)  # told by the build
    _recheck_once(pdf, library, wanted, made.inputs)
    selection = without_removed(selected(library, wanted.outline, lambda _: None), edits_of(wanted.path))
    draft = drafted(selection, library, wanted, lambda _: None)
    if [*draft.manifest.values()] == [manifest]:
        return draft.document
    less = _fitted(selection, read_manifest(manifest, shown(wanted.folder)))  # `fit` left some out
    draft = drafted(less, library, wanted, lambda _: None)
    if [*draft.manifest.values()] == [manifest]:
        return draft.document
    raise stop("the last build cannot be made again", None)


def _recheck_once(pdf: bytes, library: Library, wanted: Asked, digest: str) -> None:
    """The same file against the same sources by the same program holds again: half a second less to the first mail."""
    path = own_path(wanted.folder / KEPT / f"{wanted.outline.name}.rechecked")
    now = sha256(f"{digest} {sha256(pdf).hexdigest()}".encode()).hexdigest()
    if path.is_file() and path.read_bytes() == now.encode():
        return
    _recheck(pdf, library, wanted)
    replace_all({path: now.encode()})


def _recheck(pdf: bytes, library: Library, wanted: Asked) -> None:
    """The PDF as it stands on disk, each passage held against its source."""
    from brief.recheck import check
    from brief.recheck.pdf import of_pdf

    path = shown(wanted.folder / f"{wanted.outline.name}.pdf")
    passages = of_pdf(pdf, path)
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


def _fitted(selection: Selection, edition: Edition) -> Selection:
    """The selection less what the edition does not print."""
    printed = {(one.section, one.item) for one in edition.printed if one.section != GROUNDS}
    return replace(selection, sections=tuple(_less(chosen, printed) for chosen in selection.sections))


def _less(chosen: Chosen, printed: Collection[tuple[str, str]]) -> Chosen:
    kind = chosen.section.kind
    return replace(
        chosen,
        choices=tuple(one for one in chosen.choices if (kind, one.item.id) in printed),
        conflicts=tuple(one for one in chosen.conflicts if (kind, one.lead) in printed),
    )
