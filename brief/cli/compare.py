"""`brief compare` and `brief impact`: two editions → what became of each item; a source → what rests on it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from brief.cli.say import tell
from brief.model.edition import Change, Edition, Printed
from brief.pipeline import editions
from brief.pipeline.editions import Impact
from brief.store import Json, json_lines, json_text

if TYPE_CHECKING:  # what sends costs a comparison a tenth of its time
    from brief.pipeline.returned import Recalled

_FEW = 3
_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


@click.command()
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path))
@_JSON
def compare(old: Path, new: Path, as_json: bool) -> None:
    """Say what is new in an edition, what changed, what still holds, and what was dropped and why.

    OLD and NEW are manifests, which a build keeps beside its outputs.

    \b
    Example:
      brief compare output/weekly-1.manifest.json output/weekly-2.manifest.json
    """
    found = editions.compared(old, new, tell)
    if as_json:
        rows = [_change_json(change) for change in found.changes]
        click.echo(json_text({"old": _edition_json(found.old), "new": _edition_json(found.new), "changes": rows}))
        return
    click.echo(f"{_named(found.old)} → {_named(found.new)}")
    if not found.of("new"):
        click.echo("nothing is new")
    for change in found.of("new", "changed", "corrected", "dropped", "still"):
        click.echo("\n".join(_change_lines(change)))


@click.command()
@click.argument("source")
@click.option(
    "--output", type=click.Path(path_type=Path, file_okay=False), default="output", help="Folder of the editions."
)
@click.option("--readers", is_flag=True, help="List the editions and readers that got something resting on it.")
@click.option("--draft-correction", is_flag=True, help="Print the draft of a notice to them.")
@_JSON
def impact(source: str, output: Path, readers: bool, draft_correction: bool, as_json: bool) -> None:
    """List what in the editions built so far rests on a source, named by its id, path or file name.

    \b
    Examples:
      brief impact twz
      brief impact twz --readers
    """
    if readers or draft_correction:
        from brief.pipeline.returned import recalled

        _recall(recalled(source, output), draft=draft_correction, as_json=as_json)
        return
    found = editions.impact(source, output, tell)
    if as_json:
        click.echo(json_lines([_impact_json(one) for one in found]))
        return
    for one in found:
        size, whole = len(one.printed), len(one.edition.printed)
        rests = f"{size} of {whole} items rest" if size else "nothing rests"
        click.echo(f"{_named(one.edition)}: {rests} on `{one.source.id}` ({one.source.path})")
        for printed in one.printed:
            others = sorted({printed.source, *printed.also} - {one.source.id})
            also = f" (also in {', '.join(others)})" if others else ""
            click.echo(f"  {printed.section:<14} {printed.item}  {printed.words}{also}")


def _recall(found: Sequence[Recalled], *, draft: bool, as_json: bool) -> None:
    """Who got what; or what to write to them."""
    from brief.pipeline.returned import correction

    if as_json:
        rows: list[Json] = [
            {
                **_edition_json(one.edition),
                "source": one.source.id,
                "printed": [_printed_json(printed) for printed in one.printed],
                "readers": [{"address": got.reader, "state": str(got.state)} for got in one.readers],
            }
            for one in found
        ]
        click.echo(json_lines(rows))
        return
    for one in found:
        if draft:
            click.echo(correction(one))
            continue
        click.echo(f"{_named(one.edition)}: {len(one.printed)} items rest on `{one.source.id}`")
        for got in one.readers:
            click.echo(f"  {got.reader}  {got.state} {got.at:%Y-%m-%d}")
    if not found:
        click.echo("nobody got anything that rests on it", err=True)


def _named(edition: Edition) -> str:
    return f"{edition.name} {edition.edition} ({edition.dated})"


def _change_lines(change: Change) -> Iterator[str]:
    """The words that stand now, or stood last; beneath them the old ones, where they differ."""
    shown = change.new or change.old
    if shown is None:
        return
    reason = f" ({change.reason}{_by(change)})" if change.reason else ""
    yield f"{'still holds' if change.sort == 'still' else change.sort:<12} {shown.item}  {shown.words}{reason}"
    if change.old and change.sort in {"changed", "corrected"}:
        spoken = f"{change.old.speaker}: " if change.old.words == shown.words else ""
        yield f"  {'was:':<10} {change.old.item}  {spoken}{change.old.words}"


def _by(change: Change) -> str:
    """What took its place, by id: `: c-twz-91ab, q-wtn-3fa9 and 2 more`."""
    names = [one.item for one in change.by]
    more = f" and {len(names) - _FEW} more" if len(names) > _FEW else ""
    return f": {', '.join(names[:_FEW])}{more}" if names else ""


def _change_json(change: Change) -> Json:
    return {
        "sort": change.sort,
        "reason": change.reason,
        "by": [one.item for one in change.by],
        "old": _printed_json(change.old) if change.old else None,
        "new": _printed_json(change.new) if change.new else None,
    }


def _edition_json(edition: Edition) -> Json:
    return {"name": edition.name, "edition": edition.edition, "dated": edition.dated.isoformat()}


def _printed_json(printed: Printed) -> Json:
    return {
        "section": printed.section,
        "item": printed.item,
        "source": printed.source,
        "start": printed.start,
        "end": printed.end,
        "words": printed.words,
        "speaker": printed.speaker,
        "edited": printed.edited,
        "also": printed.also,
    }


def _impact_json(impact: Impact) -> Json:
    source = {"id": impact.source.id, "path": impact.source.path, "sha256": impact.source.sha256}
    return {
        **_edition_json(impact.edition),
        "source": source,
        "printed": [_printed_json(one) for one in impact.printed],
    }
