"""The outline's pins → choices, and a located message with the nearest right words for each that is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from brief.model.article import Span
from brief.model.diagnostic import Diagnostic, Place, Severity
from brief.model.items import KIND_LETTER, Claim, Event, Item, Question, Quote, kind, speaker
from brief.model.library import Cluster, Library
from brief.model.outline import Pick, Section
from brief.model.selection import Choice
from brief.text.likeness import most_alike, most_alike_ids, words_instead
from brief.text.matching import pieces, where, where_pieces
from brief.text.spacing import printed

_KINDS: dict[str, tuple[type[Item], ...]] = {"q": (Quote,), "c": (Claim,), "e": (Event,), "o": (Question,)}
_REWORDED = {"key_points", "rests_on"}
"""The sections in which the desk may put its own words in place of an item's."""
_MARKS = "“”\"„«»‘’'`"
_SHOWN = 3
"""How many near items a message names: enough to choose from, few enough to read."""


@dataclass(frozen=True, slots=True)
class Finder:
    """Finds what pins mean in one library."""

    library: Library
    _twins: dict[str, tuple[str, ...]] = field(default_factory=dict, init=False, repr=False)

    def __post_init__(self) -> None:
        for cluster in self._alike():
            names = (cluster.lead, *cluster.others)
            self._twins.update({name: tuple(other for other in names if other != name) for name in names})

    def _alike(self) -> Iterator[Cluster]:
        return (cluster for cluster in self.library.clusters if cluster.sort != "conflict")

    def faults(self, section: Section, kinds: tuple[type[Item], ...]) -> Iterator[Diagnostic]:
        """What is wrong with a section's pins, skips and sources."""
        for pick in section.pick:
            yield from self.pick_faults(pick, kinds, section.kind)
        for name in section.skip:
            if name not in self.library.item:
                yield self._gone(name, section.keys.get("skip", section.place), severity=Severity.WARNING)
        for name in section.sources:
            if name not in self.library.article:
                known = ", ".join(f"`{article.id}`" for article in self.library.articles)
                yield _error(
                    f"no source `{name}`", section.keys.get("sources", section.place), f"The sources are {known}."
                )

    def pick_faults(self, pick: Pick, kinds: tuple[type[Item], ...], section: str) -> Iterator[Diagnostic]:
        """What is wrong with one pin; nothing when it means exactly one item that the section can print."""
        found = self._items(pick, kinds)
        if pick.id is not None and not found:
            yield self._gone(pick.id, pick.place, comment=pick.comment)
        elif not found:
            yield _error(f"`find` matches nothing: {pick.find}", pick.place, self._near(pick.find or "", kinds))
        elif len(found) > 1:
            listed = "".join(f"\n    - {self.line(item)}" for item in found[: 2 * _SHOWN])
            yield _error(
                f"`find` matches {len(found)} items; it must be one: {pick.find}",
                pick.place,
                f"Name one by its id:{listed}",
            )
        elif not isinstance(found[0], kinds):
            takes = " or ".join(f"{one.__name__.lower()}s (`{KIND_LETTER[one.__name__.lower()]}-…`)" for one in kinds)
            yield _error(f"`{found[0].id}` is {_a(kind(found[0]))}; `{section}` takes {takes}", pick.place, None)
        elif pick.text is not None and section not in _REWORDED:
            yield _error(
                f"`text` cannot reword {_a(kind(found[0]))}", pick.place, "Cut it by `words`, or leave it whole."
            )
        elif pick.words is not None and self._cut(pick.words, found[0]) is None:
            yield self._not_in(pick, found[0])

    def choice(self, pick: Pick, kinds: tuple[type[Item], ...]) -> Choice:
        """What a pin without faults chooses."""
        item = self._items(pick, kinds)[0]
        spans: tuple[Span, ...] = (item.span,)
        if pick.words is not None:
            spans = self._cut(pick.words, item) or ()
        elif isinstance(item, Quote):
            spans = item.parts
        return Choice(item=item, spans=spans, because=("pinned",), pinned=True, text=pick.text, also=self.also(item))

    def _cut(self, words: str, item: Item) -> tuple[Span, ...] | None:
        """The part of an item that `words` name; of a quotation only what stands inside its marks, without them."""
        found = where_pieces(words, self._text(item))
        spans = [
            Span(article=item.span.article, start=item.span.start + start, end=item.span.start + end)
            for start, end in found or ()
        ]
        if isinstance(item, Quote):
            if not all(any(part.holds(span) for part in item.parts) for span in spans):
                return None
            spans = [self._unmarked(span) for span in spans]
        return tuple(spans) or None

    def _unmarked(self, span: Span) -> Span:
        text = self.library.slice(span)
        start = span.start + len(text) - len(text.lstrip(_MARKS))
        return Span(article=span.article, start=start, end=span.end - len(text) + len(text.rstrip(_MARKS)))

    def also(self, item: Item) -> tuple[Item, ...]:
        """The items that print the same words."""
        return tuple(self.library.item[name] for name in self._twins.get(item.id, ()))

    def line(self, item: Item) -> str:
        """The item in one line that can be pasted under `pick`."""
        who = speaker(item)
        said = f"{who.name} " if who else ""
        article = self.library.article[item.span.article]
        words = printed(self._text(item))
        short = words if len(words) <= 110 else words[:109].rsplit(" ", 1)[0] + " …"
        return f"{item.id}    # {said}[{article.id}:{article.line(item.span.start)}] {short}"

    def _text(self, item: Item) -> str:
        return self.library.slice(item.span)

    def _items(self, pick: Pick, kinds: tuple[type[Item], ...]) -> list[Item]:
        if pick.id is not None:
            return [self.library.item[pick.id]] if pick.id in self.library.item else []
        of_kind = [item for item in self.library.items if isinstance(item, kinds)]
        found = [item for item in of_kind if where(pick.find or "", self._text(item))]
        own = [item for item in found if isinstance(item, kinds[0])]
        return self._led(
            own or found
        )  # the same words stand in a quotation and in the claim round it: the section's own kind wins

    def _led(self, items: list[Item]) -> list[Item]:
        """One item alone where all of them print the same words: the one that leads them."""
        names = {item.id for item in items}
        for cluster in self._alike():
            if len(names) > 1 and names <= {cluster.lead, *cluster.others}:
                return [self.library.item[cluster.lead]]
        return items

    def _gone(
        self, name: str, place: Place, *, comment: str | None = None, severity: Severity = Severity.ERROR
    ) -> Diagnostic:
        """An id that names nothing: the nearest item by the words of its comment, or by its own letters."""
        if comment:
            hint = self._near(
                comment.partition("]")[2] or comment, _KINDS.get(name[:1], (Quote, Claim, Event, Question))
            )
        else:
            near = most_alike_ids(name, self.library.item, _SHOWN)
            listed = "".join(f"\n    - {self.line(self.library.item[one])}" for one in near)
            hint = (
                f"The nearest ids are:{listed}" if listed else "`brief find WORDS` prints ids that can be pasted here."
            )
        return Diagnostic(severity=severity, message=f"no item `{name}`", place=place, hint=hint, code="no-item")

    def _near(self, words: str, kinds: tuple[type[Item], ...]) -> str:
        texts = {item.id: self._text(item) for item in self.library.items if isinstance(item, kinds)}
        near = most_alike(words, texts, _SHOWN)
        listed = "".join(f"\n    - {self.line(self.library.item[name])}" for name in near)
        return f"The nearest items are:{listed}" if listed else "The sources hold no item that this section can print."

    def _not_in(self, pick: Pick, item: Item) -> Diagnostic:
        """The first part of `words` that does not stand in the item, beside what stands there instead."""
        text = self._text(item)
        missing = next((piece for piece in pieces(pick.words or "") if not where(piece, text)), pick.words or "")
        return _error(
            f"`words` do not stand in `{item.id}` in this order: {missing}",
            pick.place,
            f"The nearest words are: {words_instead(missing, printed(text))}\n        the item is: {printed(text)}",
        )


def _error(message: str, place: Place, hint: str | None) -> Diagnostic:
    return Diagnostic(severity=Severity.ERROR, message=message, place=place, hint=hint)


def _a(noun: str) -> str:
    return f"an {noun}" if noun[0] in "aeiou" else f"a {noun}"
