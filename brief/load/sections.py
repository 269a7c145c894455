"""The sections of an outline, with their picks: one table a kind says which keys it takes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import cast, get_args

from brief.errors import UsageError
from brief.load.advice import mistake, stop, unknown
from brief.load.days import first_day, last_day
from brief.load.fields import Fields, Key, Table, fields, schema_of
from brief.load.forms import Form, Schema, choice, each, expected, gathered, line, pattern, prose, whole, yes_no
from brief.located_yaml import Mapping as Keys
from brief.located_yaml import Node, Scalar, Sequence
from brief.model.diagnostic import Diagnostic, Place
from brief.model.outline import Order, Pick, Section, SectionKind

SOURCE_ID = "[a-z][a-z0-9]{0,11}"

_item_id = pattern(r"[^\s:,]+", "an item's id as `brief find` prints it, such as `c-twz-91ab`")

PICK = Table(
    name="a pick",
    keys={
        "id": Key(form=_item_id, about="The item's id, as `brief find` prints it."),
        "find": Key(form=line(), about="Words of the item instead of its id; they must stand in one item only."),
        "words": Key(form=line(), about="The part of the item to print, verbatim; `…` stands for words left out."),
        "text": Key(form=line(), about="A rewording by the desk: printed as edited, still referenced."),
    },
)


def _pick(node: Node) -> Pick:
    """An id, or a block with `id` or `find`."""
    if not isinstance(node, Scalar):
        return _pick_of(fields(node, PICK), node)
    if len(node.text.split()) > 1:
        raise expected(
            "an item's id such as `c-twz-91ab`", node, "to pick an item by its words, write `find: ` before them"
        )
    return Pick(place=node.place, id=_item_id.read(node), comment=node.comment)


_CHOOSE = {
    "id": "`id` names the item, `find` looks for it by its words",
    "words": "`words` prints a part of the item, `text` prints yours in its place",
}


def _pick_of(read: Fields, node: Node) -> Pick:
    if not read.keys.keys() & {"id", "find"} and not read.strangers:
        read.mistakes.append(mistake(node.place, "a pick needs `id` or `find`", "add the item's id, or words of it"))
    for one, other in (("id", "find"), ("words", "text")):
        if one in read.keys and other in read.keys:
            message = f"`{one}` and `{other}` in one pick: keep one"
            read.mistakes.append(mistake(read.keys[other], message, _CHOOSE[one]))
    return Pick(place=node.place, comment=_comment(node), text_place=read.places.get("text"), **read.stop())


def _comment(node: Node) -> str | None:
    """The comment behind the id of a block, where `brief find` put the item's words."""
    entries = node.entries if isinstance(node, Keys) else ()
    return next((value.comment for key, value in entries if key.text == "id" and isinstance(value, Scalar)), None)


_pick_schema: Schema = {
    "anyOf": [
        _item_id.schema,
        {
            **schema_of(PICK),
            "oneOf": [{"required": ["id"]}, {"required": ["find"]}],
            "not": {"required": ["words", "text"]},
        },
    ]
}
picks = each(Form(read=_pick, schema=_pick_schema), "picks")

_HEADING = {"heading": Key(form=line(), about="Printed in place of the section's own heading.")}
_NOTE = {"note": Key(form=prose(), about="The desk's words under the heading.")}
_SINCE = Key(form=first_day(), about="Nothing dated before this year, month or day.", into="since")
_UNTIL = Key(form=last_day(), about="Nothing dated after this year, month or day.", into="until")
_RANKED = {
    **_HEADING,
    "take": Key(form=whole(1, 5000), about="How many items, pinned ones included."),
    "pick": Key(form=picks, about="Pinned items, in this order, before anything ranked."),
    "skip": Key(form=each(_item_id, "item ids"), about="Items that are not to be printed here."),
    "about": Key(form=each(line(), "words"), about="What the section is about: ranks its items."),
    "sources": Key(
        form=each(pattern(SOURCE_ID, "a source's short id such as `twz`", str.lower), "source ids"),
        about="Only items of these sources.",
    ),
    "speakers": Key(form=each(line(), "names"), about="Only items of these people."),
    "since": _SINCE,
    "until": _UNTIL,
    "per_source": Key(form=whole(1, 5000), about="At most so many items of one source."),
    "order": Key(form=choice(*get_args(Order)), about="Best first, by date, or as `pick` lists them."),
    **_NOTE,
}
_TIMELINE = {
    **_RANKED,
    "from": _SINCE,
    "to": _UNTIL,
    "chart": Key(form=yes_no(), about="A chart above the table; without this key, where four rows have a date."),
}
_TEXT = {
    **_HEADING,
    **_NOTE,
    "body": Key(form=prose(), about="The desk's own words; a blank line parts paragraphs.", required=True),
}
_PLAIN = {**_HEADING, **_NOTE}
_DISAGREEMENTS = {
    **_HEADING,
    "take": Key(form=whole(1, 5000), about="How many disagreements."),
    **{key: _RANKED[key] for key in ("skip", "about", "sources")},
    **_NOTE,
}
_SINCE_LAST = {
    **_HEADING,
    **_NOTE,
    "take": Key(form=whole(1, 5000), about="How many changes at most; the rest is counted."),
}

_KINDS: Mapping[SectionKind, tuple[Mapping[str, Key], str]] = {
    "key_points": (_RANKED, "What the sources say, in complete thoughts."),
    "quotes": (_RANKED, "Direct quotations, by speaker."),
    "timeline": (_TIMELINE, "What happened and what is foreseen, by date."),
    "disagreements": (_DISAGREEMENTS, "Where statements contradict each other, side by side."),
    "open_questions": (_RANKED, "What the sources leave open, why, and what would close it."),
    "since_last": (_SINCE_LAST, "What is new, changed, corrected or dropped since the last edition."),
    "text": (_TEXT, "The desk's own words."),
    "sources": (_PLAIN, "The source base in a paragraph and a table."),
    "evidence": (_PLAIN, "Each reference with its passage in context."),
}
# The outline's own keys that no section has; the outline's table cannot be asked, for it is built on this one.
_AT_THE_TOP = (
    *("subtitle", "edition", "date", "cutoff", "handling", "author"),
    *("seeds", "output", "references", "fit", "likelihood", "bottom_line", "sections"),
)
_ONCE = frozenset({"since_last", "sources", "evidence"})
_DEFAULTS: Mapping[SectionKind, int | None] = {
    "key_points": 5, "quotes": 4, "timeline": 12, "disagreements": 4, "open_questions": 6,
    "sources": None, "evidence": None,
}  # fmt: skip
"""The sections of an outline that names none, each with its `take`."""


def _takers() -> Iterator[tuple[str, str]]:
    """Each section key with the words that say which sections take it."""
    for key in {key: None for keys, _ in _KINDS.values() for key in keys}:
        yield key, f"is taken by {', '.join(kind for kind, (keys, _) in _KINDS.items() if key in keys)}"


TAKERS = dict(_takers())
_ELSEWHERE = {**dict.fromkeys(_AT_THE_TOP, "stands at the top of the outline"), **TAKERS}
_TABLES = {kind: Table(name=f"section `{kind}`", keys=keys, elsewhere=_ELSEWHERE) for kind, (keys, _) in _KINDS.items()}


def default_sections(place: Place) -> tuple[Section, ...]:
    """What an outline without sections gets."""
    return tuple(Section(kind=kind, place=place, take=take) for kind, take in _DEFAULTS.items())


def _sections(node: Node) -> tuple[Section, ...]:
    if not isinstance(node, Sequence):
        raise expected("a list of sections", node, "begin each section with `- `")
    if not node.items:
        raise expected("at least one section", node, "leave `sections` out for the usual ones")
    return gathered(node.items, _section, _twice(node.items))


def _twice(items: tuple[Node, ...]) -> Iterator[Diagnostic]:
    seen: set[str] = set()
    for item in items:
        name = item.entries[0][0] if isinstance(item, Keys) and item.entries else item
        if isinstance(name, Scalar) and name.text in _ONCE & seen:
            yield mistake(name.place, f"a second section `{name.text}`", "keep one")
        seen |= {name.text} if isinstance(name, Scalar) else set()


def _section(node: Node) -> Section:
    """`- quotes`, `- quotes: {…}`, or `- quotes:` with a block under it."""
    match node:
        case Scalar() if not node.blank:
            return _section_of(node, Keys(entries=(), place=node.place))
        case Keys(entries=((name, value),)):
            blank = isinstance(value, Scalar) and value.blank
            return _section_of(name, Keys(entries=(), place=value.place) if blank else value)
        case Keys(entries=((name, _), (second, _), *_)):
            raise _beside(name, second)
        case _:
            raise expected("a section", node, f"a section is one of: {', '.join(_KINDS)}")


def _section_of(name: Scalar, value: Node) -> Section:
    kind = cast("SectionKind", name.text)  # what is not one has no table
    table = _TABLES.get(kind)
    if table is None:
        what = f"unknown section `{name.text}`"
        raise UsageError(unknown(name.place, name.text, _KINDS, what=what, whose="a section is one of"))
    read = fields(value, table)
    read.mistakes += _wrong_way_round(read)
    return Section(kind=kind, place=name.place, keys=read.keys, **read.stop())


def _beside(name: Scalar, second: Scalar) -> UsageError:
    """Two keys in one item of the list: a dash is missing, or two spaces are."""
    if second.text in _KINDS:
        return stop(
            second.place,
            f"section `{second.text}` inside the item of `{name.text}`",
            f"begin it with `- `: `- {second.text}:`",
        )
    hint = f"put two more spaces before `{second.text}` and the keys after it"
    if second.place.line == name.place.line:
        hint = f"give it braces of its own: `{name.text}: {{…}}`"
    return stop(second.place, f"`{second.text}` stands beside `{name.text}`, not under it", hint)


def _wrong_way_round(read: Fields) -> Iterator[Diagnostic]:
    since, until = read.values.get("since"), read.values.get("until")
    if since and until and since > until:
        yield mistake(read.places["until"], f"the span ends on {until}, before it begins on {since}")


def _sections_schema() -> Schema:
    one = [
        {
            "type": "object",
            "properties": {kind: {**schema_of(table), "description": _KINDS[kind][1]}},
            "required": [kind],
            "additionalProperties": False,
        }
        for kind, table in _TABLES.items()
    ]
    bare = [kind for kind, table in _TABLES.items() if not any(key.required for key in table.keys.values())]
    one += [
        {"enum": bare},
        {
            "type": "object",
            "propertyNames": {"enum": bare},
            "additionalProperties": {"type": "null"},
            "maxProperties": 1,
        },
    ]
    return {"type": "array", "minItems": 1, "items": {"anyOf": one}}


sections = Form(read=_sections, schema=_sections_schema())
