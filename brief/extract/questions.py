"""An article in; the questions that it leaves open, asked or stated, out."""

from __future__ import annotations

import pkgutil
import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache


from brief.model.article import BODY_ROLES, Article, Role, Span
from brief.model.items import Question
from brief.text.matching import plain

_WORDS = re.compile(r"[a-z']+")  # `can`, `russia's`
_AUXILIARIES = frozenset("are can could did do does has have is may might must should was were will would".split())
_AHEAD = frozenset("can could may might should will would".split())
_WH = frozenset("how what when where which who whom whose why".split())
_MEASURES = frozenset("likely long much many far soon realistic serious close quickly credible ready".split())
_READER = frozenset("you your yours you're you've you'd you'll we've i i'm i've i'd me my mine".split())
_ANSWERS = frozenset(
    "yes no not never because simple simply absolutely probably certainly hardly unlikely maybe perhaps".split()
)
_JOINING = frozenset("and but or so still then yet".split())
_POSSIBLE = frozenset("possible likely going ever still ready able enough".split())
_SETTLING = (
    "no longer ",
    "until now",
    "not an open",
    "not a matter",
    "isn't an open",
    "to comment",
    "for comment",
    "request for",
)


def questions(article: Article) -> tuple[Question, ...]:
    """Body sentences that ask or state what is not known, and headings that ask what their section does not answer."""
    text = plain(article.text)
    found = {span: Question(id="", span=span, sort="stated", rule=rule) for span, rule in _stated(article, text)}
    found.update((span, Question(id="", span=span, sort="asked", rule=rule)) for span, rule in _asked(article, text))
    return tuple(found[span] for span in sorted(found))


@cache
def _phrases() -> tuple[str, ...]:
    """The list beside this file, without the entries that hold a shorter one."""
    entries = (pkgutil.get_data(__name__, "questions.txt") or b"").decode().split("\n")
    return tuple(
        one for one in entries if one and not any(other != one and other and other in one for other in entries)
    )


def _stated(article: Article, text: str) -> Iterator[tuple[Span, str]]:
    """Body sentences in which a phrase of the list stands, each with the phrase."""
    sentences = [
        sentence for passage in article.passages if passage.role in BODY_ROLES for sentence in passage.sentences
    ]
    starts = [sentence.start for sentence in sentences]
    for phrase in _phrases():
        at = text.find(phrase)
        while at >= 0:
            place = bisect_right(starts, at) - 1
            if place >= 0 and _leaves_open(text, sentences[place], at, phrase):
                yield sentences[place], phrase
            at = text.find(phrase, at + len(phrase))


def _leaves_open(text: str, sentence: Span, at: int, phrase: str) -> bool:
    """Whether the phrase stands whole in the sentence and is not denied, and the sentence is no question."""
    after = at + len(phrase)
    if after > sentence.end or text[at - 1 : at].isalnum() or text[after : after + 1].isalnum():
        return False
    around = text[max(sentence.start, at - 12) : min(sentence.end, after + 40)]
    return not any(settled in around for settled in _SETTLING) and not text[sentence.start : sentence.end].rstrip(
        "\"') "
    ).endswith("?")


def _asked(article: Article, text: str) -> Iterator[tuple[Span, str]]:
    """Sentences with a question mark that are neither rhetorical nor answered by the next one."""
    if "?" not in text:
        return
    for index, passage in enumerate(article.passages):
        if passage.role is Role.HEADING and _ends_asking(text, passage.span):
            if _heading_is_open(text, passage.span, _next_sentence(article, index)):
                yield passage.span, "heading"
        elif passage.role in BODY_ROLES:
            follow = (*passage.sentences[1:], _next_sentence(article, index))
            for sentence, after in zip(passage.sentences, follow, strict=True):
                if _ends_asking(text, sentence) and _body_is_open(text, sentence, after, after is not follow[-1]):
                    yield sentence, "body"


def _ends_asking(text: str, span: Span) -> bool:
    return text[max(span.start, span.end - 4) : span.end].rstrip("\"') ").endswith("?")


def _next_sentence(article: Article, index: int) -> Span | None:
    """The first sentence of the next body passage; None where a heading or the end comes first."""
    for passage in article.passages[index + 1 : index + 4]:
        if passage.role in BODY_ROLES and passage.sentences:
            return passage.sentences[0]
        if passage.role is Role.HEADING:
            return None
    return None


def _heading_is_open(text: str, heading: Span, after: Span | None) -> bool:
    """A heading asks openly with a verb of what may come; “why” and “how” are what its section explains."""
    words = _WORDS.findall(text, heading.start, heading.end)
    return len(words) >= 4 and words[0] in _AHEAD and _READER.isdisjoint(words) and not _answers(text, after)


def _body_is_open(text: str, sentence: Span, after: Span | None, adjoining: bool) -> bool:
    """A question about what may come, in the author's voice or posed as `the question`, and not a header of its paragraph."""
    words = _WORDS.findall(text, sentence.start, sentence.end)
    if len(words) < 5 or not _READER.isdisjoint(words) or text[sentence.start] == '"':
        return False
    if "question" in words or "questions" in words:
        return True
    opening = words[1:] if words[0] in _JOINING else words
    if opening[0] in _AHEAD or (opening[0] in _AUXILIARIES and not _POSSIBLE.isdisjoint(opening)):
        return not _answers(text, after)
    return adjoining and _asks_ahead(opening) and not _answers(text, after)


def _asks_ahead(words: list[str]) -> bool:
    """`How likely is`, `what will`: a question word with a verb of what may come, or with a measure of it."""
    wh = next((place for place, word in enumerate(words[:12]) if word in _WH), len(words))
    return not _AHEAD.isdisjoint(words[wh + 1 : wh + 5]) or not _MEASURES.isdisjoint(words[wh + 1 : wh + 2])


def _answers(text: str, after: Span | None) -> bool:
    return after is not None and not _ANSWERS.isdisjoint(
        _WORDS.findall(text, after.start, min(after.end, after.start + 60))[:2]
    )
