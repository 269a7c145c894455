"""A desk whose brief was built and can be mailed, and the command that mails it."""

from __future__ import annotations

import os
from pathlib import Path

from click.testing import CliRunner, Result
from postbox import Postbox

from brief.cli import main

READERS = """- {name: Ana Kovač, address: ana@example.org, cleared: TLP:AMBER, groups: [board]}
- {name: "Smith, John", address: john@example.org, cleared: TLP:GREEN, format: [pdf, docx]}
"""
MAIL = """host: localhost
port: 2525
tls: none
from: {name: The desk, address: desk@example.org}
"""


def brief(*args: str, **options: object) -> Result:
    """Runs a command."""
    return CliRunner().invoke(main, args, catch_exceptions=False, **options)


def build_in(home: Path) -> Path:
    """A project that was built."""
    here = Path.cwd()
    os.chdir(home)
    try:
        assert brief("init", ".").exit_code == 0
        outline = home / "config/weekly.yaml"
        outline.write_text(outline.read_text() + "handling: TLP:GREEN\n", encoding="utf-8")
        (home / "config/readers.yaml").write_text(READERS, encoding="utf-8")
        done = brief("build", "config/weekly.yaml")
        assert done.exit_code == 0, done.output
    finally:
        os.chdir(here)
    return home


def ask(desk: Path, port: int, more: str = "") -> None:
    """Names the server, which listens at this port."""
    (desk / "config/mail.yaml").write_text(MAIL.replace("2525", str(port)) + more, encoding="utf-8")


def send(*args: str, **options: object) -> Result:
    """Runs `brief send`."""
    return brief("send", "config/weekly.yaml", *args, **options)


def refused(*args: str) -> str:
    """What `brief send` says in the current folder, where it mails nobody."""
    with Postbox() as box:
        ask(Path.cwd(), box.port)
        done = send("--yes", *args)
    assert done.exit_code
    assert not box.taken
    return done.output
