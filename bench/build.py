"""What building costs: beside ``po2md``, per language, after one saved file, and the samples."""

from __future__ import annotations

import json
import os
import re
import shutil
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import polib
from bench.measuring import Figure, Spent, fresh, in_turn, md2po, program, ratio, repeated, run

ADAPTKIT = program("adaptkit")
OWN_PROJECT = Path(__file__).resolve().parents[1]
LANGUAGES = "es fr de it pt nl sv da nb fi".split()
SEVERAL = 5
SAMPLES = "en_US es_MX ms_MY en_MY ar_LB".split()
# What was measured with as many passages in the five, and a little more (decision 61).
SAMPLES_LIMIT, SAMPLES_PASSAGES = 3.0, 4064
FURTHER_LANGUAGES = {"md": 4.0, "html": 5.0}
SAVED = 0.26


def built(book: Path, folder: Path) -> Iterator[Figure]:
    """The book in Spanish, cold (nothing kept from an earlier run) but where a row says more.

    It stands there twice: some 400 chapters and 5,800 passages, a large guide.
    """
    kept = folder / "kept"
    before = os.environ.get("ADAPTKIT_CACHE")
    os.environ["ADAPTKIT_CACHE"] = str(kept)
    try:
        twice = _twice(book, folder / "source")
        one, ten = (_project(book, twice, folder / str(n), n) for n in (1, 10))
        yield _beside_po2md(twice, one, folder)
        yield from _ten_languages(one, ten, folder)
        yield _one_file_saved(one, folder)
        yield _samples(book, folder)
    finally:
        os.environ.pop("ADAPTKIT_CACHE")
        if before is not None:
            os.environ["ADAPTKIT_CACHE"] = before


def _twice(book: Path, source: Path) -> Path:
    for copy in ("first", "second"):
        shutil.copytree(book / "now" / "src", source / copy)
    return source


def _beside_po2md(source: Path, project: Path, folder: Path) -> Figure:
    po = folder / "po"
    md2po(source, po, "po")
    known = _translations(project / "locales" / "es" / "guide.po")
    for path in po.rglob("*.po"):
        catalogue = polib.pofile(str(path), wrapwidth=0)
        for entry in catalogue:
            entry.msgstr = known.get(entry.msgid, "")
        catalogue.save()
    to = folder / "po2md"
    peer = (program("po2md"), "--progress=none", "-t", str(source), str(po), str(to))
    ours, theirs = in_turn(
        lambda: _cold(project, folder, "--format", "md"),
        lambda: fresh(to, lambda: run(*peer)),
        SEVERAL,
    )
    return ratio("build md, one language / po2md", ours, theirs, 1.0)


def _ten_languages(one: Path, ten: Path, folder: Path) -> Iterator[Figure]:
    for fmt in ("md", "html"):
        many, single = in_turn(
            partial(_cold, ten, folder, "--format", fmt),
            partial(_cold, one, folder, "--format", fmt),
            SEVERAL,
        )
        yield ratio(f"build {fmt}, ten languages / one", many, single, FURTHER_LANGUAGES[fmt])


def _one_file_saved(project: Path, folder: Path) -> Figure:
    """A translator corrects one passage and looks at the page."""
    cold = repeated(lambda: _cold(project, folder, "--format", "html"))
    catalogue = project / "locales" / "es" / "guide.po"
    as_it_was = catalogue.read_text(encoding="utf-8")
    plain = re.compile(r'\nmsgid "[^"]{40,}"\nmsgstr "(?=[^"])')
    there = plain.search(as_it_was, len(as_it_was) * 3 // 4).end()  # type: ignore[union-attr]
    runs = iter(range(1000))

    def saved() -> Spent:
        time.sleep(2.1)  # nobody saves sooner, and no file is still warm from the last build
        words = f"Corregido {next(runs)}. "
        catalogue.write_text(as_it_was[:there] + words + as_it_was[there:], encoding="utf-8")
        return _build(project, folder, "--format", "html")

    warm = repeated(saved)
    catalogue.write_text(as_it_was, encoding="utf-8")
    return ratio("build html after one saved PO / cold", warm, cold, SAVED)


def _samples(book: Path, folder: Path) -> Figure:
    """Both formats of five editions in this repository, which has more by now. The peer's
    extraction of the book only says how fast this machine is; the limit is for each passage: the
    guide grows."""
    ours, theirs = in_turn(
        lambda: _cold(OWN_PROJECT, folder, "--format", "html,md", *SAMPLES),
        lambda: md2po(book / "now" / "src", folder / "pot"),
    )
    traces = (folder / "built" / name / "trace.json" for name in SAMPLES)
    passages = sum(len(json.loads(trace.read_bytes())["units"]) for trace in traces)
    limit = SAMPLES_LIMIT * passages / SAMPLES_PASSAGES
    what = f"build of five sample editions in HTML and Markdown, {passages:,} passages / md2po"
    return ratio(what, ours, theirs, limit)


def _cold(project: Path, folder: Path, *options: str) -> Spent:
    for left in ("kept", "built"):
        shutil.rmtree(folder / left, ignore_errors=True)
    return _build(project, folder, *options)


def _build(project: Path, folder: Path, *options: str) -> Spent:
    return run(ADAPTKIT, "build", "--to", str(folder / "built"), *options, folder=project)


def _project(book: Path, source: Path, project: Path, languages: int) -> Path:
    """The book of today with the Spanish catalogue, brought in, under as many languages' names."""
    shutil.copytree(source, project / "source_guide")
    for language in LANGUAGES[:languages]:
        path = project / "locales" / language / "guide.po"
        path.parent.mkdir(parents=True)
        shutil.copy(book / "now" / "po" / "es.po", path)
    run(ADAPTKIT, "update", folder=project)
    run(ADAPTKIT, "format", folder=project)
    return project


def _translations(path: Path) -> dict[str, str]:
    return {
        e.msgid: e.msgstr
        for e in polib.pofile(str(path), wrapwidth=0)
        if e.msgstr and not e.obsolete and not e.fuzzy
    }
