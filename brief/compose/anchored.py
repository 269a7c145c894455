"""Parts of a brief in; the same with no block's id standing twice, out: an item may be printed in two sections."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from brief.model.document import Evidence, Part
from brief.model.inline import Cite, Context, Tag, Verbatim, Words

_T = TypeVar("_T")
_PLAIN = (Words, Verbatim, Context, Cite, Tag, str, date)
"""What has no block in it: most of a brief."""


def anchored(parts: Sequence[Part]) -> list[Part]:
    """Each part; of two blocks with one id the later gets `--2`."""
    seen: Counter[str] = Counter()
    return [_anchored(part, seen) for part in parts]


def _anchored(node: _T, seen: Counter[str]) -> _T:
    """The node with its own id and those below it told apart; marks and evidence have theirs from their numbers."""
    if isinstance(node, tuple):
        return node if not node or isinstance(node[0], _PLAIN) else type(node)(_anchored(one, seen) for one in node)
    if not isinstance(node, Struct) or isinstance(node, Evidence):
        return node
    changed: dict[str, object] = {}
    for name in node.__struct_fields__:
        value = getattr(node, name)
        if name == "id":
            seen[value] += 1
            value = value if seen[value] == 1 else f"{value}--{seen[value]}"
        elif isinstance(value, tuple):
            value = _anchored(value, seen)
        if value is not getattr(node, name):
            changed[name] = value
    return replace(node, **changed) if changed else node
