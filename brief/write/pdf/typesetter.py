"""A way to make an HTML page in, a tagged PDF out: set by a child process that reads no file and ends in time."""

from __future__ import annotations

import json
import os
import pickle
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from threading import Thread
from types import TracebackType
from typing import Literal, Self

from msgspec import Struct

from brief.errors import BriefError, UsageError, WriteError
from brief.model.diagnostic import Diagnostic, Place, Severity
from brief.write.pdf.job import Job

Want = Literal["pdf", "pages", "page"]
"""A PDF, how many pages it has, or the page alone."""
LENGTH = 8
"""Bytes that say how long a job or an answer is."""
_CHILD = Path(__file__).with_name("child.py")


class Limits(Struct, frozen=True, kw_only=True):
    """What one PDF may take: the tenth of it sets sixty pages."""

    seconds: int = 180
    mebibytes: int = 3072


class Typesetter:
    """The child process: it makes ready while the brief is composed, sets what it is given, ends with its `with`."""

    def __init__(self, ready: Sequence[str] = (), limits: Limits | None = None) -> None:
        """Start it; `ready` names modules that it imports before it is asked for anything."""
        self._limits = limits or Limits()
        self._folder = tempfile.TemporaryDirectory(prefix="brief-pdf-", ignore_cleanup_errors=True)
        given = {
            "folder": self._folder.name,
            "path": [entry or os.getcwd() for entry in sys.path],  # noqa: PTH109  as Python reads an empty entry
            "ready": [*ready],
            "seconds": self._limits.seconds,
            "mebibytes": self._limits.mebibytes,
        }
        self._process = subprocess.Popen(  # noqa: S603  our own file
            # Alone and without site: nothing of the environment steers it, and it starts in half the time.
            [sys.executable, "-I", "-S", "-W", "ignore", str(_CHILD), json.dumps(given)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(self._folder.name),
        )
        self._answer = b""
        self._talk: Thread | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.kill()
        if self._talk:
            self._talk.join()
        with suppress(OSError):
            self._process.communicate()
        self._folder.cleanup()

    def begin(self, job: Job, want: Want = "pdf") -> None:
        """Hand over what to make; the caller can do something else meanwhile."""
        self._answer = b""
        self._talk = Thread(target=self._ask, args=(pickle.dumps((job, want), protocol=5),), daemon=True)
        self._talk.start()

    def result(self) -> bytes:
        """The PDF.

        Raises:
            UsageError: the house's template, stylesheet or brand is wrong.
            WriteError: a character is in no font, the page asks for what it may not, or takes too long or too much.
        """
        assert self._talk
        self._talk.join(self._limits.seconds)
        if self._talk.is_alive():
            self._process.kill()
            self._talk.join()
        kind, answer = self._answer[:1], self._answer[1:]
        if kind == b"=":
            return answer
        if kind == b"!":
            raise _told(json.loads(answer))
        limits = self._limits
        message = f"the page takes more than {limits.seconds} seconds or {limits.mebibytes} MiB of memory, or breaks"
        raise WriteError.at(f"{message} the typesetter", hint="Shorten the brief, or make it without: `--format docx`.")

    def pages(self, job: Job) -> int:
        """How many pages a brief has; raises as `result` does."""
        self.begin(job, "pages")
        return int(self.result())

    def page(self, job: Job) -> bytes:
        """The page as its template makes it, within the limits of a PDF; raises as `result` does."""
        self.begin(job, "page")
        return self.result()

    def _ask(self, job: bytes) -> None:
        to, back = self._process.stdin, self._process.stdout
        assert to
        assert back
        with suppress(OSError):
            to.write(len(job).to_bytes(LENGTH) + job)
            to.flush()
            self._answer = back.read(int.from_bytes(back.read(LENGTH)))


def _environment(folder: str) -> dict[str, str]:
    """What the child may know of ours: where C libraries lie. Its fonts are those of the house alone."""
    kept = {name: value for name, value in os.environ.items() if name in _KEPT}
    return {**kept, "FONTCONFIG_FILE": str(Path(folder, "fonts.conf")), "TMPDIR": folder, "HOME": folder}


_KEPT = frozenset({"PATH", "LD_LIBRARY_PATH", "DYLD_FALLBACK_LIBRARY_PATH", "WEASYPRINT_DLL_DIRECTORIES", "SYSTEMROOT"})


def _told(answer: dict[str, object]) -> BriefError:
    """The error that the child met."""
    told = [
        Diagnostic(
            severity=Severity.ERROR,
            message=str(one["message"]),
            place=Place(path=one["path"], line=one["line"], column=one["column"]) if one["path"] else None,
            hint=one["hint"],
            code=str(one["code"]),
        )
        for one in answer["told"]  # type: ignore[attr-defined]  # our own child wrote it
    ]
    return UsageError(*told) if answer["usage"] else WriteError(*told)
