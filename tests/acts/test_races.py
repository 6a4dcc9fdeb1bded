"""Acts at the same moment, on a real PostgreSQL: one winner for a key, a whole chain, and an order never slips past a gate."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from threading import Barrier, Event
from typing import Any, TypeVar

import pytest
from django.apps import apps
from django.db import connection

from proviso.acts.act import Deed, Outcome, Receipt, Sight
from proviso.acts.perform import perform, sitting
from proviso.domain.merkle import tree_head
from proviso.domain.refusals import Refusal
from proviso.domain.verifying import verify
from proviso.outside.keys import signed_by
from proviso.records import streams
from tests.acts.village import JAN_24, MATTER, deed, done, last, told, village

MANY = 16
BAR: dict[str, Any] = {
    "effect": "O1.1",
    "order": "O1",
    "kind": "bars",
    "acts": ("send-request",),
    "conditions": ("*",),
    "programmes": ("*",),
    "binds": ("us",),
    "covers": ("everyone",),
    "covers_certain": True,
    "since": JAN_24,
    "since_certain": True,
}


T = TypeVar("T")


def apart(work: Callable[[], T]) -> T:
    """Do it on a connection of its own, where it is committed, and give that back."""
    try:
        return work()
    finally:
        connection.close()


def elsewhere(work: Callable[[], T]) -> T:
    """Do it in another thread, and wait for it."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(apart, work).result()


def empty() -> None:
    """Take everything out again, which no act could: the triggers are off for this connection."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        for model in apps.get_app_config("records").get_models():
            cursor.execute(f"DELETE FROM {model._meta.db_table}")


@pytest.fixture(autouse=True)
def _village(db: None) -> Iterator[None]:
    """A village that stands for all connections, and is gone afterwards."""
    if connection.vendor != "postgresql":
        pytest.skip("On SQLite a writer holds the whole file, so there is nothing to race for.")
    elsewhere(village)
    yield
    elsewhere(empty)


def together(works: Sequence[Callable[[], Outcome]]) -> list[Outcome]:
    """Do them all at the same moment."""
    start = Barrier(len(works))

    def begin(work: Callable[[], Outcome]) -> Outcome:
        start.wait()
        return apart(work)

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(begin, works))


def send(letter: str = "L1") -> Deed:
    return deed("send-letter", MATTER, letter=letter, kind="document-request", addressee="Cleo")


def an_order() -> None:
    """An order whose effect has not been read yet."""
    done("file-case", "case:C1", case="C1")
    done("enter-order", "case:C1", case="C1", order="O1")


def test_one_key_is_used_once_however_often_it_is_sent() -> None:
    envelope = told()
    remark = deed("note-matter", MATTER, text="once")
    came = together([lambda: perform(remark, envelope)] * MANY)
    receipts = [one for one in came if isinstance(one, Receipt)]
    assert len(receipts) == MANY
    assert sorted(one.again for one in receipts) == [False] + [True] * (MANY - 1)
    assert streams.heads(MATTER)[MATTER][0] == 5


def test_one_key_on_two_streams_is_used_once() -> None:
    envelope = told()
    acts = [
        deed("note-matter", MATTER, text="once"),
        deed("note-event", "review:R1", event="once"),
    ]
    before = streams.count()
    came = together([partial(perform, one, envelope) for one in acts] * 4)
    assert streams.count() == before + 1
    refused = {one.code for one in came if isinstance(one, Refusal)}
    assert refused == {"entry.key-used"}


def test_acts_on_one_stream_are_numbered_one_after_the_other() -> None:
    notes = [deed("note-matter", MATTER, text=str(number)) for number in range(MANY)]
    works = [partial(perform, note, told()) for note in notes]
    came = together(works)
    numbers = sorted(one.numbers[0] for one in came if isinstance(one, Receipt))
    assert numbers == list(range(5, 5 + MANY))
    assert verify(streams.links(), (), signed_by).breaks == ()


def test_of_many_contacts_of_one_name_one_is_recorded() -> None:
    note = deed("note-contact", MATTER, contact="mayor", office="Mayor")
    came = together([lambda: perform(note, told())] * MANY)
    assert sum(isinstance(one, Receipt) for one in came) == 1
    assert {one.code for one in came if isinstance(one, Refusal)} == {"contact.exists"}


def test_an_order_waits_for_the_act_that_is_being_decided() -> None:
    elsewhere(an_order)
    docket = tree_head(streams.heads("case:"))
    deciding, go_on = Event(), Event()
    decide = send().act.why_not

    def slowly(see: Sight, fact: object) -> Refusal | None:
        deciding.set()
        assert go_on.wait(timeout=20)
        return decide(see, fact)

    slow = replace(send(), act=replace(send().act, why_not=slowly))
    with ThreadPoolExecutor(2) as pool:
        sent: Future[Outcome] = pool.submit(apart, lambda: perform(slow, told()))
        assert deciding.wait(timeout=20)
        barred = pool.submit(apart, lambda: perform(deed("read-effect", "case:C1", **BAR), told()))
        with pytest.raises(TimeoutError):
            barred.result(timeout=0.5)
        go_on.set()
        assert isinstance(sent.result(timeout=20), Receipt)
        assert isinstance(barred.result(timeout=20), Receipt)
    assert dict(last().relied_on)["docket"] == docket
    again = elsewhere(lambda: perform(send("L2"), told()))
    assert isinstance(again, Refusal)
    assert "order.bars" in (again.code, *again.reason.split())


def test_an_act_waits_for_the_order_that_is_being_entered() -> None:
    elsewhere(an_order)
    entering, go_on = Event(), Event()

    def enter() -> None:
        with sitting() as one:
            one.do(deed("read-effect", "case:C1", **BAR), told())
            entering.set()
            assert go_on.wait(timeout=20)

    with ThreadPoolExecutor(2) as pool:
        entered = pool.submit(apart, enter)
        assert entering.wait(timeout=20)
        sent = pool.submit(apart, lambda: perform(send(), told()))
        with pytest.raises(TimeoutError):
            sent.result(timeout=0.5)
        go_on.set()
        entered.result(timeout=20)
        outcome = sent.result(timeout=20)
    assert isinstance(outcome, Refusal)
    assert outcome.code == "order.bars"


def test_sittings_that_need_the_same_streams_do_not_wait_for_each_other_for_ever() -> None:
    def both(first: str, second: str) -> Outcome:
        with sitting() as one:
            one.hold([first, second, "case:"])
            one.do(deed("note-event", "review:R1", event=first), told())
            return one.do(deed("note-matter", MATTER, text=second), told())

    names = (MATTER, "review:R1")
    came = together([partial(both, *names), partial(both, *reversed(names))] * 4)
    assert all(isinstance(one, Receipt) for one in came)
