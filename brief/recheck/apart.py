"""A PDF in, what it prints out: read by a process of its own, while this one does something else."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from threading import Thread
from types import TracebackType
from typing import Self

from brief.errors import UsageError
from brief.model.diagnostic import Place
from brief.recheck.passage import Passage

_CHILD = Path(__file__).with_name("pdf_child.py")
_SECONDS = 300
"""For one file; a hundred pages take four."""


class Apart:
    """The process: it makes ready when it is made, reads what it is given, ends with its `with`."""

    def __init__(self) -> None:
        given = json.dumps([entry or os.getcwd() for entry in sys.path])  # noqa: PTH109  as Python reads an empty entry
        self._process = subprocess.Popen(  # noqa: S603  our own file
            # Alone and without site: nothing of the environment steers it, and it starts in half the time.
            [sys.executable, "-I", "-S", "-W", "ignore", str(_CHILD), given],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
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
        with suppress(OSError, ValueError):
            self._process.communicate()

    def give(self, pdf: bytes) -> None:
        """Hand over the file; the caller can do something else meanwhile."""
        self._talk = Thread(target=self._ask, args=(pdf,), daemon=True)
        self._talk.start()

    def passages(self, path: str) -> tuple[str, tuple[Passage, ...]]:
        """The digest of what the file says that it prints; and that, in order. `path` is its name, for messages.

        Raises:
            UsageError: it is no PDF, or not one of ours, or takes too long.
        """
        assert self._talk
        self._talk.join(_SECONDS)
        try:
            found = json.loads(self._answer.decode("utf-8", "surrogatepass"))
        except ValueError:  # it was killed, or is still at it
            raise UsageError.at("not a PDF that can be read: its reader breaks", Place(path=path)) from None
        if "error" in found:
            raise UsageError.at(found["error"], Place(path=path), found["hint"])
        return found["digest"], tuple(
            Passage(where=where, words=words, numbers=tuple(numbers), shown=shown)
            for where, words, numbers, shown in found["passages"]
        )

    def _ask(self, pdf: bytes) -> None:
        with suppress(OSError, ValueError):
            self._answer, _ = self._process.communicate(pdf)
