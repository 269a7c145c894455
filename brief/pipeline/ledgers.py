"""A folder → the ledger that it keeps of what was sent from it."""

from __future__ import annotations

from pathlib import Path

from brief.deliver.ledger import Ledger, open_ledger
from brief.errors import UsageError
from brief.model.diagnostic import Place
from brief.pipeline.files import shown

LEDGER = "sent.sqlite"
"""The ledger's name, in the folder of the outputs."""


def ledger_in(folder: Path) -> Ledger:
    """The ledger of a folder.

    Raises:
        UsageError: it keeps none.
    """
    path = folder / LEDGER
    if not path.is_file():
        raise UsageError.at("nothing was sent from here", Place(path=shown(path)), "Name the folder with `--output`.")
    return open_ledger(path)
