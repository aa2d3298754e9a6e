"""Text to MP3: spoken by espeak-ng, made small by ffmpeg, each from one pipe into the other."""

from __future__ import annotations

import struct
from collections.abc import Mapping

from adaptkit.model.edition import Edition
from adaptkit.model.programs import ENCODER, SPEAKER, Programs
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


def record(edition: Edition, programs: Programs) -> Mapping[str, bytes]:
    """The files, and the list (``es_MX.m3u8``) that names them with their titles."""
    voice = voice_for(edition.spec.locale, programs.says(SPEAKER, "--voices"))
    speak = ["-v", voice, "-s", _WORDS_A_MINUTE, "-b", "1", "--stdin", "--stdout"]
    files: dict[str, bytes] = {}
    listed = ["#EXTM3U", f"#PLAYLIST:{_one_line(edition.title)}"]
    for one in spoken(edition):
        wave, seconds = _whole(programs.run(SPEAKER, speak, one.text.encode("utf-8")))
        files[f"{one.name}.mp3"] = programs.run(ENCODER, _SMALL, wave)
        listed += [f"#EXTINF:{seconds},{_one_line(one.title)}", f"{one.name}.mp3"]
    return {**files, f"{edition.spec.name}.m3u8": ("\n".join(listed) + "\n").encode("utf-8")}


def _whole(wave: bytes) -> tuple[bytes, int]:
    """The sound with its true length, which a program that writes into a pipe cannot know; and how
    many seconds it takes."""
    sound = wave[_HEADER:]
    (a_second,) = struct.unpack_from("<I", wave, 28)
    head = wave[:4] + struct.pack("<I", len(wave) - 8) + wave[8:40] + struct.pack("<I", len(sound))
    return head + sound, -(-len(sound) // (a_second or 1))


def _one_line(text: str) -> str:
    return " ".join(text.split())
