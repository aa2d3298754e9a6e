"""A real book of many chapters, in folders, through the command line: the same text, accents on
every letter, hostile words; and its pages beside markdown-it's own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from tests.clients.markdown_projects import (
    ACCENTS,
    ROUNDS,
    SAME,
    Built,
    block_tags,
    build,
    editions,
    holds_html,
    in_parts,
    is_well_formed,
    own_content,
    plain_html,
    unnamed,
)

AGREEING = 195
"""How many of 198 chapters give markdown-it's own HTML; the others have footnotes."""


@pytest.fixture(scope="module")
def built(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Built]:
    root = corpus / "rust-by-example" / "now" / "src"
    sources = {p.relative_to(root).as_posix(): p.read_bytes() for p in root.rglob("*.md")}
    assert len(sources) > 100
    assert any("/" in name for name in sources)
    return [
        build(tmp_path_factory.mktemp("book"), part, editions()) for part in in_parts(sources, 60)
    ]


def chapters(built: list[Built]) -> Iterator[tuple[Built, str]]:
    for project in built:
        for name in project.sources:
            yield project, name


def test_a_translation_equal_to_its_source_changes_nothing(built: list[Built]) -> None:
    for project, name in chapters(built):
        assert project.markdown(SAME, name) == project.sources[name], name
        assert unnamed(project.article(SAME, name)) == unnamed(project.article("en", name)), name


@pytest.mark.parametrize("language", [ACCENTS, *ROUNDS])
def test_translations_keep_the_structure(built: list[Built], language: str) -> None:
    for project, name in chapters(built):
        page = own_content(project.article(language, name))
        assert "<script" not in page or b"<script" in project.sources[name], name
        if not holds_html(project.sources[name]):
            assert is_well_formed(page), (name, page)
            assert block_tags(page) == block_tags(own_content(project.article("en", name))), name


def test_pages_agree_with_markdown_its_own(built: list[Built]) -> None:
    plain = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    differ = []
    for project, name in chapters(built):
        meant = plain.render(project.sources[name].decode("utf-8"))
        if _comparable(meant) != _comparable(project.article("en", name)):
            differ.append(name)
    total = sum(len(project.sources) for project in built)
    print(f"{total - len(differ)} of {total} agree; not: {', '.join(differ)}")
    assert total - len(differ) >= AGREEING, differ


def _comparable(html: str) -> str:
    """Links lead to pages here and to files there."""
    return re.sub(r' (?:href|class|style|scope|tabindex)="[^"]*"', "", plain_html(html))
