"""YAML text in; a closed tree out in which each value is the text that stands there and knows its line, or a stop.

Nothing is typed by YAML's guess: an edition `12_3`, `no` or `1:30` is that text. The tree is built from parser events
as they come, so the depth limit stops a file of brackets before more than a kilobyte beyond it was scanned.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

import yaml
from msgspec import Struct
from yaml.reader import Reader

from brief.errors import UsageError
from brief.located_yaml.advice import advice
from brief.model.diagnostic import Diagnostic, Place, Severity

LARGEST = 1 << 20
"""Bytes of a file in UTF-8."""
DEEPEST = 16
"""Lists and blocks inside each other; an outline needs six."""

Style = Literal["plain", "quoted", "literal", "folded"]


class Scalar(Struct, frozen=True, kw_only=True):
    """A value without parts, as the text that stands there."""

    text: str
    style: Style
    place: Place
    comment: str | None = None
    """What stands behind `#` at the end of its line."""

    @property
    def blank(self) -> bool:
        """Whether nothing at all stands there, as after `heading:` at the end of a line."""
        return not self.text and self.style == "plain"


class Sequence(Struct, frozen=True, kw_only=True):
    """A list."""

    items: tuple[Node, ...]
    place: Place


class Mapping(Struct, frozen=True, kw_only=True):
    """A block of keys, each key once."""

    entries: tuple[tuple[Scalar, Node], ...]
    place: Place


Node = Scalar | Sequence | Mapping


def parse(text: str, path: str, largest: int = LARGEST) -> Node:
    """The one document in `text`; blank where it is empty. Raises UsageError for what is not plain, small YAML."""
    text = text.removeprefix("\ufeff")
    _refuse(text, path, largest)
    tree = _Tree(path, text, yaml.parse(text, Loader=_LOADER))
    try:
        root = tree.document()
    except yaml.MarkedYAMLError as error:
        raise UsageError(*tree.mistakes, advice(error, text, path)) from None
    except yaml.YAMLError as error:
        raise UsageError.at(f"not YAML: {error}", Place(path=path)) from None
    if tree.mistakes:
        raise UsageError(*tree.mistakes)
    return root


def written(text: str) -> str:
    """The text as one line of YAML that reads back as the same text; what YAML cannot hold becomes `�`."""
    if _plain(text):
        return text
    return '"' + "".join(map(_escaped, _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", text))) + '"'


# libyaml reads a hundred lines in 1 ms, PyYAML's own parser in 12 ms.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_COMMENT = re.compile(r" {1,400}#(.{0,4000})")  # `    # Rutte, 2025-06 [wire:10] Moscow could be ready`
_UNPRINTABLE = Reader.NON_PRINTABLE
_STYLES: dict[str | None, Style] = {
    None: "plain",
    "": "plain",
    "'": "quoted",
    '"': "quoted",
    "|": "literal",
    ">": "folded",
}


def _refuse(text: str, path: str, largest: int) -> None:
    if len(text.encode("utf-8", "surrogatepass")) > largest:
        raise UsageError.at(f"larger than {largest >> 20} MiB: not read", Place(path=path))
    if found := _UNPRINTABLE.search(text):
        message = f"a character that cannot be printed (U+{ord(found[0]):04X})"
        raise UsageError.at(message, _place_of(text, found.start(), path), "delete it; the file must be UTF-8 text")
    if (tab := text.find("\t")) >= 0:
        raise UsageError.at("tabs are not allowed", _place_of(text, tab, path), "put spaces in its place")


def _place_of(text: str, offset: int, path: str) -> Place:
    before = text[:offset]
    return Place(path=path, line=before.count("\n") + 1, column=offset - before.rfind("\n"))


class _Tree:
    """The events of one file on their way to a tree, and the mistakes met so far."""

    def __init__(self, path: str, text: str, events: Iterator[yaml.Event]) -> None:
        self.path = path
        self.text = text
        self.events = events
        self.mistakes: list[Diagnostic] = []

    def document(self) -> Node:
        root: Node | None = None
        for event in self.events:
            match event:
                case yaml.DocumentStartEvent() if root is not None:
                    self.refuse(event, "a second document after `---`", "keep one document a file")
                    break
                case yaml.DocumentStartEvent():
                    root = self.node(next(self.events), 0)
                case _:
                    pass
        return root or Scalar(text="", style="plain", place=Place(path=self.path, line=1, column=1))

    def node(self, event: yaml.Event, depth: int) -> Node:
        self.check(event, depth)
        match event:
            case yaml.ScalarEvent():
                return self.scalar(event)
            case yaml.SequenceStartEvent():
                return Sequence(items=tuple(self.items(depth + 1)), place=self.place(event))
            case yaml.MappingStartEvent():
                return Mapping(entries=tuple(self.entries(depth + 1)), place=self.place(event))
            case _:
                return Scalar(text="", style="plain", place=self.place(event))

    def scalar(self, event: yaml.ScalarEvent) -> Scalar:
        # An escape in double quotes can name what the file itself may not hold.
        if found := _UNPRINTABLE.search(event.value):
            self.refuse(event, f"a character that cannot be printed (U+{ord(found[0]):04X})", "delete its escape")
        style = _STYLES[event.style]
        return Scalar(text=event.value, style=style, place=self.place(event), comment=self.comment(event))

    def comment(self, event: yaml.ScalarEvent) -> str | None:
        """The comment that follows a value with nothing but spaces between."""
        found = _COMMENT.match(self.text, event.end_mark.index) if event.end_mark else None
        return found[1].strip() or None if found else None

    def items(self, depth: int) -> Iterator[Node]:
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            yield self.node(event, depth)

    def entries(self, depth: int) -> Iterator[tuple[Scalar, Node]]:
        seen: dict[str, Place] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key, value = self.node(event, depth), self.node(next(self.events), depth)
            if not isinstance(key, Scalar):
                hint = "put text that begins with a bracket in quotes"
                self.refuse(event, "a list or block where a key should stand", hint)
                continue
            self.check_key(event, key, seen)
            yield key, value

    def check(self, event: yaml.Event, depth: int) -> None:
        """Refuse what plain YAML does without; depth is the only one that stops at once."""
        if depth > DEEPEST:
            self.refuse(event, f"nested deeper than {DEEPEST} levels")
            raise UsageError(*self.mistakes)
        anchor, tag = getattr(event, "anchor", None), getattr(event, "tag", None)
        if isinstance(event, yaml.AliasEvent):
            self.refuse(
                event, f"aliases are not allowed: `*{anchor}`", "write it out; put text that begins with `*` in quotes"
            )
        elif anchor:
            self.refuse(
                event, f"anchors are not allowed: `&{anchor}`", "leave it out; put text that begins with `&` in quotes"
            )
        elif tag:
            self.refuse(
                event, f"tags are not allowed: `{tag}`", "leave it out; put text that begins with `!` in quotes"
            )

    def check_key(self, event: yaml.Event, key: Scalar, seen: dict[str, Place]) -> None:
        if key.text == "<<" and key.style == "plain":
            self.refuse(event, "merges are not allowed: `<<`", "write the keys out")
        if first := seen.get(key.text):
            self.refuse(event, f"`{key.text}` is written twice", f"it stands in line {first.line} already: keep one")
        seen.setdefault(key.text, key.place)

    def refuse(self, event: yaml.Event, message: str, hint: str | None = None) -> None:
        self.mistakes.append(Diagnostic(severity=Severity.ERROR, message=message, place=self.place(event), hint=hint))

    def place(self, event: yaml.Event) -> Place:
        mark = event.start_mark
        assert mark is not None  # both parsers mark every event
        return Place(path=self.path, line=mark.line + 1, column=mark.column + 1)


def _plain(text: str) -> bool:
    """Whether letters, digits and quiet marks are all there is, so that the text needs no quotes anywhere."""
    return text[:1].isalnum() and text == text.strip() and text.replace(" ", "").translate(_QUIET).isalnum()


_QUIET = dict.fromkeys(map(ord, "_.-’"))


def _escaped(char: str) -> str:
    if char in '"\\':
        return f"\\{char}"
    return char if char.isprintable() else f"\\U{ord(char):08X}"
