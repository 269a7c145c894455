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


def _word_class(name: str) -> frozenset[str]:
    """The words of one class of the list beside this file."""
    lines = (pkgutil.get_data(__name__, "question_words.txt") or b"").decode().splitlines()
    return frozenset(word for word, _, of in (line.partition("\t") for line in lines) if of == name)


_AUXILIARIES = _word_class("auxiliary")
_AHEAD = _word_class("ahead")
_WH = _word_class("wh")
_MEASURES = _word_class("measure")
_READER = _word_class("reader")
_ANSWERS = _word_class("answer")
_JOINING = _word_class("joining")
_POSSIBLE = _word_class("possible")
_OPENING = 8  # letters: enough to spare most articles the phrases that begin so; 6 and 12 are slower
_SETTLING = (
    "no longer ",
    "until now",
    "known as",
    "not an open",
    "not a matter",
    "isn't an open",
    "for comment",
    "request for",
)


def questions(article: Article) -> tuple[Question, ...]:
    """Body sentences that ask or state what is not known, and headings that ask what their section does not answer."""
    text = _folded(article.text)
    found = {span: Question(id="", span=span, sort="stated", rule=rule) for span, rule in _stated(article, text)}
    found.update((span, Question(id="", span=span, sort="asked", rule=rule)) for span, rule in _asked(article, text))
    return tuple(found[span] for span in sorted(found))


def _folded(text: str) -> str:
    """One case and keyboard marks, every character in its place; `plain` is slower and only needed for rare letters."""
    lowered = text.lower()
    if len(lowered) != len(text):
        return plain(text)
    return lowered.replace("’", "'").replace("“", '"').replace("”", '"')


@cache
def _phrases() -> dict[str, list[str]]:
    """The list beside this file, in which no entry holds another, by the first letters of its entries."""
    opened: dict[str, list[str]] = {}
    for phrase in (pkgutil.get_data(__name__, "questions.txt") or b"").decode().splitlines():
        opened.setdefault(phrase[:_OPENING], []).append(phrase)
    return opened


def _stated(article: Article, text: str) -> Iterator[tuple[Span, str]]:
    """Body sentences in which a phrase of the list stands, each with the phrase."""
    sentences = [
        sentence for passage in article.passages if passage.role in BODY_ROLES for sentence in passage.sentences
    ]
    starts = [sentence.start for sentence in sentences]
    for phrase in (phrase for opening, phrases in _phrases().items() if opening in text for phrase in phrases):
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
    around = text[max(sentence.start, at - 24) : min(sentence.end, after + 40)]
    return not any(settled in around for settled in _SETTLING) and not _ends_asking(text, sentence)


def _asked(article: Article, text: str) -> Iterator[tuple[Span, str]]:
    """Sentences with a question mark that are neither rhetorical nor answered by the next one."""
    if "?" not in text:
        return
    for index, passage in enumerate(article.passages):
        if passage.role is Role.HEADING and _ends_asking(text, passage.span):
            if _heading_is_open(text, passage.span, _next_sentence(article, index)):
                yield passage.span, "heading"
        elif passage.role in BODY_ROLES:
            yield from ((sentence, "body") for sentence in _asked_in(article, text, index))


def _asked_in(article: Article, text: str, index: int) -> Iterator[Span]:
    """The open questions of one passage; a question that is all of it only heads the next, unless it asks yes or no."""
    sentences = article.passages[index].sentences
    for at, sentence in enumerate(sentences):
        if _ends_asking(text, sentence) and (words := _question_words(text, sentence)):
            after = sentences[at + 1] if at + 1 < len(sentences) else _next_sentence(article, index)
            posed = "question" in words or "questions" in words
            asks = _asks_yes_or_no(words) or (len(sentences) > 1 and _asks_ahead(words))
            if posed or (asks and not _answers(text, after)):
                yield sentence


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


def _question_words(text: str, sentence: Span) -> list[str]:
    """The words of a question in the author's voice; none where it is short or asks the reader."""
    words = _WORDS.findall(text, sentence.start, sentence.end)
    if len(words) < 5 or not _READER.isdisjoint(words) or text[sentence.start] == '"':
        return []
    return words[1:] if words[0] in _JOINING else words


def _asks_yes_or_no(words: list[str]) -> bool:
    """`Will the …`, `Is it possible …`, of what may come; `Was he not …` is rhetorical."""
    return words[0] in _AHEAD or (words[0] in _AUXILIARIES and not _POSSIBLE.isdisjoint(words))


def _asks_ahead(words: list[str]) -> bool:
    """`How likely is`, `what will`: a question word with a verb of what may come, or with a measure of it."""
    wh = next((place for place, word in enumerate(words[:12]) if word in _WH), len(words))
    return not _AHEAD.isdisjoint(words[wh + 1 : wh + 5]) or not _MEASURES.isdisjoint(words[wh + 1 : wh + 2])


def _answers(text: str, after: Span | None) -> bool:
    return after is not None and not _ANSWERS.isdisjoint(
        _WORDS.findall(text, after.start, min(after.end, after.start + 60))[:2]
    )
