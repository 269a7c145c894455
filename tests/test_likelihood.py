"""Words of likelihood in the desk's own text, held against a standard; words of a source are never judged."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.compose import compose
from brief.likelihood import explained, judge
from brief.likelihood.words import scale, terms
from brief.load import outline
from brief.model.diagnostic import Diagnostic
from brief.model.document import Document, Legend
from brief.model.inline import Words
from brief.model.outline import Outline
from brief.select import select
from tests.shelf import shelf

CASES = Path(__file__).parent / "cases/likelihood/words.txt"
LABEL = (Words(text="Likelihood", tone="strong"),)
HEAD = "title: T\nseeds: seeds\ndate: 2025-07-11\n"
SHELF = """[wire 2025-07-01] The Wire
claim fact | The harbour could be dredged in June, which is probably late and very likely dear.
"""


def cases() -> list[tuple[str, str, str]]:
    """Name, outline and expected lines of each case."""
    found = []
    for block in ("\n" + CASES.read_text(encoding="utf-8")).split("\n## ")[1:]:
        name, _, rest = block.partition("\n")
        asked, _, expected = rest.partition("\n# output")
        found.append((name, asked, expected.strip()))
    return found


def built(asked: Outline) -> Document:
    library = shelf(SHELF)
    selection = select(library, asked, lambda _: None)
    return explained(compose(selection, library, date(2025, 7, 11), "0"), asked)


def legends(document: Document) -> list[str]:
    """What the legends say of likelihood."""
    blocks = [block for part in document.parts for block in part.blocks if isinstance(block, Legend)]
    entries = [
        entry for block in blocks for entry in block.entries if entry[0] == (Words(text="Likelihood", tone="strong"),)
    ]
    return ["".join(one.text for one in meaning if isinstance(one, Words)) for _, meaning in entries]


@pytest.mark.parametrize(("asked", "expected"), [pytest.param(*case[1:], id=case[0]) for case in cases()])
def test_the_desks_words_are_judged_as_the_case_says(asked: str, expected: str) -> None:
    heard: list[Diagnostic] = []
    read = outline(HEAD + asked + "\n", "o.yaml")
    judge(read, heard.append)
    rows = [f"{str(one.place).removeprefix('o.yaml:')}: {one.message}" for one in heard]
    rows += [f"legend: {said.replace(chr(0xA0), ' ')}" for said in legends(built(read))]
    assert "\n".join(rows) == expected
    for one in heard:
        assert one.hint
        assert one.place
        line = (HEAD + asked).splitlines()[(one.place.line or 0) - 1]
        first = one.message[1:].partition("”")[0].split()[0]
        assert line[(one.place.column or 0) - 1 :].startswith(first[:4])


def test_the_words_of_a_source_are_never_judged_and_need_no_legend() -> None:
    heard: list[Diagnostic] = []
    read = outline(f"{HEAD}likelihood: icd203\nsections: [key_points]\n", "o.yaml")
    judge(read, heard.append)
    assert (heard, legends(built(read))) == ([], [])


def test_the_legend_is_printed_once_and_joins_the_one_of_the_key_points() -> None:
    text = f"{HEAD}likelihood: icd203\nbottom_line: {{text: It is likely.}}\nsections: [key_points, key_points]\n"
    (first, second) = built(outline(text, "o.yaml")).parts[:2]
    (joined,) = (block for block in first.blocks if isinstance(block, Legend))
    assert joined.entries[-1][0] == (Words(text="Likelihood", tone="strong"),)
    assert len(joined.entries) > 1
    assert joined.entries[-1] not in [
        entry for block in second.blocks if isinstance(block, Legend) for entry in block.entries
    ]


@given(st.text(st.sampled_from("may likelynot“”‘’'\"- .\n")) | st.text())
def test_any_text_gives_terms_that_stand_in_it_and_do_not_overlap(text: str) -> None:
    for name in ("icd203", "phia"):
        found = terms(text, scale(name))
        assert all(0 <= one.start < one.end <= len(text) for one in found)
        assert all(one.end <= other.start for one, other in pairwise(found))
