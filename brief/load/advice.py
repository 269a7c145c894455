"""A word nobody knows and the words that may stand there in; the located mistake with the nearest right word out."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from brief.errors import UsageError
from brief.model.diagnostic import Diagnostic, Place, Severity
from brief.text.likeness import nearest

MEANT = {
    "take": "limit count max maximum number top show",
    "heading": "title name header label",
    "pick": "include pin pinned picks items choose choice",
    "skip": "exclude omit drop hide leave_out without",
    "about": "filter topic topics keywords tags subject subjects theme",
    "since": "from after start begin",
    "until": "to before end till",
    "from": "after start begin",
    "to": "before end till",
    "sources": "source files bibliography references",
    "speakers": "speaker who people person",
    "per_source": "max_per_source each_source",
    "order": "sort sorted sort_by rank ranking",
    "note": "comment intro introduction remark lead",
    "body": "text content words paragraph",
    "chart": "graph figure plot",
    "references": "citations footnotes refs",
    "fit": "pages length max_pages",
    "title": "name headline heading",
    "subtitle": "subheading kicker",
    "seeds": "articles folder input inputs files feed",
    "edition": "issue number no",
    "date": "dated published day",
    "cutoff": "data_cutoff cut_off until",
    "handling": "classification marking tlp distribution",
    "author": "authors by desk written_by",
    "output": "outputs out export",
    "formats": "format types type",
    "folder": "directory dir path",
    "name": "file filename stem",
    "bottom_line": "summary bluf judgement judgment conclusion bottomline",
    "rests_on": "evidence based_on support picks sources",
    "confidence": "certainty sureness",
    "likelihood": "estimative probability yardstick",
    "icd203": "icd icd-203 icd_203 odni",
    "phia": "yardstick uk",
    "key_points": "points findings claims bullets highlights keypoints",
    "quotes": "quotations quote statements voices",
    "timeline": "chronology events dates history",
    "disagreements": "conflicts contradictions disputes differences contested",
    "open_questions": "questions unknowns gaps",
    "since_last": "whats_new new changes changed news last_edition",
    "text": "prose paragraph paragraphs words rewording",
    "words": "part passage quote verbatim excerpt",
    "find": "search match query contains",
    "id": "item ref key",
    "evidence": "endnotes notes appendix annex",
    "authors": "author by byline writer writers",
    "publisher": "outlet paper site source",
    "published": "date day publication_date",
    "url": "link address web",
    "origin": "wire original",
    "grade": "rating reliability admiralty",
    "docx": "word doc odt",
    "markdown": "md",
    "html": "htm web",
    "rank": "score relevance best",
    "moderate": "medium middle",
    "true": "yes on y",
    "false": "no off n none",
}
"""Right words, each with what people write for it."""


def stop(place: Place, message: str, hint: str | None = None) -> UsageError:
    """One mistake of the person who wrote the file."""
    return UsageError(mistake(place, message, hint))


def mistake(place: Place, message: str, hint: str | None = None) -> Diagnostic:
    """The same, to be collected beside others."""
    return Diagnostic(severity=Severity.ERROR, message=message, place=place, hint=hint)


def meant(word: str, known: Collection[str]) -> str | None:
    """The one of `known` that `word` stands for: by what people write for it, else by its letters."""
    ways = {way: right for right in known for way in MEANT.get(right, "").split()}
    ways |= {right: right for right in known}
    near = nearest(word, ways)
    return ways[near[0]] if near else None


def unknown(place: Place, word: str, known: Collection[str], *, what: str, whose: str = "") -> Diagnostic:
    """`what` names the word, `whose` begins the sentence that lists the right ones."""
    right = meant(word, known)
    listed = f"{whose}: {', '.join(known)}" if whose else ""
    if right:
        listed = f"did you mean `{right}`? {listed[:1].upper()}{listed[1:]}".strip()
    return mistake(place, what, listed or None)


def misplaced(place: Place, word: str, known: Collection[str], *, where: str, home: str) -> Diagnostic:
    """A key that is right elsewhere; `home` says where."""
    right = next((key for key in known if word in MEANT.get(key, "").split()), None)
    asked = f"did you mean `{right}`? " if right else ""
    return mistake(place, f"{where} cannot honour `{word}`", f"{asked}`{word}` {home}")


def in_order(mistakes: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The mistakes as a reader of the file meets them."""
    return sorted(mistakes, key=lambda told: (told.place.line or 0, told.place.column or 0) if told.place else (0, 0))
