"""One message is handed over at most once, and the server is spoken to as it wants. Rude servers are in test_mail_rude."""

import socket
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from proviso.domain.mail import Accepted, Later, Refused, Stage
from proviso.domain.refusals import Refusal
from proviso.outside.mail import Server, configured, hand_over, server
from proviso.outside.messages import to_bytes
from tests.domain.mails import at, enclosed, message
from tests.outside.mail_servers import (
    CUT,
    HERE,
    Scripted,
    answering,
    at_port,
    certificate,
    free_port,
    real_server,
    to_script,
)

PATIENT = 0.3
CLERK: dict[str, Any] = {"user": "clerk", "password": "p@ss"}


# --- a real server ---------------------------------------------------------------------------


def test_a_real_server_takes_a_message_and_its_last_word_is_kept() -> None:
    made = message(html="<p>Attached.</p>", attachments=(enclosed(),))
    with real_server() as (kept, port):
        handed = hand_over(made, at_port(port))
    assert handed == Accepted(
        message=made.id, recipient="sheriff@brook.example", reply="250 2.0.0 kept as number 1"
    )
    (envelope,) = kept.envelopes
    assert envelope.mail_from == "reviews@ashford.example"
    assert envelope.rcpt_tos == ["sheriff@brook.example"]
    assert envelope.original_content == to_bytes(made)


def test_lines_that_begin_with_a_dot_arrive_as_they_were() -> None:
    made = message(text=".\n..\n.hidden\n\n.\n")
    with real_server() as (kept, port):
        hand_over(made, at_port(port))
    assert kept.envelopes[0].original_content == to_bytes(made)


def test_bounces_go_where_the_message_says() -> None:
    made = message(returns_to=at("returns@ashford.example"))
    with real_server() as (kept, port):
        hand_over(made, at_port(port))
    assert kept.envelopes[0].mail_from == "returns@ashford.example"


def test_an_address_beyond_ascii_arrives_where_the_server_can_carry_it() -> None:
    made = message(to=at("шериф@brook.example", "Шериф"))
    with real_server(enable_SMTPUTF8=True) as (kept, port):
        handed = hand_over(made, at_port(port))
    assert isinstance(handed, Accepted)
    assert kept.envelopes[0].rcpt_tos == ["шериф@brook.example"]
    assert kept.envelopes[0].original_content == to_bytes(made)


def test_tls_with_a_certificate_that_holds_carries_the_password(tmp_path: Path) -> None:
    own = certificate(tmp_path)
    with real_server(tls=own, auth_required=True, require_starttls=True) as (kept, port):
        to = server(f"smtp://clerk:p%40ss@{HERE}:{port}?ca={own.file}&timeout=5")
        assert isinstance(to, Server)
        handed = hand_over(message(), to)
    assert isinstance(handed, Accepted), handed
    assert kept.secure == [True]


def test_a_wrong_password_waits_for_someone_to_correct_the_settings(tmp_path: Path) -> None:
    own = certificate(tmp_path)
    with real_server(tls=own, auth_required=True, require_starttls=True) as (kept, port):
        to = server(f"smtp://clerk:wrong@{HERE}:{port}?ca={own.file}&timeout=5")
        assert isinstance(to, Server)
        handed = hand_over(message(), to)
    assert isinstance(handed, Later)
    assert (handed.stage, handed.settings) == (Stage.SIGN_IN, True)
    assert handed.reply.startswith("535")
    assert not kept.envelopes


def test_a_certificate_that_nobody_vouches_for_is_not_believed(tmp_path: Path) -> None:
    with real_server(tls=certificate(tmp_path)) as (kept, port):
        for starttls in ("required", "optional"):
            handed = hand_over(message(), Server(host=HERE, port=port, starttls=starttls))
            assert isinstance(handed, Later)
            assert (handed.stage, handed.settings) == (Stage.TLS, True)
            assert "certificate does not hold" in handed.why
    assert not kept.envelopes


def test_a_certificate_for_another_host_is_not_believed(tmp_path: Path) -> None:
    other = certificate(tmp_path, host="127.0.0.2")
    with real_server(tls=other) as (_, port):
        to = Server(host=HERE, port=port, tls={"ca": str(other.file)})
        handed = hand_over(message(), to)
    assert isinstance(handed, Later)
    assert handed.settings


def test_smtps_speaks_tls_from_the_first_word(tmp_path: Path) -> None:
    own = certificate(tmp_path)
    with real_server(ssl_context=own.context()) as (kept, port):
        to = server(f"smtps://{HERE}:{port}?ca={own.file}&timeout=5")
        assert isinstance(to, Server)
        assert isinstance(hand_over(message(), to), Accepted)
    assert len(kept.envelopes) == 1


def test_nobody_listens() -> None:
    handed = hand_over(message(), Server(host=HERE, port=free_port(), timeout=2))
    assert isinstance(handed, Later)
    assert (handed.stage, handed.settings, handed.why) == (
        Stage.CONNECT,
        False,
        "Connection refused.",
    )


# --- what the server offers ------------------------------------------------------------------


def test_the_server_is_asked_to_tell_what_becomes_of_it_where_it_can() -> None:
    script = Scripted(answers={})
    made = message(to=at("a+b=c@brook.example"))
    to_script(script, made)
    size = len(to_bytes(made))
    assert script.heard[1:3] == [
        f"MAIL FROM:<reviews@ashford.example> SIZE={size} RET=HDRS ENVID={made.id[1:-1]}",
        "RCPT TO:<a+b=c@brook.example> NOTIFY=SUCCESS,FAILURE,DELAY ORCPT=rfc822;a+2Bb+3Dc@brook.example",
    ]
    assert script.heard[-1] == "QUIT"
    quiet = Scripted(answers={})
    to_script(quiet, notify=False)
    assert quiet.heard[2] == "RCPT TO:<sheriff@brook.example>"


def test_a_message_larger_than_the_server_takes_is_not_begun() -> None:
    script = answering(EHLO="250-brook.example\r\n250 SIZE 500")
    handed = to_script(script, message(attachments=(enclosed(content=bytes(5000)),)))
    assert isinstance(handed, Refused)
    assert "the server takes 500" in handed.why
    assert not [said for said in script.heard if said.startswith("MAIL")]


def test_an_address_that_the_server_cannot_carry_is_refused_before_it_is_named() -> None:
    script = Scripted(answers={})
    handed = to_script(script, message(to=at("шериф@brook.example")))
    assert isinstance(handed, Refused)
    assert "SMTPUTF8" in handed.why
    utf8 = answering(EHLO="250-brook.example\r\n250-DSN\r\n250 SMTPUTF8")
    assert isinstance(to_script(utf8, message(to=at("шериф@brook.example"))), Accepted)
    assert "BODY=8BITMIME SMTPUTF8" in utf8.heard[1]
    assert "ORCPT" not in utf8.heard[2]


def test_a_server_that_knows_no_ehlo_is_greeted_in_the_old_way() -> None:
    script = answering(EHLO="502 what")
    assert isinstance(to_script(script, hello="grants.ashford.example"), Accepted)
    assert script.heard[:2] == ["EHLO grants.ashford.example", "HELO grants.ashford.example"]


# --- TLS and signing in ----------------------------------------------------------------------

OFFERS_TLS = "250-brook.example\r\n250-AUTH PLAIN LOGIN\r\n250 STARTTLS"
OFFERS_NONE = "250-brook.example\r\n250 AUTH PLAIN"


@pytest.mark.parametrize(
    ("starttls", "ehlo", "answer", "for_settings"),
    [
        ("required", OFFERS_NONE, "", True),
        ("optional", OFFERS_NONE, "", True),
        ("required", OFFERS_TLS, "454 not now", False),
        ("optional", OFFERS_TLS, "454 not now", False),
        ("required", OFFERS_TLS, "502 what", True),
        ("optional", OFFERS_TLS, "220 go on\r\n250 come in", False),
        ("required", OFFERS_TLS, CUT, False),
        ("required", OFFERS_TLS, "220 but no TLS follows", False),
    ],
)
def test_no_password_is_ever_sent_in_the_open(
    starttls: str, ehlo: str, answer: str, *, for_settings: bool
) -> None:
    script = Scripted(answers={"EHLO": ehlo, "STARTTLS": answer})
    handed = to_script(script, **CLERK, starttls=starttls, timeout=PATIENT)
    assert isinstance(handed, Later)
    assert handed.settings == for_settings
    assert not [said for said in script.heard if said.startswith("AUTH")]


def test_where_tls_is_optional_and_not_offered_a_message_goes_without_it() -> None:
    assert isinstance(to_script(Scripted(answers={}), starttls="optional"), Accepted)


def test_what_the_server_said_before_tls_is_asked_again_within_it(tmp_path: Path) -> None:
    own = certificate(tmp_path)
    script = Scripted(answers={"EHLO": OFFERS_TLS}, tls=own.context())
    handed = to_script(script, **CLERK, starttls="optional", tls={"ca": str(own.file)})
    assert isinstance(handed, Accepted)
    verbs = [said.split(" ")[0] for said in script.heard]
    assert verbs == "EHLO STARTTLS EHLO AUTH MAIL RCPT DATA . QUIT".split()
    assert script.heard[3] == "AUTH PLAIN AGNsZXJrAHBAc3M="


def test_signing_in_with_login_tells_name_and_password_one_after_the_other() -> None:
    def ask(line: socket.socket) -> None:
        line.sendall(next(answers))

    answers = iter([b"334 VXNlcm5hbWU6\r\n", b"334 UGFzc3dvcmQ6\r\n", b"235 welcome\r\n"])
    script = answering(EHLO="250-brook.example\r\n250 AUTH LOGIN", AUTH=ask)
    assert isinstance(to_script(script, **{**CLERK, "password": "pâss"}), Accepted)
    assert script.heard[1:4] == ["AUTH LOGIN", "Y2xlcms=", "cMOic3M="]


def test_a_way_of_signing_in_that_nobody_here_knows_waits_for_the_settings() -> None:
    script = answering(EHLO="250-brook.example\r\n250 AUTH GSSAPI")
    handed = to_script(script, **CLERK)
    assert isinstance(handed, Later)
    assert (handed.stage, handed.settings) == (Stage.SIGN_IN, True)


# --- settings --------------------------------------------------------------------------------


def test_the_server_is_named_by_the_environment() -> None:
    url = "smtp://cl%40erk:p%2Fw@mail.ashford.example?starttls=optional&timeout=9&patience=99"
    found = configured({"PROVISO_SMTP_URL": f"{url}&hello=grants.ashford.example&notify=no"})
    assert isinstance(found, Server)
    assert (found.user, found.password) == ("cl@erk", "p/w")
    assert replace(found, password="") == Server(
        host="mail.ashford.example",
        port=587,
        user="cl@erk",
        starttls="optional",
        timeout=9.0,
        patience=99.0,
        hello="grants.ashford.example",
        notify=False,
    )
    assert "p/w" not in repr(found)
    assert configured({}) is None


def test_a_url_that_cannot_be_used_is_refused() -> None:
    found = configured({"PROVISO_SMTP_URL": "http://clerk:secret@mail.ashford.example"})
    assert isinstance(found, Refusal)
    assert "secret" not in f"{found}"
    assert isinstance(server("smtp://mail.ashford.example?starttls=perhaps"), Refusal)
