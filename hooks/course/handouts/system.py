"""What PDFs need beside Python packages: Pango, which sets lines of letters in any script, and families of letters."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

# Debian's names. HarfBuzz's subsetter makes small embedded fonts quickly; without it a slower one in Python is used.
LIBRARIES: Final = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0")
# Letters: a Palatino for text, Noto for labels and for the scripts that it lacks.
FONTS: Final = ("fonts-urw-base35", "fonts-noto-core")
_FILES: Final = {"P052-Roman": "fonts-urw-base35", "NotoSans-Regular": "fonts-noto-core"}
_FOLDERS: Final = ("/usr/share/fonts", "/usr/local/share/fonts", "/Library/Fonts", "~/.local/share/fonts", "~/.fonts")


class NotReadyError(RuntimeError):
    """Something is missing; the message says what to install."""


def check_libraries() -> None:
    """See that WeasyPrint starts. Raises NotReadyError."""
    done = subprocess.run([sys.executable, "-c", "import weasyprint"], capture_output=True, text=True, check=False)
    if done.returncode == 0:
        return
    last = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
    if "No module named" in last:
        raise NotReadyError(f"{last} (pip install --group handouts, or: make handouts)")
    packages = " ".join(LIBRARIES)
    raise NotReadyError(f"PDFs need Pango: {last} (on Debian: apt install {packages}; on macOS: brew install pango)")


def check_fonts() -> str:
    """Which letters are missing, in words; empty when all are there. Others are used then."""
    folders = [Path(folder).expanduser() for folder in _FOLDERS]
    names = {path.stem for folder in folders if folder.is_dir() for path in folder.rglob("*.[ot]t[fc]")}
    missing = sorted({package for file, package in _FILES.items() if file not in names})
    return f"letters are missing, so others are used (on Debian: apt install {' '.join(missing)})" if missing else ""


def obtain() -> None:
    """Install what is missing, where that is possible, and say what is not. Raises NotReadyError without Pango."""
    try:
        check_libraries()
        ready = not check_fonts()
    except NotReadyError:
        ready = False
    if not ready:
        install_debian(*LIBRARIES, *FONTS)
    check_libraries()
    if note := check_fonts():
        print(f"note: {note}", file=sys.stderr)


def install_debian(*names: str) -> None:
    """Install Debian's packages; only root can."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return
    print(f"Installing Debian's {' and '.join(names)}", file=sys.stderr)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update", "-qq"], ["install", "-qq", "-y", "--no-install-recommends", *names]):
        subprocess.run(["apt-get", *command], env=quiet, stdin=subprocess.DEVNULL, stdout=sys.stderr, check=False)
