"""Members of an association, with a table that exists nowhere: known, former, future and unknown members."""

from datetime import date

import pytest

from proviso.domain.facts.governments import AssociationNoted, MembershipNoted
from proviso.domain.facts.orders import CaseFiled, EffectRead, OrderEntered
from tests.builders import a
from tests.village import US, orders, record

pytestmark = pytest.mark.django_db
OLD, NEW, LATE, OUT, ASKED = (
    f"{US}/state:id/place:nampa",
    f"{US}/state:ia/place:des_moines",
    f"{US}/state:ne/place:omaha",
    f"{US}/state:ks/place:wichita",
    f"{US}/state:ok/place:tulsa",
)
COUNTY = f"{US}/state:ne/county:douglas"
ACT, CONDITION = "enforce-condition", "monitoring-cooperation"


@pytest.fixture(autouse=True)
def league() -> None:
    """A league of cities wins an order for its members, from 1 May 2016 on. Nampa left it in June 2016,
    Des Moines joined in July, Omaha's membership was learned in September, Wichita is no member, and of Tulsa
    nothing is recorded. A county cannot be a member.
    """
    cities = AssociationNoted(
        association="LEAGUE", name="A league of cities", eligible_types=("city",)
    )
    record("note-association", "register", cities, on="2016-03-01")
    for city, since, until, member, learned in (
        (OLD, None, "2016-06-01", True, "2016-03-01"),
        (OLD, "2016-06-01", None, False, "2016-06-01"),
        (NEW, None, "2016-07-01", False, "2016-03-01"),
        (NEW, "2016-07-01", None, True, "2016-07-01"),
        (LATE, "2016-01-01", None, True, "2016-09-01"),
        (OUT, None, None, False, "2016-03-01"),
    ):
        told = MembershipNoted(
            association="LEAGUE",
            ocd_id=city,
            since=None if since is None else date.fromisoformat(since),
            until=None if until is None else date.fromisoformat(until),
            member=member,
        )
        record("note-membership", "register", told, on=learned)
    case = a(CaseFiled, case="C90", title="League v. Agency")
    record("file-case", "case:C90", case, on="2016-03-01")
    order = a(OrderEntered, order="O90", case="C90", kind="injunction", court="District court")
    record("enter-order", "case:C90", order, on="2016-05-01")
    effect = a(
        EffectRead,
        effect="O90.1",
        order="O90",
        kind="bars",
        acts=(ACT,),
        conditions=(CONDITION,),
        programmes=("16.738",),
        years=(2016,),
        covers=("members:LEAGUE",),
        covers_certain=True,
        since=date.fromisoformat("2016-05-01"),
        since_certain=True,
        says="Bars enforcing the condition on members of the league.",
    )
    record("read-effect", "case:C90", effect, on="2016-05-01")


def why(city: str, day: str, *, known: str | None = None) -> list[str]:
    return orders(ACT, city, day, CONDITION, year=2016, known=known)


BARRED = ["order.bars O90"]
OPEN: list[str] = []
UNKNOWN = ["order.scope-unknown O90 not known"]


@pytest.mark.parametrize(
    ("city", "may", "june", "july"),
    [
        (OLD, BARRED, OPEN, OPEN),
        (NEW, OPEN, OPEN, BARRED),
        (OUT, OPEN, OPEN, OPEN),
        (ASKED, UNKNOWN, UNKNOWN, UNKNOWN),
        (COUNTY, OPEN, OPEN, OPEN),
    ],
    ids=["a former member", "a future member", "no member", "not known", "a county"],
)
def test_who_is_covered_changes_with_membership(
    city: str, may: list[str], june: list[str], july: list[str]
) -> None:
    """The order covers whoever is a member on the day asked about. A former member is covered until it leaves, a
    future one from the day it joins; one of whom nothing is recorded may be covered, and the act waits.
    """
    assert why(city, "2016-05-31") == may
    assert why(city, "2016-06-01") == june
    assert why(city, "2016-07-01") == july


def test_a_membership_learned_late_counts_from_when_it_was_known() -> None:
    """Omaha had been a member all along; that was learned on 1 September 2016. Asked about May by what was known in
    August the answer waits; by what was known in September, it was barred in May.
    """
    assert why(LATE, "2016-05-31", known="2016-08-31") == UNKNOWN
    assert why(LATE, "2016-05-31", known="2016-09-01") == BARRED


def test_before_the_order_nothing_is_barred_for_anyone() -> None:
    """Membership alone bars nothing."""
    for city in (OLD, NEW, LATE, OUT, ASKED, COUNTY):
        assert why(city, "2016-04-30") == OPEN
