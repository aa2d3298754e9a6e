"""Every code that a message may end with: what it means, and whether it stops a release.

An error always does. The reference is written from this table, chapter by chapter.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Code:
    """``means``: in one line, whatever the single message says."""

    means: str
    stops_release: bool = False


_STOPS = True

CHAPTERS: Mapping[str, Mapping[str, Code]] = {
    "What was typed": {
        "use-document": Code("this cannot be aligned, or cannot be opened"),
        "use-docx-missing": Code("the part of the program that reads Word is not installed"),
        "use-exists": Code("what you want to begin is there already"),
        "use-folder-taken": Code("pages may not be written among what they are made from"),
        "use-in-the-way": Code("something of that name is there, and nothing is overwritten"),
        "use-name": Code("an overlay or edition cannot be called that"),
        "use-no-catalogue": Code("the project has no catalogue for this language"),
        "use-no-file": Code("the file that you name is not there"),
        "use-no-project": Code("there is no project in this folder or above it"),
        "use-plural-rule": Code("the plural rule cannot be read"),
        "use-source-language": Code("the guide itself is written in this language"),
        "use-unknown-country": Code("no country has this code"),
        "use-unknown-edition": Code("no edition has this name"),
        "use-unknown-format": Code("no format has this name, or no file of this kind can be read"),
        "use-unknown-language": Code("no language has this code"),
        "use-unknown-unit": Code("no passage of the edition has this id"),
    },
    "Catalogues": {
        "po-bom": Code("a mark that PO files do not have stands before the first line"),
        "po-charset": Code("the header names another encoding than UTF-8"),
        "po-conflict": Code("the marks of a merge conflict stand in the file"),
        "po-control": Code("the file was damaged on its way"),
        "po-duplicate": Code("one entry, header or line stands there twice"),
        "po-empty": Code("there is nothing in the file"),
        "po-encoding": Code("the file is not UTF-8"),
        "po-header-missing": Code("the file's first entry is gone"),
        "mo-damaged": Code("an MO file cannot be read"),
        "po-line-break": Code("a line break that only some programs know has been replaced"),
        "po-line-ends": Code("the lines end in different ways"),
        "po-not-proven": Code(
            "another program would read something else from what was to be written"
        ),
        "po-syntax": Code("a line that cannot be read as PO"),
    },
    "YAML files": {
        "duplicate-key": Code("one field stands there twice"),
        "missing-key": Code("a field that is needed is not there"),
        "missing-value": Code("a field has nothing behind its colon"),
        "unknown-key": Code("a field that nobody reads, often a slip of the pen"),
        "unquoted-value": Code("YAML would take this text for a number, a date or the like"),
        "wrong-date": Code("not a day of the calendar, written as 2026-01-31"),
        "wrong-type": Code("something else than the field takes"),
        "yaml-alias": Code("a part of YAML that adaptkit does not use"),
        "yaml-anchor": Code("a part of YAML that adaptkit does not use"),
        "yaml-character": Code("a character that may not stand in YAML"),
        "yaml-directive": Code("a part of YAML that adaptkit does not use"),
        "yaml-documents": Code("more than one document in one file"),
        "yaml-key": Code("the name of a field is no text"),
        "yaml-merge": Code("a part of YAML that adaptkit does not use"),
        "yaml-syntax": Code("the file cannot be read as YAML"),
        "yaml-tag": Code("a part of YAML that adaptkit does not use"),
        "yaml-too-deep": Code("lists within lists within lists"),
    },
    "Overlays": {
        "anchor-removed": Code("an operation adds text beside what another takes away"),
        "base-new-chain": Code(
            "an overlay is used behind others than before, and sees another text"
        ),
        "base-two-texts": Code("base.yaml says of one chain that it has seen two texts"),
        "core-changed": Code("an operation changes what the guide calls a safety passage", _STOPS),
        "duplicate-chapter": Code("guide.yaml lists a chapter twice"),
        "duplicate-entry": Code("a list names something twice"),
        "duplicate-operation": Code("two operations have one id"),
        "empty-prose": Code("the text that is to be put in is empty"),
        "empty-value": Code("a variable stands for nothing"),
        "footnote-clash": Code("two footnotes of one chapter have the same label"),
        "missing-file": Code("a file that an operation names is not there"),
        "missing-operation": Code("an entry under operations: without an operation"),
        "missing-with": Code("an operation that puts a text in names none"),
        "needless-with": Code("an operation that puts no text in names one"),
        "order-missing": Code("two operations add text at one place, and nobody says which first"),
        "prose-too-long": Code("several paragraphs where only one can stand"),
        "prose-twice": Code("two operations put in the same file"),
        "reason-missing": Code("readers and reviewers cannot see why something was decided"),
        "section-without-heading": Code("a section is replaced by a text that has no heading"),
        "target-ambiguous": Code("several passages answer to this id"),
        "target-framed": Code("a part without which the whole could not stand is to be removed"),
        "target-holds-more": Code("a list item is to be removed with what stands below it"),
        "target-missing": Code("what an operation aims at is not in the guide"),
        "target-nested": Code("one operation aims inside what another replaces or removes"),
        "target-not-section": Code("text can be added into a section or a slot only"),
        "target-removed": Code("an overlay before this one has taken it away"),
        "target-twice": Code("two operations change the same passage"),
        "two-operations": Code("one entry names two operations"),
        "unknown-operation": Code("no operation has this name"),
        "unknown-value": Code("the field takes one of a few words, and this is none of them"),
        "wrong-country": Code("not two capital letters of ISO 3166"),
        "wrong-email": Code("not an e-mail address"),
        "wrong-id": Code("an operation cannot be called that"),
        "wrong-language": Code("not a language code"),
        "wrong-name": Code("a name that is not allowed, or not the one of the file or folder"),
        "wrong-path": Code("a path that leads out of its folder, or that not every system reads"),
        "wrong-telephone": Code("not a telephone number"),
        "wrong-url": Code("not a web address"),
    },
    "The guide and the project": {
        "changed-meanwhile": Code("somebody saved the file; their words are kept"),
        "chapter-conflict": Code("the marks of a merge conflict stand in a chapter"),
        "chapter-empty": Code("a chapter without a word"),
        "chapter-missing": Code("guide.yaml lists a chapter that is not there"),
        "chapter-not-listed": Code("guide.yaml lists chapters, but not this one"),
        "container-not-closed": Code("a block between lines of ::: has no end"),
        "container-unknown": Code("a block between lines of ::: has a strange name"),
        "edition-without-catalogue": Code("no language that an edition may use has a catalogue"),
        "guide-empty": Code("the guide has no chapter"),
        "id-twice": Code("two passages have one id"),
        "mark-attaches-to-nothing": Code("an id or mark stands above nothing"),
        "mark-not-read": Code("an id or mark stands where it cannot be one"),
        "markdown-structure": Code("a translation would change more than its passage"),
        "not-deleted": Code("the disk does not let a file be deleted"),
        "not-readable": Code("the disk does not give a file"),
        "not-utf8": Code("a file has another encoding than UTF-8"),
        "not-written": Code("the disk does not take a file"),
        "overlay-missing": Code("an edition names an overlay that is not there"),
        "slot-without-name": Code("a place left open for overlays must be called something"),
    },
    "Editions": {
        "adaptation-point-open": Code("text about one country waits for a decision"),
        "adaptation-points-open": Code("a draft holds text about another country"),
        "align-docx-damaged": Code("the Word document is damaged, or is none"),
        "catalogues-behind": Code("the guide has changed since the last update"),
        "contact-unverified": Code("nobody says that this contact was checked"),
        "edition-empty": Code("only what was signed off was asked for, and nothing was", _STOPS),
        "exchange-columns": Code("the table lacks a column, or has it twice"),
        "exchange-damaged": Code("the file cannot be read, or is not what its name says"),
        "exchange-encoding": Code("the file is not UTF-8, and letters may be wrong"),
        "exchange-in-the-way": Code("an export would overwrite something that is not one"),
        "exchange-language": Code("the file is for another language than you say"),
        "exchange-moved": Code("words came back beside another passage"),
        "exchange-not-imported": Code("an export would overwrite translations not yet taken in"),
        "exchange-number": Code("a spreadsheet has made a number of a text"),
        "exchange-other-guide": Code("the file is perhaps of another guide"),
        "exchange-plural": Code("an entry that exchange files cannot hold"),
        "exchange-slipped": Code("a column of a spreadsheet has slipped"),
        "exchange-state": Code("a state that is not known"),
        "exchange-term-list": Code("term lists only go out"),
        "exchange-version": Code("the file is not of a kind or version that can be read"),
        "file-system": Code("the system refuses something that adaptkit did not expect"),
        "format-not-written": Code("an edition lists a format that cannot be written yet"),
        "image-missing": Code("a picture is not there", _STOPS),
        "image-remote": Code("a picture stands on the web, and pages fetch nothing", _STOPS),
        "link-dangling": Code("a link leads to nothing in this edition", _STOPS),
        "overlay-drift": Code("the guide has changed under a decision"),
        "overlay-unused": Code("an edition leaves out its own country's overlay"),
        "path-outside": Code("a path leads out of the folder that it must stay in"),
        "picture-unsafe": Code("a picture does more than to be looked at"),
        "placeholder-missing": Code("a value such as a telephone number would be lost"),
        "publisher-missing": Code("an edition must say who answers for it"),
        "translation-unusable": Code("a translation cannot take the place of its HTML"),
        "unreviewed": Code("translated, and signed off by nobody"),
        "untranslated": Code("not translated, or not finished"),
        "value-undecided": Code("a draft holds another country's value"),
        "verified-in-future": Code("a day of checking that has not come yet"),
    },
}

CODES: Mapping[str, Code] = {
    code: said for chapter in CHAPTERS.values() for code, said in chapter.items()
}
