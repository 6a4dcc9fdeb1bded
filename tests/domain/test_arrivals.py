"""What came by mail becomes a fact only where it names a letter and its address; all else waits for a person."""

from typing import Any

import pytest

from proviso.domain.arrivals import (
    ELSEWHERE,
    NO_LETTER,
    NOT_OURS,
    Arrival,
    Mailed,
    kind_of,
    meaning,
    why_not_settle,
)
from proviso.domain.facts.letters import LetterBounced, LetterDelivered, LetterViewed
from proviso.domain.facts.matters import MatterNoted
from proviso.domain.notices import (
    AutoReply,
    Bounce,
    Delayed,
    Delivered,
    Displayed,
    Disposed,
    Notice,
    Relayed,
    Reply,
    Trail,
    Unreadable,
)

TRAIL = Trail(of=(), own="<n@x.example>", sender="clerk@x.example", dated="", sha256="ab" * 32)
CLERK = "clerk@x.example"
L1 = Mailed(stream="matter:V1", letter="L1", to=CLERK)
NOTICE = Mailed(stream="register", letter=None, to=CLERK)


def of(kind: type[Notice], **told: Any) -> Notice:
    """A notice of this kind about the clerk's address."""
    usual = {
        "recipient": CLERK,
        "meant": "",
        "status": "5.1.1",
        "said": "No such mailbox.",
        "until": "Friday",
        "by_hand": True,
        "how": "deleted",
        "subject": "Re: Request",
        "files": 0,
        "why": "It contradicts itself.",
    }
    names = kind.__dataclass_fields__.keys() - {"trail"}
    return kind(trail=TRAIL, **{name: {**usual, **told}[name] for name in names})


def test_a_bounce_is_recorded_with_its_reason() -> None:
    found = meaning(of(Bounce), L1)
    assert found.act == "record-bounce"
    assert found.fact == LetterBounced(letter="L1", why="5.1.1: No such mailbox.")
    assert found.waits == ""
    bare = meaning(of(Bounce, status="", said="", recipient=""), L1)
    assert bare.fact == LetterBounced(letter="L1", why="no reason is told")


def test_a_delivery_and_a_display_are_recorded_with_their_proof() -> None:
    delivered = meaning(of(Delivered, status=""), L1)
    assert isinstance(delivered.fact, LetterDelivered)
    assert delivered.fact.proof == f"delivery notice {'ab' * 32}, no status"
    shown = meaning(of(Displayed), L1)
    assert isinstance(shown.fact, LetterViewed)
    assert "a person let it be told" in shown.fact.viewer
    itself = meaning(of(Displayed, by_hand=False, recipient=""), L1).fact
    assert isinstance(itself, LetterViewed)
    assert itself.viewer.startswith("the recipient (told by the program itself")


@pytest.mark.parametrize(
    ("notice", "says"),
    [
        (of(Delayed), "goes on trying until Friday"),
        (of(Delayed, until=""), "goes on trying."),
        (of(Relayed), "no delivery"),
        (of(Disposed), "was deleted by the recipient's program, unseen"),
    ],
)
def test_what_proves_nothing_is_a_remark(notice: Notice, says: str) -> None:
    found = meaning(notice, L1)
    assert (found.act, found.waits) == ("note-matter", "")
    assert isinstance(found.fact, MatterNoted)
    assert says in found.fact.text


def test_what_people_and_answering_machines_write_is_noted_and_waits() -> None:
    reply = meaning(of(Reply), L1)
    assert reply.waits == "A reply is to be read."
    assert reply.fact == MatterNoted(
        text="Mail about letter L1: it was answered: a reply from clerk@x.example came."
    )
    assert meaning(of(AutoReply), L1).waits == "An automatic reply is to be read."


@pytest.mark.parametrize("kind", [Bounce, Delivered, Displayed])
def test_what_speaks_of_another_address_waits(kind: type[Notice]) -> None:
    found = meaning(of(kind, recipient="mayor@x.example"), L1)
    assert (found.fact, found.waits) == (None, ELSEWHERE)


@pytest.mark.parametrize("kind", [Bounce, Delivered, Delayed, Reply, AutoReply])
def test_what_names_no_letter_of_ours_waits(kind: type[Notice]) -> None:
    assert meaning(of(kind), None).waits == NOT_OURS


def test_what_is_about_a_notice_waits_only_if_it_came_back_or_answers() -> None:
    assert meaning(of(Bounce), NOTICE).waits == NO_LETTER
    assert meaning(of(Delivered), NOTICE).waits == ""
    assert meaning(of(Delivered), NOTICE).fact is None


def test_what_cannot_be_read_waits_for_the_reason_it_gives() -> None:
    found = meaning(of(Unreadable), L1)
    assert (found.fact, found.waits) == (None, "It contradicts itself.")
    assert kind_of(of(Unreadable)) == "unreadable"


def test_a_person_settles_what_waits_once_and_says_why() -> None:
    waiting = Arrival(
        sha256="ab" * 32,
        kind="reply",
        sender=CLERK,
        dated="",
        stream="",
        letter="",
        says="",
        waits="To be read.",
    )
    assert waiting.open
    assert why_not_settle(waiting, named="ab", why="Filed.", by="Pat") is None
    for arrival, why, by, code in (
        (None, "x", "Pat", "mail.unknown"),
        (Arrival(**{**_told(waiting), "settled": "Done."}), "x", "Pat", "mail.not-waiting"),
        (waiting, " ", "Pat", "mail.no-why"),
        (waiting, "x", "", "mail.no-by"),
    ):
        refusal = why_not_settle(arrival, named="ab", why=why, by=by)
        assert refusal is not None
        assert refusal.code == code


def _told(one: Arrival) -> dict[str, Any]:
    return {name: getattr(one, name) for name in one.__dataclass_fields__}
