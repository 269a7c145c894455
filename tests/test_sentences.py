"""Sentences and spacing, by plain-text cases and by laws that hold for any text."""

from __future__ import annotations

from pathlib import Path
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.text.encoding import decoded
from brief.text.language import language
from brief.text.sentences import sentences
from brief.text.spacing import letters, printed

CASES = Path(__file__).parent / "cases" / "sentences"
MESSY = st.text(alphabet=st.sampled_from(".?!…,;:\"'“”‘’«»`()[]-–—•*#> \n\r\t\u00a0aBcDé1250U.S.Mr.日"), max_size=200)


def cases(folder: Path) -> list[object]:
    """Each `== name`, its text and the lines under `# output`."""
    found = []
    for path in sorted(folder.glob("*.txt")):
        for case in path.read_text(encoding="utf-8").split("== ")[1:]:
            name, _, rest = case.partition("\n")
            text, _, expected = rest.partition("\n# output\n")
            found.append(pytest.param(text, expected.strip().split("\n"), id=name))
    return found


@pytest.mark.parametrize(("text", "expected"), cases(CASES))
def test_a_passage_is_divided_into_its_sentences(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in sentences(text, 0, len(text))] == expected


@given(st.one_of(st.text(max_size=200), MESSY), st.integers(0, 20), st.integers(0, 20))
def test_sentences_lie_in_order_inside_the_stretch_with_trimmed_edges(text: str, before: int, after: int) -> None:
    start, end = min(before, len(text)), max(len(text) - after, min(before, len(text)))
    at = start
    for first, last in sentences(text, start, end):
        assert at <= first < last <= end
        assert text[first:last] == text[first:last].strip()
        at = last


@given(st.one_of(st.text(max_size=200), MESSY))
def test_printing_changes_white_space_only_and_only_once(text: str) -> None:
    assert letters(printed(text)) == letters(text)
    assert printed(printed(text)) == printed(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("of Taiwan,Report  Finds", "of Taiwan, Report Finds"),
        ("it is not naive\n, the port", "it is not naive, the port"),
        ("it is not naive\nabout gates", "it is not naive about gates"),
        ("the end\r\n.", "the end."),
        ("he left\n... and came", "he left ... and came"),
        ("1,000 and 2,5", "1,000 and 2,5"),
        ("word , word", "word , word"),
    ],
)
def test_a_span_is_printed_with_its_white_space_mended(text: str, expected: str) -> None:
    assert printed(text) == expected


@pytest.mark.parametrize(
    "mark", ['"', "“", "'", "a", " ", "1", "(", ".", ". ", "A. ", "U.S. ", "\n", "a.B", "''", "-", "“.” "]
)
def test_time_grows_no_faster_than_the_text(mark: str) -> None:
    def seconds(size: int) -> float:
        text = mark * (size // len(mark))
        best = 9.0
        for _ in range(3):
            start = process_time()
            sentences(text, 0, len(text))
            printed(text)
            best = min(best, process_time() - start)
        return best

    # Another process may take the cache meanwhile: what is linear is seen to be so in one of four looks.
    assert any(seconds(100_000) < 2.6 * seconds(50_000) + 0.01 for _ in range(4))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The port is closed, and the boats are out at sea. It will be so for a week, said the mayor to us.", "en"),
        (
            "Der Hafen ist geschlossen, und die Boote sind auf See. Das wird eine Woche so sein, sagte er dem Rat.",
            "de",
        ),
        (
            "Le port est fermé et les bateaux sont en mer. Ce sera le cas pendant une semaine, dit le maire.",
            "fr",
        ),
        (
            "Порт закрыт, и лодки в море. Так будет ещё неделю, сказал мэр, но что будет за это время, он не знает.",
            "ru",
        ),
        ("港口关闭了。 船只在海上。 " * 20, "zh"),
        ("Le port est fermé.", "en"),
    ],
)
def test_the_language_is_told_by_its_commonest_words(text: str, expected: str) -> None:
    assert language(text) == expected


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_is_decoded_with_or_without_a_byte_order_mark(encoding: str) -> None:
    assert decoded("A port – closed\r\n".encode(encoding)) == ("A port – closed\r\n", None)


def test_old_bytes_are_read_as_windows_1252_and_said_to_be() -> None:
    assert decoded(b"caf\xe9 \x93shut\x94") == ("café “shut”", 4)
