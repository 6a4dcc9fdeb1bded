"""A Chromium to drive: the one that is named or installed, else Debian's, else Playwright's own. No test is here."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

DEBIAN = "/usr/bin/chromium"
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


class NoBrowser(Exception):
    """There is no Chromium here and none could be installed."""


def find() -> str:
    """The path of a Chromium, installing one where that can be done."""
    named = os.environ.get("CHROMIUM")
    if named:
        if not Path(named).is_file():
            raise NoBrowser(f"CHROMIUM names {named}, and there is no such file.")
        return named
    for name in (DEBIAN, shutil.which("chromium"), shutil.which("google-chrome"), _own()):
        if name and Path(name).is_file():
            return name
    for install in (_from_debian, _from_playwright):
        found = install()
        if found:
            return found
    raise NoBrowser(
        "No Chromium: set CHROMIUM to one, or install Debian's package `chromium`, "
        "or run `.venv/bin/playwright install chromium`."
    )


def _from_debian() -> str | None:
    """Debian's package, where we are root on Debian."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return None
    for words in (
        ("update", "-qq"),
        ("install", "-y", "-qq", "--no-install-recommends", "chromium", "fonts-liberation"),
    ):
        environ = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", *words], check=False, env=environ, capture_output=True)
    return DEBIAN if Path(DEBIAN).is_file() else None


def _from_playwright() -> str | None:
    """Playwright's own build, where it can be fetched."""
    done = subprocess.run(
        [sys.executable, "-m", "playwright", "install", "chromium"],
        check=False,
        capture_output=True,
        timeout=600,
    )
    return None if done.returncode else _own()


def _own() -> str | None:
    with sync_playwright() as driver:
        return driver.chromium.executable_path


@contextmanager
def launched(chromium: str) -> Iterator[Browser]:
    """A browser without a window, with a profile of its own."""
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=list(QUIET))
        try:
            yield browser
        finally:
            browser.close()
