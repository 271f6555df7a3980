"""A page in Firefox, driven by WebDriver BiDi (https://w3c.github.io/webdriver-bidi/), which Firefox speaks without a driver beside it."""
from __future__ import annotations

import itertools
import json
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

FIREFOX = shutil.which("firefox-esr") or shutil.which("firefox")
KEYS = {"Enter": "\ue007", "Escape": "\ue00c", "ArrowRight": "\ue014", "Control": "\ue009"}  # as WebDriver numbers keys
PREFERENCES = {
    "browser.download.folderList": 2, "browser.shell.checkDefaultBrowser": False, "datareporting.policy.dataSubmissionEnabled": False,
    "app.update.enabled": False, "browser.aboutwelcome.enabled": False, "network.captive-portal-service.enabled": False,
    "ui.prefersReducedMotion": 1, "ui.systemUsesDarkTheme": 0}


class Firefox:
    """One tab, with what it wrote to its console and what it asked of a network."""

    def __init__(self, socket: Any) -> None:
        self.socket = socket
        self.numbers = itertools.count(1)
        self.complaints: list[str] = []
        self.call("session.new", capabilities={})
        self.call("session.subscribe", events=["log.entryAdded", "network.beforeRequestSent"])
        self.context = self.call("browsingContext.getTree")["contexts"][0]["context"]
        self.call("browsingContext.setViewport", context=self.context, viewport={"width": 1280, "height": 800})

    def call(self, method: str, **params: Any) -> dict[str, Any]:
        """The result of a command; events that come before it are kept."""
        number = next(self.numbers)
        self.socket.send(json.dumps({"id": number, "method": method, "params": params}))
        while True:
            answer = json.loads(self.socket.recv(timeout=60))
            if answer.get("type") == "event":
                self._event(answer["method"], answer["params"])
            elif answer["id"] == number:
                assert answer["type"] == "success", answer
                return dict(answer["result"])

    def _event(self, method: str, params: dict[str, Any]) -> None:
        if method == "log.entryAdded":
            self.complaints.append(f"{params['level']}: {params['text']}")
        elif not params["request"]["url"].startswith(("file:", "blob:", "data:")):
            self.complaints.append(params["request"]["url"])

    def open(self, file: Path, fragment: str = "") -> None:
        """The page, drawn; about:blank before it, so that another fragment is another page."""
        for url in ("about:blank", file.as_uri() + (f"#{fragment}" if fragment else "")):
            self.call("browsingContext.navigate", context=self.context, url=url, wait="complete")
        self.until("document.documentElement.dataset.ready > 0")

    def run(self, script: str) -> Any:
        """What an expression is, by way of JSON."""
        answer = self.call("script.evaluate", expression=f"JSON.stringify({script}) ?? null", awaitPromise=True,
                           target={"context": self.context})
        assert answer["type"] == "success", answer
        text = answer["result"].get("value")
        return None if text is None else json.loads(text)

    def until(self, script: str) -> None:
        """Wait until an expression is true."""
        end = time.monotonic() + 30
        while not self.run(f"Boolean({script})"):
            assert time.monotonic() < end, script
            time.sleep(0.02)

    def texts(self, selector: str) -> list[str]:
        """The visible text of each element found."""
        return list(self.run(f"[...document.querySelectorAll({json.dumps(selector)})].map((e) => e.innerText)"))

    def press(self, *keys: str) -> None:
        """Keys one after the other, "Control+z" together."""
        for key in keys:
            values = [KEYS.get(part, part) for part in (key.split("+") if len(key) > 1 else [key])]
            actions = [{"type": "keyDown", "value": v} for v in values] + [{"type": "keyUp", "value": v} for v in reversed(values)]
            self._act({"type": "key", "id": "keys", "actions": actions})

    def mouse(self, *places: tuple[float, float], click: bool = False, drag: bool = False) -> None:
        """Move over the places; then click there, or drag from the first to the last."""
        actions: list[dict[str, Any]] = []
        for number, (x, y) in enumerate(places):
            actions.append({"type": "pointerMove", "x": round(x), "y": round(y), "duration": 30})
            if (drag and number == 0) or (click and number == len(places) - 1):
                actions.append({"type": "pointerDown", "button": 0})
        if click or drag:
            actions.append({"type": "pointerUp", "button": 0})
        self._act({"type": "pointer", "id": "mouse", "actions": actions})

    def click(self, selector: str) -> None:
        """A real click on the middle of the first element found."""
        x, y = self.run(f"(({{ x, y, width, height }}) => [x + width / 2, y + height / 2])("
                        f"document.querySelector({json.dumps(selector)}).getBoundingClientRect())")
        self.mouse((x, y), click=True)

    def _act(self, *actions: dict[str, Any]) -> None:
        self.call("input.performActions", context=self.context, actions=list(actions))


@contextmanager
def firefox(folder: Path) -> Iterator[Firefox]:
    """A Firefox without a window and with a profile of its own in the folder; what it saves is in folder/saved."""
    from websockets.sync.client import connect

    assert FIREFOX is not None
    profile, saved = folder / "profile", folder / "saved"
    profile.mkdir()
    saved.mkdir()
    preferences = {**PREFERENCES, "browser.download.dir": str(saved)}
    (profile / "user.js").write_text("".join(f"user_pref({json.dumps(k)}, {json.dumps(v)});\n" for k, v in preferences.items()), "utf-8")
    command = [FIREFOX, "--headless", "--no-remote", "--profile", profile, "--remote-debugging-port", "0"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stderr is not None
            address = next(line.split()[-1] for line in process.stderr if "WebDriver BiDi listening on" in line)
            with connect(f"{address}/session", max_size=None) as socket:
                yield Firefox(socket)
        finally:
            process.terminate()
