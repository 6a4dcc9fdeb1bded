"""The page of a respondent's matter: what may happen next, its dates, claims with replies, history, and its calendar."""

import pytest
from django.test import Client

from tests.web.asking import source, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("review")]
JACKSON = "/matters/J17-FY2016/?on=2018-03-01"
CHICAGO = "/matters/J02-FY2017/?on=2018-03-01"


def test_the_heading_states_where_it_stands(client: Client) -> None:
    said = words(client, JACKSON)
    assert (
        "City of Jackson, MS, fiscal year 2016: The letter did not arrive, or may not have" in said
    )
    assert "state since 24 January 2018" in said


def test_a_date_is_not_overdue_while_its_clock_has_not_started(client: Client) -> None:
    said = words(client, JACKSON)
    assert "delivery of the letter that states it is not proven" in said
    assert "Clock not started" in said
    assert "Overdue" not in said


def test_what_may_happen_next_stands_in_groups_with_reason_and_cure(client: Client) -> None:
    said = words(client, JACKSON)
    assert "Open now" in said
    assert "Only after something else happens" in said
    assert "No determination has been made. A concern is not a finding." in said
    assert "What would change it: Make a determination" in said


def test_an_order_that_bars_steps_is_named_with_conditions_and_year(client: Client) -> None:
    said = words(client, CHICAGO)
    assert "Blocked by a court order" in said
    assert "Court order in force" in said
    assert "O08 (N.D. Ill. (Leinenweber), 15 September 2017) is in effect on 1 March 2018" in said
    assert "Fiscal year 2017, over Notice of release; Access to detention facilities" in said


def test_each_step_leads_to_its_question_with_the_day(client: Client) -> None:
    said = source(client, CHICAGO)
    asked = "/may/?on=2018-03-01&amp;act=impose-condition&amp;respondent=J02-FY2017&amp;condition=notice"
    assert f'href="{asked}"' in said


def test_a_claim_has_the_reply_beside_it_or_says_that_none_is_on_record(client: Client) -> None:
    said = words(client, JACKSON)
    assert "Claim of the agency, 15 November 2017" in said
    assert "No reply to this is on record. That is no finding that there was none." in said
    assert "Its mayor" in said


def test_every_entry_has_an_address_of_its_own_and_says_when_it_was_learned(client: Client) -> None:
    said = source(client, JACKSON)
    assert 'id="entry-16"' in said
    assert 'href="#entry-16"' in said
    assert "learned the same day, 24 January 2018" in words(client, JACKSON)


def test_nothing_of_the_future_is_shown_in_the_past(client: Client) -> None:
    said = words(client, "/matters/J17-FY2016/?on=2017-12-01")
    assert "L-J17-2018-01-24" not in said
    assert "15 November 2017" in said


def test_what_had_not_been_learned_is_not_shown(client: Client) -> None:
    late = words(client, "/matters/J17-FY2016/?on=2018-03-01&known=2018-01-26")
    assert "entry 16" not in late


def test_before_it_began_the_page_says_so(client: Client) -> None:
    assert "had not begun" in words(client, "/matters/J17-FY2016/?on=2015-01-01")


def test_a_government_with_one_matter_or_another_letter_case_is_sent_on(client: Client) -> None:
    answer = client.get("/matters/j17-fy2016/?on=2018-03-01")
    assert answer.status_code == 302
    assert answer.headers["Location"] == JACKSON


def test_a_government_with_several_matters_offers_them(client: Client) -> None:
    said = words(client, "/matters/J17/")
    assert "J17-FY2016" in said
    assert "J17-FY2017" in said


def test_what_is_not_there_is_not_found(client: Client) -> None:
    source(client, "/matters/J99-FY2016/", status=404)
    source(client, "/matters/J99-FY2016/dates.ics", status=404)


def test_its_dates_are_a_calendar(client: Client) -> None:
    answer = client.get("/matters/J17-FY2016/dates.ics?on=2018-03-01")
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert b"BEGIN:VEVENT" in answer.content
    assert b"20180223" in answer.content


def test_an_address_of_a_contact_is_never_shown(client: Client) -> None:
    for matter in ("J17-FY2016", "J18-FY2016", "J02-FY2016"):
        assert "@" not in words(client, f"/matters/{matter}/")
