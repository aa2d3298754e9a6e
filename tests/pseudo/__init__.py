"""A tiny guide with something of every kind, in fifteen languages: words of each, put together at
random but for a seed, so that two runs give the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import cycle
from pathlib import Path

import polib
from ruamel.yaml import YAML

from adaptkit.records import Record
from tests.scenarios.projects import TODAY, Project

GUIDE = """\
# Living at home {#home}

MS is a disease of the brain and the spinal cord, and no two people live with it in the same way.
Your team helps you with *what matters most* to you, and **you decide** how far it goes.[^team]

## Your medicines {#medicines}

Take 2.5 mg of it with 200 ml of water on 3 March 2027, at 8:30 in the morning. Call {helpline}
when you feel worse, or write to <help@example.org>. See [the plan below](#plan) and
[another page](https://example.org/ms).

::: warning
Do not stop it without asking your doctor or your nurse first.
:::

{#danger .core}
If you cannot stand up, call for help at once.

- Write down what you want to ask.
- Rest before you are tired:
  1. in the morning;
  2. after a meal.
- [ ] Take somebody with you.

### When you are tired {#tired}

| Who helps | What that person does |
| --- | --- |
| The nurse | measures blood pressure and asks about pain and sleep |
| The doctor | looks after the whole of it, and sees you twice a year |

![Three steps lead up to a door.](images/steps.svg "One step after another, with rest between.")

## The plan {#plan}

::: quotation
I ask for help earlier now, and I am less tired in the evening.

— Sam
:::

Rehabilitation
: What helps you to live at home with less help from others.

Ask again when something is not clear, and again after that, for it is your life and your home that
all of this is about, and whoever helps you wants to know what has changed since you last spoke.

[^team]: Everybody who looks after you, and you.
"""
DRAWING = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 60" width="200" height="60">
<path d="M0 50h60v-15h60v-15h60" fill="none" stroke="#0b4f57"/><text x="10" y="20">Start here</text>
</svg>
"""
SETTINGS = """\
title: "Living with it"
version: "1.0"
source_language: en
chapters: [01-home.md]
variables:
  helpline: {value: "0800 123 4567", kind: telephone}
"""
FORMATS = "html, md, md-reuse, pdf, pdf-large, epub, docx, txt"
# What is no word: a value's name, a tag, an address, where a link leads, a note's name, a dose.
_PIECES = re.compile(
    r"(?P<kept>\{\w+\}|<[^>]*>|\]\([^)]*\)|\[\^\w+\]|[\d.:]+\s(?:mg|ml)\b|\d[\d.:]*\d)"
    r"|(?P<word>[A-Za-z]+)|(?P<stop>\.)|(?P<comma>, ?)|(?P<gap> )|."
)


class Language(Record, frozen=True):
    """``stop``: what ends a sentence; ``comma``: what parts one; ``gap``: what stands between two
    words."""

    name: str
    comma: str
    stop: str
    gap: str
    sentences: tuple[tuple[str, ...], ...]

    @property
    def words(self) -> frozenset[str]:
        return frozenset(word for sentence in self.sentences for word in sentence)


@cache
def languages() -> dict[str, Language]:
    data = YAML(typ="safe").load(Path(__file__).with_name("words.yaml"))
    return {
        name: Language(
            name,
            one.get("comma", ", "),
            one["stop"],
            "" if one.get("joined") else " ",
            tuple(tuple(sentence.split()) for sentence in one["sentences"]),
        )
        for name, one in data.items()
    }


class Translator:
    """Puts a word of the language in the place of each English one, sentence after sentence, and
    leaves everything else as it is."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self._next = cycle(word for sentence in language.sentences for word in sentence)

    def translated(self, text: str) -> str:
        return "".join(self._pieces(text))

    def _pieces(self, text: str) -> Iterator[str]:
        language, after_word = self.language, False
        for found in _PIECES.finditer(text):
            word = bool(found["word"])
            if word and after_word:
                yield language.gap
            if word:
                yield next(self._next)
            elif found["stop"]:
                yield language.stop
            elif found["comma"]:
                yield language.comma
            elif not (
                found["gap"] and after_word and text[found.end() : found.end() + 1].isalpha()
            ):
                yield found[0]
            after_word = word or bool(found["gap"] and after_word)


def project(root: Path, *names: str) -> Project:
    """With an edition in each of these languages, all in all formats."""
    made = Project(root)
    made.write("source_guide/guide.yaml", SETTINGS)
    made.write("source_guide/01-home.md", GUIDE)
    made.write("source_guide/images/steps.svg", DRAWING)
    for name in names:
        made.write(
            f"locales/editions/{name}.yaml",
            f"edition: {name}\nlanguage: {name}\nformats: [{FORMATS}]\n",
        )
    made.done("update", *names, "--today", TODAY)
    for name in names:
        translate(made, name)
    return made


def translate(made: Project, name: str) -> None:
    path = made.path(f"locales/{name}/guide.po")
    catalogue = polib.pofile(str(path), wrapwidth=0)
    translator = Translator(languages()[name])
    for entry in catalogue:
        entry.msgstr = translator.translated(entry.msgid)
    catalogue.save()
