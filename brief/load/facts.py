"""The text of `sources.yaml` in; what people know of each file, or the text with guesses for new files, out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from brief.errors import UsageError
from brief.load.advice import in_order, mistake
from brief.load.days import edtf
from brief.load.fields import Fields, Key, Table, fields
from brief.load.forms import each, expected, line, pattern, prose
from brief.load.sections import SOURCE_ID
from brief.located_yaml import Mapping as Keys
from brief.located_yaml import Node, Scalar, parse, written
from brief.model.article import SourceFacts
from brief.model.diagnostic import Diagnostic, Place

GUESS = "# guess"
"""Marks an entry that no person has confirmed yet."""

_NAME = "sources.yaml"
_SOURCE = Table(
    name="a source",
    keys={
        "id": Key(
            form=pattern(SOURCE_ID, "up to 12 lower-case letters and digits, a letter first, such as `twz`", str.lower),
            about="Short id, used in item ids and references.",
        ),
        "title": Key(form=line(), about="The article's title."),
        "publisher": Key(form=line(), about="Who published it."),
        "authors": Key(form=each(line(), "names"), about="Who wrote it."),
        "published": Key(form=edtf(), about="The day it came out, as precise as known."),
        "url": Key(
            form=pattern(
                r"https?://\S{1,2000}",
                "an address that begins with `https://` or `http://`",
                lambda text: text if ":" in text else f"https://{text}",
            ),
            about="Where it stands.",
        ),
        "origin": Key(
            form=line(),
            about="The wire, interview or press release it comes from; sources with one origin count as one.",
        ),
        "grade": Key(
            form=pattern("[A-F][1-6]", "a grade from A1 to F6: reliability A-F, credibility 1-6", str.upper),
            about="Admiralty code.",
        ),
        "note": Key(form=prose(), about="The desk's remark."),
    },
)


def sources(text: str, path: str) -> Mapping[str, SourceFacts]:
    """The facts by file name; raises UsageError with all mistakes, in order of place."""
    known: dict[str, SourceFacts] = {}
    ids: dict[str, Place] = {}
    mistakes: list[Diagnostic] = []
    for name, entry in _entries(parse(text, path)):
        read = Fields() if isinstance(entry, Scalar) and entry.blank else _read(entry)
        mistakes += read.mistakes
        mistakes += _taken(read, ids)
        if not read.mistakes:
            known[name.text] = SourceFacts(**read.values)
    if mistakes:
        raise UsageError(*in_order(mistakes))
    return known


def updated_sources(text: str, new: Sequence[tuple[str, SourceFacts]], path: str = _NAME) -> str:
    """The text with an entry, marked as a guess, appended for each file that has none; nothing else changes."""
    root = parse(text, path)
    have = {name.text for name, _ in _entries(root)}
    fresh = {name: facts for name, facts in new if name not in have}
    if not fresh:
        return text
    updated = text + _appended(text, root, fresh)
    try:
        parse(updated, path)
    except UsageError:
        hint = "write each file name on a line of its own, without braces around all, and no `...` at the end"
        raise UsageError.at("nothing can be appended to the file as it is laid out", Place(path=path), hint) from None
    return updated


def _entries(root: Node) -> tuple[tuple[Scalar, Node], ...]:
    if isinstance(root, Scalar) and root.blank:
        return ()
    if not isinstance(root, Keys):
        raise expected("file names, each with its facts below", root)
    return root.entries


def _read(entry: Node) -> Fields:
    try:
        return fields(entry, _SOURCE)
    except UsageError as error:
        return Fields(mistakes=list(error.diagnostics))


def _taken(read: Fields, ids: dict[str, Place]) -> Iterator[Diagnostic]:
    """Two sources with one id would make two items one."""
    if (known_as := read.values.get("id")) is None:
        return
    first = ids.setdefault(known_as, read.places["id"])
    if first is not read.places["id"]:
        yield mistake(read.places["id"], f"the id `{known_as}` is taken: line {first.line} has it")


def _appended(text: str, root: Node, fresh: Mapping[str, SourceFacts]) -> str:
    newline = "\r\n" if "\r\n" in text else "\n"
    indent = " " * ((root.place.column or 1) - 1) if isinstance(root, Keys) else ""
    lines = [indent + line for name, facts in fresh.items() for line in _entry(name, facts)]
    ended = not text or text.endswith("\n")
    return ("" if ended else newline) + newline.join([*lines, ""])


def _entry(name: str, facts: SourceFacts) -> Iterator[str]:
    yield f"{written(name)}:  {GUESS}"
    for fact in _SOURCE.keys:
        guess = getattr(facts, fact)
        value = f"[{', '.join(map(written, guess))}]" if isinstance(guess, tuple) else written(guess or "")
        if guess and _readable(fact, value):
            yield f"  {fact}: {value}"


def _readable(fact: str, value: str) -> bool:
    """Whether the next build would take the guess; one that it refused would stop a person who wrote nothing."""
    try:
        _SOURCE.keys[fact].form.read(parse(value, _NAME))
    except UsageError:
        return False
    return True
