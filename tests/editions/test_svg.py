"""No program and no address of a stranger survives in a drawing, however it is written."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from adaptkit.editions._svg_style import is_safe_value, safe_style
from adaptkit.editions.svg import LeftOut, PictureRefused, SafePicture, safe_svg

TOP = Path(__file__).resolve().parents[2]
SVG = "http://www.w3.org/2000/svg"
SPACES = (
    f'xmlns="{SVG}" xmlns:s-v="{SVG}" xmlns:h="http://www.w3.org/1999/xhtml" '
    'xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:l="http://www.w3.org/1999/xlink" '
    'xmlns:m="http://www.w3.org/1998/Math/MathML" xmlns:ev="http://www.w3.org/2001/xml-events" '
    'xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape"'
)
# PWNED is what a program would do, evil.example where a reader's browser would go.
ADDRESS = "https://evil.example/p"
ELEMENTS = (
    "<script>PWNED</script>",
    "<s-v:script>PWNED</s-v:script>",
    "<script><![CDATA[PWNED]]></script>",
    f'<script href="{ADDRESS}"/>',
    "<h:script>PWNED</h:script>",
    '<script xmlns="http://www.w3.org/1999/xhtml">PWNED</script>',
    f'<h:meta http-equiv="refresh" content="0;url={ADDRESS}"/>',
    "<foreignObject><h:body><h:script>PWNED</h:script></h:body></foreignObject>",
    f'<foreignObject><h:iframe src="{ADDRESS}"/></foreignObject>',
    f'<image width="9"><set attributeName="href" to="{ADDRESS}"/></image>',
    f'<a><animate attributeName="href" values="javascript:PWNED;{ADDRESS}"/></a>',
    '<handler ev:event="load">PWNED</handler>',
    "<listener ev:event='click' handler='#PWNED'/>",
    f'<m:math><m:mi xlink:href="{ADDRESS}">x</m:mi></m:math>',
    f'<font-face><font-face-uri xlink:href="{ADDRESS}"/></font-face>',
    f"<style>@import '{ADDRESS}';</style>",
    f'<style>@\\69mport "{ADDRESS}";</style>',
    f"<style>@font-face {{ font-family: x; src: url({ADDRESS}) }} a{{b:c}}</style>",
    f'<style>svg{{background:image-set("{ADDRESS}" 1x)}}</style>',
    f"<style>svg{{background:u\\72l({ADDRESS})}}</style>",
    f"<style><![CDATA[svg{{fill:red;background:URL( '{ADDRESS}' )}}]]></style>",
    f'<style>a{{x:"/*";background:url({ADDRESS});y:"*/"}}</style>',
    f"<style>a{{x:url(/*#*/{ADDRESS})}}</style>",
    f'<style>a{{x:url("data:image/png;base64,A\n");x:"url({ADDRESS})"}}</style>',
    f"<style>a{{x:url(\u00a0#{ADDRESS})}}</style>",
    f"<style>a{{b:'\n}} c{{background:url({ADDRESS})}} '</style>",
    f"<style>@media screen {{ @import url({ADDRESS}); a{{b:src('{ADDRESS}')}} }}</style>",
    f"<style>a{{b:u<title>PWNED</title>rl({ADDRESS})}}</style>",
    f'<use href="{ADDRESS}#a"/>',
    '<use href="data:image/svg+xml;base64,PWNED"/>',
    '<image href="data:image/svg+xml,PWNED"/>',
    f'<image l:href="{ADDRESS}"/>',
    '<feImage xlink:href="//evil.example/p"/>',
    f'<cursor xlink:href="{ADDRESS}"/>',
    f"<inkscape:path-effect href='{ADDRESS}'/>",
    f"<metadata><a xmlns='x:y' about='{ADDRESS}'>PWNED</a></metadata>",
    "<?PWNED ?>",
    f'<?xml-stylesheet href="{ADDRESS}"?>',
)
ATTRIBUTES = (
    ("onload", "PWNED"),
    ("onLoad", "PWNED"),
    ("s-v:onclick", "PWNED"),
    ("ev:event", "PWNED"),
    ("href", "javascript:PWNED"),
    ("xlink:href", " java\nscript:PWNED"),
    ("l:href", "data:text/html,PWNED"),
    ("href", ADDRESS),
    ("src", ADDRESS),
    ("xml:base", ADDRESS),
    ("fill", f"url({ADDRESS}#a)"),
    ("filter", f"URL('{ADDRESS}')"),
    ("mask", f"u\\72l({ADDRESS})"),
    ("cursor", f"url({ADDRESS}), auto"),
    ("style", f"fill:red;background:url({ADDRESS})"),
    ("style", f"background:image-set('{ADDRESS}' 1x)"),
    ("style", f"x:url(/**/{ADDRESS});-moz-binding:url({ADDRESS})"),
    ("style", f"background:src('{ADDRESS}')"),
    ("inkscape:export-filename", "/home/PWNED.png"),
    ("requiredScripts", "PWNED"),
)
HARMLESS = (
    '<path d="M0 0h9" fill="url(#g)" transform="rotate(30) translate(1,2)"/>',
    '<use xlink:href="#g"/>',
    '<use l:href=" #g"/>',
    '<text x="1" font-family="\'Open Sans\', serif">One &lt; two &#x41;</text>',
    "<title>A picture &amp; more</title>",
    "<style>.a{fill:#abc;filter:url('#g')} @media print{.b{stroke:rgb(1,2,3)}}</style>",
    '<rect style="fill:red; stroke:url(#g)" class="a" data-name="x(y)" aria-label="url(x)"/>',
    '<image width="9" href="data:image/png;base64,iVBORw0KGgo=" xml:space="preserve"/>',
    "<!-- made by hand -->",
    "<desc><![CDATA[a < b]]></desc>",
    '<linearGradient id="g"><stop offset="0" stop-color="hsl(1, 2%, 3%)"/></linearGradient>',
)
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "iso-8859-1", "cp1252")


@st.composite
def attribute(draw: st.DrawFn) -> tuple[str, str]:
    """One that does harm, some of its characters written as references."""
    name, value = draw(st.sampled_from(ATTRIBUTES))
    plain = [c if c not in '&<"\n' else f"&#{ord(c)};" for c in value]
    for at in draw(st.lists(st.integers(0, len(value) - 1), max_size=3)):
        plain[at] = draw(st.sampled_from((f"&#{ord(value[at])};", f"&#x{ord(value[at]):x};")))
    return name, "".join(plain)


@st.composite
def drawing(draw: st.DrawFn, pieces: tuple[str, ...], hostile: bool) -> str:
    """A group in a group, with these pieces between harmless ones, and attributes that harm."""
    out = []
    for _ in range(draw(st.integers(1, 4))):
        names: dict[str, str] = dict(draw(st.lists(attribute(), max_size=2))) if hostile else {}
        if "xlink:href" in names:
            names.pop("l:href", None)  # one and the same attribute: not well-formed
        said = "".join(f' {name}="{value}"' for name, value in names.items())
        inside = "".join(draw(st.lists(st.sampled_from((*pieces, *HARMLESS)), max_size=4)))
        tag = draw(st.sampled_from(("g", "s-v:g", "a", "image", "symbol", "text")))
        out.append(f"<{tag}{said}>{inside}</{tag}>")
    return f"<svg {SPACES}>" + "".join(out) + "</svg>"


def written(text: str, encoding: str) -> bytes:
    name = {"utf-8-sig": "utf-8", "utf-16-le": "utf-16", "utf-16-be": "utf-16"}.get(
        encoding, encoding
    )
    mark = "\ufeff" if encoding in ("utf-16-le", "utf-16-be") else ""
    return (mark + f'<?xml version="1.0" encoding="{name}"?>' + text).encode(
        encoding, "xmlcharrefreplace"
    )


def assert_draws_only(content: bytes) -> None:
    """What another reader of XML finds in it."""
    root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, huge_tree=True))
    for element in root.iter(etree.Element):
        name = etree.QName(element)
        assert name.namespace == SVG
        assert name.localname.lower() not in ("script", "foreignobject", "set", "animate")
        for key, value in element.attrib.items():
            assert not etree.QName(key).localname.lower().startswith("on")
            assert "PWNED" not in value, key
            assert "evil.example" not in value, key
        assert "PWNED" not in (element.text or "")
        assert "evil.example" not in (element.text or "")
    assert b"PWNED" not in content
    assert b"evil.example" not in content


@given(drawing(ELEMENTS, hostile=True), st.sampled_from(ENCODINGS))
def test_nothing_that_acts_or_fetches_survives(text: str, encoding: str) -> None:
    safe = safe_svg(written(text, encoding))
    assert_draws_only(safe.content)
    assert safe_svg(safe.content) == SafePicture(safe.content), "cleaning twice is cleaning once"


@pytest.mark.parametrize("piece", ELEMENTS)
@pytest.mark.parametrize("encoding", ENCODINGS)
def test_each_piece_alone(piece: str, encoding: str) -> None:
    text = f"<svg {SPACES}><rect/>{piece}<text>kept</text></svg>"
    safe = safe_svg(written(text, encoding))
    assert_draws_only(safe.content)
    assert b"<text>kept</text>" in safe.content


@pytest.mark.parametrize(("name", "value"), ATTRIBUTES)
def test_each_attribute_alone(name: str, value: str) -> None:
    value = value.replace("\n", "&#10;").replace('"', "&quot;")
    safe = safe_svg(f'<svg {SPACES}><image width="9" {name}="{value}"/></svg>'.encode())
    assert_draws_only(safe.content)
    assert b'<image width="9"' in safe.content


@given(drawing(HARMLESS, hostile=False), st.sampled_from(("utf-8", "utf-8-sig")))
def test_a_clean_drawing_is_kept_to_the_byte(text: str, encoding: str) -> None:
    content = written(text, encoding)
    assert safe_svg(content) == SafePicture(content)


@given(drawing(HARMLESS, hostile=False), st.sampled_from(ENCODINGS[2:]))
def test_another_encoding_becomes_utf_8_and_nothing_is_lost(text: str, encoding: str) -> None:
    safe = safe_svg(written(text, encoding))
    assert safe.left_out == ()
    assert safe.content.startswith(b'<?xml version="1.0" encoding="UTF-8"?>\n<svg ')
    assert told(etree.fromstring(safe.content)) == told(etree.fromstring(text.encode()))


def told(root: etree._Element) -> list[tuple[str, dict[str, str], str, str]]:
    return [
        (str(e.tag), dict(e.attrib), e.text or "", (e.tail or "") if e is not root else "")
        for e in root.iter()
    ]


@given(st.binary(max_size=60) | st.text(max_size=60).map(str.encode))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    with pytest.raises(PictureRefused):
        safe_svg(content)


@given(drawing((), hostile=False), st.data())
def test_a_cut_off_drawing_is_refused(text: str, data: st.DataObject) -> None:
    content = text.encode()
    with pytest.raises(PictureRefused, match="cannot be read as XML") as refused:
        safe_svg(content[: data.draw(st.integers(0, len(content) - 1))])
    assert refused.value.damaged


def test_what_is_left_out_is_told_with_its_line() -> None:
    text = (
        f'<svg {SPACES}>\n<g onclick="x"/>\n<script/>\n<style>a{{src:url(x)}}</style>\n'
        f'<a href="https://x.example"><rect style="fill:url(x)"/></a>\n<h:p/></svg>'
    )
    assert safe_svg(text.encode()).left_out == (
        LeftOut("onclick of <g>", 2),
        LeftOut("<script>", 3),
        LeftOut("src in <style>", 4),
        LeftOut("the link of <a>", 5),
        LeftOut("fill in the style of <rect>", 5),
        LeftOut("<p> of HTML", 6),
    )


def test_utf_16_that_does_not_say_so_becomes_utf_8() -> None:
    text = f'<svg xmlns="{SVG}"><title>\u0627</title></svg>'
    content = safe_svg(text.encode("utf-16")).content
    assert "<title>\u0627</title>" in content.decode()


@pytest.mark.parametrize(
    ("style", "kept", "left_out"),
    [
        ("a{b:c /* d */}", "a{b:c  }", ()),
        ("a{b:c}/* d", "a{b:c}", ("a rule",)),
        ("@font-face{src:url(x);a:b} c{d:e}", " c{d:e}", ("@font-face",)),
        ("@keyframes x{from{a:b} to{c:d}} e{f:g}", " e{f:g}", ("@keyframes",)),
        ("a{b:c;d:url(x);e:url( '#f' )}", "a{b:c;e:url( '#f' )}", ("d",)),
        ("a{b:'\\41'}", "a{}", ("b",)),
    ],
)
def test_styles(style: str, kept: str, left_out: tuple[str, ...]) -> None:
    assert safe_style(style) == (kept, left_out)
    assert safe_style(kept) == (kept, ())


@pytest.mark.parametrize(
    "style",
    ["/*" * 50_000, "'" * 100_000, "url(" * 50_000, "url(" + " " * 100_000, "a(b;" * 50_000],
)
def test_styles_without_end_are_no_trouble(style: str) -> None:
    """A pattern that goes back and forth would need hours."""
    started = time.process_time()
    safe_style(style)
    is_safe_value(style)
    assert time.process_time() - started < 10


def test_a_comment_within_a_style_goes() -> None:
    content = safe_svg(
        f'<svg xmlns="{SVG}"><style>a{{<!-- x -->b:c}}</style></svg>'.encode()
    ).content
    assert b"<style>a{b:c}</style>" in content


def test_only_pictures_hold_pictures() -> None:
    text = f'<svg {SPACES}><use href="data:image/png;base64,iVBORw0KGgo="/></svg>'
    assert safe_svg(text.encode()).left_out == (LeftOut("the link of <use>", 1),)


def test_notes_of_drawing_programs_go_without_a_word() -> None:
    text = (
        '<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" '
        '"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd"><?xpacket x?><!-- by hand -->'
        f'<svg {SPACES} inkscape:version="1"><metadata><x/></metadata><inkscape:grid/><g/></svg>'
    )
    safe = safe_svg(text.encode())
    assert safe.left_out == ()
    assert safe.content.decode() == (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!-- by hand -->\n'
        f'<svg xmlns="{SVG}" xmlns:xlink="http://www.w3.org/1999/xlink"><g/></svg>\n'
    )


def test_a_licence_does_not_go_without_a_word() -> None:
    text = (
        f'<svg xmlns="{SVG}"><metadata>\n<cc:license xmlns:cc="x:y"/><cc:rights xmlns:cc="x:y"/>'
        "</metadata></svg>"
    )
    assert [(one.what.split()[0], one.line) for one in safe_svg(text.encode()).left_out] == [
        ("<license>", 2)
    ]


@pytest.mark.parametrize(
    ("text", "reason", "line"),
    [
        (f'<!DOCTYPE svg [<!ENTITY a "b">]>\n<svg xmlns="{SVG}"/>', "declares entities", 1),
        (f'<!DOCTYPE svg [<!ATTLIST svg onload CDATA "x">]><svg xmlns="{SVG}"/>', "declares", 1),
        (f'<!DOCTYPE svg SYSTEM "x.dtd">\n<svg xmlns="{SVG}">&a;</svg>', "it holds &a;", 2),
        (f'<svg xmlns="{SVG}">\n&a;</svg>', "undefined entity", 2),
        ("<svg><rect/></svg>", "no SVG drawing: it begins with <svg>", 1),
        ('<html xmlns="http://www.w3.org/1999/xhtml"/>', "begins with <html>", 1),
        (f'<svg xmlns="{SVG}">' + "<g>" * 300 + "</g>" * 300 + "</svg>", "nested", 1),
        (f'<svg xmlns="{SVG}">\n<a:b/></svg>', "unbound prefix", 2),
        ('<?xml version="1.0" encoding="x-none"?><svg/>', "unknown encoding", 1),
        ("\x1f\x8b", "it is packed", 0),
    ],
)
def test_refused(text: str, reason: str, line: int) -> None:
    with pytest.raises(PictureRefused, match=re.escape(reason)) as refused:
        safe_svg(text.encode("latin-1"))
    assert refused.value.line == line
    assert refused.value.hint


def test_groups_of_groups_of_groups() -> None:
    groups = '<g id="g0"><rect/></g>' + "".join(
        f'<g id="g{n}">' + f'<use href="#g{n - 1}"/>' * 10 + "</g>" for n in range(1, 12)
    )
    with pytest.raises(PictureRefused, match="far too often"):
        safe_svg(f'<svg xmlns="{SVG}">{groups}</svg>'.encode())


@pytest.mark.parametrize(
    "shape",
    [
        '<rect fill="url(#p{n})"/>',
        "<rect stroke=\"URL( '#p{n}' ) red\"/>",
        '<rect style="fill:red;marker-mid:url(#p{n})"/>',
        '<rect mask="url(&quot;#p{n}&quot;)" clip-path="none"/>',
        '<feImage xlink:href="#p{n}"/>',
    ],
)
def test_patterns_within_patterns(shape: str) -> None:
    def patterns(most: int) -> bytes:
        first = '<pattern id="p0"><rect/></pattern>'
        others = "".join(
            f'<pattern id="p{n}">' + shape.replace("{n}", str(n - 1)) * 10 + "</pattern>"
            for n in range(1, most)
        )
        head = f'<svg xmlns="{SVG}" xmlns:xlink="http://www.w3.org/1999/xlink">'
        return f"{head}{first}{others}</svg>".encode()

    with pytest.raises(PictureRefused, match="far too often"):
        safe_svg(patterns(12))
    assert safe_svg(patterns(5)).left_out == ()


def test_many_shapes_of_a_map_may_share_their_paint() -> None:
    paint = '<linearGradient id="g">' + '<stop offset="1"/>' * 4 + "</linearGradient>"
    hatch = '<pattern id="h">' + '<path d="M0 0h1"/>' * 3 + "</pattern>"
    shapes = '<path fill="url(#g)" stroke="url(#h)"/>' * 40_000
    content = f'<svg xmlns="{SVG}">{paint}{hatch}{shapes}</svg>'.encode()
    assert safe_svg(content) == SafePicture(content)


def test_a_long_chain_a_circle_and_twins_are_no_trouble() -> None:
    chain = '<g id="g0"/>' + "".join(
        f'<g id="g{n}"><use href="#g{n - 1}"/></g>' for n in range(1, 900)
    )
    circle = '<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/><use href="#b"/></g>'
    twins = '<g id="c"><path/></g>' * 2000
    content = f'<svg xmlns="{SVG}">{chain}{circle}{twins}</svg>'.encode()
    assert safe_svg(content) == SafePicture(content)


def test_foreign_elements_may_be_nested_without_end() -> None:
    deep = "<x:y xmlns:x='x:y'>" + "<x:y>" * 20_000 + "</x:y>" * 20_000 + "</x:y>"
    assert b"x:y" not in safe_svg(f'<svg xmlns="{SVG}">{deep}</svg>'.encode()).content


@pytest.mark.parametrize(
    "path", sorted(TOP.glob("**/source_guide/images/*.svg")), ids=lambda p: p.name
)
def test_the_guide_s_own_drawings_are_kept_to_the_byte(path: Path) -> None:
    content = path.read_bytes()
    assert safe_svg(content) == SafePicture(content)
