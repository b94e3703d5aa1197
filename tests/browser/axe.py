"""axe-core, Deque's checker of accessible pages, from the npm registry."""

import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Page

VERSION = "4.14.1"
GRAVE = ("serious", "critical")
COLOUR = ("color-contrast", "link-in-text-block")  # The rules that a theme has a part in.


def fetch(folder: Path) -> str | None:
    """Return axe's source, kept in `folder` from then on; None where npm is missing or cannot fetch it."""
    archive = folder / f"axe-core-{VERSION}.tgz"
    npm = shutil.which("npm")
    if not archive.exists() and npm:
        with tempfile.TemporaryDirectory(dir=folder) as own:  # Two processes may fetch it at a time.
            command = [npm, "pack", f"axe-core@{VERSION}", "--pack-destination", own]
            subprocess.run(command, capture_output=True, timeout=120)
            for fetched in Path(own).glob("*.tgz"):
                fetched.replace(archive)
    if not archive.exists():
        return None
    with tarfile.open(archive) as files:
        return files.extractfile("package/axe.min.js").read().decode()


def violations(page: Page, source: str, within: str, rules: Sequence[str] = ()) -> list[str]:
    """Return the serious and critical violations inside the elements of a selector, a line for each.

    Of all rules, or of those named.
    """
    found = page.evaluate(
        """async ([source, within, rules]) => {
            if (!window.axe) (0, eval)(source);
            const include = [...document.querySelectorAll(within)];
            if (!include.length) throw Error('nothing to look at in ' + within);
            const options = { resultTypes: ['violations'], ...(rules.length && { runOnly: rules }) };
            return (await axe.run({ include }, options)).violations;
        }""",
        [source, within, list(rules)],
    )
    return [
        f"{rule['id']} ({rule['impact']}): {node['target']} {node['html'][:160]} {node['failureSummary'][:200]}"
        for rule in found
        if rule["impact"] in GRAVE
        for node in rule["nodes"]
    ]
