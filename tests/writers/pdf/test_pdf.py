"""The PDF of an edition, as programs read it that read aloud."""

from __future__ import annotations

import base64
import os
import subprocess
import sys
from functools import cache
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from adaptkit.editions.complete import complete
from adaptkit.editions.media import asset
from adaptkit.model.diagnostic import Position, ProblemsFound
from adaptkit.model.document import Block, BlockKind
from adaptkit.model.edition import Adaptation, Edition, EditionChapter
from adaptkit.model.inline import Inline, InlineKind
from adaptkit.model.locale import Locale
from adaptkit.model.telling import ContactCard, ContactGroup, Said, Way
from adaptkit.records import replace
from adaptkit.writers.pdf import judge
from adaptkit.writers.pdf.content import content as content_of
from tests.strangers import STRINGS
from tests.writers.builders import AR, PICTURE, edition, finished, sample_editions
from tests.writers.pdf.made import made, made_of
from tests.writers.pdf.reading import ISOLATES, Tag, findings, opened, tags

ENGLISH, ARABIC = range(2)


@cache
def sample(which: int, large: bool = False) -> bytes:
    return made(sample_editions()[which], large=large)


def texts(tree: Tag, *kinds: str) -> list[str]:
    return [tag.text for tag in tree.all(*kinds)]


@pytest.mark.parametrize("large", [False, True], ids=["normal", "large"])
@pytest.mark.parametrize("which", [ENGLISH, ARABIC], ids=["en", "ar"])
def test_it_is_what_the_standards_ask_for(which: int, large: bool) -> None:
    assert findings(sample(which, large)) == []


def test_what_the_file_says_of_itself() -> None:
    with opened(sample(ARABIC)) as pdf:
        assert str(pdf.Root.Lang) == "ar-LB"
        assert pdf.Root.MarkInfo.Marked
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert pdf.Root.ViewerPreferences.Direction == "/R2L"
        assert str(pdf.docinfo["/Title"]) == "Guide"
        assert str(pdf.docinfo["/Author"]) == "A charity"
        assert str(pdf.docinfo["/CreationDate"]).startswith("D:20261122")
        with pdf.open_outline() as outline:
            titles = [ISOLATES.sub("", one.title) for one in outline.root]
    assert titles == ["1. Your team", "2. Two", "About this edition"]


@pytest.mark.parametrize("large", [False, True], ids=["normal", "large"])
def test_every_kind_of_block_has_its_tag(large: bool) -> None:
    tree = tags(sample(ENGLISH, large))
    assert texts(tree, "H1") == ["Contents", "1. Your team", "2. Two", "About this edition"]
    assert texts(tree, "TH") == ["Who", "What"]
    assert texts(tree, "TD") == ["nurse", "questions"]
    assert texts(tree, "Note") == ["1A note."]
    assert texts(tree, "Caption") == ["Its caption"]
    assert [tag.alternative for tag in tree.all("Figure")] == ["A picture"]
    boxes = [text for text in texts(tree, "Lbl") if text in "\u2610\u2611"]
    assert boxes == ["\u2610", "\u2611"]
    assert "Warning" in texts(tree, "H2")
    assert "I asked." in texts(tree, "BlockQuote")[0]
    assert "Sam" in texts(tree, "BlockQuote")[0]
    assert len(list(tree.all("TOCI"))) >= 3


def test_what_a_call_out_says_to_do_is_a_heading_that_no_list_of_contents_has() -> None:
    content = made_of(
        "# One\n\n## Two\n\n::: call-now Go at once\nWords.\n:::\n\n::: note\nAside.\n:::\n"
    )
    tree = tags(content)
    assert texts(tree, "H3") == ["Call nowGo at once"]
    assert not [text for text in texts(tree, "TOCI") if "Call now" in text]
    assert findings(content) == []


def test_the_head_of_a_table_stands_on_each_page_and_is_tagged_once() -> None:
    rows = "".join(f"| row {n} | what is to be said of row {n} |\n" for n in range(90))
    content = made_of(f"# One\n\n| Who | What |\n| --- | --- |\n{rows}")
    assert texts(tags(content), "TH") == ["Who", "What"]
    assert findings(content) == []


def test_in_large_print_a_wide_table_is_read_row_by_row() -> None:
    table = "# One\n\n| Who | What | When |\n| --- | --- | --- |\n| Nurse | Questions | Today |\n"
    tree = tags(made_of(table, large=True))
    assert not list(tree.all("Table"))
    assert "What: QuestionsWhen: Today" in tree.text
    assert texts(tags(made_of(table)), "TH") == ["Who", "What", "When"]


def test_every_link_leads_to_a_place_in_the_file() -> None:
    found = 0
    with opened(sample(ENGLISH)) as pdf:
        pages = {page.objgen for page in pdf.pages}
        named = pikepdf.NameTree(pdf.Root.Names.Dests)
        for page in pdf.pages:
            for note in page.get("/Annots", []):
                action = note.get("/A")
                to = note.get("/Dest") if action is None else action.get("/D")
                if to is not None:
                    found += 1
                    place = to if isinstance(to, pikepdf.Array) else named[str(to)]
                    assert place[0].objgen in pages
                else:
                    assert str(action.URI).startswith(("https:", "tel:", "mailto:"))
    assert found >= 5


def test_a_link_to_a_place_that_is_not_shown_leads_to_its_chapter() -> None:
    source = "# One\n\nSee [this](#gone-by-now) and [that](two.md#costs).\n"
    two = '# Two\n\n<div id="costs">Costs.</div>\n'
    content = made(edition(finished(source), finished(two, "two.md")))
    assert "See this and that." in texts(tags(content), "P")
    assert findings(content) == []


def test_chapters_have_their_numbers_wherever_their_titles_stand() -> None:
    arabic = finished("# عنوان أوّل\n\nنصّ.\n"), finished("نصّ.\n\n## تحت\n", "two.md")
    content = made(edition(*arabic, finished("# @en Three\n\n# Again\n", "three.md"), locale=AR))
    tree = tags(content)
    titles = ["1. عنوان أوّل", "2. تحت", "3. Three", "Again"]
    assert texts(tree, "H1")[1:-1] == titles
    listed = [text for text in texts(tree, "TOCI") if text[0].isdigit()]
    assert [text.rstrip(".0123456789 ") for text in listed] == titles[:3]
    assert findings(content) == []
    assert [one["title"] for one in heads(*arabic)] == ["1. عنوان أوّل", "2. تحت"]
    assert [one["title"] for one in heads(arabic[0])] == ["عنوان أوّل"]


def heads(*chapters: EditionChapter) -> list[dict[str, str]]:
    """What stands at the top of pages."""
    return list(content_of(complete(edition(*chapters, locale=AR)))["chapters"])


def test_headings_skip_no_level() -> None:
    tree = tags(made_of("# One\n\n#### Deep\n\nText.\n\n## Two\n\nText.\n"))
    found = [(tag.kind, tag.text) for tag in tree.all("H1", "H2", "H3", "H4")]
    assert found[1:4] == [("H1", "One"), ("H2", "Deep"), ("H2", "Two")]


ARABIC_TEXT = (
    "في لبنان، الرقم 140 هو رقم إسعاف الصليب الأحمر اللبناني (الشرطة) الرقم 112، وللدفاع المدني "
    "125. قولوا أوّلًا أين أنتم: البلدة أو الحيّ، والشارع، واسم المبنى، والطابق، وأقرب مكان معروف. "
    "ثمّ قولوا ماذا حصل، وقولوا إنّ لديكم **التصلّب اللويحي (MS)**. تقدّمه جمعية Embrace مع البرنامج "
    "الوطني للصحّة النفسية في وزارة الصحّة العامة. عادةً ما يكون ممرّضًا، لكنّ كلّ شخص مختلف."
)


@pytest.mark.parametrize("large", [False, True], ids=["normal", "large"])
def test_arabic_is_tagged_in_the_order_in_which_it_is_read(large: bool) -> None:
    source = f"# عنوان أوّل\n\n{ARABIC_TEXT}\n\n- {ARABIC_TEXT}\n\n::: warning\n{ARABIC_TEXT}\n:::\n"
    content = made_of(source, locale=AR, large=large)
    words = ARABIC_TEXT.replace("**", "").split()
    found = [text.split() for text in texts(tags(content), "P") if "الصليب" in text]
    assert len(found) == 3
    for one in found:
        pairs = set(pairwise(one))
        wrong = [pair for pair in pairwise(words) if pair not in pairs]
        assert len(wrong) * 200 <= len(words), wrong
    assert texts(tags(content), "H1")[1] == "عنوان أوّل"
    assert findings(content) == []


def test_a_passage_in_another_language_says_so_and_runs_its_own_way() -> None:
    content = made_of("# عنوان\n\n@en Still in English, 10 (ten) mg.\n", locale=AR)
    assert "Still in English, 10 (ten) mg." in texts(tags(content), "P")
    with opened(content) as pdf:
        streams = [page.Contents.read_bytes() for page in pdf.pages]
    assert any(b"/Lang(en)>>BDC" in stream for stream in streams)


TYPST = (
    '#panic("x")',
    '#read("/etc/passwd")',
    '#import "@preview/cetz:0.3.0"',
    "$ x^2 $ @here <there> \\u{41} ~ -- --- ...",
    '#image("data.json") /* no comment */ // nor this',
    "#[a] #{1} `raw` = no heading - no list + no / term: x",
    "https://example.org/#x \\ #sys.inputs",
)


def told(text: str) -> Edition:
    """An edition that has a stranger's words in many of its places."""
    changed = Adaptation("LB", "a", "replace", "x", text, told="Replaced")
    return edition(
        finished("# One\n\nText.\n"), title=text, adaptations=(changed,), date="2026-11-22"
    )


@settings(max_examples=8, deadline=None)
@given(st.one_of(st.sampled_from((*STRINGS, *TYPST)), st.text(max_size=30)))
@example("a\u2066b\u0000\u0007c\ufeffd\u1680e")
@example("\U0001f9fc \ufdfa \u0e33 \u1e9e")
def test_whatever_somebody_writes_is_shown_and_never_acted_on(text: str) -> None:
    content = made(told(text))
    assert b"/JavaScript" not in content
    assert b"/Launch" not in content
    assert findings(content) == []


@pytest.mark.parametrize("text", TYPST)
def test_what_would_be_code_elsewhere_is_shown_as_it_is_written(text: str) -> None:
    shown = " ".join(text.split())
    assert shown in " ".join(tags(made(told(text))).text.split())


SCRIPT = """
import sys
from tests.writers.builders import sample_editions
from tests.writers.pdf.made import made
sys.stdout.buffer.write(made(sample_editions()[1]))
"""


def test_same_edition_same_bytes(tmp_path: Path) -> None:
    root = Path(__file__).parents[3]
    there = {
        **os.environ,
        "TZ": "Pacific/Kiritimati",
        "PYTHONHASHSEED": "7",
        "LANG": "tr_TR.UTF-8",
        "SOURCE_DATE_EPOCH": "1",
        "PYTHONPATH": f"{root}{os.pathsep}{root / 'src'}",
    }
    ran = subprocess.run(
        [sys.executable, "-c", SCRIPT], cwd=tmp_path, env=there, capture_output=True, check=True
    )
    assert ran.stdout == sample(ARABIC)


def test_paper_is_that_of_the_country() -> None:
    sizes = []
    for locale in (Locale("es", "", "MX"), Locale("es", "", "ES")):
        with opened(made_of("# One\n\nText.\n", locale=locale)) as pdf:
            sizes.append([round(float(one)) for one in pdf.pages[0].MediaBox][2:])
    assert sizes == [[612, 792], [595, 842]]


def test_what_no_font_has_is_told_with_its_passage_and_shown_as_its_number() -> None:
    of = edition(finished("# One\n\nWash \U0001f9fc them.\n\nAll is well.\n"))
    (found,) = judge(complete(of, of.assets))
    assert found.code == "glyph-missing"
    assert found.stops_release
    assert (found.position.path, found.position.line) == ("source_guide/one.md", 3)
    assert "BAR OF SOAP (U+1F9FC)" in found.message
    content = made(of)
    assert "Wash [U+1F9FC] them." in texts(tags(content), "P")
    assert findings(content) == []


def test_the_words_of_a_drawing_need_fonts_too() -> None:
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="9">'
        '<text y="8">\U0001f9fc soap</text></svg>'
    )
    source = "# One\n\n![A picture](images/x.svg)\n"
    of = edition(finished(source), assets=(replace(PICTURE, content=drawing.encode()),))
    (found,) = judge(complete(of, of.assets))
    assert (found.code, found.position.path) == ("glyph-missing", "source_guide/images/x.svg")
    assert findings(made(of)) == []


def test_a_drawing_that_cannot_be_shown_is_named() -> None:
    damaged = replace(PICTURE, content=b"<svg")
    of = edition(finished("# One\n\n![A picture](images/x.svg)\n"), assets=(damaged,))
    with pytest.raises(ProblemsFound) as problem:
        made(of)
    found = problem.value.diagnostics
    assert [one.code for one in found] == ["picture-damaged", "pdf-not-set"]
    assert found[0].position.path == "source_guide/images/x.svg"


def test_a_photograph_is_shown() -> None:
    pixel = (
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ"
        "/pLvAAAAAElFTkSuQmCC"
    )
    photograph = asset("images/x.png", base64.b64decode(pixel))
    assert (photograph.media_type, photograph.width) == ("image/png", 1)
    source = "# One\n\n![A dot](images/x.png)\n\nAnd ![a dot](images/x.png) in a line.\n"
    content = made_of(source, assets=(photograph,))
    assert b"/Subtype/Image" in content
    assert [tag.alternative for tag in tags(content).all("Figure")] == ["A dot", "a dot"]
    assert findings(content) == []


def test_what_is_nested_is_set_and_takes_no_longer_for_it() -> None:
    quotes = "> " * 8 + "Deep."
    boxes = ":::: warning\n::: tip\nInside.\n:::\n::::\n"
    tree = tags(made_of(f"# One\n\n{quotes}\n\n{boxes}"))
    assert {"Deep.", "Inside."} <= set(texts(tree, "P"))
    with pytest.raises(ProblemsFound) as problem:
        made_of("# One\n\n" + "> " * 40 + "Deep.\n")
    (found,) = problem.value.diagnostics
    assert found.code == "pdf-not-set"
    assert "nested too deep" in found.message


def test_a_note_that_is_called_twice_stands_once_and_notes_keep_their_numbers() -> None:
    one = "# One\n\nA[^a] and again[^a], and B[^b].\n\n[^a]: First.\n\n[^b]: Second, see[^b].\n"
    two = "# Two\n\nC[^a].\n\n[^a]: Third.\n"
    tree = tags(made(edition(finished(one), finished(two, "two.md"))))
    assert texts(tree, "Note") == ["1First.", "2Second, see2.", "1Third."]


def test_contacts_stand_in_cards_with_numbers_to_tap() -> None:
    from adaptkit.writers import pdf

    number = Way(Said("Telephone"), Said("800 911 2000"), "tel:8009112000", True, (Said("free"),))
    checked = (Inline(InlineKind.TEXT, "Checked by nobody"),)
    card = ContactCard(Said("A line"), Said("For everybody"), (number,), checked)
    groups = (ContactGroup(Said("Crisis"), (card,)), ContactGroup(Said("Police"), (card, card)))
    whole = complete(edition(finished("# One\n\nText.\n")))
    listed = Block(BlockKind.DIRECTORY, Position("x"), groups=groups, anchor="directory")
    (chapter,) = whole.chapters
    told = replace(whole, chapters=(replace(chapter, shown=(*chapter.shown, listed)),))
    for large in (False, True):
        ((_, content),) = (pdf.write_large(told) if large else pdf.write(told)).items()
        read = texts(tags(content), "P")
        assert read.count("Telephone: 800 911 2000 (free)") == 3
        assert {"Crisis", "Police", "A line", "For everybody", "Checked by nobody"} <= set(read)
        assert content.count(b"tel:8009112000") == 3
        assert findings(content) == []


EVERY_KIND = """# One

<b>bold</b> <i>italic</i> H<sub>2</sub>O m<sup>2</sup> <kbd>Ctrl</kbd> <mark>marked</mark>
<small>small</small> <s>struck</s> ~~gone~~ <u>under</u> <q>quoted</q> <cite>cited</cite>
<abbr title="multiple sclerosis">MS</abbr> <span lang="fr">kiné</span> <bdi>name</bdi> long<wbr>word
<ins>inserted</ins> one<br>two `code` *stress* **strong** <https://example.org/a> ![gone](none.png)

1) first
2) second

   - inside

---

```sh
run me
    indented
```

<details><summary>More</summary><p>Hidden &amp; found</p></details>

![No such picture](none.svg "Why it is not there")

Term
: A definition

: Another one
"""
WORDS = (
    *("bold", "italic", "H2O", "m2", "Ctrl", "marked", "small", "struck", "gone", "under", "cited"),
    *("MS", "kiné", "name", "longword", "inserted", "code", "stress", "strong", "first", "second"),
    *("inside", "run me", "indented", "More", "Hidden & found", "No such picture"),
    *("Why it is not there", "Term", "A definition", "Another one", "https://example.org/a"),
)


@pytest.mark.parametrize("large", [False, True], ids=["normal", "large"])
@pytest.mark.parametrize("locale", [Locale("en"), AR, Locale("zh", "Hans", "MY")], ids=str)
def test_no_kind_of_text_loses_its_words(locale: Locale, large: bool) -> None:
    content = made_of(EVERY_KIND, locale=locale, large=large)
    read = tags(content).text
    assert [word for word in WORDS if word not in read] == []
    assert findings(content) == []
