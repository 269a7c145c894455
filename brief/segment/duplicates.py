"""Blocks in, those out that the article prints again: an abridged lead, summary points, a pull quote."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

Triple = tuple[str, str, str]

_WORD = re.compile(r"\w+")
# Only so many blocks can be a lead.
_LEAD = 15
# Word triples; a shorter line may repeat by chance.
_FEWEST = 4
# Share of a block's word triples that stand in later blocks: hand-marked leads have 0.9 and more, paraphrases 0.4.
_SAME = 0.75
# Blocks that share their first words; more would make a text of one repeated line slow.
_RIVALS = 4


def duplicates(texts: Sequence[str]) -> set[int]:
    """The numbers of the blocks that others print again; of two equal blocks the later counts."""
    triples = [_triples(text) for text in texts]
    blocks = [set(block) for block in triples]
    lead = {nth for nth in range(min(_LEAD, len(blocks))) if _is_repeated(nth, blocks)}
    return lead | _pulled(triples, blocks, [len(text) for text in texts])


def _triples(text: str) -> list[Triple]:
    words = _WORD.findall(text.lower())
    return list(zip(words, words[1:], words[2:], strict=False))


def _is_repeated(nth: int, blocks: list[set[Triple]]) -> bool:
    """Whether later blocks, one or several of them together, repeat most of a block of the lead."""
    size = len(blocks[nth])
    if size < _FEWEST:
        return False
    left = set(blocks[nth])
    for later in blocks[nth + 1 :]:
        if not left.isdisjoint(later):
            left -= later
    return size - len(left) >= _SAME * size


def _pulled(triples: list[list[Triple]], blocks: list[set[Triple]], sizes: list[int]) -> set[int]:
    """Short blocks all of whose words stand in one longer block, before or after."""
    wanted: dict[Triple, list[int]] = defaultdict(list)
    for nth, inner in enumerate(triples):
        if len(inner) >= _FEWEST and len(wanted[inner[0]]) < _RIVALS:
            wanted[inner[0]].append(nth)
    found: set[int] = set()
    for holder, block in enumerate(blocks):
        for triple in wanted.keys() & block:
            inside = (nth for nth in wanted[triple] if 1.3 * sizes[nth] < sizes[holder])
            found.update(nth for nth in inside if blocks[nth] <= block)
    return found
