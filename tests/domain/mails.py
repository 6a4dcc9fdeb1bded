"""Messages and addresses for the tests of mail: the clerk of Ashford writes to the sheriff of Brook. Not the tests themselves."""

from datetime import UTC, datetime
from hashlib import sha256

from proviso.domain.addresses import Address, address
from proviso.domain.mail import Attachment, Message, attachment, write

WRITTEN = datetime(2018, 1, 24, 15, 30, tzinfo=UTC)


def at(text: str, name: str = "") -> Address:
    made = address(text, name=name)
    assert isinstance(made, Address), made
    return made


SENDER = at("reviews@ashford.example", "Ashford Grants Office")
SHERIFF = at("sheriff@brook.example", "Sheriff of Brook")


def enclosed(name: str = "request.pdf", content: bytes = b"%PDF-1.7 the letter") -> Attachment:
    made = attachment(
        name=name,
        media="application/pdf",
        content=content,
        sha256=sha256(content).hexdigest(),
    )
    assert isinstance(made, Attachment), made
    return made


def message(
    *,
    to: Address = SHERIFF,
    sender: Address = SENDER,
    subject: str = "Request for documents, L-7",
    text: str = "The letter is attached.\nPlease answer by 23 February 2018.\n",
    html: str | None = None,
    attachments: tuple[Attachment, ...] = (),
    key: str = "round-3",
    **more: object,
) -> Message:
    made = write(
        letter="L-7",
        key=key,
        sender=sender,
        to=to,
        subject=subject,
        text=text,
        html=html,
        attachments=attachments,
        written=WRITTEN,
        **more,  # type: ignore[arg-type]
    )
    assert isinstance(made, Message), made
    return made
