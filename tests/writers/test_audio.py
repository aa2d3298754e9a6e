"""What a voice is given to say, and which voice."""

from __future__ import annotations

import struct

import pytest

from adaptkit.editions.complete import complete
from adaptkit.model.contact import Contact
from adaptkit.model.diagnostic import ProblemsFound
from adaptkit.model.edition import Edition, Value
from adaptkit.model.locale import Locale
from adaptkit.model.telling import Said as TellingWords
from adaptkit.records import replace
from adaptkit.writers import FORMATS, Others
from adaptkit.writers.audio.spoken import Spoken, spoken
from adaptkit.writers.audio.voices import voice_for
from tests.programs import Said
from tests.writers.builders import AR, edition, finished, sample_editions

VOICES = """Pty Language       Age/Gender VoiceName          File                 Other Languages
 5  ar              --/M      Arabic             sem/ar
 5  cmn             --/M      Chinese_(Mandarin) sit/cmn              (zh-cmn 5)(zh 5)
 2  en-gb           --/M      English_(Britain)  gmw/en               (en 2)
 2  en-us           --/M      English_(America)  gmw/en-US            (en 3)
 5  es              --/M      Spanish_(Spain)    roa/es
 5  es-419          --/M      Spanish_(America)  roa/es-419           (es-mx 6)(es 6)
"""
THERE = {"espeak-ng": VOICES, "ffmpeg": "ffmpeg version 5"}
MX = Locale("es", territory="MX")
MP3 = b"\xff\xf3" + b"\0" * 4_000_000
# 39.5 seconds of silence, of a length that nobody knew when it was written.
WAVE = (
    b"RIFF" + b"\xff" * 4 + b"WAVEfmt " + struct.pack("<IHHIIHH", 16, 1, 1, 500, 1000, 2, 16)
    + b"data" + b"\xff" * 4 + b"\0" * 39_500
)  # fmt: skip


def said(source: str, locale: Locale = AR, **numbers: str) -> list[Spoken]:
    made = complete(edition(finished(source), locale=locale))
    values = {name: Value(text, "telephone") for name, text in numbers.items()}
    return list(spoken(replace(made, values=values)))


def lines(source: str, locale: Locale = MX, **numbers: str) -> list[str]:
    return said(source, locale, **numbers)[1].text.split("\n")


@pytest.mark.parametrize(
    ("tag", "voice"),
    [
        ("es_MX", "es-419"), ("es_AR", "es-419"), ("es_ES", "es"), ("ar_LB", "ar"), ("en", "en-gb"),
        ("en_US", "en-us"), ("zh_Hans_MY", "cmn"), ("ms_MY", ""), ("eo", ""),
    ],
)  # fmt: skip
def test_the_voice_of_a_language(tag: str, voice: str) -> None:
    assert voice_for(Locale.parse(tag), VOICES) == voice


@pytest.mark.parametrize(
    ("written", "heard"),
    [
        ("Call 800 911 2000 now.", "Call 8 0 0, 9 1 1, 2 0 0 0 now."),
        ("Call +52 55-1234-5678.", "Call + 5 2, 5 5, 1 2 3 4, 5 6 7 8."),
        ("Call 911 or 65.", "Call 9 1 1 or 65."),
        ("Call 911 (24 hours).", "Call 9 1 1 (24 hours)."),
        ("On 2026-11-29, 100 people in 2026.", "On 2026-11-29, 100 people in 2026."),
        ("Call 079, 075 or *765.", "Call 0 7 9, 0 7 5 or *7 6 5."),
        ("Call 15999, or 1 545.", "Call 1 5 9 9 9, or 1, 5 4 5."),
        ("From 08:00 to 09.30, 0.05 mg or 0,05 mg.", "From 08:00 to 09.30, 0.05 mg or 0,05 mg."),
        ("Between 15998 and 1545 steps.", "Between 15998 and 1 5 4 5 steps."),
        ("The line (800 911 2000).", "The line (8 0 0, 9 1 1, 2 0 0 0)."),
        ("Call (55) 1234 5678.", "Call 5 5, 1 2 3 4, 5 6 7 8."),
        ("Take 38.5 mg, 2 times", "Take 38.5 mg, 2 times."),
        ("See [[_^_EN]] and <break/>", "See [ [_^_EN]] and <break/>."),
    ],
)
def test_numbers_to_call_are_said_digit_by_digit_and_lines_end(written: str, heard: str) -> None:
    text = written.replace("[[", "\\[\\[").replace("<", "\\<")
    there = {"emergency": "911", "women": "*765", "abuse": "15999", "short": "1 545"}
    assert heard in lines(f"# One\n\n{text}\n", **there)


def test_headings_and_items_end_and_nothing_unseen_is_said() -> None:
    text = "\n".join(lines("# One\n\n- apples\n- \u202800 961 70 123456\n\n## Two\n", AR))
    assert "apples.\n" in text
    assert not {*text} & {"\u200e", "\u200f", "\u2066", "\u2068", "\u2069"}
    assert all(one.endswith((".", ":", "،", "؟", "!")) for one in text.split("\n") if one)


@pytest.mark.parametrize("of", sample_editions(), ids=lambda one: one.spec.name)
def test_each_file_says_that_it_is_a_draft(of: Edition) -> None:
    done = complete(of, of.assets)
    words = "A draft."
    done = replace(done, telling=replace(done.telling, draft_words=TellingWords(words)))
    found = list(spoken(done))
    assert all(words in one.text.partition("\n\n")[0] for one in found)
    names = [one.name for one in found]
    assert len({*names}) == len(done.chapters) + 2
    assert names == sorted(names)


@pytest.mark.parametrize("of", sample_editions(), ids=lambda one: one.spec.name)
def test_a_list_names_every_file_with_its_title(of: Edition) -> None:
    done = complete(of, of.assets)
    programs = Said(THERE, spoken_or_small)
    files = dict(FORMATS["audio"]().write(done, Others(programs=programs)))
    own = of.spec.name
    listed = files.pop(f"{own}.m3u8").decode().splitlines()
    assert listed[:2] == ["#EXTM3U", f"#PLAYLIST:{done.title}"]
    assert [one for one in listed if not one.startswith("#")] == list(files)
    titles = [one.partition(",")[2] for one in listed if one.startswith("#EXTINF:")]
    assert titles[1:-1] == [chapter.title for chapter in done.chapters]
    assert all(name.startswith(f"{own}-") and name.endswith(".mp3") for name in files)
    assert not [name for name in files if ".md" in name]
    # The sound goes on with its true length.
    sounds = [
        one for name, one in zip(programs.asked, programs.given, strict=True) if name[0] == "ffmpeg"
    ]
    assert len(sounds) == len(files)
    whole = sounds[0]
    assert struct.unpack_from("<I", whole, 4)[0] == len(whole) - 8
    assert struct.unpack_from("<I", whole, 40)[0] == len(whole) - 44
    assert (len(whole) - 44) % 39_500 == 0
    # No file is named to either program, and no word of a text is an argument.
    assert not [one for asked in programs.asked for one in asked if "/" in one]
    assert {one[2] for one in programs.asked if one[0] == "espeak-ng"} <= {"ar", "en-gb"}


@pytest.mark.parametrize(
    ("answers", "tag", "told"),
    [
        ({}, "es_MX", "needs what is not on this machine: espeak-ng and ffmpeg"),
        ({"espeak-ng": VOICES}, "es_MX", "needs what is not on this machine: ffmpeg"),
        ({"ffmpeg": "x"}, "es_MX", "needs what is not on this machine: espeak-ng"),
        (THERE, "ms_MY", "espeak-ng has no voice for ms_MY"),
        (THERE, "es_MX", ""),
    ],
)
def test_what_this_machine_cannot_speak_is_told(
    answers: dict[str, str], tag: str, told: str
) -> None:
    one = FORMATS["audio"]()
    assert one.lacking
    spec = edition(finished("# One\n"), locale=Locale.parse(tag)).spec
    found = one.lacking(spec, one, Said(answers))
    assert (found is None) is not told
    assert found is None or (found.code == "format-unavailable" and told in found.message)


def spoken_or_small(given: bytes) -> bytes:
    """What the one program makes of a text, and the other of a sound."""
    return MP3 if given.startswith(b"RIFF") else WAVE


@pytest.mark.parametrize(
    ("wave", "small", "told"),
    [
        (b"", MP3, "espeak-ng has not written what it was asked for: it is no sound"),
        (WAVE[:44], MP3, "it is no sound"),
        (b"Segmentation fault" * 9, MP3, "it is no sound"),
        (WAVE[:500], MP3, "it is too short for its text"),
        (WAVE, b"", "ffmpeg has not written what it was asked for: it is shorter than"),
        (WAVE, MP3[:90_000], "it is shorter than what was spoken"),
    ],
)
def test_what_can_be_no_more_than_a_part_is_told(wave: bytes, small: bytes, told: str) -> None:
    """Who listens would not hear that there is more."""
    of = sample_editions()[0]
    programs = Said(THERE, lambda given: small if given.startswith(b"RIFF") else wave)
    with pytest.raises(ProblemsFound) as found:
        FORMATS["audio"]().write(complete(of, of.assets), Others(programs=programs))
    (said_of_it,) = found.value.diagnostics
    assert said_of_it.code == "program-failed"
    assert told in said_of_it.message


def test_a_short_number_of_a_contact_is_said_digit_by_digit_wherever_it_stands() -> None:
    """15999 was said as fifteen thousand and more, and 079 as seventy-nine."""
    ways = {
        "telephones": ({"number": "15999"}, {"number": "*765", "extension": "22265"}),
        "messaging": ({"via": "sms", "number": "88788"},),
    }
    made = complete(edition(finished("# One\n\n15999, *765, 22265, 88788 or 22266.\n"), locale=MX))
    (chapter,) = made.chapters
    first = replace(chapter.blocks[0], contacts=(Contact("Us", ways),))
    chapter = replace(chapter, blocks=(first, *chapter.blocks[1:]))
    heard = [*spoken(replace(made, chapters=(chapter,)))][1].text
    assert "1 5 9 9 9, *7 6 5, 2 2 2 6 5, 8 8 7 8 8 or 22266." in heard


def test_what_is_in_another_language_is_said_by_a_voice_of_it() -> None:
    """English was read out as if it were Spanish."""
    source = (
        "# Uno\n\nHola.\n\n@en - Call 800 911 2000.\n\n| @en A | B |\n|---|---|\n| c | @en d |\n"
    )
    parts = said(source, MX)[1].parts
    english = "".join(text for tag, text in parts if tag == "en")
    spanish = "".join(text for tag, text in parts if not tag)
    assert "Call 8 0 0, 9 1 1, 2 0 0 0." in english
    assert "- " not in english
    assert all(one in spanish for one in ("Uno.", "Hola.", "B."))
    assert "d" not in spanish
    asked = Said(THERE, spoken_or_small)
    made = complete(edition(finished(source), locale=MX))
    FORMATS["audio"]().write(made, Others(programs=asked))
    spoke = [
        (one[2], given.decode())
        for one, given in zip(asked.asked, asked.given, strict=True)
        if one[0] == "espeak-ng" and "-v" in one
    ]
    assert [text for voice, text in spoke if voice == "en-gb" and "Call 8 0 0" in text]
    assert not [text for voice, text in spoke if voice != "en-gb" and "Call" in text]


def test_without_a_voice_of_its_language_a_passage_is_left_out_after_its_notice() -> None:
    made = complete(edition(finished("# Uno\n\nHola.\n\n@en Call us.\n"), locale=MX))
    without = "\n".join(line for line in VOICES.split("\n") if "English" not in line)
    asked = Said({**THERE, "espeak-ng": without}, spoken_or_small)
    FORMATS["audio"]().write(made, Others(programs=asked))
    heard = b"".join(
        given for one, given in zip(asked.asked, asked.given, strict=True) if one[0] == "espeak-ng"
    )
    assert b"Hola." in heard
    assert b"Call us" not in heard


def test_no_mark_of_a_language_is_in_a_text_or_heard() -> None:
    for of in sample_editions():
        done = complete(of, of.assets)
        text = b"".join(FORMATS["txt"]().write(done, Others()).values()).decode()
        heard = "".join(one.text + one.title for one in spoken(done))
        assert not {*"\ufdd0\ufdd1\ufdd2"} & {*text, *heard}
