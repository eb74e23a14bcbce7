"""Addresses: from one page of the site to another, wherever the site is hosted."""

from __future__ import annotations

import re
from collections.abc import Mapping
from posixpath import normpath

_ABSOLUTE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)


def is_absolute(target: str) -> bool:
    """Whether an address names a host or a scheme of its own."""
    return _ABSOLUTE.match(target) is not None


def resolve(page: str, target: str) -> str:
    """The path below `docs/` of what a link on the page at `page` leads to; it may not exist."""
    return normpath(f"{page.rpartition('/')[0] or '.'}/{target}")


class Links:
    """Makes addresses below the site's root relative to one page, so that they work under any sub-path.

    `root` replaces that for a page that is served at any address (the 404 page): the path of the site's root.
    `files` names the file of each page where no server finds it by its folder, as in a copy that is read from a disk.
    """

    def __init__(self, url: str, *, root: str = "", files: Mapping[str, str] | None = None) -> None:
        self._url, self._files = url, files or {}
        self._up = root or "../" * self._files.get(url, url).count("/")

    def __call__(self, target: str) -> str:
        """The address to write for `target`, given below the site's root; outside addresses stay as they are."""
        if is_absolute(target):
            return target
        path, mark, fragment = target.partition("#")
        if mark and path == self._url:
            return f"#{fragment}"
        return f"{self._up}{self._files.get(path, path)}{mark}{fragment}" or "./"

    def of(self, url: str) -> Links:
        """The links of another page of the same site."""
        return Links(url, files=self._files)

    def back(self, written: str) -> str:
        """The address below the site's root that `written`, an address without `#`, leads to on this page."""
        found = normpath(f"{self._files.get(self._url, self._url).rpartition('/')[0] or '.'}/{written}")
        address = "" if found == "." else f"{found}/" if written.endswith("/") else found
        return next((url for url, file in self._files.items() if file == address), address)


class Nowhere(Links):
    """Addresses in parts that only show how they look: all lead to the head of their own page."""

    def __init__(self) -> None:
        super().__init__("")

    def __call__(self, target: str) -> str:
        """The address to write for `target`; outside addresses stay as they are."""
        return target if is_absolute(target) else "#content"


class Elsewhere(Links):
    """Addresses for what is read away from the site: whole ones, but for pages that came along.

    `address` is that of the site's root; `files` names the file of each page that stands beside this one.
    """

    def __init__(self, url: str, address: str, files: Mapping[str, str] | None = None) -> None:
        super().__init__(url, root=address, files=files)

    def of(self, url: str) -> Links:
        """The links of another page as the site has it: texts that are taken along were written there."""
        return Links(url)

    def __call__(self, target: str) -> str:
        """The address to write for `target`, given below the site's root; outside addresses stay as they are."""
        path, mark, fragment = target.partition("#")
        if path in self._files and not (mark and path == self._url):
            return f"{self._files[path]}{mark}{fragment}"
        return super().__call__(target)
