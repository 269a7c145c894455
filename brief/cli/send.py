"""`brief send`: an outline that was built → its readers, once each, after a question."""

from __future__ import annotations

import gc
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from brief.cli.say import tell
from brief.errors import UsageError
from brief.model.delivery import Entry, State
from brief.recheck.apart import Apart

if TYPE_CHECKING:  # it is imported while the PDF's reader starts
    from brief.pipeline.sending import Shipment

_FEW = 20
"""Readers that are shown one by one before the question."""


@click.command()
@click.argument("outline", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--mail", type=click.Path(path_type=Path, dir_okay=False), help="Instead of mail.yaml beside OUTLINE.")
@click.option("--group", "groups", multiple=True, help="Only readers of this group.")
@click.option("--only-failed", is_flag=True, help="Only readers who were refused or deferred.")
@click.option("--correction", is_flag=True, help="Send an edition again that was sent with another PDF, and say so.")
@click.option("--rate", type=click.IntRange(0), metavar="N", help="Messages a minute; 0 as fast as the server takes.")
@click.option("--yes", is_flag=True, help="Ask nothing.")
@click.option("--dry-run", type=click.Path(path_type=Path, file_okay=False), metavar="FOLDER", help="Only write .eml.")
@click.option("--test", metavar="ADDRESS", help="Send what readers would get to this address alone, marked [TEST].")
@click.option("--resolve", is_flag=True, help="Ask of each reader in doubt whether the brief arrived.")
def send(outline: Path, yes: bool, dry_run: Path | None, resolve: bool, **options: Any) -> None:  # noqa: ANN401  click's
    """Mail the PDF of the last build to the readers, each at most once.

    It shows who gets what and asks. What became of each reader is in the ledger: `brief sent`.
    The exit code is 1 where a reader did not get it.

    \b
    Examples:
      brief send config/weekly.yaml --dry-run drafts
      brief send config/weekly.yaml --test me@example.org
      brief send config/weekly.yaml --group board
    """
    if options["test"]:
        _one_address(options["test"])
    if resolve:
        _resolve(outline)
        return
    with Apart() as apart:
        from brief.pipeline import sending

        shipment = sending.prepare(outline, sending.Wanted(**options), tell, apart)
    sending.warn_of(shipment, tell)
    if dry_run:
        for path in sending.dry_run(shipment, dry_run):
            click.echo(path)
        return
    _show(shipment)
    if not shipment.readers:
        click.echo("nobody is left to mail", err=True)
        sys.exit(1 if _is_open(shipment) else 0)
    _ask(shipment, yes)
    sys.exit(_test(shipment) if options["test"] else _send(shipment))


def _one_address(text: str) -> None:
    from brief.load.readers import address
    from brief.located_yaml import Scalar
    from brief.model.diagnostic import Place

    address.read(Scalar(text=text, style="quoted", place=Place(path="--test")))


def _show(shipment: Shipment) -> None:
    """Who gets what, and who does not."""
    named = f"{shipment.issue.name} {shipment.issue.edition}"
    click.echo(f"{named}: “{shipment.subject}” by {shipment.mail.host}, from {shipment.mail.sender}", err=True)
    for reader in shipment.readers[:_FEW]:
        size = len(shipment.body(reader).content) / 1e6
        click.echo(f"  {reader.address:<34} {reader.name}: {', '.join(reader.attached)}, {size:.1f} MB", err=True)
    if len(shipment.readers) > _FEW:
        click.echo(f"  and {len(shipment.readers) - _FEW} more", err=True)
    for why, count in Counter(why for _, why in shipment.passed_over).items():
        click.echo(f"  not mailed: {count} ({why})", err=True)


def _ask(shipment: Shipment, yes: bool) -> None:
    if yes:
        return
    if not _is_asked():
        raise UsageError.at("nobody to ask", None, "`--yes` sends without a question, `--dry-run` writes the messages.")
    count = len(shipment.readers)
    whom = shipment.wanted.test or (f"{count} readers" if count > 1 else "1 reader")
    click.confirm(f"Send to {whom}?", abort=True, err=True)


def _is_asked() -> bool:
    """Whether a person sits there."""
    return sys.stdin.isatty()


def _send(shipment: Shipment) -> int:
    """Progress by reader, then a table."""
    from brief.pipeline import sending

    ends: Counter[State] = Counter()
    gc.freeze()  # what was read stays; what a message leaves behind does not, however many there are
    gc.enable()
    try:
        for entry in sending.send(shipment):
            ends[entry.state] += 1
            click.echo(_line(entry), err=True)
    finally:
        left = len(shipment.readers) - ends.total()
        for state, count in (*ends.items(), (State.PENDING, left)):
            if count:
                click.echo(f"{state:<10} {count}")
    return 0 if ends[State.SENT] == len(shipment.readers) and not _is_open(shipment) else 1


def _is_open(shipment: Shipment) -> bool:
    """Whether one who was not mailed in this call has not got it for sure."""
    return any(why != "has it" for _, why in shipment.passed_over)


def _line(entry: Entry) -> str:
    told = f": {entry.stage}: {entry.said}" if entry.state is not State.SENT else ""
    later = f"; next try from {entry.next_try:%H:%M} UTC" if entry.next_try else ""
    return f"{entry.state:<10} {entry.reader}{told}{later}"


def _test(shipment: Shipment) -> int:
    from brief.pipeline import sending

    good = True
    for message, outcome in sending.send_test(shipment):
        good = good and outcome.state is State.SENT
        said = "" if outcome.state is State.SENT else f": {outcome.stage}: {outcome.said}"
        click.echo(f"{outcome.state:<10} {message.recipient} as {message.reader.address} would get it{said}")
    return 0 if good else 1


def _resolve(outline: Path) -> None:
    """A person looks, or asks the reader, and says which; without a word it stays in doubt."""
    from brief.pipeline import sending

    folder, found = sending.doubts(outline)
    if not found:
        click.echo("nobody is in doubt")
    for entry in found:
        click.echo(
            f"{entry.issue.edition}: {entry.reader}: {entry.at:%Y-%m-%d %H:%M} UTC, {entry.message_id}: {entry.said}"
        )
        if not _is_asked():
            continue
        answer = click.prompt("  Did it arrive?", type=click.Choice(["yes", "no", "later"]), default="later", err=True)
        if answer != "later":
            sending.resolve(folder, entry, got_it=answer == "yes")
