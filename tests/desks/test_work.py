"""The work queue: what waits, in which group, with the way to where it is done; over when what it asks for is on record."""

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from proviso.acts.act import Told
from proviso.domain.roles import Role
from proviso.outside.clock import today
from tests.acts.village import ELDER, MATTER, STOW, done, matter, told, village
from tests.web.asking import source, words
from tests.web.signing_in import AGENCY, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _village() -> None:
    village()


@pytest.fixture
def ana() -> Client:
    return signed_in((Role.ANALYST, AGENCY))


def lately(on: date | None = None, **changed: Any) -> Told:
    """An envelope that is written today, of that day or of today."""
    return told(on=on or today(), at=datetime.now(UTC), **changed)


def letter(
    name: str = "L1", stream: str = MATTER, *, due: int | None = 5, delivered: bool = True
) -> None:
    """A request that went a month ago, with a date so many days from today."""
    on = today() - timedelta(days=30)
    done(
        "send-letter",
        stream,
        envelope=lately(on, brought_in=True),
        letter=name,
        kind="document-request",
        addressee="Cleo, County Clerk",
        items=("policies",),
        due=today() + timedelta(days=due) if due is not None else None,
        template=None,
        round=None,
    )
    if delivered:
        done(
            "record-delivery",
            stream,
            envelope=lately(on),
            letter=name,
            method="post",
            proof="7012",
        )


def section(client: Client, group: str, address: str = "/desk/") -> str:
    """The words of one group; empty where the page does not have it."""
    text = source(client, address)
    found = re.search(rf'id="g-{group}".*?</section>', text, re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", found[0]).split()) if found else ""


def test_a_letter_that_came_back_needs_somebody_now(ana: Client) -> None:
    letter(due=5, delivered=False)
    done("record-bounce", MATTER, envelope=lately(), letter="L1")
    assert "came back" in section(ana, "now")


@pytest.mark.parametrize(
    ("due", "group", "says"),
    [(40, "waiting", "left"), (5, "soon", "left"), (-5, "overdue", "late"), (0, "soon", "Today")],
)
def test_which_group_a_date_is_in(ana: Client, due: int, group: str, says: str) -> None:
    letter(due=due)
    assert says in section(ana, group)
    assert section(ana, group).count("Answer to the request") == 1


def test_a_date_whose_letter_is_not_proven_is_never_late(ana: Client) -> None:
    letter(due=-5, delivered=False)
    assert section(ana, "overdue") == ""
    assert "Not started" in section(ana, "waiting")


def test_more_time_asked_for_is_the_agencys_to_answer_and_its_form_is_begun(ana: Client) -> None:
    letter(due=-3)
    until = today() + timedelta(days=20)
    done(
        "ask-extension",
        MATTER,
        envelope=lately(),
        clock="L1-due",
        until=until,
        reason="Ill.",
    )
    text = source(ana, "/desk/")
    assert f"/do/grant-extension/?clock=L1-due&amp;until={until}" in text
    assert "Answer to the request (L1)" not in text, "nobody is late while it is unanswered"
    form = source(ana, f"/desk/matters/V1/do/grant-extension/?clock=L1-due&until={until}")
    assert f'value="{until}"' in form
    done("grant-extension", MATTER, envelope=lately(), clock="L1-due", until=until)
    assert "Answer the request for more time" not in words(ana, "/desk/")


def test_a_stopped_date_is_paused_with_its_reason(ana: Client) -> None:
    letter(due=5)
    done(
        "toll-clock",
        MATTER,
        envelope=lately(),
        clock="L1-due",
        since=today(),
        reason="Stayed.",
        authority="Order O1",
    )
    assert "Stayed. (Order O1)" in section(ana, "paused")
    assert section(ana, "soon") == ""


def test_what_is_proposed_waits_for_a_second_person_and_then_for_another(ana: Client) -> None:
    done(
        "propose-determination",
        MATTER,
        envelope=lately(brought_in=True),
        determination="D1",
        says="No records were kept.",
    )
    assert "determination D1" in section(ana, "waiting")
    assert "See what it needs" in section(ana, "waiting")
    petra = signed_in((Role.APPROVER, AGENCY), name="Petra")
    assert "Read and decide" in section(petra, "waiting")
    done(
        "approve",
        MATTER,
        envelope=lately(by="person-x"),
        act="determine",
        approved_by="person-x",
    )
    assert "Approved, not yet done" in section(ana, "now")


def test_many_contacts_to_check_are_one_row_that_leads_to_the_matters(ana: Client) -> None:
    for number in range(2, 7):
        matter(f"V{number}")
    assert "In 6 matters no contact was checked lately" in section(ana, "now")
    assert "6 matters fit" in words(ana, "/desk/matters/?needs=contact&review=R1")


def test_filters_groups_and_words_that_cannot_be_used(ana: Client) -> None:
    letter(due=5)
    assert "Elder County" in words(ana, "/desk/?kind=answer-date&review=R1")
    assert "Nothing waits here" in words(ana, "/desk/?group=overdue")
    assert "Nothing waits that fits" in words(ana, "/desk/?kind=mail")
    text = words(ana, "/desk/?kind=haste&page=1", status=400)
    assert "haste" in text
    assert "What is needed" in text


def test_nothing_waits_is_said_and_so_is_no_review(ana: Client) -> None:
    done("release-matter", MATTER, why="Paid.")
    assert "Nothing waits." in words(ana, "/desk/")
    other = signed_in((Role.ANALYST, "us/other"), name="Otto")
    assert "No review is run by your agency here" in words(other, "/desk/")
    assert other.get("/desk/matters/").status_code == 404
    assert other.get("/desk/approvals/").status_code == 404


def test_where_one_is_led_who_is_of_no_agency() -> None:
    owner = signed_in((Role.OWNER, ELDER), name="Olive")
    answer = owner.get("/desk/")
    assert answer.status_code == 302
    assert answer.headers["Location"] in {"/respond/", "/desk/account/"}
    nobody = signed_in(name="Nobody")
    assert nobody.get("/desk/").headers["Location"] == "/desk/account/"


def test_the_rooms_are_those_that_ones_rights_reach() -> None:
    rooms = {
        role: re.search(
            r'aria-label="Your desk".*?</nav>', source(client, "/desk/account/"), re.DOTALL
        )
        for role, body in (
            (Role.ANALYST, AGENCY),
            (Role.AUDITOR, AGENCY),
            (Role.ADMIN, ""),
            (Role.OWNER, STOW),
        )
        for client in [signed_in((role, body), name=role.value)]
    }
    has = {role: found[0] if found else "" for role, found in rooms.items()}
    assert "/desk/approvals/" in has[Role.ANALYST]
    assert "/desk/audit/" not in has[Role.ANALYST]
    assert "/desk/matters/" in has[Role.AUDITOR]
    assert "/desk/people/" in has[Role.ADMIN]
    assert "/desk/matters/" not in has[Role.ADMIN]
    assert "/desk/matters/" not in has[Role.OWNER]


def test_the_number_of_questions_to_the_database_does_not_grow(ana: Client) -> None:
    def asked(address: str) -> int:
        source(ana, address)  # what is kept has been read
        with CaptureQueriesContext(
            connection,
        ) as found:
            source(ana, address)
        return len(found)

    pages = (
        "/desk/",
        "/desk/matters/",
        "/desk/matters/V1/",
        "/desk/approvals/",
        "/desk/?group=now",
    )
    letter()
    before = {one: asked(one) for one in pages}
    for number in range(2, 12):
        matter(f"V{number}")
        letter(f"L{number}", f"matter:V{number}")
        done(
            "propose-determination",
            f"matter:V{number}",
            envelope=lately(brought_in=True),
            determination="D1",
            says="No records.",
        )
    assert {one: asked(one) for one in pages} == before
