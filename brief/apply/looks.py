"""A line × the looks that an editor gave its words → the line with those that it can have, and the others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from brief.model.inline import Inline, Line, Styled, Words

Look = tuple[str, str]
"""`bold`, `italic` or `link https://…`, and the words that have it."""
_Flags = tuple[bool, bool, str | None]
_PLAIN: _Flags = (False, False, None)
_BREAK = "\0"
"""Stands for what is not the desk's."""


def dressed(line: Line, looks: Sequence[Look]) -> tuple[Line, tuple[Look, ...]]:
    """The line with these looks and no others, and those whose words are not the desk's in it."""
    if not looks:
        return line, ()
    text = "".join(one.text if isinstance(one, Words) else _BREAK for one in line)
    flags = [_PLAIN] * len(text)
    left: list[Look] = []
    for look in looks:
        at = text.find(look[1])
        if at < 0 or not _is_known(look[0]):
            left.append(look)
            continue
        for place in range(at, at + len(look[1])):
            flags[place] = _with(flags[place], look[0])
    if len(left) == len(looks):
        return line, tuple(left)
    return tuple(_parts(line, flags)), tuple(left)


def _is_known(look: str) -> bool:
    name, _, address = look.partition(" ")
    return name in {"bold", "italic"} or (name == "link" and address.lower().startswith(("http://", "https://")))


def _with(flags: _Flags, look: str) -> _Flags:
    bold, italic, link = flags
    name, _, address = look.partition(" ")
    return bold or name == "bold", italic or name == "italic", address if name == "link" else link


def _parts(line: Line, flags: Sequence[_Flags]) -> Iterator[Inline]:
    at = 0
    for one in line:
        if not isinstance(one, Words):
            yield one
            at += 1
            continue
        for look, run in groupby(zip(one.text, flags[at : at + len(one.text)], strict=True), lambda pair: pair[1]):
            text = "".join(char for char, _ in run)
            bold, italic, link = look
            if look == _PLAIN:
                yield Words(text=text, tone=one.tone)
            else:
                yield Styled(text=text, tone=one.tone, bold=bold, italic=italic, link=link)
        at += len(one.text)
