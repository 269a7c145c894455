"""`brief build`: outlines → documents."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import click

from brief.cli.say import progress, tell, told
from brief.pipeline.building import Built, Options
from brief.pipeline.many import build_all
from brief.pipeline.many import watch as rebuilt
from brief.store import Json, diagnostics_json, json_lines

_FORMATS = ("docx", "pdf", "html", "markdown", "json", "csl", "ics")


@click.command()
@click.argument("outlines", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("-f", "--format", "formats", multiple=True, type=click.Choice(_FORMATS), help="Instead of the outline's.")
@click.option("-o", "--out", type=click.Path(path_type=Path, file_okay=False), help="Folder for the files.")
@click.option("--strict", is_flag=True, help="A warning stops the build.")
@click.option("--force", is_flag=True, help="Build even where nothing has changed.")
@click.option("--redline", is_flag=True, help="Also a DOCX with the changes since the last edition tracked.")
@click.option("--watch", is_flag=True, help="Build again whenever a file changes, until Ctrl-C.")
@click.option("--json", "as_json", is_flag=True, help="Print what was made as JSON.")
def build(outlines: tuple[Path, ...], watch: bool, as_json: bool, **options: Any) -> None:  # noqa: ANN401  click's own
    """Build one or more briefs; each printed passage is checked against its source.

    \b
    Examples:
      brief build config/weekly.yaml
      brief build config/weekly.yaml --format html --format json --out drafts
    """
    asked = Options(**options | {"formats": tuple(dict.fromkeys(options["formats"]))})
    if watch:
        with suppress(KeyboardInterrupt):
            for made, _ in rebuilt(outlines, asked, tell):
                _told(made, as_json)
        return
    with progress("Building"):
        made, code = build_all(outlines, asked, tell)
    _told(made, as_json)
    sys.exit(code)


def _told(made: Sequence[Built], as_json: bool) -> None:
    for one in made:
        before = "" if one.fresh else "nothing has changed since the last build; "
        told(
            f"{one.outline.path}: {before}{one.passages} passages stand in their sources word for word", one.diagnostics
        )
    _print(made, as_json)


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
