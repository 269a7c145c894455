"""Every regular expression that reads articles, against text made to slow it: time grows no faster than the text."""

from __future__ import annotations

import dataclasses
import importlib
import importlib.util
import pkgutil
import re
import time
from collections.abc import Iterator, Sequence

import msgspec
import pytest

READERS_OF_TEXT = ("brief.text", "brief.extract", "brief.segment")
UNITS = ('"', "“", "a", "A", " ", "\n", "1", "(", "-", ", ", "a ", "1,")
SHORTER, LONGER = 50_000, 100_000
GROWTH = 2.6
"""Twice the text may take this many times as long; the square would be 4."""
QUICK = 0.005
"""CPU seconds under which neither is worth telling apart."""


def module_names() -> Iterator[str]:
    for name in READERS_OF_TEXT:
        if spec := importlib.util.find_spec(name):
            yield name
            folders = spec.submodule_search_locations or []
            yield from (found.name for found in pkgutil.walk_packages(folders, f"{name}."))


def fields_of(value: object) -> Sequence[str]:
    if isinstance(value, msgspec.Struct):
        return value.__struct_fields__
    is_record = dataclasses.is_dataclass(value) and not isinstance(value, type)
    return [field.name for field in dataclasses.fields(value)] if is_record else []


def patterns(value: object) -> Iterator[re.Pattern[str]]:
    """The compiled expressions in a value: itself, or within tuples, tables, records and cached makers of one."""
    match value:
        case re.Pattern():
            yield value
        case dict():
            for part in (*value, *value.values()):
                yield from patterns(part)
        case tuple() | list() | set() | frozenset():
            for part in value:
                yield from patterns(part)
        case _ if names := fields_of(value):
            for name in names:
                yield from patterns(getattr(value, name))
        case _ if hasattr(value, "cache_info") and "Pattern" in str(
            getattr(value, "__annotations__", {}).get("return")
        ):
            if set(value.__annotations__) == {"return"}:
                yield from patterns(value())


def patterns_by_module() -> dict[str, dict[re.Pattern[str], str]]:
    """Module → expression → the name it is found under; one that several modules import counts in the first."""
    seen: dict[re.Pattern[str], str] = {}
    by_module = {}
    for module_name in module_names():
        values = vars(importlib.import_module(module_name)).items()
        found = {
            pattern: name for name, value in values for pattern in patterns(value) if isinstance(pattern.pattern, str)
        }
        by_module[module_name] = {pattern: name for pattern, name in found.items() if pattern not in seen}
        seen |= found
    return {name: found for name, found in by_module.items() if found}


PATTERNS = patterns_by_module()


def cpu_seconds(pattern: re.Pattern[str], text: str, times: int = 1) -> float:
    """The least of some timings of finding every match."""
    return min(_once(pattern, text) for _ in range(times))


def _once(pattern: re.Pattern[str], text: str) -> float:
    start = time.process_time()
    for _ in pattern.finditer(text):
        pass
    return time.process_time() - start


def growth(pattern: re.Pattern[str], unit: str) -> float:
    """How many times longer twice the text takes; 0 where that is quick."""
    for part in (512, 64, 8):  # a square or a cube already on a little: the whole would take minutes
        little, twice = (cpu_seconds(pattern, unit * (size // part // len(unit)), 2) for size in (SHORTER, LONGER))
        if twice > 2 * QUICK and twice > GROWTH * little:
            return twice / little
    shorter, longer = (unit * (size // len(unit)) for size in (SHORTER, LONGER))
    if cpu_seconds(pattern, longer) < QUICK:
        return 0.0
    for times in (3, 6, 12):  # a second look, because other work on the machine is not the pattern's fault
        ratio = cpu_seconds(pattern, longer, times) / cpu_seconds(pattern, shorter, times)
        if ratio < GROWTH:
            break
    return ratio


@pytest.mark.parametrize("module_name", PATTERNS)
def test_no_pattern_is_slowed_by_hostile_text(module_name):
    slow = [
        f"{name} = {pattern.pattern[:80]!r}: {times:.1f} times as long on twice the {unit!r}"
        for pattern, name in PATTERNS[module_name].items()
        for unit in UNITS
        if (times := growth(pattern, unit)) >= GROWTH
    ]
    assert not slow, "\n".join([module_name, *slow])


def test_there_are_patterns_to_try():
    assert PATTERNS


@pytest.mark.parametrize("hostile", [r"a+b", r"\s+x", r"“[^”]*”", r"(?:\d|\d,)+x"])
def test_a_pattern_of_square_time_is_caught(hostile):
    assert max(growth(re.compile(hostile), unit) for unit in UNITS) >= GROWTH


def test_patterns_are_found_in_tables_and_records():
    one, two, three = re.compile("a"), re.compile("b"), re.compile("c")
    record = dataclasses.make_dataclass("Rule", ["pattern"])(two)
    assert list(patterns(((one, "a"), {"b": [record]}, {three}))) == [one, two, three]
