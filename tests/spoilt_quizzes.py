"""Quiz files spoilt by dice: thousands in seconds, and the same ones every time."""

from __future__ import annotations

import copy
import random
from collections.abc import Callable, Iterator
from typing import Any

import yaml
from course.questions import QUESTION_TYPES

from tests.mutations import LISTS, SIGNS, TEXTS
from tests.sites import TINY

# With all types of questions, a scene, questions before the text, a check of a module and one of the course.
QUIZZES = {path.relative_to(TINY).as_posix(): path.read_bytes() for path in sorted((TINY / "quizzes").rglob("*.yml"))}
_TREES = {name: yaml.safe_load(raw) for name, raw in QUIZZES.items()}
_DUMPER: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
_VALUES: list[Any] = [None, True, False, 0, -1, 3, 10**30, 1.5, 1e300, float("nan"), *TEXTS, *LISTS]
_KEYS = sorted(
    {key for kind in QUESTION_TYPES.values() for key in kind.keys} | {"id", "text", "ask", "why", "feedback"}
)
# What means something in the words of a question.
_MARKS = [*"{}|\\*_`[]<>#&0123456789,.-+ ", "{{", "}}", "{a|b}", "{{a}}", "\\{"]
_MARKS += ["1,5", "&nbsp;", "ß", "\u0301", "\u200f"]


def spoilt(count: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """So many spoilt files: the path of the file and its bytes."""
    dice = random.Random(seed)  # noqa: S311 - the same ones every time
    names = list(QUIZZES)
    for number in range(count):
        name = names[number % len(names)]
        yield name, dice.choice(_WAYS)(dice, name)


def _bytes(dice: random.Random, name: str) -> bytes:
    raw = QUIZZES[name]
    at = dice.randrange(len(raw))
    return raw[:at] + dice.randbytes(dice.randrange(4)) + raw[at + dice.randrange(7) :]


def _signs(dice: random.Random, name: str) -> bytes:
    text = QUIZZES[name].decode()
    for _ in range(dice.randint(1, 3)):
        at = dice.randrange(len(text))
        text = text[:at] + "".join(dice.choices(SIGNS, k=dice.randrange(4))) + text[at + dice.randrange(13) :]
    return text.encode()


def _lines(dice: random.Random, name: str) -> bytes:
    lines = QUIZZES[name].split(b"\n")
    at, to = dice.randrange(len(lines)), dice.randrange(len(lines))
    match dice.randrange(6):
        case 0:
            del lines[at]
        case 1:
            lines.insert(to, lines[at])
        case 2:
            lines[at], lines[to] = lines[to], lines[at]
        case 3:
            lines[at] = lines[at].lstrip(b" ")
        case 4:
            lines[at] = dice.choice([b" ", b"  ", b"- ", b"# ", b"\t", b"? "]) + lines[at]
        case _:
            del lines[at:]
    return b"\n".join(lines)


def _tree(dice: random.Random, name: str) -> bytes:
    """The file as data, with some of its parts changed: value, key, type, presence, number, place."""
    tree = copy.deepcopy(_TREES[name])
    for _ in range(dice.randint(1, 3)):
        nodes = list(_nodes(tree))
        if not nodes:
            break
        node = dice.choice(nodes)
        _change(dice, node, dice.choice(list(node) if isinstance(node, dict) else range(len(node))))
    return yaml.dump(tree, Dumper=_DUMPER, sort_keys=False, allow_unicode=True).encode()


def _change(dice: random.Random, node: Any, key: Any) -> None:
    """One change to the part `key` of a list or a group of keys."""
    value = node[key]
    match dice.randrange(8):
        case 0:
            node[key] = copy.deepcopy(dice.choice(_VALUES))
        case 1:
            del node[key]
        case 2:
            node[key] = dice.choice([[value], {"id": value}])
        case 3 if isinstance(node, dict):
            node[dice.choice([*_KEYS, f"{key}s", " "])] = node.pop(key)
        case 4 if isinstance(node, dict) and "type" in node:
            node["type"] = dice.choice([*QUESTION_TYPES, "singel"])
        case 5 if isinstance(node, list):
            node.insert(dice.randrange(len(node) + 1), copy.deepcopy(value))
        case _ if isinstance(value, str):
            at = dice.randrange(len(value) + 1)
            node[key] = value[:at] + dice.choice(_MARKS) + value[at + dice.randrange(3) :]
        case _:
            other = dice.choice(list(node) if isinstance(node, dict) else range(len(node)))
            node[key], node[other] = node[other], node[key]


def _nodes(value: Any) -> Iterator[Any]:
    """Every list and group of keys in a value that holds something."""
    if isinstance(value, dict | list) and value:
        yield value
        for child in value.values() if isinstance(value, dict) else value:
            yield from _nodes(child)


_WAYS: list[Callable[[random.Random, str], bytes]] = [_tree, _tree, _tree, _tree, _signs, _signs, _lines, _bytes]
