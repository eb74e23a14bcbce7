"""The content security policy of a page: nothing from elsewhere, and of inline scripts only those it really holds."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import lru_cache
from html import unescape

PLACEHOLDER = "COURSE-CSP"
_INLINE = re.compile(r"<script(?P<attributes>[^>]*)>(?P<code>.*?)</script>", re.DOTALL)
_DATA = re.compile(r"""type=["']?application/(?:ld\+)?json|\bsrc=""")
_META = re.compile(r'<meta http-equiv="Content-Security-Policy" content="(?P<policy>[^"]*)"', re.IGNORECASE)
_POLICY = (
    "default-src 'none'; script-src 'self'{hashes}; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'"
)


@lru_cache(maxsize=256)
def _hash(code: str) -> str:
    digest = base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()
    return f" 'sha256-{digest}'"


def with_policy(html: str) -> str:
    """The page with its policy written in."""
    return html.replace(PLACEHOLDER, policy_for(html), 1) if PLACEHOLDER in html else html


def policy_for(html: str) -> str:
    """The policy of a page: one hash for each inline script that it holds, in the order of the hashes.

    A page with a frame may show the course's own pages in it.
    """
    return policy_of(inline_codes(html), frames="<iframe " in html)


def inline_codes(html: str) -> frozenset[str]:
    """The inline scripts of a page or of a part of it, whole ones."""
    if "<script" not in html:  # most parts, and finding that out takes no pattern
        return frozenset()
    return frozenset(match["code"] for match in _INLINE.finditer(html) if not _DATA.search(match["attributes"]))


@lru_cache(maxsize=256)
def policy_of(codes: frozenset[str], *, frames: bool = False) -> str:
    """The policy of a page that holds these inline scripts, and `frames` that show pages of the course."""
    policy = _POLICY.format(hashes="".join(sorted(map(_hash, codes))))
    return f"{policy}; frame-src 'self'" if frames else policy


def policy_in(html: str) -> str:
    """The policy that a finished page holds; empty when it has none."""
    found = _META.search(html)
    return unescape(found["policy"]) if found else ""
