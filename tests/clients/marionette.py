"""Firefox as somebody uses it, over the protocol that every Firefox speaks (Marionette).

Playwright drives only a Firefox of its own, or the newest one; Debian's is neither.
https://firefox-source-docs.mozilla.org/testing/marionette/Protocol.html
"""

from __future__ import annotations

import json
import socket
import subprocess
import time
from pathlib import Path
from types import TracebackType
from typing import Any

_ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
_START = 60
_PREFERENCES = """\
user_pref("marionette.port", {port});
user_pref("browser.download.folderList", 2);
user_pref("browser.download.dir", {downloads});
user_pref("browser.download.useDownloadDir", true);
user_pref("browser.download.always_ask_before_handling_new_types", false);
user_pref("browser.helperApps.neverAsk.saveToDisk", "application/json");
user_pref("browser.shell.checkDefaultBrowser", false);
user_pref("datareporting.policy.dataSubmissionEnabled", false);
user_pref("toolkit.telemetry.enabled", false);
user_pref("app.update.enabled", false);
user_pref("network.captive-portal-service.enabled", false);
user_pref("network.connectivity-service.enabled", false);
"""


class Firefox:
    """One window without a screen. ``profile`` keeps what pages store, from one run to the next;
    downloads land in ``downloads``."""

    def __init__(self, program: str, profile: Path, downloads: Path, width: int) -> None:
        profile.mkdir(exist_ok=True)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        said = _PREFERENCES.format(port=port, downloads=json.dumps(str(downloads)))
        (profile / "user.js").write_text(said, "utf-8")
        self._process = subprocess.Popen(
            [program, "--headless", "--marionette", "--no-remote", "--profile", str(profile)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self._number = 0
        self._socket = self._connected(port)
        self._read()  # what the other side is
        self.command("WebDriver:NewSession", {"capabilities": {"alwaysMatch": {}}})
        self.command("WebDriver:SetWindowRect", {"width": width, "height": 900})

    def _connected(self, port: int) -> socket.socket:
        until = time.monotonic() + _START
        while True:
            try:
                return socket.create_connection(("127.0.0.1", port), timeout=_START)
            except OSError:
                if time.monotonic() > until:
                    self._process.kill()
                    raise
                time.sleep(0.2)

    def __enter__(self) -> Firefox:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        try:
            self.command("Marionette:Quit", {"flags": ["eForceQuit"]})
            self._process.wait(30)
        except (OSError, RuntimeError, subprocess.TimeoutExpired):
            self._process.kill()
        self._socket.close()

    def command(self, name: str, parameters: dict[str, Any]) -> Any:
        self._number += 1
        content = json.dumps([0, self._number, name, parameters]).encode()
        self._socket.sendall(f"{len(content)}:".encode() + content)
        _, _, fault, value = self._read()
        if fault:
            raise RuntimeError(f"{name}: {fault['message']}")
        return value.get("value", value) if isinstance(value, dict) else value

    def _read(self) -> Any:
        length = b""
        while (byte := self._socket.recv(1)) != b":":
            if not byte:
                raise OSError("Firefox has gone")
            length += byte
        content = b""
        while len(content) < int(length):
            content += self._socket.recv(int(length) - len(content))
        return json.loads(content)

    def open(self, page: Path) -> None:
        self.command("WebDriver:Navigate", {"url": page.resolve().as_uri()})

    def run(self, script: str, *arguments: Any) -> Any:
        """What a function body returns."""
        found = {"script": script, "args": list(arguments), "sandbox": None}
        return self.command("WebDriver:ExecuteScript", found)

    def later(self, script: str, *arguments: Any) -> Any:
        """What a function body gives to its last argument."""
        found = {"script": script, "args": list(arguments), "sandbox": None}
        return self.command("WebDriver:ExecuteAsyncScript", found)

    def press(self, key: str) -> None:
        """One of https://www.w3.org/TR/webdriver2/#keyboard-actions, or a letter."""
        strokes = [{"type": stroke, "value": key} for stroke in ("keyDown", "keyUp")]
        keyboard = {"type": "key", "id": "keyboard", "actions": strokes}
        self.command("WebDriver:PerformActions", {"actions": [keyboard]})

    def _find(self, query: str) -> str:
        found = self.command("WebDriver:FindElement", {"using": "css selector", "value": query})
        element: str = found[_ELEMENT]
        return element

    def click(self, query: str) -> None:
        self.command("WebDriver:ElementClick", {"id": self._find(query)})

    def write(self, query: str, text: str) -> None:
        element = self._find(query)
        self.command("WebDriver:ElementClear", {"id": element})
        self.command("WebDriver:ElementSendKeys", {"id": element, "text": text})

    def choose(self, query: str, value: str) -> None:
        self.click(f'{query} option[value="{value}"]')

    def text(self, query: str) -> str:
        found: str = self.command("WebDriver:GetElementText", {"id": self._find(query)})
        return found
