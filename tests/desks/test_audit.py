"""The audit view: an auditor sees what was done and read in the own agency's reviews, and its CSV is logged as it is given."""

import hashlib

import pytest
from django.test import Client

from proviso.domain.roles import Role
from proviso.outside.clock import now
from proviso.people.models import Read
from proviso.people.reads import Shown, note
from tests.acts.village import MATTER, done, told, village
from tests.web.asking import source, words
from tests.web.signing_in import AGENCY, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _village() -> None:
    village()


@pytest.fixture
def ida() -> Client:
    return signed_in((Role.AUDITOR, AGENCY), name="Ida Auditor")


def test_who_saw_a_matter_and_who_acted_in_it_is_told(ida: Client) -> None:
    analyst = signed_in((Role.ANALYST, AGENCY), name="Ana Analyst")
    assert analyst.get("/desk/matters/V1/").status_code == 200
    done("note-matter", MATTER, envelope=told(by="Nora", at=now()), text="A remark.")
    said = words(ida, "/desk/audit/")
    assert "Ana Analyst" in said
    assert "Was shown the agency desk: matter" in said
    assert "Nora" in said
    assert "Matter noted" in said
    assert "Nora" not in words(ida, "/desk/audit/?kind=page").partition("More")[2]


def test_the_auditors_own_reading_is_among_it(ida: Client) -> None:
    words(ida, "/desk/audit/")
    assert "Ida Auditor" in words(ida, "/desk/audit/?who=ida")


def test_the_csv_is_given_and_logged_with_its_hash(ida: Client) -> None:
    answer = ida.get("/desk/audit.csv?kind=act")
    assert answer.headers["Content-Type"].startswith("text/csv")
    row = Read.objects.get(kind="file")
    assert row.sha256 == hashlib.sha256(answer.content).hexdigest()
    assert row.address == "/desk/audit.csv?kind=act"
    lines = answer.content.decode().splitlines()
    assert lines[0].startswith("at_utc,kind,by,name,")
    assert all(",act," in line for line in lines[1:])
    assert len(lines) > 5


def test_a_cell_that_a_spreadsheet_would_reckon_with_is_kept_from_it(ida: Client) -> None:
    shown = Shown(by="=HYPERLINK(1)", at=now(), page="p", address="/", matter="V1")
    note(shown, reviews=["R1"])
    assert "'=HYPERLINK(1)" in ida.get("/desk/audit.csv").content.decode()


def test_the_list_goes_on_from_its_last_line(ida: Client) -> None:
    for number in range(60):
        note(
            Shown(by="person-x", at=now(), page="p", address=f"/{number}", matter="V1"),
            reviews=["R1"],
        )
    first = source(ida, "/desk/audit/?who=&kind=page")
    assert "Older" in first
    where = first.partition("before=")[2].partition('"')[0]
    second = source(ida, f"/desk/audit/?kind=page&before={where}")
    assert "/3<" in second
    assert "/59<" not in second
    assert ida.get("/desk/audit/?before=nonsense").status_code == 200


def test_a_day_that_is_none_is_told(ida: Client) -> None:
    assert "is no day" in words(ida, "/desk/audit/?first=soon", status=400)


@pytest.mark.parametrize(
    ("role", "body"),
    [(Role.ANALYST, AGENCY), (Role.ADMIN, ""), (Role.APPROVER, AGENCY)],
)
def test_nobody_else_has_it(role: Role, body: str) -> None:
    other = signed_in((role, body), name="Una Other")
    assert other.get("/desk/audit/").status_code == 404
    assert other.get("/desk/audit.csv").status_code == 404


def test_an_auditor_of_another_agency_sees_nothing_of_this_one() -> None:
    other = signed_in((Role.AUDITOR, "us/other"), name="Otto Auditor")
    assert "Nothing of this kind is on record" in words(other, "/desk/audit/")
