"""Signing in as a person does it: with a keyboard and no script, with a passkey, on a phone's width; every page of it through axe."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.axe import violations
from tests.journeys.conftest import Opener
from tests.journeys.served import PROVISO, environ

# Each worker of the run has an account of its own: the installation is one for all of them.
EMAIL = f"ruth-{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}@town.example"
OPEN = ("/sign-in/", "/sign-in/closed/", "/sign-in/lost/", "/sign-in/lost/sent/", "/desk-code/")
OWN = (
    "/desk/account/",
    "/desk/keys/",
    "/desk/keys/passkeys/",
    "/desk/again/",
    "/desk/password/",
    "/desk/keys/app/",
    "/desk/keys/passkeys/add/",
    "/desk/elsewhere/",
    "/sign-out/",
)


@pytest.fixture(scope="package")
def password(site: str, shared: Path) -> Iterator[str]:
    """An account that holds a role until a day, made as whoever runs the site makes it; its first password."""
    home = shared / "installation"
    words = ("people", "add", EMAIL, "--name", "Ruth Ashgrove", "--role", "respondent-owner")
    done = subprocess.run(
        [*PROVISO, *words, "--at", "J02", "--until", "2099-12-31"],
        env=environ(home),
        capture_output=True,
        text=True,
        check=True,
    )
    yield done.stdout.splitlines()[0].rpartition(" ")[2]


def sign_in(page: Page, password: str) -> None:
    page.get_by_label("Email").fill(EMAIL)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in", exact=True).click()


@pytest.mark.parametrize("path", OPEN)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_where_one_signs_in(clean_page: Opener, path: str, theme: str) -> None:
    page = clean_page(path, theme=theme)
    assert violations(page) == []
    assert page.locator("h1").count() == 1


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_on_pages_of_ones_own(
    clean_page: Opener, site: str, password: str, theme: str
) -> None:
    page = clean_page("/desk/account/", theme=theme, width=320)
    sign_in(page, password)
    page.goto(f"{site}/desk/again/?next=/desk/account/")
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Confirm").click()
    for path in OWN:
        answer = page.goto(site + path)
        assert answer is not None
        assert answer.status == 200, path
        assert violations(page) == [], path
        assert page.locator("h1").count() == 1, path
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path


def test_signing_in_and_out_needs_no_script(clean_page: Opener, password: str) -> None:
    page = clean_page("/desk/account/", scripts=False)
    sign_in(page, password)
    assert page.get_by_text("You are signed in as Ruth Ashgrove.").is_visible()
    assert page.get_by_text("Through 31 December 2099.").is_visible()
    page.get_by_role("button", name="Sign out").click()
    page.goto(page.url + "desk/")
    assert page.get_by_role("heading", level=1).inner_text() == "Sign in"


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_letters_code_is_typed_without_script_on_a_phone(
    clean_page: Opener, site: str, theme: str
) -> None:
    page = clean_page("/desk-code/00000-00000/", scripts=False, width=320, theme=theme)
    assert page.get_by_label("Code of the letter").input_value() == "00000-00000"
    page.keyboard.press("Tab")
    page.get_by_role("button", name="Send me six digits").press("Enter")
    assert page.get_by_role("heading", level=1).inner_text() == "Type the six digits that were sent"
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.get_by_label("Six digits").fill("000000")


def test_axe_finds_nothing_where_digits_are_typed(clean_page: Opener) -> None:
    page = clean_page("/desk-code/")
    page.get_by_label("Code of the letter").fill("00000-00000")
    page.get_by_role("button", name="Send me six digits").click()
    assert violations(page) == []
    assert page.locator("h1").count() == 1


def test_a_passkey_is_added_and_then_opens_the_desk_alone(
    browser: Browser, site: str, password: str
) -> None:
    context = browser.new_context()
    page = context.new_page()
    here = site.replace("127.0.0.1", "localhost")  # a passkey is bound to a name, not to a number
    chrome = context.new_cdp_session(page)
    chrome.send("WebAuthn.enable")
    key = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    chrome.send("WebAuthn.addVirtualAuthenticator", {"options": key})
    page.goto(f"{here}/desk/keys/passkeys/add/")
    sign_in(page, password)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Confirm").click()
    page.get_by_label("Name").fill("My laptop")
    if page.get_by_label("Passwordless").count():
        page.get_by_text("Passwordless").click()
    page.locator("#mfa_webauthn_add").click()
    page.wait_for_url("**/desk/keys/codes/")
    page.goto(f"{here}/sign-out/")
    page.get_by_role("button", name="Sign out").click()
    page.goto(f"{here}/sign-in/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url("**/respond/")
    page.goto(f"{here}/desk/account/")
    assert page.get_by_text("Passkeys: My laptop").is_visible()
    context.close()
