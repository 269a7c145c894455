from __future__ import annotations

from pathlib import Path
from time import perf_counter

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from brief import load, located_yaml
from brief.errors import UsageError
from brief.located_yaml import Mapping, Node, Scalar, Sequence, parse, written

LOADERS = [yaml.SafeLoader, *([yaml.CSafeLoader] if yaml.__with_libyaml__ else [])]
SLIPS = Path(__file__).parent / "cases" / "load" / "yaml.txt"


@pytest.fixture(params=LOADERS, autouse=True)
def _either_parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(located_yaml, "_LOADER", request.param)


def refused(text: str) -> str:
    with pytest.raises(UsageError) as raised:
        parse(text, "a.yaml")
    return str(raised.value)


def values(node: Node) -> object:
    match node:
        case Scalar():
            return node.text
        case Sequence():
            return [values(item) for item in node.items]
        case Mapping():
            return {key.text: values(value) for key, value in node.entries}


def test_each_value_is_the_text_that_stands_there() -> None:
    text = "a: no\nb: [12_3, 1:30, 0x1F, ~, 2025-07-11]\nc: {d: 'it''s'}\ne:\n"
    assert values(parse(text, "a.yaml")) == {
        "a": "no",
        "b": ["12_3", "1:30", "0x1F", "~", "2025-07-11"],
        "c": {"d": "it's"},
        "e": "",
    }


def test_each_value_knows_its_line_its_column_and_its_comment() -> None:
    root = parse("\ufeffé😀: x  # one\r\nb:\r\n  - c # two\r\n  - [d] # not behind a value\r\n  - 'e#f'", "a.yaml")
    assert isinstance(root, Mapping)
    (key, first), (_, items) = root.entries
    assert isinstance(first, Scalar)
    assert isinstance(items, Sequence)
    assert (str(key.place), str(first.place), first.comment) == ("a.yaml:1:1", "a.yaml:1:5", "one")
    behind = [item.comment for item in items.items if isinstance(item, Scalar)]
    assert (str(items.items[0].place), behind) == ("a.yaml:3:5", ["two", None])


@pytest.mark.parametrize("slip", SLIPS.read_text(encoding="utf-8").split("## ")[1:])
def test_both_parsers_tell_a_slip_in_the_same_words(slip: str) -> None:
    text, _, expected = slip.partition("\n")[2].partition("\n# output\n")
    with pytest.raises(UsageError) as raised:
        load.outline(text + "\n", "a.yaml")
    assert str(raised.value).replace("a.yaml:", "") == expected.strip()


def test_tabs_control_characters_and_large_files_are_refused_in_one_line() -> None:
    assert refused("a:\n\t- b") == "a.yaml:2:1: error: tabs are not allowed\n  hint: put spaces in its place"
    assert refused("a: \x07").startswith("a.yaml:1:4: error: a character that cannot be printed (U+0007)")
    assert refused("a: \udc80").startswith("a.yaml:1:4: error: a character that cannot be printed (U+DC80)")
    assert refused("é" * (1 << 19) + "a") == "a.yaml: error: larger than 1 MiB: not read"


@pytest.mark.parametrize("opening", ["[", "{", "- ", "? ", "{a: ", "[a,"])
def test_depth_stops_a_file_before_the_parser_has_gone_down_it(opening: str) -> None:
    start = perf_counter()
    assert "nested deeper than 16 levels" in refused(opening * 100_000)
    assert perf_counter() - start < 2


@given(st.text(max_size=200))
def test_what_is_written_reads_back_as_the_same_text(text: str) -> None:
    printable = located_yaml._UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", text)
    for layout in ("{}:", "a: {}", "a: [{}, {}]"):
        line = layout.format(*[written(text)] * 2)
        found = values(parse(line, "a.yaml"))
        assert found in ({printable: ""}, {"a": printable}, {"a": [printable, printable]})
