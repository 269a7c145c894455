"""What became of each message to each reader: lines that are only ever added, each on disk before the next step."""

from __future__ import annotations

import getpass
import os
import socket
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self

from brief.errors import BriefError, UsageError, WriteError
from brief.model.delivery import Bounce, Entry, Issue, State
from brief.model.diagnostic import Place

FORMAT = 2
_TABLES = """
CREATE TABLE entry (
  id INTEGER PRIMARY KEY, at TEXT NOT NULL, name TEXT NOT NULL, edition TEXT NOT NULL, pdf TEXT NOT NULL,
  reader TEXT NOT NULL, state TEXT NOT NULL, stage TEXT NOT NULL, code INTEGER NOT NULL, said TEXT NOT NULL,
  message_id TEXT NOT NULL, next_try TEXT, tries INTEGER NOT NULL
);
CREATE INDEX entry_of ON entry (name, edition, pdf, reader, id);
CREATE TABLE issue (
  id INTEGER PRIMARY KEY, at TEXT NOT NULL, name TEXT NOT NULL, edition TEXT NOT NULL, pdf TEXT NOT NULL,
  manifest BLOB NOT NULL
);
CREATE TABLE bounce (
  id INTEGER PRIMARY KEY, at TEXT NOT NULL, address TEXT NOT NULL, hard INTEGER NOT NULL, code TEXT NOT NULL,
  reason TEXT NOT NULL, message_id TEXT NOT NULL, file TEXT NOT NULL
);
CREATE TABLE sender (id INTEGER PRIMARY KEY, at TEXT NOT NULL, who TEXT NOT NULL);
"""
_SAID = """
CREATE TABLE said (
  id INTEGER PRIMARY KEY, at TEXT NOT NULL, name TEXT NOT NULL, edition TEXT NOT NULL, pdf TEXT NOT NULL,
  lines BLOB NOT NULL
);
"""
_STEPS = ((_TABLES, ("entry", "issue", "bounce", "sender")), (_SAID, ("said",)))
"""What each version of a ledger has over the one before, and the tables of it."""
CLEARED = "cleared"
"""The code of a line by which a person brings a reader back whose mail had bounced."""
_KEPT = """
CREATE TRIGGER {table}_stays BEFORE UPDATE ON {table} BEGIN SELECT RAISE(ABORT, 'only ever added to'); END;
CREATE TRIGGER {table}_kept BEFORE DELETE ON {table} BEGIN SELECT RAISE(ABORT, 'only ever added to'); END;
"""
_LAST = """
SELECT at, name, edition, pdf, reader, state, stage, code, said, message_id, next_try, tries FROM entry
WHERE id IN (SELECT max(id) FROM entry {where} GROUP BY name, edition, pdf, reader) ORDER BY id
"""
_TOLD = "Nobody else is mailed; what was written before still stands. Mend it, then `brief send` again goes on."


class Ledger:
    """One file; `writing` is held by one sender at a time, reading is free to all."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self._connection = connection

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(sqlite3.Error):  # a disk that is full cannot take the log back in: the next one to open it does
            self._connection.close()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """The one writer's turn, from before the first message until after the last.

        Raises:
            UsageError: another sender is at work, who is named; or lines are missing that were written once.
        """
        lock = self._take_turn()
        try:
            self._miss_no_line(lock)
            self._add("sender", [(_now(), _who())])
            yield
        finally:
            with suppress(sqlite3.Error, WriteError):
                lock.execute(f"PRAGMA user_version = {max(self._lines(), self._known(lock))}")
                lock.execute("COMMIT")
            lock.close()

    def _miss_no_line(self, lock: sqlite3.Connection) -> None:
        """Stop where the ledger is an older copy, or a new one: what it has not, nobody was kept from getting twice."""
        if (lines := self._lines()) < (known := self._known(lock)):
            what = f"the ledger has {lines} lines of what was sent, and once had {known}"
            lock_name = f"{self.path.name}.lock"
            hint = f"Bring the later copy back; or delete `{lock_name}`: then who has the brief may get it twice."
            raise UsageError.at(what, Place(path=self.path.as_posix()), hint)

    def _lines(self) -> int:
        return int(self._rows("SELECT count(*) FROM entry", ())[0][0])

    def _known(self, lock: sqlite3.Connection) -> int:
        """How many lines the ledger had when a turn last ended, as the file of the turns has it."""
        return int(lock.execute("PRAGMA user_version").fetchone()[0])

    def _take_turn(self) -> sqlite3.Connection:
        path = self.path.with_name(f"{self.path.name}.lock")
        try:
            lock = sqlite3.connect(path, timeout=0, isolation_level=None)
            lock.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            if "locked" not in str(error):
                raise _stop(path, error) from error
            place = Place(path=self.path.as_posix())
            raise UsageError.at(f"{self._holder()} is sending", place, "Wait until it is done.") from error
        return lock

    def _holder(self) -> str:
        row = self._connection.execute("SELECT who, at FROM sender ORDER BY id DESC LIMIT 1").fetchone()
        return f"{row[0]}, since {row[1]}," if row else "another sender"

    def add(self, *entries: Entry) -> None:
        """Lines, on disk when this returns.

        Raises:
            WriteError: they could not be written.
        """
        self._add("entry", map(_row, entries))

    def add_bounces(self, bounces: Sequence[Bounce], at: datetime) -> None:
        """What came back; a notice that is known already is not written again."""
        known: set[tuple[str, str, str]] = set()
        for one in self.bounces():
            if one.code == CLEARED:  # a notice that names no message may be another one from now on
                known -= {key for key in known if key[0] == one.address and not key[1]}
            known.add((one.address, one.message_id, one.code))
        self._bounced([one for one in bounces if (one.address, one.message_id, one.code) not in known], at)

    def clear(self, address: str, at: datetime) -> None:
        """A reader whose mail came back is mailed again, by a person's word."""
        self._bounced([Bounce(address=address.casefold(), hard=False, code=CLEARED, reason=f"by {_who()}")], at)

    def _bounced(self, bounces: Sequence[Bounce], at: datetime) -> None:
        rows = [(_text(at), b.address, int(b.hard), b.code, b.reason, b.message_id, b.file) for b in bounces]
        self._add("bounce", rows)

    def dead(self) -> set[str]:
        """Keys of the readers whose mail came back for good, and whom nobody has brought back since."""
        found: dict[str, bool] = {}
        for one in self.bounces():
            if one.hard or one.code == CLEARED:
                found[one.address.casefold()] = one.hard
        return {key for key, hard in found.items() if hard}

    def keep(self, issue: Issue, manifest: bytes, lines: bytes, at: datetime) -> None:
        """What is about to be sent: its manifest, for a recall; and its lines, for what a correction changes."""
        if self.manifest(issue) is None:
            self._add("issue", [(_text(at), issue.name, issue.edition, issue.pdf, manifest)])
        if self.said(issue) is None:
            self._add("said", [(_text(at), issue.name, issue.edition, issue.pdf, lines)])

    def _add(self, table: str, rows: Iterable[tuple[object, ...]]) -> None:
        rows = list(rows)
        if not rows:
            return
        marks = ", ".join("?" * (len(rows[0]) + 1))
        try:
            with self._connection:
                self._connection.execute("BEGIN IMMEDIATE")
                self._connection.executemany(
                    f"INSERT INTO {table} VALUES ({marks})",  # noqa: S608  names of our own
                    [(None, *row) for row in rows],
                )
        except sqlite3.Error as error:
            raise _stop(self.path, error) from error

    def last(self, issue: Issue) -> dict[str, Entry]:
        """The last line of each reader of one issue, by the reader's key."""
        where = "WHERE name = ? AND edition = ? AND pdf = ?"
        rows = self._rows(_LAST.format(where=where), (issue.name, issue.edition, issue.pdf))
        return {entry.reader.casefold(): entry for entry in map(_entry, rows)}

    def all_last(self) -> list[Entry]:
        """The last line of each reader of every issue, in the order of writing."""
        return [_entry(row) for row in self._rows(_LAST.format(where=""), ())]

    def history(self) -> list[Entry]:
        """Every line."""
        columns = "at, name, edition, pdf, reader, state, stage, code, said, message_id, next_try, tries"
        return [_entry(row) for row in self._rows(f"SELECT {columns} FROM entry ORDER BY id", ())]  # noqa: S608  ours

    def issues(self, name: str, edition: str) -> list[Issue]:
        """Every file of an edition that a reader may have got, the oldest first."""
        handed = (State.SENT, State.IN_DOUBT, State.ATTEMPTING)
        rows = self._rows(
            "SELECT pdf FROM entry WHERE name = ? AND edition = ? AND state IN (?, ?, ?) GROUP BY pdf ORDER BY min(id)",
            (name, edition, *map(str, handed)),
        )
        return [Issue(name=name, edition=edition, pdf=row[0]) for row in rows]

    def manifest(self, issue: Issue) -> bytes | None:
        """The manifest of what was sent."""
        return self._kept_of(issue, "SELECT manifest FROM issue")

    def said(self, issue: Issue) -> bytes | None:
        """The lines of what was sent."""
        return self._kept_of(issue, "SELECT lines FROM said")

    def _kept_of(self, issue: Issue, query: str) -> bytes | None:
        where = "WHERE name = ? AND edition = ? AND pdf = ? ORDER BY id DESC LIMIT 1"
        rows = self._rows(f"{query} {where}", (issue.name, issue.edition, issue.pdf))
        return bytes(rows[0][0]) if rows else None

    def manifests(self) -> Mapping[Issue, bytes]:
        """The manifest of each issue that was sent."""
        rows = self._rows("SELECT name, edition, pdf, manifest FROM issue ORDER BY id", ())
        return {Issue(name=row[0], edition=row[1], pdf=row[2]): row[3] for row in rows}

    def bounces(self) -> list[Bounce]:
        """Everything that came back, in the order of writing."""
        rows = self._rows("SELECT address, hard, code, reason, message_id, file FROM bounce ORDER BY id", ())
        return [
            Bounce(address=row[0], hard=bool(row[1]), code=row[2], reason=row[3], message_id=row[4], file=row[5])
            for row in rows
        ]

    def _rows(self, query: str, values: tuple[object, ...]) -> list[tuple[Any, ...]]:
        try:
            return self._connection.execute(query, values).fetchall()
        except sqlite3.Error as error:
            raise _stop(self.path, error) from error


def open_ledger(path: Path) -> Ledger:
    """The ledger of a folder, made where there is none.

    Raises:
        WriteError: it cannot be opened or is damaged.
        UsageError: it is of another version.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(path, timeout=10, isolation_level=None)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")  # what is written is on disk before the next step
        _prepare(connection, path)
    except (sqlite3.Error, OSError) as error:
        raise _stop(path, error) from error
    return Ledger(path, connection)


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if 0 <= version < FORMAT:
        made = "".join(tables + "".join(_KEPT.format(table=one) for one in names) for tables, names in _STEPS[version:])
        with suppress(sqlite3.OperationalError):  # another sender made them a moment ago
            connection.executescript(f"BEGIN IMMEDIATE; {made} PRAGMA user_version = {FORMAT}; COMMIT;")
        if connection.in_transaction:
            connection.rollback()
        (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version != FORMAT:
        raise UsageError.at(f"a ledger of version {version}, not {FORMAT}", Place(path=path.as_posix()))


def _stop(path: Path, error: Exception) -> BriefError:
    said = " ".join(str(error).split())
    return WriteError.at(f"the ledger cannot be used: {said}", Place(path=path.as_posix()), _TOLD)


def _row(entry: Entry) -> tuple[object, ...]:
    issue, later = entry.issue, entry.next_try
    return (
        *(_text(entry.at), issue.name, issue.edition, issue.pdf, entry.reader, str(entry.state), entry.stage),
        *(entry.code, entry.said, entry.message_id, _text(later) if later else None, entry.tries),
    )


def _entry(row: tuple[Any, ...]) -> Entry:
    at, name, edition, pdf, reader, state, stage, code, said, message_id, later, tries = map(_plain, row)
    return Entry(
        at=datetime.fromisoformat(at),
        issue=Issue(name=name, edition=edition, pdf=pdf),
        reader=reader,
        state=State(state),
        stage=stage,
        code=int(code),
        said=said,
        message_id=message_id,
        next_try=datetime.fromisoformat(later) if later else None,
        tries=int(tries),
    )


def _plain(value: object) -> str:
    return "" if value is None else str(value)


def _text(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="milliseconds")


def _now() -> str:
    return _text(datetime.now(UTC))


def _who() -> str:
    """`ana on desk-3, process 4711`, as the second sender is told."""
    try:
        user = getpass.getuser()
    except (KeyError, OSError):  # a container without a name for its user
        user = "somebody"
    return f"{user} on {socket.gethostname()}, process {os.getpid()}"
