"""The day that is shown, as a reader changes it."""

from tests.journeys.conftest import Opener


def test_a_reader_without_scripts_shows_another_day_and_goes_back(clean_page: Opener) -> None:
    page = clean_page("/", scripts=False)
    page.get_by_text("Show another day").click()
    page.get_by_label("As of", exact=True).fill("2018-01-24")
    page.get_by_role("button", name="Show this day").click()
    assert "on=2018-01-24" in page.url
    assert page.get_by_text("This is not the present position.").is_visible()
    page.get_by_role("link", name="About the data").first.click()
    assert "on=2018-01-24" in page.url, "every link keeps the day"
    page.get_by_role("link", name="Back to today").click()
    assert "on=" not in page.url
    assert page.get_by_text("with all that is on record").is_visible()


def test_a_day_that_cannot_be_read_is_kept_and_explained(clean_page: Opener) -> None:
    page = clean_page("/?on=1/2/2018&known=2018-03-01", status=400)
    assert page.get_by_label("As of", exact=True).input_value() == "1/2/2018"
    assert page.get_by_label("As known on").input_value() == "2018-03-01"
    assert page.get_by_role("alert").get_by_text("only one way").is_visible()
