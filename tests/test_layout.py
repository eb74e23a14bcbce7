"""The house keeps its plan: who imports whom, what a question type consists of, how long things are, who says what."""

from __future__ import annotations

import ast
import io
import re
import sys
import tokenize
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import yaml
from course.design import SAMPLE
from course.load import load_course
from course.model import BOXES, DESIGNS, GRADES, Course
from course.model_article import VERDICTS
from course.questions import QUESTION_TYPES
from course.render import TEMPLATES, Renderer
from course.words import FOLDER, Words, load_words
from jinja2 import Environment, nodes

ROOT = Path(__file__).resolve().parents[1]
HOOKS, OVERRIDES = ROOT / "hooks", ROOT / "overrides"
CORE = HOOKS / "course"
MODULES = sorted(HOOKS.rglob("*.py"))
PAGES = sorted(OVERRIDES.rglob("*.html"))
LONGEST_FUNCTION, LONGEST_FILE = 40, 250  # house rules
AUTHORING = ROOT / "docs" / "authoring" / "questions"

by_path = pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(HOOKS).as_posix())


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imports(path: Path) -> set[str]:
    """The top-level names that a module imports, wherever in it the import stands."""
    found = set()
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            found.add(str(node.module))
    return {name.partition(".")[0] for name in found}


def test_only_the_hooks_know_mkdocs() -> None:
    builders = {"mkdocs", "material", "properdocs"}
    assert [path.name for path in MODULES if imports(path) & builders] == ["course_hooks.py"]


def test_the_core_needs_nothing_but_its_own_and_what_it_names() -> None:
    own = "course babel bibtexparser brotli jinja2 markdown markupsafe pymdownx rapidfuzz rcssmin rjsmin tinycss2 yaml"
    # What only files for paper and e-readers need: a site is built without these.
    makers = {"handouts": {"resvg_py", "tinyhtml5", "weasyprint"}}
    for path in CORE.rglob("*.py"):
        found = imports(path) - set(sys.stdlib_module_names)
        assert found <= {*own.split(), *makers.get(path.parent.name, ())}, path


@pytest.mark.parametrize("kind", QUESTION_TYPES)
def test_a_question_type_is_five_files(kind: str) -> None:
    assert (CORE / "questions" / f"{kind}.py").is_file()
    assert (OVERRIDES / "partials" / "questions" / f"{kind}.html").is_file()
    assert (OVERRIDES / "assets" / "javascripts" / f"question-{kind}.js").is_file()
    assert list((ROOT / "tests" / "cases" / kind).glob("*.yml"))
    assert (AUTHORING / f"{kind}.md").is_file()


def test_every_question_type_can_be_put_on_paper() -> None:
    assert {path.stem for path in (OVERRIDES / "partials" / "sheets").glob("*.html")} == set(QUESTION_TYPES)


def test_no_file_of_a_question_type_is_left_alone() -> None:
    kinds = set(QUESTION_TYPES)
    assert {path.stem for path in (CORE / "questions").glob("[a-z]*.py")} == kinds | {"base"}
    assert {path.stem for path in (OVERRIDES / "partials" / "questions").glob("*.html")} == kinds
    scripts = (OVERRIDES / "assets" / "javascripts").glob("question-*.js")
    assert {path.stem.removeprefix("question-") for path in scripts} == kinds
    assert {path.name for path in (ROOT / "tests" / "cases").iterdir()} == kinds
    assert {path.stem for path in AUTHORING.iterdir()} == kinds | {"index"}


Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


def definitions(node: ast.AST, *, public: bool = True) -> Iterator[tuple[Definition, bool]]:
    """Every function, method and class of a module, and whether it is public with all that it stands in."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, Definition):
            is_public = public and not child.name.startswith("_")
            yield child, is_public
            yield from definitions(child, public=is_public and isinstance(child, ast.ClassDef))
        else:
            yield from definitions(child, public=public)


@by_path
def test_no_function_is_longer_than_forty_lines(path: Path) -> None:
    functions = [found for found, _ in definitions(tree_of(path)) if not isinstance(found, ast.ClassDef)]
    lengths = {found.name: (found.end_lineno or 0) - found.lineno + 1 for found in functions}
    assert {name: length for name, length in lengths.items() if length > LONGEST_FUNCTION} == {}


def code_lines(path: Path) -> int:
    """Lines that hold code: no blank ones, comments or docstrings."""
    source = path.read_text(encoding="utf-8")
    skipped = (tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER)
    tokens = [token for token in tokenize.generate_tokens(io.StringIO(source).readline) if token.type not in skipped]
    words = {
        line
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
        for line in range(node.lineno, (node.end_lineno or node.lineno) + 1)
    }
    return len({line for token in tokens for line in range(token.start[0], token.end[0] + 1)} - words)


@by_path
def test_no_file_holds_more_than_250_lines_of_code(path: Path) -> None:
    assert code_lines(path) <= LONGEST_FILE


@by_path
def test_everything_public_says_what_it_is(path: Path) -> None:
    tree = tree_of(path)
    assert ast.get_docstring(tree) or path.name == "__init__.py"
    silent = [found.name for found, public in definitions(tree) if public and not ast.get_docstring(found)]
    assert [name for name in silent if name != "__init__"] == []


def settings() -> dict[str, str]:
    """`mkdocs.yml` without its tags."""
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8").replace("!ENV", "")
    loaded: dict[str, str] = yaml.safe_load(text)
    return loaded


@cache
def course() -> Course:
    return load_course(ROOT).course


# Stems of the course's subject. Its glossary would not do: it also names what any course may speak of.
SUBJECT = r"""sex\w* intima\w* erotic\w* relationships? partners? attachment consent\w* arous\w* desires? romantic\w*
    connections? closeness wellbeing well-being biopsycho\w* psycholog\w* kink\w* monogam\w* infidelit\w* porn\w*
""".split()


def distinctive() -> re.Pattern[str]:
    """The words by which this course would be known: its name, its titles of more than one word, its subject."""
    named = [course().settings.name, str(settings()["site_name"])]
    named += [module.title for module in course().modules] + [lesson.title for lesson in course().lessons]
    phrases = {re.escape(name) for name in named if re.search(r"[\s-]", name)}
    return re.compile(rf"\b(?:{'|'.join([*SUBJECT, *sorted(phrases)])})\b", re.IGNORECASE)


def test_the_engine_holds_no_word_of_the_course() -> None:
    pattern = distinctive()
    files = [path for folder in (HOOKS, OVERRIDES) for path in folder.rglob("*") if path.suffix in TEXTS]
    assert len(files) > len(MODULES) + len(PAGES)
    texts = {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in files}
    assert {name: found for name, text in texts.items() if (found := pattern.findall(text))} == {}


TEXTS = {".py", ".html", ".css", ".js", ".yml", ".svg"}


def test_the_pattern_for_words_of_the_course_knows_them() -> None:
    assert distinctive().search((ROOT / "README.md").read_text(encoding="utf-8"))
    for lesson in course().lessons:
        assert distinctive().search(lesson.body)


def jinja() -> Environment:
    """The core's environment, and for templates of the theme's world the same syntax."""
    return Renderer(course(), load_words("en"))._environment


def spoken(node: nodes.Node) -> Iterator[str]:
    """What an expression may be, as patterns: texts, texts put together, one of two."""
    match node:
        case nodes.Const():
            yield re.escape(str(node.value))
        case nodes.Concat():
            parts = [next(spoken(part)) for part in node.nodes]
            yield "".join(parts)
        case nodes.CondExpr():
            yield from spoken(node.expr1)
            if node.expr2:
                yield from spoken(node.expr2)
        case _:
            yield r"[\w-]+"


def template_keys() -> Iterator[tuple[str, str]]:
    """Every key that a template asks for: the template, and the key as a pattern."""
    for path in PAGES:
        tree = jinja().parse(path.read_text(encoding="utf-8"))
        for call in tree.find_all(nodes.Call):
            if isinstance(call.node, nodes.Getattr) and call.node.attr == "tree":
                # Whatever stands below a key is handed on whole, to a script.
                yield path.relative_to(OVERRIDES).as_posix(), rf"{call.args[0].as_const()}\.[\w.-]+"
            if isinstance(call.node, nodes.Name) and call.node.name == "t":
                for pattern in spoken(call.args[0]):
                    yield path.relative_to(OVERRIDES).as_posix(), pattern


KEY = re.compile(r"[a-z_]+(\.[\w-]+)+")


def code_keys() -> Iterator[tuple[str, str]]:
    """Every text in the core that looks like a key; a value within it may be anything."""
    for path in CORE.rglob("*.py"):
        for node in ast.walk(tree_of(path)):
            if (
                isinstance(node, ast.Constant)
                and isinstance(node.value, str)
                and re.fullmatch(r"[a-z_]+(\.[\w-]+)+", node.value)
            ):
                yield path.name, re.escape(str(node.value))
            elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "tree":
                # Whatever stands below a key is handed on whole.
                yield path.name, rf"{ast.literal_eval(node.args[0])}\.[\w.-]+"
            elif isinstance(node, ast.JoinedStr):
                parts = (re.escape(str(p.value)) if isinstance(p, ast.Constant) else r"[\w-]+" for p in node.values)
                if re.match(r"[a-z_\[\]\\+-]+\\\.[a-z_]+$", pattern := "".join(parts)):
                    yield path.name, pattern


def forms(words: Words) -> set[str]:
    """The keys as callers write them: without the forms that a count chooses."""
    return {re.sub(r"\.(?:one|other)$", "", key) for key in words.keys()}  # noqa: SIM118 - not a dictionary


def test_every_word_that_a_template_says_exists() -> None:
    known = forms(load_words("en"))
    asked = list(template_keys())
    assert asked
    assert [(name, key) for name, key in asked if not any(re.fullmatch(key, word) for word in known)] == []


def test_every_word_is_said_somewhere() -> None:
    asked = re.compile("|".join({key for _, key in (*template_keys(), *code_keys())}))
    assert sorted(word for word in forms(load_words("en")) if not asked.fullmatch(word)) == []


@pytest.mark.parametrize(
    ("prefix", "values"),
    [
        ("claim.grade", GRADES),
        ("claim.word", GRADES),
        ("claim.design", DESIGNS),
        ("box", BOXES),
        ("article.verdict", VERDICTS),
    ],
)
def test_every_value_that_authors_may_choose_has_its_words(prefix: str, values: tuple[str, ...]) -> None:
    assert [value for value in values if f"{prefix}.{value}" not in load_words("en")] == []


def test_words_live_in_one_place() -> None:
    words = [path for path in sorted(HOOKS.rglob("*.yml")) if not path.is_relative_to(SAMPLE)]
    assert words == sorted(FOLDER.glob("*.yml"))
    assert TEMPLATES == OVERRIDES
