"""The rules as each kind of server reads them: `_headers` in the site, configuration of nginx and Caddy, a list."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from course.hosting import rules
from course.ids import FOLDER

_TEMPLATES: Final = Path(__file__).parent / "templates"
_CANONICAL: Final = re.compile(r'<link rel="canonical" href="(?P<address>[^"]+)"')
# Cloudflare Pages reads no more rules than this from `_headers`; one of them is for all files.
_MOST_RULES: Final = 100


@dataclass(frozen=True, slots=True)
class Place:
    """Where a site is served: its folder on the server's disk, and its address, which ends with a slash."""

    folder: str
    address: str

    @property
    def path(self) -> str:
        """The path of the site's root on its host."""
        return urlsplit(self.address).path or "/"

    @property
    def origin(self) -> str:
        """Scheme, host and port."""
        parts = urlsplit(self.address)
        return f"{parts.scheme}://{parts.netloc}"


def address_of(site: Path) -> str:
    """The address that a site was built for: its home page names it. Empty when there is no built course."""
    home = site / "index.html"
    found = _CANONICAL.search(home.read_text(encoding="utf-8")) if home.is_file() else None
    return found["address"] if found else ""


def write_platform_headers(site: Path, ancestors: tuple[str, ...]) -> None:
    """Write `_headers`, which Netlify and Cloudflare Pages look for in the folder that they publish."""
    hashed = [name for name in rules.files_of(site, (FOLDER,)) if rules.is_hashed(name)][: _MOST_RULES - 1]
    text = _render("_headers", headers=rules.headers(ancestors), hashed=hashed, forever=rules.FOREVER)
    (site / "_headers").write_text(text, encoding="utf-8")


def write_server_files(site: Path, place: Place, ancestors: tuple[str, ...], into: Path) -> list[Path]:
    """Write what servers and stores read into a folder; returns the files."""
    into.mkdir(parents=True, exist_ok=True)
    texts = {name: server_file(name, place, ancestors, into) for name in ("nginx.conf", "Caddyfile")}
    texts["objects.json"] = json.dumps(objects(site, ancestors), indent=1) + "\n"
    for name, text in texts.items():
        (into / name).write_text(text, encoding="utf-8")
    return [into / name for name in texts]


def server_file(name: str, place: Place, ancestors: tuple[str, ...], here: Path = Path("build/hosting")) -> str:
    """The configuration of a server, by the name of its template. `here` is where it will stand."""
    return _render(
        name,
        headers=rules.headers(ancestors),
        folder=place.folder,
        path=place.path,
        origin=place.origin,
        host=urlsplit(place.address).hostname or "",
        here=here.absolute().as_posix(),
        types=rules.TYPES,
        hashed=rules.HASHED,
        hidden=rules.PLATFORM_FILES,
        short=rules.SHORT,
        forever=rules.FOREVER,
        lost=rules.LOST,
    )


def objects(site: Path, ancestors: tuple[str, ...]) -> dict[str, object]:
    """What a store of objects has to be told of each file, and what the network in front of it sends with all.

    Files with a hash in their name come first: uploaded in this order, no page is there before what it loads.
    """
    files = sorted(rules.files_of(site), key=lambda name: (not rules.is_hashed(name), name))
    return {
        "headers": rules.headers(ancestors),
        "not_found": {"file": rules.NOT_FOUND, "status": 404, "Cache-Control": rules.LOST},
        "files": [
            {"file": name, "Content-Type": rules.type_of(name), "Cache-Control": rules.cache_of(name)} for name in files
        ],
    }


def _render(name: str, **variables: object) -> str:
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=False,  # noqa: S701 - configuration, not HTML
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.get_template(name).render(variables)
