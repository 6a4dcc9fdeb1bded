"""Who sits at a desk in a journey: an account for each role, made as whoever runs the site makes it. No test is here."""

import os
import subprocess
from pathlib import Path

from playwright.sync_api import Page

from tests.journeys.served import PROVISO, environ

AGENCY, GOVERNMENT = "zz/mv/grants", "T03"
BODIES = {
    "analyst": AGENCY,
    "approver": AGENCY,
    "counsel": AGENCY,
    "auditor": AGENCY,
    "admin": "",
    "respondent-owner": GOVERNMENT,
}
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "alone")


def email(role: str) -> str:
    """Each worker of the run has accounts of its own: the installation is one for all of them."""
    return f"{role}-{WORKER}@desk.example"


def account(home: Path, role: str) -> str:
    """Make the account of a role; its password."""
    body = BODIES[role]
    words = ["people", "add", email(role), "--name", f"{role.capitalize()} Person", "--role", role]
    words += ["--at", body] if body else []
    done = subprocess.run(
        [*PROVISO, *words], env=environ(home), capture_output=True, text=True, check=True
    )
    return done.stdout.splitlines()[0].rpartition(" ")[2]


def sign_in(page: Page, role: str, password: str) -> None:
    """Fill in the form of the page that one is sent to."""
    page.get_by_label("Email").fill(email(role))
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in", exact=True).click()


def show_again(page: Page, site: str, password: str) -> None:
    """Show once more who is there, so that pages that bind open."""
    page.goto(f"{site}/desk/again/?next=/desk/")
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Confirm").click()
