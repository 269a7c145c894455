"""The text of an outline in; the Outline, or every mistake in it, out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import PurePath
from typing import get_args

from brief.load.advice import in_order, mistake
from brief.load.days import day, day_or_today
from brief.load.fields import Fields, Key, Table, block, fields, schema_of
from brief.load.forms import Form, Schema, choice, each, expected, gathered, line, one_or_each, pages, pattern, prose
from brief.load.sections import TAKERS, default_sections, picks, sections
from brief.located_yaml import Mapping, Node, Scalar, parse
from brief.model.diagnostic import Diagnostic, Place
from brief.model.outline import BottomLineText, Format, Language, Outline

LONGEST_BOTTOM_LINE = 35
"""Words."""
CONFIDENCE = ("low", "low to moderate", "moderate", "moderate to high", "high")


def _topics(node: Node) -> dict[str, tuple[str, ...]]:
    """Each word of the subject with the words that mean the same: `{Taiwan: [Taipei, cross-strait]}`, or a list."""
    if not isinstance(node, Mapping):
        return dict.fromkeys(_words.read(node), ())
    blank = [word for word, also in node.entries if isinstance(also, Scalar) and also.blank]
    read = gathered(tuple(also for word, also in node.entries if word not in blank), _words.read)
    meant = dict(zip((word.text for word, _ in node.entries if word not in blank), read, strict=True))
    return {word.text: meant.get(word.text, ()) for word, _ in node.entries}


def _judgement(read: Fields, node: Node) -> BottomLineText:
    return BottomLineText(place=read.places.get("text", node.place), **read.stop())


_TAGS: dict[str, Language] = {
    **{tag: tag for tag in get_args(Language)},
    **{tag.partition("-")[0]: tag for tag in get_args(Language)},
}
"""Each language under its tag, and under the first part of it: `de` for `de-DE`."""
_language = choice(*_TAGS)
_words = each(line(), "words")
_TOPICS: Schema = {"anyOf": [_words.schema, {"type": "object", "additionalProperties": _words.schema}]}
_OUTPUT = Table(
    name="`output`",
    keys={
        "name": Key(
            form=pattern(
                r'[^<>:"/\\|?*.\s](?:[^<>:"/\\|?*]{0,98}[^<>:"/\\|?*.\s])?',
                "a file name without folder and ending such as `weekly`",
            ),
            about="The output files' name without ending; the outline's own by default.",
        ),
        "formats": Key(
            form=each(choice(*get_args(Format)), "formats", 1), about="Which files to make; DOCX and PDF by default."
        ),
        "folder": Key(form=line("a folder"), about="Where they go, relative to this file; `../output` by default."),
    },
)
_BOTTOM_LINE = Table(
    name="`bottom_line`",
    keys={
        "text": Key(form=prose(LONGEST_BOTTOM_LINE), about="The desk's judgement in at most 35 words.", required=True),
        "rests_on": Key(form=picks, about="The items that it rests on; printed as references."),
        "confidence": Key(form=choice(*CONFIDENCE), about="How sure the desk is."),
    },
)
_OUTLINE = Table(
    name="the outline",
    keys={
        "title": Key(form=line(), about="On the cover.", required=True),
        "subtitle": Key(form=line(), about="Under the title."),
        "edition": Key(form=line(), about="Number of this issue; printed."),
        "date": Key(form=day_or_today(), about="On the cover: a day, or `today`, the day of the build.", into="dated"),
        "cutoff": Key(form=day(), about="Data cut-off: a source published later is left out, and the brief says so."),
        "handling": Key(form=line(), about="Printed on each page, such as TLP:GREEN."),
        "author": Key(form=line(), about="Who signs."),
        "about": Key(
            form=Form(read=_topics, schema=_TOPICS),
            about="What the brief is about: ranks wherever a section says nothing of its own.",
        ),
        "language": Key(
            form=Form(read=lambda node: _TAGS[_language.read(node)], schema=_language.schema),
            about="Of the desk's words: labels, dates and quotation marks; the sources' own words stay as they are.",
        ),
        "seeds": Key(
            form=one_or_each(line("a folder or file"), "folders and files"),
            about="The articles: a folder, or a list of folders and files, relative to this file.",
            required=True,
        ),
        "sources": Key(form=line("a file"), about="The file with what is known of each source, relative to this file."),
        "output": Key(
            form=block(_OUTPUT, lambda read, _: read.stop()), about="Name, folder and formats of what is made."
        ),
        "references": Key(
            form=choice("evidence", "footnotes"),
            about="What a reference is: a number that leads to the page of evidence, or a real footnote.",
        ),
        "fit": Key(
            form=pages(1, 99),
            about="The most pages that the PDF may have, such as `4 pages`; what ranks lowest is left out.",
        ),
        "likelihood": Key(
            form=choice("icd203", "phia"),
            about="The standard that words of likelihood in the desk's own text are held against.",
        ),
        "bottom_line": Key(form=block(_BOTTOM_LINE, _judgement), about="The desk's judgement, above everything."),
        "sections": Key(form=sections, about="The sections, in order; the usual ones by default."),
    },
    elsewhere={key: f"stands inside a section: it {takers}" for key, takers in TAKERS.items()},
)


def outline(text: str, path: str) -> Outline:
    """The outline as asked for; raises UsageError with all mistakes, in order of place."""
    root = parse(text, path)
    if isinstance(root, Scalar):
        raise expected("an outline with at least `title` and `seeds`", root)
    read = fields(root, _OUTLINE)
    read.mistakes += (*_late_cutoff(read), *_foreign_scale(read))
    read.mistakes = in_order(read.mistakes)
    return _built(read, path, text.removeprefix("\ufeff"))


def schema() -> dict[str, object]:
    """The JSON Schema (2020-12) of the outline, for editors."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Outline of a policy brief",
        **schema_of(_OUTLINE),
    }


def _built(read: Fields, path: str, text: str) -> Outline:
    values = read.stop()
    output = {"name": PurePath(path).stem, **values.pop("output", {})}
    values.setdefault("sections", default_sections(Place(path=path)))
    topics = values.pop("about", {})
    values |= {"about": tuple(topics), "synonyms": {word: also for word, also in topics.items() if also}}
    values |= {f"{key}_place": read.places.get(key) for key in ("seeds", "sources", "fit", "about")}
    return Outline(path=path, written=text, **values, **output)


def _late_cutoff(read: Fields) -> Iterator[Diagnostic]:
    dated, cutoff = read.values.get("dated"), read.values.get("cutoff")
    if isinstance(dated, date) and cutoff and cutoff > dated:
        yield mistake(read.places["cutoff"], f"the cut-off, {cutoff}, is after the brief's date, {dated}")


def _foreign_scale(read: Fields) -> Iterator[Diagnostic]:
    """A standard for words that the brief is not written in."""
    language = read.values.get("language", "en-GB")
    if "likelihood" in read.values and not language.startswith("en"):
        message = f"`likelihood` does not go with `language: {language}`: its standards are lists of English words"
        yield mistake(read.places["likelihood"], message, "take out one of the two")
