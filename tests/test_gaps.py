"""Open questions that the desk concludes from the evidence: each sort where it belongs, and not where it does not."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from brief.compose import compose
from brief.load import outline
from brief.model.document import OpenQuestion, OpenQuestions
from brief.model.inline import Verbatim, Words
from brief.model.library import Cluster
from brief.select import select
from tests.shelf import shelf

HEAD = "title: T\nseeds: seeds\ndate: 2025-07-01\n"
ASKED = "sections: [timeline, open_questions: {take: 30}]\n".replace("open", "{open").replace("30}]", "30}}]")
PLAN = "The port of Lindvik plans to finish the shore power cable by 1 September 2025"


def questions(shelved: str, asked: str = ASKED, *, disputed: bool = False) -> list[OpenQuestion]:
    """The open questions of the brief; where the shelf is `disputed`, its items contradict the first."""
    library = shelf(shelved)
    if disputed:
        lead, *others = (item.id for item in library.items)
        one = Cluster(sort="conflict", lead=lead, others=tuple(others), origins=2, differs="polarity")
        library = replace(library, clusters=(one,))
    selection = select(library, outline(HEAD + asked, "o.yaml"), lambda _: None)
    document = compose(selection, library, date(2025, 7, 1), "0")
    blocks = [block for part in document.parts for block in part.blocks if isinstance(block, OpenQuestions)]
    return [question for block in blocks for question in block.questions]


def told(question: OpenQuestion) -> tuple[str, str]:
    """Why it is open, and what would close it."""
    why, closes = (
        "".join(one.text for one in line if isinstance(one, Words | Verbatim))
        for line in (question.why, question.closes)
    )
    return why, closes


@pytest.mark.parametrize(
    ("shelved", "expected"),
    [
        pytest.param(
            "[a 2025-06-01] A\nevent planned ../2025-09-01 | The cable is to be finished by 1 September 2025.\n",
            [("The time it names (by 1 September 2025) ends within 90 days of this brief.",
              "A report of what happened, once that time is over.")],
            id="a forecast that falls due",
        ),
        pytest.param(
            "[a 2025-01-01] A\nevent forecast 2025-05 | A second substation opens in May 2025, the firm expects.\n",
            [("The time it names (May 2025) has passed; no passage found here reports what came of it.",
              "A report, dated after that time, of what happened.")],
            id="a forecast whose date has passed",
        ),
        pytest.param(
            "[a 2025-01-01] A\nevent forecast 2025-05 | A second substation opens in May 2025, the firm expects.\n"
            "[b 2025-06-01] B\nevent past 2025-05-20 | The firm opened a second substation on 20 May 2025.\n",
            [],
            id="a forecast that another article reports as done",
        ),
        pytest.param(
            "[a 2025-06-01] A\nevent forecast 2031 | The grid will be too small in 2031.\n",
            [],
            id="a forecast for years ahead",
        ),
        pytest.param(
            f"[a 2025-06-01] A\nevent planned ../2025-09-01 | {PLAN}, its director said.\n"
            f"[b 2025-06-02] B\nevent planned ../2025-09-01 | {PLAN}, a ferry line added.\n",
            [("The time it names (by 1 September 2025) ends within 90 days of this brief.",
              "A report of what happened, once that time is over.")],
            id="one plan in two articles is one question",
        ),
        pytest.param(
            "[a 2025-06-01] A\nevent past | The cable ship was damaged in a storm.\n",
            [("No date can be told from S1.", "A source that dates it.")],
            id="an event without a date",
        ),
        pytest.param(
            "[a 2025-06-01] A\nclaim fact | A report | A report warns that the grid cannot carry the load in winter.\n"
            "claim fact | The report | The report said that two substations would have to be built.\n",
            [("S1 rests on a body or document that it never names, so it cannot be looked up: “report”.",
              "The name, date and text of what S1 rests on.")],
            id="a report that is never named is one question",
        ),
        pytest.param(
            "[a 2025-06-01] A\nclaim fact | The report by the Institute for Energy came out in the spring.\n"
            "claim fact | The report | The report said that two substations would have to be built.\n",
            [],
            id="a report whose author the article names",
        ),
    ],
)  # fmt: skip
def test_each_sort_of_gap_is_asked_where_it_belongs(shelved: str, expected: list[tuple[str, str]]) -> None:
    assert [told(question) for question in questions(shelved)] == expected


def test_a_subject_that_only_its_synonym_names_is_spoken_of() -> None:
    shelved = "[a 2025-06-01] A\nclaim fact | The cross-strait route was closed in the spring of this year.\n"
    about = "about: {{Taiwan: [{also}], hydrogen: []}}\nsections: [open_questions]\n"
    found = [question.id for question in questions(shelved, about.format(also="cross-strait"))]
    assert found == ["gap-silent-hydrogen"]
    assert len(questions(shelved, about.format(also="Taipei"))) == 2


def test_a_key_point_of_one_origin_says_how_many_articles_print_it() -> None:
    claim = "claim fact | The two fleets held fourteen joint drills in the northern sea last year.\n"
    (one,) = questions(f"[a] A\n{claim}", "sections: [key_points, open_questions]\n")
    assert told(one)[0] == "Only one origin stands behind it: S1."
    (one,) = questions(f"[a] A\n{claim}[b] B\n{claim}", "sections: [key_points, open_questions]\n")
    assert told(one)[0] == "Only one origin stands behind it: S2, though two articles print it."


BANK = "said that the Bank of Norland will {}cut interest rates in September 2025."
CONFLICT = f"""[a 2025-06-01] A
claim forecast | Maria Lopez | Economist Maria Lopez {BANK.format("")}
[b 2025-06-02] B
claim forecast | John Hart | Economist John Hart {BANK.format("not ")}
"""


def test_a_disagreement_is_a_question_unless_the_cut_off_leaves_one_side_alone() -> None:
    (one,) = questions(CONFLICT, disputed=True)
    assert told(one)[0] == "The statements contradict each other; they differ in this: yes or no."
    assert told(one)[1].startswith("A later statement by one of the speakers")
    assert questions(CONFLICT, f"cutoff: 2025-06-01\n{ASKED}", disputed=True) == []
