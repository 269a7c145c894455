"""Document → JSON for machines: the tree as it is, each node with its type."""

from __future__ import annotations

from datetime import date

import msgspec

from brief.model.document import Document

FORMAT = "brief-document/1"


def write(document: Document) -> bytes:
    """The whole tree, indented, keys in the order of the model."""
    tree = {"format": FORMAT, **_fields(document)}
    del tree["terms"]  # templates: what they were filled to stands in the tree
    return msgspec.json.format(msgspec.json.encode(tree), indent=1) + b"\n"


def _fields(node: msgspec.Struct) -> dict[str, object]:
    return {name: _plain(getattr(node, name)) for name in node.__struct_fields__}


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, msgspec.Struct):
        return {"type": type(value).__name__, **_fields(value)}
    return value.isoformat() if isinstance(value, date) else value
