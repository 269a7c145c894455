"""A PDF of ours on standard input, what it prints as JSON on standard output: the process that `apart.py` runs."""

from __future__ import annotations

import json
import logging
import sys
from hashlib import sha256


def main() -> None:
    """Make ready, then read what comes; an `error` in the JSON says what is wrong with the file."""
    sys.path[:] = json.loads(sys.argv[1])
    import pypdf  # noqa: F401  while the other process still looks for the file

    from brief.errors import UsageError
    from brief.recheck.pdf import opened

    logging.disable()
    try:
        file, passages = opened(sys.stdin.buffer.read(), "")
        told = [(one.where, one.words, one.numbers, one.shown) for one in passages]
        found: dict[str, object] = {"passages": told, "digest": sha256(file).hexdigest()}
    except UsageError as error:
        (fault,) = error.diagnostics
        found = {"error": fault.message, "hint": fault.hint}
    sys.stdout.buffer.write(json.dumps(found).encode("utf-8", "surrogatepass"))


if __name__ == "__main__":
    main()
