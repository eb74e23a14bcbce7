"""Ways to spoil an author's file, for property tests: bytes, characters, lines, and the values of YAML."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import yaml
from hypothesis import strategies as st

Draw = Callable[..., Any]

# What means something to YAML, to Markdown, to the course's own marks, to other systems' line ends.
SIGNS = [
    *"[]{}()<>:,&*!|'\"%@`#-/\\ \t\n\r~_^=?;0123456789xé字",
    *("\u2028", "\x85", "\x00", "\x07", "\ufeff", "ſ", "İ", "\u202e", "𝕏"),
    *(
        "---\n",
        "///\n",
        "/// claim | strong\n",
        "```\n",
        "[@",
        "]",
        "{#",
        "<!-- course:",
        "- ",
        ": ",
        "\n\n",
        "    ",
        "<<: ",
    ),
    *("&a ", "*a", "!!int ", "../", ".md", "#", "null", "yes", "2024-13-45", "1e9", "0x1f", "javascript:"),
]
# What Markdown and the course's marks make something of; most of it does no harm.
PROSE = [
    *(
        "*a*",
        "**a",
        "_",
        "`x`",
        "``",
        "`[@x]`",
        "[a](https://a.example/)",
        "[a]",
        "![a](b.png)",
        "<b>",
        "</p>",
        "<!-- -->",
        "&amp;",
    ),
    *(
        "[@hill-2001]",
        "[@moss-2010; @hill-2001]",
        "[@hill-2001;\n@moss-2010]",
        "\\[@hill-2001]",
        "{.a}",
        "{#b}",
        "| a | b |",
    ),
    *(
        "gluten",
        "GLUTEN",
        "crumbs",
        "ſ",
        "<script>",
        "1. ",
        "> ",
        "- ",
        "    ",
        "\t",
        "# ",
        "## b {#b}",
        "---",
        "===",
        "\\",
        ":",
        "'",
    ),
    *(
        "<!-- course: scale -->",
        "<!-- course:syllabus -->",
        "///",
        "////",
        "```",
        "~~~",
        "/// box | note",
        "> /// box | note",
    ),
    *(
        "/// claim | strong\n    id: new\n    cite: [hill-2001]\n    studied: a\n    design: trial\nNew.\n///",
        "http://a.example",
        "字",
    ),
]
TEXTS = [
    "",
    " ",
    "text",
    "a b",
    "no-such-id",
    "é",
    "x" * 300,
    "two\nlines",
    "<b>&",
    "[@hill-2001]",
    "[x](y.md)",
    "true",
]
TEXTS += ["[x](../../../../x.md)", "2024-02-30", "2024-01-01", "on"]
LISTS: list[object] = [
    [],
    {},
    [None],
    ["a", ["b"]],
    {"id": "a"},
    {"a": {"b": []}},
    [{"id": "x"}, {"id": "x"}],
    [[["a"]]],
]
VALUES = st.sampled_from([None, True, False, 0, -1, 3, 10**30, 1.5, *TEXTS, *LISTS])


def _in_bytes(draw: Draw, raw: bytes) -> bytes:
    at = draw(st.integers(0, len(raw)))
    gone = draw(st.integers(0, 6))
    more: bytes = draw(st.binary(max_size=3))
    return raw[:at] + more + raw[at + gone :]


def _in_text(draw: Draw, raw: bytes) -> bytes:
    text = raw.decode("utf-8", errors="replace")
    at = draw(st.integers(0, len(text)))
    gone = draw(st.integers(0, 12))
    return (text[:at] + "".join(draw(st.lists(st.sampled_from(SIGNS), max_size=3))) + text[at + gone :]).encode()


_STARTS = [b" ", b"     ", b"> ", b"- ", b"# ", b"/// ", b"    ", b"\t"]


def _in_lines(draw: Draw, raw: bytes) -> bytes:
    lines = raw.split(b"\n")
    at, to = draw(st.integers(0, len(lines) - 1)), draw(st.integers(0, len(lines) - 1))
    changes: dict[str, list[bytes]] = {
        "drop": lines[:at] + lines[at + 1 :],
        "twice": [*lines[:to], lines[at], *lines[to:]],
        "swap": [lines[{at: to, to: at}.get(number, number)] for number in range(len(lines))],
        "start": [*lines[:at], draw(st.sampled_from(_STARTS)) + lines[at], *lines[at + 1 :]],
        "dedent": [*lines[:at], lines[at].lstrip(b" "), *lines[at + 1 :]],
        "join": [*lines[:at], b" ".join(lines[at : at + 2]), *lines[at + 2 :]],
        "cut": lines[:at],
    }
    return b"\n".join(changes[draw(st.sampled_from(sorted(changes)))])


def _nodes(value: object) -> list[Any]:
    """Every list and mapping in a YAML value."""
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    own = [value] if isinstance(value, dict | list) and value else []
    return own + [node for child in inner for node in _nodes(child)]


def _in_tree(draw: Draw, value: object) -> object:
    """The same value with one part of it changed: its type, its key, its presence."""
    nodes = _nodes(value)
    if not nodes:
        return draw(VALUES)
    node = draw(st.sampled_from(nodes))
    key = draw(st.sampled_from(sorted(node) if isinstance(node, dict) else range(len(node))))
    match draw(st.sampled_from(["change", "drop", "rename", "wrap", "twice", "swap"])):
        case "change":
            node[key] = draw(VALUES)
        case "drop":
            del node[key]
        case "wrap":
            node[key] = draw(st.sampled_from([[node[key]], {"id": node[key]}]))
        case "rename" if isinstance(node, dict):
            node[draw(st.sampled_from([f"{key}s", key[:-1] or "k", "id", "text", "unknown", " "]))] = node.pop(key)
        case "twice" if isinstance(node, list):
            node.append(node[key])
        case _:
            other = draw(st.sampled_from(sorted(node) if isinstance(node, dict) else range(len(node))))
            node[key], node[other] = node[other], node[key]
    return value


def _in_yaml(draw: Draw, raw: bytes) -> bytes:
    """The file, its front matter or itself loaded, changed and written again; unchanged when it is no YAML any more."""
    try:
        text = raw.decode()
        head, mark, body = (
            text.removeprefix("---\n").partition("\n---\n") if text.startswith("---\n") else (text, "", "")
        )
        written = yaml.safe_dump(_in_tree(draw, yaml.safe_load(head)), sort_keys=False, allow_unicode=True)
    except (UnicodeDecodeError, yaml.YAMLError, ValueError, TypeError):
        return raw
    return (f"---\n{written.rstrip()}{mark}{body}" if mark else written).encode()


def _in_prose(draw: Draw, raw: bytes) -> bytes:
    """A page with something more in its text."""
    head, mark, body = raw.decode().rpartition("\n---\n")
    at = draw(st.integers(0, len(body)))
    more: str = draw(st.sampled_from(["{}", " {} ", "\n{}\n", "\n\n{}\n\n"])).format(draw(st.sampled_from(PROSE)))
    return (head + mark + body[:at] + more + body[at:]).encode()


def _in_words(draw: Draw, raw: bytes) -> bytes:
    """A data file with other words somewhere; ids and keys stay."""
    tree = yaml.safe_load(raw)
    leaves = [(node, key) for node in _nodes(tree) if isinstance(node, dict) for key in node]
    worded = [
        (node, key)
        for node, key in leaves
        if key in ("text", "ask", "why", "feedback", "short", "term", "says", "title")
    ]
    node, key = draw(st.sampled_from(worded))
    node[key] = " ".join([node[key], *draw(st.lists(st.sampled_from(PROSE), min_size=1, max_size=3))])
    return yaml.safe_dump(tree, sort_keys=False, allow_unicode=True).encode()


_SPOIL = (_in_yaml, _in_text, _in_lines, _in_bytes)
_EDIT = (_in_prose, _in_prose, _in_lines)


@st.composite
def spoiled(draw: Draw, files: dict[str, bytes]) -> dict[str, bytes]:
    """One or two of the files, each with up to three changes of any kind."""
    found = {}
    for path in draw(st.lists(st.sampled_from(sorted(files)), min_size=1, max_size=2, unique=True)):
        raw = files[path]
        for way in draw(st.lists(st.sampled_from(_SPOIL), min_size=1, max_size=3)):
            raw = way(draw, raw)
        found[path] = raw
    return found


@st.composite
def edited(draw: Draw, files: dict[str, bytes]) -> dict[str, bytes]:
    """Some pages and data files with other words and marks, of the kind that mostly does no harm."""
    found = {}
    for path in draw(st.lists(st.sampled_from(sorted(files)), min_size=1, max_size=3, unique=True)):
        raw = files[path]
        for way in (
            draw(st.lists(st.sampled_from(_EDIT), min_size=1, max_size=3)) if path.endswith(".md") else (_in_words,)
        ):
            raw = way(draw, raw)
        found[path] = raw
    return found
