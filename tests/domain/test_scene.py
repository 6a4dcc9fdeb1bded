"""What is the same for every body: memberships, who is paid through whom, conditions on record, as known on a day."""

from datetime import date

from proviso.domain.cover import Membership
from proviso.domain.facts.governments import AssociationNoted, MembershipNoted
from proviso.domain.facts.orders import CaseFiled
from proviso.domain.facts.programmes import AwardMade, ProgrammeNoted
from proviso.domain.scene import Published, surroundings
from tests.builders import a, entry
from tests.domain.scenes import BOOK, CITY, NEIGHBOUR, PUBLISHED, scene

EARLY, LATE = date(2018, 1, 2), date(2018, 6, 1)
GUILD = AssociationNoted(association="GUILD", name="The Guild", eligible_types=("city",))
JOINED = MembershipNoted(association="GUILD", ocd_id=CITY, since=EARLY, until=None, member=True)
LEFT = MembershipNoted(association="GUILD", ocd_id=CITY, since=LATE, until=None, member=False)
AWARD = a(AwardMade, award="A-1", recipient=NEIGHBOUR, subrecipients=(CITY,))
TOLD = (
    entry(GUILD, on=EARLY, stream="register", number=1),
    entry(JOINED, on=EARLY, stream="register", number=2),
    entry(LEFT, on=LATE, stream="register", number=3),
    entry(AWARD, on=EARLY, stream="award:A-1"),
    entry(AWARD, on=EARLY, stream="award:A-2"),
    entry(PUBLISHED, on=EARLY, stream="programme:16.738"),
    entry(a(ProgrammeNoted), on=EARLY, stream="programme:16.738", number=2),
    entry(a(CaseFiled, case="C1"), on=EARLY, stream="case:C1"),
)


def test_what_was_learned_later_is_not_there_yet() -> None:
    around = surroundings(BOOK, TOLD, known=date(2018, 1, 1))
    assert (around.eligible, around.memberships, around.paid_through) == ({}, {}, {})
    assert (around.published, around.docket.cases) == ({}, ())


def test_a_body_is_seen_with_its_memberships_the_last_told_first() -> None:
    body = surroundings(BOOK, TOLD, known=LATE).body(CITY, "city")
    assert body.memberships == (
        Membership("GUILD", False, LATE, None),
        Membership("GUILD", True, EARLY, None),
    )
    assert surroundings(BOOK, TOLD, known=EARLY).body(CITY, "city").memberships[0].member is True


def test_and_with_those_through_whom_it_is_paid() -> None:
    around = surroundings(BOOK, TOLD, known=LATE)
    assert around.body(CITY, "city").recipients == {NEIGHBOUR}
    assert around.body(NEIGHBOUR, "city").recipients == frozenset()
    assert around.eligible == {"GUILD": {"city"}}


def test_a_condition_is_on_record_with_its_day_and_entry() -> None:
    around = surroundings(BOOK, TOLD, known=LATE)
    found = Published(on=EARLY, ref="programme:16.738#1")
    assert around.published == {("16.738", "section-1373", 2017): found}
    assert [one.case for one in around.docket.cases] == ["C1"]


def test_a_scene_brings_its_rule_book() -> None:
    assert scene().rulebook is BOOK
