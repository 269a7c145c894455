"""Turn a folder of articles into a policy brief whose every passage is verbatim and checked."""

from __future__ import annotations

__version__ = "0.1.0"
