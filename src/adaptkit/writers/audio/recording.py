"""Text to MP3: spoken by espeak-ng, made small by ffmpeg, each from one pipe into the other."""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence

from adaptkit.model.edition import Edition
from adaptkit.model.locale import Locale
from adaptkit.model.programs import ENCODER, SPEAKER, Programs, program_failed
from adaptkit.writers.audio.spoken import spoken
from adaptkit.writers.audio.voices import voice_for

_WORDS_A_MINUTE = "150"
# Nothing that tells when, where or by which version it was made; one rate, so that any player can
# go to any place.
_SMALL = (
    *("-hide_banner", "-loglevel", "error", "-nostdin", "-f", "wav", "-i", "pipe:0"),
    *("-map_metadata", "-1", "-fflags", "+bitexact", "-flags:a", "+bitexact"),
    *("-codec:a", "libmp3lame", "-b:a", "32k", "-write_xing", "0", "-id3v2_version", "0"),
    *("-f", "mp3", "pipe:1"),
)
_HEADER = 44
_BYTES_A_SECOND = 4_000  # 32 kbit
_FASTEST = 60  # letters a second: four times as many as anybody speaks


def record(edition: Edition, programs: Programs) -> Mapping[str, bytes]:
    """The files, and the list (``es_MX.m3u8``) that names them with their titles."""
    voices = _Voices(edition.spec.locale, programs)
    files: dict[str, bytes] = {}
    listed = ["#EXTM3U", f"#PLAYLIST:{_one_line(edition.title)}"]
    for one in spoken(edition):
        wave, seconds = _together([voices.say(*part) for part in one.parts])
        files[f"{one.name}.mp3"] = _small(programs.run(ENCODER, _SMALL, wave), seconds)
        listed += [f"#EXTINF:{seconds},{_one_line(one.title)}", f"{one.name}.mp3"]
    return {**files, f"{edition.spec.name}.m3u8": ("\n".join(listed) + "\n").encode("utf-8")}


class _Voices:
    def __init__(self, own: Locale, programs: Programs) -> None:
        self.own = own
        self.programs = programs
        self.listed = programs.says(SPEAKER, "--voices")

    def say(self, tag: str, text: str) -> bytes:
        """The text in a voice of its language; nothing where there is none: in another one it would
        be words that nobody understands, and the notice before it says that it is not translated.
        """
        voice = voice_for(Locale.parse(tag) if tag else self.own, self.listed)
        if not voice:
            return b""
        speak = ["-v", voice, "-s", _WORDS_A_MINUTE, "-b", "1", "--stdin", "--stdout"]
        wave = self.programs.run(SPEAKER, speak, text.encode("utf-8"))
        return _whole(wave, text)


def _whole(wave: bytes, text: str) -> bytes:
    """The sound. Raises ProblemsFound where it can be no more than a part of ``text``: who listens
    would not hear that there is more."""
    if len(wave) <= _HEADER or not wave.startswith(b"RIFF"):
        raise program_failed(SPEAKER, "it is no sound")
    if (len(wave) - _HEADER) * _FASTEST < sum(map(str.isalpha, text)) * _a_second(wave):
        raise program_failed(SPEAKER, "it is too short for its text")
    return wave


def _a_second(wave: bytes) -> int:
    (found,) = struct.unpack_from("<I", wave, 28)
    return int(found)


def _together(waves: Sequence[bytes]) -> tuple[bytes, int]:
    """One sound with its true length, which a program that writes into a pipe cannot know; and how
    many seconds it takes. Raises ProblemsFound where voices are not of one kind."""
    waves = [wave for wave in waves if wave]
    if not waves:
        raise program_failed(SPEAKER, "it is no sound")
    if len({wave[20:36] for wave in waves}) > 1:
        raise program_failed(SPEAKER, "its voices have sounds of different kinds")
    first = waves[0]
    size = sum(len(wave) - _HEADER for wave in waves)
    head = first[:4] + struct.pack("<I", size + _HEADER - 8) + first[8:40] + struct.pack("<I", size)
    return b"".join((head, *(wave[_HEADER:] for wave in waves))), -(
        -size // (_a_second(first) or 1)
    )


def _small(sound: bytes, seconds: int) -> bytes:
    if len(sound) < (seconds - 1) * _BYTES_A_SECOND:
        raise program_failed(ENCODER, "it is shorter than what was spoken")
    return sound


def _one_line(text: str) -> str:
    return " ".join(text.split())
