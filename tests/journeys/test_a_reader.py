"""The reference review as the public reads it: from the first page to a figure, its rows, one city, the order that protects it, and the source."""

from playwright.sync_api import Page

from tests.journeys.conftest import Opener


def follow(page: Page, words: str) -> None:
    page.locator("main").get_by_role("link", name=words).first.click()


def says(page: Page, words: str) -> None:
    told = page.locator("main").inner_text()
    assert words in told, told


def test_a_reporter_goes_from_a_figure_to_its_rows_to_a_city_and_its_order(
    clean_page: Opener,
) -> None:
    page = clean_page("/")
    page.locator("nav[aria-label=Main]").get_by_role("link", name="Reviews").click()
    follow(page, "Section 1373 and Byrne JAG")
    page.goto(page.url.partition("?")[0] + "?on=2018-03-01")
    page.locator("main a[href*='round=R4']").first.click()
    assert "on=2018-03-01" in page.url
    says(page, "Chicago")
    follow(page, "Chicago")
    says(page, "Chicago")
    page = clean_page("/matters/J02-FY2017/?on=2018-10-01")
    page.locator("main a[href^='/orders/']").first.click()
    says(page, "What it bars")
    assert "on=2018-10-01" in page.url, "the day is carried along"


def test_a_city_attorney_asks_the_gate_and_keeps_the_address(clean_page: Opener) -> None:
    page = clean_page("/may/")
    page.get_by_label("Act", exact=True).select_option("enforce-condition")
    page.get_by_label("Government").fill("J02")
    page.get_by_label("Condition").select_option("notice")
    page.get_by_label("Fiscal year").fill("2017")
    page.locator("main form").get_by_label("Day", exact=True).fill("2018-06-26")
    page.get_by_role("button", name="Ask").click()
    heading = page.locator("h1").inner_text()
    assert "may not enforce" in heading
    assert "Chicago" in heading
    address = page.url
    again = clean_page("/" + address.split("/", 3)[3])
    assert again.locator("h1").inner_text() == heading


def test_a_grants_officer_reads_where_accounts_differ_and_who_said_so(clean_page: Opener) -> None:
    page = clean_page("/conflicts/")
    page.locator("main a[href*='count/january-2018-recipients']").first.click()
    says(page, "Values side by side")
    page.locator("main a[href^='/sources/']").first.click()
    assert "/sources/" in page.url
    assert page.locator("h1").is_visible()
