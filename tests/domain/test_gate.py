"""The gate: what each act requires, groups of grounds, bodies without a matter, a letter that is not the first."""

import pytest

from proviso.domain.facts.letters import LetterSent
from proviso.domain.gate import GROUNDS, gate
from proviso.domain.questions import GROUPS
from tests.builders import a
from tests.domain.scenes import BOOK, grounds, question, scene

# What the design's gate table asks of each act, besides that no order bars it. "again": of a letter
# that is not the first.
WHO = "award.not-in-scope identity.ambiguous"
LETTER = f"{WHO} matter.closed addressee.unverified template.unapproved"
FAIR = "service.unproven extension.unanswered agency.overdue"
REMEDY = f"{WHO} matter.closed determination.missing conditions.untried notice.missing remedy.incomplete approval.missing"
TABLE = {
    "send-concern": LETTER,
    "send-concern again": f"{LETTER} {FAIR}",
    "send-request": LETTER,
    "send-request again": f"{LETTER} {FAIR}",
    "send-again": f"{LETTER} {FAIR}",
    "start-clock": "award.not-in-scope service.unproven",
    "find-insufficient": "award.not-in-scope evaluation.missing concurrence.missing",
    "count-clearance": "award.not-in-scope clearance.unsent clearance.unpublished",
    "propose-determination": f"{WHO} matter.closed evaluation.incomplete concern.unanswered",
    "determine": f"{WHO} matter.closed evaluation.incomplete concern.unanswered notice.missing"
    " hearing.pending agency.overdue approval.missing",
    "impose-condition": f"{WHO} condition.unpublished",
    "enforce-condition": f"{WHO} condition.not-on-award",
    "deny-award": f"{WHO} matter.closed determination.missing notice.missing hearing.pending approval.missing",
    "withhold-cash": REMEDY,
    "withhold-award": f"{REMEDY} hearing.pending",
    "suspend-award": f"{REMEDY} hearing.pending",
    "terminate-award": f"{REMEDY} hearing.pending",
    "designate-ineligible": f"{REMEDY} hearing.pending",
    "require-repayment": f"{WHO} determination.missing award.unpaid sum.unstated collection.unset"
    " notice.missing approval.missing",
    "issue-subpoena": f"{WHO} matter.closed authority.missing trigger.unproven {FAIR} approval.missing",
}
ALWAYS = {"order.bars", "step.not-in-procedure"}
FIRST = a(LetterSent, letter="L1", kind="document-request")


@pytest.mark.parametrize("asked", TABLE)
def test_what_an_act_requires(asked: str) -> None:
    act, _, again = asked.partition(" ")
    around = scene(FIRST) if again else scene()
    assert set(grounds(act, around)) == ALWAYS | set(TABLE[asked].split())


def test_the_table_holds_every_act_of_the_rule_book() -> None:
    assert {asked.partition(" ")[0] for asked in TABLE} == set(BOOK.acts)


def test_every_ground_is_in_use_and_has_a_group() -> None:
    used = {code for rule in BOOK.acts.values() for code in (*rule.requires, *rule.again)}
    elsewhere = {"award.not-in-scope", "identity.ambiguous"}
    assert used - elsewhere | {"step.not-in-procedure"} == set(GROUNDS)
    orders = {code for code, rule in BOOK.grounds.items() if rule.group == "orders"}
    assert set(BOOK.grounds) == set(GROUNDS) | elsewhere | orders
    assert {rule.group for rule in BOOK.grounds.values()} == set(GROUPS)


def test_twelve_acts_are_asked_about_every_day() -> None:
    assert set(BOOK.askable()) == set(
        "send-request impose-condition enforce-condition deny-award withhold-award withhold-cash"
        " suspend-award terminate-award require-repayment designate-ineligible issue-subpoena"
        " determine".split()
    )


def test_acts_that_bind_need_two_people() -> None:
    two = {rule.act for rule in BOOK.acts.values() if rule.two_people}
    assert two == {rule.act for rule in BOOK.acts.values() if "approval.missing" in rule.requires}
    assert two == set(
        "determine deny-award withhold-award withhold-cash suspend-award terminate-award"
        " require-repayment designate-ineligible issue-subpoena".split()
    )


@pytest.mark.parametrize("act", BOOK.acts)
@pytest.mark.parametrize("group", GROUPS)
def test_one_group_of_grounds_is_that_part_of_the_whole_answer(act: str, group: str) -> None:
    around = scene(FIRST)
    whole = gate(around, question(act)).grounds
    part = gate(around, question(act), only=group).grounds
    assert part == tuple(one for one in whole if one.group == group)


@pytest.mark.parametrize("act", BOOK.acts)
def test_a_body_without_a_matter_gets_the_orders_in_full_and_no_procedure(act: str) -> None:
    found = grounds(act, scene(opened=None))
    assert found["order.bars"].holds is True
    assert found["award.not-in-scope"].holds is False
    assert "no award or application on record" in found["award.not-in-scope"].says
    assert set(found) <= {"order.bars", "award.not-in-scope", "identity.ambiguous"}


def test_permitted_only_where_every_ground_holds() -> None:
    answer = gate(scene(), question("enforce-condition"))
    assert not answer.permitted
    assert [one.code for one in answer.against] == ["identity.ambiguous"]
    assert gate(scene(), question("enforce-condition"), only="orders").permitted
    assert gate(scene(), question("enforce-condition"), only="orders").against == ()


def test_a_group_that_an_act_has_no_grounds_in_is_permitted() -> None:
    assert gate(scene(), question("enforce-condition"), only="fairness").permitted
