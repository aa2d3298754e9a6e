"""Text to MP3: spoken by espeak-ng, made small by ffmpeg, each from one pipe into the other."""

from __future__ import annotations

import struct
from collections.abc import Mapping

from adaptkit.model.edition import Edition
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
    voice = voice_for(edition.spec.locale, programs.says(SPEAKER, "--voices"))
    speak = ["-v", voice, "-s", _WORDS_A_MINUTE, "-b", "1", "--stdin", "--stdout"]
    files: dict[str, bytes] = {}
    listed = ["#EXTM3U", f"#PLAYLIST:{_one_line(edition.title)}"]
    for one in spoken(edition):
        wave, seconds = _whole(programs.run(SPEAKER, speak, one.text.encode("utf-8")), one.text)
        files[f"{one.name}.mp3"] = _small(programs.run(ENCODER, _SMALL, wave), seconds)
        listed += [f"#EXTINF:{seconds},{_one_line(one.title)}", f"{one.name}.mp3"]
    return {**files, f"{edition.spec.name}.m3u8": ("\n".join(listed) + "\n").encode("utf-8")}


def _whole(wave: bytes, text: str) -> tuple[bytes, int]:
    """The sound with its true length, which a program that writes into a pipe cannot know; and how
    many seconds it takes. Raises ProblemsFound where that can be no more than a part of ``text``:
    who listens would not hear that there is more."""
    sound = wave[_HEADER:]
    if not sound or not wave.startswith(b"RIFF"):
        raise program_failed(SPEAKER, "it is no sound")
    (a_second,) = struct.unpack_from("<I", wave, 28)
    if len(sound) * _FASTEST < sum(map(str.isalpha, text)) * a_second:
        raise program_failed(SPEAKER, "it is too short for its text")
    head = wave[:4] + struct.pack("<I", len(wave) - 8) + wave[8:40] + struct.pack("<I", len(sound))
    return head + sound, -(-len(sound) // (a_second or 1))


def _small(sound: bytes, seconds: int) -> bytes:
    if len(sound) < (seconds - 1) * _BYTES_A_SECOND:
        raise program_failed(ENCODER, "it is shorter than what was spoken")
    return sound


def _one_line(text: str) -> str:
    return " ".join(text.split())
