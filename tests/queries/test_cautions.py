"""What a person is told to look at before a letter goes: from the record, for one recipient."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from proviso.letters.rounds import Override, RoundFile
from proviso.queries.cautions import cautions_of
from proviso.queries.draft_values import Case
from proviso.queries.drafts import Drafting
from proviso.queries.record import Record
from tests.acts.rounds_village import file, ready
from tests.acts.village import AT, ELDER, JAN_24, MV, done, told

pytestmark = pytest.mark.django_db
V1 = "matter:V1"
LATER = date(2018, 5, 1)


@pytest.fixture(autouse=True)
def a_village(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PROVISO_HOME", str(tmp_path))
    ready()


def case_of(round_file: RoundFile, name: str = "V1") -> tuple[Drafting, Case]:
    drafting = Drafting(round_file, known=AT.date(), record=Record())
    matter = next(one for one in drafting.record.matters if one.matter == name)
    case = drafting.case(matter)
    assert isinstance(case, Case), case
    return drafting, case


def look(**changed: Any) -> dict[str, str]:
    return {one.code: one.says for one in cautions_of(*case_of(file(**changed)))}


def on(day: date, **more: Any) -> Any:
    return told(on=day, **more)


def test_a_recipient_of_whom_all_is_known_needs_no_look() -> None:
    assert set(look()) <= {"award.number-unknown"}


def test_a_contact_is_stale_not_verified_superseded_or_not_there() -> None:
    assert "more than" in look(on=JAN_24 + timedelta(days=4000))["contact.stale"]
    done("note-contact", "matter:V2", contact="mayor", office="Mayor", name="May")
    two = {
        one.code
        for one in cautions_of(
            *case_of(file(overrides={"V2": Override(matter="V2", contact="mayor")}), "V2")
        )
    }
    assert "contact.unverified" in two
    done("supersede-contact", V1, contact="clerk", successor=None)
    assert "contact.none" in look()
    named = look(overrides={"V1": Override(matter="V1", contact="clerk")})
    assert "contact.superseded" in named


def test_another_office_than_that_on_record_and_mail_without_an_address() -> None:
    found = look(
        channel="mail", overrides={"V1": Override(matter="V1", office="Mayor", address=None)}
    )
    assert "on record is Cleo, County Clerk" in found["contact.other"]
    done("note-contact", "matter:V3", contact="desk", office="Desk", address="")
    assert {"contact.other"} <= set(found)


def test_who_it_is_may_stand_in_question_and_a_body_may_share_its_name() -> None:
    done("question-identity", V1, candidates=("a", "b"), why="two bodies")
    done(
        "note-government",
        "register",
        ocd_id=f"{MV}/place:elder",
        geoid="ZZ9",
        name="Elder County",
        short_name="Elder County",
        type="place",
        state="MV",
        county_geoid="",
        population=None,
        roles=(),
    )
    found = look()
    assert "a or b" in found["identity.ambiguous"]
    assert f"{MV}/place:elder" in found["identity.same-name"]


def earlier() -> None:
    done(
        "send-letter",
        V1,
        letter="L0",
        kind="document-request",
        addressee="Cleo, County Clerk",
        items=("policies",),
        due=date(2018, 2, 23),
        round=None,
    )


def test_an_earlier_letter_that_did_not_arrive() -> None:
    earlier()
    assert "Nothing shows that L0" in look(on=LATER)["letter.undelivered"]
    done("report-non-receipt", V1, letter="L0", envelope=on(LATER - timedelta(days=9)))
    assert "did not receive L0" in look(on=LATER)["letter.not-received"]
    done(
        "record-misaddress",
        V1,
        letter="L0",
        addressed_to="The mayor",
        belongs_to="The clerk",
        envelope=on(LATER - timedelta(days=8)),
    )
    found = look(on=LATER)
    assert "wrong person or body" in found["letter.misaddressed"]
    assert "letter.undelivered" not in found


def test_more_time_that_was_asked_for_and_an_agency_that_is_late_itself() -> None:
    earlier()
    done("record-delivery", V1, letter="L0", envelope=on(date(2018, 1, 25)))
    done(
        "ask-extension",
        V1,
        clock="L0-due",
        until=date(2018, 3, 23),
        envelope=on(date(2018, 2, 1)),
    )
    found = look(on=LATER)
    assert "More time was asked for on 1 February 2018" in found["extension.open"]
    assert "The agency is late itself" in found["agency.overdue"]


def test_an_order_in_effect_is_told_with_what_it_touches() -> None:
    day = date(2018, 1, 2)
    done("file-case", "case:C1", case="C1", plaintiffs=(), envelope=on(day))
    done("enter-order", "case:C1", case="C1", order="O1", envelope=on(day))
    done(
        "read-effect",
        "case:C1",
        order="O1",
        effect="E1",
        kind="bars",
        acts=("withhold-award",),
        conditions=("section-1373",),
        programmes=("16.738",),
        years=(),
        binds=("us/doj/ojp",),
        covers=("everyone",),
        covers_certain=True,
        since=day,
        since_certain=True,
        since_latest=None,
        until=None,
        envelope=on(day),
    )
    assert look()["order.in-effect"] == "O1 is in effect and touches: withhold-award."


def test_a_subrecipient_is_addressed_as_such_and_its_letter_has_the_clause() -> None:
    done(
        "make-award",
        "award:A2",
        award="A2",
        programme="16.738",
        year=2016,
        recipient=MV,
        subrecipients=(ELDER,),
        applicants=(),
        number=None,
        kind="direct",
    )
    done(
        "open-matter",
        "matter:V4",
        matter="V4",
        review="R1",
        respondent=ELDER,
        programme="16.738",
        year=2016,
        conditions=("section-1373",),
        award="A2",
        role="subrecipient",
        hearing_right="arguable",
    )
    found = {one.code: one.says for one in cautions_of(*case_of(file(), "V4"))}
    assert "Marrovale" in found["award.subrecipient"]
    assert {"clause.subrecipient", "award.number-unknown", "identity.unstated"} <= set(found)
    with_clause = case_of(file(clauses=("subrecipient",)), "V4")
    assert "clause.subrecipient" not in {one.code for one in cautions_of(*with_clause)}


def test_a_matter_that_has_ended_is_told_first() -> None:
    done("clear-matter", V1, envelope=on(JAN_24, brought_in=True))
    codes = [one.code for one in cautions_of(*case_of(file(on=LATER)))]
    assert codes[0] in {"matter.cleared", "matter.closed"}
