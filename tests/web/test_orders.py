"""The pages of orders and cases: where each stands on a day, what changed it, whom that froze and freed."""

import pytest
from django.test import Client

from tests.web.asking import source as text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("review")]


def test_the_list_counts_what_is_in_effect_on_the_day(client: Client) -> None:
    said = text(client, "/orders/?on=2018-03-01")
    assert "<h1>3 orders in effect</h1>" in said
    assert 'id="in-effect"' in said
    assert "Entered later than this day" in said
    assert '/orders/O14/?on=2018-07-27"' in said, "a later order is linked on the day it came"


def test_before_the_first_order_the_list_says_so(client: Client) -> None:
    said = text(client, "/orders/?on=2017-01-01")
    assert "No order in effect that the record knows of" in said


def test_an_order_shows_what_later_orders_did_and_whom_that_freed(client: Client) -> None:
    said = text(client, "/orders/O08/?on=2018-09-01")
    assert "Order O08, 15 September 2017: a later order has taken its place" in said
    assert "puts on hold O08.1" in said
    assert "Freed by orders" in said
    assert "in 32 matters" in said
    assert "1:17-cv-05720" in said


def test_what_is_in_doubt_is_not_called_barred(client: Client) -> None:
    said = text(client, "/orders/O14/")
    assert "<strong>not known</strong>" in said
    assert "other rules may still forbid the act" in said


def test_an_order_whose_relief_was_not_found_says_what_is_not_known(client: Client) -> None:
    said = text(client, "/orders/O07/")
    assert "On which day it was entered." in said
    assert "not counted as a bar" in said


def test_an_order_that_does_nothing_is_not_said_to_act_on_another(client: Client) -> None:
    said = text(client, "/orders/O05/")
    assert "It bars nothing, and changes no other order on record" in said


def test_an_agency_notice_is_not_drawn_as_a_courts_order(client: Client) -> None:
    said = text(client, "/orders/O35/")
    assert 'class="tag tag-agency"' in said
    assert 'class="tag tag-court"' not in said


@pytest.mark.parametrize(
    "address", ["/orders/O99/", "/cases/C99/", "/orders/O14/?on=2018-01-01", "/cases/%00/"]
)
def test_what_had_not_come_and_what_is_not_there_look_the_same(
    client: Client, address: str
) -> None:
    assert "Nothing is published at this address" in text(client, address, status=404)


def test_a_case_lists_its_orders_and_says_that_its_outcome_may_be_later(client: Client) -> None:
    said = text(client, "/cases/c05/?on=2018-01-24")
    assert "City of Chicago v. Sessions (later Barr), FY2017: 1 order in effect" in said
    assert "/orders/O08/?on=2018-01-24" in said
    assert "it may be later than the day shown" in said
