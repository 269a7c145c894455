"""Document → bytes: one writer a format, in a plain table; PDF is set from the HTML that it is handed."""

from __future__ import annotations

from collections.abc import Mapping

from brief.model.document import Document
from brief.model.outline import Format

SUFFIX: dict[Format, str] = {"docx": ".docx", "pdf": ".pdf", "html": ".html", "markdown": ".md", "json": ".json"}


def write(document: Document, form: Format, assets: Mapping[str, bytes]) -> bytes:
    """The document in one format; writers are imported only when they are asked for, since two of them cost.

    Raises:
        WriteError: the typesetter refuses the page.
    """
    match form:
        case "docx":
            from brief.write import docx

            return docx.write(document, assets)
        case "pdf":
            from brief.write import html, pdf

            return pdf.typeset(html.write(document, assets), assets)
        case "html":
            from brief.write import html

            return html.write(document, assets)
        case "markdown":
            from brief.write import markdown

            return markdown.write(document)
        case "json":
            from brief.write import json

            return json.write(document)
