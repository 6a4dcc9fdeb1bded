"""The matter's page: what may happen next in four groups, dates, claims with replies, history; and no address of a contact."""

from dataclasses import asdict
from datetime import date

import pytest

from proviso.domain.facts.letters import ServiceAttempted
from proviso.domain.facts.matters import ContactNoted, MatterNoted
from proviso.queries.may import NotAsked
from proviso.queries.pages.matter import MatterPage, matter
from proviso.queries.pages.next_acts import BLOCKED, OPEN, UNSETTLED
from tests.village import EVERYTHING, record

pytestmark = pytest.mark.django_db
JAN_24, JUN_26 = date(2018, 1, 24), date(2018, 6, 26)


def page(name: str, on: date = JAN_24) -> MatterPage:
    found = matter(name, on=on, known=EVERYTHING)
    assert isinstance(found, MatterPage), found
    return found


def blocked(name: str, on: date) -> set[tuple[str, str, tuple[str, ...]]]:
    return {(one.act, one.condition, one.orders) for one in page(name, on).next.of(BLOCKED)}


def test_chicago_is_protected_by_o08_on_24_january_2018() -> None:
    found = blocked("J02-FY2017", JAN_24)
    acts = {"impose-condition", "enforce-condition", "deny-award", "withhold-award"}
    assert {act for act, _, _ in found} == acts
    assert {condition for _, condition, _ in found} == {"notice", "access"}
    assert {orders for _, _, orders in found} == {("O08",)}
    assert [one.order for one in page("J02-FY2017").orders] == ["O08"]


def test_the_section_1373_condition_is_open_even_for_chicago() -> None:
    found = [one.condition for one in page("J02-FY2017").next.of(OPEN)]
    assert found == ["section-1373"]


def test_on_26_june_2018_others_are_freed_and_chicago_is_not() -> None:
    assert blocked("J02-FY2017", JUN_26) == blocked("J02-FY2017", JAN_24)
    assert blocked("J17-FY2017", JAN_24)
    assert blocked("J17-FY2017", JUN_26) == set()


def test_a_ground_has_its_authority_its_sources_and_its_cure() -> None:
    bar = page("J02-FY2017").next.of(BLOCKED)[0].grounds[0]
    assert (bar.code, bar.holds, bar.order) == ("order.bars", False, "O08")
    assert bar.authority.startswith("264 F. Supp. 3d 933")
    assert "S-O08-ORDER" in bar.sources
    assert bar.cure
    assert all("not known" in one.says for one in page("J02-FY2017").next.of(UNSETTLED))


def test_the_answer_in_short_is_counted() -> None:
    assert page("J02-FY2017").next.says == (
        "For 1 of 3 conditions the agency may impose a condition on an award on this day. "
        "For 2 of 3 conditions it may not impose a condition on an award, enforce a condition of an award, "
        "deny an award or reject an application or withhold a further award: a court order bars it. "
        "For 1 of 3 conditions it is not settled whether it may enforce a condition of an award. "
        "8 steps have to wait for something else."
    )
    assert page("J17-FY2016", date(2018, 3, 1)).next.says == (
        "The agency may impose a condition on an award and enforce a condition of an award on this day. "
        "10 steps have to wait for something else."
    )
    barred = page("J02-FY2017", date(2026, 11, 22)).next.says
    assert barred.startswith("The agency may take none of these steps on this day. It may not ")


def test_a_letter_sent_to_a_former_mayor_says_so() -> None:
    january, november = page("J17-FY2016", date(2018, 3, 1)).letters
    assert (november.service, november.proven) == ("misaddressed", False)
    assert (january.service, january.non_receipt) == ("sent", True)
    assert january.due is not None
    assert january.due.said == "23 February 2018"


def test_a_date_that_does_not_run_is_not_overdue() -> None:
    due = page("J17-FY2016", date(2018, 3, 1)).dates[-1]
    assert (due.state, due.days) == ("not started", None)
    assert due.why == ("Friday 23 February 2018 is stated, and is kept as stated.",)


def test_a_reply_stands_beside_the_claim_or_its_absence_is_said() -> None:
    claim = page("J17-FY2016", date(2018, 3, 1)).claims[0]
    assert (claim.reply, claim.provision) == (None, "City code, section 86-194")
    assert claim.why
    answered = page("J21-FY2016").claims
    assert answered
    assert all(one.reply and one.reply_on for one in answered)


def test_history_is_newest_first_with_sources_and_precision() -> None:
    history = page("J17-FY2016", date(2018, 3, 1)).history
    days = [one.on.value for one in history if one.on.value]
    assert days == sorted(days, reverse=True)
    assert any(one.sources == ("S-MSTODAY",) for one in history)


def test_what_was_learned_later_is_not_shown_before() -> None:
    found = matter("J17-FY2016", on=date(2018, 3, 1), known=date(2017, 12, 1))
    assert isinstance(found, MatterPage)
    assert [one.letter for one in found.letters] == ["L-J17-2017-11-15"]


def test_statements_of_one_name_are_told_apart_by_kind() -> None:
    assert {one.statement for one in page("J02-FY2016").statements} == {"ST-EMANUEL", "ST-COLLINS"}
    assert page("J03-FY2016").statements == ()


def test_no_address_of_a_contact_is_public() -> None:
    canary = "12 Canary Lane; Goldfinch Springs 39201"
    for fact in (
        ContactNoted(
            contact="clerk",
            office="City Clerk",
            name="Dana Finch",
            address=canary,
            channel="letter",
        ),
        ContactNoted(
            contact="desk",
            office="Desk",
            name=None,
            address="canary@goldfinch.gov",
            channel="e-mail",
        ),
        ServiceAttempted(
            letter="L-J17-2018-01-24", method="post", address="PO Box 77341, Goldfinch"
        ),
        MatterNoted(
            text="Ask canary@goldfinch.gov, or write to 12 Canary Lane or PO Box 77341, Goldfinch"
        ),
    ):
        act = {ContactNoted: "note-contact", ServiceAttempted: "attempt-service"}.get(
            type(fact), "note-matter"
        )
        record(act, "matter:J17-FY2016", fact, on="2018-02-01")
    told = str(asdict(page("J17-FY2016", date(2018, 3, 1))))
    assert "not public" in told
    for secret in ("canary", "Canary", "77341", "Dana Finch"):
        assert secret not in told


def test_what_is_not_there_is_not_shown() -> None:
    for name, code in (("J99", "matter.unknown"), ("J17", "matter.several")):
        found = matter(name, on=JAN_24)
        assert isinstance(found, NotAsked)
        assert found.code == code
    early = matter("J17-FY2016", on=date(2016, 1, 1))
    assert isinstance(early, NotAsked)
    assert early.code == "matter.not-yet"
