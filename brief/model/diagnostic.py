"""What went wrong, and where: the one shape in which every stage tells a person something."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from msgspec import Struct


class Severity(StrEnum):
    """How much a diagnostic matters: an error stops, a warning and a note do not."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Place(Struct, frozen=True, kw_only=True):
    """A place in a file: line and column are 1-based, None where the whole file is meant."""

    path: str
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        return ":".join(str(part) for part in (self.path, self.line, self.column) if part is not None)


class Diagnostic(Struct, frozen=True, kw_only=True):
    """One thing that a person should know."""

    severity: Severity
    message: str
    place: Place | None = None
    hint: str | None = None
    code: str = ""
    """A stable word for programs, such as `undecodable-bytes`."""

    def __str__(self) -> str:
        where = f"{self.place}: " if self.place else ""
        hint = f"\n  hint: {self.hint}" if self.hint else ""
        return f"{where}{self.severity}: {self.message}{hint}"


Report = Callable[[Diagnostic], None]
"""How a stage tells of trouble without knowing who listens."""
