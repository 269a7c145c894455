"""What a build was made of, kept beside its outputs: a later build of the same inputs has nothing to do.

Two digests are held: of all that goes in (the outline, the sources' facts, each article, the templates and fonts, the
earlier editions, the program and what it sets pages with), and of each file that came out. Both must be as they were.
"""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cache
from glob import escape as glob_escape
from hashlib import sha256
from pathlib import Path

import msgspec
from msgspec import Struct

from brief import __version__
from brief.model.diagnostic import Diagnostic
from brief.pipeline.asked import Asked
from brief.pipeline.files import own_path, seed_files

KEPT = ".brief"
"""The folder beside the outputs."""
SUFFIX = ".manifest.json"
EDITS = ".edits.yaml"
"""What an editor changed, beside the outline."""
_BASES = 20
"""Drafts as written that are kept of one name."""
_ONCE = {"edition-replaced"}
"""Codes of what a build tells of the files that it found; they are its own afterwards."""
_SETTERS = frozenset({"weasyprint", "pydyf", "python_docx", "jinja2", "fonttools", "pillow"})


class Made(Struct, frozen=True, kw_only=True):
    """What one build made of its inputs."""

    inputs: str
    outputs: Mapping[str, str]
    """Digest of each file by its name, from the folder of the outputs."""
    passages: int
    diagnostics: tuple[Diagnostic, ...]
    """What it told; it is told again, since it still holds."""
    outline: str = ""
    """The outline's path, from the folder of the outputs."""


def inputs(asked: Asked) -> str | None:
    """A digest of all that a build depends on; None where something cannot be read, which the build will tell."""
    digest = sha256()
    try:
        for name, data in _inputs(asked):
            digest.update(f"{name}\0{len(data)}\0".encode("utf-8", "surrogatepass"))
            digest.update(data)
    except OSError:
        return None
    return digest.hexdigest()


def _inputs(asked: Asked) -> Iterator[tuple[str, bytes]]:
    outline, home = asked.outline, asked.path.parent
    yield "program", "\n".join([__version__, platform.python_version(), *_setters(), *_own_files()]).encode()
    outputs = sorted(map(str, asked.outputs.values()))  # a build writes them in an order of its own
    yield "call", "\n".join([outline.path, asked.dated.isoformat(), *outputs]).encode()
    yield "outline", asked.path.read_bytes()
    if (changed := edits_path(asked.path)).is_file():
        yield "edits", changed.read_bytes()
    if outline.sources:
        yield "sources", (home / outline.sources).read_bytes()
    for one in seed_files([home / seed for seed in outline.seeds]):
        yield own_path(one).as_posix(), one.read_bytes()
    yield from asked.house.assets.items()
    yield "brand", repr(asked.house.brand).encode()
    if any(section.kind == "since_last" for section in outline.sections):
        own = f"{outline.name}-{outline.edition}{SUFFIX}"
        for one in sorted((home / outline.folder).glob(f"{outline.name}-*{SUFFIX}")):
            if one.name != own:
                yield one.name, one.read_bytes()


def _setters() -> Iterator[str]:
    """What sets the documents, with its version, by its folder: `importlib.metadata` costs 10 ms to import."""
    for entry in filter(os.path.isdir, sys.path):
        for name in sorted(os.listdir(entry)):  # noqa: PTH208  quick, and a str
            if name.endswith(("-info", ".egg")) and name.partition("-")[0].lower() in _SETTERS:
                yield name


@cache  # of a process that runs already
def _own_files() -> tuple[str, ...]:
    """The program's own files by size and time: a checkout changes without its version."""
    files = [one for one in sorted(Path(__file__).parents[1].rglob("*")) if one.suffix in {".py", ".txt", ".yaml"}]
    return tuple(f"{one.name} {seen.st_size} {seen.st_mtime_ns}" for one in files for seen in [one.stat()])


def unchanged(asked: Asked, digest: str | None) -> Made | None:
    """What the last build of this name made, where its inputs and its files are as they were; None otherwise."""
    try:
        made = msgspec.json.decode(_kept(asked).read_bytes(), type=Made)
    except (OSError, ValueError):  # none yet, or not ours
        return None
    same = made.inputs == digest and all(_digest(asked.folder / one) == was for one, was in made.outputs.items())
    return made if same else None


def _kept(asked: Asked) -> Path:
    return own_path(asked.folder / KEPT / f"{asked.outline.name}.built.json")


def _digest(path: Path) -> str:
    try:
        return sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def kept(
    asked: Asked, digest: str, files: Mapping[Path, bytes], passages: int, diagnostics: Sequence[Diagnostic]
) -> dict[Path, bytes]:
    """The file that lets a later build see that nothing changed."""
    made = Made(
        inputs=digest,
        outputs={path.name: sha256(data).hexdigest() for path, data in files.items()},
        passages=passages,
        diagnostics=tuple(one for one in diagnostics if one.code not in _ONCE),
        outline=Path(os.path.relpath(asked.path, asked.folder)).as_posix(),
    )
    return {_kept(asked): msgspec.json.encode(made)}


def edits_path(outline: Path) -> Path:
    """The file of what an editor changed in the drafts of an outline."""
    return outline.with_name(f"{outline.stem}{EDITS}")


def worked_in(asked: Asked) -> tuple[Path, Path, bytes] | None:
    """The draft that a build would replace, where somebody worked in it since, and where it is kept from that."""
    made, path = made_of(asked.folder, asked.outline.name), asked.outputs.get("docx")
    if made is None or path is None or not path.is_file() or path.name not in made.outputs:
        return None
    data = path.read_bytes()
    digest = sha256(data).hexdigest()
    if digest == made.outputs[path.name]:
        return None
    return path, own_path(asked.folder / KEPT / f"{asked.outline.name}-edited-{digest[:8]}.docx"), data


def base_path(folder: Path, name: str, build: str) -> Path:
    """Where the draft that a build wrote is kept as it was written."""
    return own_path(folder / KEPT / f"{name}-{build}.docx")


def made_of(folder: Path, name: str) -> Made | None:
    """What the last build of a name kept in a folder; None where there was none."""
    try:
        return msgspec.json.decode((folder / KEPT / f"{name}.built.json").read_bytes(), type=Made)
    except (OSError, ValueError):
        return None


def forget_old_bases(folder: Path, name: str) -> None:
    """Of the drafts kept of one name, only the newest stay."""
    kept_ones = [one for one in (folder / KEPT).glob(f"{glob_escape(name)}-*.docx") if _is_base(one, name)]
    with suppress(OSError):  # another build may have been faster
        for one in sorted(kept_ones, key=lambda path: path.stat().st_mtime_ns)[:-_BASES]:
            one.unlink()


def _is_base(path: Path, name: str) -> bool:
    """`weekly-0123456789abcdef`: not one of an outline whose name goes on, such as `weekly-north`."""
    build = path.stem.removeprefix(f"{name}-")
    return len(build) == 16 and set(build) <= set("0123456789abcdef")
