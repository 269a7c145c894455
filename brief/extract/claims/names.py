"""A mention of who says something in; the name to print for it, as full as the article gives it, out."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from functools import cached_property

from msgspec.structs import replace

from brief.model.article import Article, Span
from brief.model.items import Speaker
from brief.text.speech import Mention, Speech
from brief.text.speech.lexicon import BODIES, DOCUMENTS, ROLES

_PLACED = re.compile(r"(?:[if][dlTNhns0fc]{1,9}){1,2}(?=[ra]*(?:[bVvg,.:;|]|$))")  # at the RAND Corporation
_MADE = re.compile(r"h,?r?[nev]{0,2}(?:im0?)?([if])(d?[lnezNThsc]{1,8})")  # analysis, conducted by a leading institute
_THE = re.compile(r"^the (?=[A-Z])")  # the World Bank
_MAKERS = frozenset(("by", "from"))
_UNIONS = frozenset(("alliance", "organisation", "organization"))


def is_writing(article: Article, mention: Span | None) -> bool:
    """Whether a mention names a report, a study or another writing; `Bill` with a capital is somebody."""
    return mention is not None and not DOCUMENTS.isdisjoint(article.slice(mention).split())


class Names:
    """The names of those who speak in one article; what is looked up once is kept."""

    def __init__(self, speech: Speech) -> None:
        self._speech = speech
        self._fuller: dict[str, str] = {}

    def speaker(self, article: str, who: Mention) -> Speaker:
        """The claimant that a mention stands for."""
        name, end = who.name, who.end
        if who.kind == "description":
            name, end = self._described(who)
        name = _THE.sub("", self._fuller.get(name, name))
        return Speaker(name=name, title=who.title, mention=Span(article=article, start=who.start, end=end))

    def written(self, speaker: Speaker) -> Speaker:
        """The speaker of a quotation out of a writing: its maker, where the article names one only."""
        bare = not DOCUMENTS.isdisjoint(speaker.name.lower().split()[-1:])
        return replace(speaker, name=self._maker) if bare and self._maker else speaker

    def _described(self, who: Mention) -> tuple[str, int]:
        """A description with the place or body that belongs to it; a document’s maker, a union’s own name."""
        tokens = self._speech.tokens
        after = bisect_left(tokens.start, who.end)
        words = who.name.lower().split()
        placed = _PLACED.match(tokens.tags, after)
        if placed and (not {"N", "h"}.isdisjoint(placed.group()) or not ROLES.isdisjoint(words)):
            end = tokens.end[placed.end() - 1]
            full = self._text(who.start, end)
            if words[-1] in DOCUMENTS and tokens.word[after] in _MAKERS:
                full = self._bare(after + 1, placed.end())
            self._fuller.setdefault(who.name, full)
            return full, end
        if words[-1] in DOCUMENTS and words[-1] not in BODIES and len(words) < 4 and self._maker:
            return self._maker, who.end
        if words[0] == "the" and words[-1] in _UNIONS and len(words) == 2 and self._union:
            return self._union, who.end
        return who.name, who.end

    def _text(self, start: int, end: int) -> str:
        return " ".join(self._speech.text[start:end].split())

    def _bare(self, first: int, last: int) -> str:
        tokens = self._speech.tokens
        first += tokens.tags[first] == "d" and last - first > 1
        return self._text(tokens.start[first], tokens.end[last - 1])

    @cached_property
    def _maker(self) -> str | None:
        """Who made the article’s report, where it names one maker only."""
        tokens = self._speech.tokens
        found = {
            self._bare(*match.span(2))
            for match in _MADE.finditer(tokens.tags)
            if tokens.word[match.start()] in DOCUMENTS
            and tokens.word[match.start(1)] in _MAKERS
            and ("N" in match[2] or not BODIES.isdisjoint(tokens.word[match.start(2) : match.end(2)]))
        }
        return found.pop() if len(found) == 1 else None

    @cached_property
    def _union(self) -> str | None:
        """The acronym that stands most often, twice as often as any other."""
        tokens, text = self._speech.tokens, self._speech.text
        names = Counter(
            text[tokens.start[at] : tokens.end[at]]
            for at, tag in enumerate(tokens.tags)
            if tag == "N" and 2 < tokens.end[at] - tokens.start[at] < 7
        )
        ranked = [(name, count) for name, count in names.most_common() if name.isupper()][:2]
        if not ranked or ranked[0][1] < 3 or (len(ranked) > 1 and ranked[1][1] * 2 > ranked[0][1]):
            return None
        return ranked[0][0]
