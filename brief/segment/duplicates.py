"""Blocks in, those out that the article prints again: an abridged lead, summary points, a pull quote."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from brief.text.shingles import differences

Triple = tuple[str, str, str]

_WORD = re.compile(r"\w+")
# Only so many blocks can be a lead.
_LEAD = 15
# Word triples; a shorter line may repeat by chance.
_FEWEST = 4
# A quotation on a line of its own is pulled from the text even where it is short.
_FEWEST_QUOTED = 2
_MARKS = frozenset('“”"')
# Share of a block's word triples that stand in later blocks: hand-marked leads have 0.9 and more, paraphrases 0.4.
_SAME = 0.75
# Words that turn what is said into its contrary.
_NEGATIONS = frozenset(
    ("no", "not", "never", "none", "nobody", "nothing", "neither", "nor", "without", "cannot", "t", "hardly")
)
# Blocks that share their first words; more would make a text of one repeated line slow.
_RIVALS = 4


def duplicates(texts: Sequence[str]) -> set[int]:
    """The numbers of the blocks that others print again; of two equal blocks the later counts."""
    rows = [_WORD.findall(text.lower()) for text in texts]
    triples = [list(zip(row, row[1:], row[2:], strict=False)) for row in rows]
    blocks = [set(block) for block in triples]
    lead = {nth for nth in range(min(_LEAD, len(blocks))) if _is_repeated(nth, blocks) and _agrees(nth, rows, blocks)}
    fewest = [2 if text[0] in '“"' and text[-1] in '”"' else _FEWEST for text in texts]
    return lead | _pulled(triples, blocks, [len(text) for text in texts], fewest)


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


def _agrees(nth: int, rows: Sequence[list[str]], blocks: list[set[Triple]]) -> bool:
    """Whether no figure and no negation is another one where a block of the lead stands again."""
    left = blocks[nth] - set().union(*blocks[nth + 1 :])
    if not left:
        return True
    shared = [len(blocks[nth] & later) for later in blocks[nth + 1 :]]
    best = nth + 1 + max(range(len(shared)), key=shared.__getitem__)
    if shared[best - nth - 1] < _SAME * len(blocks[nth]):  # put together from several
        return not any(map(_decides, (word for triple in left for word in triple)))
    found = differences(rows[nth], rows[best])
    swapped = (word for pair in found.swapped for words in pair for word in words)
    return not any(map(_decides, (*swapped, *found.dropped, *found.put_in)))


def _decides(word: str) -> bool:
    return word[0].isdigit() or word in _NEGATIONS


def _pulled(triples: list[list[Triple]], blocks: list[set[Triple]], sizes: list[int], fewest: list[int]) -> set[int]:
    """Short blocks all of whose words stand in one longer block, before or after."""
    wanted: dict[Triple, list[int]] = defaultdict(list)
    for nth, inner in enumerate(triples):
        if len(inner) >= fewest[nth] and len(wanted[inner[0]]) < _RIVALS:
            wanted[inner[0]].append(nth)
    found: set[int] = set()
    for holder, block in enumerate(blocks):
        for triple in wanted.keys() & block:
            inside = (nth for nth in wanted[triple] if 1.3 * sizes[nth] < sizes[holder])
            found.update(nth for nth in inside if blocks[nth] <= block)
    return found
