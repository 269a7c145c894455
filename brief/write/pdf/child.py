"""A job on standard input, its PDF or what is wrong with it on standard output: the process that `Typesetter` runs.

Whatever the page, its stylesheet or its template ask for: nothing but Python's own modules and this process's own
folder can be opened, no socket and no other process, and time and memory end.
"""

from __future__ import annotations

import gc
import json
import os
import sys
from pathlib import Path
from time import process_time
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # `sys.path` is not yet ours when this module begins
    from brief.model.diagnostic import Diagnostic

_FONTS = "<?xml version='1.0'?><!DOCTYPE fontconfig SYSTEM 'urn:fontconfig:fonts.dtd'><fontconfig></fontconfig>"
_MODULES = (".py", ".pyc", ".so", ".pyd", ".dylib")
_SHUT = (
    "socket.", "subprocess.", "ctypes.dlopen", "os.system", "os.exec", "os.fork", "os.spawn", "os.posix_spawn",
    "os.startfile", "os.link", "os.symlink", "os.putenv", "ftplib.", "urllib.", "http.", "smtplib.", "webbrowser.",
    "winreg.", "sys.addaudithook",
)  # fmt: skip
_DATA = "weasyprint"
"""The package whose data, such as a colour profile, are read as its modules are."""
_LENGTH = 8
_READING = frozenset({"os.listdir", "os.scandir", "glob.glob", "os.remove", "os.rename", "os.rmdir", "os.mkdir"})


class Refused(BaseException):
    """Something that the page may not have; no `except Exception` on the way takes it for its own."""


def main() -> None:
    """Make ready, shut the doors, set what is asked for."""
    gc.disable()  # layout makes objects by the million and few circles: looking for these is 5 % of a cold run
    given = json.loads(sys.argv[1])
    sys.path[:] = given["path"]
    _limit(given["seconds"], given["mebibytes"])
    folder = Path(given["folder"])
    (folder / "fonts.conf").write_text(_FONTS, encoding="utf-8")
    _make_ready(given["ready"])
    _shut_doors(str(folder))
    gc.freeze()
    to, back = sys.stdin.buffer, sys.stdout.buffer
    while job := to.read(int.from_bytes(to.read(_LENGTH))):
        _limit(given["seconds"], given["mebibytes"])
        answer = _answer(job)
        back.write(len(answer).to_bytes(_LENGTH) + answer)
        back.flush()
        gc.collect()  # while nobody waits
    os._exit(0)  # quicker than to take down all that was loaded


def _limit(seconds: int, mebibytes: int) -> None:
    try:
        import resource
    except ImportError:  # Windows has none; there the parent's clock alone ends it
        return
    for kind, most in (
        (resource.RLIMIT_CPU, int(process_time()) + seconds),  # from now on
        (resource.RLIMIT_AS, mebibytes << 20),
        (resource.RLIMIT_FSIZE, 256 << 20),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(kind)[1]
        resource.setrlimit(kind, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def _make_ready(modules: list[str]) -> None:
    """Import what takes long, while the brief is still being composed."""
    from importlib import import_module

    from brief.write.pdf import typeset

    typeset.make_ready()
    for module in modules:
        import_module(module)


def _shut_doors(folder: str) -> None:
    """From here on only modules can be read, and only `folder` written."""
    modules = tuple(os.path.join(os.path.realpath(entry), "") for entry in sys.path)  # noqa: PTH118  quick, and a str
    own = os.path.join(os.path.realpath(folder), "")  # noqa: PTH118

    def is_ours(path: object) -> bool:
        if isinstance(path, int):
            return True  # a file that is open already
        real = os.path.realpath(os.fsdecode(path))  # type: ignore[arg-type]  # str, bytes or a path
        return f"{real}{os.sep}".startswith(own)

    def is_module(path: object) -> bool:
        real = os.path.realpath(os.fsdecode(path))  # type: ignore[arg-type]
        return real.startswith(modules) and (real.endswith(_MODULES) or f"{os.sep}{_DATA}{os.sep}" in real)

    def hear(event: str, given: tuple[object, ...]) -> None:
        if event == "open":
            path, _, flags = given
            reading = not isinstance(flags, int) or not flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
            if not is_ours(path) and not (reading and is_module(path)):
                raise Refused(f"the file `{os.fsdecode(path)}`")  # type: ignore[arg-type]
        elif event in _READING:
            if not all(is_ours(path) for path in given[:1]) and event not in {"os.listdir", "os.scandir"}:
                raise Refused(f"{event} of `{given[0]}`")
        elif event.startswith(_SHUT):
            raise Refused(f"`{event}`")

    sys.addaudithook(hear)


def _answer(given: bytes) -> bytes:
    import pickle

    from brief.errors import BriefError, UsageError
    from brief.write.pdf.typeset import count_pages, typeset

    try:
        job, want = pickle.loads(given)  # noqa: S301  our own parent wrote it
        page = job.page()
        return b"=" + (page if want == "page" else (count_pages if want == "pages" else typeset)(page, job))
    except BriefError as error:
        return _told(error.diagnostics, usage=isinstance(error, UsageError))
    except Refused as error:
        return _fault(f"the page asks for {error}, which it may not have")
    except MemoryError:
        return b""
    except Exception as error:  # noqa: BLE001  WeasyPrint raises nearly anything on a broken page
        return _fault(f"the PDF could not be set: {type(error).__name__}: {error}")


def _fault(message: str) -> bytes:
    from brief.model.diagnostic import Diagnostic, Severity

    return _told((Diagnostic(severity=Severity.ERROR, message=message),), usage=False)


def _told(diagnostics: tuple[Diagnostic, ...], *, usage: bool) -> bytes:
    told = [
        {
            "message": one.message,
            "path": one.place and one.place.path,
            "line": one.place and one.place.line,
            "column": one.place and one.place.column,
            "hint": one.hint,
            "code": one.code,
        }
        for one in diagnostics
    ]
    return b"!" + json.dumps({"usage": usage, "told": told}).encode()


if __name__ == "__main__":
    main()
