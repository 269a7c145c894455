"""A brief's handling mark and its readers in; those who may not see it, each with the reason and its place, out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from brief.errors import UsageError
from brief.model.diagnostic import Diagnostic, Place, Severity
from brief.model.reader import Reader

TLP = ("TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED")
"""FIRST TLP 2.0, the lowest first."""
_OLD = {"TLP:WHITE": "TLP:CLEAR"}


def uncleared(mark: str | None, readers: Iterable[Reader], own: Sequence[str], outline: Place) -> Iterator[Diagnostic]:
    """Readers whose clearance is below the mark; `own` are the house's marks, the lowest first.

    Raises:
        UsageError: nobody knows how high the mark is.
    """
    if not mark:
        return
    order = _order(own)
    height = order.get(_plain(mark))
    if height is None:
        raise UsageError.at(
            f"nobody knows who may see `{mark}`", outline, f"`marks` of the mail file: {', '.join(order)}"
        )
    for reader in readers:
        cleared = order.get(_plain(reader.cleared))
        if cleared is None or cleared < height or (height < len(TLP)) != (cleared < len(TLP)):
            known = "" if cleared is not None else ", which is no mark that the desk knows"
            yield Diagnostic(
                severity=Severity.ERROR,
                message=f"`{reader.address}` is cleared for {reader.cleared}{known}, and the brief is {mark}",
                place=reader.place,
                hint="Raise `cleared`, take the reader out, or name other readers with `--group`.",
                code="not-cleared",
            )


def _order(own: Sequence[str]) -> dict[str, int]:
    """Each mark's height; the house's own stand above all of TLP, which never clears for them, nor they for it."""
    return {_plain(mark): height for height, mark in enumerate((*TLP, *own))}


def _plain(mark: str) -> str:
    folded = " ".join(mark.upper().split())
    return _OLD.get(folded, folded)
