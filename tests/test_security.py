"""The content security policy: nothing from elsewhere, and hashes of exactly the inline scripts of the page."""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode

import pytest
from course.security import PLACEHOLDER, with_policy

META = f'<meta http-equiv="Content-Security-Policy" content="{PLACEHOLDER}">'


def policy(body: str) -> dict[str, list[str]]:
    """The policy of a page, by directive."""
    found = re.search(r'content="([^"]*)"', with_policy(META + body))
    assert found
    return {words[0]: words[1:] for words in (part.split() for part in found[1].split(";"))}


def sha(code: str) -> str:
    return f"'sha256-{b64encode(hashlib.sha256(code.encode()).digest()).decode()}'"


def test_everything_is_forbidden_but_the_site_s_own() -> None:
    found = policy("")
    assert found["default-src"] == ["'none'"]
    assert found["base-uri"] == found["form-action"] == ["'none'"]
    assert {word for words in found.values() for word in words} == {"'none'", "'self'", "data:"}
    assert found["script-src"] == found["style-src"] == ["'self'"]


def test_inline_scripts_are_allowed_by_their_hash() -> None:
    codes = ["a()", "\n  b('é');\n", ""]
    body = "".join(f"<script>{code}</script>" for code in codes)
    assert sorted(policy(body)["script-src"][1:]) == sorted(map(sha, codes))


def test_the_same_script_twice_is_named_once_and_the_order_does_not_matter() -> None:
    one, two = "<script>a()</script>", "<script type='module'>b()</script>"
    assert policy(one + two + one) == policy(two + one)
    assert len(policy(one + two + one)["script-src"]) == 3


@pytest.mark.parametrize(
    "script",
    [
        '<script src="a.js"></script>',
        '<script type="application/json">{}</script>',
        "<script type=application/ld+json>{}</script>",
    ],
)
def test_data_and_files_need_no_hash(script: str) -> None:
    assert policy(script)["script-src"] == ["'self'"]


def test_a_page_without_the_placeholder_stays_as_it_is() -> None:
    assert with_policy("<script>a()</script>") == "<script>a()</script>"


def test_only_the_first_placeholder_is_filled() -> None:
    assert with_policy(f"{META}<p>{PLACEHOLDER}</p>").count(PLACEHOLDER) == 1
