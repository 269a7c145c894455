from __future__ import annotations

from pathlib import Path

import pytest

from brief.errors import UsageError
from brief.load import outline
from brief.model.diagnostic import Diagnostic
from brief.model.library import Library
from brief.model.selection import Selection
from brief.select import select
from tests.shelf import shelf

CASES = sorted(Path(__file__).parent.glob("cases/select/*.txt"))


def cases() -> list[tuple[str, str, str, str]]:
    """Name, shelf, outline and expected lines of each case."""
    found = []
    for path in CASES:
        for block in ("\n" + path.read_text(encoding="utf-8")).split("\n## ")[1:]:
            name, _, rest = block.partition("\n")
            shelved, _, rest = rest.partition("\n# outline\n")
            asked, _, expected = rest.partition("\n# output\n")
            found.append((f"{path.stem}: {name}", shelved, asked, expected.strip()))
    return found


def lines(library: Library, selection: Selection, heard: list[Diagnostic]) -> str:
    rows = [str(one) for one in heard]
    for chosen in selection.sections:
        for choice in chosen.choices:
            words = " … ".join(library.slice(span) for span in choice.spans)
            rows.append(f"{chosen.section.kind}: {words} ({'; '.join(choice.because)})")
    return "\n".join(rows)


@pytest.mark.parametrize(("shelved", "asked", "expected"), [pytest.param(*case[1:], id=case[0]) for case in cases()])
def test_an_outline_selects_what_the_case_says(shelved: str, asked: str, expected: str) -> None:
    library = shelf(shelved)
    heard: list[Diagnostic] = []
    head = "title: T\nseeds: seeds\ndate: 2025-07-11\n"
    try:
        selection = select(library, outline(head + asked, "weekly.yaml"), heard.append)
        got = lines(library, selection, heard)
    except UsageError as error:
        got = str(error)
    assert got == expected
