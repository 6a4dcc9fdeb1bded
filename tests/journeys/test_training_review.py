"""A whole training review by three people in three browsers: opened, asked, answered, evaluated, cleared, closed."""

import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.conftest import watch
from tests.journeys.served import PROVISO, environ, password

PEOPLE = ("ada", "bo", "olive")  # analyst, approver, the owner of Quillhaven County
REVIEW, MATTER, ROUND = "practice-2026", "T03-FY2026", "R1"
LETTER = f"L-{MATTER}-{ROUND}"
ROSTER = f"""respondent,state,kind,geoid,why,matter,year,role,contact,office,name,address,channel,verified_on,how
"Quillhaven County, MV",MV,county,ZZ90005,Equipment not used,{MATTER},2026,direct,treasurer,County Treasurer,Harriet Moss,,portal,2026-03-02,telephone
"""
ITEMS = (
    ("inventory", "The list of equipment bought with the award."),
    ("policy", "The policy on disposal of equipment."),
)


@dataclass(frozen=True, slots=True)
class Desk:
    """One person's browser."""

    page: Page
    site: str

    def to(self, path: str) -> Page:
        answer = self.page.goto(self.site + path)
        assert answer is not None
        assert answer.status == 200, f"{path} answered {answer.status}"
        return self.page

    def press(self, words: str) -> None:
        self.page.locator("main").get_by_role("button", name=words).first.click()

    def follow(self, words: str) -> None:
        self.page.locator("main").get_by_role("link", name=words).first.click()

    def pick(self, words: str) -> None:
        """Choose a box or a circle by its words."""
        self.page.locator("main label", has_text=words).last.click()

    def record(self, path: str, **typed: str) -> None:
        """Fill in an act's form, check it, record it."""
        page = self.to(path)
        for name, value in typed.items():
            field = page.locator(f"#field-{name}")
            if field.evaluate("one => one.tagName") == "SELECT":
                field.select_option(value)
            else:
                field.fill(value)
        self.press("Check")
        assert page.locator("button[value=record]").count(), page.locator("main").inner_text()
        page.locator("button[value=record]").click()
        assert "Nothing was recorded" not in page.locator("main").inner_text()
        assert page.locator(".told").is_visible(), page.locator("main").inner_text()

    def says(self, words: str) -> None:
        told = self.page.locator("main").inner_text()
        assert words in told, told


@pytest.fixture
def desks(browser: Browser, site: str, shared: Path) -> Iterator[dict[str, Desk]]:
    """The three people, signed in, each of whom has just shown again who they are."""
    troubles: list[str] = []
    found, contexts = {}, []
    for who in PEOPLE:
        context = browser.new_context(
            viewport={"width": 1280 if who != "olive" else 390, "height": 900}
        )
        contexts.append(context)
        page = context.new_page()
        watch(page, site, troubles, 422)  # a refusal is an answer
        secret = password(shared / "installation", f"{who}@demo.example")
        page.goto(f"{site}/desk/again/?next=/desk/")
        if page.get_by_label("Email").count():
            page.get_by_label("Email").fill(f"{who}@demo.example")
            page.get_by_label("Password").fill(secret)
            page.get_by_role("button", name="Sign in", exact=True).click()
            page.goto(f"{site}/desk/again/?next=/desk/")
        page.get_by_label("Password").fill(secret)
        page.get_by_role("button", name="Confirm").click()
        found[who] = Desk(page, site)
    yield found
    for context in contexts:
        context.close()
    assert not troubles, "\n".join(troubles)


def test_a_review_from_its_opening_to_its_end(
    desks: dict[str, Desk], shared: Path, tmp_path: Path
) -> None:
    ada, bo, olive = (desks[who] for who in PEOPLE)
    opened(ada)
    on_the_roster(ada)
    round_prepared(ada)
    approved(bo)
    released(ada, shared / "installation")
    acknowledged_and_more_time_asked(olive)
    more_time_given(ada)
    answered(olive, tmp_path)
    evaluated(ada, bo)
    cleared_and_closed(bo, ada)


def opened(ada: Desk) -> None:
    page = ada.to("/desk/reviews/new/")
    page.locator("label[for=procedure-1]").click()
    ada.press("Continue")
    page.get_by_label("Programme").select_option("ZZ.101")
    ada.pick("Correction of single-audit findings")
    ada.press("Continue")
    page.get_by_label("Title").fill("Practice: unused equipment, fiscal year 2026")
    page.get_by_label("Short name").first.fill(REVIEW)
    for at, (item, asks) in enumerate(ITEMS, 1):
        page.locator(f"#item-{at}").fill(item)
        page.locator(f"#asks-{at}").fill(asks)
    ada.press("Continue")
    ada.says("Ada Analyst, today")
    ada.press("Open the review")
    ada.says("nobody is on its roster yet")


def on_the_roster(ada: Desk) -> None:
    page = ada.to(f"/desk/reviews/{REVIEW}/roster/import/")
    page.get_by_label("Or paste rows").fill(ROSTER)
    ada.press("Show what it would change")
    ada.says("The table would add 5 entries for 1 row")
    ada.press("Record 5 entries")
    ada.says("Quillhaven County")


def round_prepared(ada: Desk) -> None:
    page = ada.to(f"/desk/rounds/new/?review={REVIEW}&kind=document-request")
    page.get_by_label("Day by which an answer").fill(a_working_day())
    page.get_by_label("Letterhead").select_option("zz-mv-grants")
    page.get_by_label("Signed by").fill("Ruth Ashgrove")
    page.get_by_label("Authority").fill("2 CFR 200.337; the terms of the award")
    for item, _ in ITEMS:
        ada.pick(item)
    page.get_by_role("textbox", name="Answer to").fill("Office of Grants, 1 Mill Street")
    page.get_by_role("textbox", name="Questions").fill("Ines Calloway, 555-0100")
    ada.press("Read every letter")
    ada.says("Dear Harriet Moss:")
    ada.press("Prepare 1 letter")
    ada.says("wait for a second person")


def approved(bo: Desk) -> None:
    bo.to(f"/desk/templates/{REVIEW}/document-request/document_request/1/approve/")
    bo.press("Approve these words")
    bo.to("/desk/approvals/")
    bo.follow("Read its letters and decide")
    bo.follow("Approve")
    bo.press("Approve 1 letter")
    bo.says("approved and have not been released")
    bo.to(f"/desk/rounds/{REVIEW}/{ROUND}/release/")
    bo.press("Release")
    bo.says("would both approve and release this round")


def released(ada: Desk, home: Path) -> None:
    page = ada.to(f"/desk/rounds/{REVIEW}/{ROUND}/release/")
    ada.press("Release")
    page.get_by_text("1 of 1 recorded").wait_for()
    subprocess.run([*PROVISO, "work", "--once"], check=True, env=environ(home), capture_output=True)
    ada.to(f"/desk/rounds/{REVIEW}/{ROUND}/")
    ada.says("1 carried out")


def acknowledged_and_more_time_asked(olive: Desk) -> None:
    olive.to("/respond/")
    olive.says(f"Letter {LETTER} is not answered")
    olive.record(f"/respond/{MATTER}/ask/record-receipt/", letter=LETTER)
    olive.says("Request delivered; no answer is on record")
    ask = f"/respond/{MATTER}/ask/ask-extension/?clock={LETTER}-due"
    olive.record(ask, clock=f"{LETTER}-due", until="2099-01-12", reason="It is counted in January.")


def more_time_given(ada: Desk) -> None:
    ada.to("/desk/")
    ada.says("Answer the request for more time")
    given = f"/desk/matters/{MATTER}/do/grant-extension/"
    ada.record(given, clock=f"{LETTER}-due", until="2099-01-12")


def answered(olive: Desk, folder: Path) -> None:
    listed = folder / "equipment.csv"
    listed.write_text("item,bought\nTruck,2026\n", encoding="utf-8")
    page = olive.to(f"/respond/{MATTER}/answer/{LETTER}/")
    olive.says("0 of 2 items prepared")
    page.locator("input[type=file]").first.set_input_files(listed)
    page.locator("button", has_text="the file to item 1").click()
    page.get_by_text("1 of 2 items prepared").wait_for()
    page.locator("summary", has_text="Say it in words").last.click()
    olive.pick("We have no such documents")
    page.locator("textarea").last.fill("There is no written policy.")
    page.locator("button", has_text="the answer to item 2").click()
    page.get_by_text("2 of 2 items prepared").wait_for()
    olive.follow("Check the answers")
    olive.follow("Go on to certify and sign")
    page.get_by_label("Your name").fill("Olive Owner")
    page.get_by_label("Your office").fill("County Treasurer")
    page.get_by_label("Your authority to sign").fill("County Charter, article 4")
    olive.pick("I certify this")
    olive.press("Sign and send")
    olive.says("Received: 2 of 2 items answered")
    olive.says("1 with documents, 1 none held; 1 file")


def evaluated(ada: Desk, bo: Desk) -> None:
    for item, _ in ITEMS:
        read = f"/desk/matters/{MATTER}/do/evaluate-item/"
        ada.record(read, item=item, level="sufficient", cites="equipment.csv, line 2")
        bo.record(f"/desk/matters/{MATTER}/do/concur-evaluation/", item=item)


def cleared_and_closed(bo: Desk, ada: Desk) -> None:
    bo.record(f"/desk/matters/{MATTER}/do/clear-matter/", says="Nothing found amiss.")
    bo.says("Cleared")
    ada.record(f"/desk/reviews/{REVIEW}/do/close-review/", why="Every matter is cleared.")
    ada.to(f"/reviews/{REVIEW}/")
    ada.says("Practice: unused equipment")


def a_working_day() -> str:
    """A working day of next year's, in words of a date field: the second Wednesday of March is no holiday."""
    first = date(date.today().year + 1, 3, 1)  # noqa: DTZ011
    return str(first + timedelta(days=(2 - first.weekday()) % 7 + 7))
