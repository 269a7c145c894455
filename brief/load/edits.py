"""The text of an edits file in; the edits, or the text with what a draft brings besides, out."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any, get_args

from brief.errors import UsageError
from brief.load.advice import in_order
from brief.load.fields import Key, Table, fields
from brief.load.forms import Form, choice, expected, gathered, line, text_of, whole, yes_no
from brief.located_yaml import Node, Scalar, parse, written
from brief.located_yaml import Sequence as Items
from brief.model.diagnostic import Diagnostic, Place
from brief.model.edits import AddedAs, Edit, EditKind, Edits

HEAD = """\
# What was changed in Word, brought home by `brief pull`; `brief build` applies it. Delete an entry to undo it,
# write `done: true` below a comment that is settled. Your own remarks and the order stay as they are.
"""
_TEXTS = {"reworded", "shortened", "heading", "cell", "split", "joined"}
_LINE_END = "\u2028"
_LOOK = re.compile(r"(bold|italic|link \S{1,2000}): (.{1,100000})", re.DOTALL)  # `bold: ten years`


def _texts(node: Node) -> tuple[str, ...]:
    if isinstance(node, Items):
        return gathered(node.items, _text)
    return (_text(node),)


def _text(node: Node) -> str:
    if isinstance(node, Scalar) and not node.text.strip() and not node.blank:
        return ""  # an empty cell of an added row
    return "\n".join(" ".join(part.split()) for part in text_of(node, "words").split("\n"))


def _looks(node: Node) -> tuple[tuple[str, str], ...]:
    return tuple(map(_look, node.items)) if isinstance(node, Items) else (_look(node),)


def _look(node: Node) -> tuple[str, str]:
    what = "`bold: words`, `italic: words` or `link https://…: words` in quotes"
    found = _LOOK.fullmatch(text_of(node, what))
    if found is None:
        raise expected(what, node)
    return found[1], found[2]


_MANY: Form[tuple[str, ...]] = Form(read=_texts, schema={"type": ["string", "array"]})
_EDIT = Table(
    name="an edit",
    keys={
        "kind": Key(form=choice(*get_args(EditKind)), about="What was done.", required=True),
        "block": Key(form=line(), about="The id of the point, row or paragraph.", required=True),
        "section": Key(form=line(), about="The section that it stands in.", required=True),
        "was": Key(form=_MANY, about="The words as they were written."),
        "now": Key(form=_MANY, about="The words as they are to be."),
        "after": Key(form=line(), about="The block before it."),
        "below": Key(form=line(), about="The words before it, inside that block."),
        "as": Key(form=choice(*get_args(AddedAs)), about="What was added.", into="as_"),
        "column": Key(form=whole(1, 99), about="The column of a cell that was empty."),
        "by": Key(form=line(), about="Who did it."),
        "at": Key(form=line(), about="When."),
        "looks": Key(form=Form(read=_looks, schema={"type": ["string", "array"]}), about="Bold, italics, links."),
        "sure": Key(form=yes_no(), about="`false` where it is likely only what became of a paragraph."),
        "done": Key(form=yes_no(), about="Of a comment: settled."),
        "source": Key(form=line(), about="Where new words stand in a source, word for word."),
    },
)


def edits(text: str, path: str) -> Edits:
    """The edits in their order; raises UsageError with all mistakes."""
    found: list[Edit] = []
    mistakes: list[Diagnostic] = []
    for entry in _entries(text, path):
        try:
            read = fields(entry, _EDIT)
        except UsageError as error:
            mistakes += error.diagnostics
            continue
        mistakes += read.mistakes
        if not read.mistakes:
            found.append(Edit(place=entry.place, **read.values))
    if mistakes:
        raise UsageError(*in_order(mistakes))
    return Edits(path=path, edits=tuple(found))


def updated_edits(text: str, new: Sequence[Edit], path: str) -> tuple[str, tuple[Edit, ...]]:
    """The text with the edits that it does not hold yet, and these; what people wrote in it stays.

    One of words that the file changes already gets its new words put in the place of those.
    """
    have = list(edits(text, path).edits)
    fresh: list[Edit] = []
    added: list[Edit] = []
    for edit in new:
        if any(_is_same(one, edit) for one in have):
            continue
        fresh.append(edit)
        patched = _settled(text, have, edit, path) if edit.kind == "comment" else _continued(text, have, edit, path)
        if patched is None:
            added.append(edit)
        else:
            text, have = patched, list(edits(patched, path).edits)
    if added:
        text = _with(text, added)
        _check(text, path)
    return text, tuple(fresh)


def _entries(text: str, path: str) -> tuple[Node, ...]:
    root = parse(text, path)
    if isinstance(root, Scalar) and root.blank:
        return ()
    if not isinstance(root, Items):
        raise expected("a list of edits, each with its `kind` and `block`", root)
    return root.items


def _check(text: str, path: str) -> None:
    try:
        edits(text, path)
    except UsageError:
        hint = "write each edit as `- kind: …` with its keys below, without brackets round all"
        raise UsageError.at("nothing can be added to the file as it is laid out", Place(path=path), hint) from None


def _is_same(one: Edit, other: Edit) -> bool:
    if one.kind == "comment" == other.kind:
        same = _said(one) == _said(other) and (one.block == other.block or other.done)
        return same and (one.done or not other.done)
    if one.kind in _TEXTS and other.kind in _TEXTS:
        cells = "cell" in {one.kind, other.kind}  # of which a row has several
        return (one.block, one.now) == (other.block, other.now) and (not cells or one.was == other.was)
    keys: tuple[Callable[[Edit], object], ...] = (
        lambda edit: edit.kind, lambda edit: edit.block, lambda edit: edit.was, lambda edit: edit.now,
        lambda edit: edit.after, lambda edit: edit.looks,
    )  # fmt: skip
    return all(key(one) == key(other) for key in keys)


def _goes_on(one: Edit, other: Edit) -> bool:
    """Whether an edit of the file is of the words that another one changes again."""
    plain = one.kind in _TEXTS and other.kind in _TEXTS and len(one.now) == len(other.now) == 1
    plain = plain and not one.looks and not other.looks
    return plain and one.block == other.block and bool(one.was) and other.was in {one.was, one.now}


def _said(edit: Edit) -> tuple[str | None, list[str]]:
    return edit.by, " ".join(edit.now).split()


def _settled(text: str, have: Sequence[Edit], new: Edit, path: str) -> str | None:
    """The text with `done: true` in the entries of a comment, each of which may be a paragraph of it by now."""
    said = [new.now, *((one,) for one in new.now[0].split("\n"))] if new.done and new.now else []
    parts = [_said(dataclasses.replace(new, now=words)) for words in said]
    open_ = [one for one in have if one.kind == "comment" and not one.done and _said(one) in parts]
    lines = text.splitlines(keepends=True)
    for old in sorted(open_, key=lambda one: -(one.place.line or 1) if one.place else 0):
        at = (old.place.line or 1) - 1 if old.place else 0
        head, key, rest = lines[at].partition("kind:")
        if not key or head.strip() != "-" or rest.split("#")[0].strip() != "comment":
            return None
        lines[at] = f"{lines[at]}{' ' * len(head)}done: true{lines[at][len(lines[at].rstrip()) :] or chr(10)}"
    changed = "".join(lines)
    return changed if open_ and _is_settled(changed, have, open_, path) else None


def _is_settled(changed: str, have: Sequence[Edit], open_: Sequence[Edit], path: str) -> bool:
    try:
        after = edits(changed, path).edits
    except UsageError:
        return False
    return after == tuple(dataclasses.replace(one, done=True) if one in open_ else one for one in have)


def _continued(text: str, have: Sequence[Edit], new: Edit, path: str) -> str | None:
    """The text with new words in the entry of those that they take the place of."""
    older = next((one for one in have if _goes_on(one, new)), None)
    return _patched(text, older, new, path) if older is not None else None


def _patched(text: str, old: Edit, new: Edit, path: str) -> str | None:
    """The text with new words behind `now:` of an entry; None where they do not stand on one line."""
    lines = text.splitlines(keepends=True)
    start = (old.place.line or 1) - 1 if old.place else 0
    for at in range(start, min(start + 40, len(lines))):
        head, key, rest = lines[at].partition("now: ")
        if key and not head.strip(" -"):
            end = "\n" if rest.endswith("\n") else ""
            lines[at] = f"{head}{key}{_quoted(new.now[0])}{end}"
            changed = "".join(lines)
            return changed if _only_now(text, changed, old, new, path) else None
        if at > start and lines[at].lstrip().startswith("- kind"):
            break
    return None


def _only_now(text: str, changed: str, old: Edit, new: Edit, path: str) -> bool:
    """Whether a changed text says the same but for these words."""
    try:
        before, after = edits(text, path).edits, edits(changed, path).edits
    except UsageError:
        return False
    same = len(before) == len(after)
    return same and all(
        one == other or (one.place == old.place and other.now == new.now)
        for one, other in zip(before, after, strict=True)
    )


def _with(text: str, new: Sequence[Edit]) -> str:
    newline = "\r\n" if "\r\n" in text else "\n"
    base = text if text.strip() else HEAD
    if not base.endswith("\n"):
        base += newline
    return base + newline.join([*(line for edit in new for line in _entry(edit)), ""])


def _entry(edit: Edit) -> Iterator[str]:
    values: list[tuple[str, Any]] = [
        ("kind", edit.kind), ("block", edit.block), ("section", edit.section), ("was", edit.was), ("now", edit.now),
        ("after", edit.after), ("below", edit.below), ("as", edit.as_), ("column", edit.column), ("by", edit.by),
        ("at", edit.at), ("source", edit.source), ("looks", tuple(f"{look}: {words}" for look, words in edit.looks)),
    ]  # fmt: skip
    lead = "- "
    for key, value in values:
        if value is None or value == ():
            continue
        yield from _written(f"{lead}{key}:", value)
        lead = "  "
    if not edit.sure:
        yield "  sure: false"
    if edit.done:
        yield "  done: true"


def _written(key: str, value: object) -> Iterator[str]:
    if not isinstance(value, tuple):
        yield f"{key} {value if isinstance(value, int) else _quoted(str(value))}"
    elif len(value) == 1 and value[0]:
        yield f"{key} {_quoted(value[0])}"
    else:
        yield key
        yield from (f"    - {_quoted(one)}" for one in value)


def _quoted(text: str) -> str:
    """The text as one line that reads back, its line ends as an escape."""
    return written(text.replace("\n", _LINE_END)).replace(f"\\U{ord(_LINE_END):08X}", "\\n")
