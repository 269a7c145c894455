"""`brief build`: outlines → documents."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import cast

import click

from brief import pipeline
from brief.cli.say import progress, tell, told
from brief.model.outline import Format
from brief.pipeline import Built
from brief.store import Json, diagnostics_json, json_lines

_FORMATS = ("docx", "pdf", "html", "markdown", "json", "csl", "ics")


@click.command()
@click.argument("outlines", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("-f", "--format", "formats", multiple=True, type=click.Choice(_FORMATS), help="Instead of the outline's.")
@click.option("-o", "--out", type=click.Path(path_type=Path, file_okay=False), help="Folder for the files.")
@click.option("--strict", is_flag=True, help="A warning stops the build.")
@click.option("--force", is_flag=True, help="Build even where nothing has changed.")
@click.option("--json", "as_json", is_flag=True, help="Print what was made as JSON.")
def build(  # noqa: PLR0913, PLR0917  one argument an option
    outlines: tuple[Path, ...], formats: tuple[str, ...], out: Path | None, strict: bool, force: bool, as_json: bool
) -> None:
    """Build one or more briefs; each printed passage is checked against its source.

    \b
    Examples:
      brief build config/weekly.yaml
      brief build config/weekly.yaml --format html --format json --out drafts
    """
    chosen = cast("tuple[Format, ...]", tuple(dict.fromkeys(formats)))
    with progress("Building"):
        made, code = pipeline.build_all(outlines, formats=chosen, out=out, strict=strict, force=force, report=tell)
    for one in made:
        before = "" if one.fresh else "nothing has changed since the last build; "
        told(
            f"{one.outline.path}: {before}{one.passages} passages stand in their sources word for word", one.diagnostics
        )
    _print(made, as_json)
    sys.exit(code)


def _print(made: Sequence[Built], as_json: bool) -> None:
    """The paths of what was made, a line each, or all that is known of it."""
    if as_json:
        rows: list[Json] = [
            {
                "outline": one.outline.path,
                "outputs": [str(path) for path in one.outputs],
                "passages": one.passages,
                "diagnostics": diagnostics_json(one.diagnostics),
            }
            for one in made
        ]
        click.echo(json_lines(rows))
        return
    for path in (path for one in made for path in one.outputs):
        click.echo(path)
