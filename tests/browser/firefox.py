"""A Firefox that tests drive over WebDriver BiDi, which it speaks by itself: no driver between, no dependency.

Playwright drives only a Firefox of its own making. This knows little: open an address, click, type, run a script, and
what was asked for and reported meanwhile. `python -m tests.browser.firefox` finds it, or installs Debian's when root;
where there is none, tests that call `firefox` are skipped.
"""

from __future__ import annotations

import base64
import itertools
import json
import os
import re
import shutil
import socket
import struct
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from course.handouts.system import install_debian

NAMES = ("firefox-esr", "firefox")
PATIENCE_S = 60.0
# Nothing but the pages: no talk with the maker's servers, no first page.
_SETTINGS = {
    "app.normandy.enabled": False,
    "app.update.disabledForTesting": True,
    "browser.aboutConfig.showWarning": False,
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.homepage_override.mstone": "ignore",
    "browser.startup.page": 0,
    "datareporting.policy.dataSubmissionEnabled": False,
    "extensions.systemAddon.update.enabled": False,
    "focusmanager.testmode": True,  # focus events also in a window that no screen shows
    "network.captive-portal-service.enabled": False,
    # A site of its own on this machine: what it frames is a third party, which may store nothing.
    "network.cookie.cookieBehavior": 1,
    "network.dns.localDomains": "school.example",
    "network.connectivity-service.enabled": False,
    "services.settings.server": "data:,#remote-settings-dummy/v1",
    "toolkit.telemetry.server": "data:,",
}


def find() -> Path | None:
    """`$FIREFOX`, else the first one on the path."""
    found = (shutil.which(name) for name in (os.environ.get("FIREFOX", ""), *NAMES) if name)
    return next((Path(path) for path in found if path), None)


class _Socket:
    """The client's side of a WebSocket, as far as BiDi needs it (RFC 6455): texts, whole or in pieces."""

    def __init__(self, host: str, port: int, path: str) -> None:
        self._socket = socket.create_connection((host, port), timeout=PATIENCE_S)
        key = base64.b64encode(os.urandom(16)).decode()
        lines = [f"GET {path} HTTP/1.1", f"Host: {host}:{port}", "Upgrade: websocket", "Connection: Upgrade"]
        lines += [f"Sec-WebSocket-Key: {key}", "Sec-WebSocket-Version: 13", "", ""]
        self._socket.sendall("\r\n".join(lines).encode())
        self._file = self._socket.makefile("rb")
        assert b" 101 " in self._file.readline()
        while self._file.readline().strip():
            pass

    def send(self, text: str) -> None:
        """Send one text; clients have to mask theirs. Commands are shorter than 64 KiB."""
        data, mask = text.encode(), os.urandom(4)
        # The shortest form is the only right one; 0x80 says that the text is masked.
        length = bytes([0x80 | len(data)]) if len(data) < 126 else b"\xfe" + struct.pack(">H", len(data))
        masked = bytes(byte ^ mask[place % 4] for place, byte in enumerate(data))
        self._socket.sendall(b"\x81" + length + mask + masked)

    def receive(self) -> str:
        """The next text. Raises TimeoutError."""
        text = b""
        while True:
            head, size = self._file.read(2)
            if size >= 126:
                size = int.from_bytes(self._file.read(2 if size == 126 else 8), "big")
            data = self._file.read(size)
            if head & 0x0F in (0, 1):  # the rest is about the connection itself
                text += data
                if head & 0x80:
                    return text.decode()

    def close(self) -> None:
        """Hang up."""
        self._file.close()
        self._socket.close()


class Firefox:
    """One tab. `requests` and `problems` fill while commands run."""

    def __init__(self, connection: _Socket) -> None:
        self._connection, self._numbers = connection, itertools.count(1)
        self.requests: list[str] = []
        self.problems: list[str] = []
        self.version: str = self._send("session.new", capabilities={})["capabilities"]["browserVersion"]
        # A new one: in the first the address field has the focus, and nothing on its pages ever gets any.
        self._tab: str = self._send("browsingContext.create", type="tab")["context"]
        self._send("browsingContext.activate", context=self._tab)
        self._send("session.subscribe", events=["log.entryAdded", "network.beforeRequestSent"])

    def _send(self, method: str, **params: Any) -> dict[str, Any]:
        number = next(self._numbers)
        self._connection.send(json.dumps({"id": number, "method": method, "params": params}))
        while True:
            message: dict[str, Any] = json.loads(self._connection.receive())
            if message.get("id") == number:
                assert message["type"] == "success", message
                result: dict[str, Any] = message["result"]
                return result
            self._note(message)

    def _note(self, event: dict[str, Any]) -> None:
        params = event.get("params", {})
        if event.get("method") == "network.beforeRequestSent":
            self.requests.append(params["request"]["url"])
        elif event.get("method") == "log.entryAdded" and params["level"] in ("error", "warn"):
            self.problems.append(params["text"])

    def open(self, address: str) -> None:
        """Go to an address and wait until it has loaded."""
        self._send("browsingContext.navigate", context=self._tab, url=address, wait="complete")

    def frames(self) -> list[str]:
        """Names of the page's frames, in their order, for `run` and others."""
        (page,) = self._send("browsingContext.getTree", root=self._tab)["contexts"]
        return [frame["context"] for frame in page["children"]]

    def run(self, script: str, frame: str = "") -> Any:
        """The value of an expression in the page or a frame of it; a promise is waited for. Fails when it throws."""
        whole = f"(async () => JSON.stringify(await ({script})) ?? 'null')()"
        target = {"context": frame or self._tab}
        answer = self._send("script.evaluate", expression=whole, target=target, awaitPromise=True)
        assert answer["type"] == "success", answer["exceptionDetails"]["text"]
        return json.loads(answer["result"]["value"])

    def wait_for(self, script: str, frame: str = "") -> Any:
        """The value of an expression once it is true, also across pages."""
        end = time.monotonic() + PATIENCE_S
        while not (value := self.run(script, frame)):
            assert time.monotonic() < end, f"never true: {script}"
            time.sleep(0.05)
        return value

    def click(self, selector: str, frame: str = "") -> None:
        """Click the middle of an element with the mouse."""
        self.run(f"document.querySelector({json.dumps(selector)}).scrollIntoView({{block: 'center'}})", frame)
        middle = "(box => [box.x + box.width / 2, box.y + box.height / 2].map(Math.round))"
        x, y = self.run(f"{middle}(document.querySelector({json.dumps(selector)}).getBoundingClientRect())", frame)
        moves = [
            {"type": "pointerMove", "x": x, "y": y},
            {"type": "pointerDown", "button": 0},
            {"type": "pointerUp", "button": 0},
        ]
        mouse = {"type": "pointer", "id": "mouse", "actions": moves}
        self._send("input.performActions", context=frame or self._tab, actions=[mouse])

    def press(self, text: str) -> None:
        """Type a text with the keyboard; Enter and Tab as WebDriver writes them."""
        keys = [{"type": kind, "value": sign} for sign in text for kind in ("keyDown", "keyUp")]
        self._send("input.performActions", context=self._tab, actions=[{"type": "key", "id": "keys", "actions": keys}])


@contextmanager
def firefox(path: Path, profile: Path) -> Iterator[Firefox]:
    """Start a browser with a profile of its own; it ends with the context."""
    profile.mkdir(parents=True)
    lines = (f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in _SETTINGS.items())
    (profile / "user.js").write_text("\n".join(lines), encoding="utf-8")
    command = [str(path), "--headless", "--no-remote", "--profile", str(profile), "--remote-debugging-port", "0"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    try:
        assert process.stderr
        listening = (re.search(r"BiDi listening on ws://([\w.]+):(\d+)", line) for line in process.stderr)
        found = next((match for match in listening if match), None)
        assert found, "Firefox does not say where it listens"
        connection = _Socket(found[1], int(found[2]), "/session")
        try:
            yield Firefox(connection)
        finally:
            connection.close()
    finally:
        process.terminate()
        process.wait(timeout=PATIENCE_S)
        if process.stderr is not None:
            process.stderr.close()


def main() -> int:
    """Print the browser's path; install it where that is possible. Without it, fewer things are tested."""
    if find() is None:
        install_debian("firefox-esr")
    print(f"Testing with {find() or 'no Firefox (its tests are skipped; on Debian: apt install firefox-esr)'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
