"""The Chromium that the tests drive: `$CHROMIUM`, one on the path, Debian's package when root, else Playwright's own.

`python tests/browser/chromium.py` finds it, installs it where that is possible, and prints where it is. Tests call
`launch`. Without a browser both fail: a page that nobody looked at is not a page that works.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from functools import partial
from pathlib import Path

from course.handouts.system import install_debian
from playwright.sync_api import Browser, Playwright, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
# The same browser without a window to draw: tests need a third less of a processor. It keeps no page for Back.
LIGHT = "chromium-headless-shell"

# No talk with the browser maker's servers; the tests count every request that leaves the machine as a fault.
QUIET = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
    "--font-render-hinting=none",  # letters of one size with a window and without
    # No name of a host leads anywhere: whatever a page asks for elsewhere stays on this machine.
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
)


class NoChromiumError(RuntimeError):
    """There is no browser to test with; the message says what was tried and what to do."""


def works(path: Path) -> bool:
    """Whether the browser at `path` starts: its files may be there while a system library is missing."""
    try:
        return subprocess.run([path, "--version"], capture_output=True, timeout=60, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def from_environment() -> Path | None:
    """`$CHROMIUM`. Who names a browser wants that one, so a wrong name fails instead of falling back.

    Raises NoChromiumError.
    """
    named = os.environ.get("CHROMIUM")
    if not named:
        return None
    path = shutil.which(named)
    if path is None or not works(Path(path)):
        raise NoChromiumError(f"CHROMIUM names '{named}', which does not start (correct it, or unset it)")
    return Path(path)


def from_path() -> Path | None:
    """The first browser on the path that starts."""
    found = (shutil.which(name) for name in NAMES)
    return next((Path(path) for path in found if path and works(Path(path))), None)


def from_playwright(playwright: Playwright) -> Path | None:
    """Playwright's own browser, if it was fetched before."""
    path = Path(playwright.chromium.executable_path)
    return path if path.exists() and works(path) else None


def find(playwright: Playwright) -> Path | None:
    """A Chromium that is on this machine. Raises NoChromiumError when `$CHROMIUM` is wrong."""
    return from_environment() or from_path() or from_playwright(playwright)


def light() -> Path | None:
    """The browser without a window, unless another is named."""
    path = None if os.environ.get("CHROMIUM") else shutil.which(LIGHT)
    return Path(path) if path and works(Path(path)) else None


def check_driver() -> None:
    """See that Playwright itself starts; it needs a library that a small Debian lacks. Raises NoChromiumError."""
    command = [sys.executable, "-m", "playwright", "--version"]
    if subprocess.run(command, capture_output=True, check=False).returncode:
        install_debian("libatomic1")
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise NoChromiumError(f"Playwright does not start: {done.stderr.strip()} (on Debian: apt install libatomic1)")


def playwright_download() -> None:
    """Fetch Playwright's own build, with the system libraries it needs when root."""
    print("Fetching Playwright's own Chromium", file=sys.stderr)
    libraries = ["--with-deps"] if sys.platform == "linux" and os.geteuid() == 0 else []
    command = [sys.executable, "-m", "playwright", "install", *libraries, "chromium"]
    subprocess.run(command, stdin=subprocess.DEVNULL, stdout=sys.stderr, check=False)


def obtain(playwright: Playwright) -> Path:
    """Find a Chromium or install one, the lighter way first. Raises NoChromiumError when there is none to be had."""
    if found := find(playwright):
        return found
    both, one = partial(install_debian, "chromium", LIGHT), partial(install_debian, "chromium")
    for install in (both, one, playwright_download):
        install()
        if found := find(playwright):
            return found
    raise NoChromiumError(
        f"no Chromium: CHROMIUM is not set, none of {', '.join(NAMES)} on the path starts, and neither Debian's "
        "package nor Playwright's own could be installed (install Chromium, or CHROMIUM=/path/to/one make test)"
    )


def launch(playwright: Playwright, *, whole: bool = False, back_forward_cache: bool = False) -> Browser:
    """Start the browser headless; `whole`: one that does all that readers' do, also fetch icons.

    Raises NoChromiumError when there is none.

    With `back_forward_cache` Back brings a page back as it was left, which Playwright's own settings switch off.
    """
    path = None if whole or back_forward_cache else light()
    path = path or find(playwright)
    if path is None:
        raise NoChromiumError("no Chromium on this machine: 'make test' installs one, or set CHROMIUM")
    # Chromium refuses to sandbox itself as root; the pages are our own.
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    return playwright.chromium.launch(
        executable_path=path,
        args=[*QUIET, *sandbox],
        ignore_default_args=["--disable-back-forward-cache"] if back_forward_cache else [],
    )


def main() -> int:
    """Print the browser's path, or why there is none."""
    try:
        check_driver()
        with sync_playwright() as playwright:
            found = obtain(playwright)
            if not light() and not os.environ.get("CHROMIUM"):
                install_debian(LIGHT)
            print(f"Testing with {light() or found}")
    except NoChromiumError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
