"""What an item weighs by itself, and the one place where all weights of ranking stand.

`tests/bench/ranking.py` measures them on the marked seeds: of the first 5 key points how many are of salience 2 or 3,
of the first 10 how many of 3, beside the lead sentences and LexRank.
"""

from __future__ import annotations

from brief.model.article import Article
from brief.model.items import Claim, Event, Item, Question, Quote

WEIGHTS = {
    "about": 3.0,  # a whole subject matched; part of it counts in part
    "lead": 0.8,  # stands first in its article, fading over the article's length
    "figure": 0.4,
    "named": 0.5,  # a named person, institution or report stands behind it
    "unnamed": -1.5,  # a quotation whose speaker is only described: “the report”, “officials”
    "several": 0.4,  # the same words in another article
    "forecast": 0.4,
    "assessment": 0.3,
    "conditional": -0.3,
    "long": -0.02,  # for each word over 40
    "short": -0.08,  # for each word under 12
    "undated": -1.5,
    "dated": 0.5,
    "ahead": 0.8,  # a row of what is planned or foreseen: a timeline that only looks back is a chronicle
    "old": -0.3,  # published a year or more before the newest source, in proportion below that
}
AGAINST = {
    "again": -2.5,  # likeness to what is chosen already, 0 to 1
    "source": -0.35,  # for each choice of the same source
    "part": -0.1,  # for each choice about the same parts of the subject
    "sort": -0.05,  # for each choice of the same sort: facts and forecasts both
}
"""What counts against an item beside those chosen before it; none is above 0, on which the search relies."""


def weight(item: Item, article: Article, size: int, *, several: bool) -> tuple[float, tuple[str, ...]]:
    """What an item of `size` words weighs by itself, and the reasons in words."""
    score = WEIGHTS["lead"] * (1 - item.span.start / max(1, len(article.text)))
    score += WEIGHTS["long"] * max(0, size - 40) + WEIGHTS["short"] * max(0, 12 - size)
    because = marks(item)
    for name in because:
        score += WEIGHTS[name]
    if several:
        score += WEIGHTS["several"]
        because.append("in several articles")
    return score, tuple(because)


def marks(item: Item) -> list[str]:
    """The names of the weights that an item's own fields earn."""
    match item:
        case Claim(figures=figures, claimant=claimant, sort=sort, conditional=conditional):
            found = [("figure", bool(figures)), ("named", claimant is not None), ("conditional", conditional)]
            return [name for name, holds in found if holds] + ([sort] if sort in WEIGHTS else [])
        case Quote(speaker=speaker):
            return ["named" if speaker and speaker.name[:1].isupper() and " " in speaker.name else "unnamed"]
        case Event(when=when, status=status):
            return ["dated" if when.edtf else "undated", *(["ahead"] if status in {"planned", "forecast"} else [])]
        case Question():
            return []
