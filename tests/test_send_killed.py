"""The whole `brief send`, killed at every stage, and twice at once, against a server of others: nobody twice."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from brief.deliver.ledger import open_ledger
from brief.model.delivery import State

ALL = bool(os.environ.get("BRIEF_SOAK"))
"""`make soak`: every kill, not a tenth."""
COUNT = 200 if ALL else 40
BRIEF = (
    # The program stays what it is while these tests run, also where somebody works on it.
    "import brief.pipeline.unchanged as kept; kept._own_files = lambda: iter(()); "
    "from brief.cli import main; main(prog_name='brief')"
)
STAGES = ("greeting", "hello", "sender", "recipient", "data", "dot")
AIMS = [(when, stage) for stage in STAGES for when in ("before", "after")]
ONCE = {"greeting", "hello"}
"""Stages of the connection, not of a message."""
KILLS = [(*aim, 1 if aim[1] in ONCE else 1 + turn * 11 % COUNT) for turn in range(17) for aim in AIMS][
    : 200 if ALL else 20
]


def start(home: Path, *args: str) -> subprocess.Popen:
    command = [sys.executable, "-c", BRIEF, *args]
    return subprocess.Popen(command, cwd=home, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def send(home: Path) -> subprocess.Popen:
    return start(home, "send", "config/weekly.yaml", "--yes")


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Path:
    home = tmp_path_factory.mktemp("desk")
    start(home, "init", ".").communicate(timeout=60)
    rows = [f"- {{name: Reader {number}, address: reader{number}@example.org}}\n" for number in range(COUNT)]
    (home / "config/readers.yaml").write_text("".join(rows), encoding="utf-8")
    build = start(home, "build", "config/weekly.yaml")
    build.communicate(timeout=60)
    assert build.returncode == 0
    return home


@pytest.fixture
def desk(built, tmp_path) -> Path:
    return Path(shutil.copytree(built, tmp_path / "desk"))


@contextmanager
def serving(home: Path, *aim: str) -> Iterator[subprocess.Popen]:
    """A server that is asked for in the desk's mail file."""
    command = [sys.executable, str(Path(__file__).with_name("killing.py")), str(home / "got.jsonl"), *aim]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:
        port = server.stdout.readline()
        mail = f"host: localhost\nport: {port}tls: none\nfrom: {{address: desk@example.org}}\n"
        (home / "config/mail.yaml").write_text(mail, encoding="utf-8")
        try:
            yield server
        finally:
            server.kill()


def got(home: Path) -> list[str]:
    path = home / "got.jsonl"
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return [address for line in lines for address in json.loads(line)[0]]


def doubts(home: Path) -> list[str]:
    with open_ledger(home / "output/sent.sqlite") as ledger:
        return [one.reader for one in ledger.all_last() if one.state is State.IN_DOUBT]


@pytest.mark.parametrize(("when", "stage", "at"), KILLS)
def test_killed_at_any_stage_nobody_is_lost_and_nobody_mailed_twice(desk, when, stage, at):
    with serving(desk, when, stage, str(at)) as server:
        first = send(desk)
        server.stdin.write(f"{first.pid}\n")
        server.stdin.flush()
        first.communicate(timeout=90)
        assert first.returncode == -signal.SIGKILL
        again = send(desk)
        told, _ = again.communicate(timeout=90)
    listed = doubts(desk)
    assert again.returncode == (1 if listed else 0), told
    assert len(got(desk)) == len({*got(desk)}), "twice"
    assert len(listed) <= 1
    assert {*got(desk), *listed} == {f"reader{number}@example.org" for number in range(COUNT)}, "lost"
    shown, _ = start(desk, "send", "config/weekly.yaml", "--resolve").communicate(timeout=60)
    assert all(one in shown for one in listed)


@pytest.mark.parametrize("_turn", range(50 if ALL else 5))
def test_of_two_senders_at_once_the_second_says_who_is_at_work(desk, _turn):
    with serving(desk):
        both = [send(desk) for _ in range(2)]
        told = [one.communicate(timeout=90)[0] for one in both]
    assert len(got(desk)) == len({*got(desk)}) == COUNT
    for number, one in enumerate(both):
        if one.returncode:
            assert "is sending" in told[number]
            assert f"process {both[1 - number].pid}" in told[number] or "another sender" in told[number]
    assert 0 in [one.returncode for one in both]
