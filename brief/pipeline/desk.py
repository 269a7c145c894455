"""What the builds of one process share: the typesetter, which takes half a second to start, and what was read."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Self

from msgspec.structs import replace

from brief.model.diagnostic import Diagnostic, Report
from brief.model.library import Library
from brief.model.outline import Format, Outline
from brief.pipeline.asked import seen
from brief.pipeline.files import seed_files
from brief.pipeline.libraries import library_of

if TYPE_CHECKING:  # only a build needs it
    from brief.write import Press

_JOBS = 20
"""Briefs after which the typesetter is started anew: it gives no memory back, 1.4 MB a page."""
_SHELVES = 4
"""Libraries that are kept: a hundred outlines mostly share one."""

_Seen = tuple[tuple[str, int, int], ...]
"""Each file by name, size and time of change."""


class Shelves:
    """What was read so far, for all desks: each folder is read once while its files stay as they are."""

    def __init__(self) -> None:
        self._known: dict[_Seen, tuple[Library, tuple[Diagnostic, ...]]] = {}

    def library(self, outline: Outline, folder: Path, report: Report) -> Library:
        """The library that an outline asks for; what reading it told is told again.

        Raises:
            UsageError, SourceError: as `library_of`.
        """
        files = [*seed_files([folder / seed for seed in outline.seeds])]
        if outline.sources:
            files.append(folder / outline.sources)
        state = tuple(seen(one) for one in files)
        if state not in self._known:
            heard: list[Diagnostic] = []
            library = library_of(outline, folder, heard.append)
            self._known = dict([*self._known.items()][1 - _SHELVES :]) | {state: (library, tuple(heard))}
        library, told = self._known[state]
        for diagnostic in told:
            report(diagnostic)
        return library


class Desk:
    """Kept open over the builds of one call, or of a watch; one build at a time."""

    def __init__(self, shelves: Shelves | None = None) -> None:
        self._shelves = shelves or Shelves()
        self._open = ExitStack()
        self._press: Press | None = None
        self._jobs = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    def press(self, forms: Collection[Format], *, guarded: bool = False) -> Press:
        """The writers of these formats; a typesetter is started only where one is needed, and kept for the next."""
        from brief.write import Press, needs_typesetter, press

        if not needs_typesetter(forms, guarded=guarded):
            return Press(typesetter=None)
        if self._press is None or self._jobs >= _JOBS:
            self._open.close()
            self._press, self._jobs = self._open.enter_context(press(["pdf"])), 0
        self._jobs += 1
        return replace(self._press, guarded=guarded)

    @contextmanager
    def dropping(self) -> Iterator[None]:
        """What stops one build does not reach the next: its typesetter goes with it."""
        try:
            yield
        except BaseException:
            self._press = None
            self._open.close()
            raise

    def library(self, outline: Outline, folder: Path, report: Report) -> Library:
        """The library that an outline asks for, as `Shelves.library`."""
        return self._shelves.library(outline, folder, report)
