"""What came to the mailbox is taken once: bounces and deliveries stand on the record of their letters, the rest waits."""

from pathlib import Path

import pytest
from django.db import IntegrityError

from proviso.acts import arrivals as acts
from proviso.acts.arrivals import CUT, poll, settle, take
from proviso.domain.arrivals import ELSEWHERE, NO_LETTER, NOT_OURS, Arrival
from proviso.domain.errands import Kind, State
from proviso.domain.facts.letters import LetterBounced, LetterDelivered, LetterViewed
from proviso.domain.facts.matters import MatterNoted
from proviso.domain.mail import message_id
from proviso.domain.refusals import Refusal
from proviso.outside import folders
from proviso.outside.mailbox import Arrived, MailboxUnreachable, Place, opened, place
from proviso.queries.arrivals import came, message
from proviso.queries.record import Record
from proviso.records import arrivals, models, streams
from tests.acts.arrivals_village import maildir, mailed, polled, reply, report
from tests.acts.errands_village import CLERK, errand, send
from tests.acts.village import MATTER, last, village
from tests.outside.imap_servers import Folder, imap_server
from tests.outside.mail_servers import HERE, certificate

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _village(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PROVISO_HOME", str(tmp_path))
    village()


def test_a_bounce_is_tied_to_its_letter_recorded_once_and_kept(tmp_path: Path) -> None:
    sent = mailed()
    content = report(sent)
    (taken,) = polled(tmp_path, content)
    bounced = last()
    assert isinstance(bounced.fact, LetterBounced)
    assert bounced.fact.letter == "L1"
    assert bounced.fact.why.startswith("5.1.1: ")
    assert (bounced.by, bounced.key) == ("proviso mailbox", f"mail/{taken.arrival.sha256}/0")
    assert taken.arrival.sha256 in str(bounced.note)
    assert (taken.arrival.kind, taken.arrival.letter, taken.arrival.waits) == ("bounce", "L1", "")
    found = message(Record(), taken.arrival.sha256[:10])
    assert found is not None
    assert found[1] == content
    before = streams.count()
    assert polled(tmp_path) == []
    assert [one.again for one in polled(tmp_path, content)] == [True]
    assert streams.count() == before
    assert len(came(Record(), every=True)) == 1


def test_what_lies_in_an_account_is_taken_over_imap_and_marked_as_seen(tmp_path: Path) -> None:
    own = certificate(tmp_path)
    account = Folder(messages={3: report(mailed()), 5: b"seen"}, seen={5})
    with imap_server(account, own) as port:
        at = place(f"imaps://clerk:p%40ss@{HERE}:{port}/?ca={own.file}&timeout=2")
        assert isinstance(at, Place)
        for _ in range(2):
            with opened(at) as box:
                list(poll(box))
    assert account.seen == {3, 5}
    assert [one.kind for one in came(Record(), every=True)] == ["bounce"]
    assert isinstance(last().fact, LetterBounced)


def test_a_report_on_several_recipients_counts_for_the_one_that_was_written_to(
    tmp_path: Path,
) -> None:
    other = (
        b"Final-Recipient: rfc822; mayor@elder.example\r\nAction: failed\r\nStatus: 5.1.1\r\n\r\n"
    )
    content = report(mailed()).replace(b"Final-Recipient", other + b"Final-Recipient", 1)
    (taken,) = polled(tmp_path, content)
    assert isinstance(last().fact, LetterBounced)
    assert taken.arrival.waits == ELSEWHERE


def test_a_server_may_change_the_case_of_the_message_id(tmp_path: Path) -> None:
    polled(tmp_path, report(mailed().upper()))
    assert isinstance(last().fact, LetterBounced)


def test_a_delivery_notice_proves_delivery(tmp_path: Path) -> None:
    polled(tmp_path, report(mailed(), action="delivered", status="2.0.0"))
    assert isinstance(last().fact, LetterDelivered)


def test_a_display_notice_is_a_view(tmp_path: Path) -> None:
    sent = mailed()
    content = report(sent).replace(b"delivery-status", b"disposition-notification")
    fields = b"Final-Recipient: rfc822; clerk@elder.example\r\nAction: failed"
    shown = b"Final-Recipient: rfc822; clerk@elder.example\r\nOriginal-Message-ID: "
    shown += sent.encode()
    shown += b"\r\nDisposition: manual-action/MDN-sent-manually; displayed"
    content = content.replace(b"Reporting-MTA: dns; mx.elder.example\r\n\r\n", b"")
    polled(tmp_path, content.replace(fields, shown))
    assert isinstance(last().fact, LetterViewed)


def test_a_reply_is_noted_and_waits_until_a_person_says_what_was_done(tmp_path: Path) -> None:
    (taken,) = polled(tmp_path, reply(mailed()))
    assert isinstance(last().fact, MatterNoted)
    assert "We need more time." not in str(last().fact), "what people write stays off the ledger"
    assert taken.arrival.says == "Re: A request: We need more time."
    assert [one.sha256 for one in came(Record())] == [taken.arrival.sha256]
    name = taken.arrival.sha256[:8]
    assert isinstance(settle(name, why=" ", by="Pat"), Refusal)
    assert isinstance(settle("zz", why="x", by="Pat"), Refusal)
    done = settle(name, why="Recorded as a request for more time.", by="Pat")
    assert isinstance(done, Arrival)
    assert (done.settled_by, last().by) == ("Pat", "Pat")
    assert "was dealt with: Recorded as a request" in str(last().fact)
    assert came(Record()) == ()
    assert isinstance(settle(name, why="Again.", by="Pat"), Refusal)


def test_what_names_no_letter_or_another_address_is_kept_and_waits(tmp_path: Path) -> None:
    sent = mailed()
    before = streams.count()
    found = polled(
        tmp_path,
        report("<theirs@elsewhere.example>"),
        report(sent, to="mayor@elder.example"),
        report(sent, action="delivered", status="5.1.1"),
        b"\x00\xff no message at all",
        b"",
    )
    assert streams.count() == before
    waits = [one.arrival.waits for one in found]
    assert waits[:2] == [NOT_OURS, ELSEWHERE]
    assert all(waits)
    assert [one.arrival.kind for one in found[2:]] == ["unreadable"] * 3
    assert len(came(Record())) == 5
    assert isinstance(settle(found[0].arrival.sha256, why="Not ours.", by="Pat"), Arrival)
    assert streams.count() == before, "of no matter, so on no matter's record"


def test_mail_whose_sending_nobody_could_prove_is_found_all_the_same(tmp_path: Path) -> None:
    (held,) = send(errand(kind=Kind.MAIL))
    models.Errand.objects.update(state=State.AMBIGUOUS)
    sent = message_id(letter="L1", recipient=CLERK, key=held.errand.key, domain="agency.example")
    polled(tmp_path, report(sent))
    assert isinstance(last().fact, LetterBounced)


def test_an_errand_that_tells_no_address_names_no_message(tmp_path: Path) -> None:
    send(errand(kind=Kind.MAIL))
    models.Errand.objects.update(to="nobody")
    (taken,) = polled(tmp_path, report("<theirs@elsewhere.example>"))
    assert taken.arrival.waits == NOT_OURS


def test_a_notice_that_is_no_letter_waits_if_it_came_back(tmp_path: Path) -> None:
    held = errand(None, Kind.MAIL, key="heartbeat/x", stream="register")
    send(held)
    sent = message_id(
        letter="heartbeat/x", recipient=CLERK, key="heartbeat/x", domain="agency.example"
    )
    (taken,) = polled(tmp_path, report(sent))
    assert (taken.arrival.stream, taken.arrival.waits) == ("register", NO_LETTER)


def test_what_the_record_refuses_waits_with_the_reason(tmp_path: Path) -> None:
    send(errand("L9", Kind.MAIL), letter="L1")
    key = f"{MATTER}/L9/mail"
    sent = message_id(letter="L9", recipient=CLERK, key=key, domain="agency.example")
    (taken,) = polled(tmp_path, report(sent), reply(sent))[:1]
    assert "The record does not take it: The record holds no letter named 'L9'" in (
        taken.arrival.waits
    )


def test_a_settled_message_whose_note_is_refused_stays_open(tmp_path: Path) -> None:
    (taken,) = polled(tmp_path, reply(mailed()))
    models.Arrival.objects.update(stream="matter:never-opened")
    assert isinstance(settle(taken.arrival.sha256, why="Done.", by="Pat"), Refusal)
    assert len(came(Record())) == 1


def test_a_message_too_large_to_read_is_cut_and_says_so(tmp_path: Path) -> None:
    taken = take(Arrived(name="1", content=report(mailed()), whole=False))
    assert taken.arrival.waits == CUT
    assert isinstance(last().fact, LetterBounced)


def test_another_process_may_take_the_same_message_at_the_same_moment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    content = report(mailed())
    first = take(Arrived(name="1", content=content))

    def taken_since(*_: object, **__: object) -> None:
        raise IntegrityError

    monkeypatch.setattr(acts, "_taken", taken_since)
    real, answers = arrivals.named, iter([None])
    monkeypatch.setattr(arrivals, "named", lambda name: next(answers, real(name)))
    again = take(Arrived(name="1", content=content))
    assert again.again
    assert again.arrival == first.arrival
    monkeypatch.setattr(arrivals, "named", lambda _: None)
    with pytest.raises(IntegrityError):
        take(Arrived(name="1", content=content))


def test_a_message_that_cannot_be_kept_stays_unseen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = maildir(tmp_path, report(mailed()))

    def full(_: bytes) -> str:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as disk:
        disk.setattr(folders, "keep", full)
        with opened(Place(folder=str(folder))) as box, pytest.raises(OSError, match="No space"):
            list(poll(box))
    assert len(polled(tmp_path)) == 1
    with pytest.raises(MailboxUnreachable), opened(Place(folder=str(tmp_path / "gone"))):
        pass
