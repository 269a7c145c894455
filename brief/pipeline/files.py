"""Files on disk: seeds and templates in, outputs out, whole or not at all; paths as users write them."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from brief.errors import UsageError, WriteError
from brief.model.diagnostic import Place


def seed_files(seeds: Iterable[Path]) -> list[Path]:
    """The files under these folders, in order of their paths; hidden ones and Word's locks are passed over."""
    files: set[Path] = set()
    for seed in seeds:
        if seed.is_dir():
            files |= {
                one
                for one in seed.rglob("*")
                if not one.is_dir()
                and not one.name.startswith("~$")
                and not any(p.startswith(".") for p in one.relative_to(seed).parts)
            }
        else:
            files.add(seed)
    return sorted(files)


def read_text(path: Path, *, newline: str | None = None) -> str:
    """A file of the user's as text; with `newline=""` its line ends stay as they are.

    Raises:
        UsageError: it cannot be read, or is not UTF-8.
    """
    try:
        with path.open(encoding="utf-8-sig", newline=newline) as file:
            return file.read()
    except UnicodeDecodeError as error:
        raise UsageError.at(f"not UTF-8 text at byte {error.start}", Place(path=shown(path))) from error
    except OSError as error:
        raise UsageError.at(f"cannot read the file: {error.strerror}", Place(path=shown(path))) from error


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
    inside = Path(__file__).parents[1] / name
    return inside if inside.is_dir() else Path(__file__).parents[2] / name


def spare(seeds: Iterable[Path], outputs: Iterable[Path], place: Place) -> None:
    """Makes sure that no output would replace an article, or be read as one by the next build.

    Raises:
        UsageError: an output lies in a seeds folder, or is a seed.
    """
    kept = [seed.resolve() for seed in seeds]
    for output in outputs:
        if any(output.resolve().is_relative_to(seed) for seed in kept):
            message = f"`{output.as_posix()}` would be written among the seeds"
            raise UsageError.at(message, place, "Name another folder: `output: {folder: ../output}`, or `--out`.")


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
        raise WriteError.at(f"cannot write: {error.strerror}", Place(path=shown(path))) from error


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


def own_path(path: Path) -> Path:
    """A path as a user would write it: from the working folder where it lies below it, without `..`."""
    resolved = Path(os.path.normpath(Path.cwd() / path))
    with suppress(ValueError):
        return resolved.relative_to(Path.cwd())
    return resolved


def shown(path: Path) -> str:
    """The same as text, with forward slashes."""
    return own_path(path).as_posix()
