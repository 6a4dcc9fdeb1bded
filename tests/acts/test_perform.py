"""Performing an act: written once, whole, with what was relied on; or refused, and nothing written."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import IntegrityError

from proviso.acts.act import Act, Deed, Receipt, Sight
from proviso.acts.perform import perform, sitting
from proviso.domain.checkpoints import checkpoint_from
from proviso.domain.facts.matters import MatterNoted
from proviso.domain.refusals import Refusal
from proviso.domain.verifying import verify
from proviso.outside.keys import signed_by
from proviso.records import streams
from tests.acts.village import (
    AT,
    ELDER,
    JAN_24,
    MATTER,
    deed,
    do,
    done,
    last,
    matter,
    refused,
    request,
    told,
    village,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _village() -> None:
    village()


def note(text: str = "a remark") -> Deed:
    return deed("note-matter", MATTER, text=text)


def test_an_act_is_written_with_its_envelope_and_chained() -> None:
    envelope = told(by="Ann", on=date(2018, 1, 31), precision="month", confidence="low")
    envelope = replace(envelope, evidence=("https://example.org/1",), note="by its last day")
    receipt = done("note-matter", MATTER, envelope=envelope, text="seen")
    entry = last()
    assert (entry.stream, entry.number, entry.by, entry.key) == (MATTER, 5, "Ann", envelope.key)
    assert (entry.on, entry.precision, entry.recorded_at) == (date(2018, 1, 31), "month", AT)
    assert (entry.evidence, entry.note) == (("https://example.org/1",), "by its last day")
    assert receipt.head == streams.heads(MATTER)[MATTER][1]
    assert verify(streams.links(), (), signed_by).breaks == ()


def test_the_gates_answer_is_stored_with_the_act_and_what_it_relied_on() -> None:
    assert isinstance(request(), Receipt)
    entry = last()
    assert entry.gate == ("permitted",)
    assert entry.rules == ("byrne-jag-1373-2018/2017",)
    assert dict(entry.relied_on).keys() == {"docket", "review:R1"}
    assert dict(entry.relied_on)["review:R1"] == streams.heads("review:R1")["review:R1"][1]


def test_an_act_that_the_gate_does_not_permit_is_refused_with_the_ground() -> None:
    done("question-identity", MATTER, why="two bodies of that name")
    outcome = request()
    assert isinstance(outcome, Refusal)
    assert outcome.code == "identity.ambiguous"
    assert last().number == 5


def test_history_brought_in_is_not_stopped_by_the_gate_and_keeps_its_answer() -> None:
    done("question-identity", MATTER, why="two bodies of that name")
    history = told(brought_in=True)
    done("send-letter", MATTER, envelope=history, letter="L1", kind="document-request")
    assert any(code.startswith("identity.ambiguous") for code in last().gate)
    assert last().brought_in


def test_several_grounds_are_told_by_their_codes() -> None:
    matter("V2")
    done("supersede-contact", "matter:V2", contact="clerk")
    done("question-identity", "matter:V2", why="a doubt")
    outcome = do("send-letter", "matter:V2", letter="L1", kind="document-request", addressee="Cleo")
    assert isinstance(outcome, Refusal)
    assert "And 1 more: " in outcome.reason


def test_the_same_key_does_the_same_act_once() -> None:
    envelope = told()
    first = done("note-matter", MATTER, envelope=envelope, text="once")
    again = done("note-matter", MATTER, envelope=envelope, text="once")
    assert again == replace(first, again=True)
    done("note-matter", MATTER, text="another")
    assert done("note-matter", MATTER, envelope=envelope, text="once").head == ""
    assert last().number == 6


def test_a_key_that_was_used_for_another_act_is_refused() -> None:
    envelope = told()
    done("note-matter", MATTER, envelope=envelope, text="once")
    assert refused("note-matter", MATTER, envelope=envelope, text="other") == "entry.key-used"
    matter("V2")
    assert refused("note-matter", "matter:V2", envelope=envelope, text="once") == "entry.key-used"


def test_an_act_whose_key_was_taken_meanwhile_is_decided_again() -> None:
    taken: list[str] = []

    def take(see: Sight, _: object) -> None:
        if not taken:
            taken.append(see.stream)
            perform(note("first"), replace(envelope, key=envelope.key))

    matter("V2")
    envelope = told()
    racing = Act(name="note-matter", fact=MatterNoted, room="matter", says="A race.", why_not=take)
    outcome = perform(Deed(act=racing, stream="matter:V2", fact=note().fact), envelope)
    assert isinstance(outcome, Receipt)
    assert last("matter:V2").key == envelope.key


def test_acts_of_one_sitting_are_written_together_or_not_at_all() -> None:
    class PowerCut(Exception):
        """Something outside fails."""

    before = streams.count()
    with pytest.raises(PowerCut), sitting() as one:
        one.do(note("first"), told())
        one.write()
        one.do(note("second"), told())
        raise PowerCut
    assert streams.count() == before
    with sitting() as one:
        one.do(note("first"), told())
        one.do(note("second"), told())
    assert streams.count() == before + 2


def test_a_sitting_that_is_undone_writes_nothing() -> None:
    before = streams.count()
    with sitting() as one:
        one.do(note(), told())
        one.write()
        one.undo()
    assert streams.count() == before


def test_a_sitting_sees_what_it_decided_before_it_is_written() -> None:
    with sitting() as one:
        assert one.rooms.matter(MATTER).letters.sent == {}
        one.do(deed("send-letter", MATTER, letter="L1", kind="receipt"), told())
        assert isinstance(one.do(deed("record-bounce", MATTER, letter="L1"), told()), Receipt)
        envelope = told()
        first = one.do(note(), envelope)
        assert isinstance(first, Receipt)
        again = one.do(note(), envelope)
        assert isinstance(again, Receipt)
        assert again.again


def test_what_was_read_without_a_lock_is_read_anew_under_it() -> None:
    with sitting() as one:
        assert one.rooms.award("A1").accepted_on is None
        perform(deed("accept-award", "award:A1", award="A1"), told())
        outcome = one.do(deed("accept-award", "award:A1", award="A1"), told())
    assert isinstance(outcome, Refusal)
    assert outcome.code == "award.accepted"


def test_a_checkpoint_signs_what_a_sitting_wrote_and_nothing_twice() -> None:
    with sitting() as one:
        one.do(note(), told())
        one.checkpoint()
    with sitting() as one:
        one.checkpoint()
    with sitting() as one:
        one.do(note(), told())
        one.checkpoint()
    first, second = (checkpoint_from(one.body, one.moved) for one in streams.checkpoints())
    assert first.moved.keys() == streams.heads().keys()
    assert list(second.moved) == [MATTER]


def test_two_entries_cannot_have_one_key_even_so() -> None:
    envelope = told()
    with pytest.raises(IntegrityError), sitting() as one:
        one.expect([envelope.key])
        perform(note(), envelope)
        one.do(note("other"), envelope)


def test_an_act_is_not_learned_before_it_happened_nor_after_it_is_written() -> None:
    early = told(on=date(2018, 2, 1), learned=date(2018, 1, 31))
    assert refused("note-matter", MATTER, envelope=early) == "entry.learned-before"
    late = told(learned=date(2018, 6, 2))
    assert refused("note-matter", MATTER, envelope=late) == "entry.not-yet"


@pytest.mark.parametrize("name", ["", " V", "V#1", "V\n1", "V" * 181])
def test_a_stream_has_a_name_that_can_be_written_in_a_line(name: str) -> None:
    assert refused("open-matter", f"matter:{name}", matter=name) == "matter.name"


def test_an_act_stands_in_the_stream_of_what_it_is_about() -> None:
    assert refused("accept-award", "award:A1", award="A2") == "stream.other"
    assert refused("note-matter", "award:A1") == "stream.other"


def test_an_entry_has_an_author() -> None:
    assert refused("note-matter", MATTER, envelope=told(by=" ")) == "entry.by-nobody"


def test_an_act_in_a_room_that_nobody_opened_is_refused() -> None:
    assert refused("note-matter", "matter:V9") == "matter.not-opened"
    assert refused("define-item", "review:R9", item="x") == "review.not-opened"
    assert refused("report-value", "source:S9", report="r") == "source.unknown"
    assert refused("enter-order", "case:C9", case="C9") == "case.unknown"


def test_a_fact_refers_only_to_what_is_on_record() -> None:
    opened = {"matter": "V2", "review": "R1", "respondent": ELDER, "programme": "16.738"}
    stream = "matter:V2"
    assert refused("open-matter", stream, **{**opened, "respondent": "E1"}) == "respondent.unknown"
    assert refused("open-matter", stream, **{**opened, "review": "R9"}) == "review.unknown"
    assert refused("open-matter", stream, **{**opened, "award": "A9"}) == "award.unknown"
    conditions = {**opened, "conditions": ("a-new-one",)}
    assert refused("open-matter", stream, **conditions) == "condition.unknown"
    assert isinstance(do("open-matter", stream, **opened), Receipt)


def test_a_cover_names_governments_and_associations_on_record() -> None:
    done("file-case", "case:C1", case="C1")
    done("enter-order", "case:C1", case="C1", order="O1")
    read = {"effect": "O1.1", "order": "O1", "kind": "unknown"}
    nowhere = ("-within:ocd-division/country:zz/state:xx",)
    assert refused("read-effect", "case:C1", **read, covers=nowhere) == "covers.unknown"
    members = ("everyone", "members:LEAGUE")
    assert refused("read-effect", "case:C1", **read, covers=members) == "association.unknown"
    assert refused("read-effect", "case:C1", **read, covers=("anyone",)) == "cover.term"
    conditions = {**read, "conditions": ("*",)}
    done("read-effect", "case:C1", **conditions, covers=("everyone", f"-{ELDER}"))


def test_an_order_that_bars_an_act_is_seen_by_the_next_act() -> None:
    done("file-case", "case:C1", case="C1")
    done("enter-order", "case:C1", case="C1", order="O1")
    done(
        "read-effect",
        "case:C1",
        effect="O1.1",
        order="O1",
        kind="bars",
        acts=("send-request",),
        conditions=("*",),
        programmes=("*",),
        binds=("us",),
        covers=("everyone",),
        covers_certain=True,
        since=JAN_24,
        since_certain=True,
    )
    outcome = request()
    assert isinstance(outcome, Refusal)
    assert outcome.code == "order.bars"
    history = told(brought_in=True)
    done("send-letter", MATTER, envelope=history, letter="L1", kind="document-request")
    assert "order.bars: fails" in last().gate


def test_an_act_without_a_gate_keeps_no_answer() -> None:
    done("note-matter", MATTER, text="a remark")
    assert (last().gate, last().relied_on) == ((), ())
