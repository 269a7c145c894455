"""`brief read`: seeds → what was found in them."""

from __future__ import annotations

from pathlib import Path

import click

from brief.cli.say import progress, tell, told
from brief.model.items import kind
from brief.pipeline.guessing import update_sources
from brief.pipeline.libraries import read_seeds, whole_library
from brief.store import library_json


@click.command()
@click.argument("seeds", nargs=-1, type=click.Path(path_type=Path))
@click.option("--sources", type=click.Path(path_type=Path), help="What is known of each source.")
@click.option(
    "--update-sources", "update", type=click.Path(path_type=Path), help="Add an entry for each new file here."
)
@click.option("--json", "as_json", is_flag=True, help="Print the whole library in the format brief-library/1.")
def read(seeds: tuple[Path, ...], sources: Path | None, update: Path | None, as_json: bool) -> None:
    """Read articles and print what was found in each.

    \b
    Examples:
      brief read
      brief read seeds --json
      brief read seeds --update-sources config/sources.yaml
    """
    places = seeds or (Path("seeds"),)
    if update:
        added = update_sources(places, update, tell)
        click.echo("\n".join(added) or f"`{update}` knows every file", err=not added)
        return
    with progress("Reading"):
        library = (whole_library if as_json else read_seeds)(places, sources, tell)
    if as_json:
        click.echo(library_json(library), nl=False)
        return
    for article in library.articles:
        counts = [kind(item) for item in library.items if item.span.article == article.id]
        found = ", ".join(f"{counts.count(one)} {one}s" for one in ("quote", "claim", "event", "question"))
        click.echo(f"{article.id:<12} {article.source.path}: {len(article.text.split())} words, {found}")
    told(f"{len(library.articles)} articles read", library.diagnostics)
