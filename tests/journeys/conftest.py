"""What a journey needs: the address of the site, a browser, and `clean_page`, which fails on what a reader would not see."""

import fcntl
import os
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.journeys.browser import NoBrowser, find, launched
from tests.journeys.served import seeded, serving

HERE = Path(__file__).parent
Opener = Callable[..., Page]


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """One worker drives the browser (with `--dist loadgroup`), so that it is started once."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.journey)
            item.add_marker(pytest.mark.xdist_group("journeys"))


@contextmanager
def _alone(place: Path) -> Iterator[None]:
    """Only one process of the test run at a time."""
    with place.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all workers of this run have in common."""
    folder = tmp_path_factory.getbasetemp()
    return folder.parent if os.environ.get("PYTEST_XDIST_WORKER") else folder


@pytest.fixture(scope="session")
def chromium(shared: Path) -> str:
    """A Chromium; without one the journeys are skipped aloud, and fail where CI is set."""
    try:
        with _alone(shared / "chromium.lock"):
            return find()
    except NoBrowser as none:
        if os.environ.get("CI"):
            pytest.fail(str(none))
        warnings.warn(pytest.PytestWarning(f"BROWSER TESTS SKIPPED. {none}"), stacklevel=1)
        pytest.skip(str(none))


@pytest.fixture(scope="package")
def site(shared: Path) -> Iterator[str]:
    """The address of the reference review, served."""
    home = shared / "installation"
    with _alone(shared / "installation.lock"):
        seeded(home)
        server = serving(home)
        address = server.__enter__()
    yield address
    server.__exit__(None, None, None)


@pytest.fixture(scope="package")
def browser(chromium: str) -> Iterator[Browser]:
    """One browser for the folder. It is closed when the folder is left: Django refuses work beside its loop."""
    with launched(chromium) as browser:
        yield browser


@pytest.fixture
def opened(browser: Browser, site: str) -> Iterator[Opener]:
    """`opened("/reviews/", width=320, theme="dark", scripts=False)`: a page whose troubles fail the test."""
    contexts: list[BrowserContext] = []
    troubles: list[str] = []

    def open_page(
        path: str,
        *,
        width: int = 1280,
        theme: str = "light",
        scripts: bool = True,
        status: int = 200,
    ) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme="dark" if theme == "dark" else "light",
            java_script_enabled=scripts,
            reduced_motion="reduce",
        )
        contexts.append(context)
        page = context.new_page()
        watch(page, site, troubles, status)
        answer = page.goto(site + path)
        assert answer is not None
        assert answer.status == status, f"{path} answered {answer.status}"
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not troubles, "\n".join(troubles)


def watch(page: Page, site: str, troubles: list[str], status: int) -> None:
    """Note errors in the console and in scripts, and every request to another site."""

    def said(kind: str, text: str) -> None:
        if status < 400 or f"status of {status}" not in text:
            troubles.append(f"{kind} at {page.url}: {text}")

    page.on(
        "console",
        lambda one: said("console", one.text) if one.type in ("error", "warning") else None,
    )
    page.on("pageerror", lambda one: said("script error", str(one)))
    page.on(
        "request",
        lambda one: (
            None
            if one.url.startswith((site, "data:"))
            else said("request to another site", one.url)
        ),
    )


@pytest.fixture
def clean_page(opened: Opener) -> Opener:
    """The same as `opened`, under the name that says what it checks."""
    return opened
