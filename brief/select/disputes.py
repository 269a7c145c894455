"""Library × section → the conflicts that a section prints: about its subject first, then those with most sides."""

from __future__ import annotations

from collections.abc import Sequence

from brief.model.library import Cluster, Library
from brief.model.outline import Section
from brief.text.matching import Term, stem, words

_TAKE = 4


def disputes(section: Section, library: Library, about: Sequence[str]) -> tuple[Cluster, ...]:
    """The best conflicts between the section's sources, none of whose sides it skips."""
    terms = [Term(name) for name in about]
    ranked = sorted(
        (
            (-_hits(cluster, library, terms), -len(cluster.others), cluster.lead, cluster.others, cluster)
            for cluster in library.clusters
            if cluster.sort == "conflict" and _allowed(cluster, section, library)
        ),
        key=lambda row: row[:4],
    )
    best = [cluster for *_, cluster in ranked]
    return tuple(best[: section.take or _TAKE])


def _allowed(cluster: Cluster, section: Section, library: Library) -> bool:
    sides = (cluster.lead, *cluster.others)
    sources = {library.item[name].span.article for name in sides}
    return not (set(section.skip) & set(sides)) and (not section.sources or sources <= set(section.sources))


def _hits(cluster: Cluster, library: Library, terms: Sequence[Term]) -> int:
    """How many words of the subject stand in the sides."""
    row = [word for name in (cluster.lead, *cluster.others) for word in words(library.slice(library.item[name].span))]
    stems = [stem(word) for word in row]
    return sum(term.stands_in(stems, row) for term in terms)
