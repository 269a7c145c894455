from __future__ import annotations

import inspect
import json
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from itertools import product
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from brief import load
from brief.errors import UsageError
from brief.load.facts import _SOURCE
from brief.load.fields import Table
from brief.load.outlines import _BOTTOM_LINE, _OUTLINE, _OUTPUT
from brief.load.sections import _AT_THE_TOP, _TABLES, PICK
from brief.model.article import SourceFacts
from brief.model.outline import BottomLineText, Outline, Pick, Section
from brief.text.dates import bounds

CASES = Path(__file__).parent / "cases" / "load"
PATH = "config/weekly.yaml"


def cases(stem: str) -> list[tuple[str, str, str]]:
    """Name, input and expected lines of each case of a file."""
    found = []
    for block in f"\n{(CASES / stem).with_suffix('.txt').read_text(encoding='utf-8')}".split("\n## ")[1:]:
        name, _, rest = block.partition("\n")
        text, _, expected = rest.partition("\n# output\n")
        found.append((name, text + "\n", expected.strip()))
    return found


def each(*stems: str) -> pytest.MarkDecorator:
    named = [pytest.param(text, expected, id=name) for stem in stems for name, text, expected in cases(stem)]
    return pytest.mark.parametrize(("text", "expected"), named)


def said(error: UsageError) -> str:
    """The messages, without the path that they share."""
    return "\n".join(str(one).removeprefix(f"{PATH}:").removeprefix(" ") for one in error.diagnostics)


@each("outlines")
def test_an_outline_reads_as_the_case_says(text: str, expected: str) -> None:
    assert "\n".join(shown(load.outline(text, PATH))) == expected


@each("mistakes", "yaml")
def test_mistakes_in_an_outline_are_told_as_the_case_says(text: str, expected: str) -> None:
    with pytest.raises(UsageError) as raised:
        load.outline(text, PATH)
    assert said(raised.value) == expected


@each("sources")
def test_mistakes_in_the_sources_are_told_as_the_case_says(text: str, expected: str) -> None:
    with pytest.raises(UsageError) as raised:
        load.sources(text, PATH)
    assert said(raised.value) == expected


SOURCES = """\
# What the desk knows.
001_wire.txt:
  id: wire                # short
  title: "Cables: what next"
  authors: [Ann Lee, Bo Ek]
  published: 2025-07-07
  grade: B2
002_post.txt:
"""


def test_a_source_keeps_what_people_know_of_it() -> None:
    assert load.sources(SOURCES, PATH) == {
        "001_wire.txt": SourceFacts(
            id="wire", title="Cables: what next", authors=("Ann Lee", "Bo Ek"), published="2025-07-07", grade="B2"
        ),
        "002_post.txt": SourceFacts(),
    }


def test_an_empty_sources_file_knows_nothing() -> None:
    assert load.sources("# nothing yet\n", PATH) == {}


def test_new_sources_are_appended_as_guesses_and_known_ones_left_alone() -> None:
    new = [
        ("001_wire.txt", SourceFacts(id="other")),
        (
            "003 sea & sky.txt",
            SourceFacts(id="sea", title="Sky: a view", authors=("O’Neil", "[x]"), url="https://a.b/c"),
        ),
    ]
    assert load.updated_sources(SOURCES, new) == SOURCES + (
        '"003 sea & sky.txt":  # guess\n'
        '  id: sea\n  title: "Sky: a view"\n  authors: [O’Neil, "[x]"]\n  url: "https://a.b/c"\n'
    )


@pytest.mark.parametrize(
    "before", ["", "# only a comment", "  a.txt: {id: a}\n  b.txt:", "a.txt:\r\n  note: |+\r\n    x\r\n"]
)
def test_appending_fits_the_layout_of_the_file(before: str) -> None:
    after = load.updated_sources(before, [("new.txt", SourceFacts(id="new"))])
    assert after.startswith(before)
    assert load.sources(after, PATH)["new.txt"] == SourceFacts(id="new")


def test_a_sources_file_in_braces_cannot_be_appended_to() -> None:
    with pytest.raises(UsageError, match="braces"):
        load.updated_sources("{a.txt: {id: a}}\n", [("b.txt", SourceFacts())])


lines = st.text().map(lambda text: " ".join(text.split())).filter(bool)


guesses = st.builds(
    SourceFacts,
    title=lines,
    authors=st.lists(st.text()).map(tuple),
    published=st.text("0123456789-T/") | st.none(),
    url=st.text() | st.none(),
)


@given(name=lines, facts=guesses)
def test_whatever_was_guessed_of_a_source_can_be_read_again(name: str, facts: SourceFacts) -> None:
    text = load.updated_sources(SOURCES, [(name, facts)])
    assert text.startswith(SOURCES)
    assert len(load.sources(text, PATH)) == 3


WORDS = [
    *_OUTLINE.keys,
    *_TABLES,
    *_TABLES["timeline"].keys,
    *_OUTPUT.keys,
    *PICK.keys,
    *_SOURCE.keys,
    "fit",
    "2024-13",
    "5",
    "x",
]
TREES = st.recursive(
    st.sampled_from(WORDS) | st.none(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(WORDS), inner, max_size=5),
    max_leaves=30,
)


@given(st.text() | st.text(alphabet="ab:-[]{},'\"|>?!&*#%@` \n") | TREES.map(yaml.safe_dump))
def test_no_text_raises_anything_but_a_usage_error(text: str) -> None:
    for read in (load.outline, load.sources):
        with suppress(UsageError):
            read(text, PATH)


def test_the_schema_takes_a_full_outline_and_refuses_what_load_refuses() -> None:
    jsonschema = pytest.importorskip("jsonschema")
    schema = json.loads(json.dumps(load.schema()))
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    for _, text, _ in cases("outlines"):
        if "~" not in text and "subtitle:\n" not in text:  # an editor should mark a key with nothing behind it
            assert list(validator.iter_errors(yaml.load(text, PlainLoader))) == []
    for wrong in ("limit: 5", "take: five", "order: best", "pick: [{find: a, id: b}]", "from: 2021", "take: 0"):
        text = f"title: T\nseeds: s\nsections: [key_points: {{{wrong}}}]"
        assert not validator.is_valid(yaml.load(text, PlainLoader))
        with pytest.raises(UsageError):
            load.outline(text, PATH)


class PlainLoader(yaml.SafeLoader):
    """As an editor's YAML 1.2 reads: dates are text."""

    yaml_implicit_resolvers = {  # noqa: RUF012 (PyYAML's own way)
        first: [(tag, shape) for tag, shape in rows if not tag.endswith("timestamp")]
        for first, rows in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


TABLES = [(_OUTLINE, Outline), (_OUTPUT, Outline), (_BOTTOM_LINE, BottomLineText), (PICK, Pick), (_SOURCE, SourceFacts)]


@pytest.mark.parametrize(("table", "model"), [*TABLES, *product(_TABLES.values(), [Section])])
def test_every_key_of_a_table_is_a_field_of_its_model(table: Table, model: type) -> None:
    read_elsewhere = {"output", "references"}
    assert {key.into or name for name, key in table.keys.items()} - read_elsewhere <= {*names(model)}


def test_the_words_said_to_stand_at_the_top_do() -> None:
    assert set(_AT_THE_TOP) <= set(_OUTLINE.keys)


@given(
    st.from_regex(
        r"(\.\.|[12][09][12]\d(-[0-2]\d(-[0-3]\d)?)?[~?%]?|[12]\d\dX|2\dXX)(/(\.\.|2[01]\d\d(-[01]\d)?))?",
        fullmatch=True,
    )
)
def test_every_date_that_a_source_may_have_lies_in_the_calendar(published: str) -> None:
    try:
        facts = load.sources(f"a.txt: {{published: {published}}}", PATH)["a.txt"]
    except UsageError:
        return
    assert facts.published
    assert bounds(facts.published) != (None, None)


def shown(outline: Outline) -> Iterator[str]:
    """The fields that are not as by default, then a line a section and a pick."""
    bare = Outline(path=PATH, title="", seeds=(), seeds_place=outline.seeds_place, sources_place=outline.sources_place)
    for name, value in changed(outline, bare):
        if name not in {"sections", "bottom_line", "about_place", "written"}:
            yield f"{name}: {value}"
    if judged := outline.bottom_line:
        yield f"bottom_line: {judged.text!r} {judged.confidence!r}"
        yield from picks("rests_on", judged.rests_on)
    for section in outline.sections:
        plain = Section(kind=section.kind, place=section.place, keys=section.keys, pick=section.pick)
        yield " ".join([f"{section.kind}:", *(f"{name}={value}" for name, value in changed(section, plain))])
        yield from picks("pick", section.pick)


def changed(value: Outline | Section, bare: Outline | Section) -> Iterator[tuple[str, str]]:
    for name in names(type(value)):
        got = getattr(value, name)
        if got != getattr(bare, name):
            yield name, str(got) if isinstance(got, date) else repr(got)


def names(model: type) -> list[str]:
    return list(inspect.signature(model).parameters)


def picks(name: str, found: tuple[Pick, ...]) -> Iterator[str]:
    for pick in found:
        given = ((name, getattr(pick, name)) for name in names(Pick) if name not in {"place", "text_place"})
        place = f"{pick.place.line}:{pick.place.column}"
        yield " ".join([f"  {name} {place}", *(f"{key}={value}" for key, value in given if value)])
