"""Reports of the agency's desk over the training review: like cases compared, dates kept or not by both sides, money with what is unknown."""

import csv
import html
import re
from collections.abc import Iterator
from datetime import date
from importlib.resources import as_file, files

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoDbBlocker

from proviso.acts.bring_in import bring_in
from proviso.domain.roles import Role
from proviso.outside.clock import now
from proviso.queries.desks.lateness import lateness
from proviso.queries.desks.like_treatment import like_treatment
from proviso.queries.desks.money import money_report
from proviso.queries.door import Behind, Door
from proviso.queries.pages.reading import Reading
from proviso.queries.record import Record
from tests.web.asking import words
from tests.web.signing_in import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("training_review")]
AGENCY, ELDER = "zz/mv/grants", "ocd-division/country:zz/state:mv/county:elder_falls"
DAY = date(2026, 3, 6)
ON = "on=2026-03-06"
ADDRESSES = ("/desk/reports/", "/desk/reports/lateness/", "/desk/reports/like-treatment/", "/desk/reports/money/")  # fmt: skip


@pytest.fixture(scope="module")
def training_review(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The training review alone; taken out again after this file."""
    with django_db_blocker.unblock(), transaction.atomic():
        with as_file(files("proviso") / "examples" / "single_audit") as folder:
            assert bring_in(folder, at=now(), by="the village").problems == ()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def ana() -> Client:
    return signed_in((Role.ANALYST, AGENCY))


def table(client: Client, address: str) -> list[dict[str, str]]:
    answer = client.get(address)
    assert answer.status_code == 200
    text = b"".join(answer.streaming_content).decode()  # type: ignore[attr-defined]
    return list(csv.DictReader(text.splitlines()))


# --- lateness --------------------------------------------------------------------------------


def test_the_agencys_own_dates_stand_first_and_are_counted_as_the_respondents_are(
    ana: Client,
) -> None:
    text = words(ana, f"/desk/reports/lateness/?{ON}")
    assert "2 of 14 done in time, 3 late, 9 passed and not done." in text
    assert "12 of 21 done in time, 1 late, 2 passed and not done." in text
    assert text.index("The agency's own dates") < text.index("The respondents' dates")


def test_each_date_is_a_row_and_the_sums_are_the_rows(ana: Client) -> None:
    rows = table(ana, f"/desk/reports/lateness/?{ON}&as=csv")
    found = lateness(Record(), "sa-2025", on=DAY, known=DAY)
    assert found is not None
    for one in found.sides:
        its_own = [row for row in rows if row["side"] == one.side]
        assert one.total == len(its_own)
        for outcome, many in one.outcomes:
            assert many == sum(row["outcome"] == outcome for row in its_own)
    decided = next(row for row in rows if row["clock"] == "decision-T02")
    assert (decided["due"], decided["done"], decided["days_late"]) == ("2025-07-31", "2025-10-01", "62")  # fmt: skip


def test_a_date_that_does_not_run_is_not_late(ana: Client) -> None:
    rows = table(ana, f"/desk/reports/lateness/?{ON}&as=csv")
    idle = [row for row in rows if row["outcome"] in {"not started", "stopped", "closed"}]
    assert idle
    assert {row["days_late"] for row in idle} == {""}


def test_as_of_an_earlier_day_nothing_later_is_told(ana: Client) -> None:
    rows = table(ana, "/desk/reports/lateness/?on=2025-07-01&as=csv")
    assert not [row for row in rows if row["done"] > "2025-07-01"]
    assert not [row for row in rows if row["outcome"] == "late" and row["side"] == "agency"]


# --- like treatment --------------------------------------------------------------------------


def test_matters_of_one_situation_stand_side_by_side_with_days_and_what_differs(
    ana: Client,
) -> None:
    text = words(ana, f"/desk/reports/like-treatment/?{ON}")
    assert "3 situations are shared by several matters; in 2 of them the acts differ." in text
    assert "3 matters: answer “partial”, on time" in text
    assert "Imposed a remedy differs" in text
    assert "117 days 2 March 2026" in text
    assert "judges nothing" in text


def test_every_matter_of_a_group_is_in_its_situation_and_an_act_of_some_is_told_of_all(
    ana: Client,
) -> None:
    found = like_treatment(Record(), "sa-2025", on=DAY, known=DAY)
    assert found is not None
    assert found.matters == found.alone + sum(len(one.matters) for one in found.groups)
    rows = table(ana, f"/desk/reports/like-treatment/?{ON}&as=csv")
    for group in found.groups:
        its_own = [row for row in rows if row["situation"] == str(group.number)]
        assert len(its_own) == len(group.matters) * len(group.acts)
    remedy = [row for row in rows if row["act"] == "Imposed a remedy"]
    assert {row["matter"]: row["day"] for row in remedy} == {
        "T03-FY2025": "2026-03-02", "T08-FY2025": "not on record", "T09-FY2025": "not on record",
    }  # fmt: skip


# --- money -----------------------------------------------------------------------------------


def test_what_is_not_known_stays_unknown(ana: Client) -> None:
    text = words(ana, f"/desk/reports/money/?{ON}")
    assert "At stake$99,950216" in text
    assert "Not known" in text
    assert "In 5 matters an order in effect bars taking money." in text
    rows = table(ana, f"/desk/reports/money/?{ON}&as=csv")
    assert len(rows) == len({row["matter"] for row in rows})
    found = money_report(Record(), "sa-2025", on=DAY, known=DAY)
    assert found is not None
    told = [row["disallowed_cents"] for row in rows]
    assert [one for one in told if one] == ["3875000"]
    assert "0" not in told
    barred = [row["orders_bar"] for row in rows if row["matter"] == "T08-FY2024"]
    assert barred == ["withhold-award; withhold-cash"]


# --- who, which review, how many questions ---------------------------------------------------


@pytest.mark.parametrize("role", [Role.OWNER, Role.STAFF])
def test_for_a_government_there_are_no_reports(role: Role) -> None:
    client = signed_in((role, ELDER), name="Otto Owner")
    assert {client.get(one).status_code for one in ADDRESSES} == {404}
    assert signed_in((Role.ADMIN, AGENCY), name="Ida").get(ADDRESSES[1]).status_code == 404


def test_another_agency_has_no_report_of_this_review() -> None:
    other = signed_in((Role.ANALYST, "zz/other"), name="Nora Nearby")
    assert {other.get(one).status_code for one in ADDRESSES} == {404}
    person = Door(_actor(other), on=DAY)
    record = Behind(person)
    for ask in (lateness, like_treatment, money_report):
        assert ask(record, "sa-2025", on=DAY, known=DAY) is None


def _actor(client: Client):  # type: ignore[no-untyped-def]
    from proviso.people.models import User
    from proviso.people.roles import actor_of

    return actor_of(User.objects.get(pk=client.session["_auth_user_id"]))


def test_a_review_that_is_not_there_is_told_by_field(ana: Client) -> None:
    text = words(ana, "/desk/reports/lateness/?review=nowhere", status=400)
    assert "Your agency has no such review." in text


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_report_says_that_it_is_training_and_which_day_it_shows(
    ana: Client, address: str
) -> None:
    text = html.unescape(ana.get(f"{address}?{ON}").content.decode())
    assert "strip-training" in text
    assert "6 March 2026" in text
    assert not re.search(r"country:us|jag-1373", text)


@pytest.mark.parametrize("address", ADDRESSES[1:])
def test_a_report_asks_no_more_questions_of_the_database_for_more_matters(
    ana: Client, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Reading, "list", lambda _, __, make: make())
    ana.get(f"{address}?{ON}")
    with CaptureQueriesContext(connection) as asked:
        assert ana.get(f"{address}?{ON}").status_code == 200
    assert len(asked) <= 20, [one["sql"] for one in asked]
