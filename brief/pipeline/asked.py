"""What one build is asked for: an outline as read, where its files go, and the house style that sets them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from brief.errors import UsageError
from brief.load import outline as load_outline
from brief.model.diagnostic import Place
from brief.model.outline import Format, Outline
from brief.pipeline.files import own_path, read_text, shown, spare, templates


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One build, before anything is read for it."""

    path: Path
    """Of the outline; what it names is relative to its folder."""
    outline: Outline
    dated: date
    folder: Path
    outputs: Mapping[Format, Path]
    assets: Mapping[str, bytes]
    """Templates and fonts by name."""


def asked(path: Path, formats: Sequence[Format], out: Path | None, taken: Collection[Path]) -> Asked:
    """The build that an outline and the command's options ask for.

    Raises:
        UsageError: the outline is wrong, or an output would be written twice or among the seeds.
    """
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
        assets=templates(path.parent),
    )


def _outputs(outline: Outline, folder: Path, formats: Sequence[Format]) -> dict[Format, Path]:
    from brief.write import SUFFIX

    return {form: own_path(folder / f"{outline.name}{SUFFIX[form]}") for form in formats or outline.formats}


def day_of(outline: Outline) -> date:
    """The brief's date; `today` is the desk's own day."""
    return date.today() if outline.dated == "today" else outline.dated  # noqa: DTZ011
