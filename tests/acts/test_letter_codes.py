"""Codes of letters at work: a released letter is found by its code, its second code is owed sealed, its view is recorded once."""

import re

import pytest

from proviso.acts import letter_codes, notes
from proviso.acts.envelopes import Unfit, message_of
from proviso.domain.errands import Errand
from proviso.domain.facts.letters import LetterViewed
from proviso.domain.letters import Service
from proviso.domain.refusals import Refusal
from proviso.outside.desk_codes import desk_code
from proviso.outside.ids import new_secret
from proviso.outside.own_address import VARIABLE
from proviso.queries.desk_codes import letter_of
from proviso.queries.record import Record
from proviso.records import errand_rows, models
from tests.acts.mailed_letter import TO, mailed_letter
from tests.acts.village import AT, last

pytestmark = pytest.mark.django_db


@pytest.fixture
def mailed() -> str:
    """The name of a letter that was released to V1 by mail."""
    return mailed_letter()


@pytest.fixture(autouse=True)
def _no_own_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)


def owed(key: str) -> Errand:
    found = errand_rows.latest(key)
    assert found is not None
    return found.errand


def test_a_letter_is_found_by_its_code_once_its_round_went_out(mailed: str) -> None:
    code = desk_code("V1", mailed)
    assert letter_of(code, on=AT.date()) is None, "nobody has asked yet"
    assert letter_codes.index() == 1
    assert letter_codes.index() == 0
    found = letter_of(code, on=AT.date())
    assert found is not None
    assert (found.matter, found.letter, found.address) == ("V1", mailed, TO)
    assert letter_of("00000-00000", on=AT.date()) is None
    assert code not in str(list(models.DeskCode.objects.values()))


def test_a_code_of_a_letter_that_the_record_does_not_hold_is_none(mailed: str) -> None:
    models.Errand.objects.update(letter="L-OTHER")
    letter_codes.index()
    assert letter_of(desk_code("V1", "L-OTHER"), on=AT.date()) is None


def test_the_second_code_is_owed_sealed_and_opened_when_it_is_handed_over(mailed: str) -> None:
    told = {"person": "bearer-1", "matter": "V1", "letter": mailed, "to": TO}
    assert letter_codes.send(code="493027", at=AT, **told) is None
    one = owed("code/bearer-1")
    assert b"493027" not in one.payload
    message = message_of(one)
    assert "Your code is 493027." in message.text
    assert mailed in message.text
    assert (str(message.sender), str(message.to)) == ("grants@agency.example", TO)
    assert one.letter is None, "it is no letter: what becomes of it is not recorded"


def test_what_another_installation_sealed_is_not_handed_over(mailed: str, settings: object) -> None:
    letter_codes.send(person="bearer-1", code="493027", matter="V1", letter=mailed, to=TO, at=AT)
    settings.SECRET_KEY = new_secret()  # type: ignore[attr-defined]
    with pytest.raises(Unfit, match="does not open it"):
        message_of(owed("code/bearer-1"))


def test_without_an_address_of_its_own_an_installation_writes_from_nowhere() -> None:
    refusal = notes.write(to=TO, subject="S", text="T", key="k", at=AT)
    assert isinstance(refusal, Refusal)
    assert "PROVISO_MAIL_FROM" in refusal.cure
    letter_codes.send(person="b", code="1", matter="V1", letter="none", to=TO, at=AT)
    assert not models.Errand.objects.exists()


@pytest.mark.parametrize(
    ("own", "to", "subject"),
    [
        ("no address", TO, "S"),
        ("own@a.example", "no address", "S"),
        ("own@a.example", TO, ""),
        ("own@a.example", TO, "S"),
    ],
)
def test_what_cannot_be_sent_is_refused_and_what_can_is_owed_once(
    monkeypatch: pytest.MonkeyPatch, own: str, to: str, subject: str
) -> None:
    monkeypatch.setenv(VARIABLE, own)
    told = [notes.write(to=to, subject=subject, text="T", key="k", at=AT) for _ in range(2)]
    good = "no address" not in (own, to) and subject
    assert [one is None for one in told] == [bool(good)] * 2
    assert models.Errand.objects.count() == (1 if good else 0)


def test_a_key_that_is_another_messages_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "own@a.example")
    assert notes.write(to=TO, subject="S", text="T", key="k", at=AT) is None
    refusal = notes.write(to=TO, subject="S", text="Other", key="k", at=AT)
    assert isinstance(refusal, Refusal)
    assert refusal.code == "errand.key-used"


def test_a_senders_address_that_is_none_is_not_used(mailed: str) -> None:
    row = models.Errand.objects.get(letter=mailed)
    row.payload = re.sub(rb'"sender":"[^"]*"', b'"sender":"nobody"', bytes(row.payload))
    row.save()
    refusal = letter_codes.send(person="b", code="1", matter="V1", letter=mailed, to=TO, at=AT)
    assert refusal is notes.NO_SENDER
    other = letter_codes.send(person="b", code="1", matter="V9", letter=mailed, to=TO, at=AT)
    assert other is notes.NO_SENDER, "a letter of that name in another matter"


def test_that_a_letter_was_seen_is_recorded_once(mailed: str) -> None:
    told = {"matter": "V1", "letter": mailed, "address": TO, "at": AT}
    assert letter_codes.record_view(person="bearer-1", **told)  # type: ignore[arg-type]
    entry = last()
    assert isinstance(entry.fact, LetterViewed)
    assert entry.by == "bearer-1"
    assert TO in entry.fact.viewer
    assert not letter_codes.record_view(person="bearer-1", **told)  # type: ignore[arg-type]
    assert not letter_codes.record_view(person="bearer-2", **{**told, "address": "b@c.example"})  # type: ignore[arg-type]
    assert last() == entry
    standing = Record().standing("V1", on=AT.date(), known=AT.date())
    assert standing.letters.sent[mailed].service is Service.VIEWED
