"""A headless Chromium for tests, spoken to over its debugging pipe: no driver, no port."""

import json
import os
import shutil
import subprocess
from base64 import b64decode
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("chrome")
_ARGUMENTS = (
    *("--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update", "--disable-quic"),
    *("--hide-scrollbars", "--remote-debugging-pipe", "about:blank"),
)


class Page:
    """One open page."""

    def __init__(self, out: int, into: int) -> None:
        self._out, self._into, self._last = out, into, 0
        self._rest = b""
        target = self._send("Target.createTarget", url="about:blank")["targetId"]
        self._session = self._send("Target.attachToTarget", targetId=target, flatten=True)
        self._send("Page.enable")

    def open(self, path: Path) -> None:
        """Load a file, wait until it has loaded."""
        self._send("Page.navigate", url=path.resolve().as_uri())
        while self.value("document.readyState") != "complete":
            pass

    def print_to(self, pdf: Path) -> None:
        """Print as the page itself asks for."""
        printed = self._send("Page.printToPDF", preferCSSPageSize=True)
        pdf.write_bytes(b64decode(printed["data"]))

    def press(self, key: str) -> None:
        """Press and release a letter."""
        for kind in ("keyDown", "keyUp"):
            self._send("Input.dispatchKeyEvent", type=kind, key=key, text=key)

    def value(self, expression: str) -> Any:
        """What a JavaScript expression gives in the page, as JSON."""
        answer = self._send("Runtime.evaluate", expression=expression, returnByValue=True)
        return answer["result"].get("value")

    def _send(self, method: str, **params: Any) -> Any:
        self._last += 1
        message: dict[str, Any] = {"id": self._last, "method": method, "params": params}
        if session := getattr(self, "_session", None):
            message["sessionId"] = session["sessionId"]
        os.write(self._into, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._receive()
            if answer.get("id") == self._last:
                assert "error" not in answer, answer
                return answer["result"]

    def _receive(self) -> Any:
        while b"\0" not in self._rest:
            chunk = os.read(self._out, 65536)
            assert chunk, "the browser has gone"
            self._rest += chunk
        message, _, self._rest = self._rest.partition(b"\0")
        return json.loads(message)


@contextmanager
def open_browser(profile: Path, *, width: int = 1280, height: int = 900) -> Iterator[Page]:
    """A browser with an empty profile, ended with the block."""
    to_child, into = os.pipe()
    out, from_child = os.pipe()

    def connect() -> None:
        first, second = os.dup(to_child), os.dup(from_child)
        os.dup2(first, 3)
        os.dup2(second, 4)

    size = f"--window-size={width},{height}"
    process = subprocess.Popen(
        [str(CHROMIUM), f"--user-data-dir={profile}", size, *_ARGUMENTS],
        preexec_fn=connect,
        close_fds=False,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(to_child)
    os.close(from_child)
    try:
        yield Page(out, into)
    finally:
        process.kill()
        process.wait()
        os.close(out)
        os.close(into)
