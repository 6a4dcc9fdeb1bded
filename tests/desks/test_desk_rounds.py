"""A round on the agency's desk: built, every letter read, prepared, approved by another, released, followed; stopped and gone on with."""

import json
import re
from collections.abc import Iterator
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from proviso.acts import round_drafts
from proviso.domain.facts.rounds import RoundApproved, RoundPrepared, RoundReleased
from proviso.domain.refusals import Refusal
from proviso.domain.roles import Role
from proviso.outside import folders
from proviso.outside.clock import now, today
from proviso.records import streams
from proviso.web.desk import sending
from tests.acts.rounds_village import file as file_of
from tests.acts.rounds_village import letters_sent, prepared, ready
from tests.acts.village import done, matter, told
from tests.web.asking import source, words
from tests.web.signing_in import AGENCY, person, signed_in

pytestmark = pytest.mark.django_db
NEW = "/desk/rounds/new/"
ROUND = "/desk/rounds/R1/W1/"
FORM = {
    "review": "R1",
    "kind": "document-request",
    "round": "W1",
    "due": "2027-03-15",
    "letterhead": "zz-mv-grants",
    "signer": "Ruth Ashgrove",
    "signer_lines": "Office of Grants",
    "authority": "2 CFR 200.337",
    "items": ["policies"],
    "channel": "letter",
    "who": "all",
    "value-answer_to": "1 Capitol Green, Marrow Landing",
    "value-questions": "the grants desk",
    "value-consequences": "The office may evaluate what it has.\nIt says what it finds.",
}


@pytest.fixture(autouse=True)
def _village() -> Iterator[None]:
    ready()
    for name in ("V1", "V2", "V3"):
        fresh(name)
    sending._RUNNING.clear()
    yield
    sending._RUNNING.clear()


@pytest.fixture
def ada() -> Client:
    return signed_in((Role.ANALYST, AGENCY), name="Ada Analyst")


@pytest.fixture
def bo() -> Client:
    return signed_in((Role.APPROVER, AGENCY), name="Bo Approver")


def fresh(name: str) -> None:
    """Somebody made sure of the contact today: letters go to no stale one."""
    done("verify-contact", f"matter:{name}", envelope=told(on=today(), at=now()), contact="clerk")


def built(client: Client, **changed: Any) -> Any:
    """The answer to the round's form."""
    return client.post(NEW, {**FORM, "on": today().isoformat(), **changed})


def drafted(client: Client, **changed: Any) -> str:
    answer = built(client, **changed)
    assert answer.status_code == 302, unescape(answer.content.decode())
    return str(answer.headers["Location"])


def step(client: Client, what: str, name: str = "W1") -> tuple[int, str]:
    """The form of a step, sent as it was shown."""
    address = f"/desk/rounds/R1/{name}/{what}/"
    digest = re.search(r'name="digest" value="([^"]*)"', source(client, address))
    assert digest
    answer = client.post(address, {"digest": digest[1]})
    return answer.status_code, unescape(answer.content.decode())


def to_approved(ada: Client, bo: Client, **changed: Any) -> None:
    answer = ada.post(drafted(ada, **changed), {"go": "prepare"})
    assert answer.status_code == 302, re.sub(r"<[^>]+>", " ", answer.content.decode())[2000:4500]
    assert step(bo, "approve", changed.get("round", "W1"))[0] == 302


def facts(kind: type) -> list[Any]:
    every = (one.fact for one in streams.entries("review:R1"))
    return [one for one in every if isinstance(one, kind)]


def test_a_round_goes_all_the_way_by_two_people(ada: Client, bo: Client) -> None:
    before = streams.count()
    draft = drafted(ada)
    text = words(ada, draft)
    assert "3 letters as they would read" in text
    assert "1 Capitol Green" in text
    assert streams.count() == before, "reading letters records nothing"
    assert ada.post(draft, {"go": "prepare"}).status_code == 302
    assert "wait for a second person" in words(ada, ROUND)
    assert "As prepared" in words(bo, f"{ROUND}letters/")
    assert step(bo, "approve")[0] == 302
    assert step(ada, "release")[0] == 302
    text = words(ada, ROUND)
    assert "All 3 letters are recorded and handed over" in text
    assert "100 %" in text
    assert "Handed to the workers" in text
    assert [one.prepared_by for one in facts(RoundPrepared)] == [person(ada)]
    assert [one.approved_by for one in facts(RoundApproved)] == [person(bo)]
    assert [one.released_by for one in facts(RoundReleased)] == [person(ada)]
    assert [len(letters_sent(name)) for name in ("V1", "V2", "V3")] == [1, 1, 1]
    assert step(ada, "release")[0] == 422, "released once"
    assert [len(letters_sent(name)) for name in ("V1", "V2", "V3")] == [1, 1, 1]


def test_a_letter_that_the_gate_holds_back_is_told_and_the_others_go(
    ada: Client, bo: Client
) -> None:
    matter("V4")  # whose contact was last verified years ago
    to_approved(ada, bo)
    assert step(ada, "release")[0] == 302
    text = words(ada, ROUND)
    assert "Others did not go" in text
    assert "1 letter did not go" in text
    assert "3 of 4 letters have been handed over" in text
    assert "Go on with the release" in text
    fresh("V4")
    assert step(ada, "release")[0] == 302
    assert "All 4 letters are recorded" in words(ada, ROUND)


def test_who_prepared_does_not_approve_and_who_approved_does_not_release(ada: Client) -> None:
    both = signed_in((Role.ANALYST, AGENCY), (Role.APPROVER, AGENCY), name="Cy Both")
    cy = signed_in((Role.COUNSEL, AGENCY), (Role.APPROVER, AGENCY), name="Di Second")
    assert both.post(drafted(both), {"go": "prepare"}).status_code == 302
    status, text = step(both, "approve")
    assert status == 422
    assert "two different people must" in text
    assert step(cy, "approve")[0] == 302
    status, text = step(cy, "release")
    assert status == 422
    assert "two different people must" in text
    assert facts(RoundReleased) == []
    assert ada.get(f"{ROUND}approve/").status_code == 404, "an analyst approves nothing"


def test_what_binds_asks_again_who_is_there(ada: Client) -> None:
    ada.post(drafted(ada), {"go": "prepare"})
    stale = signed_in((Role.APPROVER, AGENCY), name="Petra", proven=False)
    for what in ("approve", "release"):
        assert stale.get(f"{ROUND}{what}/").status_code == 302


def test_a_round_that_was_prepared_again_meanwhile_is_not_approved(ada: Client, bo: Client) -> None:
    ada.post(drafted(ada), {"go": "prepare"})
    answer = bo.post(f"{ROUND}approve/", {"digest": "0" * 64})
    assert answer.status_code == 409
    assert "prepared again since your page was shown" in answer.content.decode()
    assert facts(RoundApproved) == []


def test_letters_that_the_record_has_overtaken_are_told_and_not_approved(
    ada: Client, bo: Client
) -> None:
    ada.post(drafted(ada), {"go": "prepare"})
    done(
        "note-contact", "matter:V2", contact="new", office="Treasurer", name="Tam", channel="letter"
    )
    done("supersede-contact", "matter:V2", contact="clerk", successor="new")
    assert "Not as it was prepared" in words(bo, f"{ROUND}letters/")
    status, text = step(bo, "approve")
    assert status == 422
    assert "has changed" in text
    assert facts(RoundApproved) == []


def test_a_recipients_own_clauses_and_leaving_one_out(ada: Client) -> None:
    draft = drafted(ada)
    answer = ada.post(
        draft, {"go": "clauses", "matter": "V2", "clauses": ["public_record"], "page": "1"}
    )
    other = str(answer.headers["Location"]).partition("?")[0]
    assert other != draft
    text = source(ada, other)
    assert "<mark>" in text
    answer = ada.post(other, {"go": "leave", "matter": "V1", "page": "x"})
    assert "2 letters as they would read" in words(ada, str(answer.headers["Location"]))
    assert "3 letters as they would read" in words(ada, draft), "the old draft stays as it was"
    back = ada.post(other, {"go": "clauses", "matter": "V2", "page": "1"})
    assert back.headers["Location"].startswith(draft), "back to what all letters say"
    assert ada.post(draft, {"go": "leave", "matter": "V9"}).status_code == 404
    assert 'value="Ruth Ashgrove"' in source(ada, f"{NEW}?draft={draft.split('/')[-2]}")


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"round": ""}, "Nothing was filled in"),
        ({"signer": ""}, "Nothing was filled in"),
        ({"on": "soon"}, "'soon' is not a day"),
        ({"due": "2026-13-01"}, "'2026-13-01' is not a day"),
        ({"who": ""}, "Nothing was filled in"),
        ({"value-answer_to": ""}, "Nothing was filled in"),
        ({"channel": "pigeon"}, "expected one of"),
        ({"desk": "javascript:alert(1)"}, "It is no web address"),
        ({"who": "some", "standing": "final"}, "Nobody fits"),
        ({"who": "table"}, "No table was chosen"),
        ({"who": "table", "pasted": "colour\nred\n"}, "a column matter"),
        ({"who": "table", "pasted": "matter\n" + "x" * 2_000_001}, "more than 2,000,000 bytes"),
        ({"who": "table", "pasted": "matter\nV1\nV1\n"}, "each recipient once"),
    ],
)
def test_a_form_that_cannot_be_used_says_why_and_keeps_what_was_typed(
    ada: Client, changed: dict[str, str], said: str
) -> None:
    answer = built(ada, **changed)
    text = unescape(answer.content.decode())
    assert answer.status_code == 422
    assert said in text
    assert 'value="2 CFR 200.337"' in text


def test_each_letter_bears_the_address_of_the_desk_with_a_code_of_its_own(ada: Client) -> None:
    form = f"{NEW}?review=R1&kind=document-request"
    assert 'value="http://testserver/desk-code"' in source(ada, form)
    text = words(ada, drafted(ada, desk="http://testserver/desk-code"))
    codes = set(re.findall(r"http://testserver/desk-code/(\S+)", text))
    assert len(codes) == 3
    assert "/desk-code/" not in words(ada, drafted(ada, round="W2"))


def test_recipients_of_a_table_and_of_a_filter(ada: Client) -> None:
    table = "matter,clauses,salutation\nV2,public_record,Dear Clerk\nV3,;,\n"
    text = words(ada, drafted(ada, who="table", pasted=table))
    assert "2 letters as they would read" in text
    assert "Dear Clerk" in text
    assert "3 letters as they would read" in words(ada, drafted(ada, who="some", state="MV"))
    unknown = drafted(ada, who="table", pasted="matter\nV9\n")
    assert "is no matter of the review" in words(ada, unknown)


def test_a_letter_that_cannot_be_made_stops_the_round(ada: Client) -> None:
    matter("V4")
    done("supersede-contact", "matter:V4", contact="clerk", successor=None)
    draft = drafted(ada)
    assert "This letter cannot be made" in words(ada, draft)
    answer = ada.post(draft, {"go": "prepare"})
    assert answer.status_code == 422
    assert "1 letter stands in the way" in unescape(answer.content.decode())
    assert facts(RoundPrepared) == []


def test_a_list_with_parts_is_read_line_by_line(ada: Client) -> None:
    more = {"kind": "concern", "items": [], "value-concern": "A doubt."}
    answer = built(ada, **more, **{"value-provisions": "sec. 1 | text\n"})
    assert "each line has 3 parts" in unescape(answer.content.decode())
    text = words(
        ada, drafted(ada, **more, **{"value-provisions": "Sec. 9 | (a) | It bars an exchange"})
    )
    assert "It bars an exchange" in text


def test_other_agencies_and_governments_find_nothing(ada: Client) -> None:
    draft = drafted(ada)
    name = draft.split("/")[-2]
    ada.post(draft, {"go": "prepare"})
    other = signed_in((Role.ANALYST, "us/ed/ocr"), (Role.APPROVER, "us/ed/ocr"), name="Otto Other")
    owner = signed_in((Role.OWNER, "ocd-division/country:zz/state:mv/county:elder"), name="Olive O")
    for address in (ROUND, f"{ROUND}letters/", f"{ROUND}approve/", f"{ROUND}release/", draft,
                    f"{NEW}?review=R1&kind=document-request", f"{NEW}?draft={name}&kind=none"):  # fmt: skip
        assert other.get(address).status_code == 404, address
        assert owner.get(address).status_code == 404, address
    assert other.post(f"{ROUND}stop/").status_code == 404
    assert "W1" not in words(other, "/desk/rounds/")
    assert owner.get("/desk/rounds/").status_code == 404
    assert ada.get("/desk/rounds/draft/" + "0" * 64 + "/").status_code == 404


def test_a_round_of_the_command_line_is_shown_and_left_to_it(ada: Client, bo: Client) -> None:
    assert prepared(file_of()).recorded
    text = words(bo, "/desk/rounds/R1/Q1/")
    assert "prepared from a file that these pages do not have" in text
    assert bo.get("/desk/rounds/R1/Q1/approve/").status_code == 404
    assert ada.get("/desk/rounds/R1/none/").status_code == 404
    assert "Waits for approval" in words(ada, "/desk/rounds/")


def test_choosing_review_and_kind_comes_first(ada: Client) -> None:
    assert "Choose the review" in words(ada, NEW)
    text = words(ada, f"{NEW}?review=R1&kind=document-request")
    assert "Answer to" in text
    assert "Recipients" in text


def test_a_long_release_runs_apart_and_is_stopped_and_gone_on_with(
    ada: Client, bo: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[Any] = []

    class Later:
        def __init__(self, *, target: Any, args: Any, **_: Any) -> None:
            self.run = lambda: target(*args)

        def start(self) -> None:
            started.append(self.run)

    monkeypatch.setattr(sending, "AT_ONCE", 1)
    monkeypatch.setattr(sending, "Thread", Later)
    monkeypatch.setattr("django.db.connections.close_all", lambda: None)
    to_approved(ada, bo)
    assert step(ada, "release")[0] == 302
    assert "Printing and checking every letter" in words(ada, ROUND)
    assert step(ada, "release")[0] == 302
    assert len(started) == 1, "what runs is not started twice"
    assert ada.post(f"{ROUND}stop/").status_code == 302
    started.pop()()
    assert facts(RoundReleased) == []
    assert step(ada, "release")[0] == 302
    run = sending.running("R1", "W1")
    assert run is not None
    plain = run.progress

    def stopping(what: str, count: int, total: int) -> None:
        plain(what, count, total)
        if what == "send":
            run.stop.set()

    monkeypatch.setattr(sending.Running, "progress", lambda _, *at: stopping(*at))
    started.pop()()
    monkeypatch.undo()
    assert len(facts(RoundReleased)) == 1
    text = words(ada, ROUND)
    assert "Go on with the release" in text
    assert "Stopped" in text
    assert step(ada, "release")[0] == 302
    assert [len(letters_sent(name)) for name in ("V1", "V2", "V3")] == [1, 1, 1]


def test_a_fault_apart_is_told_on_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.db.connections.close_all", lambda: None)

    def work() -> Any:
        raise ValueError("no press")

    run = sending.Running()
    with pytest.raises(ValueError, match="no press"):
        sending._apart(run, work, None)  # type: ignore[arg-type]
    assert run.over
    assert run.failed == "ValueError: no press"


def test_nothing_to_stop_is_said(ada: Client) -> None:
    ada.post(drafted(ada), {"go": "prepare"})
    assert ada.post(f"{ROUND}stop/").status_code == 302
    assert "No release of this round was running" in words(ada, ROUND)


def test_the_state_is_renewed_by_itself_and_by_a_link(ada: Client, bo: Client) -> None:
    to_approved(ada, bo)
    step(ada, "release")
    text = source(ada, ROUND)
    assert 'hx-trigger="every 20s"' in text
    assert f'href="{ROUND}?page=1"' in text
    part = ada.get(ROUND, headers={"HX-Request": "true"}).content.decode()
    assert "<h1" not in part
    assert "<progress" in part


def test_questions_do_not_grow_with_the_round(ada: Client, bo: Client) -> None:
    def asked(address: str) -> int:
        ada.get(address)
        with CaptureQueriesContext(connection) as queries:
            assert ada.get(address).status_code == 200
        return len(queries)

    to_approved(ada, bo)
    step(ada, "release")
    few = asked(ROUND)
    for number in range(5, 15):
        matter(f"V{number}")
    to_approved(ada, bo, round="W2")
    many = drafted(ada, round="W3")
    assert asked(ROUND.replace("W1", "W2")) <= few
    assert asked("/desk/rounds/") <= few
    assert ada.get(many).status_code == 200


def test_what_cannot_be_read_again_is_not_kept(ada: Client) -> None:
    form = {"review": "R1"}
    wrong = round_drafts.keep(form, {"review": "R1"}, ())
    assert isinstance(wrong, Refusal)
    assert round_drafts.kept("no hash") is None
    assert round_drafts.noted(None) == ""
    good = round_drafts.kept(drafted(ada).split("/")[-2])
    assert good is not None
    twice = [*good.file.overrides.values(), *good.file.overrides.values()]
    assert isinstance(round_drafts.with_overrides(good, twice), Refusal)
    assert round_drafts.kept(folders.keep(b'"a text"')) is None
    parts = {"form": round_drafts.FORM, "filled": {}, "round": "kind = 1", "recipients": ""}
    assert round_drafts.kept(folders.keep(json.dumps(parts).encode())) is None
