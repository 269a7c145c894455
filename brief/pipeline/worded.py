"""A checked brief and its readers' languages → what each mail says, in those words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple, get_args

from msgspec.structs import replace

from brief.compose.wording import wording
from brief.deliver import changes
from brief.deliver.letter import Letter, corrected, languages, letter, tongue
from brief.deliver.message import Body, body, file_name
from brief.model.outline import Language
from brief.model.reader import Attached, Reader
from brief.pipeline.checked import Checked
from brief.pipeline.house import House


class Tongue(NamedTuple):
    """In which words a reader's mail is set."""

    language: Language
    """Of what the mail says of itself."""
    templates: str | None
    """The language of the house's own templates, where it has them; None for the common ones."""


def tongues_of(checked: Checked, house: House, readers: Iterable[Reader]) -> dict[str | None, Tongue]:
    """For each language that readers have, the words of their mail; the brief's own where nothing is known of it."""
    asked = {one.language for one in readers}
    own = languages(house.assets, asked)
    return {one: Tongue(tongue(one, get_args(Language), checked.outline.language), own[one]) for one in asked}


def letters_in(
    checked: Checked, tongues: Mapping[str | None, Tongue], old: bytes | None, *, correction: bool
) -> dict[Language, Letter]:
    """What the mail says in each language, the brief's own first; a correction says what it changes.

    What it prints of the brief stays as the brief has it, so that the same labels lead to the same places; what the
    mail says of itself is in the reader's language.
    """
    own = checked.outline.language
    said = letter(checked.document)
    others = {one.language for one in tongues.values()} - {own}
    terms = {own: said.terms} | {one: wording(one).terms.mail for one in sorted(others)}
    return {
        one: _corrected(replace(said, terms=words), checked, old) if correction else replace(said, terms=words)
        for one, words in terms.items()
    }


def _corrected(said: Letter, checked: Checked, old: bytes | None) -> Letter:
    now = changes.said(checked.document)
    return corrected(said, [*changes.changes(changes.read(old), now, said.terms)] if old else [])


def body_of(
    key: tuple[Tongue, tuple[Attached, ...]], letters: Mapping[Language, Letter], checked: Checked, house: House
) -> Body:
    """The content of the mail in one language with one choice of files."""
    (language, templates), attached = key
    said, dated = letters[language], checked.dated.isoformat()
    named = letters[checked.outline.language]
    files = {file_name(named, checked.issue, dated, kind): (kind, checked.files[kind]) for kind in attached}
    return body(said, files, house.brand, house.assets, templates)
