"""Two editions as Word files → a third with Word's own tracked changes, on disk only where it is right both ways."""

from __future__ import annotations

from collections.abc import Sequence
from glob import escape
from pathlib import Path

from brief.draft import Side, read_draft
from brief.errors import UsageError, WriteError
from brief.model.diagnostic import Diagnostic, Place, Report, Severity
from brief.ooxml import Package, RefusedError
from brief.pipeline.files import replace_all, shown
from brief.pipeline.unchanged import KEPT
from brief.redline import AUTHOR, Redline, redline

SUFFIX = "-redline.docx"
_LONGEST_NUMBER = 20
"""Digits; `2025110711` is a number, and no desk counts further."""


def redlined(old: Path, new: Path, out: Path | None = None, *, author: str = AUTHOR) -> tuple[Path, Redline]:
    """Writes what changed from one file to the other; `NEW-redline.docx` beside the new one where `out` is None.

    Raises:
        UsageError: a file cannot be read or is not safe to open, or the redline would replace one of them.
        WriteError: the redline would not give back both files, or cannot be written.
    """
    out = out or redline_path(new)
    if out.resolve() in {old.resolve(), new.resolve()}:
        hint = "Name another file: `--out`."
        raise UsageError.at("the redline would replace one of the two files", Place(path=shown(out)), hint)
    made = made_redline(_bytes(old), _bytes(new), old=old, new=new, author=author)
    replace_all({out: made.data})
    return out, made


def redline_path(new: Path) -> Path:
    """Where the redline of a file stands unless another place is named."""
    return new.with_name(f"{new.stem}{SUFFIX}")


def against_last(  # noqa: PLR0913  what names an edition, and what a build has of it
    output: Path, data: bytes, folder: Path, *, name: str, edition: str, build: str, report: Report
) -> dict[Path, bytes]:
    """For `build --redline`: the redline of a DOCX just made against the last edition kept; where none is, it is told.

    Raises:
        UsageError: the kept file is damaged.
        WriteError: the redline would not give back both.
    """
    last = last_edition(folder, name, edition=edition, build=build)
    if last is None:
        message = f"no redline: `{shown(folder / KEPT)}` keeps no earlier edition of `{name}`"
        hint = "Build the earlier edition first, or name two files: `brief redline OLD.docx NEW.docx`."
        report(Diagnostic(severity=Severity.WARNING, message=message, place=Place(path=shown(output)), hint=hint))
        return {}
    return {redline_path(output): made_redline(_bytes(last), data, old=last, new=output).data}


def last_edition(folder: Path, name: str, *, edition: str, build: str) -> Path | None:
    """The draft of the last edition that builds kept; of a brief without numbers, of the last other build."""
    found: list[tuple[int, int, Path]] = []
    for path in (folder / KEPT).glob(f"{escape(name)}-*.docx"):
        said = _properties(path)
        number = said.get("brief.edition", "")
        same = number == edition if edition else said.get("brief.build") == build
        if said.get("brief.outline") != name or same or (_order(edition) and _order(number) >= _order(edition)):
            continue
        found.append((_order(number), path.stat().st_mtime_ns, path))
    return max(found)[2] if found else None


def _order(number: str) -> int:
    return int(number) if number.isdecimal() and len(number) < _LONGEST_NUMBER else 0


def _properties(path: Path) -> dict[str, str]:
    """What a kept draft says of itself; nothing where it cannot be read."""
    try:
        custom = Package(path.read_bytes()).root("docProps/custom.xml")
    except (OSError, RefusedError):
        return {}
    return {one.get("name") or "": "".join(map(str, one.itertext())) for one in (custom if custom is not None else ())}


def made_redline(old_data: bytes, new_data: bytes, *, old: Path, new: Path, author: str = AUTHOR) -> Redline:
    """The redline of two files in memory, read back both ways by the reader of drafts.

    Raises:
        UsageError: one of them is not safe to open.
        WriteError: the redline would not give back both.
    """
    made = redline(old_data, new_data, shown(old), shown(new), author=author)
    sides: tuple[tuple[Side, bytes], ...] = (("accepted", new_data), ("rejected", old_data))
    for side, data in sides:
        if _words(made.data, side) != _words(data, "accepted"):
            message = f"the redline was not written: with all changes {side} its text is another"
            raise WriteError.at(message, Place(path=shown(new)), "Please report it with both files.")
    return made


def _words(data: bytes, side: Side) -> Sequence[str]:
    return [paragraph.words for paragraph in read_draft(data, "redline", side).paragraphs]


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UsageError.at(f"cannot read the file: {error.strerror}", Place(path=shown(path))) from error
