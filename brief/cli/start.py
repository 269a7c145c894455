"""`brief init` and `brief schema`: the first files of a project, and what an editor needs to complete an outline."""

from __future__ import annotations

from pathlib import Path

import click

from brief.pipeline import starting


@click.command()
@click.argument("folder", default=".", type=click.Path(path_type=Path, file_okay=False))
def init(folder: Path) -> None:
    """Start a project: an outline, a list of sources and one article to try them on.

    \b
    Example:
      brief init . && brief build config/weekly.yaml
    """
    for path in starting.start(folder):
        click.echo(path)
    click.echo("Put your articles into `seeds/`, then: brief build config/weekly.yaml", err=True)


@click.command()
def schema() -> None:
    """Print the JSON Schema of the outline, for completion in an editor.

    \b
    Example:
      brief schema > .vscode/brief.schema.json
    """
    click.echo(starting.schema_json())
