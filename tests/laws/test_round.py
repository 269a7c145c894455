"""The fifth law, round: a draft's text is its base and its edits, and nothing that an editor did is lost."""

from __future__ import annotations

from collections import Counter

import pytest

from brief.draft import read_draft
from brief.pull import pull
from tests.tools.edit_drafts import composed, written
from tests.tools.random_edits import brief, edited_case
from tests.tools.soak_drafts import after_build, judged


@pytest.mark.parametrize("number", range(10))
def test_round_edits_at_random_come_home_and_are_in_the_next_draft(number: int) -> None:
    asked = brief(number)
    data = written(composed(asked))
    base = read_draft(data, "base.docx")
    assert not pull(base, base).edits
    counts: Counter[str] = Counter()
    for seed in range(4):
        case = edited_case(data, number * 1000 + seed)
        draft = case.body.data()
        found = pull(base, read_draft(draft, "draft.docx"))
        assert not found.lost
        counts.update(what for _, what, _ in judged(case, found.edits, found.lost))
        assert not list(after_build(case, asked, found.edits, draft)), seed
    assert counts["lost"] == 0
    assert counts["wrong"] <= 1
    assert counts["right"] >= 0.9 * counts.total()
