"""Two editions of the weekly brief, built, and the redline of one against the other."""

from __future__ import annotations

import shutil
from pathlib import Path

from click.testing import CliRunner

from brief.cli import main
from brief.pipeline.redlining import made_redline
from brief.redline import Redline

ROOT = Path(__file__).parents[2]
_CHANGES = (
    ("edition: 1", "edition: 2"),
    ("date: 2026-06-22", "date: 2026-06-29"),
    ("cutoff: 2026-06-20", "cutoff: 2026-06-27"),
    ("they name years", "and most of them name years"),
    ("take: 5\n      per_source: 2", "take: 6"),
    ("        - find: 2029 at the earliest\n", ""),
    ("take: 14", "take: 11"),
    ("open_questions: {take: 7}", "open_questions: {take: 5}"),
)


def two_editions(folder: Path, references: str) -> list[bytes]:
    """Two editions of the weekly brief: another date, picks and numbers; a section in another place."""
    shutil.copytree(ROOT / "seeds", folder / "seeds")
    shutil.copytree(ROOT / "config", folder / "config")
    first = (ROOT / "config" / "weekly.yaml").read_text(encoding="utf-8")
    if references == "footnotes":
        first = first.replace("sources: sources.yaml", "sources: sources.yaml\nreferences: footnotes")
    second = first
    for was, now in _CHANGES:
        assert was in second
        second = second.replace(was, now)
    lines = second.splitlines(keepends=True)
    moved = next(line for line in lines if line.startswith("  - disagreements"))
    lines.remove(moved)
    lines.insert(next(at for at, line in enumerate(lines) if line.startswith("  - timeline")), moved)
    return [_built(folder, name, text) for name, text in (("first", first), ("second", "".join(lines)))]


def _built(folder: Path, name: str, text: str) -> bytes:
    outline = folder / "config" / f"{name}.yaml"
    outline.write_text(text, encoding="utf-8")
    done = CliRunner().invoke(main, ["build", str(outline), "--format", "docx", "--out", str(folder / name)])
    assert done.exit_code == 0, done.output
    return (folder / name / "weekly.docx").read_bytes()


def made(old: bytes, new: bytes, **options: str) -> Redline:
    """The redline of two files."""
    return made_redline(old, new, old=Path("old.docx"), new=Path("new.docx"), **options)
