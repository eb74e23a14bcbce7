"""Real servers for the tests, on this machine and with the shipped configuration: nginx and Caddy, where they are."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from course.hosting.server_files import Place, server_file

# Where Debian puts modules; one that is not there is taken out of the configuration, as its comment says.
MODULES = Path("/etc/nginx/modules-enabled")
_START = 20  # seconds that a server may take to answer on a busy machine
_MAIN = """
{modules}
{user}
worker_processes 2;
daemon off;
pid {here}/nginx.pid;
error_log {here}/error.log info;
events {{ worker_connections 1024; }}
http {{
  sendfile on;
  client_body_temp_path {here}; proxy_temp_path {here}; fastcgi_temp_path {here}; uwsgi_temp_path {here};
  scgi_temp_path {here};
  server {{ listen 127.0.0.1:{port}; include {here}/nginx.conf; }}
}}
"""


def free_port() -> int:
    """A port that nobody uses at the moment."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


def binary(name: str) -> str:
    """Where a server's program is; empty when it is not installed. Debian keeps nginx where only root looks."""
    return shutil.which(name, path=os.environ.get("PATH", "") + ":/usr/sbin:/usr/local/sbin") or ""


@contextmanager
def nginx(folder: Path, here: Path, path: str = "/", ancestors: tuple[str, ...] = ()) -> Iterator[str]:
    """Serve a folder at a path with the shipped file; gives the address of the root."""
    place = Place(str(folder), f"http://127.0.0.1:{(port := free_port())}{path}")
    modules = "\n".join(f"include {found};" for found in sorted(MODULES.glob("*brotli-static*")))
    text = server_file("nginx.conf", place, ancestors)
    (here / "nginx.conf").write_text(text if modules else text.replace("  brotli_static on;\n", ""), encoding="utf-8")
    # Test folders are their owner's alone, and nginx started by root would give its rights away.
    user = "user root;" if os.geteuid() == 0 else ""
    (here / "main.conf").write_text(_MAIN.format(here=here, port=port, modules=modules, user=user), encoding="utf-8")
    command = [binary("nginx"), "-c", str(here / "main.conf"), "-e", str(here / "start.log")]
    with _running(command, port, here):
        yield place.address


@contextmanager
def caddy(folder: Path, here: Path, path: str = "/", ancestors: tuple[str, ...] = ()) -> Iterator[str]:
    """The same with Caddy."""
    place = Place(str(folder), f"http://127.0.0.1:{(port := free_port())}{path}")
    quiet = "{\n\tadmin off\n\tauto_https off\n}\n"
    (here / "Caddyfile").write_text(quiet + server_file("Caddyfile", place, ancestors), encoding="utf-8")
    command = [binary("caddy"), "run", "--config", str(here / "Caddyfile"), "--adapter", "caddyfile"]
    with _running(command, port, here):
        yield place.address


SERVERS: dict[str, Callable[..., object]] = {"nginx": nginx, "caddy": caddy}


@contextmanager
def _running(command: list[str], port: int, here: Path) -> Iterator[None]:
    surroundings = {**os.environ, "HOME": str(here), "XDG_DATA_HOME": str(here), "XDG_CONFIG_HOME": str(here)}
    with (here / "said.log").open("wb") as said:
        process = subprocess.Popen(command, stdout=said, stderr=said, env=surroundings)
    try:
        _wait(process, port, here)
        yield
    finally:
        process.terminate()
        process.wait()


def _wait(process: subprocess.Popen[bytes], port: int, here: Path) -> None:
    until = time.monotonic() + _START
    while process.poll() is None and time.monotonic() < until:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.02)
        else:
            return
    raise AssertionError("\n".join(path.read_text(errors="replace") for path in sorted(here.glob("*.log"))))
