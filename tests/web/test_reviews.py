"""The pages of a review: what they say on a day, that figures open to as many rows, what other programs are given."""

import csv
import html
import io
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("review")]
ON = "on=2018-03-01&known=2021-12-31"
REVIEW = "/reviews/jag-1373/"


def text(client: Client, address: str, *, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return html.unescape(answer.content.decode())


def heading(said: str) -> str:
    found = re.findall(r"<h1>(.*?)</h1>", said, re.DOTALL)
    assert len(found) == 1
    return str(found[0])


def test_the_list_counts_its_reviews_and_links_to_them(client: Client) -> None:
    said = text(client, f"/reviews/?{ON}")
    assert heading(said) == "1 review is on record"
    assert f'href="{REVIEW}?{ON}"' in said


def test_before_any_review_the_list_says_so(client: Client) -> None:
    said = text(client, "/reviews/?on=1990-01-01")
    assert heading(said) == "No review is on record for this day"
    assert "No review had been opened by this day" in said


def test_the_heading_states_how_the_review_stood(client: Client) -> None:
    said = text(client, f"{REVIEW}?{ON}")
    assert heading(said) == "Letters went to 39 governments; 27 answered, and 34 were still open"
    assert "1 more government had a letter that is not counted as a request" in said


def test_a_figure_of_the_funnel_opens_to_as_many_governments(client: Client) -> None:
    said = text(client, f"{REVIEW}?{ON}")
    figures = re.findall(r'<a href="([^"]*)"><span class="funnel-value">(\d+)', said)
    assert [number for _, number in figures] == ["38", "23"]
    for address, number in figures:
        assert f"of {number} governments" in text(client, address)


def test_every_figure_beside_a_bar_and_a_state_opens_to_as_many_rows(client: Client) -> None:
    said = text(client, f"{REVIEW}?{ON}")
    rounds = re.findall(r'<a href="([^"]*)">R\d: .*?bar-value">(\d+)<', said, re.DOTALL)
    assert [number for _, number in rounds] == ["9", "7", "29", "23"]
    states = re.findall(r'<a href="([^"]*)"><span class="stage-count">(\d+)', said)
    assert sum(int(number) for _, number in states) == 73
    for address, number in rounds:
        assert f"of {number} governments" in text(client, address)
    for address, number in states:
        assert f"<strong>{number} matter" in text(client, address)


def test_orders_say_what_they_bar_and_open_to_the_matters(client: Client) -> None:
    said = text(client, f"{REVIEW}?{ON}")
    assert "3 orders were in effect on 1 March 2018" in said
    assert "Of 1 more it is not known whether anything is barred" in said
    opened = re.search(r'href="([^"]*order=O08[^"]*)">It bars something in 34 matters', said)
    assert opened
    assert "<strong>34 matters</strong> of 73" in text(client, opened[1])


def test_what_is_not_known_of_money_and_dates_is_said(client: Client) -> None:
    said = text(client, f"{REVIEW}?{ON}")
    assert "allocated: 9 of 29 awards" in said
    assert "No source on record gives any sum that was: accepted, drawn" in said
    assert "No date that binds the agency is on record for this review." in said


def test_before_it_began_the_page_says_when_it_did(client: Client) -> None:
    said = text(client, f"{REVIEW}?on=1990-01-01")
    assert "The review had not begun on 1 January 1990. It opened on 26 February 2016." in said
    assert heading(said) == "No government had been written to"


def test_a_law_is_not_cut_at_its_points(client: Client) -> None:
    said = text(client, f"{REVIEW}?{ON}")
    assert "34 U.S.C. 10225 (former 42 U.S.C. 3787)</h3>" in said


@pytest.mark.parametrize(
    "name", ["", "roster/", "roster.csv", "timeline.csv", "feed.atom", "dates.ics"]
)
def test_there_is_nothing_of_a_review_that_is_not_there(client: Client, name: str) -> None:
    assert client.get(f"/reviews/none/{name}").status_code == 404


def test_the_timeline_as_csv_has_a_line_for_each_entry_of_the_page(client: Client) -> None:
    said = text(client, f"{REVIEW}?{ON}")
    answer = client.get(f"{REVIEW}timeline.csv?{ON}")
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(io.StringIO(answer.content.decode())))
    assert len(rows) == said.count('<li class="event ') == 48
    assert rows[0]["date"] == "2018-02-25"
    assert rows[0]["source_ids"] == "S-NYDN"


def test_the_feed_names_entries_for_life_and_leads_to_them(client: Client) -> None:
    said = text(client, f"{REVIEW}feed.atom?{ON}")
    assert "<id>tag:testserver,2026:review:jag-1373#" in said
    assert said.count("<entry>") == 48
    place = re.search(r'href="http://testserver([^"]*)#(e-[^"]*)" rel="alternate"', said)
    assert place
    assert f'id="{place[2]}"' in text(client, place[1])


def test_the_dates_come_as_a_calendar(client: Client) -> None:
    answer = client.get(f"{REVIEW}dates.ics?{ON}")
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer.content.startswith(b"BEGIN:VCALENDAR\r\n")
    assert b"20180223" in answer.content


@pytest.mark.parametrize(
    "name", ["", "roster/", "roster.csv", "roster.json", "feed.atom", "dates.ics"]
)
def test_who_has_it_is_told_that_it_still_holds(client: Client, name: str) -> None:
    first = client.get(f"{REVIEW}{name}?{ON}")
    mark = first.headers["ETag"]
    assert first.headers["Cache-Control"] == "public, no-cache"
    assert "HX-Request" in first.headers["Vary"]
    with CaptureQueriesContext(connection) as asked:
        again = client.get(f"{REVIEW}{name}?{ON}", headers={"if-none-match": mark})
    assert again.status_code == 304
    assert len(asked) <= 1
    assert again.headers["ETag"] == mark
    other = client.get(f"{REVIEW}{name}?on=2018-03-02", headers={"if-none-match": mark})
    assert other.status_code == 200


def test_going_back_is_not_answered_with_a_part_of_the_page(client: Client) -> None:
    part = client.get(f"{REVIEW}roster/?{ON}", headers={"hx-request": "true"})
    assert b"<h1>" not in part.content
    assert b'hx-swap-oob="innerHTML:#count"' in part.content
    back = {"hx-request": "true", "hx-history-restore-request": "true"}
    whole = client.get(
        f"{REVIEW}roster/?{ON}", headers={**back, "if-none-match": part.headers["ETag"]}
    )
    assert whole.status_code == 200
    assert b"<h1>" in whole.content
