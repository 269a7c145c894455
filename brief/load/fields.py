"""A block of keys and the table of what it may hold in; its values by field, their places and all its mistakes out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from msgspec import Struct

from brief.errors import UsageError
from brief.load.advice import meant, misplaced, mistake, unknown
from brief.load.forms import Form, Schema, expected
from brief.located_yaml import Mapping as Keys
from brief.located_yaml import Node, Scalar
from brief.model.diagnostic import Diagnostic, Place

# The table names a model's fields and the forms give their types; a test holds each table to its model.
Values = dict[str, Any]


class Key(Struct, frozen=True, kw_only=True):
    """One key of a block."""

    form: Form[object]
    about: str
    """What an editor shows beside the key."""
    into: str = ""
    """The model's field, where it has another name."""
    required: bool = False


class Table(Struct, frozen=True, kw_only=True):
    """What one sort of block may hold."""

    name: str
    """As messages name it: section `quotes`."""
    keys: Mapping[str, Key]
    elsewhere: Mapping[str, str] = {}
    """Keys that other blocks take, each with the words that say which."""


@dataclass(slots=True, kw_only=True)
class Fields:
    """What was read of one block so far; `stop` once every check has had its say."""

    values: Values = field(default_factory=dict)
    keys: dict[str, Place] = field(default_factory=dict)
    """Where each key stands, by the name of its field."""
    places: dict[str, Place] = field(default_factory=dict)
    """Where each value stands, likewise."""
    names: dict[str, str] = field(default_factory=dict)
    """Each key as written, likewise."""
    strangers: list[str] = field(default_factory=list)
    """Keys that the table does not know."""
    mistakes: list[Diagnostic] = field(default_factory=list)

    def stop(self) -> Values:
        """The values; raises UsageError with all mistakes where there is one."""
        if self.mistakes:
            raise UsageError(*self.mistakes)
        return self.values


def fields(node: Node, table: Table) -> Fields:
    """Every key that the table knows, read; a blank value counts as not written."""
    if not isinstance(node, Keys):
        raise expected(f"the keys of {table.name} ({', '.join(table.keys)})", node)
    read = Fields()
    for written, value in node.entries:
        key = table.keys.get(written.text)
        if key is None:
            read.strangers.append(written.text)
            read.mistakes.append(_unknown_key(written, table))
        elif not (isinstance(value, Scalar) and value.blank):
            _read_into(read, written, key, value)
    read.mistakes += _missing(read, node, table)
    return read


def block(table: Table, build: Callable[[Fields, Node], object]) -> Form[Any]:
    """The form of a block that a table describes."""
    return Form(read=lambda node: build(fields(node, table), node), schema=schema_of(table))


def schema_of(table: Table) -> Schema:
    """The JSON Schema of a block, closed against unknown keys."""
    required = [name for name, key in table.keys.items() if key.required]
    return {
        "type": "object",
        "properties": {name: {**key.form.schema, "description": key.about} for name, key in table.keys.items()},
        "additionalProperties": False,
        **({"required": required} if required else {}),
    }


def _read_into(read: Fields, written: Scalar, key: Key, value: Node) -> None:
    name = key.into or written.text
    if name in read.keys:
        read.mistakes.append(
            mistake(written.place, f"`{written.text}` says the same as `{read.names[name]}`: keep one")
        )
        return
    read.names[name], read.keys[name], read.places[name] = written.text, written.place, value.place
    try:
        read.values[name] = key.form.read(value)
    except UsageError as error:
        read.mistakes += error.diagnostics


def _missing(read: Fields, node: Node, table: Table) -> Iterator[Diagnostic]:
    """Required keys that stand nowhere, not even misspelt."""
    for name, key in table.keys.items():
        if not key.required or (key.into or name) in read.keys:
            continue
        if name not in {meant(stranger, table.keys) for stranger in read.strangers}:
            yield mistake(node.place, f"{table.name} needs `{name}`", f"add `{name}: …`")


def _unknown_key(written: Scalar, table: Table) -> Diagnostic:
    if written.text in table.elsewhere:
        return misplaced(written.place, written.text, table.keys, where=table.name, home=table.elsewhere[written.text])
    what = f"unknown key `{written.text}` in {table.name}"
    return unknown(written.place, written.text, table.keys, what=what, whose=f"{table.name} takes")
