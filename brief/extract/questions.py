"""An article in; the questions that it leaves open, asked or stated, out."""

from __future__ import annotations

import pkgutil
import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from brief.model.article import BODY_ROLES, Article, Role, Span
from brief.model.items import Question
from brief.text.matching import plain

_WORDS = re.compile(r"[a-z']+")  # `can`, `russia's`
_ASKED = re.compile(
    r"""\?["']{1,2}[\s,—–-]{0,4}(?:[\w.'’-]{1,20}\s){0,3}(?:asked|asks|wondered|wonders)\b"""
)  # ?” he asked
_DEPENDS = re.compile(r"\b(?:depends?|hinges?|turns?) (?:\w{3,12} )?on\b")  # whether it works depends mainly on
_NONE_YET = re.compile(r"\bno [a-z'-]{2,20} ha(?:s|ve) (?:yet )?been\b")  # no successor has been


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
_UNANSWERED = _word_class("unanswered")
_CLOSING = _word_class("closing")
_AN_ANSWER = _word_class("an-answer")
_NEGATION = _word_class("negation")
_TELLING = _word_class("telling")
_POLLING = _word_class("polling")
_SPEAKERS = _word_class("speakers")
_REPLIES = frozenset(("answer", "answers", "reply"))
_STANDINS = frozenset(("he", "it", "she", "that", "they", "this"))
_IS = frozenset(("is", "was"))
_SOON = 80  # letters: what leaves a question open says so at once
_OPENING = 7  # letters: enough to spare most articles the phrases that begin so; 5 and 9 are slower
_SETTLING = (
    "no longer ",
    "until now",
    "known as",
    "not an open",
    "not a matter",
    "isn't an open",
    "not unclear",
    "hardly unclear",
    "until recently",
    "know enough",
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
    for mark, key in (("’", "'"), ("“", '"'), ("”", '"'), ("«", '"'), ("»", '"')):
        lowered = lowered.replace(mark, key)
    return lowered


@cache
def _phrases() -> dict[str, list[str]]:
    """The list beside this file, in which no entry holds the words of another, by the first letters of its entries."""
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
    for sentence in sentences:
        if text.startswith("nor ", sentence.start) and _withholds(text, sentence):
            yield sentence, "nor"
        elif text.startswith("whether ", sentence.start) and _DEPENDS.search(text, sentence.start, sentence.end):
            yield sentence, "depends"


def _leaves_open(text: str, sentence: Span, at: int, phrase: str) -> bool:
    """Whether the phrase stands whole in the sentence and is not denied, and the sentence is no question."""
    after = at + len(phrase)
    if after > sentence.end or text[at - 1 : at].isalnum() or text[after : after + 1].isalnum():
        return False
    around = text[max(sentence.start, at - 24) : min(sentence.end, after + 40)]
    return not any(settled in around for settled in _SETTLING) and not _ends_asking(text, sentence)


def _withholds(text: str, sentence: Span) -> bool:
    """Whether a sentence that opens with `nor` goes on to `… say what`."""
    words = _WORDS.findall(text, sentence.start, min(sentence.end, sentence.start + 120))
    return any(word in _TELLING and (wh in _WH or wh in {"whether", "if"}) for word, wh in pairwise(words))


def _asked(article: Article, text: str) -> Iterator[tuple[Span, str]]:
    """Sentences with a question mark that are not rhetorical and not answered by the next one, or left open by it."""
    if "?" not in text:
        return
    for index, passage in enumerate(article.passages):
        if passage.role is Role.HEADING and _ends_asking(text, passage.span):
            after = _next_sentence(article, index)
            if _heading_is_open(text, passage.span, after) or _stays_open(text, passage.span, after):
                yield passage.span, "heading"
        elif passage.role in BODY_ROLES:
            yield from ((sentence, "body") for sentence in _asked_in(article, text, index))


def _asked_in(article: Article, text: str, index: int) -> Iterator[Span]:
    """The open questions of one passage."""
    passage = article.passages[index]
    if text.find("?", passage.span.start, passage.span.end) < 0:
        return
    sentences = passage.sentences
    beyond = _next_sentence(article, index)
    for at, sentence in enumerate(sentences):
        after = sentences[at + 1] if at + 1 < len(sentences) else beyond
        ahead = (*sentences[at + 1 : at + 4], beyond)
        told = next((later for later in ahead if later and not _ends_asking(text, later)), None)
        if "?" in text[sentence.start : sentence.end] and (
            _is_open(text, sentence, after, alone=len(sentences) == 1)
            or _is_put(text, sentence, after)
            or _stays_open(text, sentence, told)
        ):
            yield sentence


def _is_open(text: str, sentence: Span, after: Span | None, *, alone: bool) -> bool:
    """Whether the author asks; a question that is all of its passage only heads the next, unless it asks yes or no."""
    if not _ends_asking(text, sentence) or not (words := _question_words(text, sentence)):
        return False
    posed = "question" in words or "questions" in words
    asks = _asks_yes_or_no(words) or (not alone and _asks_ahead(words))
    return posed or (asks and not _answers(text, after))


def _is_put(text: str, sentence: Span, after: Span | None) -> bool:
    """Whether someone else asks it, as in `“Why did …?” he asked`, of no reader or crowd, and nobody speaks next."""
    asked = _ASKED.search(text, sentence.start, sentence.end)
    if not asked or '"' in text[asked.end() : sentence.end] or (after and text[after.start] == '"'):
        return False
    words = _quoted_words(text, sentence, asked.start())
    opens = words[1:2] if words[:1] and words[0] in _JOINING else words[:1]
    around = _WORDS.findall(text, asked.end(), sentence.end)
    return (
        len(words) >= 5
        and not _WH.union(_AHEAD).isdisjoint(opens)
        and (_READER | _SPEAKERS).isdisjoint(words)
        and words[:2] != ["what", "if"]
        and "rhetorically" not in around
        and not _answers(text, after)
        and not _polls(text, sentence, after)
    )


def _quoted_words(text: str, sentence: Span, mark: int) -> list[str]:
    """The words of the question that ends at a mark: from where its sentence or the quotation begins."""
    start = max(text.rfind(stop, sentence.start, mark) for stop in ('"', ". ", "? ", "! "))
    return _WORDS.findall(text, max(start, sentence.start), mark)


def _stays_open(text: str, asking: Span, after: Span | None) -> bool:
    """Whether the next sentence says that nobody answers: `Her office has not said`, `An answer did not come`."""
    quoted = _ASKED.search(text, asking.start, asking.end)
    if after is None or not (quoted or _ends_asking(text, asking)) or _ends_asking(text, after):
        return False
    words = _quoted_words(text, asking, quoted.start() if quoted else text.rfind("?", asking.start, asking.end))
    if len(words) < 3 or not _READER.isdisjoint(words):
        return False
    opens = words[1:2] if words[0] in _JOINING else words[:1]
    none_yet = not _WH.isdisjoint(opens) and _NONE_YET.search(text, after.start, after.end)
    return bool(none_yet or _is_unanswered(text, after)) and not _polls(text, asking, after)


def _is_unanswered(text: str, after: Span) -> bool:
    """Whether a sentence opens with words that leave open what was asked, and not something else: `he has not said`."""
    opening = text[after.start : min(after.end, after.start + _SOON)]
    for phrase in (phrase for phrase in _UNANSWERED if phrase in opening):
        at = after.start + opening.find(phrase)
        if _closes(text, at + len(phrase), after.end) and "no longer " not in text[max(0, at - 12) : at]:
            return True
    words = _WORDS.findall(text, after.start, after.end)
    return len(words) <= 10 and any(
        before in _AN_ANSWER and word in _REPLIES and following not in _IS and not _NEGATION.isdisjoint(words)
        for before, word, following in zip(words, words[1:], [*words[2:], ""], strict=False)
    )


def _closes(text: str, at: int, end: int) -> bool:
    """Whether a clause ends here, or goes on with no object of its own: `yet`, `when asked`."""
    if text[at : at + 1].isalnum():
        return False
    rest = text[at : min(end, at + 20)].strip("\"' ")
    following = _WORDS.match(rest)
    return following is None or following.group() in _CLOSING


def _polls(text: str, asking: Span, after: Span | None) -> bool:
    """Whether a question is a poll’s: shares of the asked stand in it or after it."""
    told = text[asking.start : after.end if after else asking.end]
    return "%" in told or not _POLLING.isdisjoint(_WORDS.findall(told))


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
    asks = len(words) >= 4 and words[0] in _AHEAD and _READER.isdisjoint(words)
    return asks and not _answers(text, after) and not _takes_up(text, words[0], after)


def _takes_up(text: str, verb: str, after: Span | None) -> bool:
    """Whether what follows answers with the verb of the question: `Could it close? Most say that it could`."""
    words = _WORDS.findall(text, after.start, min(after.end, after.start + _SOON)) if after else []
    return any(who in _STANDINS and does in {verb, verb + "n't"} for who, does in pairwise(words))


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
