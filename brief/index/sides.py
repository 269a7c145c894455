"""Statements that contradict each other → clusters in which each thing said is one side, whoever else says it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from itertools import combinations

from brief.index.statements import Statement
from brief.model.library import Cluster, Difference

Against = dict[str, dict[str, Difference]]
"""Of each statement those that contradict it, and in what."""


def one_each(
    against: Mapping[str, Mapping[str, Difference]],
    heard: Mapping[str, Statement],
    agree: Callable[[Statement, Statement], bool],
) -> Against:
    """What contradicts, with one statement for all that say the same."""
    stands = _stands(against, heard, agree)
    left: Against = defaultdict(dict)
    for name, row in against.items():
        for other, differs in row.items():
            if stands[name] != stands[other]:
                left[stands[name]][stands[other]] = differs
    return left


def clusters(against: Mapping[str, Mapping[str, Difference]]) -> Iterator[Cluster]:
    """A cluster for each statement and those that contradict it in one way; no pair stands twice."""
    taken: set[frozenset[str]] = set()
    for lead in sorted(against, key=lambda name: (-len(against[name]), name)):
        for differs in sorted(set(against[lead].values())):
            others = [
                other
                for other, how in sorted(against[lead].items())
                if how == differs and frozenset((lead, other)) not in taken
            ]
            if others:
                taken |= {frozenset(pair) for pair in combinations((lead, *others), 2)}
                yield Cluster(sort="conflict", lead=lead, others=tuple(others), origins=0, differs=differs)


def _stands(
    against: Mapping[str, Mapping[str, Difference]],
    heard: Mapping[str, Statement],
    agree: Callable[[Statement, Statement], bool],
) -> dict[str, str]:
    """For each statement the one that stands for it: of all that say the same the best told."""
    stands = {name: name for name in against}
    order = sorted(against, key=lambda name: _worth(heard[name]), reverse=True)
    rank = {name: at for at, name in enumerate(order)}
    for hub in order:
        for best, other in combinations(sorted(against[hub], key=rank.__getitem__), 2):
            if stands[other] == other and stands[best] == best and agree(heard[best], heard[other]):
                stands[other] = best
    return {name: _end(name, stands) for name in stands}


def _end(name: str, stands: Mapping[str, str]) -> str:
    while stands[name] != name:
        name = stands[name]
    return name


def _worth(one: Statement) -> tuple[bool, int, str]:
    """A named speaker before an article's own voice, then the fullest, then the id, so that it never wavers."""
    return not one.speaker.startswith("by "), one.size, one.id
