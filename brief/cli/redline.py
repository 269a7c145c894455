"""`brief redline`: two Word files → one with what changed between them tracked."""

from __future__ import annotations

from pathlib import Path

import click

from brief.pipeline.redlining import redlined


@click.command()
@click.argument("old", type=click.Path(path_type=Path, dir_okay=False))
@click.argument("new", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "-o", "--out", type=click.Path(path_type=Path, dir_okay=False), help="The file to write; NEW-redline.docx if none."
)
@click.option("--author", default="brief", show_default=True, help="Who Word says made the changes.")
def redline(old: Path, new: Path, out: Path | None, author: str) -> None:
    """Show what changed from one DOCX to another with Word's own tracked changes.

    Accept all of them and you have NEW, reject all and you have OLD; this is checked before the file is written.
    Styles, headers, pictures and comments are those of NEW; what is tracked in either file is taken as accepted.

    \b
    Example:
      brief redline last/weekly.docx output/weekly.docx
    """
    path, made = redlined(old, new, out, author=author)
    click.echo(str(path))
    changes = f"{made.changes} tracked change{'' if made.changes == 1 else 's'}" if made.changes else "nothing changed"
    click.echo(f"{changes}; accepted it is {new.name}, rejected {old.name}.", err=True)
