"""Our dictionary order beside ICU's own, which Node holds."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable

import pytest

from adaptkit.texts.collation import sort_key, tailored_letters

# One of each letter: which of two accents comes first is no matter of an alphabet.
ACCENTED = list("éáü")
# Words as glossaries have them, for the languages whose editions we publish, and marks between.
WORDS = {
    "ar": "ءا ؤا ئا أب اب آب إب تاب ةاب ثاب بت تب يا ىا وا مدرس مدرسة مدرست مدرسه التزام الم لا 2",
    "de": "ä a ae b ß ss st ö o",
    "en": "co-pilot copilot Copilot résumé resume 10 2 ask",
    "es": "ñame nube nz oa éxito exito exitos árbol arbol Árbol chico cz d llave lz 2 co-piloto",
    "fr": "cote côte coté côté œuf oeuf été",
    "ms": "e-mel emel pra Pra-kata kerusi Kerusi rawatan",
    "ta": "க் க கா கி கௌ ங ஔ அ ஆ ஃ க்க கக காக கை கொ வலி வல் வலு MS",
    "zh": "作业 照护者 职业治疗师 物理治疗师 疲劳 痉挛 复发 MS 言语 康复 障碍 护理 目标 功能",
}
ALPHABETS = {
    "Latn": "a b c d e f g h i j k l m n o p q r s t u v w x y z",
    "Cyrl": "а б в г д е ж з и к л м н о п р с т у ф х ц ч ш щ ь ю я a",
    "Arab": "ا ب ت ث ج ح خ د ذ ر ز س ش ص ض ط ظ ع غ ف ق ل م ن a",
    "Taml": "அ ஆ இ ஈ உ ஊ எ ஏ ஐ ஒ ஓ ஔ a",
}


def script(letters: list[str]) -> str:
    first = letters[0]
    return (
        "Latn"
        if first < "\u0370"
        else "Cyrl"
        if first < "\u0530"
        else "Arab"
        if first < "\u0900"
        else "Taml"
    )


@pytest.mark.parametrize("language", sorted({*WORDS, *tailored_letters()}))
def test_the_order_is_that_of_icu(language: str, program: Callable[[str], str]) -> None:
    letters = tailored_letters().get(language, [])
    words = WORDS.get(language, "").split() + letters + [f"{one}o" for one in letters]
    if letters:
        words += ALPHABETS[script(letters)].split()
        words += ACCENTED if script(letters) == "Latn" else []
    words = list(dict.fromkeys(words))
    code = (
        "const [language, words] = JSON.parse(process.argv[1]);"
        "console.log(JSON.stringify(words.sort(new Intl.Collator(language).compare)))"
    )
    run = subprocess.run(
        [program("node"), "-e", code, json.dumps([language, words])],
        capture_output=True,
        text=True,
        check=True,
    )
    assert sorted(words, key=lambda word: sort_key(word, language)) == json.loads(run.stdout)
