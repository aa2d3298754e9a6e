"""ODT and ICML as pandoc writes them, and ODT as LibreOffice shows it."""

from __future__ import annotations

import io
import re
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest
from tests.guides.builders import HOSTILE
from tests.writers.builders import edition as edition_of
from tests.writers.builders import sample_editions
from tests.writers.test_html import chapter_of, paragraph, text

from adaptkit.editions.complete import complete
from adaptkit.model.edition import Edition
from adaptkit.workspace.programs import MachinePrograms
from adaptkit.writers import FORMATS, Others

TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
SVG = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
LINK = "{http://www.w3.org/1999/xlink}href"
SAMPLES = sample_editions()


def written(edition: Edition, name: str) -> dict[str, bytes]:
    there = Others(programs=MachinePrograms(Path("/nowhere")))
    return dict(FORMATS[name]().write(complete(edition, edition.assets), there))


def document(edition: Edition) -> dict[str, bytes]:
    (content,) = written(edition, "odt").values()
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        return {one.filename: opened.read(one) for one in opened.infolist()}


@pytest.mark.parametrize("edition", SAMPLES, ids=lambda one: one.spec.name)
def test_a_document_holds_what_the_edition_holds(edition: Edition) -> None:
    parts = document(edition)
    root = ElementTree.fromstring(parts["content.xml"])
    styles = parts["styles.xml"].decode()
    done = complete(edition, edition.assets)
    kinds = [block.kind.name for chapter in done.chapters for block in chapter.walk()]
    assert len(root.findall(f".//{TABLE}table")) == kinds.count("TABLE") > 0
    pictures = root.findall(f".//{DRAW}frame")
    assert len(pictures) == len([n for n in parts if n.startswith("Pictures/")]) > 0
    assert all(one.findtext(f"{SVG}desc") for one in pictures)
    assert len(root.findall(f".//{TEXT}note")) > 0
    # Every style that is named is there, here or in styles.xml.
    there = set(re.findall(r'style:name="([^"]*)"', styles + parts["content.xml"].decode()))
    used = {one.get(f"{TEXT}style-name") for one in root.iter()} - {None}
    assert used <= there
    callouts = {one for one in used if one and one.startswith("Callout_20_")}
    assert {one for one in callouts if one.endswith("_20_Label")} < callouts
    assert {"Table_20_Head", "Table_20_Text"} <= used


@pytest.mark.parametrize("name", ["odt", "icml"])
@pytest.mark.parametrize("edition", SAMPLES, ids=lambda one: one.spec.name)
def test_it_is_the_same_on_another_day(
    edition: Edition, name: str, monkeypatch: pytest.MonkeyPatch, program: Callable[[str], str]
) -> None:
    first = written(edition, name)
    run = subprocess.run

    def later(command: list[str], **more: object) -> object:
        return run([program("faketime"), "+400 days 7 hours", *command], **more)  # type: ignore[call-overload]

    monkeypatch.setenv("TZ", "Pacific/Auckland")
    monkeypatch.setattr(subprocess, "run", later)
    assert written(edition, name) == first


@pytest.mark.parametrize("edition", SAMPLES, ids=lambda one: one.spec.name)
def test_an_indesign_story_is_xml_with_its_styles(edition: Edition) -> None:
    files = written(edition, "icml")
    own = files.pop(f"{edition.spec.name}.icml")
    root = ElementTree.fromstring(own)
    named = {one.get("Self", "") for one in root.iter("ParagraphStyle")}
    used = {one.get("AppliedParagraphStyle", "") for one in root.iter("ParagraphStyleRange")}
    assert used - {""} <= named
    for style in ("Callout ", "Body Text", "Table Head"):
        assert [one for one in used if style in one]
    places = [one.get("Self", "") for one in root.iter("HyperlinkTextDestination")]
    linked = {one.text or "" for one in root.iter("Destination")}
    assert set(places) == {one for one in linked if one.startswith("HyperlinkTextDestination/")}
    assert len({*places}) == len(places) > 3
    links = {one.get("LinkResourceURI", "") for one in root.iter("Link")}
    assert links == {f"file:{name}" for name in files}
    turned = {one.get("ParagraphDirection") for one in root.iter("ParagraphStyle")} - {None}
    rtl = edition.spec.text_direction == "rtl"
    assert turned == ({"RightToLeftDirection"} if rtl else set())


def test_whatever_a_text_says_is_text() -> None:
    """None of it is opened, run or fetched."""
    said = [
        *HOSTILE,
        "![x](file:///etc/hostname)",
        "\\input{/etc/hostname}",
        "{{< include /etc/x >}}",
    ]
    made = edition_of(chapter_of(*(paragraph(text(one)) for one in said)))
    parts = document(made)
    root = ElementTree.fromstring(parts["content.xml"])
    secret = Path("/etc/hostname").read_text("utf-8").strip()
    words = "".join(root.itertext())
    assert "\\input{/etc/hostname}" in words
    assert len(secret) < 4 or secret not in words
    links = {one.get(LINK, "") for one in root.iter()} - {""}
    assert not [one for one in links if not re.match(r"#|https?:|mailto:|tel:", one)]
    assert not root.findall(f".//{DRAW}frame")
    assert {n for n in parts if n.startswith(("Pictures", "Basic", "Scripts"))} == set()
    (story,) = written(made, "icml").values()
    assert "LinkResourceURI" not in story.decode()


@pytest.fixture(scope="module")
def shown(
    program: Callable[[str], str], tmp_path_factory: pytest.TempPathFactory
) -> Callable[[Edition], str]:
    folder = tmp_path_factory.mktemp("office")

    def show(edition: Edition) -> str:
        (content,) = written(edition, "odt").values()
        file = folder / f"{edition.spec.name}.odt"
        file.write_bytes(content)
        subprocess.run(
            [program("soffice"), f"-env:UserInstallation=file://{folder}/home", "--headless",
             "--convert-to", "fodt", "--outdir", str(folder), str(file)],
            check=True, capture_output=True, timeout=240,
        )  # fmt: skip
        return file.with_suffix(".fodt").read_text("utf-8")

    return show


ARABIC = next(one for one in SAMPLES if one.spec.locale.language == "ar")


def test_what_is_in_another_language_says_so() -> None:
    content = document(ARABIC)["content.xml"].decode()
    assert re.search(r'<text:span text:style-name="Language-en">[^<]*[A-Za-z]{4}', content)
    assert content.count('style:name="Language-en"') == 1
    icml = next(v for k, v in written(ARABIC, "icml").items() if k.endswith(".icml")).decode()
    assert re.search(r'<CharacterStyle Self="CharacterStyle/[^"]*Language-en"', icml)
    assert re.search(r'AppliedCharacterStyle="CharacterStyle/[^"]*Language-en"', icml)


def test_libreoffice_knows_what_language_a_passage_is_in(shown: Callable[[Edition], str]) -> None:
    text = shown(ARABIC)
    style = re.search(r'<text:span text:style-name="([^"]+)">[^<]*Draft: nobody', text)
    assert style
    own = re.search(rf'<style:style style:name="{style[1]}".*?</style:style>', text, re.DOTALL)
    assert own
    assert 'fo:language="en"' in own[0]


def test_libreoffice_opens_it_in_the_right_direction(shown: Callable[[Edition], str]) -> None:
    for edition in SAMPLES:
        saved = shown(edition)
        rtl = edition.spec.text_direction == "rtl"
        standard = re.search(r'<style:style style:name="Standard".*?</style:style>', saved, re.S)
        assert standard
        assert ('style:writing-mode="rl-tb"' in standard[0]) is rtl
        assert edition.chapters[0].title in saved
        urgent = re.search(
            r'<style:style style:name="Callout_20_Urgent".*?</style:style>', saved, re.S
        )
        assert urgent
        assert "#fdeceb" in urgent[0].lower()
        assert saved.count("<draw:image") > 0
