"""An outline that was built, its readers and the mail file → messages that may be sent, or why none may be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from ssl import SSLContext

from brief.deliver.clearance import uncleared
from brief.deliver.dialogue import Server, context
from brief.deliver.ledger import Ledger, open_ledger
from brief.deliver.letter import Letter, corrected, languages, letter
from brief.deliver.message import Body, Cover, Message, body, file_name, message, message_id, subject
from brief.deliver.posting import Posting, settle, tried
from brief.errors import UsageError
from brief.load.mail import mail as load_mail
from brief.load.readers import readers as load_readers
from brief.model.delivery import Entry, Issue, Mail, Outcome, State
from brief.model.diagnostic import Diagnostic, Place, Report, Severity
from brief.model.reader import Attached, Reader
from brief.pipeline.checked import Checked, as_built
from brief.pipeline.files import own_path, read_text, replace_all, shown
from brief.pipeline.house import House, house_of
from brief.pipeline.secrets import password

LEDGER = "sent.sqlite"
"""The ledger's name, in the folder of the outputs."""
_HEAD = 4096
"""Bytes that the headers of one message may add to its content."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a call of `brief send` asks for."""

    mail: Path | None = None
    """Instead of `mail.yaml` beside the outline."""
    groups: tuple[str, ...] = ()
    only_failed: bool = False
    correction: bool = False
    rate: int | None = None
    test: str | None = None
    """The one address that gets what readers would get."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shipment:
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
    subject: str
    bodies: Mapping[tuple[str | None, tuple[Attached, ...]], Body]
    tongues: Mapping[str | None, str | None]
    readers: tuple[Reader, ...]
    """Who is mailed now."""
    passed_over: tuple[tuple[Reader, str], ...]
    """Who is not, and why."""
    wanted: Wanted
    before: Mapping[str, Entry] = field(default_factory=dict)
    """The last line of each reader."""

    def body(self, reader: Reader) -> Body:
        """What this reader gets."""
        return self.bodies[self.tongues[reader.language], reader.attached]

    @property
    def server_place(self) -> Place:
        """Where the mail file names its server."""
        return self.mail.keys.get("host", Place(path=self.mail.path))


def prepare(path: Path, wanted: Wanted, report: Report) -> Shipment:
    """What would be sent, and to whom.

    Raises:
        UsageError: something is wrong with the files, a reader, or what was built; nobody is mailed.
        VerifyError: the PDF does not hold against its sources.
    """
    home = path.parent
    mail = _mail(wanted.mail or home / "mail.yaml", wanted)
    everybody = _readers(mail, wanted, report)
    checked = as_built(path, {kind for one in everybody for kind in one.attached})
    place = Place(path=checked.outline.path)
    _not_stale(checked, mail, place)
    if below := [*uncleared(checked.outline.handling, everybody, mail.marks, place)]:
        raise UsageError(*below)
    house = house_of(home)
    with open_ledger(checked.folder / LEDGER) as ledger:
        said = _letter(checked, wanted, ledger, place)
        before = ledger.last(checked.issue)
        dead = {one.address.casefold() for one in ledger.bounces() if one.hard}
    said = replace(said, leave=mail.leave_by_mail, test=wanted.test is not None)
    now, passed_over = _chosen(everybody, before, dead, wanted)
    tongues = languages(house.assets, (one.language for one in now))
    return Shipment(
        place=place,
        folder=checked.folder,
        home=home,
        issue=checked.issue,
        manifest=checked.manifest,
        mail=mail,
        subject=subject(said, mail, checked.issue.edition, place),
        bodies={
            key: _body(key, said, checked, house) for key in {(tongues[one.language], one.attached) for one in now}
        },
        tongues=tongues,
        readers=tuple(now),
        passed_over=tuple(passed_over),
        wanted=wanted,
        before=before,
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


def _letter(checked: Checked, wanted: Wanted, ledger: Ledger, place: Place) -> Letter:
    """What the mail says; a correction says what it changes."""
    from brief.compare import compare
    from brief.manifest import read_manifest

    said = letter(checked.document)
    others = [one for one in ledger.issues(checked.issue.name, checked.issue.edition) if one != checked.issue]
    if not others and wanted.correction:
        raise UsageError.at(f"edition {checked.issue.edition} was not sent before: nothing to correct", place)
    if not others:
        return said
    if not wanted.correction:
        hint = "`--correction` says so in the subject and lists what changed; a new edition needs a new `edition`."
        raise UsageError.at(f"edition {checked.issue.edition} was sent with another PDF", place, hint)
    sent = ledger.manifest(others[-1])
    if sent is None:
        return corrected(said, ())
    return corrected(said, [*_changes(compare(read_manifest(sent, shown(ledger.path)), checked.edition).changes)])


def _changes(changes: Sequence[object]) -> Iterator[str]:
    from brief.model.edition import Change

    for one in changes:
        if not isinstance(one, Change) or one.sort == "still":
            continue
        match one.sort, one.old, one.new:
            case "dropped", old, _ if old:
                yield f"No longer in the brief: {old.words}"
            case "new", _, new if new:
                yield f"New: {new.words}"
            case _, old, new if old and new:
                yield f"Was: {old.words} Is now: {new.words}"


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


def _body(key: tuple[str | None, tuple[Attached, ...]], said: Letter, checked: Checked, house: House) -> Body:
    language, attached = key
    dated = checked.dated.isoformat()
    files = {file_name(said, checked.issue, dated, kind): (kind, checked.files[kind]) for kind in attached}
    return body(said, files, house.brand, house.assets, language)


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
            subject=shipment.subject,
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
        now, _ = _chosen(shipment.readers, before, set(), shipment.wanted)  # another call may have been there since
        ledger.keep(shipment.issue, shipment.manifest, at)
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


def ledger_in(folder: Path) -> Ledger:
    """The ledger of a folder.

    Raises:
        UsageError: it keeps none.
    """
    path = folder / LEDGER
    if not path.is_file():
        raise UsageError.at("nothing was sent from here", Place(path=shown(path)), "Name the folder with `--output`.")
    return open_ledger(path)


def doubts(shipment: Shipment) -> list[Entry]:
    """Those of whom nobody knows whether they got it."""
    with open_ledger(shipment.folder / LEDGER) as ledger, ledger.writing():
        settle(ledger, shipment.issue, datetime.now(UTC))
        return [one for one in ledger.last(shipment.issue).values() if one.state is State.IN_DOUBT]


def resolve(shipment: Shipment, entry: Entry, *, got_it: bool) -> None:
    """A person's word on one that was in doubt: it has it, or it is to be mailed again."""
    state = State.SENT if got_it else State.PENDING
    with open_ledger(shipment.folder / LEDGER) as ledger, ledger.writing():
        ledger.add(replace(entry, at=datetime.now(UTC), state=state, stage="", code=0, said="by a person's word"))


def warn_of(shipment: Shipment, report: Report) -> None:
    """Readers that are left out because their mail came back for good."""
    for reader, why in shipment.passed_over:
        if why.startswith("bounced"):
            hint = "Mend the address in the readers' file, or take the reader out."
            message_ = f"`{reader.address}` is left out: its mail came back for good"
            report(
                Diagnostic(severity=Severity.WARNING, message=message_, place=reader.place, hint=hint, code="bounced")
            )
