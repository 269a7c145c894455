"""The few errors that make a brief impossible; each carries the diagnostics that say why.

BriefError
├── UsageError      wrong usage or a wrong file from the user     exit code 2
├── SourceError     the seeds cannot be read                      exit code 2
├── VerifyError     a printed passage is not in its source        exit code 1
└── WriteError      an output cannot be made or written           exit code 1
"""

from __future__ import annotations

from brief.model.diagnostic import Diagnostic, Place, Severity


class BriefError(Exception):
    """A stop, with one or more located reasons in `diagnostics`."""

    exit_code = 1

    def __init__(self, *diagnostics: Diagnostic) -> None:
        super().__init__("\n".join(str(diagnostic) for diagnostic in diagnostics))
        self.diagnostics = diagnostics

    @classmethod
    def at(cls, message: str, place: Place | None = None, hint: str | None = None) -> BriefError:
        """The error with a single reason at one place."""
        return cls(Diagnostic(severity=Severity.ERROR, message=message, place=place, hint=hint))


class UsageError(BriefError):
    """The outline, another file of the user, or the command line is wrong."""

    exit_code = 2


class SourceError(BriefError):
    """The seeds are missing or none of them can be read."""

    exit_code = 2


class VerifyError(BriefError):
    """A printed passage differs from its source."""


class WriteError(BriefError):
    """An output cannot be made or written."""
