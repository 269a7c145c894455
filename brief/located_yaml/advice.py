"""A YAML parser's complaint in; where the person's slip is and how to mend it, in plain words, out."""

from __future__ import annotations

import yaml

from brief.model.diagnostic import Diagnostic, Place, Severity

Advice = tuple[tuple[int, int], str, str | None]
"""Line and column, what is wrong, and how to mend it."""


def advice(error: yaml.MarkedYAMLError, text: str, path: str) -> Diagnostic:
    """The complaint in plain words; the parser's own words where no row of the table knows them."""
    (line, column), message, hint = _advice(error, text.split("\n"))
    place = Place(path=path, line=line, column=column)
    return Diagnostic(severity=Severity.ERROR, message=message, place=place, hint=hint)


def _advice(error: yaml.MarkedYAMLError, lines: list[str]) -> Advice:
    said = f"{error.context or ''} {error.problem or ''}"
    for pieces, at_start, message, hint in _KNOWN:
        if all(piece in said for piece in pieces):
            return _located(error, message, hint, lines, at_start=at_start)
    if "mapping values are not allowed" in said:
        return _second_colon(error, lines)
    if "parsing a block" in said:
        return _stray(error, lines)
    return _located(error, f"not YAML: {said.strip()}", None, lines, at_start=False)


_QUOTE_IT = "put the whole value in quotes"

# Words of both parsers, whether the slip is where the construct began, and what to say; `{}` is the character there.
_KNOWN: tuple[tuple[tuple[str, ...], bool, str, str], ...] = (
    (("quoted scalar", "end of stream"), True, "a quotation mark {} that is never closed", "close it"),
    (("quoted scalar", "document separator"), True, "a quotation mark {} that is never closed", "close it"),
    (
        ("quoted scalar",),
        False,
        "`\\` in double quotes begins an escape",
        "use single quotes, and `/` between folders",
    ),
    (
        ("parsing a flow mapping",),
        True,
        "a brace {} that is not closed, or a comma missing inside",
        "close it with `}`",
    ),
    (
        ("parsing a flow sequence",),
        True,
        "a bracket {} that is not closed, or a comma missing inside",
        "close it with `]`",
    ),
    (
        ("simple key", "find expected ':'"),
        True,
        "a line that is neither `key: value` nor `- item`",
        "add the colon and a space after it",
    ),
    (("cannot start any token",), False, "a value cannot begin with {}", _QUOTE_IT),
    (("scanning an alias",), True, "a value cannot begin with {}", _QUOTE_IT),
    (("scanning an anchor",), True, "a value cannot begin with {}", _QUOTE_IT),
    (("directive",), True, "a line that begins with `%`", "take it out"),
    (("tag",), False, "a value cannot begin with {}", _QUOTE_IT),
    (("block scalar",), True, "text after {} begins on the next line", _QUOTE_IT + " if it begins with this sign"),
    (
        ("block collection",),
        False,
        "a line that does not begin with `- ` in a list",
        "begin it with `- `, or line it up with a key above",
    ),
    (("node content",), False, "nothing stands before {}", "take the comma out, or put the missing value in"),
    (("document start",), False, "text after the end of the document", "take out the line `...`"),
)


def _second_colon(error: yaml.MarkedYAMLError, lines: list[str]) -> Advice:
    """`title: Ukraine: what next`, or a key indented under a value that is already there."""
    line, column = _spot(error.problem_mark)
    before, _, value = _at(lines, line).partition(": ")
    if len(before) + 1 < column - 1:
        hint = (
            f'put the whole value in quotes: `{before.strip()}: "{value.strip()}"`' if '"' not in value else _QUOTE_IT
        )
        return (line, column), "a second `: ` in one line", hint
    hint = "line it up with the key above, and put a space after each colon"
    return (line, column), "a key where the line above already gave a value", hint


def _stray(error: yaml.MarkedYAMLError, lines: list[str]) -> Advice:
    """Text after a closed quotation or bracket, or a line whose indentation fits none above."""
    line, column = _spot(error.problem_mark)
    if _at(lines, line)[: column - 1].strip():
        message = "text after a value has ended"
        hint = f"{_QUOTE_IT}, with other quotation marks inside: “…”"
    else:
        message, hint = (
            "an indentation that fits no line above",
            "line it up with its neighbours, and begin each item with `- `",
        )
    return (line, column), message, hint


def _located(
    error: yaml.MarkedYAMLError, message: str, hint: str | None, lines: list[str], *, at_start: bool
) -> Advice:
    line, column = _spot((at_start and error.context_mark) or error.problem_mark)
    char = _at(lines, line)[column - 1 : column]
    return (line, column), message.replace("{}", f"`{char}`" if char else ""), hint


def _spot(mark: yaml.Mark | None) -> tuple[int, int]:
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


def _at(lines: list[str], line: int) -> str:
    return lines[line - 1] if line <= len(lines) else ""
