"""``adaptkit export``: a language's catalogues as a file for other tools."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from pathlib import Path

from adaptkit.exchange import EXCHANGES, Exchange
from adaptkit.exchange.outgoing import stays_behind
from adaptkit.exchange.reconcile import reconcile
from adaptkit.loading.parcel import parcel
from adaptkit.model.diagnostic import Diagnostic, Position, ProblemsFound, did_you_mean, error
from adaptkit.model.exchange import Parcel
from adaptkit.model.layout import OWN
from adaptkit.model.locale import Locale
from adaptkit.records import replace
from adaptkit.reports.exchanged import Exported
from adaptkit.reports.words import typed
from adaptkit.workspace import Problems, Workspace, landing
from adaptkit.workspace.files import write_files
from adaptkit.workspace.languages import language_named, turned_language
from adaptkit.workspace.links import is_link, link_on_the_way
from adaptkit.workspace.output_folder import in_build


def export(
    workspace: Workspace, name: str, languages: Sequence[str], *, to: Path | None = None
) -> Exported:
    """Write one file a language, ``build/exchange/<language>.<suffix>`` unless ``to`` says where
    (a file; a folder where it is one, or where there are several languages). Of an edition that is
    named, only what its readers get goes out, in the language that it is translated in.

    Raises ProblemsFound, before anything is written.
    """
    exchange = exchange_named(name, languages)
    problems = Problems()
    parcels = {tag: problems.attempt(_parcel, workspace, tag) for tag in languages}
    problems.stop_if_any()
    if to is not None and len(parcels) > 1 and not to.is_dir():
        problems.add(*_no_folder(to, name))
    named = {tag: one for tag, one in parcels.items() if one is not None}
    # es and ES are one language; an edition is another file, whatever its language.
    editions = workspace.edition_files
    named = {(tag if tag in editions else one.language.posix): one for tag, one in named.items()}
    whole = list(named.values())
    files: dict[Path, bytes] = {}
    for called, one in named.items():
        path = _target(workspace, to, called, exchange.suffixes[0], len(whole))
        problems.add(*landing.other_kind(path, *exchange.suffixes))
        problems.add(*_would_be_lost(workspace, exchange, path, one))
        files[path] = exchange.write(one)
    problems.stop_if_any()
    write_files(files)
    return Exported(
        format=name,
        files=tuple(landing.shown(path) for path in files),
        tallies=tuple(exchange.tally(one) for one in whole),
        returns=exchange.read is not None,
        diagnostics=tuple(found for one in whole for found in stays_behind(one)),
    )


def _no_folder(to: Path, name: str) -> Iterator[Diagnostic]:
    """Several files go into a folder, and this is called like a file."""
    for _ in landing.other_kind(to):
        said = f"several languages go into a folder, and this is called like a {to.suffix} file"
        hint = f"name a folder, or each language by itself: adaptkit export {name} LANGUAGE --to …"
        yield error("use-ending", Position(landing.shown(to)), said, hint)


def exchange_named(name: str, others: Sequence[str] = ()) -> Exchange:
    """The format of that name. Raises ProblemsFound with the nearest one, or with that of
    ``others``, what was typed behind it."""
    make = EXCHANGES.get(name)
    if make is not None:
        return make()
    known = EXCHANGES.names()
    hint = did_you_mean(name, known) or f"known are: {', '.join(known)}"
    if turned := [one for one in others if one in known]:
        hint = f"the format comes first: adaptkit export {turned[0]} {name}"
    said = f'"{name}" is not a format that can be exported'
    raise ProblemsFound([error("use-unknown-format", Position(""), said, hint)])


def _parcel(workspace: Workspace, tag: str) -> Parcel:
    """All of a language, or of its catalogues what an edition needs. Raises ProblemsFound."""
    try:
        is_language = Locale.parse(tag) in workspace.languages
    except ValueError:
        is_language = False
    if is_language or tag not in workspace.edition_files:
        return parcel(workspace, _language(workspace, tag))
    from adaptkit.readiness.maker import Maker

    spec = workspace.read_edition(tag)
    locale = next((one for one in spec.chain if one in workspace.languages), None)
    if locale is None:
        return parcel(workspace, _language(workspace, spec.locale.posix))
    # No day is in the future of that one: of contacts nothing is asked here.
    edition = Maker(workspace, datetime.date.max).make(spec)
    needed = {one.unit for one in edition.trace if one.state is not None}
    needed |= {one.unit for one in edition.adaptations if one.unit}
    whole = parcel(workspace, locale)
    catalogues = (
        replace(c, entries=tuple(e for e in c.live if e.unit_id in needed))
        for c in whole.catalogues
        if c.domain in ("guide", *spec.overlays)
    )
    return replace(whole, catalogues=tuple(c for c in catalogues if c.entries))


def _language(workspace: Workspace, tag: str) -> Locale:
    try:
        locale = Locale.parse(tag)
    except ValueError:
        locale = None
    if locale is not None and locale in workspace.languages:
        return locale
    if turned := turned_language(tag):
        said = f'"{tag}" is not a language code'
        raise ProblemsFound([error("use-unknown-language", Position("locales"), said, turned)])
    if locale is not None and locale.same_language(workspace.settings.source_language):
        said = f'"{tag}" is the language of the guide itself, so there is nothing to translate'
        hint = "name a language that it is translated into"
        raise ProblemsFound([error("use-source-language", Position("locales"), said, hint)])
    language_named(workspace, tag)
    known = [have.posix for have in workspace.languages]
    here = f"there are: {', '.join(known)}" if known else ""
    start = f"to begin it: adaptkit update {locale.posix}" if locale else here
    raise ProblemsFound(
        [
            error(
                "use-no-catalogue",
                Position("locales"),
                f'there is no catalogue for "{tag}"',
                did_you_mean(tag, known) or start or "adaptkit add language es",
            )
        ]
    )


def _target(workspace: Workspace, to: Path | None, called: str, suffix: str, many: int) -> Path:
    if to is None:
        return in_build(workspace.root, f"exchange/{called}{suffix}")
    if many > 1 or to.is_dir():
        return to.absolute() / f"{called}{suffix}"
    return landing.named_as(to.absolute(), suffix)


def _would_be_lost(
    workspace: Workspace, exchange: Exchange, path: Path, sent: Parcel
) -> Iterator[Diagnostic]:
    """The project's own files, a file of something else, and a translator's work that nobody has
    imported yet, are not written over."""
    shown = landing.shown(path)
    inside = path.is_relative_to(workspace.root)
    way = path.relative_to(workspace.root).as_posix() if inside else path.name
    link = link_on_the_way(workspace.root if inside else path.parent, way)
    if link is not None:
        yield is_link(link)
        return
    own = [workspace.root.absolute() / name for name in OWN]
    if any(path.resolve().is_relative_to(folder.resolve()) for folder in own):
        said = "this is a folder of the project's own files; an export does not go there"
        hint = "leave --to out, or name a file somewhere else"
        yield error("exchange-in-the-way", Position(shown), said, hint)
        return
    if not path.is_file():
        return
    content = path.read_bytes()
    try:
        there = exchange.read(content, shown) if exchange.read else None
    except ProblemsFound:
        there = None
    ours = exchange.read is None and any(mark in content[:2000] for mark in exchange.opening)
    if there is None and not ours:
        said = "there is another file of this name already"
        hint = "name another one with --to, or move that file away"
        yield error("exchange-in-the-way", Position(shown), said, hint)
        return
    if there is None or there.memory or not exchange.worked_in:
        return
    _, outcome = reconcile(sent.catalogues, there.units)
    if outcome.taken or outcome.stale or outcome.left_over or there.refused:
        said = "this file holds translations that are not in the catalogue"
        hint = f"adaptkit import {typed(shown)}, then move it away; or name another one with --to"
        yield error("exchange-not-imported", Position(shown), said, hint)
