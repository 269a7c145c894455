"""Several outlines in one call, two at a time, and a watch over them."""

from __future__ import annotations

import gc
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from functools import partial
from itertools import cycle
from pathlib import Path
from time import sleep

from brief.errors import BriefError
from brief.model.diagnostic import Report
from brief.pipeline.asked import asked, ingredients
from brief.pipeline.building import Built, Options, begun
from brief.pipeline.desk import Desk, Shelves

_AT_ONCE = 2
"""Builds begun at a time: each has a typesetter of its own, which takes three quarters of its time."""
_LOOK = 0.05
"""Seconds between two looks at the files of a watch; each takes a thousandth."""


def build_all(paths: Sequence[Path], options: Options, report: Report) -> tuple[list[Built], int]:
    """Each outline → its files; one that fails does not keep the others, and the worst exit code is returned."""
    with _Desks(paths) as desks:
        return desks.build(options, report)


def watch(paths: Sequence[Path], options: Options, report: Report) -> Iterator[tuple[list[Built], int]]:
    """The outlines built now, and again whenever a file that they are made of changes; it ends with its caller.

    Looks at the files' times twenty a second: a call of the system for each change would not reach network drives.
    """
    with _Desks(paths) as desks:
        seen = None
        while True:
            now = [known for path in paths for known in ingredients(path)]
            if now != seen:
                seen = now
                yield desks.build(options, report)
            sleep(_LOOK)


class _Desks(ExitStack):
    """As many desks as builds are begun at once: while the PDF of one is set, the next is composed."""

    def __init__(self, paths: Sequence[Path]) -> None:
        super().__init__()
        self._paths = paths
        shelves = Shelves()
        self._desks = [self.enter_context(Desk(shelves)) for _ in range(min(_AT_ONCE, len(paths)))]

    def build(self, options: Options, report: Report) -> tuple[list[Built], int]:
        """What was built, in the order of the outlines, and the worst exit code."""
        made: list[Built] = []
        codes = [0]
        open_: deque[Callable[[], Built]] = deque()

        def finish() -> None:
            made.append(open_.popleft()())

        taken: set[Path] = set()
        for path, desk in zip(self._paths, cycle(self._desks), strict=False):
            if len(open_) == len(self._desks):
                _try(finish, codes, report)
                gc.collect()  # what one outline leaves is full of circles; that of a hundred would not fit
            _try(partial(_begin, path, options, desk, taken, open_, report), codes, report)
        while open_:
            _try(finish, codes, report)
        return made, max(codes)


def _begin(  # noqa: PLR0913, PLR0917  what all builds of a call share
    path: Path, options: Options, desk: Desk, taken: set[Path], open_: deque[Callable[[], Built]], report: Report
) -> None:
    wanted = asked(path, options.formats, options.out, taken)
    taken.update(wanted.outputs.values())
    open_.append(begun(wanted, desk, report, options))


def _try(step: Callable[[], None], codes: list[int], report: Report) -> None:
    """One step of one build; what stops it is told, and the others go on."""
    try:
        step()
    except BriefError as error:
        codes.append(error.exit_code)
        for diagnostic in error.diagnostics:
            report(diagnostic)
