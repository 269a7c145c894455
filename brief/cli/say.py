"""Diagnostics and progress → stderr, coloured and moving on a terminal only."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import click

from brief.errors import BriefError
from brief.model.diagnostic import Diagnostic, Place, Severity

_COLOUR = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}


def tell(diagnostic: Diagnostic) -> None:
    """One diagnostic, place first."""
    head, _, hint = str(diagnostic).partition("\n")
    marker = f"{diagnostic.severity}:"
    before, _, after = head.partition(marker)
    click.echo(f"{before}{click.style(marker, fg=_COLOUR[diagnostic.severity], bold=True)}{after}", err=True)
    if hint:
        click.echo(hint, err=True)


def stopped(error: BriefError) -> int:
    """Tells the reasons of a stop; returns its exit code."""
    for diagnostic in error.diagnostics:
        tell(diagnostic)
    return error.exit_code


def own_fault(error: Exception) -> BriefError:
    """A fault of the program as one line with its place in the code; with `BRIEF_TRACE` set it is raised as it is."""
    if os.environ.get("BRIEF_TRACE"):
        raise error
    frame = traceback.extract_tb(error.__traceback__)[-1]
    return BriefError.at(
        f"a fault of brief itself: {type(error).__name__}: {error}",
        Place(path=frame.filename, line=frame.lineno),
        "Please report it with the line above; `BRIEF_TRACE=1` shows the whole way to it.",
    )


def told(sentence: str, diagnostics: Sequence[Diagnostic]) -> None:
    """What was done, and how many warnings and errors were told on the way."""
    counts = {
        one: sum(diagnostic.severity is one for diagnostic in diagnostics) for one in (Severity.ERROR, Severity.WARNING)
    }
    talk = "".join(f", {count} {severity}{'s' if count > 1 else ''}" for severity, count in counts.items() if count)
    click.echo(f"{sentence}{talk}.", err=True)


@contextmanager
def progress(doing: str) -> Iterator[None]:
    """A moving line on a terminal, silence in a pipe."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console

    with Console(stderr=True).status(doing):
        yield
