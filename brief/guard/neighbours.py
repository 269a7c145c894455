"""A printed passage between its neighbours in; whether the one before or after changes its sense, out."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from brief.guard.finding import Finding
from brief.guard.lexicon import Tokens, bare, condition, denials, is_denial, phrase_at, word_class
from brief.guard.setting import Neighbour, Setting
from brief.model.items import Claim, Event, Quote, speaker
from brief.text.speech import is_saying

_OBJECT = 4
"""Words after `denied` in which what is denied stands."""
_POINTERS = frozenset(("that", "this", "these", "those", "the", "his", "her", "their", "its", "such", "it", "them"))
_SHORT = 9
"""Words of a sentence that says no more than its doubt."""
_NEAR = 15
"""Words at the head of a sentence in which it takes something back: further in, it is about something else."""
_SUBJECT = 6
"""Words before `is false` in which what is false stands, and before `denies` in which who denies it does."""


def condition_before(setting: Setting) -> Finding | None:
    """`Otherwise, …`, `In that case, …`: the condition stands in the sentence before."""
    earlier = setting.earlier
    if setting.before or earlier is None or not isinstance(setting.item, Claim | Event):
        return None
    row = bare(setting.printed[:8])
    start = 1 if row[:1] in (("but",), ("and",), ("so",)) else 0
    size = phrase_at(row, start, "then")
    if size:
        return Finding(code="condition-before", words=" ".join(row[start : start + size]), beside=earlier)
    return _supposed(setting, earlier)


def _supposed(setting: Setting, earlier: Neighbour) -> Finding | None:
    """`Suppose the talks fail. The alliance would …`."""
    if not earlier.joined or "would" not in setting.printed or condition(setting.printed) is not None:
        return None
    opens = bare(earlier.row)[:3]
    if opens[:1] == ("if",) or not word_class("supposing").isdisjoint(opens) or opens[:2] == ("what", "if"):
        return Finding(code="condition-before", words=" ".join(opens), beside=earlier)
    return None


def reversed_after(setting: Setting) -> Finding | None:
    """The next sentence takes the passage back, denies it, or turns against it with `But that …`."""
    later = setting.later
    if later is None or later.within:
        return None
    row = () if "?" in later.row else bare(later.row)
    turned = any(check(row) for check in _REVERSALS) or _goes_on(setting, later, row)
    return Finding(code="reversed-after", words=" ".join(row[:6]), beside=later) if turned else None


def _denied(row: Tokens) -> bool:
    """`The ministry denied the report`, `He disputes that.`; not `rejected that plan`, nor `was denied entry`."""
    for at, word in enumerate(row[:_NEAR]):
        if word not in word_class("denying") or (at and _is_passive_or_undone(row[at - 1])):
            continue
        what = row[at + 1 : at + 1 + _OBJECT]
        if not _assertions().isdisjoint(what) or (at < _SUBJECT and _denies_it(word, what)):
            return True
    return False


def _denies_it(word: str, what: Tokens) -> bool:
    """`denies that`, `disputes it`, `denied carrying out`, `contradicts her`."""
    if word in word_class("contradicting") and what[:1] in (("him",), ("her",)):
        return True
    pointed = bool(what) and (what[0] in word_class("object") or what[0].endswith("ing"))
    return pointed and word in word_class("plain-denying")


def _is_passive_or_undone(word: str) -> bool:
    return is_denial(word) or word in word_class("be") or word in {"being", "the", "a", "in"}


@cache
def _assertions() -> frozenset[str]:
    return word_class("assertion") - word_class("document")


def _untrue(row: Tokens) -> bool:
    """`That is not true`, `The agency said the report was misleading`, `They called it a lie`."""
    return any(
        (word in _assertions() and not word_class("falsity").isdisjoint(row[at + 1 : at + 5]))
        or (word in word_class("calling") and _called_untrue(row[at + 1 : at + 9]))
        or (word in word_class("be") and _points_back(row, at) and _is_untrue(row, at))
        for at, word in enumerate(row)
    )


def _called_untrue(rest: Tokens) -> bool:
    return not _words_of_untruth().isdisjoint(rest) and not (_assertions() | {"it", "this", "that"}).isdisjoint(rest)


def _is_untrue(row: Tokens, at: int) -> bool:
    """What stands behind a form of `be`: `is not true`, `was misleading`, `has been contradicted`."""
    told = row[at + 1 : at + 4]
    words = word_class("falsity") | word_class("correction") if row[at - 1] == "it" else _words_of_untruth()
    denied = is_denial(row[at]) or told[:1] == ("not",)
    return not words.isdisjoint(told) or (denied and _closes(row[at + 1 :]))


@cache
def _words_of_untruth() -> frozenset[str]:
    return word_class("falsity") | word_class("correction") | word_class("withdrawn")


def _closes(rest: Sequence[str]) -> bool:
    """Whether a denial has no matter of its own: `that is not true`, `it is not so`."""
    words = [word for word in rest if word not in {"not", "actually", "quite", "entirely", "strictly"}]
    return not words or words[0] in {"true", "so", "correct", "right", "accurate", "possible"}


def _points_back(row: Tokens, at: int) -> bool:
    """Whether the subject of a verb points at what was said: `that`, `this has`, `the report`, `those numbers`."""
    if row[at] in {"that's", "it's"} or row[max(0, at - 1) : at] in (("that",), ("this",), ("it",)):
        return True
    if at < 5 and row[at - 1] in {"has", "have", "had", "later", "also"} and row[at - 2] in {"that", "this", "it"}:
        return True
    near = row[max(0, at - _SUBJECT) : at]
    return not word_class("assertion").isdisjoint(near) and not _POINTERS.isdisjoint(near)


def _undone(row: Tokens) -> bool:
    """`But the plan was dropped in May`, `The talks have since collapsed`."""
    for at, word in enumerate(row[:_OBJECT]):
        determined = at > 0 and row[at - 1] in {"the", "those", "these", "that", "this", "its", "his", "her", "their"}
        if determined and word in word_class("matter") and not word_class("undone").isdisjoint(row[at + 1 : at + 5]):
            return True
    return False


def _doubted(row: Tokens) -> bool:
    """`Experts doubt this`, `That has not happened`, `There is no truth in it`: short, and nothing but a doubt."""
    if len(row) > _SHORT:
        return False
    ends = row[-1:] in (("this",), ("that",), ("it",), ("them",)) or row[:1] in (
        ("that",),
        ("this",),
        ("neither",),
        ("none",),
    )
    return ends and (bool(denials(row)) or not word_class("doubting").isdisjoint(row))


def _revised(row: Tokens) -> bool:
    """`The agency has since revised the figure to 200`."""
    return any(
        word in word_class("revising") and not word_class("revisable").isdisjoint(row[at + 1 : at + 4])
        for at, word in enumerate(row)
    )


def _only_if(row: Tokens) -> bool:
    """`Only if parliament agrees`: a condition that stands as a sentence of its own."""
    return len(row) <= _SHORT and row[:2] in (("only", "if"), ("provided", "that"), ("not", "unless"), ("but", "only"))


def _turns_on_it(row: Tokens) -> bool:
    """`But that was before the vote`, `Yet they did not`, `But those plans were dropped`, `Later, it is possible`."""
    opens, points, rest = row[:1], row[1:2], row[2:4]
    if not points or (opens[0] not in word_class("turning") and opens + points != ("later", "it")):
        return False
    if points[0] in {"that", "those", "this", "these"} and not (_assertions() | word_class("matter")).isdisjoint(rest):
        return True
    if points[0] in {"they", "he", "she"}:
        return bool(denials(row[2:5])) and not any(is_saying(word) for word in row[2:6])
    return points[0] in {"that", "this", "it", "that's", "it's"} and _is_verb(rest[0] if rest else points[0])


def _is_verb(word: str) -> bool:
    return word in word_class("be") | word_class("auxiliary") or word.endswith(("n't", "'s"))


def _taken_back(row: Tokens) -> bool:
    """`He later apologised`, `The paper retracted the report`, `She walked those words back`."""
    for at, word in enumerate(row[:_NEAR]):
        if phrase_at(row, at, "retreat") or word in word_class("retracted"):
            return True
        if word in {"walked", "walks"} and "back" in row[at + 1 : at + 4]:
            return not _POINTERS.isdisjoint(row[at + 1 : at + 3])
        if word in word_class("issuing") and not {"correction", "retraction", "apology"}.isdisjoint(
            row[at + 1 : at + 4]
        ):
            return True
        since = not word_class("filler").isdisjoint(row[max(0, at - 2) : at]) or row[at - 1 : at] in (("he",), ("she",))
        if word in word_class("retraction") and since:
            return True
    return False


_REVERSALS = (_denied, _untrue, _undone, _doubted, _revised, _only_if, _taken_back, _turns_on_it)
"""Kinds of sentences that turn the one before them, whoever speaks."""


def _goes_on(setting: Setting, later: Neighbour, row: Tokens) -> bool:
    """`“It works,” he said. “But it is slow.”`: the same voice turns in its next sentence."""
    who = speaker(setting.item)
    if who is None or row[:1] == () or row[0] not in word_class("contrast"):
        return False
    voices = [(item, other) for item, other in setting.around.voices(later.span) if other.name == who.name]
    if isinstance(setting.item, Quote):
        return any(item.id != setting.item.id for item, _ in voices)
    return bool(voices)


def disowned(setting: Setting) -> Finding | None:
    """`He denied saying so`, `She says that she never said it`: the speaker does not own the words."""
    later = setting.later
    if later is None or later.within or speaker(setting.item) is None:
        return None
    row = bare(later.row)
    for at, word in enumerate(row):
        if word not in word_class("utterance"):
            continue
        denied = [place for place in denials(row) if at - 3 <= place < at]
        pointed = row[at + 1 : at + 2] and row[at + 1] in {"that", "this", "so", "it", "those", "any", "the"}
        own = pointed and (row[at + 2 : at + 3] == () or row[at + 2] in _assertions() | {"such"})
        if denied and own:
            return Finding(code="disowned", words=" ".join(row[:8]), beside=later)
    return None


def turned_quote(setting: Setting) -> Finding | None:
    """`It was not “a catastrophe”`: a scrap of speech whose denial or condition stands before its mark."""
    item = setting.item
    if not isinstance(item, Quote) or not setting.lead_in:
        return None
    first = next((char for char in setting.around.text[item.span.start : item.span.start + 4] if char.isalpha()), "")
    if not first.islower():
        return None
    row = setting.lead_in[-8:]
    breaks = [at for at, token in enumerate(row) if token in {",", ";", ":", "-"} or is_saying(token)]
    row = row[breaks[-1] + 1 :] if breaks else row
    turning = [*denials(row)[-1:], *([at] if (at := condition(row)) is not None else [])]
    return Finding(code="turned-quote", words=row[turning[0]]) if turning else None
