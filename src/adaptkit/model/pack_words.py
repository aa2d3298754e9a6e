"""What a pack says itself, in the language of whoever reads it."""

from __future__ import annotations

from collections.abc import Mapping

from adaptkit.model.locale import Locale
from adaptkit.model.pack import PackState
from adaptkit.records import Record, field

OTHER_CHAPTER = "Title, terms, values, decisions"
"""What holds all that stands in no chapter."""
TOO_LARGE = "The picture {name} is too large to be shown here."
# What stands in files → what people read.
SAID: Mapping[str, str] = {
    "field": "title or description",
    "call-out": "box",
    "html": "HTML",
    "front matter": "title or description",
    "title": "title or description",
    "process": "how it was made",
    "lived-experience": "lived experience",
    "ignored": "finding ignored",
    "core": "safety passages",
    "error": "with errors",
    "dose": "doses and durations",
    "changed": "changed since they were signed",
    "negation": "with not, no or never",
    "finding": "with warnings",
    "adapted": "of this country",
    "number": "with numbers",
    "other": "others",
    "remove": "left out",
    "keep": "kept as it is",
    "replace": "replaced",
    "set_variable": "a value",
    "swap_image": "another picture",
    "swap_term": "another term",
    "append": "added",
    "prepend": "added",
    "insert_after": "added",
    "insert_before": "added",
}
STATES: Mapping[PackState, str] = {
    PackState.UNTRANSLATED: "Not translated: readers see the source",
    PackState.FUZZY: "To be looked at again: readers see the source",
    PackState.OWN: "Written for this edition, not translated",
    PackState.REMOVED: "Taken out of this edition",
    PackState.DECISION: "A decision of this country",
    PackState.CONTACT: "A contact",
}


class PackWords(Record, frozen=True):
    """``known``: English → ``language``; empty for English itself."""

    language: Locale
    known: Mapping[str, str] = field(default_factory=dict)

    def say(self, english: str, **values: object) -> str:
        """``values`` are put in for ``{name}``; what has no words is English."""
        text = self.known.get(english, english)
        for name, value in values.items():
            text = text.replace(f"{{{name}}}", str(value))
        return text

    def called(self, word: str) -> str:
        """What stands in files (a kind, a role, an operation) as people read it."""
        return self.say(SAID.get(word, word))

    def state(self, state: PackState) -> str:
        """``""`` of what is translated: that is what everybody expects."""
        return self.say(STATES[state]) if state in STATES else ""
