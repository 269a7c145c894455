"""One changed wording × the lines of its block → those lines as they are to be printed, or why they stay."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from brief.apply.desk import Desk
from brief.apply.looks import dressed
from brief.apply.quoted import OFFER, faults, requoted, with_cuts
from brief.apply.tree import text
from brief.model.edits import Edit
from brief.model.inline import Cite, Inline, Line, Tag, Verbatim, Words
from brief.text.likeness import most_alike

_NUMBER = re.compile(r"[TQD]\d{1,4}(?:\s|$)")  # `T12 `, the running number of a row
_OPENING, _CLOSING = '“"«„»', '”"»“«'


@dataclass(slots=True, kw_only=True)
class Rewording:
    """A change of words on its way through the lines of a block."""

    edit: Edit
    desk: Desk
    tag: Tag | None
    """What marks a source's line that the desk reworded; None where the block says so itself."""
    seen: list[str] = field(default_factory=list)
    """The words of each line met."""
    done: bool = False
    edited: bool = False
    """Whether words of a source were replaced by the desk's."""
    fault: str | None = None
    plain: tuple[tuple[str, str], ...] = ()
    """Looks that its words cannot have."""
    more: tuple[str, ...] = ()
    """The further paragraphs of one that was split."""

    def __call__(self, line: Line) -> Line:
        """The line as edited where it is the one meant; as it is otherwise."""
        label, words = own(line)
        self.seen.append(words)
        if self.done or self.fault or words not in self.edit.was:
            return line
        if words != self.edit.was[0]:  # one that was joined to another
            return line
        self.more = self.edit.now[1:]
        return self._new(line, label, self.edit.now[0]) if self.edit.now else self._gone()

    def _gone(self) -> Line:
        self.done = True
        return ()

    def _new(self, line: Line, label: tuple[Inline, ...], now: str) -> Line:
        body = line[len(label) :]
        cites = tuple(part for part in body if isinstance(part, Cite))
        sourced = any(isinstance(part, Verbatim) for part in body)
        if is_quotation(body) and len(self.edit.now) == 1 and len(self.edit.was) == 1:
            again = requoted(body, now, self.desk.library)
            if again is not None:
                self.done, self.plain = True, self.edit.looks
                return (*label, *again)
            if now[:1] in _OPENING:
                self.fault = f"a quotation is no longer word for word: {OFFER}"
                return line
        if sourced:
            now = with_cuts(now, text(line))
        wrong = next(faults(now, " ".join(self.edit.was), self.desk.library), None) if sourced else None
        if wrong:
            self.fault = f"words in quotation marks stand in no source: {wrong[:80]}; {OFFER}"
            return line
        self.done, self.edited = True, sourced
        tags = (self.tag,) if sourced and self.tag and self.tag not in body else ()
        cites = (*cites, *self.desk.cites(now, " ".join(self.edit.was)))
        words, plain = dressed((Words(text=now),), self.edit.looks)
        self.plain = tuple(look for look in plain if not any(look[1] in more for more in self.more))
        return (*label, *words, *cites, *(part for part in body if isinstance(part, Tag)), *tags)

    def clash(self) -> str | None:
        """Why nothing was done, where nothing was."""
        if self.done:
            return unheld(self.plain)
        if self.fault:
            return self.fault
        if any(words in self.edit.now for words in self.seen):
            return None  # it says so already
        return (
            f"its words are others by now\n  was:  {self.edit.was[0]}\n  now:  {self._near()}\n  edit: {self._wanted()}"
        )

    def _near(self) -> str:
        texts = {str(at): one for at, one in enumerate(self.seen)}
        near = most_alike(self.edit.was[0], texts, 1)
        return texts[near[0]] if near else "nothing"

    def _wanted(self) -> str:
        return " / ".join(self.edit.now) or "nothing"


def unheld(looks: tuple[tuple[str, str], ...]) -> str | None:
    """What is told of looks that words cannot have."""
    named = "; ".join(f"{look}: {words[:60]}" for look, words in looks)
    return f"but a source’s words keep their look, and a link leads to the web only: {named}" if looks else None


def own(line: Line) -> tuple[tuple[Inline, ...], str]:
    """The running number that a line begins with, and its own words."""
    words = text(line)
    found = _NUMBER.match(words)
    if not found or not line or not isinstance(line[0], Words) or text(line[:1]) != found[0].strip():
        return (), words
    label = line[:2] if len(line) > 1 and isinstance(line[1], Words) and not line[1].text.strip() else line[:1]
    return label, words[found.end() :]


def is_quotation(line: Line) -> bool:
    """Whether a line is direct speech in its marks from end to end."""
    words = text(line)
    sourced = any(isinstance(part, Verbatim) for part in line)
    return sourced and len(words) > 1 and words[0] in _OPENING and words[-1] in _CLOSING
