"""Find a Chromium for the browser tests, or install one: ``python -m tests.browser.find``.

In this order: what LOSSVIZ_BROWSER names; a Chrome, Chromium or Edge on the machine;
Playwright's own; the system's package manager, where it may be used without a password.
LOSSVIZ_BROWSER=none leaves the browser tests out.
"""

import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

NAMES = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "microsoft-edge-stable",
    "msedge",
]
PLACES = [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
]
INSTALLERS = {
    "apt-get": [["apt-get", "update"], ["apt-get", "install", "-y", "chromium"]],
    "dnf": [["dnf", "install", "-y", "chromium"]],
    "brew": [["brew", "install", "--cask", "chromium"]],
}
NONE = """No Chrome, Chromium or Edge was found, and none could be installed.

Install one of them, or name it: LOSSVIZ_BROWSER=/path/to/chrome make test
To leave the browser tests out:  LOSSVIZ_BROWSER=none make test"""


def left_out() -> bool:
    """Tell whether the browser tests are left out by choice."""
    return os.environ.get("LOSSVIZ_BROWSER") == "none"


def find() -> str | None:
    """Return the path of a browser on this machine, or None."""
    named = os.environ.get("LOSSVIZ_BROWSER")
    if named:
        return shutil.which(named)
    found = [path for path in map(shutil.which, NAMES) if path] + [path for path in PLACES if Path(path).exists()]
    return found[0] if found else _playwrights_own()


def install() -> str | None:
    """Install a browser by Playwright, else by the system's package manager; return its path, or None."""
    print("No browser found; trying Playwright's own …", flush=True)
    _try([sys.executable, "-m", "playwright", "install", "chromium"])
    if path := find():
        return path
    for program, commands in INSTALLERS.items():
        if shutil.which(program) is None:
            continue
        print(f"Trying {program} …", flush=True)
        sudo = [] if program == "brew" or os.getuid() == 0 else ["sudo", "-n"]
        if all(_try([*sudo, *command]) for command in commands) and (path := find()):
            return path
    return None


def _playwrights_own() -> str | None:
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if path and Path(path).exists() else None


def _try(command: list[str]) -> bool:
    env = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    try:
        return subprocess.run(command, env=env, timeout=900, stdout=subprocess.DEVNULL).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


if __name__ == "__main__":
    if left_out():
        print("The browser tests are left out: LOSSVIZ_BROWSER=none")
    else:
        path = find() or (install() if platform.system() != "Windows" else None)
        print(f"Browser: {path}" if path else NONE)
        sys.exit(not path)
