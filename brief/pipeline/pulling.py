"""A draft that came back, held against the draft as written → the outline's file of edits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from brief.draft import read_draft
from brief.errors import UsageError
from brief.load import outline as load_outline
from brief.load.edits import updated_edits
from brief.model.diagnostic import Place
from brief.model.draft import Draft
from brief.model.edits import Edit, Pulled
from brief.ooxml import LARGEST
from brief.pipeline.files import own_path, read_text, replace_all, shown
from brief.pipeline.unchanged import base_path, edits_path, made_of
from brief.pull import pull


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """What one draft brought home."""

    path: Path
    """Of the file of edits."""
    pulled: Pulled
    fresh: tuple[Edit, ...]
    """Those that the file did not hold yet."""


def bring_home(path: Path, folders: Sequence[Path], *, without: Sequence[str] = (), write: bool = True) -> Home:
    """The edits of a draft, put into the file beside its outline unless they stand there; the draft is only read.

    Tracked changes count as accepted, but those of the authors in `without`.

    Raises:
        UsageError: the file is no draft of ours, or of another edition, or its base is not kept, or the file of edits
            cannot be read.
    """
    draft = read_draft(_bytes(path), shown(path), without=without)
    name, folder, base = _base(draft, path, folders)
    outline = _outline(draft, name, folder, path)
    pulled = pull(base, draft)
    home = edits_path(outline)
    text = read_text(home, newline="") if home.exists() else ""
    updated, fresh = updated_edits(text, pulled.edits, shown(home))
    if write and fresh:
        replace_all({home: updated.encode()})
    return Home(path=home, pulled=pulled, fresh=fresh)


def proposals(path: Path) -> list[tuple[str, str, str]]:
    """What each author proposed while changes were tracked: who, put in or took out, and the words.

    Raises:
        UsageError: the file cannot be read.
    """
    data = _bytes(path)
    found: dict[tuple[str, str, str], None] = {}
    for side, sort in (("accepted", "inserted"), ("rejected", "deleted")):
        draft = read_draft(data, shown(path), "accepted" if side == "accepted" else "rejected")
        for paragraph in draft.paragraphs:
            runs = groupby(paragraph.pieces, key=lambda piece: piece.change)
            for change, pieces in runs:
                if change and change.sort == sort:
                    words = " ".join("".join(piece.text for piece in pieces).split())
                    found.setdefault((change.author or "somebody", sort, words))
    return sorted(found, key=lambda one: one[0])


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST:
            raise UsageError.at(f"larger than {LARGEST >> 20} MiB: not read", Place(path=shown(path)))
        return path.read_bytes()
    except OSError as error:
        raise UsageError.at(f"cannot read the file: {error.strerror}", Place(path=shown(path))) from error


def _base(draft: Draft, path: Path, folders: Sequence[Path]) -> tuple[str, Path, Draft]:
    """The name of the brief, the folder of its outputs, and the draft as it was written."""
    name = dict(draft.properties).get("brief.outline")
    if draft.build is None or not name or not _is_plain(name) or not _is_plain(draft.build):
        hint = "Only a DOCX that `brief build` wrote can be pulled; a program may have dropped its properties."
        raise UsageError.at("not a draft of ours: it names no build", Place(path=shown(path)), hint)
    # A draft that a build kept stands in the folder of the bases itself.
    places = dict.fromkeys(own_path(folder) for folder in (path.parent, path.parent.parent, *folders))
    for folder in places:
        kept = base_path(folder, name, draft.build)
        if kept.is_file():
            return name, folder, read_draft(_bytes(kept), shown(kept))
    looked = ", ".join(f"`{shown(folder)}`" for folder in places)
    raise UsageError.at(
        f"build {draft.build} of `{name}`, from which the draft comes, is not kept in {looked}",
        Place(path=shown(path)),
        "Build the same outline and sources again: the same inputs give it back. `--output` names its folder.",
    )


def _is_plain(name: str) -> bool:
    """Whether a name that a file gives can only be a file's name."""
    return len(name) <= 100 and not any(char in '<>:"/\\|?*\0' for char in name) and not name.startswith(".")


def _outline(draft: Draft, name: str, folder: Path, path: Path) -> Path:
    made = made_of(folder, name)
    outline = own_path(folder / made.outline) if made and made.outline else None
    if outline is None or not outline.is_file():
        raise UsageError.at(
            f"the outline of `{name}` is not known any more", Place(path=shown(path)), "Build it once, then pull."
        )
    now, then = load_outline(read_text(outline), shown(outline)), dict(draft.properties).get("brief.edition")
    if now.name != name or now.edition != then:
        said = f"edition {then}" if then else "no edition"
        what = f"a draft of `{name}`, {said}; `{shown(outline)}` is now `{now.name}`, edition {now.edition or 'none'}"
        raise UsageError.at(what, Place(path=shown(path)), "Pull a draft before its outline moves on to the next one.")
    return outline
