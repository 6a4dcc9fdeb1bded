"""The day of the twenty-three letters: what the orders in force barred, for whom, and what they left open."""

from datetime import date

import pytest

from proviso.queries.record import Record
from proviso.queries.summary import conflicts_of
from proviso.queries.sweep import Narrowed, Roster, summary
from tests.village import CHICAGO, EVERYTHING, HOUSTON, PHILADELPHIA, US, ask, orders

pytestmark = pytest.mark.django_db
DAY = "2018-01-24"
ANYBODY = [HOUSTON, CHICAGO, "J21", f"{US}/state:tx", f"{US}/state:wy/county:teton"]
HOLDING_BACK = ["impose-condition", "enforce-condition", "deny-award", "withhold-award"]


@pytest.mark.parametrize("condition", ["notice", "access"])
@pytest.mark.parametrize("act", HOLDING_BACK)
@pytest.mark.parametrize("respondent", ANYBODY)
def test_notice_and_access_are_barred_for_everyone(
    respondent: str, act: str, condition: str
) -> None:
    """The order for Chicago of 15 September 2017 (O08) reached the whole country: the notice and access
    conditions could not be put on anybody's FY2017 money, nor could an award be held back on their account.
    """
    assert orders(act, respondent, DAY, condition) == ["order.bars O08"]


@pytest.mark.parametrize("act", ["impose-condition", "enforce-condition", "withhold-award"])
@pytest.mark.parametrize("respondent", ANYBODY)
def test_the_section_1373_condition_is_not_barred_not_even_for_chicago(
    respondent: str, act: str
) -> None:
    """The same order refused to stop the section 1373 condition, and refused again in November (O10)."""
    assert orders(act, respondent, DAY, "section-1373") == []


def test_philadelphia_is_protected_on_all_three() -> None:
    """Notice and access by the order for everyone (O08); the section 1373 certification by its own (O27), which
    bars refusing or withholding the FY2017 award because of it, and nothing else.
    """
    assert orders("withhold-award", PHILADELPHIA, DAY, "notice") == ["order.bars O08"]
    assert orders("withhold-award", PHILADELPHIA, DAY, "access") == ["order.bars O08"]
    assert orders("withhold-award", PHILADELPHIA, DAY, "section-1373") == ["order.bars O27"]
    assert orders("deny-award", PHILADELPHIA, DAY, "section-1373") == ["order.bars O27"]
    assert orders("impose-condition", PHILADELPHIA, DAY, "section-1373") == []
    assert orders("withhold-award", PHILADELPHIA, DAY, "section-1373", year=2016) == []


@pytest.mark.parametrize("respondent", ANYBODY)
def test_section_9a_of_the_executive_order_is_barred_for_everyone(respondent: str) -> None:
    """The permanent injunction of 20 November 2017 (O03), whatever the programme."""
    for programme in ("16.738", "16.710"):
        barred = orders("deny-award", respondent, DAY, "eo-13768-9a", programme=programme)
        assert barred == ["order.bars O03"]


@pytest.mark.parametrize("respondent", ANYBODY)
def test_the_document_request_itself_is_barred_for_nobody(respondent: str) -> None:
    """None of these orders stops a request for documents about FY2016 money: not under section 1373, and not
    under the executive order's section 9(a) either, which the request does not rest on.
    """
    for condition in ("section-1373", "eo-13768-9a", "notice"):
        assert orders("send-request", respondent, DAY, condition, year=2016) == []


def test_the_whole_register_says_the_same() -> None:
    """Asked about all governments at once: notice barred for every one of them, requests for none."""
    roster = Roster(Record(), Narrowed(programme="16.738", year=2017), known=EVERYTHING)
    counts = {
        (asked.act, asked.condition): told
        for asked, told in summary(roster, roster.sweep(date(2018, 1, 24)))
    }
    everybody = len(roster.bodies)
    assert everybody > 39_000
    assert counts["enforce-condition", "notice"]["barred"] == everybody
    assert counts["enforce-condition", "section-1373"]["permitted"] == everybody
    assert counts["withhold-award", "section-1373"]["barred"] == 1
    for condition in ("notice", "access", "section-1373", "eo-13768-9a"):
        assert counts["send-request", condition]["permitted"] == everybody


def test_a_press_account_that_withholding_is_blocked_is_a_report_and_no_effect() -> None:
    """Two sources of that day say that the order for Chicago bars withholding money. The order speaks of the
    two conditions: withholding cash for another reason was barred for nobody. The reports stay reports.
    """
    subject = "court/chicago-order-of-september-2017"
    told = [
        one
        for one in conflicts_of(Record(), "jag-1373", known=EVERYTHING)
        if one.subject == subject
    ]
    values = {value for one in told for value, _ in one.values}
    assert "withholding the money" in values
    for respondent in ANYBODY:
        assert orders("withhold-cash", respondent, DAY, "notice") == []
        assert orders("withhold-cash", respondent, DAY, "section-1373") == []


def test_what_bars_is_told_with_its_authority_its_history_and_its_entries() -> None:
    """A ground names the order, cites the reporter, and lists what later orders had done by that day:
    a stay refused (O09), a wider order refused (O10), and none of what came after.
    """
    found = ask("enforce-condition", HOUSTON, DAY, condition="notice", year=2017).ground(
        "order.bars"
    )
    assert (found.order, found.authority) == (
        "O08",
        "264 F. Supp. 3d 933 (N.D. Ill. (Leinenweber))",
    )
    assert "Later orders on it by that day: O09, O10." in found.says
    assert found.evidence
    assert all(ref.startswith("case:C05#") for ref in found.evidence)
