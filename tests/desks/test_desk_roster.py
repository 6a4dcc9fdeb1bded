"""A roster from a table: shown first with every problem, then recorded once; nobody taken off; a table is untrusted."""

import re
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from proviso.domain.facts.matters import ContactNoted, IdentityConfirmed, MatterOpened
from proviso.domain.facts.reviews import RosterListed
from proviso.domain.roles import Role
from proviso.records import streams
from tests.acts.village import ELDER, MV, STOW, done, village
from tests.web.asking import words
from tests.web.signing_in import AGENCY, person, signed_in

pytestmark = pytest.mark.django_db
PAGE = "/desk/reviews/R1/roster/import/"
HEAD = "respondent,state,kind,geoid,matter,year,role,office,name,address,channel,verified_on\n"
ROW = "Stow,MV,town,ZZ2,S1,2026,direct,Town Clerk,Sid Stow,clerk@stow.example,e-mail,2026-11-01\n"


@pytest.fixture(autouse=True)
def _village() -> None:
    village()


@pytest.fixture
def ana() -> Client:
    return signed_in((Role.ANALYST, AGENCY))


def sent(client: Client, rows: str | bytes = "", **more: str) -> tuple[int, str]:
    file = {}
    if rows:
        content = rows.encode() if isinstance(rows, str) else rows
        file = {"file": SimpleUploadedFile("roster.csv", content)}
    answer = client.post(PAGE, {"go": "check", **more, **file})
    return answer.status_code, unescape(answer.content.decode())


def carried(text: str) -> dict[str, str]:
    return {
        name: re.search(rf'name="{name}" value="([^"]*)"', text)[1]  # type: ignore[index]
        for name in ("form-key", "form-seen", "table", "plan")
    }


def test_a_table_is_shown_and_then_recorded_once_under_the_account(ana: Client) -> None:
    done("list-respondent", "review:R1", respondent=ELDER, criteria=None)
    before = streams.count()
    status, text = sent(ana, HEAD + ROW)
    assert status == 200
    assert "5 entries for 1 row" in text
    assert "Identity confirmed by two ids" in text
    assert "1 government stays as it is" in text
    assert streams.count() == before, "a check writes nothing"
    form = carried(text)
    assert sent(ana, **form, go="record")[0] == 302
    assert "5 entries about 1 government" in words(ana, "/desk/reviews/R1/")
    assert sent(ana, **form, go="record")[0] == 302
    assert "Nothing was recorded twice" in words(ana, "/desk/reviews/R1/")
    listed = streams.entries("review:R1")[-1]
    assert listed.fact == RosterListed(
        respondent=STOW, criteria=None, why="As the table of the roster says."
    )
    assert listed.by == person(ana)
    facts = [one.fact for one in streams.entries("matter:S1")]
    assert [type(one) for one in facts[:3]] == [MatterOpened, IdentityConfirmed, ContactNoted]
    assert len(facts) == 4


def test_pasted_rows_are_read_too_and_what_is_on_record_changes_nothing(ana: Client) -> None:
    table = f"respondent\n{ELDER}\nE1\n"
    status, text = sent(ana, pasted=f"respondent\n{ELDER}\n")
    assert status == 200
    assert sent(ana, **carried(text), go="record")[0] == 302
    assert (
        "Everything in this table stands on record already"
        in sent(ana, pasted="respondent\nZZ1\n")[1]
    )
    assert "the same government and matter as in line 2" in sent(ana, pasted=table)[1]


def test_a_table_that_is_overtaken_is_shown_again(ana: Client) -> None:
    text = sent(ana, f"respondent\n{ELDER}\n{STOW}\n")[1]
    done("list-respondent", "review:R1", respondent=STOW, criteria=None)
    before = streams.count()
    status, again = sent(ana, **carried(text), go="record")
    assert status == 409
    assert "This has changed since your page was shown" in again
    assert streams.count() == before


def test_a_name_of_several_governments_is_chosen_and_never_guessed(ana: Client) -> None:
    other = f"{MV}/county:stow"
    done(
        "note-government", "register", ocd_id=other, geoid="ZZ9", name="Stow County",
        short_name="Stow", type="county", state="MV", county_geoid="", population=None, roles=("county",),
    )  # fmt: skip
    status, text = sent(ana, "respondent\nStow\n")
    assert status == 422
    assert "1 name means several governments" in text
    assert other in text
    assert STOW in text
    status, text = sent(ana, **carried(text), **{"choice-2": other})
    assert status == 200
    assert "Of the same name in the state" in text
    assert sent(ana, **carried(text), **{"choice-2": other}, go="record")[0] == 302
    assert streams.entries("review:R1")[-1].fact.respondent == other  # type: ignore[union-attr]
    assert sent(ana, "respondent,kind\nStow,town\n")[0] == 200, "the kind narrows it"


@pytest.mark.parametrize(
    ("table", "line", "said"),
    [
        ("respondent\nNowhere\n", 2, "a government of the register"),
        ("respondent\n\"\"\nE1\n", 3, ""),
        ("respondent,kind\nStow,county\n", 2, "Of that name there is: Stow"),
        ("respondent,geoid\nStow,ZZ1\n", 2, "ZZ2, the GEOID of Stow"),
        ("respondent,why\nStow,=HYPERLINK(1)\n", 2, "formula"),
        ("respondent,year\nStow,2026\n", 2, "nothing, and year is filled in"),
        ("respondent,matter\nStow,S1\n", 2, "a whole number in digits"),
        ("respondent,matter,year\nStow,V1,2026\n", 2, "which another government or review has"),
        ("respondent,criteria\nStow,no-such\n", 2, "no-such"),
        (HEAD + ROW.replace("clerk@stow.example", "clerk at stow"), 2, "address"),
        ("respondent,colour\nStow,red\n", 1, "one of respondent, state"),
        ("name\nStow\n", 1, "no such column"),
        ("respondent\n\"Stow\n", 2, "a quote that is never closed"),
        ("respondent\nSt\x7fow\n", 0, "007F"),
        (b"respondent\nSt\xffow\n", 2, "text in UTF-8"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_by_line_and_nothing_is_recorded(
    ana: Client, table: str | bytes, line: int, said: str
) -> None:
    before = streams.count()
    status, text = sent(ana, table)
    assert status == (422 if said else 200)
    assert re.search(said, text) or said in text
    assert streams.count() == before
    if line and said:
        assert re.search(rf'class="in-card">Line </span>{line}</th>', text)


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({}, "No table was chosen"),
        ({"pasted": "respondent\n" + "x" * 2_000_001}, "bytes; at most 2,000,000"),
        ({"table": "forged"}, "The table is not here any more"),
    ],
)
def test_a_table_that_cannot_be_read_is_asked_for_again(
    ana: Client, more: dict[str, str], said: str
) -> None:
    status, text = sent(ana, **more)
    assert status == 422
    assert said in text


def test_a_table_of_one_review_is_not_anothers(ana: Client) -> None:
    form = carried(sent(ana, f"respondent\n{ELDER}\n")[1])
    bea = signed_in((Role.ANALYST, AGENCY), name="Bea Analyst")
    assert sent(bea, **form, go="record")[0] == 422


def test_what_to_look_at_is_shown_beside_the_table(ana: Client) -> None:
    table = (
        HEAD
        + "Elder County,MV,,ZZ1,E2,2026,,County Clerk,Cleo,Clerk@mv.example,e-mail,2020-01-01\n"
        + "Stow,MV,,,S1,2026,,Town Clerk,Sid,clerk@mv.example,e-mail,\n"
        + "Marrovale,,state,,M1,2026,,,,,,\n"
    )
    status, text = sent(ana, table)
    assert status == 200
    for said in (
        "days ago; the procedure allows",
        "No day is given on which Sid was verified",
        "The same address also stands as",
        "stands for 2 governments",
        "No GEOID is given",
        "names nobody to write to",
    ):
        assert said in text


def test_awards_are_compared_with_whom_they_are_of(ana: Client) -> None:
    joint = {"programme": "16.738", "year": 2026, "kind": "joint", "recipient": ELDER}
    done(
        "make-award", "award:A2", award="A2", **joint, applicants=(ELDER, STOW), subrecipients=(MV,)
    )
    table = "respondent,matter,year,award\nStow,S1,2026,A2\nMarrovale,M1,2026,A2\nStow,S2,2016,A1\n"
    text = sent(ana, table)[1]
    assert "together with Elder County" in text
    assert "paid through A2" in text
    assert "A1 is on record as the award of Elder County" in text


def test_it_is_the_agencys_own_and_the_analysts() -> None:
    for role, body in ((Role.ANALYST, "us/ed/ocr"), (Role.APPROVER, AGENCY), (Role.OWNER, ELDER)):
        other = signed_in((role, body), name=f"{role.value} {body}".title())
        assert other.get(PAGE).status_code == 404
        assert other.get("/desk/reviews/R1/roster/example.csv").status_code == 404


def test_the_form_lists_every_column_and_gives_an_example(ana: Client) -> None:
    text = words(ana, PAGE)
    assert "hearing_right" in text
    example = ana.get("/desk/reviews/R1/roster/example.csv")
    assert example.headers["Content-Type"].startswith("text/csv")
    assert example.content.decode().startswith("respondent,state,kind")


def test_the_review_asks_no_more_where_its_roster_grows(ana: Client) -> None:
    def asked() -> int:
        ana.get("/desk/reviews/R1/")
        with CaptureQueriesContext(
            connection,
        ) as told:
            ana.get("/desk/reviews/R1/")
        return len(told)

    done("list-respondent", "review:R1", respondent=ELDER, criteria=None)
    few = asked()
    done("list-respondent", "review:R1", respondent=STOW, criteria=None)
    done("list-respondent", "review:R1", respondent=MV, criteria=None)
    assert asked() <= few
