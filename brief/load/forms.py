"""The forms that a value may have: a node of the file in, its value or what was expected in its place out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Generic, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from brief.errors import UsageError
from brief.load.advice import stop, unknown
from brief.located_yaml import Mapping, Node, Scalar, Sequence
from brief.model.diagnostic import Diagnostic

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)
Schema = dict[str, object]


class Form(Struct, Generic[T_co], frozen=True, kw_only=True):
    """How a value is read, and what an editor is told of it."""

    read: Callable[[Node], T_co]
    schema: Schema


def found(node: Node) -> str:
    """What stands there, as a message names it."""
    match node:
        case Scalar() if not node.text.strip():
            return "nothing"
        case Scalar():
            return f"`{_shortened(node.text)}`"
        case Sequence():
            return "a list" if node.items else "an empty list"
        case Mapping():
            return "a block of keys"


def expected(what: str, node: Node, hint: str | None = None) -> UsageError:
    """The stop for a value of the wrong form."""
    return stop(node.place, f"expected {what}, found {found(node)}", hint)


def text_of(node: Node, what: str, hint: str | None = None) -> str:
    """The text of a scalar that is not empty."""
    if isinstance(node, Scalar) and node.text.strip():
        return node.text
    raise expected(what, node, None if isinstance(node, Scalar) else hint)


def line(what: str = "text") -> Form[str]:
    """Text on one line."""
    return Form(read=lambda node: _on_one_line(text_of(node, what, _QUOTE_IT)), schema=dict(_TEXT))


def prose(most_words: int | None = None) -> Form[str]:
    """The desk's own words; a blank line parts paragraphs."""
    return Form(read=lambda node: _paragraphs(node, most_words), schema=dict(_TEXT))


def pattern(shape: str, what: str, mend: Callable[[str], str] = str) -> Form[str]:
    """Text of one shape; `mend` is tried for the hint."""

    def read(node: Node) -> str:
        text = text_of(node, what).strip()
        if re.fullmatch(shape, text):
            return text
        mended = mend(text)
        right = mended != text and re.fullmatch(shape, mended)
        raise expected(what, node, f"did you mean `{mended}`?" if right else None)

    return Form(read=read, schema={"type": "string", "pattern": f"^(?:{shape})$"})


def whole(least: int, most: int) -> Form[int]:
    """A whole number."""

    def read(node: Node) -> int:
        what = f"a whole number from {least} to {most}"
        text = text_of(node, what)
        if text.isascii() and text.isdigit() and len(text) < 10 and least <= int(text) <= most:
            return int(text)
        raise expected(what, node)

    return Form(read=read, schema={"type": "integer", "minimum": least, "maximum": most})


def pages(least: int, most: int) -> Form[int]:
    """A number of pages: `4 pages`, or the number alone."""
    number = whole(least, most)

    def read(node: Node) -> int:
        text = text_of(node, what).strip()
        digits = text.removesuffix("pages").removesuffix("page").strip()
        if not isinstance(node, Scalar) or not digits.isdigit():
            raise expected(what, node)
        return number.read(replace(node, text=digits))

    what = f"a number of pages from {least} to {most}, such as `4 pages`"
    return Form(read=read, schema={"anyOf": [number.schema, {"type": "string", "pattern": "^[0-9]+ pages?$"}]})


def choice(*words: str) -> Form[str]:
    """One of a few words."""

    def read(node: Node) -> str:
        what = f"one of {', '.join(words)}" if len(words) > 1 else f"`{words[0]}`"
        text = text_of(node, what)
        if text not in words:
            message = f"expected {what}, found {found(node)}"
            raise UsageError(unknown(node.place, text, words, what=message))
        return text

    return Form(read=read, schema={"enum": list(words)})


def yes_no() -> Form[bool]:
    """`true` or `false`, in the words YAML has for them."""

    def read(node: Node) -> bool:
        text = text_of(node, "`true` or `false`").lower()
        if text not in _YES_NO:
            raise expected("`true` or `false`", node)
        return _YES_NO[text]

    return Form(read=read, schema={"type": "boolean"})


def each(form: Form[T], what: str, least: int = 0) -> Form[tuple[T, ...]]:
    """A list, of which every item has the form; all mistakes in it are told."""

    def read(node: Node) -> tuple[T, ...]:
        if not isinstance(node, Sequence):
            raise expected(f"a list of {what}", node, _as_list(node))
        if len(node.items) < least:
            raise expected(f"at least {least} of {what}", node)
        return gathered(node.items, form.read)

    return Form(read=read, schema={"type": "array", "items": form.schema, "minItems": least})


def one_or_each(form: Form[T], what: str) -> Form[tuple[T, ...]]:
    """A list of at least one, or the one by itself."""
    many = each(form, what, 1)
    return Form(
        read=lambda node: many.read(node) if isinstance(node, Sequence) else (form.read(node),),
        schema={"anyOf": [form.schema, many.schema]},
    )


def gathered(nodes: tuple[Node, ...], read: Callable[[Node], T], besides: Iterable[Diagnostic] = ()) -> tuple[T, ...]:
    """Each node read; the mistakes of all of them, and those found besides, in one stop."""
    values: list[T] = []
    mistakes = [*besides]
    for node in nodes:
        try:
            values.append(read(node))
        except UsageError as error:
            mistakes += error.diagnostics
    if mistakes:
        raise UsageError(*mistakes)
    return tuple(values)


_TEXT: Schema = {"type": ["string", "number", "boolean"]}
_YES_NO = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}
_QUOTE_IT = "put text with a `: ` in it, or that begins with a bracket, in quotes"


def _shortened(text: str) -> str:
    text = _on_one_line(text)
    return text if len(text) <= 60 else f"{text[:59]}…"


def _on_one_line(text: str) -> str:
    return " ".join(filter(None, (part.strip() for part in text.splitlines())))


def _paragraphs(node: Node, most_words: int | None) -> str:
    text = text_of(node, "text", _QUOTE_IT).strip()
    count = sum(any(map(str.isalnum, word)) for word in text.split())
    if most_words is not None and count > most_words:
        raise stop(
            node.place, f"expected at most {most_words} words, found {count}", f"cut {count - most_words} of them"
        )
    # Outside a `|` block YAML folds each blank line to one line break.
    folded = isinstance(node, Scalar) and node.style != "literal"
    return "\n\n".join(filter(None, map(str.strip, text.split("\n")))) if folded else text


def _as_list(node: Node) -> str | None:
    if isinstance(node, Scalar) and not node.blank:
        return f"write `[{', '.join(_shortened(node.text).split(', '))}]`"
    return "begin each item with `- `" if isinstance(node, Mapping) else None
