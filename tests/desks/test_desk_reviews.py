"""Reviews on the agency's desk: listed for its own people, opened in steps, added to; not there for anyone else."""

import re
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from proviso.domain.facts.reviews import CriteriaPublished, ItemDefined, ReviewOpened
from proviso.domain.roles import Role
from proviso.records import streams
from tests.acts.village import ELDER, MV, STOW, done, matter, village
from tests.web.asking import source, words
from tests.web.signing_in import AGENCY, person, signed_in

pytestmark = pytest.mark.django_db
NEW = "/desk/reviews/new/"
FILLED = {
    "actor": AGENCY,
    "agency": "Office of Justice Programs",
    "procedure": "byrne-jag-1373-2018",
    "programme": "16.738",
    "condition": "section-1373",
    "title": "A second look",
    "review": "R2",
    "item-item": ["policies", ""],
    "item-asks": ["Each policy on the matter", ""],
    "item-time_frame": ["", ""],
    "form-key": "k" * 32,
    "form-seen": "0",
}


@pytest.fixture(autouse=True)
def _village() -> None:
    village()
    done(
        "open-review", "review:REAL", review="REAL", programme="16.738", condition="section-1373",
        procedure="byrne-jag-1373-2018", actor="us/doj/ojp", training=False, title="A real one",
    )  # fmt: skip


@pytest.fixture
def ana() -> Client:
    return signed_in((Role.ANALYST, AGENCY))


def go(client: Client, step: str, **changed: object) -> tuple[int, str]:
    answer = client.post(NEW, {**FILLED, **changed, "go": step})
    return answer.status_code, unescape(answer.content.decode())


def test_the_reviews_of_ones_own_agency_are_listed(ana: Client) -> None:
    text = words(ana, "/desk/reviews/")
    assert "A real one" in text
    assert "Open a new review" in text


def test_a_review_shows_how_it_is_set_up(ana: Client) -> None:
    done("list-respondent", "review:R1", respondent=ELDER, criteria=None)
    text = words(ana, "/desk/reviews/R1/")
    assert "1 government on its roster" in text
    assert "County" in text
    assert "V1" in text
    assert "policies" in text
    assert "request, version 1" in text
    assert "No criteria are published" in text


@pytest.mark.parametrize(
    "address",
    ["/desk/reviews/R1/", "/desk/reviews/R1/do/define-item/", "/desk/reviews/none/"],
)
def test_another_agency_and_a_government_find_nothing(address: str) -> None:
    other = signed_in((Role.ANALYST, "us/ed/ocr"), name="Otto Other")
    owner = signed_in((Role.OWNER, ELDER), name="Olive Owner")
    assert other.get(address).status_code == 404
    assert owner.get(address).status_code == 404
    assert owner.get("/desk/reviews/").status_code == 404
    assert "A real one" not in words(other, "/desk/reviews/")


def test_who_only_reads_adds_nothing_and_opens_nothing() -> None:
    auditor = signed_in((Role.AUDITOR, AGENCY), name="Aude Auditor")
    assert "Your role reads this review" in words(auditor, "/desk/reviews/R1/")
    assert auditor.get("/desk/reviews/R1/do/define-item/").status_code == 404
    assert auditor.get(NEW).status_code == 404


def test_an_item_is_added_with_the_form_of_its_act(ana: Client) -> None:
    address = "/desk/reviews/R1/do/define-item/"
    text = source(ana, address)
    form = {
        name: re.search(rf'name="{name}" value="([^"]*)"', text)[1]  # type: ignore[index]
        for name in ("form-key", "form-seen")
    }
    typed = {"item": "training", "asks": "Proof of training", "form-step": "record"}
    assert ana.post(address, {**form, **typed}).status_code == 302
    assert isinstance(streams.entries("review:R1")[-1].fact, ItemDefined)
    assert "Proof of training" in words(ana, "/desk/reviews/R1/")


@pytest.mark.parametrize(
    ("act", "there"),
    [("publish-criteria", 200), ("record-authority", 200), ("note-event", 200),
     ("close-review", 200), ("list-respondent", 404), ("no-such-act", 404)],
)  # fmt: skip
def test_the_acts_that_have_a_form(ana: Client, act: str, there: int) -> None:
    assert ana.get(f"/desk/reviews/R1/do/{act}/").status_code == there


def test_a_new_review_goes_from_step_to_step_and_is_opened_once(ana: Client) -> None:
    first = words(ana, NEW)
    assert "Agency and procedure" in first
    assert "16.738" not in first
    assert "16.738, title" in go(ana, "condition")[1]
    assert "Item 1" in go(ana, "items")[1]
    before = streams.count()
    status, text = go(ana, "check")
    assert status == 200
    assert "Each policy on the matter" in text
    assert streams.count() == before, "a check writes nothing"
    for _ in range(2):
        assert go(ana, "open")[0] == 302
    opened, item = streams.entries("review:R2")
    assert isinstance(opened.fact, ReviewOpened)
    assert (opened.fact.actor, opened.fact.training, opened.by) == (AGENCY, False, person(ana))
    assert isinstance(item.fact, ItemDefined)
    assert "Nothing was recorded twice" in words(ana, "/desk/reviews/R2/")


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"procedure": ""}, "Nothing was chosen"),
        ({"procedure": "no-such"}, "'no-such' is not one of those"),
        ({"actor": "us/ed/ocr"}, "'us/ed/ocr' is not one of those"),
        ({"programme": "99.999"}, "'99.999' is not one of those"),
        ({"condition": ""}, "Nothing was chosen"),
        ({"condition": "no-such"}, "'no-such' is not one of those"),
        ({"review": "a b"}, "letters, digits and hyphens"),
        ({"review": "new"}, "something of that name already"),
        ({"review": "R1"}, "already"),
        ({"title": ""}, "Nothing was chosen or filled in"),
        ({"title": "=1+1"}, "formula"),
        ({"item-asks": ["", ""]}, "asks"),
        ({"item-item": ["policies", "policies"], "item-asks": ["One", "Two"]}, "already"),
    ],
)
def test_what_cannot_be_opened_is_said_and_nothing_is_recorded(
    ana: Client, changed: dict[str, object], said: str
) -> None:
    before = streams.count()
    status, text = go(ana, "open", **changed)
    assert status == 422
    assert said in text
    assert streams.count() == before


def test_more_rows_keep_what_was_typed(ana: Client) -> None:
    status, text = go(ana, "more")
    assert status == 200
    assert "Item 5" in text
    assert 'value="Each policy on the matter"' in text


def test_an_invented_agency_sees_no_real_programme() -> None:
    mira = signed_in((Role.ANALYST, "zz/mv/grants"), name="Mira Marrow")
    text = go(mira, "condition", actor="zz/mv/grants", procedure="single-audit-followup")[1]
    assert "16.738" not in text
    assert "Section 1373" not in text
    assert "No programme is on record" in text


def test_identities_and_contacts_are_checked(ana: Client) -> None:
    stream = "matter:V2"
    done("open-matter", stream, matter="V2", review="R1", respondent=ELDER, programme="16.738",
         year=2016, conditions=("section-1373",), award="A1", role="direct", hearing_right="arguable")  # fmt: skip
    text = words(ana, "/desk/reviews/R1/checks/")
    assert "2 open matters need something put right" in text
    assert "Its identity is not confirmed" in text
    assert "Nobody is on record to write to" in text
    assert "Verified 24 January 2018" in text
    assert "days ago; the procedure allows" in text
    done("question-identity", stream, candidates=(ELDER, STOW), why="Two of one name.")
    assert "stands in question" in words(ana, "/desk/reviews/R1/checks/?show=all")
    done("note-government", "register", ocd_id=f"{MV}/place:elder", geoid="ZZ8", name="Elder", type="town",
         short_name="Elder County", state="MV", county_geoid="", population=None, roles=("town",))  # fmt: skip
    assert "Of the same name in the state" in words(ana, "/desk/reviews/R1/checks/")
    other = signed_in((Role.ANALYST, "us/ed/ocr"), name="Otto Other")
    assert other.get("/desk/reviews/R1/checks/").status_code == 404


def test_the_checks_ask_no_more_for_a_larger_roster(ana: Client) -> None:
    def asked() -> int:
        ana.get("/desk/reviews/R1/checks/")
        with CaptureQueriesContext(connection) as queries:
            ana.get("/desk/reviews/R1/checks/")
        return len(queries)

    few = asked()
    for number in range(2, 9):
        matter(f"V{number}")
    assert asked() <= few


def test_who_publishes_criteria_compiled_them_and_nobody_says_that_another_verified(
    ana: Client,
) -> None:
    address = "/desk/reviews/R1/do/publish-criteria/"
    text = source(ana, address)
    assert 'name="compiled_by"' not in text
    assert 'name="verified_by"' not in text
    form = {
        name: re.search(rf'name="{name}" value="([^"]*)"', text)[1]  # type: ignore[index]
        for name in ("form-key", "form-seen")
    }
    typed = {"version": "1", "text": "All towns.", "compiled_by": "Otto", "verified_by": "Petra"}
    assert ana.post(address, {**form, **typed, "form-step": "record"}).status_code == 302
    fact = streams.entries("review:R1")[-1].fact
    assert isinstance(fact, CriteriaPublished)
    assert (fact.compiled_by, fact.verified_by) == (person(ana), None)
    assert "Compiled by Ana Analyst. Nobody has verified them." in words(ana, "/desk/reviews/R1/")
