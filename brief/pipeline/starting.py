"""What a new project begins with: its first files, and the schema of the outline."""

from __future__ import annotations

import json
from pathlib import Path

from brief.errors import UsageError
from brief.load import schema
from brief.model.diagnostic import Place
from brief.pipeline.files import packaged, replace_all, shown


def start(folder: Path) -> tuple[Path, ...]:
    """Writes the first files of a project and returns their paths.

    Raises:
        UsageError: one of them is there already; nothing is written.
    """
    starter = packaged("templates") / "starter"
    files = {folder / one.relative_to(starter): one.read_bytes() for one in sorted(starter.rglob("*")) if one.is_file()}
    for path in files:
        if path.exists():
            raise UsageError.at("the file is there already; `brief init` replaces nothing", Place(path=shown(path)))
    replace_all(files)
    return tuple(files)


def schema_json() -> str:
    """The JSON Schema of the outline."""
    return json.dumps(schema(), indent=2, ensure_ascii=False)
