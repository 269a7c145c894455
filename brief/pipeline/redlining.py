"""Two editions as Word files → a third with Word's own tracked changes, on disk only where it is right both ways."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from brief.draft import Side, read_draft
from brief.errors import UsageError, WriteError
from brief.model.diagnostic import Place
from brief.pipeline.files import replace_all, shown
from brief.redline import AUTHOR, Redline, redline

SUFFIX = "-redline.docx"


def redlined(old: Path, new: Path, out: Path | None = None, *, author: str = AUTHOR) -> tuple[Path, Redline]:
    """Writes what changed from one file to the other; `NEW-redline.docx` beside the new one where `out` is None.

    Raises:
        UsageError: a file cannot be read or is not safe to open, or the redline would replace one of them.
        WriteError: the redline would not give back both files, or cannot be written.
    """
    out = out or new.with_name(f"{new.stem}{SUFFIX}")
    if out.resolve() in {old.resolve(), new.resolve()}:
        hint = "Name another file: `--out`."
        raise UsageError.at("the redline would replace one of the two files", Place(path=shown(out)), hint)
    made = made_redline(_bytes(old), _bytes(new), old=old, new=new, author=author)
    replace_all({out: made.data})
    return out, made


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
