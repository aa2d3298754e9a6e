"""Letters that a program could not write, and put a question mark for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from adaptkit.checks import Passage, closer_check
from adaptkit.checks.closer._pairs import told
from adaptkit.language_data.tokens import read
from adaptkit.model.diagnostic import Diagnostic, Severity, error

# opci?n, and U+FFFD, which Unicode has for what could not be read.
_INSIDE = re.compile(r"\ufffd|(?<=[^\W\d_])\?(?=[^\W\d_])|[^\W\d_]+\?{2,}[^\W\d_]+")
# Arabic or Chinese that became nothing but question marks.
_ONLY = re.compile(r"(?:\?{2,}\s*){2,}")
_ENTITY = re.compile(
    r"&(?:amp|lt|gt|quot|#\d+|#x[0-9a-f]+|nbsp|aacute|eacute|iacute|oacute|uacute|ntilde);", re.I
)


@closer_check("damaged", worst=Severity.ERROR, signs="?\ufffd&")
def damaged(passage: Passage) -> Iterator[Diagnostic]:
    """Readers would have to guess them."""
    text = passage.translation
    if "?" in text or "\ufffd" in text:
        visible = read(text).shown
        found = _INSIDE.search(visible) or _ONLY.search(visible)
        if (
            found
            and found[0] not in passage.source
            and not _INSIDE.search(read(passage.source).shown)
        ):
            around = visible[max(0, found.start() - 6) : found.end() + 6].strip()
            yield told(
                passage,
                "letters-lost",
                f'has lost letters, a program put "{found[0][:1]}" for them: {around}',
                "copy the words from the translator's own file, and save as UTF-8",
                error,
            )
    twice = text.find("&amp;")
    if twice >= 0 and _ENTITY.match(f"&{text[twice + 5 :]}") and "&amp;" not in passage.source:
        yield told(
            passage,
            "letters-lost",
            f"shows {text[twice : twice + 12]} to readers, and not the sign that is meant",
            "write the sign itself",
            error,
        )
