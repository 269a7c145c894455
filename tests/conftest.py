"""Values out of a few lines of text, for every test: no file is read."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from brief.model.article import Article, Page, Source, SourceFacts
from brief.segment import segment

if TYPE_CHECKING:
    from tests.tools.edit_drafts import Body


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="keep what the golden tests find as the new golden files")


def _article(text: str, **facts: str) -> Article:
    id = facts.setdefault("id", "a")  # noqa: A001  the article's own word
    source = Source(path=f"seeds/{id}.txt", sha256=hashlib.sha256(text.encode()).hexdigest(), media="text")
    page = Page(source=source, text=text, language="en")
    told = []
    found = segment(page, id=id, facts=SourceFacts(**facts), report=told.append)
    assert found is not None, told
    return found


@pytest.fixture(scope="session")
def article() -> Callable[..., Article]:
    """`article("…", id="gazette", published="2025-07-05")`: the article that a text file with these words becomes."""
    return _article


@pytest.fixture
def body() -> Body:
    """The draft of the weekly brief, open for editing."""
    from tests.tools.edit_drafts import Body, weekly

    return Body(weekly())
