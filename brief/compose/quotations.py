"""Chosen quotes → quotations grouped by speaker and occasion."""

from __future__ import annotations

from brief.compose.references import References
from brief.compose.wording import opening
from brief.model.document import Block, Quotation, Quotations, QuoteGroup
from brief.model.inline import Line, Words
from brief.model.items import Quote
from brief.model.selection import Choice, Chosen


def quotations(chosen: Chosen, references: References) -> tuple[Block, ...]:
    """Groups in the order of their first quotation; what one speaker said on two occasions stays apart."""
    groups: dict[tuple[str, tuple[Line, ...]], list[Choice]] = {}
    for choice in chosen.choices:
        groups.setdefault((_name(choice, references), _about(choice, references)), []).append(choice)
    return (
        Quotations(
            groups=tuple(
                QuoteGroup(
                    id=f"said-{choices[0].item.id}",
                    speaker=name,
                    about=about,
                    quotations=tuple(_quotation(choice, references) for choice in choices),
                )
                for (name, about), choices in groups.items()
            )
        ),
    )


def _name(choice: Choice, references: References) -> str:
    quote = choice.item
    named = isinstance(quote, Quote) and quote.speaker
    return named.name if named else references.wording.terms.unnamed


def _about(choice: Choice, references: References) -> tuple[Line, ...]:
    """Role, venue and where it is reported, and the day it was said where the source gives it."""
    quote = choice.item
    if not isinstance(quote, Quote):
        return ()
    title = quote.speaker.title if quote.speaker else None
    wording = references.wording
    labels = wording.listed(list(dict.fromkeys(references.label(one.span.article) for one in (quote, *choice.also))))
    reported = wording.quotes.reported_to if quote.venue else wording.quotes.reported_in
    known = quote.said.edtf if quote.said else None
    said = opening(wording.spoken(known)) if known else wording.sources.no_date
    lines = [title, reported.format(venue=quote.venue, sources=labels)]
    return (*((Words(text=line),) for line in lines if line), (Words(text=said, tone="muted"),))


def _quotation(choice: Choice, references: References) -> Quotation:
    """The utterance in its marks; two parts that its cue splits stand in their own marks, with nothing between."""
    return Quotation(id=choice.item.id, words=(*references.passage(choice), *references.cites(choice)))
