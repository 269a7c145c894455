"""Words and a size in, the room that they take out: never less than in the fonts a reader may have."""

from __future__ import annotations

_CLASSES = {
    250: " ",
    300: "',.:;Iijl‘’",
    350: "!()-[]f{}",
    400: "rt",
    450: "/\\sz",
    500: "*?J_cvxy|“”–",
    550: "#$+0123456789<=>EFLSTYZ^`aegko~",
    600: "BCKPRVXbdhnpqu",
    650: "ADG",
    700: "HNOQU",
    750: "&w",
    850: "%m",
    900: "@M",
    950: "W",
}
"""Letters by their width in thousandths of the size: the widest of Source Sans 3 and Carlito, regular and bold."""
_WIDTH = {letter: width for width, letters in _CLASSES.items() for letter in letters}
_OTHER = 1000


def width(words: str, size: float) -> float:
    """How far words may reach at this size."""
    return sum(_WIDTH.get(letter, _OTHER) for letter in words) * size / 1000


def _cut(words: str, size: float, room: float) -> str:
    """As many letters as the room holds, with a mark where some are left out."""
    if width(words, size) <= room:
        return words
    while words and width(f"{words} …", size) > room:
        words = words[:-1].rstrip()
    return f"{words} …"


def wrapped(words: str, size: float, room: float, most: int) -> tuple[str, ...]:
    """Words in at most so many lines of the room; the last one is cut where they are more."""
    lines = [""]
    for word in words.split():
        longer = f"{lines[-1]} {word}".strip()
        if not lines[-1] or len(lines) == most or width(longer, size) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return tuple(_cut(line, size, room) for line in lines)
