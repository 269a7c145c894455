"""A Document and its readers → messages handed to a mail server, and a ledger of what became of each."""

from __future__ import annotations
