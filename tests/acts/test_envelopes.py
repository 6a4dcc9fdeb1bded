"""Envelopes: what was owed is what is made ready, byte for byte; what makes nothing is said."""

from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from proviso.acts.envelopes import Unfit, mail_errand, message_of
from proviso.domain.addresses import Address
from proviso.domain.errands import Errand, payload
from proviso.domain.mail import Attachment, Message, attachment, write
from proviso.outside import folders
from tests.acts.errands_village import CLERK, SENDER

LETTER = b"%PDF the letter"
ANSWERS = Address(local="answers", domain="agency.example")


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PROVISO_HOME", str(tmp_path))


def message() -> Message:
    pdf = attachment(
        name="letter.pdf",
        media="application/pdf",
        content=LETTER,
        sha256=sha256(LETTER).hexdigest(),
    )
    assert isinstance(pdf, Attachment)
    found = write(
        letter="L1",
        key="k1",
        sender=SENDER,
        to=CLERK,
        subject="A request",
        text="Please send the policies.",
        html="<p>Please</p>",
        written=datetime(2018, 1, 24, 12, tzinfo=UTC),
        attachments=(pdf,),
        reply_to=ANSWERS,
        returns_to=ANSWERS,
        follows=("<a@agency.example>",),
        ask_display=True,
    )
    assert isinstance(found, Message)
    return found


def owed() -> Errand:
    return mail_errand(message(), key="k1", stream="matter:V1", letter="L1")


def test_a_message_comes_out_as_it_was_put_in() -> None:
    assert message_of(owed()) == message()


def changed(**fields: Any) -> Errand:
    one = owed()
    return replace(one, payload=payload(**{**one.told, **fields}))


@pytest.mark.parametrize(
    "wrong",
    [
        {"sender": "nobody"},
        {"subject": ""},
        {"subject": 7},
        {"written": "yesterday"},
        {"attachments": [{"name": "a"}]},
        {"attachments": None},
    ],
)
def test_a_payload_that_tells_no_message_is_said_to(wrong: dict[str, Any]) -> None:
    with pytest.raises(Unfit):
        message_of(changed(**wrong))


def test_an_enclosure_that_changed_is_not_sent() -> None:
    one = owed()
    (kept,) = (path for path in (folders.home() / "kept").rglob("*") if path.is_file())
    kept.write_bytes(b"%PDF another")
    with pytest.raises(folders.NotKept, match="put the right one back"):
        message_of(one)
    kept.unlink()
    with pytest.raises(folders.NotKept, match="cannot be read"):
        message_of(one)
