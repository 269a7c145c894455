"""A draft that came back, held against the draft as written → the outline's file of edits."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from brief.draft import Side, proposed_looks, read_draft, said_of, tags
from brief.errors import UsageError
from brief.load import outline as load_outline
from brief.load.edits import updated_edits
from brief.model.diagnostic import Place
from brief.model.draft import Paragraph
from brief.model.edits import Edit, Pulled
from brief.ooxml import LARGEST
from brief.pipeline.files import own_path, read_text, replace_all, shown
from brief.pipeline.unchanged import base_path, edits_path, made_of
from brief.pull import pull

_MORE, _FEW = 12, 100_000
"""Times as many tags, and so many besides, as the file was written with: what Word adds is a third of it."""

_SIDES: tuple[tuple[Side, str], ...] = (("accepted", "inserted"), ("rejected", "deleted"))
_SOMEBODY = "somebody"


class Home(Struct, frozen=True, kw_only=True):
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
    data = _bytes(path)
    name, written, outline = _origin(data, path, folders)
    if tags(data, shown(path)) > _MORE * tags(written, name) + _FEW:
        raise UsageError.at("not a draft of ours: it holds many times what was written", Place(path=shown(path)))
    base = read_draft(written, name)
    draft = read_draft(data, shown(path), without=without)
    pulled = _with_sources(pull(base, draft), outline)
    home = edits_path(outline)
    text = read_text(home, newline="") if home.exists() else ""
    updated, fresh = updated_edits(text, pulled.edits, shown(home))
    if write and fresh:
        replace_all({home: updated.encode()})
    return Home(path=home, pulled=pulled, fresh=fresh)


def proposals(path: Path) -> list[tuple[str, str, str]]:
    """What each author proposed while changes were tracked: who, what was done (looks too), and the words.

    Raises:
        UsageError: the file cannot be read, or no build of ours wrote it.
    """
    data = _bytes(path)
    _named(said_of(data, shown(path)), path)
    found: dict[tuple[str, str, str], None] = {}
    for side, sort in _SIDES:
        for paragraph in read_draft(data, shown(path), side).paragraphs:
            found.update(dict.fromkeys(_proposed(paragraph, sort)))
    looks = proposed_looks(data, shown(path))
    found.update(dict.fromkeys((author or _SOMEBODY, what, words) for author, what, words in looks if words))
    return sorted(found, key=lambda one: one[0])


def _proposed(paragraph: Paragraph, sort: str) -> Iterator[tuple[str, str, str]]:
    """The changes of one sort in a paragraph; of its end alone, that it was split off there or joined to the next."""
    for change, pieces in groupby(paragraph.pieces, key=lambda piece: piece.change):
        if change and change.sort == sort:
            yield change.author or _SOMEBODY, sort, " ".join("".join(piece.text for piece in pieces).split())
    ends = [change for change in paragraph.changes if change.sort == sort]
    if ends and paragraph.pieces and paragraph.pieces[-1].change is None:
        yield ends[0].author or _SOMEBODY, "split after" if sort == "inserted" else "joined after", paragraph.words


def _with_sources(pulled: Pulled, outline: Path) -> Pulled:
    """The same with the place of new words that stand in a source: the next build prints them as its passage."""
    if not pulled.edits:  # most drafts come back to be looked at only; what follows costs them a tenth of the time
        return pulled
    from brief.apply.found import found, put_in

    if not any(any(put_in(edit)) for edit in pulled.edits):
        return pulled
    from brief.pipeline.pages import read_pages

    seeds = [outline.parent / seed for seed in load_outline(read_text(outline), shown(outline)).seeds]
    texts = {page.source.path: page.text for page in read_pages([one for one in seeds if one.exists()], lambda _: None)}
    places = found(pulled.edits, texts)
    told = {words: f"{at.article}:{texts[at.article].count(chr(10), 0, at.start) + 1}" for words, at in places.items()}
    edits = (
        dataclasses.replace(edit, source=next((told[words] for words in put_in(edit) if words in told), None))
        for edit in pulled.edits
    )
    return replace(pulled, edits=tuple(edits))


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST:
            raise UsageError.at(f"larger than {LARGEST >> 20} MiB: not read", Place(path=shown(path)))
        return path.read_bytes()
    except OSError as error:
        raise UsageError.at(f"cannot read the file: {error.strerror}", Place(path=shown(path))) from error


def _origin(data: bytes, path: Path, folders: Sequence[Path]) -> tuple[str, bytes, Path]:
    """Of a draft whose body nobody has looked at yet: its name, what was written, and its outline."""
    said = said_of(data, shown(path))
    name, build = _named(said, path)
    # A draft that a build kept stands in the folder of the bases itself.
    places = dict.fromkeys(own_path(folder) for folder in (path.parent, path.parent.parent, *folders))
    for folder in places:
        kept = base_path(folder, name, build)
        if kept.is_file():
            return name, _bytes(kept), _outline(said, name, folder, path)
    looked = ", ".join(f"`{shown(folder)}`" for folder in places)
    raise UsageError.at(
        f"build {build} of `{name}`, from which the draft comes, is not kept in {looked}",
        Place(path=shown(path)),
        "Build the same outline and sources again: the same inputs give it back. `--output` names its folder.",
    )


def _named(said: Mapping[str, str], path: Path) -> tuple[str, str]:
    """The name of the brief, and the build that wrote it."""
    name, build = said.get("brief.outline"), said.get("brief.build")
    if not build or not name or not _is_plain(name) or not _is_plain(build):
        hint = "Only a DOCX that `brief build` wrote can be pulled; a program may have dropped its properties."
        raise UsageError.at("not a draft of ours: it names no build", Place(path=shown(path)), hint)
    return name, build


def _is_plain(name: str) -> bool:
    """Whether a name that a file gives can only be a file's name."""
    return len(name) <= 100 and not any(char in '<>:"/\\|?*\0' for char in name) and not name.startswith(".")


def _outline(said: Mapping[str, str], name: str, folder: Path, path: Path) -> Path:
    made = made_of(folder, name)
    outline = own_path(folder / made.outline) if made and made.outline else None
    if outline is None or not outline.is_file():
        raise UsageError.at(
            f"the outline of `{name}` is not known any more", Place(path=shown(path)), "Build it once, then pull."
        )
    now, then = load_outline(read_text(outline), shown(outline)), said.get("brief.edition")
    if now.name != name or now.edition != then:
        edition = f"edition {then}" if then else "no edition"
        what = (
            f"a draft of `{name}`, {edition}; `{shown(outline)}` is now `{now.name}`, edition {now.edition or 'none'}"
        )
        raise UsageError.at(what, Place(path=shown(path)), "Pull a draft before its outline moves on to the next one.")
    return outline
