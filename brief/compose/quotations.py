"""Chosen quotes → quotations grouped by speaker and occasion."""

from __future__ import annotations

from brief.compose import wording
from brief.compose.references import References
from brief.model.document import Block, Line, Quotation, Quotations, QuoteGroup, Words
from brief.model.items import Quote
from brief.model.selection import Choice, Chosen
from brief.text.dates import spoken


def quotations(chosen: Chosen, references: References) -> tuple[Block, ...]:
    """Groups in the order of their first quotation; what one speaker said on two occasions stays apart."""
    groups: dict[tuple[str, tuple[Line, ...]], list[Choice]] = {}
    for choice in chosen.choices:
        groups.setdefault((_name(choice), _about(choice, references)), []).append(choice)
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


def _name(choice: Choice) -> str:
    quote = choice.item
    return quote.speaker.name if isinstance(quote, Quote) and quote.speaker else "Speaker not named"


def _about(choice: Choice, references: References) -> tuple[Line, ...]:
    """Role, venue and where it is reported, and the day it was said where the source gives it."""
    quote = choice.item
    if not isinstance(quote, Quote):
        return ()
    title = quote.speaker.title if quote.speaker else None
    where = f"to {quote.venue}, as reported in" if quote.venue else "as reported in"
    labels = wording.listed(list(dict.fromkeys(references.label(one.span.article) for one in (quote, *choice.also))))
    said = wording.opening(spoken(quote.said.edtf)) if quote.said and quote.said.edtf else wording.NO_DATE
    lines = [title, f"{where[0].upper()}{where[1:]} {labels}"]
    return (*((Words(text=line),) for line in lines if line), (Words(text=said, tone="muted"),))


def _quotation(choice: Choice, references: References) -> Quotation:
    """The utterance in its marks; two parts that its cue splits stand in their own marks, with nothing between."""
    return Quotation(id=choice.item.id, words=(*references.passage(choice), *references.cites(choice)))
