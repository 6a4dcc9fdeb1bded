"""What came of handing a message to a rude server is told as it was: later, refused, or that nobody knows."""

import socket
import threading
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from proviso.domain.mail import Accepted, Ambiguous, Later, Refused, Stage
from proviso.outside.mail import hand_over
from proviso.outside.messages import to_bytes
from tests.domain.mails import enclosed, message
from tests.outside.mail_servers import (
    CUT,
    SILENCE,
    Scripted,
    answering,
    at_port,
    scripted_server,
    to_script,
)

PATIENT = 0.3


# --- rude servers ----------------------------------------------------------------------------

BEFORE = {
    "connect": Stage.GREETING,
    "EHLO": Stage.GREETING,
    "MAIL": Stage.SENDER,
    "RCPT": Stage.RECIPIENT,
    "DATA": Stage.DATA,
}
NAMED = ("MAIL", "RCPT", "DATA")


@pytest.mark.parametrize(("verb", "stage"), [*BEFORE.items(), (".", Stage.FINAL_DOT)])
def test_not_now_means_later_at_every_stage(verb: str, stage: Stage) -> None:
    handed = to_script(Scripted(answers={verb: "451 4.3.0 not now"}))
    assert isinstance(handed, Later)
    assert (handed.stage, handed.settings, handed.reply) == (stage, False, "451 4.3.0 not now")


@pytest.mark.parametrize("verb", [*NAMED, "."])
def test_no_means_refused_once_sender_and_recipient_are_named(verb: str) -> None:
    script = Scripted(answers={verb: "550-5.1.1 no such\r\n550 5.1.1 person"})
    handed = to_script(script)
    assert isinstance(handed, Refused)
    assert handed.stage == {**BEFORE, ".": Stage.FINAL_DOT}[verb]
    assert handed.recipient == "sheriff@brook.example"
    assert handed.reply == "550 5.1.1 no such / 5.1.1 person"


def test_a_server_that_wants_none_of_us_has_not_refused_the_recipient() -> None:
    handed = to_script(Scripted(answers={"connect": "554 no mail here"}))
    assert isinstance(handed, Later)
    assert (handed.stage, handed.settings) == (Stage.GREETING, True)


def test_a_server_that_wants_a_password_has_not_refused_the_recipient() -> None:
    handed = to_script(Scripted(answers={"MAIL": "530 5.7.0 sign in first"}))
    assert isinstance(handed, Later)
    assert (handed.stage, handed.settings) == (Stage.SENDER, True)


@pytest.mark.parametrize("rude", [CUT, SILENCE, "hello there", "2x0 ok", "", "999999"])
@pytest.mark.parametrize(("verb", "stage"), BEFORE.items())
def test_whatever_is_lost_before_the_final_dot_is_for_later(
    verb: str, stage: Stage, rude: str
) -> None:
    script = Scripted(answers={verb: rude})
    handed = to_script(script, timeout=PATIENT)
    assert isinstance(handed, Later)
    assert handed.stage == stage
    assert "." not in script.heard


@pytest.mark.parametrize("rude", [CUT, SILENCE, "hello there", "354 more", "", "100 wait"])
def test_whatever_is_lost_after_the_final_dot_is_ambiguous(rude: str) -> None:
    script = answering(dot=rude)
    handed = to_script(script, patience=PATIENT)
    assert isinstance(handed, Ambiguous), handed
    assert handed.message == message().id
    assert script.texts == [to_bytes(message())], "the server has all of it"
    assert script.heard[-1] == ".", "nothing is said after it"


def test_a_reply_cut_short_is_no_reply() -> None:
    def half(line: socket.socket) -> None:
        line.sendall(b"250 2.0.0 que")
        raise ConnectionAbortedError

    handed = to_script(answering(dot=half))
    assert isinstance(handed, Ambiguous)
    assert handed.reply == "250 2.0.0 que"


@settings(max_examples=60)
@given(st.one_of(st.binary(max_size=60), st.binary(max_size=20).map(lambda end: b"250 " + end)))
def test_only_a_whole_yes_after_the_final_dot_means_accepted(told: bytes) -> None:
    def say(line: socket.socket) -> None:
        line.sendall(told)
        raise ConnectionAbortedError

    handed = to_script(answering(dot=say), patience=PATIENT)
    first = told.split(b"\n")[0].rstrip(b"\r")
    if not isinstance(handed, Ambiguous):
        assert b"\n" in told
        assert first[:3].isdigit()
        assert isinstance(handed, Accepted) == first.startswith(b"2")
    assert all(one.isprintable() for one in handed.reply)


def test_a_reply_without_an_end_is_not_waited_for() -> None:
    def on_and_on(line: socket.socket) -> None:
        line.sendall(b"250-and\r\n" * 500)

    handed = to_script(answering(EHLO=on_and_on))
    assert isinstance(handed, Later)
    assert "has no end" in handed.why
    handed = to_script(answering(EHLO=lambda line: line.sendall(b"250 " + b"x" * 100_000)))
    assert isinstance(handed, Later)
    assert len(handed.reply) <= 1000


def test_a_reply_that_drips_is_not_waited_for() -> None:
    def drip(line: socket.socket) -> None:
        for _ in range(200):
            line.sendall(b"2")
            time.sleep(0.02)

    before = time.monotonic()
    handed = to_script(answering(RCPT=drip), timeout=PATIENT)
    assert isinstance(handed, Later)
    assert handed.stage == Stage.RECIPIENT
    assert time.monotonic() - before < 3


def test_a_slow_server_within_its_time_is_waited_for() -> None:
    def slowly(line: socket.socket) -> None:
        for octet in b"250 2.0.0 kept\r\n":
            line.sendall(bytes([octet]))
            time.sleep(0.01)

    handed = to_script(answering(dot=slowly), timeout=PATIENT)
    assert isinstance(handed, Accepted)
    assert handed.reply == "250 2.0.0 kept"


def test_a_server_that_drops_a_long_message_halfway_has_not_taken_it() -> None:
    script = Scripted(answers={}, text_cut_after=100_000)
    handed = to_script(script, message(attachments=(enclosed(content=bytes(6_000_000)),)))
    assert isinstance(handed, Later)
    assert handed.stage == Stage.BODY
    assert "." not in script.heard


def test_a_server_that_drops_a_short_message_halfway_is_never_taken_to_have_accepted_it() -> None:
    for _ in range(20):
        handed = to_script(Scripted(answers={}, text_cut_after=10))
        assert isinstance(handed, Later | Ambiguous)


def test_a_server_that_refuses_in_the_middle_of_the_text_is_believed() -> None:
    too_much = answering(DATA="354 go on\r\n552 5.3.4 too much")
    too_much.text_cut_after = 10**6
    handed = to_script(too_much, message(attachments=(enclosed(content=bytes(3_000_000)),)))
    assert isinstance(handed, Refused)
    assert (handed.stage, handed.reply) == (Stage.BODY, "552 5.3.4 too much")
    assert "." not in too_much.heard


def test_what_a_server_says_moves_no_cursor_and_turns_no_line() -> None:
    handed = to_script(answering(dot="250 \x1b[2Jkept \u202eeht"))
    assert isinstance(handed, Accepted)
    assert handed.reply == "250 \ufffd[2Jkept \ufffdeht"


# --- where it stands is told beforehand ------------------------------------------------------


def test_every_stage_is_told_before_it_begins() -> None:
    told: list[Stage] = []
    with scripted_server(Scripted(answers={})) as port:
        hand_over(message(), at_port(port), reached=told.append)
    assert told == list(Stage)


@pytest.mark.parametrize("stage", list(Stage))
def test_who_cannot_write_down_the_stage_stops_the_message_before_its_final_dot(
    stage: Stage,
) -> None:
    def write_down(reached: Stage) -> None:
        if reached == stage:
            raise RuntimeError(stage)

    script = Scripted(answers={})
    with scripted_server(script) as port, pytest.raises(RuntimeError, match=stage):
        hand_over(message(), at_port(port), reached=write_down)
    assert "." not in script.heard


def test_a_server_that_goes_while_the_stage_is_written_down_has_taken_nothing() -> None:
    writing = threading.Event()

    def leave(line: socket.socket) -> None:
        line.sendall(b"354 go on\r\n")
        writing.wait(5)
        raise ConnectionAbortedError

    def wait(stage: Stage) -> None:
        if stage == Stage.FINAL_DOT:
            writing.set()
            time.sleep(0.2)

    with scripted_server(answering(DATA=leave)) as port:
        handed = hand_over(message(), at_port(port), reached=wait)
    assert isinstance(handed, Later)
    assert handed.stage == Stage.FINAL_DOT
