"""Messages that are no letters: a code, a link, word of an account. Owed as an errand like a letter, and recorded nowhere else.

What opens something (a code, a link) stands in the text as `{name}`, and is kept sealed until it is handed over.
"""

from collections.abc import Mapping
from datetime import datetime

from proviso.acts.envelopes import mail_errand
from proviso.acts.perform import sitting
from proviso.domain import mail
from proviso.domain.addresses import Address, address
from proviso.domain.refusals import Refusal
from proviso.outside.own_address import own_address

OF_ACCOUNTS = "accounts"
NO_SENDER = Refusal(
    code="note.no-sender",
    reason="This installation has no address of its own to write from.",
    cure="Set PROVISO_MAIL_FROM, such as desk@agency.example, and PROVISO_SMTP_URL.",
    authority="RFC 5322 3.6.2: a message says from whom it comes",
)


def write(
    *,
    to: str,
    subject: str,
    text: str,
    key: str,
    at: datetime,
    stream: str = OF_ACCOUNTS,
    sealed: Mapping[str, str] | None = None,
    otherwise_from: Address | None = None,
) -> Refusal | None:
    """Owe one message to one address, from the installation's own, else from `otherwise_from`. The same key owes it once."""
    sender = own_address() or otherwise_from or NO_SENDER
    recipient = address(to)
    if isinstance(sender, Refusal):
        return sender
    if isinstance(recipient, Refusal):
        return recipient
    message = mail.write(
        letter=key, key=key, sender=sender, to=recipient, subject=subject, text=text, written=at
    )
    if isinstance(message, Refusal):
        return message
    errand = mail_errand(message, key=key, stream=stream, letter=None, sealed=sealed)
    with sitting() as one:
        refusal = one.owe(errand)
        if refusal:
            one.undo()
    return refusal
