"""May this be done? The form, the answer as a heading, the choice among governments, and the JSON twin."""

import json

import pytest
from django.test import Client

from proviso.outside import rulebook
from proviso.queries.pages.next_acts import GROUPS
from proviso.web.phrases import ACTS, MAY, MEANINGS
from tests.village import HOUSTON
from tests.web.asking import source, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("review")]
ASKED = f"act=enforce-condition&respondent={HOUSTON}&condition=notice&year=2017&on=2018-01-24&only=orders"
SUBPOENA = "act=issue-subpoena&respondent=J17-FY2016&on=2018-03-01"


def test_without_a_question_the_page_is_the_form(client: Client) -> None:
    said = source(client, "/may/")
    assert "<h1>May this be done?</h1>" in said
    assert '<option value="enforce-condition">' in said


def test_the_heading_is_the_answer(client: Client) -> None:
    said = words(client, f"/may/?{ASKED}")
    assert (
        "The U.S. Department of Justice may not enforce the notice condition against the "
        "City of Houston, TX on 24 January 2018" in said
    )
    assert "Blocked by a court" in said


def test_each_ground_is_shown_with_its_evidence_and_cure(client: Client) -> None:
    said = words(client, f"/may/?{SUBPOENA}")
    assert "may not yet issue a subpoena to the City of Jackson, MS" in said
    assert "Service of the earlier letter is proven" in said
    assert "What would change it: Prove delivery" in said
    assert "matter:J17-FY2016#12" in said


def test_a_name_that_means_one_government_is_answered(client: Client) -> None:
    asked = ASKED.replace(HOUSTON, "City of Houston, TX")
    assert "may not enforce the notice condition" in words(client, f"/may/?{asked}")


def test_a_name_that_means_several_offers_them_and_keeps_the_question(client: Client) -> None:
    said = source(client, f"/may/?{ASKED.replace(HOUSTON, 'Houston')}", status=400)
    assert "Several governments may be meant." in said
    assert "Houston County" in said
    assert "condition=notice&amp;year=2017" in said


@pytest.mark.parametrize(
    ("asked", "reason"),
    [
        ("respondent=J17-FY2016", "No act is named."),
        ("act=issue-subpoena", "No government is named."),
        ("act=dance&respondent=J17-FY2016", "is not an act that can be asked about"),
        ("act=issue-subpoena&respondent=Nowhere", "is not an OCD id of the register"),
        (f"{SUBPOENA}&year=20x6", "“20x6” is not a year."),
        (f"{SUBPOENA}&year=2015", "says 2015"),
        (f"{SUBPOENA}&condition=kindness", "is not a condition on record"),
        (f"{SUBPOENA}&only=luck", "is not a group of grounds"),
        (f"{SUBPOENA}&programme=1", "is not an assistance listing on record"),
        (f"{SUBPOENA}&review=none", "is not a review on record"),
        ("act=issue-subpoena&respondent=J17", "Several matters fit the question"),
    ],
)
def test_a_question_that_cannot_be_answered_says_why_and_keeps_what_was_typed(
    client: Client, asked: str, reason: str
) -> None:
    said = source(client, f"/may/?{asked}", status=400)
    assert reason in words(client, f"/may/?{asked}", status=400)
    assert 'role="alert"' in said
    if "respondent=J17-FY2016" in asked:
        assert 'value="J17-FY2016"' in said


def test_a_field_is_shown_as_typed_and_never_as_markup(client: Client) -> None:
    said = source(client, "/may/?act=issue-subpoena&respondent=%3Cb%3E", status=400)
    assert "&lt;b&gt;" in said
    assert "<b>" not in said


def test_the_json_twin_has_the_command_lines_keys(client: Client) -> None:
    told = json.loads(source(client, f"/may.json?{ASKED}"))
    assert told["permitted"] is False
    assert told["respondent"] == HOUSTON
    assert {one["group"] for one in told["grounds"]} == {"orders"}
    assert set(told) == {
        "act", "respondent", "review", "programme", "year", "condition", "on", "known",
        "permitted", "grounds", "relied_on",
    }  # fmt: skip


def test_the_json_twin_refuses_as_the_command_line_does(client: Client) -> None:
    told = json.loads(source(client, "/may.json?act=dance&respondent=J17", status=400))
    assert told["error"] == "act.unknown"
    assert json.loads(source(client, "/may.json", status=400))["error"] == "act.missing"


def test_every_act_and_group_has_its_words() -> None:
    assert set(rulebook.load().acts) == set(ACTS)
    assert set(GROUPS) == set(MAY) == set(MEANINGS)
