"""Writes ``docs/reference/commands.md``, ``operations.md`` and ``messages.md`` from the code.

Run it from the project's folder: ``python docs/generate_reference.py``. With ``--check`` it writes
nothing and ends with 1 when a page is out of date; the tests do the same.
"""

from __future__ import annotations

import ast
import inspect
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import click

from adaptkit.cli import adaptkit
from adaptkit.model.codes import CHAPTERS, CODES
from adaptkit.model.frame import FAITHFUL, NATURES, WHATS
from adaptkit.overlays.operations import OPERATIONS, OperationKind

TOP = Path(__file__).resolve().parent.parent
SOURCE = TOP / "src" / "adaptkit"
CASES = TOP / "tests" / "overlays" / "cases"
_HEAD = (
    "<!-- Written by docs/generate_reference.py from the code. Change the code, not this. -->\n\n"
)


def pages() -> dict[str, str]:
    """File name under ``docs/reference/`` → what it should hold."""
    return {
        "commands.md": _HEAD + commands_page(),
        "operations.md": _HEAD + operations_page(),
        "messages.md": _HEAD + messages_page(),
    }


# Commands -------------------------------------------------------------------------------------


def every_command() -> dict[str, click.Command]:
    """``add language`` → the command; groups are left out."""
    return dict(_commands(adaptkit, ""))


def _commands(group: click.Group, before: str) -> Iterator[tuple[str, click.Command]]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        if isinstance(command, click.Group):
            yield from _commands(command, f"{before}{name} ")
        else:
            yield f"{before}{name}", command


def commands_page() -> str:
    commands = every_command()
    shared = _shared_options(list(commands.values()))
    example = next(iter(commands.values()))
    out = [
        "# Commands\n",
        "`adaptkit COMMAND` works in the nearest folder upwards that holds `source_guide/`.\n",
        "| command | what it does |\n| --- | --- |",
    ]
    out += [
        f"| [`{name}`](#adaptkit-{name.replace(' ', '-')}) | {_summary(command)} |"
        for name, command in commands.items()
    ]
    out.append("\n## Options of every command\n")
    out += _options(example, lambda name: name in shared)
    out += [
        "\n`--project` and `--quiet` may also stand before the command. `adaptkit --version` "
        "prints the version.\nWithout `--today` the day is taken from `SOURCE_DATE_EPOCH`, else "
        "from the clock.\n",
        "## How a command ends\n",
        "| exit code | meaning |\n| --- | --- |\n"
        "| 0 | done; warnings may have been printed |\n"
        "| 1 | something in the files is wrong, `--check` found something to do, `--release` "
        "objects, or what `verify` asks does not hold |\n"
        "| 2 | wrong use: an unknown command, option, edition, passage or language |\n",
    ]
    for name, command in commands.items():
        out += _command(name, command, shared)
    return "\n".join(out).rstrip("\n") + "\n"


def _summary(command: click.Command) -> str:
    return (command.help or "").strip().split("\n\n")[0].replace("\n", " ")


def _shared_options(commands: list[click.Command]) -> set[str]:
    names = [{p.name or "" for p in c.params if isinstance(p, click.Option)} for c in commands]
    return set.intersection(*names)


def _command(name: str, command: click.Command, shared: set[str]) -> Iterator[str]:
    context = click.Context(command, info_name=f"adaptkit {name}")
    yield f"## adaptkit {name}\n"
    usage = " ".join(command.collect_usage_pieces(context))
    yield f"```text\nadaptkit {name} {usage}\n```\n"
    for paragraph in inspect.cleandoc(command.help or "").split("\n\n"):
        if paragraph.startswith("\b"):
            title, *lines = paragraph.lstrip("\b\n").split("\n")
            commands = "\n".join(line.strip() for line in lines)
            yield f"{title}\n\n```sh\n{commands}\n```\n"
        else:
            yield f"{' '.join(paragraph.split())}\n"
    rows = list(_options(command, lambda option: option not in shared))
    if len(rows) > 1:
        yield "\n".join(rows) + "\n"


def _options(command: click.Command, wanted: Callable[[str], bool]) -> Iterator[str]:
    context = click.Context(command, info_name="adaptkit")
    yield "| option | what it does |\n| --- | --- |"
    for parameter in command.params:
        if isinstance(parameter, click.Option) and wanted(parameter.name or ""):
            record = parameter.get_help_record(context)
            if record:
                yield f"| `{record[0].replace('|', chr(92) + '|')}` | {record[1]} |"


# Operations -----------------------------------------------------------------------------------


def operations_page() -> str:
    out = [
        "# Overlay operations\n",
        "Each entry under `operations:` in an `overlay.yaml` is one of these. All of them see the "
        "guide as it came in:\ntheir order in the file changes nothing.\n",
        "| operation | what it does | `with:` | settles a local passage | a release stops when "
        "the guide changes under it |\n| --- | --- | --- | --- | --- |",
    ]
    for name in OPERATIONS:
        kind = OPERATIONS[name]
        needs = "needed" if kind.with_prose else "refused"
        settles = "yes" if kind.decides else "no"
        stops = "yes" if kind.stops_release else "no"
        purpose = _documented(kind)[0]
        out.append(f"| [`{name}`](#{name}) | {purpose} | {needs} | {settles} | {stops} |")
    out += [
        "\n## Keys of every operation\n",
        "| key | meaning |\n| --- | --- |",
        "| `id` | a name of its own in this overlay: small letters and digits, words joined by `-` "
        "|",
        "| the operation's name | what it aims at: the id of a passage or section, or "
        "`{slot: name}` |",
        "| `with` | the file to put in, relative to the overlay's folder; `directory` shows "
        "`directory.yaml` |",
        "| `because` | why, by whom and with whom: see below |",
        "| `order` | a whole number; needed where two operations add text at the same place |",
    ]
    out += _because()
    for name in OPERATIONS:
        out += _operation(name, OPERATIONS[name])
    return "\n".join(out).rstrip("\n") + "\n"


def _because() -> Iterator[str]:
    yield "\n## because\n"
    yield (
        "What is on record of a change, in the words of FRAME (Wiltsey Stirman, Baumann, Miller, "
        "*Implementation Science* 14:58, 2019, doi:10.1186/s13012-019-0898-y). Nothing is needed "
        "but a reason where a passage about one country is decided.\n"
    )
    yield "| key | meaning |\n| --- | --- |"
    yield "| `what` | what is modified, one of the words below |"
    yield "| `nature` | how, one of the words below |"
    yield (
        "| `reason` | why: a text in the guide's language, or a mapping of language to text. Where "
        "something was changed, readers see it, and translators are asked for it |"
    )
    yield "| `planned` | `yes` or `no` |"
    yield f"| `faithful` | to the core of the guide: {', '.join(f'`{w}`' for w in FAITHFUL)} |"
    yield "| `decided_by`, `on` | who decided (a list), and on which day |"
    yield "| `tried_with` | with whom it was tried (a list); left out where with nobody |"
    for key, words in (("what", WHATS), ("nature", NATURES)):
        yield f"\n| `{key}` | in FRAME |\n| --- | --- |"
        yield from (f"| `{word}` | {said} |" for word, said in words.items())


def _documented(kind: OperationKind) -> tuple[str, ...]:
    """The paragraphs of what the operation's file says of itself, the first one its purpose."""
    said = inspect.getdoc(sys.modules[kind.plan.__module__]) or ""
    first, *others = said.replace("``", "`").split("\n\n")
    purpose = first.replace("\n", " ").partition(": ")[2]
    return (purpose[:1].upper() + purpose[1:], *others)


def _operation(name: str, kind: OperationKind) -> Iterator[str]:
    purpose, *others = _documented(kind)
    yield f"\n## {name}\n"
    yield f"{purpose}\n"
    yield f"Aims at: {kind.aim.described}."
    if kind.keys:
        yield f"\nFurther keys: {kind.keys}."
    for paragraph in others:
        yield f"\n{paragraph}"
    titles = re.findall(r"^## (.+?)\n\n`{5}", _cases(name), re.MULTILINE)
    overlay = re.search(r"`{5}overlay\n(.*?)\n`{5}", _cases(name), re.DOTALL)
    if overlay:
        yield f"\n```yaml\n{overlay[1]}\n```"
    if titles:
        yield (
            f"\nIts cases, with what comes out, stand in "
            f"[`{name}.md`](../../tests/overlays/cases/{name}.md):\n"
        )
        yield "\n".join(f"- {title[:1].lower()}{title[1:]}" for title in titles)


def _cases(name: str) -> str:
    file = CASES / f"{name}.md"
    return file.read_text("utf-8") if file.exists() else ""


# Messages -------------------------------------------------------------------------------------

_CODE = re.compile(r"[a-z]+(?:-[a-z0-9]+)*")
# Function → how far behind the code its message stands. ``Problem(line, code, …)`` has it second.
_REPORTS = {
    "error": 2,
    "warning": 2,
    "info": 2,
    "note": 2,
    "_mended": 2,
    "_wrong": 2,
    "usage_error": 2,
    "NoPlace": 1,
    "_problem": 1,
    "told": 1,
    "placed": 1,
}
# They say what is wrong with "the translation of …", as a warning where nothing else is said.
_OF_A_TRANSLATION = frozenset({"told", "placed"})
_ALSO_IN_CODE = {"_broken": "po-syntax"}


@dataclass(frozen=True, slots=True)
class Message:
    code: str
    severity: str
    text: str
    hint: str


def every_message() -> dict[str, Message]:
    """Code → the clearest message with it: the one that leaves least open."""
    found: dict[str, Message] = {}
    for file in sorted(SOURCE.rglob("*.py")):
        for message in _messages(ast.parse(file.read_text("utf-8"))):
            known = found.get(message.code)
            if known is None or _openness(message) < _openness(known):
                found[message.code] = message
    return dict(sorted(found.items()))


def _openness(message: Message) -> tuple[bool, int]:
    return (not re.search(r"\w", message.text), message.text.count("…"))


def _messages(tree: ast.Module) -> Iterator[Message]:
    constants = [*_LAYOUT, *_assignments(tree.body)]
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef):
            local = _assignments(ast.walk(function))
            for node in ast.walk(function):
                if isinstance(node, ast.Call):
                    before = [(n, at, v) for n, at, v in local if at < node.lineno]
                    yield from _message(node, {n: v for n, _, v in (*constants, *before)})


def _assignments(nodes: Iterable[ast.AST]) -> list[tuple[str, int, ast.expr]]:
    """(name, line, value) in the order of the lines."""
    found = [
        (target.id, node.lineno, node.value)
        for node in nodes
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    ]
    return sorted(found, key=lambda one: one[1])


_LAYOUT = _assignments(ast.parse((SOURCE / "model" / "layout.py").read_text("utf-8")).body)


def _message(call: ast.Call, known: dict[str, ast.expr]) -> Iterator[Message]:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else ""
    name = call.func.id if isinstance(call.func, ast.Name) else name
    for place, argument in enumerate(call.args[:3]):
        if not (isinstance(argument, ast.Constant) and isinstance(argument.value, str)):
            continue
        if name in _REPORTS and _CODE.fullmatch(argument.value):
            words = [_words(a, known) for a in call.args[place + _REPORTS[name] :]] + ["", ""]
            severity = _severity(name, call)
            if name in _OF_A_TRANSLATION:
                words[0] = f"the translation of … {words[0]}"
            yield Message(argument.value, severity, words[0], words[1])
            return
    if name in _ALSO_IN_CODE and len(call.args) == 3:
        words = [_words(a, known) for a in call.args[1:]]
        yield Message(_ALSO_IN_CODE[name], "error", words[0], words[1])


def _severity(name: str, call: ast.Call) -> str:
    if name not in _OF_A_TRANSLATION:
        return {"warning": "warning", "_mended": "mended", "info": "info"}.get(name, "error")
    how = {
        node.id for arg in call.args[-1:] for node in ast.walk(arg) if isinstance(node, ast.Name)
    }
    return next((one for one in ("error", "info") if one in how), "warning")


def _words(node: ast.expr, known: dict[str, ast.expr], depth: int = 0) -> str:
    """The text that an expression stands for, ``…`` where it depends on what was found."""
    match node:
        case ast.Constant(value=str() as text):
            return text
        case ast.JoinedStr(values=values):
            return "".join(_words(value, known, depth) for value in values)
        case ast.FormattedValue(value=ast.Name(id=name) as inner) if name.isupper():
            return _words(inner, known, depth)
        case ast.BoolOp(values=[*_, last]):
            return _words(last, known, depth)
        case ast.IfExp(body=body, orelse=other):
            both = (_words(body, known, depth), _words(other, known, depth))
            return min(both, key=lambda text: (not text, text.count("…")))
        case ast.Name(id=name) if name in known and depth < 2:
            return _words(known[name], known, depth + 1)
        case _:
            return "…"


def messages_page() -> str:
    out = [
        "# Messages\n",
        "Every message ends with its code in square brackets. Here is one example of each; … "
        "stands for a name\nor text of yours. A message begins with the file and, where there is "
        "one, the line and column.\n\n"
        "A warning never stops a draft. With `adaptkit build --release` everything that "
        "`adaptkit status` lists stops it:\nevery error, and the warnings that say so here.\n",
    ]
    messages = every_message()
    for title, codes in CHAPTERS.items():
        out.append(f"## {title}\n")
        if all(code.startswith("use-") for code in codes):
            out.append("A command that ends with one of these ends with 2.\n")
        out += _table([messages[code] for code in codes])
    return "\n".join(out).rstrip("\n") + "\n"


def _table(messages: list[Message]) -> Iterator[str]:
    yield "| code | | what it means | message | what to do |\n| --- | --- | --- | --- | --- |"
    for one in messages:
        said = CODES[one.code]
        stops = said.stops_release and one.severity == "warning"
        severity = f"{one.severity}, stops a release" if stops else one.severity
        cells = (_cell(text) for text in (said.means, one.text, one.hint))
        yield f"| `{one.code}` | {severity} | {' | '.join(cells)} |"
    yield ""


def _cell(text: str) -> str:
    text = " ".join(text.split())
    if text and not re.search(r"\w", text):
        return "(depends on the case)"
    return re.sub(r"([\\|<>*_\[\]{}])", r"\\\1", text)


def main(arguments: list[str]) -> int:
    stale = []
    for name, text in pages().items():
        file = TOP / "docs" / "reference" / name
        if file.exists() and file.read_text("utf-8") == text:
            continue
        stale.append(name)
        if "--check" not in arguments:
            file.write_text(text, "utf-8", newline="\n")
    said = "out of date" if "--check" in arguments else "written"
    for name in stale:
        print(f"docs/reference/{name}: {said}")
    return 1 if stale and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
