"""What may be told of a contact: any script, one line, an address that is one; nothing that turns text round."""

import pytest

from proviso.domain.contacts import by_mail, why_not_reach
from proviso.domain.facts.matters import ContactNoted
from proviso.domain.matters import Matter, why_not_note_contact
from tests.builders import a


def contact(**told: str | None) -> ContactNoted:
    return a(ContactNoted, **{"channel": "e-mail", **told})


@pytest.mark.parametrize(
    "told",
    [
        {"name": "Zoë Ångström", "address": "zoe@elder.example"},
        {"name": "Zoe\u0308 An\u030agstro\u0308m", "address": None},
        {"name": "عمر الفاروق", "address": "omar@elder.example"},
        {"name": "دوره\u200cگرد", "office": "שר האוצר"},
        {"channel": "letter", "address": "1 Square, Elder, MV 00001"},
        {"channel": "e-mail", "address": None},
        {"name": "x" * 200},
    ],
)
def test_honest_names_and_addresses_are_taken(told: dict[str, str | None]) -> None:
    assert why_not_reach(contact(**told)) is None


@pytest.mark.parametrize(
    ("told", "code", "says"),
    [
        ({"address": "elder hall"}, "mail.not-an-address", "elder hall is not an address"),
        ({"address": "a@b@elder.example"}, "mail.not-an-address", "may not stand before the @"),
        ({"name": "Cleo\r\nBcc: all@elder.example"}, "mail.unfit-character", "The name has U+000D"),
        ({"office": "Clerk\nX: y"}, "mail.unfit-character", "The office has U+000A"),
        ({"address": "1 Square\u2028Elder"}, "mail.unfit-character", "The address has U+2028"),
        ({"name": "Cleo \u202egpj.exe"}, "mail.unfit-character", "The name has U+202E"),
        ({"name": "Cleo\u200f"}, "contact.direction", "U+200F RIGHT-TO-LEFT MARK as character 5"),
        ({"office": "\u061cClerk"}, "contact.direction", "U+061C ARABIC LETTER MARK"),
        ({"name": "n" * 10_000}, "mail.too-long", "The name has 10,000 characters"),
        ({"channel": "letter", "address": "s" * 501}, "mail.too-long", "at most 500"),
    ],
)
def test_what_could_not_stand_in_a_header_is_refused(
    told: dict[str, str], code: str, says: str
) -> None:
    refusal = why_not_note_contact(Matter(), contact(**told))
    assert refusal is not None
    assert refusal.code == code
    assert says in refusal.reason
    assert refusal.cure
    assert refusal.authority


def test_a_channel_is_mail_however_it_is_written() -> None:
    assert by_mail("E-mail")
    assert by_mail(" email ")
    assert not by_mail("letter")
