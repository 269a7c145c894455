"""What came back and what must be called back: a mailbox → marked readers; a source → who got what rests on it."""

from __future__ import annotations

import mailbox
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from msgspec import Struct

from brief.deliver.bounces import bounces
from brief.errors import UsageError
from brief.manifest import read_manifest
from brief.model.delivery import Bounce, Entry, State
from brief.model.diagnostic import Diagnostic, Place, Report, Severity
from brief.model.edition import Edition, Input, Printed
from brief.pipeline.editions import names
from brief.pipeline.files import shown
from brief.pipeline.ledgers import ledger_in

_HANDED = frozenset({State.SENT, State.IN_DOUBT, State.ATTEMPTING})


class Recalled(Struct, frozen=True, kw_only=True):
    """One edition that readers got, and what of it rests on a source."""

    edition: Edition
    source: Input
    printed: tuple[Printed, ...]
    readers: tuple[Entry, ...]
    """Who has it, or may have it."""


def read_bounces(path: Path, folder: Path, report: Report) -> tuple[Bounce, ...]:
    """Reads the notices of an mbox file or of a folder of `.eml` and marks the readers whom they are about.

    Raises:
        UsageError: the mailbox cannot be read, or nothing was sent from this folder.
    """
    found = [one for name, data in _messages(path) for one in bounces(data, name)]
    with ledger_in(folder) as ledger:
        history = ledger.history()
        by_id = {one.message_id: one.reader for one in history if one.message_id}
        mailed = {one.reader.casefold(): one.reader for one in history}
        ours: list[Bounce] = []
        for one in found:
            reader = by_id.get(one.message_id) or mailed.get(one.address.casefold())
            if reader is None:
                report(_not_ours(one))
                continue
            ours.append(_of(one, reader))
        if ours:
            with ledger.writing():
                ledger.add_bounces(ours, datetime.now(UTC))
    return tuple(ours)


def bring_back(address: str, folder: Path) -> None:
    """A reader whose mail came back for good is mailed again from now on; the ledger says who said so.

    Raises:
        UsageError: nobody of this address is left out.
    """
    with ledger_in(folder) as ledger:
        if address.casefold() not in ledger.dead():
            hint = "`brief sent` lists whose mail came back; only who is left out for good can be brought back."
            raise UsageError.at(f"`{address}` is not left out", Place(path=shown(ledger.path)), hint)
        with ledger.writing():
            ledger.clear(address, datetime.now(UTC))


def _of(one: Bounce, reader: str) -> Bounce:
    """The notice under the address that was mailed, which a forwarding server may have changed."""
    return Bounce(
        address=reader.casefold(),
        hard=one.hard,
        code=one.code,
        reason=one.reason,
        message_id=one.message_id,
        file=one.file,
    )


def _not_ours(one: Bounce) -> Diagnostic:
    what = f"a notice about `{one.address}`, whom this desk did not mail"
    return Diagnostic(severity=Severity.WARNING, message=what, place=Place(path=one.file), code="not-ours")


def _messages(path: Path) -> Iterator[tuple[str, bytes]]:
    try:
        if path.is_dir():
            for one in sorted(path.glob("*.eml")):
                yield shown(one), one.read_bytes()
            return
        path.open("rb").close()
        box = mailbox.mbox(path, create=False)
        try:
            for number, key in enumerate(box.iterkeys(), 1):
                yield f"{shown(path)} message {number}", box.get_bytes(key)
        finally:
            box.close()
    except (OSError, mailbox.Error) as error:
        said = getattr(error, "strerror", None) or str(error)
        hint = "Name an mbox file, or a folder of `.eml` files."
        raise UsageError.at(f"cannot read the mailbox: {said}", Place(path=shown(path)), hint) from error


def recalled(source: str, folder: Path) -> tuple[Recalled, ...]:
    """Each edition that was sent and rests on a source, by the manifest that was kept when it was sent.

    Raises:
        UsageError: nothing was sent from here.
    """
    with ledger_in(folder) as ledger:
        entries = ledger.all_last()
        found = []
        for issue, data in ledger.manifests().items():
            edition = read_manifest(data, shown(ledger.path))
            got = tuple(one for one in entries if one.issue == issue and one.state in _HANDED)
            found += [_recalled(edition, one, got) for one in edition.inputs if source in names(one)]
    return tuple(one for one in found if one.printed and one.readers)


def _recalled(edition: Edition, source: Input, readers: Sequence[Entry]) -> Recalled:
    printed = tuple(one for one in edition.printed if source.id in {one.source, *one.also})
    return Recalled(edition=edition, source=source, printed=printed, readers=tuple(readers))


def correction(one: Recalled) -> str:
    """The draft of a notice to those who got an edition; the desk completes it."""
    edition = one.edition
    printed = "\n".join(f"- {printed.words}" for printed in dict.fromkeys(one.printed))
    return (
        f"Subject: Correction to {edition.title}\n\n"
        f"Edition {edition.edition} of {edition.dated} rests in {len(one.printed)} places on {one.source.path},\n"
        f"which …\n\nPlease do not rely on these passages:\n\n{printed}\n\n"
        f"A corrected edition …\n"
    )
