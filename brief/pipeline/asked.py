"""What one build is asked for: an outline as read, where its files go, and the house style that sets them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from brief.errors import BriefError, UsageError
from brief.load import outline as load_outline
from brief.model.diagnostic import Place
from brief.model.outline import Format, Outline
from brief.pipeline.files import own_path, read_text, seed_files, shown, spare

if TYPE_CHECKING:  # it costs `brief find` 10 ms
    from brief.pipeline.house import House


class Asked(Struct, frozen=True, kw_only=True):
    """One build, before anything is read for it."""

    path: Path
    """Of the outline; what it names is relative to its folder."""
    outline: Outline
    dated: date
    folder: Path
    outputs: Mapping[Format, Path]
    house: House
    """Templates, fonts and brand."""


def asked(path: Path, formats: Sequence[Format], out: Path | None, taken: Collection[Path]) -> Asked:
    """The build that an outline and the command's options ask for.

    Raises:
        UsageError: the outline is wrong, or an output would be written twice or among the seeds.
    """
    from brief.pipeline.house import house_of

    outline = load_outline(read_text(path), shown(path))
    folder = out or (path.parent / outline.folder)
    outputs = _outputs(outline, folder, formats)
    if twice := [output for output in outputs.values() if output in taken]:
        raise UsageError.at(
            f"another outline of this call writes `{twice[0]}` too",
            Place(path=outline.path),
            "Give it its own `output: {name: …}`.",
        )
    spare([path.parent / seed for seed in outline.seeds], outputs.values(), Place(path=outline.path))
    return Asked(
        path=path,
        outline=outline,
        dated=day_of(outline),
        folder=folder,
        outputs=outputs,
        house=house_of(path.parent),
    )


def ingredients(path: Path) -> list[tuple[str, int, int]]:
    """Each file that an outline's brief is made of, by name, size and time of change."""
    files = [path, path.with_suffix(".edits.yaml"), *_templates(path.parent)]
    try:
        outline = load_outline(read_text(path), shown(path))
    except BriefError:  # told by the build; once it is mended, its time has changed
        return [seen(one) for one in files]
    named = [*outline.seeds, *([outline.sources] if outline.sources else [])]
    return [seen(one) for one in [*files, *seed_files([path.parent / name for name in named])]]


def _templates(folder: Path) -> list[Path]:
    return [one for home in (folder, folder.parent) for one in sorted((home / "templates").rglob("*")) if one.is_file()]


def seen(path: Path) -> tuple[str, int, int]:
    """A file as it stands: two looks that give the same have nothing new between them."""
    try:
        stat = path.stat()
    except OSError:  # told by whoever reads it
        return str(path), 0, 0
    return str(path), stat.st_size, stat.st_mtime_ns


def _outputs(outline: Outline, folder: Path, formats: Sequence[Format]) -> dict[Format, Path]:
    from brief.write import SUFFIX

    return {form: own_path(folder / f"{outline.name}{SUFFIX[form]}") for form in formats or outline.formats}


def day_of(outline: Outline) -> date:
    """The brief's date; `today` is the desk's own day."""
    return date.today() if outline.dated == "today" else outline.dated  # noqa: DTZ011
