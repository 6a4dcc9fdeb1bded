"""As of a day, and as known on a day: what is true of January may have been learned in October."""

import pytest

from tests.village import CHICAGO, SEATTLE, ask, line, orders

pytestmark = pytest.mark.django_db
ILLINOIS = "J28"


@pytest.mark.parametrize(
    ("known", "why"),
    [("2018-08-29", ["order.scope-unknown O18 not known"]), ("2018-10-17", ["order.bars O18"])],
)
def test_seattles_membership_was_learned_in_october(known: str, why: list[str]) -> None:
    """On 29 August 2018 the bar reached the members of the Conference. That Seattle is one was reported on 17
    October. Asked about 29 August, the answer depends on what was known: first it waits, then it is barred.
    """
    assert orders("impose-condition", SEATTLE, "2018-08-29", "notice", known=known) == why


def test_in_january_nobody_knew_of_june() -> None:
    """Asked in January 2018 about the end of June, by what was known then, O08 still bars everyone. Asked again
    with what is known now, its reach is stayed.
    """
    later, condition = "2018-06-26", "notice"
    assert orders("enforce-condition", "J21", later, condition, known="2018-01-24") == [
        "order.bars O08"
    ]
    assert orders("enforce-condition", "J21", later, condition) == []


def test_the_day_before_an_order_it_is_neither_true_nor_known() -> None:
    """The order of 15 September 2017: asked about the day before, and asked on the day before."""
    assert orders("enforce-condition", CHICAGO, "2017-09-14", "notice") == []
    assert orders("enforce-condition", CHICAGO, "2017-09-15", "notice", known="2017-09-14") == []
    assert orders("enforce-condition", CHICAGO, "2017-09-15", "notice") == ["order.bars O08"]


def test_an_injunction_for_illinois_became_known_by_a_later_complaint() -> None:
    """O21 is known from the complaint of 23 May 2019. Before that, nothing was known to bar; after it, the months
    between filing and complaint are not known.
    """
    day, condition = "2018-09-01", "notice"
    assert orders("enforce-condition", ILLINOIS, day, condition, known="2019-05-22") == []
    assert orders("enforce-condition", ILLINOIS, day, condition) == [
        "order.date-unknown O21 not known"
    ]


def test_a_matter_is_there_from_the_day_it_was_known() -> None:
    """Oakland was first written to on 12 April 2018; by what was known on the day before there is no matter."""
    assert line("J40-FY2016", "2018-04-12") is not None
    assert line("J40-FY2016", "2018-04-12", known="2018-04-11") is None
    found = ask("send-request", "J40", "2018-04-12", known="2018-04-11", year=2016)
    assert found.found.matter is None
    assert "award.not-in-scope" in found.why


def test_a_condition_published_later_could_not_be_imposed_before() -> None:
    """The FY2017 conditions were announced on 25 July 2017."""
    before = ask(
        "impose-condition", CHICAGO, "2017-07-24", condition="notice", year=2017, programme="16.738"
    )
    assert "award.not-in-scope" in before.why
    after = ask("impose-condition", CHICAGO, "2017-07-25", condition="notice", year=2017)
    assert after.ground("condition.unpublished").says.endswith("was published on 25 July 2017.")


def test_an_answer_says_which_heads_it_relied_on() -> None:
    """Every stream that was read is named with its head, so that it can be told later what was known."""
    found = ask("send-request", "J21", "2018-01-23", year=2016).found.relied_on
    for stream in (
        "case:C05",
        "register",
        "matter:J21-FY2016",
        "review:jag-1373",
        "award:A-J21-FY2016",
        "programme:16.738",
    ):
        assert len(found[stream]) == 64
    assert (
        "matter:J21-FY2016"
        not in ask("send-request", "J17", "2018-01-23", year=2016).found.relied_on
    )
