"""LibreOffice as a test drives it: one process without windows, which opens, edits and saves many files in turn."""

from __future__ import annotations

import json
import shutil
import subprocess
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Self

SCRIPT = Path(__file__).with_name("office_script.py")
PACKAGES = "libreoffice-writer python3-uno"
"""What Debian calls them.

`libreoffice-writer-nogui` converts files, but has no descriptions of windows: it dies when its API opens a draft.
"""


@cache
def python() -> str | None:
    """A Python that can speak to LibreOffice, where there is one."""
    office = shutil.which("soffice")
    windows = Path(office).resolve().parents[1] / "share/config/soffice.cfg/modules/swriter" if office else Path()
    if office and windows.is_dir() and not (windows / "ui").is_dir():
        return None
    own = Path(office).resolve().with_name("python") if office else None
    for one in (own, Path("/usr/bin/python3")):
        if office and one and one.exists():
            done = subprocess.run([str(one), "-c", "import uno"], capture_output=True, check=False)
            if not done.returncode:
                return str(one)
    return None


def lacking() -> str:
    """What is not there, in words; empty where LibreOffice can be driven."""
    return "" if python() else f"needs LibreOffice and its Python: apt-get install {PACKAGES}"


class DiedError(RuntimeError):
    """LibreOffice died of an order."""


class Office:
    """LibreOffice, running; started again when it dies."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.deaths = 0
        self.process = self._started()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, _: type[BaseException] | None, __: BaseException | None, ___: TracebackType | None) -> None:
        self._close()

    def _started(self) -> subprocess.Popen[str]:
        command = [python() or "python3", str(SCRIPT), str(self.folder / f"profile-{self.deaths}")]
        return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def _close(self) -> None:
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.close()
        self.process.wait(60)
        self.process.stdout.close()

    def ask(self, **order: object) -> list[str]:
        """Have it done; why steps could not be.

        Raises:
            DiedError: LibreOffice died of it, and is there again.
        """
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(json.dumps({key: _plain(one) for key, one in order.items()}) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            self._close()
            self.deaths += 1
            for lock in self.folder.glob(".~lock.*"):
                lock.unlink()
            self.process = self._started()
            raise DiedError
        return [str(one) for one in json.loads(line)["said"]]

    def saved(self, data: bytes) -> dict[str, bytes]:
        """A draft, opened and saved again, straight and by way of odt."""
        first, odt, again, last = (self.folder / name for name in ("a.docx", "a.odt", "b.docx", "c.docx"))
        first.write_bytes(data)
        self.ask(do="save", path=first, docx=again, odt=odt)
        self.ask(do="save", path=odt, docx=last)
        return {"saved again": again.read_bytes(), "by way of odt": last.read_bytes()}


def _plain(one: object) -> object:
    return str(one) if isinstance(one, Path) else one
