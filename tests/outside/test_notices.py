"""What comes back is read as what it plainly is, in the forms of common servers; the rest waits for a person. Nothing stops the reading."""

import time
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from proviso.domain.addresses import unfit
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
from proviso.outside.notices import LONGEST, read

FOLDER = Path(__file__).parent / "notices"
SAMPLES = sorted(path.stem for path in FOLDER.glob("*.eml"))
LETTER = "<5f1c0a9be2d34477a1b0c6d7e8f90123456789ab@ashford.example>"
SHERIFF = "sheriff@brook.example"
DEPUTY = "deputy@brook.example"

KINDS: dict[str, tuple[type[Notice], ...]] = {
    "complaint": (Unreadable,),
    "domino_no_user": (Bounce,),
    "exchange_delivered": (Delivered,),
    "exchange_expired": (Bounce,),
    "exchange_out_of_office": (AutoReply,),
    "exchange_unknown_user": (Bounce,),
    "exim_mailbox_full": (Bounce,),
    "exim_without_report": (Bounce, Bounce),
    "gmail_blocked": (Bounce,),
    "gmail_vacation": (AutoReply,),
    "groupwise_two_recipients": (Bounce, Bounce),
    "in_unicode": (Bounce,),
    "malformed_delivered_but_failed": (Unreadable,),
    "malformed_delivered_without_status": (Unreadable,),
    "malformed_disposition": (Unreadable,),
    "malformed_failed_but_fine": (Unreadable,),
    "malformed_neither_action_nor_firm": (Unreadable,),
    "malformed_no_action_but_firm": (Bounce,),
    "malformed_no_recipient": (Unreadable,),
    "malformed_strange_action": (Unreadable,),
    "outlook_deleted_unread": (Disposed,),
    "outlook_displayed": (Displayed,),
    "person_forwards_a_bounce": (Reply,),
    "postfix_delayed": (Delayed,),
    "postfix_delivered": (Delivered,),
    "postfix_relayed": (Relayed,),
    "postfix_unknown_user": (Bounce,),
    "postmaster_writes": (Reply,),
    "qmail_no_mailbox": (Bounce, Bounce),
    "reply_with_files": (Reply,),
    "sendmail_host_unknown": (Bounce,),
    "server_in_its_own_words": (Unreadable,),
    "ses_bounce": (Bounce,),
    "sieve_failed": (Disposed,),
    "thunderbird_displayed": (Displayed,),
    "ticket_opened": (AutoReply,),
    "vacation_program": (AutoReply,),
    "zimbra_expanded": (Relayed,),
}
NAMES_NO_LETTER = frozenset(
    {"complaint", "malformed_disposition", "person_forwards_a_bounce", "server_in_its_own_words"}
)


def sample(name: str) -> bytes:
    return (FOLDER / f"{name}.eml").read_bytes()


def one(name: str) -> Notice:
    (notice,) = read(sample(name))
    return notice


# --- samples ---------------------------------------------------------------------------------


def test_every_sample_is_expected_to_be_something() -> None:
    assert sorted(KINDS) == SAMPLES


@pytest.mark.parametrize("name", SAMPLES)
def test_each_server_is_understood_with_either_end_of_line(name: str) -> None:
    as_kept = read(sample(name))
    as_sent = read(sample(name).replace(b"\n", b"\r\n"))
    assert tuple(type(notice) for notice in as_kept) == KINDS[name]
    assert tuple(type(notice) for notice in as_sent) == KINDS[name]
    assert [notice.trail.of for notice in as_kept] == [notice.trail.of for notice in as_sent]


@pytest.mark.parametrize("name", SAMPLES)
def test_each_names_the_letter_it_is_about(name: str) -> None:
    for notice in read(sample(name)):
        assert (LETTER in notice.trail.of) == (name not in NAMES_NO_LETTER)


@pytest.mark.parametrize(
    ("name", "recipients"),
    [
        *((name, (SHERIFF,)) for name in ("postfix_unknown_user", "exchange_expired")),
        *((name, (SHERIFF,)) for name in ("domino_no_user", "ses_bounce", "outlook_displayed")),
        *((name, (SHERIFF, DEPUTY)) for name in ("exim_without_report", "qmail_no_mailbox")),
        ("groupwise_two_recipients", (SHERIFF, DEPUTY)),
        ("in_unicode", ("шериф@brook.example",)),
    ],
)
def test_each_names_its_recipients(name: str, recipients: tuple[str, ...]) -> None:
    assert tuple(getattr(notice, "recipient", "") for notice in read(sample(name))) == recipients


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("postfix_unknown_user", "5.1.1"),
        ("sendmail_host_unknown", "5.1.2"),
        ("exchange_expired", "4.4.7"),
        ("exchange_unknown_user", "5.1.10"),
        ("gmail_blocked", "5.7.26"),
        ("malformed_no_action_but_firm", "5.0.0"),
    ],
)
def test_a_bounce_tells_its_status(name: str, status: str) -> None:
    notice = one(name)
    assert isinstance(notice, Bounce)
    assert notice.status == status


def test_a_status_that_cannot_be_told_apart_between_recipients_is_told_of_none() -> None:
    told = [
        notice.status
        for notice in read(sample("exim_without_report"))
        if isinstance(notice, Bounce)
    ]
    assert told == ["", ""]
    qmail = [
        notice.status for notice in read(sample("qmail_no_mailbox")) if isinstance(notice, Bounce)
    ]
    assert qmail == ["5.1.1", ""]


def test_a_forwarded_letter_tells_whom_it_was_meant_for() -> None:
    notice = one("postfix_delivered")
    assert isinstance(notice, Delivered)
    assert (notice.recipient, notice.meant) == ("t.oak@post.brook.example", SHERIFF)


def test_a_delay_tells_how_long_the_server_will_try() -> None:
    notice = one("postfix_delayed")
    assert isinstance(notice, Delayed)
    assert notice.until == "Mon, 29 Jan 2018 15:30:01 +0000 (UTC)"
    assert "timed out" in notice.said


def test_being_passed_on_is_no_delivery() -> None:
    for name in ("postfix_relayed", "zimbra_expanded"):
        assert not isinstance(one(name), Delivered)


def test_a_display_tells_whether_a_person_let_it_be_told() -> None:
    by_hand, by_itself = one("thunderbird_displayed"), one("outlook_displayed")
    assert isinstance(by_hand, Displayed) and by_hand.by_hand
    assert isinstance(by_itself, Displayed) and not by_itself.by_hand


def test_deleted_unread_is_not_displayed() -> None:
    deleted, failed = one("outlook_deleted_unread"), one("sieve_failed")
    assert isinstance(deleted, Disposed) and deleted.how == "deleted"
    assert isinstance(failed, Disposed) and failed.how == "failed"


def test_a_persons_reply_is_read_and_its_files_counted() -> None:
    notice = one("reply_with_files")
    assert isinstance(notice, Reply)
    assert notice.subject == "Re: Request for documents, L-7"
    assert notice.said == "We ask for more time, until 9 March. — R. Oak"
    assert notice.files == 2
    assert notice.trail.of[0] == LETTER
    assert "<not-this@elsewhere.example>" not in notice.trail.of
    assert notice.trail == Trail(
        of=(LETTER, "<older@ashford.example>"),
        own="<eee@mail.brook.example>",
        sender=SHERIFF,
        dated="",
        sha256=sha256(sample("reply_with_files")).hexdigest(),
    )


def test_answering_machines_are_told_from_people() -> None:
    away = one("exchange_out_of_office")
    assert isinstance(away, AutoReply)
    assert away.said == "I am away until 5 February. Write to the clerk , René Ash."
    assert away.subject == "Automatic reply: Request for documents, L-7"
    base64 = one("gmail_vacation")
    assert isinstance(base64, AutoReply)
    assert base64.said == "I am away until 5 February."


def test_a_report_that_contradicts_itself_says_so() -> None:
    notice = one("malformed_delivered_but_failed")
    assert isinstance(notice, Unreadable)
    assert notice.why == "A report of delivery is unclear: action delivered, status 5.1.1."


@pytest.mark.parametrize("content", [b"", b"\n\n\n", b"\x00" * 99, b"no headers here", b": \n\n"])
def test_what_has_no_headers_is_unreadable(content: bytes) -> None:
    (notice,) = read(content)
    assert isinstance(notice, Unreadable)


# --- anything at all -------------------------------------------------------------------------


def fit(notices: tuple[Notice, ...]) -> bool:
    """Whether what was read can be shown: bounded, one line each, nothing that turns it."""
    assert 1 <= len(notices) <= 200
    for notice in notices:
        for name in ("said", "subject", "recipient", "meant", "status", "until", "why", "how"):
            told = getattr(notice, name, "")
            assert len(told) <= 2000
            assert unfit(name, told) is None
        assert unfit("sender", notice.trail.sender + notice.trail.dated) is None
        assert all(one.isascii() and len(one) < 260 for one in notice.trail.of)
    return True


@settings(max_examples=300)
@given(st.binary(max_size=2000))
def test_any_bytes_are_read_as_something(content: bytes) -> None:
    assert fit(read(content))
    assert fit(read(b"Content-Type: multipart/report; boundary=x\n\n--x\n" + content))


@settings(max_examples=400)
@given(
    name=st.sampled_from(SAMPLES),
    cut=st.floats(0, 1),
    at=st.floats(0, 1),
    put=st.one_of(
        st.binary(max_size=40), st.sampled_from([b"\n\n", b"--=_part_7\n", b"\x00", b"=?"])
    ),
    length=st.integers(0, 200),
)
def test_a_sample_damaged_anywhere_is_still_read_as_something(
    name: str, cut: float, at: float, put: bytes, length: int
) -> None:
    whole = sample(name)
    kept = whole[: int(len(whole) * cut) + 1]
    place = int(len(kept) * at)
    assert fit(read(kept[:place] + put + kept[place + length :]))


@given(name=st.sampled_from(SAMPLES), lines=st.randoms(use_true_random=False))
def test_a_sample_with_its_lines_shuffled_is_still_read_as_something(
    name: str, lines: object
) -> None:
    every = sample(name).splitlines(keepends=True)
    lines.shuffle(every)  # type: ignore[attr-defined]
    assert fit(read(b"".join(every)))


REPORT = b"From: mailer-daemon@x.example\nContent-Type: multipart/report; boundary=x\n\n"
STATUS = REPORT + b"--x\nContent-Type: message/delivery-status\n\n"
HOSTILE: dict[str, Callable[[int], bytes]] = {
    "headers without end": lambda size: b"A: b\n" * (size // 5),
    "one header without end": lambda size: b"Subject: " + b"x" * size,
    "folds without end": lambda size: b"Subject: x\n" + b" y\n" * (size // 3),
    "encoded words": lambda size: b"Subject: " + b"=?utf-8?q?" * (size // 10) + b"\n\n",
    "open brackets": lambda size: b"References: " + b"<" * size + b"\n\n",
    "ids": lambda size: b"References: " + b"<a@b.example> " * (size // 14) + b"\n\n",
    "parameters": lambda size: b"Content-Type: a/b" + b';a="' * (size // 4) + b"\n\n",
    "boundaries": lambda size: REPORT + b"--x\n" * (size // 4),
    "near boundaries": lambda size: REPORT + b"--xx" * (size // 4),
    "parts in parts": lambda size: (
        b"Content-Type: multipart/mixed; boundary=a\n\n"
        + b"--a\nContent-Type: multipart/mixed; boundary=a\n\n" * (size // 45)
    ),
    "deeper and deeper": lambda size: b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (at, at)
        for at in range(size // 55)
    ),
    "open tags": lambda size: b"Content-Type: text/html\n\n" + b"<" * size,
    "returns": lambda size: b"Subject: x\n\n" + b"\r" * size,
    "recipients": lambda size: (
        STATUS + b"Final-Recipient: rfc822; a@b.example\nAction: failed\n\n" * (size // 54)
    ),
    "blank lines": lambda size: STATUS + b"\n \t" * (size // 3),
    "digits": lambda size: STATUS + b"Final-Recipient: a@b\nStatus: " + b"5.1.1" * (size // 5),
    "failed recipients": lambda size: (
        b"From: mailer-daemon@x.example\nX-Failed-Recipients: " + b"a@b," * (size // 4)
    ),
    "qmail paragraphs": lambda size: (
        b"From: mailer-daemon@x.example\n\nHi. This is the qmail\n"
        + b"<a@b.example>:\n" * (size // 15)
    ),
    "long addresses": lambda size: (
        b"From: mailer-daemon@x.example\n\nHi. This is the qmail\n" + b"a" * size
    ),
    "disposition": lambda size: (
        REPORT
        + b"--x\nContent-Type: message/disposition-notification\n\nDisposition: "
        + b"a ;" * (size // 3)
    ),
}


@pytest.mark.parametrize("shape", HOSTILE)
def test_time_grows_with_the_length_and_not_with_its_square(shape: str) -> None:
    content = HOSTILE[shape](LONGEST)
    before = time.process_time()
    assert fit(read(content))
    assert time.process_time() - before < 3


def test_of_a_message_without_measure_only_the_beginning_is_read() -> None:
    content = sample("reply_with_files") + b"x" * (4 * LONGEST)
    (notice,) = read(content)
    assert isinstance(notice, Reply)
    assert notice.trail.sha256 == sha256(content).hexdigest(), (
        "but all of it is what it is known by"
    )
