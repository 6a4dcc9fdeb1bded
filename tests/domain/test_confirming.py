"""Confirming who bears a letter: where the second code goes, and how long and how often it may be tried."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from proviso.domain.confirming import (
    AT_A_PLACE,
    HOLDS,
    LASTS,
    TRIES,
    Confirming,
    ends_at,
    reached_at,
    why_not_begin,
    why_not_try,
    wrong,
)
from proviso.domain.facts.letters import LetterFiled
from proviso.domain.letters import Letter, Service
from proviso.domain.matters import Contact

AT = datetime(2025, 6, 2, 14, 5, tzinfo=UTC)
MAILED = LetterFiled(
    letter="L1",
    sha256="0" * 64,
    html_sha256="0" * 64,
    text_sha256="0" * 64,
    versions=(),
    clauses=(),
    channel="mail",
    to="clerk@elder.example",
)
LETTER = Letter(letter="L1", filed=MAILED, ref="matter:V1#9")
CONTACT = Contact(
    contact="clerk",
    office="County Clerk",
    name="Cleo",
    address="cleo@elder.example",
    channel="e-mail",
    verified_on=date(2025, 5, 1),
    ref="matter:V1#3",
)
NEW = Confirming(made_at=AT)


def test_a_mailed_letter_is_confirmed_where_it_was_mailed_to() -> None:
    assert reached_at(LETTER, None) == "clerk@elder.example"
    assert reached_at(LETTER, CONTACT) == "clerk@elder.example"


def test_a_letter_on_paper_is_confirmed_at_the_verified_mail_address_of_its_contact() -> None:
    posted = replace(LETTER, filed=replace(MAILED, channel="print", to="1 Main Street"))
    assert reached_at(posted, CONTACT) == "cleo@elder.example"
    assert reached_at(replace(LETTER, filed=None), CONTACT) == "cleo@elder.example"


@pytest.mark.parametrize(
    "changed",
    [{"verified_on": None}, {"channel": "post"}, {"address": None}, {"superseded": True}],
)
def test_without_such_an_address_nothing_is_sent(changed: dict[str, object]) -> None:
    posted = replace(LETTER, filed=None)
    assert reached_at(posted, replace(CONTACT, **changed)) is None  # type: ignore[arg-type]
    assert reached_at(posted, None) is None


def test_a_contact_that_another_took_the_place_of_is_not_written_to() -> None:
    assert reached_at(LETTER, replace(CONTACT, superseded=True)) is None


@pytest.mark.parametrize("service", [Service.BOUNCED, Service.REFUSED, Service.MISADDRESSED])
def test_a_letter_that_is_not_where_it_belongs_opens_nothing(service: Service) -> None:
    assert reached_at(replace(LETTER, service=service), CONTACT) is None


def test_letters_codes_are_typed_so_often_from_one_place_and_no_oftener() -> None:
    assert why_not_begin(typed_here=AT_A_PLACE - 1) is None
    refusal = why_not_begin(typed_here=AT_A_PLACE)
    assert refusal is not None
    assert refusal.code == "confirm.too-many"
    assert "15 minutes" in refusal.cure


@pytest.mark.parametrize(
    ("one", "now", "code"),
    [
        (NEW, AT + HOLDS, "confirm.ended"),
        (replace(NEW, tries=TRIES), AT, "confirm.tried"),
        (replace(NEW, confirmed_at=AT), AT, "confirm.used"),
        (replace(NEW, ended_at=AT), AT, "confirm.used"),
    ],
)
def test_a_code_that_is_used_up_is_not_tried(one: Confirming, now: datetime, code: str) -> None:
    refusal = why_not_try(one, now=now)
    assert refusal is not None
    assert refusal.code == code


def test_a_code_holds_until_its_last_moment() -> None:
    assert why_not_try(replace(NEW, tries=TRIES - 1), now=AT + HOLDS - timedelta(seconds=1)) is None


def test_a_wrong_code_says_how_often_it_can_still_be_tried() -> None:
    assert "4 more times" in wrong(replace(NEW, tries=1)).cure
    assert "one more time" in wrong(replace(NEW, tries=TRIES - 1)).cure
    assert wrong(replace(NEW, tries=TRIES)).code == "confirm.tried"


def test_a_session_lasts_an_hour_from_its_code_unless_it_is_ended() -> None:
    assert ends_at(NEW) is None
    assert ends_at(replace(NEW, confirmed_at=AT)) == AT + LASTS
    assert ends_at(replace(NEW, confirmed_at=AT, ended_at=AT)) is None
