"""The catalogues of one domain, language by language, brought up to date with its template."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from adaptkit.catalogues.identity import caught_up
from adaptkit.catalogues.merge import Meaning, merge, new_catalogue
from adaptkit.catalogues.strays import rescued
from adaptkit.guides.inline_trees import inline_shape
from adaptkit.guides.inlines import Context, parse_inlines
from adaptkit.loading.memory import Given, answered, earlier, near_sources
from adaptkit.model.catalogue import Catalogue, Changes, Match, MatchKind
from adaptkit.model.locale import Locale
from adaptkit.records import replace
from adaptkit.workspace import Workspace

if TYPE_CHECKING:
    from adaptkit.catalogues.passages import SameMeaning
    from adaptkit.model.document import Guide
    from adaptkit.model.edition import EditionSpec

_ONE_ORIGIN = (MatchKind.EXACT, MatchKind.TRIVIAL, MatchKind.EDITED)


def decided_rules(editions: Iterable[EditionSpec]) -> Mapping[Locale, str]:
    """Plural rules that editions give by hand, for the catalogues that they are made from."""
    out: dict[Locale, str] = {}
    for spec in editions:
        if spec.plural_forms:
            out.setdefault(spec.locale, spec.plural_forms)
            out.setdefault(spec.locale.base, spec.plural_forms)
    return out


class Languages:
    """``previous``: the template of last time; ``matches``: how the units descend from it;
    ``rules``: plural rules given by hand; ``guide``: where texts of catalogues from elsewhere may
    stand (None: nowhere)."""

    def __init__(
        self,
        workspace: Workspace,
        template: Catalogue,
        previous: Catalogue | None,
        matches: Sequence[Match],
        given: Given,
        rules: Mapping[Locale, str],
        now: str,
        guide: Guide | None,
    ) -> None:
        self._workspace, self._template, self._matches = workspace, template, matches
        self._given, self._rules, self._now = given, rules, now
        self._meaning = _meaning(guide)
        self._known = None if previous is None else {(e.unit_id, e.msgid) for e in previous.live}

    def brought_up(self, locale: Locale, before: Catalogue | None) -> tuple[Catalogue, Changes]:
        """The catalogue of this language (None: there is none yet), and what changed in it."""
        template, domain = self._template, self._template.domain
        # A new one has never had any unit, so that all of them are looked for in its history.
        start = before or replace(new_catalogue(template, locale, now=self._now), entries=())
        own = self._matches if before else ()
        if self._lags(start):
            known = {entry.msgid for entry in template.live} | {m for _, m in self._known or ()}
            start = rescued(start, template, tuple(sorted(known)))
            own = _caught_up(template, start, self._matches)
        merged, changes = merge(
            template,
            start,
            own,
            memory=near_sources(self._workspace, locale, domain, self._given),
            earlier=earlier(self._workspace, locale, domain),
            answered=answered(self._workspace, locale, domain),
            meaning=self._meaning,
            plural_forms=self._rules.get(locale, ""),
        )
        if before is None:
            changes = Changes({n: units for n, units in changes.units.items() if n == "suggested"})
        return merged, changes

    def _lags(self, catalogue: Catalogue) -> bool:
        """Whether it has missed an update: its texts are not the template's of last time."""
        known = self._known
        return known is not None and any((e.unit_id, e.msgid) not in known for e in catalogue.live)


def same_meaning(guide: Guide | None) -> SameMeaning:
    """Whether two texts of a unit differ only in how their mark-up is written."""
    means = _meaning(guide)
    return lambda one, other, unit_id: means(one, unit_id) == means(other, unit_id)


def _meaning(guide: Guide | None) -> Meaning:
    """What a text says in its chapter, where links may be written as references."""
    contexts: dict[str, Context] = {}
    nowhere = Context({})

    def said(text: str, unit_id: str) -> Hashable:
        if guide and not contexts:
            for chapter in guide.chapters:
                context = Context.of(chapter)
                contexts.update((block.id, context) for block in chapter.walk() if block.id)
        return inline_shape(parse_inlines(text, contexts.get(unit_id, nowhere)))

    return said


def _caught_up(
    template: Catalogue, catalogue: Catalogue, matches: Sequence[Match]
) -> Sequence[Match]:
    """How the units descend from the catalogue's; also by what the guide's own template says, for
    where another tool has put the old entry aside already."""
    known = {match.unit_id: match.origins for match in matches if match.kind in _ONE_ORIGIN}
    return [
        replace(match, origins=tuple(dict.fromkeys((*match.origins, *known[match.unit_id]))))
        if match.kind in _ONE_ORIGIN and match.unit_id in known
        else match
        for match in caught_up(template, catalogue, matches)
    ]
