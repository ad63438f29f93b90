"""What stands on the paper of a PDF, read off it."""

import io
import re

from pypdf import PdfReader


def pages_of(pdf):
    return [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]


def text_of(pdf):
    return " ".join("\n".join(pages_of(pdf)).split())


def sizes_of(pdf):
    """Of each piece of text in order: what it says and its size in points."""
    pieces = []
    for page in PdfReader(io.BytesIO(pdf)).pages:
        page.extract_text(visitor_text=lambda said, _cm, _tm, _font, size: pieces.append((said.strip(), size)))
    return [(said, size) for said, size in pieces if said]


def set_rows(text):
    """Of each row of the table of sets its local time and the numbers in it, in order."""
    table = text[text.index("Vital signs") : text.index("Flags and answers")]
    parts = re.split(r"(\d\d:\d\d) (T[+−]\d+) ", table)[1:]
    return [(parts[i], re.findall(r"\d+(?:\.\d+)?", parts[i + 2])) for i in range(0, len(parts), 3)]
