"""Blocks in, those out that the article prints again: an abridged lead, summary points, a pull quote."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

Triple = tuple[str, str, str]

_WORD = re.compile(r"\w+")
# Only so many blocks can be a lead.
_LEAD = 15
# Word triples; a shorter line may repeat by chance.
_FEWEST = 4
# Share of a block's word triples that stand in later blocks. The hand-marked leads have 0.9 and more, paraphrases 0.4 and less.
_SAME = 0.75
# Blocks that share their first words; more would make a text of one repeated line slow.
_RIVALS = 4


def duplicates(texts: Sequence[str]) -> set[int]:
    """The numbers of the blocks that others print again; of two equal blocks the later counts."""
    triples = [_triples(text) for text in texts]
    return _in_lead(triples) | _pulled(triples, [len(text) for text in texts])


def _triples(text: str) -> set[Triple]:
    words = _WORD.findall(text.lower())
    return set(zip(words, words[1:], words[2:], strict=False))


def _in_lead(blocks: list[set[Triple]]) -> set[int]:
    """Blocks of the lead that later blocks repeat, one or several of them together."""
    wanted: dict[Triple, list[int]] = defaultdict(list)
    for nth, triples in enumerate(blocks[:_LEAD]):
        for triple in triples:
            wanted[triple].append(nth)
    found: Counter[int] = Counter()
    for later, triples in enumerate(blocks):
        for triple in wanted.keys() & triples:
            earlier = [nth for nth in wanted[triple] if nth < later]
            found.update(earlier)
            wanted[triple] = [nth for nth in wanted[triple] if nth >= later]
    return {nth for nth, count in found.items() if len(blocks[nth]) >= _FEWEST and count >= _SAME * len(blocks[nth])}


def _pulled(blocks: list[set[Triple]], sizes: list[int]) -> set[int]:
    """Short blocks all of whose words stand in one longer block, before or after."""
    wanted: dict[Triple, list[int]] = defaultdict(list)
    for nth, triples in enumerate(blocks):
        if len(triples) >= _FEWEST and len(wanted[min(triples)]) < _RIVALS:
            wanted[min(triples)].append(nth)
    found = set()
    for holder, triples in enumerate(blocks):
        for triple in wanted.keys() & triples:
            inside = (nth for nth in wanted[triple] if 1.3 * sizes[nth] < sizes[holder])
            found.update(nth for nth in inside if nth != holder and blocks[nth] <= triples)
    return found
