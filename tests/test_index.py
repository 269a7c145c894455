"""The same words are found though trimmed or changed, statements built alike stay two, and origins are counted."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brief.compose.points import point
from brief.compose.references import References
from brief.compose.source_base import behind
from brief.compose.sources import origins, sources
from brief.find import differing, show
from brief.index.origins import origin_name
from brief.index.sameness import same_side
from brief.load import outline
from brief.model.document import lines
from brief.model.inline import Words
from brief.model.items import kind
from brief.model.library import Library
from brief.model.selection import Choice
from brief.pipeline.libraries import read_library
from brief.select import select
from tests.shelf import shelf

ROOT = Path(__file__).parent.parent

WORDS = "“We counted 14 ships off the northern coast before the storm came in that night.”"

WIRE = """\
claim fact | The owner of the port wrote to the council that no ship would leave before spring.
claim fact | In the same week the price of fuel on the islands went up by a third, traders say.
claim fact | Nobody has yet told the crews of the nine trawlers when they will be paid for the winter.
"""


def clusters(library: Library) -> list[set[str]]:
    """The words of each same-words cluster."""
    return [
        {library.slice(library.item[name].span) for name in (cluster.lead, *cluster.others)}
        for cluster in library.clusters
        if cluster.sort == "same-words"
    ]


def two(sort: str, one: str, other: str, who: str = "Ann Lee") -> Library:
    return shelf(f"[gazette 2025-07-01]\n{sort} | {who} | {one}\n[courier 2025-07-02]\n{sort} | {who} | {other}\n")


@pytest.mark.parametrize(
    "other",
    [
        pytest.param("'We counted 14 ships off the northern coast before the storm came in that night'", id="marks"),
        pytest.param("“before the storm came in that night”", id="trimmed"),
        pytest.param(
            "“We counted fourteen ships off the northern coast before the storm came in that night.”", id="figure"
        ),
        pytest.param("“We counted 14 boats off the northern coast before the storm came in that night.”", id="word"),
        pytest.param("“We counted 14 ships off the coast before the storm came in that night.”", id="dropped"),
        pytest.param("“We'd counted 14 ships off the northern coast before the storm came in that night.”", id="tense"),
        pytest.param("“We counted 14 ships off the northern coast that night.”", id="cut in the middle"),
        pytest.param("“14 ships were counted by us off the north coast the night before the storm came.”", id="retold"),
    ],
)
def test_one_quotation_in_different_words_is_one_cluster_of_one_origin(other: str) -> None:
    library = two("quote", WORDS, other)
    assert clusters(library) == [{WORDS, other}]
    assert library.clusters[0].origins == 1


@pytest.mark.parametrize(
    ("sort", "one", "other"),
    [
        ("claim fact", "The ministry said exports rose 3 % in May.", "The ministry said exports fell 2 % in June."),
        (
            "claim fact",
            "The ministry said on Monday that its guns had shot down 34 drones over the Belm region overnight.",
            "The ministry said on Tuesday that its guns had shot down 21 drones over the Karn region overnight.",
        ),
        (
            "claim fact",
            "Holt did not respond to requests for comment.",
            "The operator of the port did not respond to requests for comment.",
        ),
        (
            "claim fact",
            "The margin of sampling error is plus or minus six percentage points.",
            "The margin of sampling error is plus or minus three percentage points for all voters.",
        ),
        (
            "claim fact",
            "According to the Ministry of Defence, it sank.",
            "According to the Ministry of Trade, it grew.",
        ),
        ("quote", "“We will not leave the islands before the winter.”", "“We will leave the harbour after the vote.”"),
        ("quote", "“No comment.”", "“No comment.”"),
    ],
)
def test_two_statements_built_alike_stay_two(sort: str, one: str, other: str) -> None:
    assert not clusters(two(sort, one, other))


def test_a_sentence_that_leans_on_another_is_the_same_only_where_the_text_is() -> None:
    row = "claim fact leans | He did not respond to a request for comment.\n"
    assert not clusters(shelf(f"[a]\n{row}[b]\n{row}"))
    assert len(clusters(shelf(f"[a]\n{WIRE}{row}[b]\n{WIRE}{row}"))) == 4


def test_two_sentences_of_one_article_with_another_word_are_two_statements() -> None:
    text = "The {} of the port told the council in a letter that no ship would leave before spring."
    rows = [f"claim fact | {text.format(name)}\n" for name in ("owner", "keeper")]
    assert not clusters(shelf(f"[a]\n{rows[0]}{rows[1]}"))
    assert clusters(shelf(f"[a]\n{rows[0]}[b]\n{rows[1]}"))


OPPOSED = (
    ("We will never sell the port of Hull to a foreign owner", "We will sell the port of Hull to a foreign owner"),
    ("We had 40 ships before the subsidy came to the coast", "We had 90 ships before the subsidy came to the coast"),
    ("The ferries will leave Hull for Dover when it ends", "The ferries will leave Dover for Hull when it ends"),
    ("The subsidy is good for the owners of small ships", "The subsidy is bad for the owners of small ships"),
    ("The scheme will not survive a challenge in court", "The scheme will survive a challenge in court"),
    ("The scheme is likely to survive a challenge in court", "The scheme is unlikely to survive a challenge in court"),
    ("The price of fuel rose by a third in the summer", "The price of fuel fell by a third in the summer"),
    ("Dover is closed to all ships from the north", "Hull is closed to all ships from the north"),
    ("We will pay the crews of the trawlers on Monday night", "We will pay the crews of the trawlers on Friday night"),
    ("The union told the owners that the strike was over", "The owners told the union that the strike was over"),
    ("It will cost the islands $2 million in the first year", "It will cost the islands $2 billion in the first year"),
    ("The council will close the harbour before the winter", "The council may close the harbour before the winter"),
    ("It will not, so long as I am minister, be sold to them", "It will be sold to them"),
)


@pytest.mark.parametrize(("one", "other"), OPPOSED)
@pytest.mark.parametrize("sort", ["quote", "claim fact"])
def test_what_says_the_opposite_or_another_figure_name_or_order_is_not_the_same(
    sort: str, one: str, other: str
) -> None:
    end = " of this year, as everybody on the coast has known for a long time now."
    for rest in (".", end):
        assert not clusters(two(sort, f"“{one}{rest}”", f"“{other}{rest}”"))
        assert not same_side(f"{one}{rest}", f"{other}{rest}")


def test_a_print_that_leaves_out_the_word_they_differ_in_ties_no_opposites() -> None:
    text = "The new subsidy is {}for the owners of small ships in all the ports of the islands."
    rows = "".join(
        f"[{name}]\nclaim fact | {text.format(word)}\n" for name, word in zip("abc", ("good ", "bad ", ""), strict=True)
    )
    assert max(map(len, clusters(shelf(rows)))) == 2


def test_a_name_in_another_spelling_is_the_same_name() -> None:
    said = "“We will ask Ambassador {} to bring the ships home before the winter.”"
    assert clusters(two("quote", said.format("Zelenin"), said.format("Zelenyn")))
    assert not clusters(two("quote", said.format("Zelenin"), said.format("Marsh")))


def test_one_who_is_only_described_may_be_the_one_who_is_named() -> None:
    said = "“At least a third of the fleet will be sold {} within two years.”"
    text = f"[a]\nquote | {{}} | {said.format('abroad')}\n[b]\nquote | {{}} | {said.format('overseas')}\n"
    library = shelf(text.format("the head of the association", "Ann Lee"))
    assert len(clusters(library)) == 1
    assert library.item[library.clusters[0].lead].span.article == "b"
    assert not clusters(shelf(text.format("Ole Brandt", "Ann Lee")))


def test_sides_of_a_disagreement_that_say_one_thing_are_one_side() -> None:
    said = "The scheme will open to applications on 1 April 2026."
    assert same_side(said, said)
    assert same_side(said, "Applications to the scheme open on 1 April, ministers said.")
    assert not same_side(said, "The scheme will open to applications on 1 July 2026.")
    assert not same_side(said, "The scheme will not open to applications on 1 April 2026.")


def test_a_figure_that_changes_from_day_to_day_is_news_and_not_a_slip() -> None:
    text = "The air force said that its guns had shot down {} drones over the northern islands in the night."
    day = "[a 2025-07-01]\nclaim fact | {}\n[b 2025-07-03]\nclaim fact | {}\n"
    assert not clusters(shelf(day.format(text.format(34), text.format(35))))
    assert clusters(shelf(day.format(text.format(34), text.format(34))))


def test_two_that_each_change_another_word_of_a_third_are_one_with_it() -> None:
    text = "The council of the islands voted in May to close the harbour to foreign ships."
    library = shelf(
        f"[a]\nclaim fact | {text}\n"
        f"[b]\nclaim fact | {text.replace('voted', 'voted again')}\n"
        f"[c]\nclaim fact | {text.replace('foreign', 'large foreign')}\n"
    )
    assert [len(cluster) for cluster in clusters(library)] == [3]


def test_articles_that_print_one_text_are_one_origin_and_the_oldest_gives_it() -> None:
    own = "claim fact | The mayor was not at home when our reporter rang twice on the Sunday after the vote.\n"
    library = shelf(f"[young 2025-07-03]\n{WIRE}[old 2025-07-01]\n{WIRE}[other]\n{own}")
    assert {name: library.origins[name] for name in library.article} == {"young": "old", "old": "old", "other": "other"}
    assert origins(library.articles, library) == 2


@pytest.mark.parametrize(
    ("text", "origin"),
    [
        ("The fleet is short of fuel, Ann Lee told The Evening Courier on Monday.", "evening courier"),
        ("The Evening Courier first reported that the fleet is short of fuel.", "evening courier"),
        ("The fleet is short of fuel, according to a new report by the Evening Courier.", "evening courier"),
        ("The fleet is short of fuel, the admiral said in an interview with the Evening Courier.", "evening courier"),
        ("The fleet is short of fuel, according to Evening Courier reporting.", "evening courier"),
        ("The fleet is short of fuel, the admiral told reporters.", "gazette"),
        ("The fleet is short of fuel.", "gazette"),
    ],
)
def test_a_relay_that_a_sentence_names_is_its_origin(text: str, origin: str) -> None:
    library = shelf(f"[gazette]\nclaim fact | {text}\n")
    assert library.origins[library.items[0].id] == origin


def test_what_a_publisher_prints_and_what_others_relay_of_it_is_one_origin() -> None:
    library = shelf(
        "[courier] The Evening Courier\nclaim fact | Fuel for the fleet will last until spring.\n"
        "[gazette] Gazette\nclaim fact | The Evening Courier reported that the fleet has fuel until spring.\n"
        "[herald] Herald\nclaim fact | The fleet has enough fuel for the winter.\n"
    )
    first, *rest = library.items
    assert behind(Choice(item=first, spans=(), because=(), also=(rest[0],)), library) == (2, 1)
    assert behind(Choice(item=first, spans=(), because=(), also=tuple(rest)), library) == (3, 2)
    assert behind(Choice(item=first, spans=(), because=()), library) == (1, 1)


def test_a_key_point_carries_how_many_articles_and_origins_stand_behind_it() -> None:
    library = two(
        "claim fact", "Fuel for the fleet will last until spring.", "Fuel for the fleet will last until spring."
    )
    references = References(library)
    one, other = library.items
    tags = [
        point(Choice(item=one, spans=(one.span,), because=(), also=also), references).tags for also in ((), (other,))
    ]
    assert [tag.text for (tag,) in tags] == ["1 origin", "2 articles, 1 origin"]


def test_the_source_base_says_which_articles_print_one_text() -> None:
    library = shelf(f"[young 2025-07-03]\n{WIRE}[old 2025-07-01]\n{WIRE}")
    selection = select(library, outline("title: T\nseeds: s\n", "o.yaml"), lambda _: None)
    said = " ".join(
        inline.text
        for block in sources(selection, library, References(library))
        for line in lines(block)
        for inline in line
        if isinstance(inline, Words)
    )
    assert "two articles in English, from one origin" in said
    assert "The text of S1" in said


@pytest.mark.parametrize(
    "name", ["The New York Times", "the New York Times", "New York Times interview", "a report by the New York Times"]
)
def test_an_origin_has_one_name(name: str) -> None:
    assert origin_name(name) == "new york times"


def test_show_marks_the_words_that_differ_elsewhere() -> None:
    assert differing("“We saw 14 ships.”", "'We saw 15 grey ships'") == "'We saw [-14-]{+15 grey+} ships'"
    assert differing("“We saw 14 ships that night.”", "“saw 14 ships”") == "… “saw 14 ships” …"
    library = two("quote", WORDS, WORDS.replace("ships", "boats"))
    assert "[courier:1] “We counted 14 [-ships-]{+boats+} off" in show(library, library.items[0].id)


def test_the_interview_in_two_seeds_is_one_origin_and_nothing_else_is_the_same() -> None:
    library = read_library([ROOT / "seeds"], ROOT / "config/sources.yaml", lambda _: None)
    same = [cluster for cluster in library.clusters if cluster.sort == "same-words"]
    assert len(same) == 1
    members = [library.item[name] for name in (same[0].lead, *same[0].others)]
    assert {item.span.article for item in members} == {"seitz", "twz"}
    assert all("keep them busy in Europe by attacking NATO territory" in library.slice(item.span) for item in members)
    assert {library.origins[item.id] for item in members} == {"new york times"}
    assert same[0].origins == 1


VOCABULARY = ("we", "saw", "14", "15", "ships", "off", "the", "coast", "not", "at", "night", "in", "May")
SENTENCE = st.lists(st.sampled_from(VOCABULARY), max_size=14)
ROWS = st.lists(
    st.tuples(st.sampled_from(["quote", "claim fact", "claim fact leans"]), SENTENCE.map(" ".join)), max_size=8
)


@given(st.lists(ROWS, max_size=4))
@settings(max_examples=100, deadline=None)
def test_law_whatever_the_items_clusters_share_no_member_and_never_waver(blocks: list[list[tuple[str, str]]]) -> None:
    text = "".join(
        f"[a{at}]\n" + "".join(f"{sort} | Ann Lee | {said or 'x'}\n" for sort, said in rows)
        for at, rows in enumerate(blocks)
    )
    library = shelf(text)
    same = [cluster for cluster in library.clusters if cluster.sort == "same-words"]
    sets = [{cluster.lead, *cluster.others} for cluster in same]
    assert all(cluster.lead not in cluster.others and cluster.others for cluster in same)
    assert all(len({kind(library.item[name]) for name in names}) == 1 for names in sets)
    assert all(one.isdisjoint(other) for one, other in combinations(sets, 2))
    assert all(cluster.origins == 1 for cluster in same)
    assert set(library.origins) == {*library.article, *library.item}
    assert shelf(text).clusters == library.clusters
