"""Finding governments, and the page of one: with matters, without, and beside others of its name."""

import html
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.village import HOUSTON

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("review")]
ON = "on=2018-03-01&known=2021-12-31"


def text(client: Client, address: str, *, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return html.unescape(answer.content.decode())


def heading(said: str) -> str:
    found = re.findall(r"<h1>(.*?)</h1>", said, re.DOTALL)
    assert len(found) == 1
    return str(found[0])


def test_before_anything_is_asked_the_page_offers_to_find(client: Client) -> None:
    assert heading(text(client, "/governments/")) == "Find a government"


def test_bodies_of_one_name_are_told_apart_by_kind_county_and_size(client: Client) -> None:
    said = text(client, "/governments/?q=Springfield")
    assert heading(said) == "More than 25 governments fit “Springfield”"
    assert "Township in PA, Delaware County, PA. Population: 24,861." in said
    assert "Township in PA, Montgomery County, PA." in said


def test_a_name_that_none_bears_is_answered_with_what_to_try(client: Client) -> None:
    said = text(client, "/governments/?q=zzzz")
    assert heading(said) == "No government on record is called “zzzz”"
    assert "add a comma and the two letters of the state" in said


def test_what_is_typed_is_never_taken_for_markup(client: Client) -> None:
    answer = client.get("/governments/", {"q": "<script>x</script>"})
    assert b"<script>x" not in answer.content


def test_a_name_too_long_is_told_so(client: Client) -> None:
    said = text(client, f"/governments/?q={'x' * 201}", status=400)
    assert "It is longer than 200 characters." in said


def test_a_government_by_its_id_in_the_review_or_its_ocd_id(client: Client) -> None:
    said = text(client, f"/governments/J02/?{ON}")
    assert heading(said) == "City of Chicago, IL: 2 matters, and 2 orders bar something for it"
    assert "Answered; the agency has not said what it makes of the answer" in said
    whole = f"/governments/ocd-division/country:us/state:il/place:chicago/?{ON}"
    assert heading(text(client, whole)) == heading(said)


def test_a_government_without_a_matter_has_its_orders_all_the_same(client: Client) -> None:
    said = text(client, f"/governments/{HOUSTON}/?{ON}")
    assert heading(said).startswith("City of Houston, TX: no matter, and ")
    assert "No matter of this government is on record on this day." in said
    assert "264 F. Supp. 3d 933" in said


def test_an_order_whose_reach_is_not_settled_is_not_called_none(client: Client) -> None:
    said = text(client, f"/governments/{HOUSTON}/?on=2019-12-01&known=2021-12-31")
    assert re.search(r"whether \d+ (orders? bars?|more do(es)?)", heading(said))
    assert "May bar: not settled" in said


def test_bodies_of_the_same_name_are_named_on_the_page(client: Client) -> None:
    found = text(client, "/governments/?q=Springfield township, PA")
    first = re.search(r'body-name"><a href="([^"]*)"', found)
    assert first
    assert "Not to be taken for" in text(client, first[1])


def test_sources_are_named_and_not_only_numbered(client: Client) -> None:
    said = text(client, f"/governments/J02/?{ON}")
    assert "Order of 15 September 2017, N.D. Ill." in said


def test_an_id_that_is_none_is_not_there(client: Client) -> None:
    assert client.get("/governments/J99/").status_code == 404


def test_finding_asks_as_many_questions_for_many_as_for_two(client: Client) -> None:
    counts = []
    for name in ("Springfield", "Washington", "Nether Providence"):
        with CaptureQueriesContext(connection) as asked:
            client.get(f"/governments/?q={name}")
        counts.append(len(asked))
    assert max(counts) <= counts[-1] + 1
