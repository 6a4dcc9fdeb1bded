"""Respondents that are easily got wrong: who answers, under which award, and from when a date runs."""

from datetime import date

import pytest

from proviso.queries.matter import MatterOn, matter_on
from proviso.queries.may import NotAsked
from proviso.queries.record import Record
from tests.village import EVERYTHING, HOUSTON, US, ask, line, orders, put, state

pytestmark = pytest.mark.django_db
BERNALILLO, ALBANY, JACKSON, WEST_PALM_BEACH = "J13", "J11", "J17", "J27"
NEW_ORLEANS, SEATTLE, VERMONT, MIDDLESEX = "J05", "J37", "J39", "J31"


def test_bernalillo_answers_as_a_subrecipient() -> None:
    """The county's letter is about a grant to the City of Albuquerque, which is not on the roster. The county
    answers for its subgrant; the city has no matter. A subrecipient has no hearing under 28 CFR part 18.
    """
    found = ask("determine", BERNALILLO, "2018-03-01", year=2016)
    scope = found.ground("award.not-in-scope")
    assert scope.holds is True
    assert "as subrecipient, with award A-J13-FY2016" in scope.says
    assert found.ground("hearing.pending").says.endswith("Right to a hearing in this role: no.")
    city = ask(
        "determine", f"{US}/state:nm/place:albuquerque", "2018-03-01", programme="16.738", year=2016
    )
    assert city.ground("award.not-in-scope").holds is False


def test_jacksons_november_letter_went_to_a_former_mayor() -> None:
    """It was addressed to Tony Yarber, who had left office. The date printed in it stands as printed and does not
    run: nothing was served, so no clock starts, nothing is overdue, and nobody may escalate.
    """
    assert state("J17-FY2016", "2017-11-15") == "undelivered"
    clock = ask("start-clock", JACKSON, "2017-12-20", year=2016).ground("service.unproven")
    assert clock.holds is False
    assert "went to the wrong addressee: this service starts nothing" in clock.says
    stands = line("J17-FY2016", "2017-12-20")
    assert stands is not None
    assert (stands.due, stands.started, stands.overdue) == (date(2017, 12, 8), False, 0)
    again = ask("send-again", JACKSON, "2017-12-20", year=2016, only="fairness")
    assert again.why == ["service.unproven"]
    subpoena = ask("issue-subpoena", JACKSON, "2018-01-10", year=2016)
    assert {"trigger.unproven", "service.unproven"} <= set(subpoena.why)


def test_albany_said_on_the_day_that_it_had_nothing() -> None:
    """The list was in the press on 24 January; the mayor's office said that no letter had come. A press release
    is not service. In November it had answered, so the earlier letter was served.
    """
    before = ask("send-request", ALBANY, "2018-01-23", year=2016).ground("service.unproven")
    assert before.holds is True
    found = ask("send-again", ALBANY, "2018-01-24", year=2016).ground("service.unproven")
    assert found.holds is False
    assert found.says.endswith("The respondent said that it did not have it.")
    assert state("J11-FY2016", "2018-01-24") == "undelivered"
    subpoena = ask("issue-subpoena", ALBANY, "2018-03-01", year=2016).ground("trigger.unproven")
    assert (subpoena.holds, "service of the request is not proven" in subpoena.says) == (
        False,
        True,
    )


def test_west_palm_beach_sued_settled_and_was_cleared() -> None:
    """It had the letter by the day it sued over it (6 February 2018). On 27 March the suit was settled: a letter
    said that there is no evidence now. The review of FY2016 money and of the FY2017 application both ended.
    """
    assert ask("start-clock", WEST_PALM_BEACH, "2018-02-05", year=2016).why == ["service.unproven"]
    assert ask("start-clock", WEST_PALM_BEACH, "2018-02-06", year=2016).permitted
    assert state("J27-FY2016", "2018-03-26") == "served"
    assert (state("J27-FY2016", "2018-03-27"), state("J27-FY2017", "2018-03-27")) == (
        "cleared",
        "settled",
    )
    closed = ask("issue-subpoena", WEST_PALM_BEACH, "2018-04-01", year=2016).ground("matter.closed")
    assert closed.says == "The matter was settled on 27 March 2018."
    counted = ask("count-clearance", WEST_PALM_BEACH, "2018-04-01", year=2016)
    assert counted.why == ["clearance.unpublished not known"]
    stands = line("J27-FY2016", "2018-04-01")
    assert stands is not None
    assert (stands.due, stands.overdue) == (None, 0)


@pytest.mark.parametrize("respondent", [SEATTLE, VERMONT])
def test_dropped_in_january_and_asked_in_april(respondent: str) -> None:
    """Seattle and Vermont were written to in November and got no January letter. They were not cleared: the same
    request reached them on 12 April 2018, with 14 May as its date.
    """
    matter = f"{respondent}-FY2016"
    for day in ("2018-01-24", "2018-04-11"):
        assert ask("send-request", respondent, day, year=2016).ground("matter.closed").holds is True
    assert (
        ask("count-clearance", respondent, "2018-04-11", year=2016).ground("clearance.unsent").holds
        is False
    )
    before, after = line(matter, "2018-04-11"), line(matter, "2018-04-12")
    assert before is not None
    assert after is not None
    assert (before.due, after.due) == (date(2017, 12, 8), date(2018, 5, 14))


def test_new_orleans_was_cleared_and_so_got_no_january_letter() -> None:
    """Cleared by a letter of 17 November 2017. A cleared matter is not asked again until it is reopened; the duty
    goes on, and a clearance is no determination.
    """
    assert state("J05-FY2016", "2017-11-16") == "answered"
    assert state("J05-FY2016", "2017-11-17") == "cleared"
    asked = ask("send-request", NEW_ORLEANS, "2018-01-24", year=2016)
    assert asked.ground("matter.closed").says == "The matter was cleared on 17 November 2017."
    assert asked.ground("matter.closed").cure == "Reopen the matter with a reason (reopen-matter)."
    assert (
        ask("withhold-cash", NEW_ORLEANS, "2018-01-24", year=2016)
        .ground("determination.missing")
        .holds
        is False
    )


def test_fy2016_money_and_the_fy2017_application_are_two_matters() -> None:
    """Louisville was cleared on the FY2016 award in April 2018. The FY2017 application stood where it was until its
    money was released, and what bars one bars not the other.
    """
    assert (state("J21-FY2016", "2018-04-12"), state("J21-FY2017", "2018-04-12")) == (
        "cleared",
        "noticed",
    )
    assert state("J21-FY2017", "2019-03-02") == "released"
    assert orders("enforce-condition", "J21", "2018-01-24", "notice", year=2017) == [
        "order.bars O08"
    ]
    assert orders("enforce-condition", "J21", "2018-01-24", "notice", year=2016) == []


def test_louisville_is_one_body_under_its_place_id_its_county_id_and_its_number() -> None:
    """City and county are one government. Whichever id is used, the answer is about the same matter."""
    ids = [f"{US}/state:ky/place:louisville", f"{US}/state:ky/county:jefferson", "J21", "j21"]
    found = [ask("send-request", one, "2018-01-23", year=2016).found for one in ids]
    assert {one.respondent for one in found} == {f"{US}/state:ky/county:jefferson"}
    assert {one.matter for one in found} == {"J21-FY2016"}


def test_a_question_that_fits_several_matters_is_not_guessed_at() -> None:
    """Without a year it fits Bernalillo's FY2016 award and its FY2017 application. The answer lists both."""
    found = put("send-request", BERNALILLO, "2018-03-01")
    assert isinstance(found, NotAsked)
    assert found.code == "matter.several"
    assert [one.split()[0] for one in found.instead] == ["J13-FY2016", "J13-FY2017"]


def test_a_condition_that_only_one_matter_is_about_says_which() -> None:
    """The notice condition is of FY2017: no year is needed to see which matter is meant."""
    assert (
        ask("enforce-condition", BERNALILLO, "2018-03-01", condition="notice").found.matter
        == "J13-FY2017"
    )


def test_a_matter_that_was_not_open_yet_is_not_meant() -> None:
    """California's FY2017 matter begins when the conditions for every applicant were announced, on 25 July 2017."""
    assert ask("send-request", "J01", "2017-07-24").found.matter == "J01-FY2016"
    assert isinstance(put("send-request", "J01", "2017-07-25"), NotAsked)


def test_a_government_without_a_matter() -> None:
    """Houston was never written to. Orders are told in full; that it has no matter is the one procedure ground."""
    found = ask(
        "enforce-condition",
        HOUSTON,
        "2018-01-24",
        condition="notice",
        year=2017,
        programme="16.738",
    )
    assert found.why == ["order.bars O08", "award.not-in-scope"]
    assert found.found.matter is None
    assert "City of Houston, TX has no award or application on record" in found.says


def test_middlesex_may_be_one_of_two_bodies() -> None:
    """A county and a borough of New Jersey bear the name. Until it is settled which, nothing may be sent."""
    found = ask("send-request", MIDDLESEX, "2018-01-23", year=2016).ground("identity.ambiguous")
    assert found.holds is False
    assert "county:middlesex or" in found.says
    assert "place:middlesex" in found.says


def test_king_county_was_reached_by_e_mail_and_one_award_serves_two() -> None:
    """King County's letter asks for one answer together with Seattle, under one award. It came by e-mail on the day,
    so its date runs; whether it answered was not found, and the record says only that no answer is on it.
    """
    stands = line("J18-FY2016", "2018-03-01")
    assert stands is not None
    assert (stands.started, stands.overdue, stands.award) == (True, 6, "A-J18-FY2016")
    found = ask("issue-subpoena", "J18", "2018-03-01", year=2016)
    assert found.ground("trigger.unproven").says.endswith("and no answer is on record.")
    assert found.why == ["approval.missing"]
    seattle = ask("issue-subpoena", SEATTLE, "2018-03-01", year=2016).ground("award.not-in-scope")
    assert "with award A-J18-FY2016" in seattle.says


def test_a_threat_is_no_subpoena_and_a_concern_no_finding() -> None:
    """Louisville was threatened with a subpoena in January 2018. Nothing was determined, so no remedy is open."""
    found = matter_on(Record(), "J21-FY2016", on=date(2018, 3, 1), known=EVERYTHING)
    assert isinstance(found, MatterOn)
    assert found.standing.subpoenas.threatened
    assert not found.standing.subpoenas.issued
    open_ = {one.answer.question.act for one in found.may if one.answer.permitted}
    remedies = {
        "withhold-cash",
        "suspend-award",
        "terminate-award",
        "require-repayment",
        "designate-ineligible",
    }
    assert not open_ & remedies
    repay = ask("require-repayment", "J21", "2018-03-01", year=2016).ground("determination.missing")
    assert repay.says == "No determination has been made. A concern is not a finding."


def test_louisville_answered_in_time_by_an_objection() -> None:
    """Its counsel wrote before 23 February 2018 and asked that the threat be withdrawn. An answer in time triggers
    nothing, unless two reviewers sign what is missing from it.
    """
    found = ask("issue-subpoena", "J21", "2018-03-01", year=2016).ground("trigger.unproven")
    assert found.holds is False
    assert found.says.startswith("An answer came in time")
