"""The pages that are not about one thing on record: home, about, errors; and what holds of every answer."""

import pytest
from django.test import Client

from proviso.domain.facts.reviews import EventNoted
from tests.village import record

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("review")]


def text(client: Client, address: str, *, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


def test_home_counts_the_rounds_of_the_review_on_record(client: Client) -> None:
    said = text(client, "/")
    assert "Section 1373 and Byrne JAG" in said
    assert "23 asked for documents" in said
    assert "This is not the present position." not in said


def test_home_in_the_past_knows_only_the_rounds_until_then(client: Client) -> None:
    said = text(client, "/?on=2018-01-01")
    assert "29 asked about local provisions" in said
    assert "23 asked for documents" not in said
    assert "You are looking at 1 January 2018" in said


def test_before_the_record_home_says_that_nothing_is_there(client: Client) -> None:
    assert "No review is on record for this day." in text(client, "/?on=1990-01-01")


def test_every_link_of_a_page_carries_the_day(client: Client) -> None:
    said = text(client, "/about/?on=2018-01-24&known=2018-03-01")
    assert 'href="/?on=2018-01-24&amp;known=2018-03-01"' in said


def test_a_bad_day_is_answered_400_with_what_was_typed(client: Client) -> None:
    said = text(client, "/about/?on=%3Cb%3E&page=2", status=400)
    assert 'value="&lt;b&gt;"' in said
    assert '<input type="hidden" name="page" value="2">' in said


def test_what_is_not_there_is_told_in_one_way(client: Client) -> None:
    assert "Nothing is published at this address" in text(client, "/nothing/", status=404)


def test_a_reader_gets_no_cookie_and_nothing_from_elsewhere(client: Client) -> None:
    answer = client.get("/")
    assert not answer.cookies
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert "unsafe" not in answer.headers["Content-Security-Policy"]


def test_an_unchanged_page_is_not_sent_again(client: Client) -> None:
    first = client.get("/about/")
    assert first.headers["Cache-Control"] == "public, no-cache"
    known = {"if-none-match": first.headers["ETag"]}
    again = client.get("/about/", headers=known)
    assert again.status_code == 304
    assert again.headers["Cache-Control"] == "public, no-cache"
    assert "HX-Request" in again.headers["Vary"]
    assert client.get("/about/?on=2018-01-24", headers=known).status_code == 200, "another day"
    assert client.get("/about/?page=2", headers=known).status_code == 200, "another question"


def test_a_page_is_sent_again_after_a_new_entry(client: Client) -> None:
    known = {"if-none-match": client.get("/about/").headers["ETag"]}
    record(
        "note-event",
        "review:jag-1373",
        EventNoted(event="hearing", title="A hearing", what="Held.", who="A committee", outcome=""),
        on="2018-05-01",
    )
    assert client.get("/about/", headers=known).status_code == 200
