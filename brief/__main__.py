"""`python -m brief`: the same as the command."""

from __future__ import annotations

from brief.cli import main

main()
