"""The pages of an order and a case: what it barred, whom it froze, whom its change freed and whom not."""

from datetime import date

import pytest

from proviso.queries.may import NotAsked
from proviso.queries.pages.order import CasePage, OrderPage, case, order
from tests.village import EVERYTHING

pytestmark = pytest.mark.django_db


def page(name: str, on: str) -> OrderPage:
    found = order(name, on=date.fromisoformat(on), known=EVERYTHING)
    assert isinstance(found, OrderPage), found
    return found


def test_o08_says_what_it_bars_for_whom_and_since_when() -> None:
    effect = page("o08", "2018-01-24").effects[0]
    assert effect.state == "in effect"
    assert effect.scope.words == ("everyone, in the whole country",)
    assert effect.since.said == "15 September 2017"
    assert [name for name, _ in effect.conditions] == ["notice", "access"]
    assert effect.years == (2017,)


def test_o08s_change_frees_fy2017_notice_for_all_but_chicago_on_26_june_2018() -> None:
    before, turn = page("O08", "2018-06-26").turns
    assert (before.on.said, before.orders, before.freed) == ("15 September 2017", ("O08",), ())
    assert before.froze
    assert (turn.on.said, turn.orders, turn.because) == ("26 June 2018", ("O13",), ("O13.a",))
    notice = next(
        one for one in turn.freed if (one.act, one.condition) == ("enforce-condition", "notice")
    )
    freed = {name for name, _ in notice.matters}
    assert all(name.endswith("FY2017") for name in freed)
    assert "J17-FY2017" in freed
    assert "J02-FY2017" not in freed
    assert turn.still == (("J02-FY2017", "City of Chicago, IL"),)


def test_the_day_before_the_stay_shows_no_stay() -> None:
    found = page("O08", "2018-06-25")
    assert [one.order for one in found.later] == ["O09", "O10", "O11", "O12"]
    assert len(found.turns) == 1
    assert found.effects[0].state == "in effect"


def test_later_orders_stand_in_order_of_day_with_their_scope() -> None:
    found = {one.order: one for one in page("O08", "2018-12-31").later}
    assert found["O13"].scope.words == (
        "everyone, in the whole country",
        "but not City of Chicago, IL",
    )
    assert found["O14"].kind == "supersedes"
    assert page("O08", "2018-12-31").line.state == "superseded"


def test_an_order_of_unknown_relief_is_no_bar() -> None:
    found = page("O07", "2018-01-24")
    assert found.line.state == "relief not known"
    assert found.turns == ()


def test_a_case_has_its_parties_court_number_and_orders() -> None:
    found = case("c05", on=date(2018, 6, 26), known=EVERYTHING)
    assert isinstance(found, CasePage)
    assert [one.name for one in found.plaintiffs] == ["City of Chicago, IL"]
    assert found.docket.startswith("1:17-cv-05720")
    assert found.filed.said == "7 August 2017"
    assert [one.order for one in found.orders][:2] == ["O13", "O12"]
    assert [name for name, _ in found.matters] == ["J02-FY2016", "J02-FY2017"]
    assert found.timeline[0].on.value == date(2018, 6, 26)


def test_what_had_not_come_yet_is_not_shown() -> None:
    for found in (
        order("O13", on=date(2018, 1, 24), known=EVERYTHING),
        order("O99"),
        case("C05", on=date(2017, 1, 1), known=EVERYTHING),
        case("nothing"),
    ):
        assert isinstance(found, NotAsked)
        assert found.code in {"order.unknown", "case.unknown"}
