"""The ledger: only ever added to, one writer at a time, and whole on a disk that is full or may not be written."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime

import pytest
from mailing import ISSUE, post, reader, server, states
from postbox import Postbox

from brief.deliver.ledger import open_ledger
from brief.errors import BriefError, UsageError, WriteError
from brief.model.delivery import Entry, State

AT = datetime(2026, 6, 22, 9, tzinfo=UTC)


def entry(number: int, state: State = State.SENT) -> Entry:
    return Entry(at=AT, issue=ISSUE, reader=reader(number).address, state=state, stage="final dot", code=250)


def test_what_was_written_is_read_back(tmp_path):
    with open_ledger(tmp_path / "sent.sqlite") as ledger:
        ledger.add(entry(1, State.PENDING), entry(1), entry(2, State.IN_DOUBT))
        assert ledger.history() == [entry(1, State.PENDING), entry(1), entry(2, State.IN_DOUBT)]
        assert ledger.last(ISSUE) == {one.reader: one for one in (entry(1), entry(2, State.IN_DOUBT))}


@pytest.mark.parametrize(
    "change", ["UPDATE entry SET state = 'sent'", "DELETE FROM entry", "DELETE FROM issue", "DELETE FROM said"]
)
def test_no_line_is_ever_changed_or_taken_away(tmp_path, change):
    path = tmp_path / "sent.sqlite"
    with open_ledger(path) as ledger:
        ledger.add(entry(1, State.IN_DOUBT))
        ledger.keep(ISSUE, b"{}", b"[]", AT)
    connection = sqlite3.connect(path)
    with pytest.raises(sqlite3.IntegrityError, match="only ever added to"):
        connection.execute(change)
    connection.close()


def test_the_second_writer_is_told_who_is_at_work_and_may_still_read(tmp_path):
    path = tmp_path / "sent.sqlite"
    with open_ledger(path) as first, open_ledger(path) as second, first.writing():
        with pytest.raises(UsageError, match=r"process \d+, since .* is sending"), second.writing():
            pass
        first.add(entry(1))
        assert second.last(ISSUE)[entry(1).reader].state is State.SENT
    with open_ledger(path) as third, third.writing():
        pass


class _Failing(sqlite3.Connection):
    """A disk that is full, or may not be written, from the n-th write on."""

    writes = 0
    at = 0
    how = ""

    def executemany(self, *given):
        type(self).writes += 1
        if type(self).writes >= type(self).at:
            if self.how == "full":
                pages = self.execute("PRAGMA page_count").fetchone()[0]
                self.execute(f"PRAGMA max_page_count = {pages}")
                given = (given[0], [(*row[:-5], *_large(row[-5:])) for row in given[1]])
            else:
                self.execute("PRAGMA query_only = 1")
        return super().executemany(*given)


def _large(row: tuple) -> tuple:
    """A line that needs another page."""
    return tuple(one + "x" * 20_000 if isinstance(one, str) else one for one in row)


@pytest.mark.parametrize("how", ["full", "read-only"])
@pytest.mark.parametrize("at", range(1, 12))
def test_on_a_full_or_read_only_disk_it_stops_before_the_next_message_and_says_so(tmp_path, monkeypatch, how, at):
    path = tmp_path / "sent.sqlite"
    readers = [reader(number) for number in range(5)]
    connect = sqlite3.connect
    failing = type("Failing", (_Failing,), {"at": at, "how": how})
    with Postbox() as box:
        monkeypatch.setattr(sqlite3, "connect", lambda *a, **k: connect(*a, **k, factory=failing))
        with pytest.raises(WriteError, match="the ledger cannot be used") as stopped:
            list(post(path, server(box.port), readers))
        monkeypatch.undo()
        assert "Nobody else is mailed" in str(stopped.value)
        before = len(box.taken)
        assert before == max(0, (at - 1) // 2)  # a turn, then two lines a message
        list(post(path, server(box.port), readers))
    doubts = [one for one, state in states(path).items() if state is State.IN_DOUBT]
    got = box.recipients
    assert len(got) == len(set(got))
    assert {*got, *doubts} == {one.address for one in readers}
    assert len(doubts) <= 1
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()


@pytest.mark.parametrize("data", [b"not a database at all, but words" * 100, b"SQLite format 3\0" + b"\xff" * 4000])
def test_a_damaged_ledger_is_a_stop_in_one_line(tmp_path, data):
    path = tmp_path / "sent.sqlite"
    path.write_bytes(data)
    with pytest.raises(BriefError, match="the ledger cannot be used"):
        list(post(path, server(1), [reader()]))


def test_every_state_is_on_disk_before_the_next_step(tmp_path):
    """What another process reads while the server holds back its answer."""
    path, seen = tmp_path / "sent.sqlite", []

    def look(stage: str, _: int) -> None:
        if stage in {"sender", "final dot"}:
            seen.append((stage, [str(one) for one in states(path).values()]))

    with Postbox() as box:
        box.at = look
        list(post(path, server(box.port), [reader(1)]))
    assert seen == [("sender", []), ("final dot", ["attempting"])]
    assert states(path) == {reader(1).address: State.SENT}


def test_a_ledger_of_another_version_is_left_alone(tmp_path):
    path = tmp_path / "sent.sqlite"
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 9")
    connection.close()
    with pytest.raises(UsageError, match="a ledger of version 9"):
        open_ledger(path)


def test_a_ledger_of_the_version_before_is_read_on_and_keeps_what_it_has(tmp_path):
    path = tmp_path / "sent.sqlite"
    with open_ledger(path) as ledger:
        ledger.add(entry(1))
    connection = sqlite3.connect(path)
    connection.executescript("DROP TABLE said; PRAGMA user_version = 1;")
    connection.close()
    with open_ledger(path) as ledger:
        ledger.keep(ISSUE, b"{}", b"[]", AT)
        assert ledger.last(ISSUE)[entry(1).reader] == entry(1)
        assert ledger.said(ISSUE) == b"[]"
