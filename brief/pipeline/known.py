"""Entries of `sources.yaml` and the files that were read in, what is known of each file out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from pathlib import PurePosixPath

from brief.model.article import SourceFacts
from brief.model.diagnostic import Diagnostic, Place, Report, Severity

_FEW = 5


def known(paths: Sequence[str], facts: Mapping[str, SourceFacts], sources: str, report: Report) -> dict[str, str]:
    """For each path the entry that is for it: the longest, such as `wires/1.txt` or `1.txt`, in which the path ends.

    An entry that would be for two files is for neither, which is a warning; one that is for none is a note.
    """
    holders: dict[str, list[str]] = defaultdict(list)
    for path in paths:
        if name := _entry(path, facts):
            holders[name].append(path)
    for name, held in holders.items():
        if len(held) > 1:
            report(_ambiguous(name, held, sources))
    if idle := [name for name in facts if name not in holders]:
        report(_idle(idle, sources))
    return {held[0]: name for name, held in holders.items() if len(held) == 1}


def new_names(paths: Sequence[str], among: Collection[str]) -> dict[str, str]:
    """For each path the shortest ending that no other path `among` all has."""
    endings: dict[str, set[str]] = defaultdict(set)
    for path in among:
        for ending in _endings(path):
            endings[ending].add(path)
    return {path: next((one for one in _endings(path) if len(endings[one]) == 1), path) for path in paths}


def _entry(path: str, facts: Mapping[str, SourceFacts]) -> str | None:
    return next((ending for ending in reversed(_endings(path)) if ending in facts), None)


def _endings(path: str) -> list[str]:
    """`seeds/r/1.txt` → `1.txt`, `r/1.txt`, `seeds/r/1.txt`."""
    parts = PurePosixPath(path).parts
    return [str(PurePosixPath(*parts[n:])) for n in reversed(range(len(parts)))]


def _ambiguous(name: str, held: Sequence[str], sources: str) -> Diagnostic:
    names = new_names(held, held)
    return Diagnostic(
        severity=Severity.WARNING,
        message=f"the entry `{name}` fits {_listed(held)}, so it is used for neither",
        place=Place(path=sources),
        hint=f"Write the folder too: `{names[held[0]]}:`.",
        code="ambiguous-source",
    )


def _idle(idle: Sequence[str], sources: str) -> Diagnostic:
    entries = f"the entry {_listed(idle)} fits" if len(idle) == 1 else f"the entries {_listed(idle)} fit"
    return Diagnostic(
        severity=Severity.NOTE,
        message=f"{entries} no article that was read",
        place=Place(path=sources),
        code="unused-source",
    )


def _listed(names: Sequence[str]) -> str:
    shown = [f"`{name}`" for name in names[:_FEW]]
    more = [f"{len(names) - _FEW} more"] if len(names) > _FEW else []
    *first, last = [*shown, *more]
    return f"{', '.join(first)} and {last}" if first else last
