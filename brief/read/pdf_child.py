"""A PDF on standard input, its pages, title and author as JSON on standard output: the process that `pdf.py` runs.

Small hostile PDFs can make any reader run for hours or out of memory; limits on a process are the only sure guard.
"""

from __future__ import annotations

import io
import json
import logging
import sys

_MEMORY = 1 << 30
_SECONDS = 30


def main() -> None:
    """Read, limit, print; an `error` in the JSON says what is wrong with the file."""
    _limit()
    logging.disable()
    found = {"pages": [], "title": "", "author": "", "error": ""}
    try:
        found |= _read(sys.stdin.buffer.read())
    except MemoryError:
        found |= {"pages": [], "error": "it takes more than 1 GiB of memory"}
    except Exception as error:  # noqa: BLE001 - pypdf raises nearly anything on broken files
        found |= {"pages": [], "error": str(error) or type(error).__name__}
    sys.stdout.buffer.write(json.dumps(found).encode())


def _limit() -> None:
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))


def _read(data: bytes) -> dict[str, list[str] | str]:
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        return {"error": "it needs a password"}
    facts = reader.metadata
    pages = [page.extract_text() for page in reader.pages]
    return {"pages": pages, "title": (facts and facts.title) or "", "author": (facts and facts.author) or ""}


if __name__ == "__main__":
    main()
