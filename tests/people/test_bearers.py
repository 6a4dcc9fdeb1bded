"""Who bears a letter: codes tried, used up and kept as hashes, and a code that is no letter's kept like one that is."""

from datetime import UTC, datetime, timedelta

import pytest

from proviso.domain.refusals import Refusal
from proviso.domain.roles import Right, Role, rights_at
from proviso.people import bearers
from proviso.people.bearers import Begun, Borne, begin, confirm
from proviso.people.models import Confirmation
from proviso.people.names import names

pytestmark = pytest.mark.django_db
TOWN = "ocd-division/country:zz/state:mv/place:elder_falls"
AT = datetime(2025, 6, 2, 14, 5, tzinfo=UTC)
BORNE = Borne(matter="V1", letter="L1", respondent=TOWN, address="clerk@town.example")
HERE = "192.0.2.7"


def begun(borne: Borne | None = BORNE, *, place: str = HERE, at: datetime = AT) -> Begun:
    found = begin(borne, place=place, at=at)
    assert isinstance(found, Begun)
    return found


def other(code: str) -> str:
    return "000000" if code != "000000" else "111111"


def test_the_right_code_lets_its_bearer_act_for_one_letter_for_an_hour() -> None:
    one = begun()
    assert not isinstance(confirm(one.person, f" {one.code} ", at=AT), Refusal)
    found = bearers.bearer(one.person, at=AT + timedelta(minutes=59))
    assert found is not None
    assert (found.actor.id, found.matter, found.letter) == (one.person, "V1", "L1")
    (held,) = found.actor.held
    assert (held.role, held.matter, held.letter) == (Role.BEARER, "V1", "L1")
    told = {"agency": "us/x", "respondent": TOWN, "on": AT.date()}
    assert rights_at(found.actor.held, matter="V1", **told) == {  # type: ignore[arg-type]
        Right.SEE,
        Right.ACKNOWLEDGE,
    }
    assert bearers.bearer(one.person, at=AT + timedelta(minutes=60)) is None
    assert bearers.names({one.person}) == {
        one.person: "Bearer of letter L1, confirmed at clerk@town.example"
    }


def test_a_code_is_used_once() -> None:
    one = begun()
    confirm(one.person, one.code, at=AT)
    again = confirm(one.person, one.code, at=AT)
    assert isinstance(again, Refusal)
    assert again.code == "confirm.used"


def test_after_five_wrong_codes_the_right_one_opens_nothing() -> None:
    one = begun()
    codes = [confirm(one.person, other(one.code), at=AT) for _ in range(5)]
    assert [told.code for told in codes if isinstance(told, Refusal)] == (
        ["confirm.wrong"] * 4 + ["confirm.tried"]
    )
    last = confirm(one.person, one.code, at=AT)
    assert isinstance(last, Refusal)
    assert last.code == "confirm.tried"
    assert bearers.bearer(one.person, at=AT) is None


def test_a_code_ends_after_a_quarter_of_an_hour() -> None:
    one = begun()
    late = confirm(one.person, one.code, at=AT + timedelta(minutes=15))
    assert isinstance(late, Refusal)
    assert late.code == "confirm.ended"


def test_the_code_of_another_confirmation_opens_nothing() -> None:
    one, another = begun(), begun()
    assert isinstance(confirm(one.person, another.code, at=AT), Refusal) or (
        one.code == another.code
    )


def test_neither_the_code_nor_the_place_is_kept() -> None:
    one = begun()
    row = Confirmation.objects.get(person=one.person)
    assert one.code not in row.code
    assert HERE not in row.place
    assert len(row.code) == len(row.place) == 64


def test_a_code_of_no_letter_is_kept_and_refused_like_one_of_a_letter() -> None:
    none = begun(None)
    assert none.code == ""
    row = Confirmation.objects.get(person=none.person)
    assert (row.matter, row.letter, row.sent_to) == ("", "", "")
    said = [confirm(none.person, "123456", at=AT) for _ in range(6)]
    of_one = begun()
    like = [confirm(of_one.person, other(of_one.code), at=AT) for _ in range(6)]
    assert said == like
    assert bearers.bearer(none.person, at=AT) is None


def test_a_confirmation_that_is_not_there_is_refused_like_a_wrong_code() -> None:
    found = confirm("bearer-none", "123456", at=AT)
    assert isinstance(found, Refusal)
    assert found.code == "confirm.wrong"
    assert bearers.bearer("bearer-none", at=AT) is None


def test_ten_letters_codes_are_typed_at_one_place_and_then_no_more_for_a_while() -> None:
    for _ in range(10):
        begun(None)
    refusal = begin(BORNE, place=HERE, at=AT)
    assert isinstance(refusal, Refusal)
    assert refusal.code == "confirm.too-many"
    assert begun(place="192.0.2.8").code
    assert begun(at=AT + timedelta(minutes=16)).code


def test_a_letters_address_gets_five_messages_an_hour_and_nobody_is_told() -> None:
    sent = [begun(place=f"192.0.2.{number}").code for number in range(6)]
    assert [bool(code) for code in sent] == [True] * 5 + [False]
    assert begun(at=AT + timedelta(hours=1), place="192.0.2.99").code


def test_a_session_that_was_ended_is_over() -> None:
    one = begun()
    confirm(one.person, one.code, at=AT)
    bearers.end(one.person, at=AT)
    assert bearers.bearer(one.person, at=AT) is None


def test_entries_of_who_bore_a_letter_are_told_by_the_letter() -> None:
    one, waiting = begun(), begun()
    confirm(one.person, one.code, at=AT)
    assert names() == {one.person: "Bearer of letter L1"}
    assert waiting.person not in names()
