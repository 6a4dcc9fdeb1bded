"""The roster: filters in the address, order of rows, pages, the same rows as files; questions that do not grow with it."""

import csv
import html
import io
import json
import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from proviso.domain.facts.matters import MatterOpened
from proviso.queries.pages.reading import forget
from proviso.records.models import Government
from proviso.web.roster_filters import short
from proviso.web.views import roster as view
from tests.builders import a
from tests.village import record

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("review")]
ON = "on=2018-03-01&known=2021-12-31"
ROSTER = "/reviews/jag-1373/roster"


def text(client: Client, address: str, *, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return html.unescape(answer.content.decode())


def table(client: Client, words: str) -> list[dict[str, str]]:
    answer: Any = client.get(f"{ROSTER}.csv?{ON}&{words}")
    assert answer.status_code == 200
    return list(csv.DictReader(io.StringIO(answer.getvalue().decode(), newline="")))


def shown(said: str) -> list[str]:
    return re.findall(r'<th scope="row">.*?(J\d+-FY\d+)</span>', said)


@pytest.mark.parametrize(
    ("words", "rows"),
    [
        ("", 73),
        ("state=CA", 26),
        ("kind=county&state=CA", 12),
        ("round=R4", 23),
        ("round=R1,R3", 38),
        ("name=chicago", 2),
        ("order=O27", 1),
        ("year=2017&barred=yes", 34),
        ("stage=answered", 6),
        ("stage=no-such-stage", 0),
    ],
)
def test_page_csv_and_json_have_the_same_rows(client: Client, words: str, rows: int) -> None:
    said = text(client, f"{ROSTER}/?{ON}&{words}")
    lines = table(client, words)
    answer: Any = client.get(f"{ROSTER}.json?{ON}&{words}")
    told = json.loads(answer.getvalue())
    assert len(lines) == len(told["rows"]) == rows
    names = [one["matter"] for one in lines]
    assert names == [one["matter"] for one in told["rows"]] == shown(said)
    assert told["as_of"] == "2018-03-01"


def test_json_has_lists_numbers_and_nothing_where_nothing_is_known(client: Client) -> None:
    answer: Any = client.get(f"{ROSTER}.json?{ON}&name=J02-FY2017")
    told = json.loads(answer.getvalue())
    assert told["filters"] == {"name": "J02-FY2017"}
    (row,) = told["rows"]
    assert (row["year"], row["award"], row["own_lawsuits"]) == (2017, None, ["C05"])


def test_rows_come_in_the_order_asked_for_and_those_without_a_date_last(client: Client) -> None:
    later = [one["due"] for one in table(client, "sort=-due")]
    known = [one for one in later if one]
    assert known == sorted(known, reverse=True)
    assert later[: len(known)] == known
    assert 'aria-sort="descending"' in text(client, f"{ROSTER}/?{ON}&sort=-due")


def test_what_nothing_fits_is_said_with_what_to_do(client: Client) -> None:
    said = text(client, f"{ROSTER}/?{ON}&name=zzz")
    assert "No matter fits all of these filters." in said
    assert "<strong>0 matters</strong> of 73" in said
    assert "Narrowed to name or id: zzz." in said
    assert "No matter had been opened by this day." in text(client, f"{ROSTER}/?on=1990-01-01")


def test_filters_are_shown_as_chosen_and_the_day_is_kept(client: Client) -> None:
    said = text(client, f"{ROSTER}/?{ON}&state=CA&round=R1,R3&lawsuit=yes")
    assert '<option value="CA" selected>' in said
    assert '<option value="R1,R3" selected>R1 or R3' in said
    assert 'value="yes" checked' in said
    assert '<input type="hidden" name="on" value="2018-03-01">' in said
    assert f'href="{ROSTER}.csv?{ON}&state=CA&round=R1%2CR3&lawsuit=yes"' in said


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("year=20x", "'20x' is not a fiscal year."),
        ("page=-1", "'-1' is not the number of a page."),
        ("sort=colour", "Rows have no order called 'colour'."),
        ("lawsuit=perhaps", "'perhaps' is not a choice."),
        ("name=" + "x" * 201, "It is longer than 200 characters."),
    ],
)
def test_what_cannot_be_used_is_told_field_by_field(
    client: Client, words: str, reason: str
) -> None:
    for name in ("/", ".csv", ".json"):
        assert reason in text(client, f"{ROSTER}{name}?{words}", status=400)


def test_long_rosters_come_in_pages_that_count_honestly(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(view, "AT_ONCE", 10)
    said = text(client, f"{ROSTER}/?{ON}&page=8")
    assert "Shown: 71 to 73." in said
    assert len(shown(said)) == 3
    assert 'rel="prev"' in said
    assert 'rel="next"' not in said
    assert len(shown(text(client, f"{ROSTER}/?{ON}&page=999"))) == 3


def test_a_state_is_named_by_its_first_clause() -> None:
    assert short("Documents requested; delivery is not proven") == "Documents requested"
    assert short("Cleared: no evidence of non-compliance; the duty goes on") == "Cleared"


ADDRESSES = (
    "/",
    "/reviews/",
    "/reviews/jag-1373/",
    f"{ROSTER}/",
    f"{ROSTER}.csv",
    f"{ROSTER}.json",
    "/reviews/jag-1373/feed.atom",
    "/reviews/jag-1373/dates.ics",
    "/reviews/jag-1373/timeline.csv",
    "/matters/J02-FY2017/",
    "/matters/J02-FY2017/dates.ics",
    "/governments/",
    "/governments/J02/",
    "/orders/",
    "/orders/O08/",
    "/cases/C05/",
    "/sources/",
    "/sources/S-BRIEF/",
    "/statements/",
    "/conflicts/",
    "/corrections/",
    "/due/",
    "/may/",
    "/search/",
    "/data/",
    "/data/matters.csv",
    "/data/proviso-data.zip",
)


def questions(client: Client) -> dict[str, int]:
    """How many questions each page asks of the database when nothing has been read yet."""
    counts = {}
    for address in ADDRESSES:
        forget()
        with CaptureQueriesContext(connection) as asked:
            answer: Any = client.get(f"{address}?{ON}")
            assert answer.status_code == 200
            answer.getvalue()
        counts[address] = len(asked)
    return counts


def test_no_page_asks_more_of_the_database_for_a_longer_roster(client: Client) -> None:
    before = questions(client)
    places = Government.objects.filter(state="TX", type="city").order_by("ocd_id")[:120]
    for at, respondent in enumerate(places.values_list("ocd_id", flat=True)):
        opened = a(
            MatterOpened,
            matter=f"T{at}",
            review="jag-1373",
            respondent=respondent,
            programme="16.738",
            year=2016,
            conditions=("section-1373",),
            role="direct",
            hearing_right="arguable",
        )
        record("open-matter", f"matter:T{at}", opened, on="2018-01-02")
    after = questions(client)
    assert {one: many for one, many in after.items() if many > before[one]} == {}
    said = text(client, f"{ROSTER}/?{ON}&page=2")
    assert "193 matters on the roster" in said
    assert "Shown: 101 to 193." in said
