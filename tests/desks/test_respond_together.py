"""Two people at one item of an answer: the later sees what the earlier saved, and nothing is replaced unread."""

import pytest
from django.test import Client

from proviso.records.answer_drafts import draft_of, history_of
from tests.acts.village import MATTER
from tests.desks.respondents import ANSWER, owner, save, seen, signature, staff, upload, waiting

pytestmark = pytest.mark.django_db
HERS = {"item": "plan", "answer": "objected", "says": "Beyond what the award allows."}
HIS = {"item": "plan", "answer": "withheld", "says": "Notes of counsel.", "basis": "Privilege"}


@pytest.fixture(autouse=True)
def _waiting() -> None:
    waiting()


def said() -> list[str]:
    return [one.says for one in draft_of(MATTER, "L1").typed.values()]


def sent(client: Client, form: dict[str, str]) -> "tuple[int, str]":
    answer = client.post(ANSWER, form)
    return answer.status_code, answer.content.decode()


def test_the_later_of_two_reads_what_was_saved_meanwhile_and_keeps_what_was_typed() -> None:
    stella, otto = staff(), owner()
    form = {**HIS, "seen": seen(otto, "plan")}
    assert save(stella, **HERS) == 302
    status, text = sent(otto, form)
    assert status == 409
    assert "This item has changed since your page was shown" in text
    assert "Saved meanwhile by Stella Staff" in text
    assert HERS["says"] in text
    assert ">Notes of counsel.</textarea>" in text
    assert 'value="Privilege"' in text
    assert said() == [HERS["says"]]
    again = seen_in(text)
    assert sent(otto, {**HIS, "seen": again})[0] == 302
    assert said() == [HIS["says"]]
    assert len(history_of(MATTER, "L1")) == 2


def seen_in(text: str) -> str:
    return text.split('value="plan"><input type="hidden" name="seen" value="')[1].partition('"')[0]


def test_what_is_put_right_after_a_refusal_still_replaces_nothing_unread() -> None:
    stella, otto = staff(), owner()
    form = {**HIS, "basis": "", "seen": seen(otto, "plan")}
    save(stella, **HERS)
    status, text = sent(otto, form)
    assert status == 422
    assert sent(otto, {**HIS, "seen": seen_in(text)})[0] == 409
    assert said() == [HERS["says"]]


def test_a_form_that_carries_nothing_replaces_nothing() -> None:
    save(staff(), **HERS)
    assert sent(owner(), HIS)[0] == 409
    assert said() == [HERS["says"]]


def test_the_same_form_twice_is_saved_once() -> None:
    client = staff()
    form = {**HERS, "seen": seen(client, "plan")}
    assert [sent(client, form)[0] for _ in range(2)] == [302, 302]
    assert len(history_of(MATTER, "L1")) == 1


@pytest.mark.parametrize("item", ["plan", "policies"])
def test_what_was_signed_in_another_tab_is_said_and_nothing_is_saved(item: str) -> None:
    client = owner()
    save(client, **HERS)
    form = {**HIS, "item": item, "seen": seen(client, item)}
    client.post(f"{ANSWER}sign/", signature(client))
    status, text = sent(client, form)
    assert status == 409
    assert "The answer was signed meanwhile: it is on record as" in text
    assert "/respond/V1/receipts/A1/" in text
    assert ">Notes of counsel.</textarea>" in text
    assert said() == []
    assert save(client, **{**HIS, "item": item}) == 302
    assert said() == [HIS["says"]]


def test_a_file_that_makes_an_item_answered_counts_as_saved_meanwhile() -> None:
    otto = owner()
    form = {**HIS, "seen": seen(otto, "plan")}
    upload(staff(), item="plan")
    status, text = sent(otto, form)
    assert status == 409
    assert "Documents are given" in text
