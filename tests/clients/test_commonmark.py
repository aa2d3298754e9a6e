"""All examples of the CommonMark specification as chapters, through the command line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.clients.markdown_projects import (
    ACCENTS,
    ROUNDS,
    SAME,
    Built,
    bare_addresses,
    block_tags,
    build,
    editions,
    holds_html,
    in_parts,
    is_well_formed,
    plain_html,
    unnamed,
    words_outside_code,
)
from tests.guides.builders import HOSTILE, chapter, translated

from adaptkit.model.document import Chapter

EXAMPLES = 652
AGREEING = 627
"""How many examples give the specification's own HTML. The others link to nowhere (``[a]()``,
which is the page itself here), show a picture at ``/url``, which is not in the project, or one
without an ending, which is no file for readers; or they link to an address that nobody opens
(``<made-up-scheme://foo>``)."""
_EXAMPLE = re.compile(r"^`{32} example\n(.*?)^\.\n(.*?)^`{32}$", re.MULTILINE | re.DOTALL)


def examples(spec: Path) -> dict[str, tuple[str, str]]:
    text = spec.read_text("utf-8").replace("→", "\t")
    return {
        f"example-{number:03}.md": (found[1], found[2])
        for number, found in enumerate(_EXAMPLE.finditer(text), 1)
    }


@pytest.fixture(scope="module")
def built(commonmark_spec: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Built]:
    sources = {name: source.encode() for name, (source, _) in examples(commonmark_spec).items()}
    assert len(sources) == EXAMPLES
    return [
        build(tmp_path_factory.mktemp("spec"), part, editions()) for part in in_parts(sources, 40)
    ]


def chapters(built: list[Built]) -> Iterator[tuple[Built, str]]:
    for project in built:
        for name in project.sources:
            yield project, name


def test_a_translation_equal_to_its_source_changes_nothing(built: list[Built]) -> None:
    for project, name in chapters(built):
        assert project.markdown(SAME, name) == project.sources[name], name
        assert unnamed(project.article(SAME, name)) == unnamed(project.article("en", name)), name


def test_pages_agree_with_the_specification(built: list[Built], commonmark_spec: Path) -> None:
    meant = examples(commonmark_spec)
    differ = [
        name
        for project, name in chapters(built)
        if plain_html(project.article("en", name)) != plain_html(meant[name][1])
    ]
    print(f"{EXAMPLES - len(differ)} of {EXAMPLES} agree; not: {', '.join(differ)}")
    assert EXAMPLES - len(differ) >= AGREEING, differ


def test_every_letter_gets_its_accent(built: list[Built]) -> None:
    for project, name in chapters(built):
        if holds_html(project.sources[name]):
            continue
        page = project.article(ACCENTS, name)
        assert block_tags(page) == block_tags(project.article("en", name)), name
        words = words_outside_code(page)
        for address in bare_addresses(project.sources[name]):
            words = words.replace(address, "")
        assert not re.search(r"[A-Za-z]", words), (name, page)


@pytest.mark.parametrize("language", ROUNDS)
def test_hostile_translations_keep_the_structure(built: list[Built], language: str) -> None:
    for project, name in chapters(built):
        page = project.article(language, name)
        assert "<script" not in page or b"<script" in project.sources[name], name
        if not holds_html(project.sources[name]):
            assert is_well_formed(page), (name, page)
            assert block_tags(page) == block_tags(project.article("en", name)), (name, page)


@pytest.fixture(scope="module")
def parsed(commonmark_spec: Path) -> list[Chapter]:
    """Every hostile text meets the same ones."""
    return [chapter(source, name) for name, (source, _) in examples(commonmark_spec).items()]


@pytest.mark.parametrize("words", HOSTILE)
def test_each_hostile_text_in_every_example(parsed: list[Chapter], words: str) -> None:
    for one in parsed:
        translated(one, lambda _block: words)  # raises where structure changes
