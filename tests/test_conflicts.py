"""Where statements contradict each other, by plain-text cases; and how the brief prints it."""

from __future__ import annotations

from pathlib import Path

import pytest

from brief.extract import extract
from brief.index import index
from brief.model.library import Library

CASES = Path(__file__).parent / "cases" / "conflicts"


def cases() -> list[object]:
    read = []
    for path in sorted(CASES.glob("*.txt")):
        for case in path.read_text(encoding="utf-8").split("## ")[1:]:
            name, _, rest = case.partition("\n")
            texts, _, expected = rest.partition("# output\n")
            read.append(pytest.param(texts, expected.strip(), id=f"{path.stem}: {name}"))
    return read


def library(texts: str, article) -> Library:
    """Each line an article: its id, its day and its words."""
    made = []
    for line in texts.strip().splitlines():
        head, _, text = line.removeprefix("[").partition("] ")
        name, _, day = head.partition(" ")
        made.append(article(f"A headline\n\n{text}\n", id=name, published=day))
    return index(made, [extract(one) for one in made])


def shown(one: Library) -> str:
    found = [cluster for cluster in one.clusters if cluster.sort == "conflict"]
    rows = []
    for cluster in found:
        names = sorted((cluster.lead, *cluster.others), key=lambda name: list(one.item).index(name))
        rows.append(f"{cluster.differs}: {' | '.join(name.rpartition('-')[0] for name in names)}")
    return "\n".join(rows) or "none"


@pytest.mark.parametrize(("texts", "expected"), cases())
def test_statements_contradict_each_other_only_where_both_cannot_hold(texts, expected, article):
    assert shown(library(texts, article)) == expected
