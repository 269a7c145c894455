"""A statement that a sentence reports, with who made it and by which rule it was found."""

from __future__ import annotations

from typing import NamedTuple

from brief.extract.claims.statement import Stretch
from brief.text.speech import Mention


class Report(NamedTuple):
    """A statement and its source; `only_quoted` where nothing of it stands outside quotation marks."""

    content: Stretch
    who: Mention
    only_quoted: bool
    rule: str
    """What follows the cue (`that`, `clause`, `phrase`, a preposition), `final` after the statement, `according`,
    `view`, or `stance`, which has a verb of expecting."""
