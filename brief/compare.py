"""Edition × Edition → what became of each item: new, changed, corrected, dropped and why, or still as it was."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from msgspec.structs import replace

from brief.model.article import Article
from brief.model.edition import GROUNDS, Change, Comparison, Edition, Input, Printed, Reason
from brief.model.items import KIND_LETTER, Item, kind, speaker
from brief.model.library import Library
from brief.text.matching import words
from brief.text.spacing import letters, printed

ALIKE = 0.9
"""Share of letters in place from which two wordings of one source are the same statement, mended."""
SAME_PLACE = 0.6
"""The same for two that stand in the same place; a figure and a name may have changed, the rest stayed."""

_LONGEST_NUMBER = 20
"""Digits; `2025110711` is a number, and no desk counts further."""

_CAPITAL = re.compile(r"^([“\"‘'«]{0,3})\[([^\W\d_])\]")  # [M]ost analysts

_Score = Callable[[Printed, Printed], float]


def compare(old: Edition, new: Edition, library: Library | None = None) -> Comparison:
    """What became of each item; with the new edition's `library`, also what the sources now say of dropped ones."""
    pairs = _Pairs(sources=_sources(old, new), old=_items(old), new=_items(new))
    pairs.match()
    kept = tuple(_kept(pairs.found.get(id(one)), one, pairs.sources, library) for one in pairs.new)
    fresh = tuple(change.new for change in kept if change.sort == "new" and change.new)
    lost = (_lost(one, new, pairs.sources, library) for one in pairs.old if id(one) not in pairs.taken)
    return Comparison(old=old, new=new, changes=(*kept, *(_explained(change, new, fresh) for change in lost)))


def newest_earlier(edition: Edition, others: Mapping[str, Edition]) -> str | None:
    """The key of the last edition of this brief before this one: by number where both have one, else by date."""
    before = {
        key: other
        for key, other in others.items()
        if other.name == edition.name and other.edition != edition.edition and _before(other, edition)
    }
    numbered = None not in {number(edition), *(number(other) for other in before.values())}

    def rank(key: str) -> tuple[int, date, str]:
        other = before[key]
        return ((number(other) or 0) if numbered else 0, other.dated, key)

    return max(before, key=rank, default=None)


def number(edition: Edition) -> int | None:
    """The number of an edition, where it is one."""
    return int(edition.edition) if edition.edition.isdecimal() and len(edition.edition) < _LONGEST_NUMBER else None


def twins(key: str, others: Mapping[str, Edition]) -> Iterator[str]:
    """Other editions with the number of this one and other contents."""
    one = others[key]
    for name, other in others.items():
        if name != key and (other.name, other.edition) == (one.name, one.edition) and contents(other) != contents(one):
            yield name


def contents(edition: Edition) -> frozenset[tuple[str, str, str]]:
    """What an edition prints, wherever it stands in its sources: two builds of the same brief have the same."""
    return frozenset((one.section, one.item, one.words) for one in edition.printed)


def _before(other: Edition, edition: Edition) -> bool:
    one, two = number(other), number(edition)
    return other.dated < edition.dated if one is None or two is None else one < two


def _items(edition: Edition) -> list[Printed]:
    """Each wording once, where it is printed first; what the bottom line rests on only where no section prints it."""
    in_sections = {one.item for one in edition.printed if one.section != GROUNDS}
    first: dict[str, Printed] = {}
    for one in edition.printed:
        if one.section != GROUNDS or one.item not in in_sections:
            first.setdefault(letters(one.words), one)
    return list(first.values())


def _sources(old: Edition, new: Edition) -> dict[str, Input]:
    """Each source of the old edition that the new one still has: by its bytes, else by its id, else by its path."""
    bytes_, ids, paths = ({getattr(one, key): one for one in new.inputs} for key in ("sha256", "id", "path"))
    found = {one.id: bytes_.get(one.sha256) or ids.get(one.id) or paths.get(one.path) for one in old.inputs}
    return {name: one for name, one in found.items() if one}


@dataclass(slots=True, kw_only=True)
class _Pairs:
    """Which old item each new one was, found so far."""

    sources: Mapping[str, Input]
    old: list[Printed]
    new: list[Printed]
    found: dict[int, Printed] = field(default_factory=dict)
    """The old item by the identity of the new one."""
    taken: set[int] = field(default_factory=set)

    def match(self) -> None:
        """The surest way of being the same first: an item that one way pairs, no later way sees."""
        self._pair(lambda old, new: old.item == new.item and _same_words(old, new), 1)
        self._pair(lambda old, new: _same_words(old, new) and self._same_source(old, new), 1)
        self._pair(_same_words, 1)
        self._pair(lambda old, new: old.item == new.item, 1)
        self._pair(self._likeness, ALIKE)
        self._pair(self._likeness_in_place, SAME_PLACE)

    def _pair(self, score: _Score, least: float) -> None:
        for new in self.new:
            free = [old for old in self.old if id(old) not in self.taken] if id(new) not in self.found else []
            best = max(free, key=lambda old: (score(old, new), old.section == new.section), default=None)
            if best is not None and score(best, new) >= least:
                self.found[id(new)] = best
                self.taken.add(id(best))

    def _same_source(self, old: Printed, new: Printed) -> bool:
        source = self.sources.get(old.source)
        return source is not None and source.id == new.source

    def _likeness(self, old: Printed, new: Printed) -> float:
        return likeness(old.words, new.words) if self._same_source(old, new) and old.edited == new.edited else 0

    def _likeness_in_place(self, old: Printed, new: Printed) -> float:
        """Only where the source was changed: in one that was not, two passages in one place are two choices."""
        apart = old.end <= new.start or new.end <= old.start
        return 0 if apart or old.sha256 == new.sha256 else self._likeness(old, new)


def likeness(one: str, other: str) -> float:
    """How alike two wordings are, from 0 to 1."""
    # 10 ms to import, and only a comparison needs it.
    from rapidfuzz.fuzz import ratio

    return float(ratio(one, other)) / 100


def _same_words(old: Printed, new: Printed) -> bool:
    return _bare(old.words) == _bare(new.words)


@lru_cache(maxsize=4096)  # each of an edition is held against each of the other
def _bare(words: str) -> str:
    return letters(_unopened(words))


def _unopened(words: str) -> str:
    """The words without the capital that the brief gave them: `[M]ost analysts` → `most analysts`."""
    return _CAPITAL.sub(lambda match: f"{match[1]}{match[2].lower()}", words)


def _kept(old: Printed | None, new: Printed, sources: Mapping[str, Input], library: Library | None) -> Change:
    """What became of an item that the new edition prints."""
    if old is None:
        return Change(sort="new", new=new)
    if _same_words(old, new):
        return Change(sort="changed" if _other_speaker(old, new) else "still", old=old, new=new)
    mended = old.item != new.item and old.sha256 != new.sha256 and old.source in sources and not new.edited
    if mended and library and _stands(old, library.article[new.source]):
        mended = False  # both wordings stand in the source: the brief took the other one
    return Change(sort="corrected" if mended else "changed", old=old, new=new)


def _other_speaker(old: Printed, new: Printed) -> bool:
    """Whether the words are somebody else's now; `Rutte` and `Mark Rutte` are one."""
    before, after = words(old.speaker or ""), words(new.speaker or "")
    return bool(before and after) and before[-1] != after[-1]


def _lost(old: Printed, new: Edition, sources: Mapping[str, Input], library: Library | None) -> Change:
    """What became of an item that the new edition does not print: corrected in its source, or dropped and why."""
    source = sources.get(old.source)
    reason = _reason(old, source, new.skipped)
    if reason in {Reason.SOURCE_CHANGED, Reason.NOT_FOUND} and source and library and not old.edited:
        if _stands(old, library.article[source.id]):
            reason = Reason.OUTRANKED if old.item in library.item else Reason.NOT_FOUND
            return Change(sort="dropped", old=old, reason=reason)
        mended = max(_mended(old, source, library), key=lambda one: likeness(old.words, one.words), default=None)
        return Change(
            sort="corrected" if mended else "dropped",
            old=old,
            new=mended,
            reason=None if mended else Reason.NOT_IN_SOURCE,
        )
    return Change(sort="dropped", old=old, reason=reason)


def _reason(old: Printed, source: Input | None, skipped: tuple[str, ...]) -> Reason:
    """Why it was dropped, as far as the two editions tell."""
    if source is None:
        return Reason.SOURCE_GONE
    if source.late:
        return Reason.LATE
    if old.item in skipped:
        return Reason.SKIPPED
    if source.found is not None and source.id == old.source:  # under another id all its items have other ids
        return Reason.OUTRANKED if old.item in source.found.split() else Reason.NOT_FOUND
    return Reason.OUTRANKED if old.sha256 == source.sha256 else Reason.SOURCE_CHANGED


def _explained(change: Change, new: Edition, fresh: tuple[Printed, ...]) -> Change:
    """Of one that could have been printed: what took its place, or that its section is gone or has become shorter."""
    if change.reason is not Reason.OUTRANKED or change.old is None:
        return change
    section = change.old.section
    if section == GROUNDS:
        return replace(change, reason=Reason.NOT_GROUND)
    if all(one.section != section for one in new.printed):
        return replace(change, reason=Reason.NO_SECTION)
    by = tuple(one for one in fresh if one.section == section)
    return replace(change, reason=Reason.OUTRANKED if by else Reason.FEWER, by=by)


def _stands(old: Printed, article: Article) -> bool:
    text = letters(article.text)
    return any(all(letters(part) in text for part in said.split(" … ")) for said in (old.words, _unopened(old.words)))


def _mended(old: Printed, source: Input, library: Library) -> Iterator[Printed]:
    """Items of the changed source that say nearly what the old one said, though this edition prints none of them."""
    for item in library.items:
        if item.span.article == source.id and old.item.startswith(KIND_LETTER[kind(item)]):
            one = _as_printed(old, item, source, library)
            if likeness(old.words, one.words) >= ALIKE:
                yield one


def _as_printed(old: Printed, item: Item, source: Input, library: Library) -> Printed:
    who = speaker(item)
    return replace(
        old,
        item=item.id,
        source=source.id,
        sha256=source.sha256,
        start=item.span.start,
        end=item.span.end,
        words=printed(library.slice(item.span)),
        speaker=who.name if who else None,
        also=(),
    )
