"""`brief find` and `brief show`: words → items; an item → its context."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from brief import find as finding
from brief.cli.say import tell
from brief.model.diagnostic import Diagnostic, Severity
from brief.pipeline.libraries import read_seeds, unindexed
from brief.store import item_json, json_lines
from brief.text.dates import bounds


class Day(click.ParamType[date]):
    """A year, month or day; `last` takes its last day."""

    name = "date"

    def __init__(self, *, last: bool = False) -> None:
        self.last = last

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The first or last day of what was typed."""
        if isinstance(value, date):
            return value
        day = bounds(value)[self.last]
        return day or self.fail(
            f"`{value}` is not a year, month or day such as 2024, 2024-05 or 2024-05-03", param, ctx
        )


_SEEDS = click.option(
    "--seeds", multiple=True, type=click.Path(path_type=Path), help="Folder or file; `seeds` by default."
)
_SOURCES = click.option("--sources", type=click.Path(path_type=Path), help="`config/sources.yaml` by default.")
_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
_KINDS = click.Choice(["quote", "claim", "event", "question"])


@click.command()
@click.argument("words", nargs=-1)
@click.option("--kind", "kinds", multiple=True, type=_KINDS, help="Only this kind; may be given again.")
@click.option("--speaker", help="Only what this speaker says.")
@click.option("--source", "source", multiple=True, help="Only this source, by its id.")
@click.option("--since", type=Day(), help="Not before this year, month or day.")
@click.option("--until", type=Day(last=True), help="Not after this year, month or day.")
@click.option("--take", type=click.IntRange(1), default=20, show_default=True, help="How many at most.")
@_SEEDS
@_SOURCES
@_JSON
def find(  # noqa: PLR0913, PLR0917  one argument an option
    words: tuple[str, ...],
    kinds: tuple[str, ...],
    speaker: str | None,
    source: tuple[str, ...],
    since: date | None,
    until: date | None,
    take: int,
    seeds: tuple[Path, ...],
    sources: Path | None,
    as_json: bool,
) -> None:
    """Find items by their words; each line can be pasted under `pick`.

    \b
    Example:
      brief find "five years" --kind claim --speaker Rutte --since 2024
    """
    library = unindexed(seeds or (Path("seeds"),), sources, _serious)
    query = finding.Query(
        words=" ".join(words), kinds=kinds, speaker=speaker, sources=source, since=since, until=until, take=take
    )
    items = finding.find(library, query)
    if as_json:
        click.echo(json_lines([item_json(item, library) for item in items]))
        return
    for item in items:
        click.echo(finding.line(item, library))
    if not items:
        click.echo("nothing found", err=True)


@click.command()
@click.argument("item")
@_SEEDS
@_SOURCES
@_JSON
def show(item: str, seeds: tuple[Path, ...], sources: Path | None, as_json: bool) -> None:
    """Show an item in its context, with all that is known of it.

    \b
    Example:
      brief show c-twz-91ab
    """
    library = read_seeds(seeds or (Path("seeds"),), sources, _serious)
    shown = finding.show(library, item)
    click.echo(json_lines([item_json(library.item[item], library)]) if as_json else shown)


def _serious(diagnostic: Diagnostic) -> None:
    """Only what keeps something from being found: the rest `brief read` tells."""
    if diagnostic.severity is not Severity.NOTE:
        tell(diagnostic)
