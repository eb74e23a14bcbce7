"""A server for the tests that does what the rules ask, in a few lines of Python, and breaks one of them on demand."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from course.hosting import rules


@dataclass
class Reply:
    """An answer before it is sent; `asked` are the request's headers, `path` its path below the root."""

    path: str
    asked: dict[str, str]
    status: int
    headers: dict[str, str]
    body: bytes


Fault = Callable[[Reply], object]


def reply_for(site: Path, below: str, path: str, asked: dict[str, str]) -> Reply:
    """The answer of a good server for a path."""
    name = path.removeprefix(below) if path.startswith(below) else "nowhere/"
    file = site / name / "index.html" if name.endswith("/") or not name else site / name
    said = rules.headers()
    if file.is_dir():
        return Reply(name, asked, 301, {**said, "Location": f"{path}/", "Content-Type": "text/html"}, b"moved")
    status = 200
    if not file.is_file():
        status, file = 404, site / rules.NOT_FOUND
    address = file.relative_to(site).as_posix()
    said |= {"Content-Type": rules.type_of(address), "Cache-Control": rules.cache_of(address), "ETag": f'"{address}"'}
    if status == 200 and asked.get("If-None-Match") == said["ETag"]:
        return Reply(name, asked, 304, said, b"")
    for ending, encoding in ((".br", "br"), (".gz", "gzip")):
        packed = file.with_name(file.name + ending)
        if encoding in asked.get("Accept-Encoding", "") and packed.is_file():
            file, said = packed, {**said, "Content-Encoding": encoding}
            break
    return Reply(name, asked, status, {**said, "Vary": "Accept-Encoding"}, file.read_bytes())


class _Handler(BaseHTTPRequestHandler):
    def __init__(self, *args: object, site: Path, below: str, fault: Fault, **options: object) -> None:
        self.site, self.below, self.fault = site, below, fault
        super().__init__(*args, **options)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        reply = reply_for(self.site, self.below, self.path, dict(self.headers.items()))
        self.fault(reply)
        self.send_response(reply.status)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(reply.body)))
        self.end_headers()
        self.wfile.write(reply.body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def serve_badly(site: Path, fault: Fault = lambda _: None, below: str = "/") -> Iterator[str]:
    """Serve a compressed site with a fault; gives the address of its root."""
    handler = partial(_Handler, site=site, below=below, fault=fault)
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}{below}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
