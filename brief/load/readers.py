"""The text of a `readers.yaml` in; the readers, or every mistake with its place, out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import get_args

from brief.errors import UsageError
from brief.load.advice import in_order, mistake
from brief.load.fields import Fields, Key, Table, fields
from brief.load.forms import Form, Schema, choice, each, expected, line, one_or_each, pattern
from brief.located_yaml import Mapping, Node, Scalar, parse
from brief.located_yaml import Sequence as Items
from brief.model.diagnostic import Diagnostic, Place, Report, Severity
from brief.model.reader import Attached, Reader

LARGEST = 16 << 20
"""Bytes of a readers' file: 100,000 rows with every key."""
_LONGEST = 254
_LONGEST_BEFORE_AT = 64
_LONGEST_NAME = 120

# `ana.kovac+brief@mail.example.org`; a comma, a space or a bracket would make two addresses of one.
_ADDRESS = re.compile(
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]{1,64}(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]{1,64}){0,31}"
    r"@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.){1,20}[A-Za-z](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])"
)
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
"""Categories of characters that a header cannot show: control, direction, half a pair, line ends."""


def _read_address(node: Node) -> str:
    if not isinstance(node, Scalar):
        raise expected("one address, such as `ana@example.org`", node)
    text = node.text
    if _is_address(text):
        return text
    raise expected("one address, such as `ana@example.org`", node, _address_hint(text))


def _is_address(text: str) -> bool:
    plain = text.isascii() and len(text) <= _LONGEST and "=?" not in text
    return plain and bool(_ADDRESS.fullmatch(text)) and len(text.rpartition("@")[0]) <= _LONGEST_BEFORE_AT


def _address_hint(text: str) -> str | None:
    """What is wrong with it, where that can be told."""
    odd = next((char for char in text if not char.isascii()), None)
    if odd:
        named = unicodedata.name(odd, f"U+{ord(odd):04X}").lower()
        return f"an address has plain letters only, and this one has a {named}; a domain is written as `xn--…`"
    if text.count("@") > 1 or "," in text or ";" in text:
        return "one reader an entry: give each its own"
    return "the address alone: write the name under `name`" if "<" in text else None


def _read_header(node: Node, what: str, longest: int) -> str:
    """Text that may stand in a header of a message: one line, and nothing that a mail program would decode."""
    if not isinstance(node, Scalar) or not node.text.strip():
        raise expected(what, node)
    text = node.text.strip()
    if found := next((char for char in text if unicodedata.category(char) in _UNSEEN), None):
        raise expected(f"{what} on one line", node, f"delete the character U+{ord(found):04X}")
    if "=?" in text:
        raise expected(f"{what} without `=?`", node, "write it in plain letters; it is encoded by itself")
    if len(text) > longest:
        raise expected(f"{what} of at most {longest} characters", node)
    return text


def header(what: str, longest: int = _LONGEST_NAME) -> Form[str]:
    """Text that may stand in a header."""
    return Form(read=lambda node: _read_header(node, what, longest), schema={"type": "string", "maxLength": longest})


_TEXT: Schema = {"type": "string"}
address: Form[str] = Form(read=_read_address, schema=_TEXT)
"""One plain address."""
mark = header("a handling mark, such as `TLP:GREEN`", 40)
language = pattern(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}", "a language such as `en-GB` or `de`")

_READER = Table(
    name="a reader",
    keys={
        "name": Key(form=header("a name"), about="As the message greets the mailbox: Ana Kovač.", required=True),
        "address": Key(form=address, about="One plain address.", required=True),
        "language": Key(form=language, about="Of the mail's own sentences; and for templates of the house's own."),
        "cleared": Key(form=mark, about="The highest handling mark that the reader may see; TLP:CLEAR by default."),
        "format": Key(
            form=one_or_each(choice(*get_args(Attached)), "formats"),
            about="What is attached: pdf by default; docx for an editor.",
            into="attached",
        ),
        "groups": Key(form=each(line(), "groups"), about="For `brief send --group`."),
    },
)


def readers(text: str, path: str, report: Report) -> tuple[Reader, ...]:
    """The readers in the order of the file; two addresses that may be one person's are told as a warning.

    Raises:
        UsageError: all mistakes, in order of place; or there is no reader.
    """
    root = parse(text, path, largest=LARGEST)
    if isinstance(root, Scalar) and root.blank:
        raise UsageError.at("no readers", Place(path=path), "add one: `- {name: Ana Kovač, address: ana@example.org}`")
    if not isinstance(root, Items):
        raise expected("a list of readers", root, "begin each reader with `- `")
    if not root.items:
        raise UsageError.at("no readers", root.place, "add one: `- {name: Ana Kovač, address: ana@example.org}`")
    found: list[Reader] = []
    mistakes: list[Diagnostic] = []
    for node in root.items:
        read = _fields(node, mistakes)
        if read is None or read.mistakes:
            mistakes += read.mistakes if read else []
            continue
        found.append(Reader(place=read.places["address"], **read.values))
    mistakes += _twice(found, report)
    if mistakes:
        raise UsageError(*in_order(mistakes))
    return tuple(found)


def _fields(node: Node, mistakes: list[Diagnostic]) -> Fields | None:
    if isinstance(node, Mapping):
        return fields(node, _READER)
    mistakes += expected("a reader such as `{name: Ana Kovač, address: ana@example.org}`", node).diagnostics
    return None


def _twice(found: Sequence[Reader], report: Report) -> list[Diagnostic]:
    """The same reader twice is a mistake; also by another tag after a `+`, a warning."""
    first: dict[str, Reader] = {}
    bare: dict[str, Reader] = {}
    told = []
    for one in found:
        if other := first.get(one.key):
            message = f"`{one.address}` is a reader already: `{other.address}` in line {other.place.line}"
            told.append(mistake(one.place, message, "keep one"))
            continue
        first[one.key] = one
        if (other := bare.setdefault(_bare(one.key), one)) is not one:
            report(
                Diagnostic(
                    severity=Severity.WARNING,
                    message=f"`{one.address}` may be the reader `{other.address}` of line {other.place.line}",
                    place=one.place,
                    hint="Both get the brief; take one out where they are the same person.",
                    code="reader-twice",
                )
            )
    return told


def _bare(key: str) -> str:
    """`ana+brief@example.org` → `ana@example.org`."""
    local, _, domain = key.rpartition("@")
    return f"{local.partition('+')[0]}@{domain}"
