"""A PDF is taken apart and put together again."""

from __future__ import annotations

import re
import zlib

import pytest

from adaptkit.model.locale import Locale
from adaptkit.writers.pdf.objects import Objects
from tests.writers.pdf.made import made_of
from tests.writers.pdf.reading import findings, opened

STREAM = re.compile(rb"/Length (\d+)[^\n]*>>\s*stream\n")


def ends(content: bytes) -> set[bytes]:
    """The last byte of every stream."""
    return {
        content[m.end() + int(m[1]) - 1 : m.end() + int(m[1])] for m in STREAM.finditer(content)
    }


def with_a_stray_end(content: bytes) -> tuple[bytes, bytes]:
    """The same file, the first page's stream with blanks at its end until its last byte is CR."""
    objects = Objects.of(content)
    number = next(n for n in objects.order if b"/Type/Page/" in objects.numbered[n])
    found = re.search(rb"/Contents (\d+)", objects.numbered[number])
    assert found
    text = objects.text_of(int(found[1]))
    text = next(
        more
        for blanks in range(2000)
        if zlib.compress(more := text + b"\n" * blanks, 9).endswith(b"\r")
    )
    objects.put_text(int(found[1]), text)
    return objects.whole(), text


def test_what_is_put_together_again_is_the_same() -> None:
    content = made_of("# One\n\nText.\n")
    assert Objects.of(content).whole() == content


def test_no_stream_ends_in_a_carriage_return() -> None:
    content, text = with_a_stray_end(made_of("# One\n\nText.\n"))
    assert b"\r" not in ends(content)
    assert b"ASCII85Decode" in content
    assert findings(content) == []
    with opened(content) as pdf:
        assert pdf.pages[0].Contents.read_bytes() == text


@pytest.mark.parametrize("tag", ["zh-Hans-MY", "es-419", "ca-valencia", "es-MX", "en"])
def test_the_file_says_all_that_is_known_of_its_language(tag: str) -> None:
    content = made_of("# One\n\nText.\n", locale=Locale.parse(tag))
    with opened(content) as pdf:
        assert str(pdf.Root.Lang) == tag
    assert findings(content) == []
