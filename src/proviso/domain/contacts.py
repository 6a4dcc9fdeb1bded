"""Contacts: whether what is told of one can be written on an envelope or in a header. Not whom a matter has; that is matters.

Theory. A contact has an office, perhaps a name and an address, and a channel. What is told of
it ends up in headers of mail and in windows of envelopes, so it is one line of text in any
script, without what turns the text after it round. Where the channel is mail, an address that
is told has to be one; where none is told, it is not known, and nothing goes by mail.

Authority: RFC 5321 and 5322 (mail), Unicode Standard Annex 9 (what turns text round).
"""

from collections.abc import Iterator

from proviso.domain.addresses import LONGEST_NAME, address, too_long, unfit
from proviso.domain.facts.matters import ContactNoted
from proviso.domain.refusals import Refusal

BY_MAIL = frozenset({"e-mail", "email", "mail"})
LONGEST_ADDRESS = 500
# Marks of direction: never part of a word, and two names that look the same may differ by one.
MARKS = {
    "\u061c": "U+061C ARABIC LETTER MARK",
    "\u200e": "U+200E LEFT-TO-RIGHT MARK",
    "\u200f": "U+200F RIGHT-TO-LEFT MARK",
}
BIDI = "Unicode Standard Annex 9: controls of direction change how the text after them is read"


def by_mail(channel: str) -> bool:
    """Whether a contact of this channel is reached by e-mail."""
    return channel.strip().casefold() in BY_MAIL


def why_not_reach(fact: ContactNoted) -> Refusal | None:
    """Refuse what could not stand in a header or on an envelope, and an e-mail address that is none."""
    return next(reasons(fact), None)


def reasons(fact: ContactNoted) -> Iterator[Refusal]:
    """Every reason why this cannot be written to, field by field."""
    found = tuple(_unfit(fact))
    yield from found
    if fact.address and by_mail(fact.channel) and not any("address" in one.reason for one in found):
        told = address(fact.address)
        if isinstance(told, Refusal):
            yield told


def _unfit(fact: ContactNoted) -> Iterator[Refusal]:
    for where, text, longest in (
        ("office", fact.office, LONGEST_NAME),
        ("name", fact.name or "", LONGEST_NAME),
        ("address", fact.address or "", LONGEST_ADDRESS),
    ):
        if len(text) > longest:
            yield too_long(where, text, longest)
        elif refusal := unfit(where, text) or _turning(where, text):
            yield refusal


def _turning(where: str, text: str) -> Refusal | None:
    for at, character in enumerate(text, 1):
        if character in MARKS:
            return Refusal(
                code="contact.direction",
                reason=f"The {where} has {MARKS[character]} as character {at}, which cannot be seen.",
                cure="Remove that character. Letters of any script, in either direction, may stay.",
                authority=BIDI,
            )
    return None
