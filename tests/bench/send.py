"""5,000 readers to Postfix's smtp-sink on this machine, the ledger on disk, beside a bare smtplib loop in the same run.

    python tests/bench/send.py [READERS]

Prints seconds, messages a second, the most memory of the sender, and the time from the start to the first message.
"""

from __future__ import annotations

import os
import resource
import shutil
import smtplib
import socket
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter, sleep

from brief.deliver.ledger import open_ledger

COUNT = int(sys.argv[1]) if len(sys.argv) > 1 else 5000
BRIEF = [sys.executable, "-m", "brief"]


def sink() -> str | None:
    return shutil.which("smtp-sink") or shutil.which("smtp-sink", path="/usr/sbin")


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def project(folder: Path, port: int, count: int) -> None:
    subprocess.run([*BRIEF, "init", "."], cwd=folder, check=True, capture_output=True)
    rows = [f"- {{name: Reader {n}, address: reader{n}@example.org}}\n" for n in range(count)]
    (folder / "config/readers.yaml").write_text("".join(rows))
    mail = f"host: localhost\nport: {port}\ntls: none\nfrom: {{name: Desk, address: desk@example.org}}\n"
    (folder / "config/mail.yaml").write_text(mail)
    subprocess.run([*BRIEF, "build", "config/weekly.yaml"], cwd=folder, check=True, capture_output=True)


def send(folder: Path) -> tuple[float, float, float]:
    """Seconds in all, until the first message was taken, and MB of memory."""
    began = perf_counter()
    command = [*BRIEF, "send", "config/weekly.yaml", "--yes", "--rate", "0"]
    process = subprocess.Popen(command, cwd=folder, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL)
    first = None
    for line in process.stderr:
        if first is None and line.startswith(b"sent "):
            first = perf_counter() - began
    _, status, used = os.wait4(process.pid, 0)
    assert status == 0, status
    return perf_counter() - began, first, used.ru_maxrss / 1024


def bare(folder: Path, port: int, count: int) -> float:
    """What is not checked, not written down, and made once: the least that a loop costs."""
    (eml,) = [*(folder / "drafts").glob("*.eml")][:1]
    data = eml.read_bytes()
    began = perf_counter()
    with smtplib.SMTP("127.0.0.1", port) as line:
        for number in range(count):
            line.sendmail("desk@example.org", [f"reader{number}@example.org"], data)
    return perf_counter() - began


def main() -> None:
    program = sink()
    if program is None:
        sys.exit("smtp-sink is not here: apt-get install postfix")
    port = free_port()
    user = ["-u", "nobody"] if os.getuid() == 0 else []
    server = subprocess.Popen([program, *user, f"127.0.0.1:{port}", "100"])
    try:
        sleep(0.5)
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            small = folder / "small"
            small.mkdir()
            project(small, port, 5)
            subprocess.run(
                [*BRIEF, "send", "config/weekly.yaml", "--dry-run", "drafts"], cwd=small, capture_output=True
            )
            _, first, memory = send(small)
            subprocess.run(
                [*BRIEF, "send", "config/weekly.yaml", "--dry-run", "drafts"], cwd=small, capture_output=True
            )
            print(f"5 readers: first message after {first:.2f} s, {memory:.0f} MB")
            seconds = bare(small, port, COUNT)
            print(f"bare smtplib loop, {COUNT}: {seconds:.1f} s, {COUNT / seconds:.0f} a second")
            many = folder / "many"
            many.mkdir()
            project(many, port, COUNT)
            seconds, first, memory = send(many)
            print(
                f"brief send, {COUNT}: {seconds:.1f} s, {COUNT / seconds:.0f} a second, first {first:.2f} s, {memory:.0f} MB"
            )
            with open_ledger(many / "output/sent.sqlite") as ledger:
                ends = {str(one.state) for one in ledger.all_last()}
            print(f"ledger: {ends}, {(many / 'output/sent.sqlite').stat().st_size / 1e6:.1f} MB")
    finally:
        server.kill()


if __name__ == "__main__":
    main()
