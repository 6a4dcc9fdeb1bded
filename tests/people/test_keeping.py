"""Accounts and roles kept by people: every change is told, and what may not be done leaves no trace."""

from datetime import UTC, date, datetime, timedelta

import pytest

from proviso.domain.refusals import Refusal
from proviso.domain.roles import Role
from proviso.people import keeping
from proviso.people.models import Change, Membership, User

pytestmark = pytest.mark.django_db
AT = datetime(2025, 6, 2, 9, 30, tzinfo=UTC)
DAY, UNTIL = AT.date(), date(2025, 12, 31)
TOWN = "ocd-division/country:zz/state:mv/place:elder_falls"


def made(email: str = "ruth@town.example", name: str = "Ruth Ashgrove") -> User:
    found = keeping.make(email, name, by="person-a", at=AT)
    assert isinstance(found, User)
    return found


def given(
    user: User, role: Role = Role.STAFF, body: str = TOWN, by: str = "person-a"
) -> Membership:
    last = None if role is Role.ADMIN else UNTIL
    found = keeping.give(user, role, body, first=DAY, last=last, by=by, at=AT)
    assert isinstance(found, Membership)
    return found


def told() -> list[tuple[str, str, str]]:
    return list(Change.objects.order_by("id").values_list("did", "role", "by"))


def code_of(found: object) -> str:
    assert isinstance(found, Refusal), found
    return found.code


def test_an_account_is_made_once_that_no_password_opens() -> None:
    user = made()
    assert not user.has_usable_password()
    assert told() == [("account made", "", "person-a")]
    assert code_of(keeping.make("RUTH@town.example", "R", by="x", at=AT)) == "account.exists"
    assert code_of(keeping.make("no address", "R", by="x", at=AT)) == "mail.not-an-address"
    assert len(told()) == 1


def test_a_role_given_and_ended_is_told_with_its_days() -> None:
    held = given(made())
    assert keeping.end(held, on=DAY + timedelta(days=30), by="person-b", at=AT) is None
    assert [one[:2] for one in told()[1:]] == [
        ("role given", "respondent-staff"),
        ("role ended", "respondent-staff"),
    ]
    last = Change.objects.latest("id")
    assert (last.first, last.last, last.body) == (DAY, DAY + timedelta(days=29), TOWN)


def test_a_role_that_has_not_begun_is_taken_back_and_told() -> None:
    held = given(made())
    assert keeping.end(held, on=DAY, by="person-b", at=AT) is None
    assert not Membership.objects.exists()
    assert told()[-1] == ("role taken back", "respondent-staff", "person-b")


def test_nobody_gives_to_themselves_and_nothing_is_told_of_it() -> None:
    user = made()
    found = keeping.give(user, Role.ADMIN, "", first=DAY, last=None, by=user.person, at=AT)
    assert code_of(found) == "role.oneself"
    assert not Membership.objects.exists()
    assert len(told()) == 1


def test_the_role_of_who_bears_a_letter_is_given_by_nobody() -> None:
    found = keeping.give(made(), Role.BEARER, TOWN, first=DAY, last=UNTIL, by="x", at=AT)
    assert code_of(found) == "role.not-given"


def test_the_last_keeper_keeps_the_role_and_the_account() -> None:
    ada = made("ada@agency.example", "Ada")
    held = given(ada, Role.ADMIN, "")
    tomorrow = DAY + timedelta(days=1)
    assert code_of(keeping.end(held, on=tomorrow, by="person-x", at=AT)) == "role.last-admin"
    assert code_of(keeping.close(ada, by="person-x", at=AT)) == "role.last-admin"
    bo = made("bo@agency.example", "Bo")
    given(bo, Role.ADMIN, "")
    assert keeping.close(bo, by=ada.person, at=AT) is None
    assert code_of(keeping.end(held, on=tomorrow, by="x", at=AT)) == "role.last-admin", "closed"
    keeping.open_again(bo, by=ada.person, at=AT)
    assert keeping.end(held, on=tomorrow, by=bo.person, at=AT) is None


def test_an_account_is_closed_by_another_and_opened_again() -> None:
    user = made()
    assert code_of(keeping.close(user, by=user.person, at=AT)) == "role.own-account"
    assert keeping.close(user, by="person-a", at=AT) is None
    assert not User.objects.get(pk=user.pk).is_active
    keeping.open_again(user, by="person-a", at=AT)
    assert [one[0] for one in told()[1:]] == ["account closed", "account opened again"]


def test_who_runs_the_installation_gives_and_ends_without_these_rules_and_is_told_too() -> None:
    user = made()
    keeping.give_freely(user, Role.OWNER, TOWN, first=DAY, last=None, by="proviso people", at=AT)
    keeping.give_freely(
        user, Role.ANALYST, "us/x", first=date(2025, 1, 1), last=None, by="proviso people", at=AT
    )
    ended = keeping.end_all(user, role=None, body=None, on=DAY, by="proviso people", at=AT)
    assert ended == 2
    assert [one[0] for one in told()[1:]] == [
        "role given",
        "role given",
        "role taken back",
        "role ended",
    ] or [one[0] for one in told()[3:]] == ["role ended", "role taken back"]
    assert keeping.end_all(user, role=Role.OWNER, body=TOWN, on=DAY, by="x", at=AT) == 0


# --- to end is not to give -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("until", "code"),
    [
        (UNTIL + timedelta(days=1), "role.not-shorter"),
        (UNTIL, "role.not-shorter"),
        (DAY - timedelta(days=2), "role.counted"),
    ],
)
def test_a_role_is_ended_only_by_making_it_shorter_and_not_for_days_gone_by(
    until: date, code: str
) -> None:
    held = given(made())
    assert code_of(keeping.end(held, on=until + timedelta(days=1), by="x", at=AT)) == code
    held.refresh_from_db()
    assert held.last == UNTIL
    assert len(told()) == 2


def test_a_role_that_is_over_stays_over() -> None:
    held = given(made())
    held.last = DAY - timedelta(days=3)
    held.save()
    for until in (DAY, UNTIL, DAY - timedelta(days=9)):
        found = keeping.end(held, on=until + timedelta(days=1), by="x", at=AT)
        assert code_of(found) == "role.over-already"


def test_nobody_sets_a_later_last_day_of_their_own_role() -> None:
    ada, bo = made("ada@agency.example", "Ada"), made("bo@agency.example", "Bo")
    held = given(ada, Role.ADMIN, "")
    given(bo, Role.ADMIN, "")
    later = DAY + timedelta(days=9)
    assert code_of(keeping.end(held, on=later, by=ada.person, at=AT)) == "role.own-later"
    assert keeping.end(held, on=DAY + timedelta(days=1), by=ada.person, at=AT) is None


def test_another_sets_the_first_last_day_of_a_role_that_had_none() -> None:
    made("bo@agency.example", "Bo")
    held = given(made(), Role.ADMIN, "")
    given(User.objects.get(email="bo@agency.example"), Role.ADMIN, "")
    assert keeping.end(held, on=UNTIL, by="x", at=AT) is None
    held.refresh_from_db()
    assert held.last == UNTIL - timedelta(days=1)
