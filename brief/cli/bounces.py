"""`brief bounces`: a mailbox with delivery status notifications → readers marked, with the reason."""

from __future__ import annotations

from pathlib import Path

import click

from brief.cli.say import tell
from brief.errors import UsageError
from brief.model.delivery import Bounce
from brief.pipeline.returned import bring_back, read_bounces
from brief.store import Json, json_lines


@click.command()
@click.argument("mailbox", type=click.Path(path_type=Path), required=False)
@click.option("--clear", metavar="ADDRESS", help="Mail this reader again, whose mail came back for good.")
@click.option("--output", type=click.Path(path_type=Path, file_okay=False), default="output", help="Folder of the PDF.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def bounces(mailbox: Path | None, clear: str | None, output: Path, as_json: bool) -> None:
    """Read what came back, from an mbox file or a folder of .eml files, and mark the readers.

    A reader whose mail came back for good is left out of the next sending, and named there, until `--clear` brings
    him back; the ledger keeps both.

    \b
    Examples:
      brief bounces returned.mbox
      brief bounces --clear ana@example.org
    """
    if (mailbox is None) == (clear is None):
        raise UsageError.at("name a mailbox, or a reader with `--clear ADDRESS`")
    if clear is not None:
        bring_back(clear, output)
        click.echo(f"{clear} is mailed again from the next sending on", err=True)
        return
    assert mailbox
    found = read_bounces(mailbox, output, tell)
    if as_json:
        click.echo(json_lines([_json(one) for one in found]))
        return
    for one in found:
        click.echo(f"{'hard' if one.hard else 'soft'}  {one.address:<34} {one.code:<7} {one.reason}")
    if not found:
        click.echo("nothing came back", err=True)


def _json(one: Bounce) -> Json:
    return {
        "address": one.address,
        "hard": one.hard,
        "code": one.code,
        "reason": one.reason,
        "message_id": one.message_id,
        "file": one.file,
    }
