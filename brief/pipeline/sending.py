"""An outline that was built, its readers and the mail file → messages that may be sent, or why none may be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from ssl import SSLContext

from msgspec import Struct
from msgspec.structs import replace

from brief.deliver import changes
from brief.deliver.clearance import uncleared
from brief.deliver.dialogue import Server, context
from brief.deliver.ledger import Ledger, open_ledger
from brief.deliver.message import Body, Cover, Message, message, message_id, subject
from brief.deliver.posting import Posting, settle, tried
from brief.errors import UsageError
from brief.load import outline as load_outline
from brief.load.mail import mail as load_mail
from brief.load.readers import readers as load_readers
from brief.model.delivery import Entry, Issue, Mail, Outcome, State
from brief.model.diagnostic import Diagnostic, Place, Report, Severity
from brief.model.outline import Language
from brief.model.reader import Attached, Reader
from brief.pipeline.checked import Checked, as_built, last_build
from brief.pipeline.files import own_path, read_text, replace_all, shown
from brief.pipeline.house import house_of
from brief.pipeline.ledgers import LEDGER, ledger_in
from brief.pipeline.secrets import password
from brief.pipeline.worded import Tongue, body_of, letters_in, tongues_of
from brief.recheck.apart import Apart

_HEAD = 4096
"""Bytes that the headers of one message may add to its content."""


class Wanted(Struct, frozen=True, kw_only=True):
    """What a call of `brief send` asks for."""

    mail: Path | None = None
    """Instead of `mail.yaml` beside the outline."""
    groups: tuple[str, ...] = ()
    only_failed: bool = False
    correction: bool = False
    rate: int | None = None
    test: str | None = None
    """The one address that gets what readers would get."""


class Shipment(Struct, frozen=True, kw_only=True):
    """Everything checked; nothing sent."""

    place: Place
    """Of the outline."""
    folder: Path
    """Of the outputs and the ledger."""
    home: Path
    """Of the outline."""
    issue: Issue
    manifest: bytes
    mail: Mail
    lines: bytes
    """What the brief says, for a later correction."""
    subjects: Mapping[Language, str]
    bodies: Mapping[tuple[Tongue, tuple[Attached, ...]], Body]
    tongues: Mapping[str | None, Tongue]
    readers: tuple[Reader, ...]
    """Who is mailed now."""
    passed_over: tuple[tuple[Reader, str], ...]
    """Who is not, and why."""
    wanted: Wanted
    before: Mapping[str, Entry] = {}
    """The last line of each reader."""
    others: tuple[Issue, ...] = ()
    """Other files of this edition that were sent."""

    def body(self, reader: Reader) -> Body:
        """What this reader gets."""
        return self.bodies[self.tongues[reader.language], reader.attached]

    @property
    def subject(self) -> str:
        """In the brief's own language."""
        return next(iter(self.subjects.values()))

    @property
    def server_place(self) -> Place:
        """Where the mail file names its server."""
        return self.mail.keys.get("host", Place(path=self.mail.path))


def prepare(path: Path, wanted: Wanted, report: Report, apart: Apart) -> Shipment:
    """What would be sent, and to whom; `apart` reads the PDF meanwhile.

    Raises:
        UsageError: something is wrong with the files, a reader, or what was built; nobody is mailed.
        VerifyError: the PDF does not hold against its sources.
    """
    home = path.parent
    last = last_build(path)
    apart.give(last.pdf)
    mail = _mail(wanted.mail or home / "mail.yaml", wanted)
    everybody = _readers(mail, wanted, report)
    checked = as_built(last, {kind for one in everybody for kind in one.attached}, apart)
    place = Place(path=checked.outline.path)
    _not_stale(checked, mail, place)
    if below := [*uncleared(checked.outline.handling, everybody, mail.marks, place)]:
        raise UsageError(*below)
    house = house_of(home)
    with open_ledger(checked.folder / LEDGER) as ledger:
        others = _others(checked.issue, ledger)
        old = _replaced(others, checked, wanted, ledger, place)
        before = ledger.last(checked.issue)
        dead = ledger.dead()
    now, passed_over = _chosen(everybody, before, dead, wanted)
    tongues = tongues_of(checked, house, now)
    letters = {
        language: replace(said, leave=mail.leave_by_mail, test=wanted.test is not None)
        for language, said in letters_in(checked, tongues, old, correction=wanted.correction).items()
    }
    return Shipment(
        place=place,
        folder=checked.folder,
        home=home,
        issue=checked.issue,
        manifest=checked.manifest,
        lines=changes.kept(changes.said(checked.document)),
        mail=mail,
        subjects={language: subject(one, mail, checked.issue.edition, place) for language, one in letters.items()},
        bodies={
            key: body_of(key, letters, checked, house) for key in {(tongues[one.language], one.attached) for one in now}
        },
        tongues=tongues,
        readers=tuple(now),
        passed_over=tuple(passed_over),
        wanted=wanted,
        before=before,
        others=others,
    )


def _mail(path: Path, wanted: Wanted) -> Mail:
    if not path.is_file():
        hint = "`brief init` writes an example; name another file with `--mail`."
        raise UsageError.at("no mail file", Place(path=shown(path)), hint)
    mail = load_mail(read_text(path), shown(path))
    return mail if wanted.rate is None else replace(mail, rate=wanted.rate)


def _readers(mail: Mail, wanted: Wanted, report: Report) -> tuple[Reader, ...]:
    path = Path(mail.path).parent / mail.readers
    everybody = load_readers(read_text(path), shown(path), report)
    if not wanted.groups:
        return everybody
    known = {group for one in everybody for group in one.groups}
    if strange := [group for group in wanted.groups if group not in known]:
        hint = f"The groups are: {', '.join(sorted(known)) or 'none'}"
        raise UsageError.at(f"no reader is in a group `{strange[0]}`", Place(path=shown(path)), hint)
    return tuple(one for one in everybody if set(one.groups) & set(wanted.groups))


def _not_stale(checked: Checked, mail: Mail, place: Place) -> None:
    age = (date.today() - checked.dated).days  # noqa: DTZ011  the desk's own day
    if age > mail.stale_after:
        what = f"the brief is of {checked.dated}, {age} days old, and the desk sends nothing over {mail.stale_after}"
        raise UsageError.at(what, place, "Build a new edition, or raise `stale_after` in the mail file.")


def _others(issue: Issue, ledger: Ledger) -> tuple[Issue, ...]:
    return tuple(one for one in ledger.issues(issue.name, issue.edition) if one != issue)


def _replaced(others: Sequence[Issue], checked: Checked, wanted: Wanted, ledger: Ledger, place: Place) -> bytes | None:
    """What a correction replaces: the lines of what was sent of this edition before, where the ledger has them.

    Raises:
        UsageError: it was sent with another PDF, or it is a correction of nothing.
    """
    if not others and wanted.correction:
        raise UsageError.at(f"edition {checked.issue.edition} was not sent before: nothing to correct", place)
    if others and not wanted.correction:
        hint = "`--correction` says so in the subject and lists what changed; a new edition needs a new `edition`."
        raise UsageError.at(f"edition {checked.issue.edition} was sent with another PDF", place, hint)
    return ledger.said(others[-1]) if others else None


def _chosen(
    everybody: Sequence[Reader], before: Mapping[str, Entry], dead: set[str], wanted: Wanted
) -> tuple[list[Reader], list[tuple[Reader, str]]]:
    """Who is mailed now, and who is not."""
    if wanted.test is not None:
        return [*{(one.language, one.attached): one for one in reversed(everybody)}.values()][::-1], []
    now: list[Reader] = []
    passed_over: list[tuple[Reader, str]] = []
    at = datetime.now(UTC)
    for reader in everybody:
        why = "bounced for good" if reader.key in dead else _why_not(before.get(reader.key), at, wanted)
        if why:
            passed_over.append((reader, why))
        else:
            now.append(reader)
    return now, passed_over


def _why_not(entry: Entry | None, at: datetime, wanted: Wanted) -> str | None:
    """Why a reader is not mailed in this call; nobody who has it, or may have it, gets it again."""
    match entry.state if entry else State.PENDING:
        case State.SENT:
            return "has it"
        case State.IN_DOUBT | State.ATTEMPTING:
            return "in doubt: see `--resolve`"
        case State.REFUSED:
            return None if wanted.only_failed else "refused: `--only-failed` tries again"
        case State.DEFERRED:
            later = entry.next_try if entry and not wanted.only_failed else None
            return f"deferred until {later:%H:%M} UTC" if later and later > at else None
        case State.PENDING:
            return "not tried yet" if wanted.only_failed else None


def messages(shipment: Shipment) -> Iterator[Message]:
    """Each message, made when it is asked for."""
    issue, wanted = shipment.issue, shipment.wanted
    for reader in shipment.readers:
        named = message_id(issue, reader, shipment.mail.sender, correction=wanted.correction)
        if wanted.test is not None:
            named = f"<test-{sha256(named.encode()).hexdigest()[:24]}-{datetime.now(UTC):%Y%m%d%H%M%S}{named[33:]}"
        cover = Cover(
            reader=reader,
            mail=shipment.mail,
            subject=shipment.subjects[shipment.tongues[reader.language].language],
            message_id=named,
            at=datetime.now().astimezone(),
            recipient=wanted.test or reader.address,
        )
        yield message(cover, shipment.body(reader))


def send(shipment: Shipment) -> Iterator[Entry]:
    """Hands over each message, and tells what became of it when that is on disk.

    Raises:
        UsageError, WriteError: the server, the sender or the ledger will not have it; nobody further is mailed.
    """
    server = _server(shipment)
    with open_ledger(shipment.folder / LEDGER) as ledger, ledger.writing():
        at = datetime.now(UTC)
        settle(ledger, shipment.issue, at)
        before = ledger.last(shipment.issue)
        if _others(shipment.issue, ledger) != shipment.others:  # another call may have been there since
            what = f"edition {shipment.issue.edition} was sent with another PDF since this call began"
            raise UsageError.at(what, shipment.place, "`brief sent` says to whom.")
        now, _ = _chosen(shipment.readers, before, ledger.dead(), shipment.wanted)
        ledger.keep(shipment.issue, shipment.manifest, shipment.lines, at)
        ledger.add(*(_pending(one, shipment, at) for one in now if one.key not in before))
        posting = Posting(
            server=server,
            ledger=ledger,
            issue=shipment.issue,
            sender=shipment.mail.sender,
            clock=lambda: datetime.now(UTC),
            place=shipment.server_place,
            rate=shipment.mail.rate,
            before=before,
            largest=_HEAD + max((len(one.content) for one in shipment.bodies.values()), default=0),
        )
        if now:
            yield from posting.post(messages(replace(shipment, readers=tuple(now))))


def _pending(reader: Reader, shipment: Shipment, at: datetime) -> Entry:
    return Entry(at=at, issue=shipment.issue, reader=reader.address, state=State.PENDING)


def send_test(shipment: Shipment) -> Iterator[tuple[Message, Outcome]]:
    """What readers would get, to one address: one message for each language and choice of files."""
    yield from tried(_server(shipment), shipment.mail.sender, messages(shipment))


def dry_run(shipment: Shipment, folder: Path) -> tuple[Path, ...]:
    """The messages as files, which any mail program opens; nothing is sent."""
    written: list[Path] = []
    for number, one in enumerate(messages(shipment), 1):
        path = own_path(folder / f"{number:04}-{sha256(one.reader.key.encode()).hexdigest()[:8]}.eml")
        replace_all({path: one.eml})
        written.append(path)
    return tuple(written)


def _server(shipment: Shipment) -> Server:
    mail = shipment.mail
    return Server(
        host=mail.host,
        port=mail.port,
        tls=mail.tls,
        context=None if mail.tls == "none" else _context(mail),
        user=mail.user,
        password=password(mail),
        timeout=mail.timeout,
    )


def _context(mail: Mail) -> SSLContext:
    """How the server's certificate is judged."""
    if mail.ca is None:
        return context(None)
    try:
        return context((Path(mail.path).parent / mail.ca).read_bytes())
    except (OSError, ValueError) as error:
        what = f"`{mail.ca}` is not a file of certificates in PEM: {getattr(error, 'strerror', None) or 'none found'}"
        raise UsageError.at(what, mail.keys.get("ca", Place(path=mail.path))) from None


def doubts(path: Path) -> tuple[Path, list[Entry]]:
    """The ledger's folder, and those of whom nobody knows whether they got an edition of this outline.

    Raises:
        UsageError: the outline is wrong, nothing was sent, or another call is sending.
    """
    outline = load_outline(read_text(path), shown(path))
    folder = path.parent / outline.folder
    with ledger_in(folder) as ledger, ledger.writing():
        for issue in {one.issue for one in ledger.all_last() if one.issue.name == outline.name}:
            settle(ledger, issue, datetime.now(UTC))
        open_ = [one for one in ledger.all_last() if one.state is State.IN_DOUBT]
    return folder, [one for one in open_ if one.issue.name == outline.name]


def resolve(folder: Path, entry: Entry, *, got_it: bool) -> None:
    """A person's word on one that was in doubt: it has it, or it is to be mailed again."""
    state = State.SENT if got_it else State.PENDING
    with ledger_in(folder) as ledger, ledger.writing():
        ledger.add(replace(entry, at=datetime.now(UTC), state=state, stage="", code=0, said="by a person's word"))


def warn_of(shipment: Shipment, report: Report) -> None:
    """Readers that are left out because their mail came back for good."""
    for reader, why in shipment.passed_over:
        if why.startswith("bounced"):
            hint = f"Mend the address, or take the reader out; `brief bounces --clear {reader.address}` mails it again."
            message_ = f"`{reader.address}` is left out: its mail came back for good"
            report(
                Diagnostic(severity=Severity.WARNING, message=message_, place=reader.place, hint=hint, code="bounced")
            )
