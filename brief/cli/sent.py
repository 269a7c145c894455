"""`brief sent`: the ledger of a folder → what became of each message to each reader."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click

from brief.model.delivery import Bounce, Entry
from brief.pipeline.ledgers import ledger_in
from brief.store import Json, json_lines


@click.command()
@click.argument("edition", required=False)
@click.option("--output", type=click.Path(path_type=Path, file_okay=False), default="output", help="Folder of the PDF.")
@click.option("--history", is_flag=True, help="Every line, not only the last of each reader.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def sent(edition: str | None, output: Path, history: bool, as_json: bool) -> None:
    """Print what became of each message to each reader; of one EDITION by its number, or of all.

    \b
    Example:
      brief sent 27
    """
    with ledger_in(output) as ledger:
        entries = ledger.history() if history else ledger.all_last()
        back = {one.message_id: one for one in ledger.bounces() if one.message_id}
    entries = [one for one in entries if edition in {None, one.issue.edition, f"{one.issue.name} {one.issue.edition}"}]
    if as_json:
        click.echo(json_lines([_json(one, back.get(one.message_id)) for one in entries]))
        return
    for one in entries:
        click.echo(_line(one, back.get(one.message_id)))
    counts = Counter(one.state for one in entries)
    click.echo(", ".join(f"{count} {state}" for state, count in counts.items()) or "nothing was sent", err=True)


def _line(entry: Entry, bounce: Bounce | None) -> str:
    named = f"{entry.issue.name} {entry.issue.edition}"
    said = f"  {entry.stage}: {entry.said}" if entry.said and entry.state != "sent" else ""
    came = f"  came back{' for good' if bounce.hard else ''}: {bounce.reason}" if bounce else ""
    return f"{named:<14} {entry.at:%Y-%m-%d %H:%M:%S}  {entry.state:<10} {entry.reader}{said}{came}"


def _json(entry: Entry, bounce: Bounce | None) -> Json:
    return {
        "brief": entry.issue.name,
        "edition": entry.issue.edition,
        "pdf": entry.issue.pdf,
        "reader": entry.reader,
        "state": str(entry.state),
        "at": entry.at.isoformat(),
        "stage": entry.stage,
        "code": entry.code,
        "said": entry.said,
        "message_id": entry.message_id,
        "next_try": entry.next_try.isoformat() if entry.next_try else None,
        "bounced": {"hard": bounce.hard, "code": bounce.code, "reason": bounce.reason} if bounce else None,
    }
