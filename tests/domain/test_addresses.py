"""One rule for addresses; names in any script are kept, and nothing turns or breaks a header's line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proviso.domain.addresses import Address, address, beyond_ascii, same_address, shown, unfit
from proviso.domain.refusals import Refusal
from tests.domain.mails import at


def why(text: str, name: str = "") -> Refusal:
    refused = address(text, name=name)
    assert isinstance(refused, Refusal), refused
    return refused


@pytest.mark.parametrize(
    "text",
    [
        "clerk@ashford.example",
        "first.last+grants@sub.ashford.example",
        "o'neil@brook.example",
        "a@b.co",
        f"{'x' * 64}@ashford.example",
        "клерк@ashford.example",
        "नाम@ashford.example",
        "مكتب@ashford.example",
    ],
)
def test_what_people_use_as_an_address_is_one(text: str) -> None:
    assert str(at(text)) == text


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Clerk@Ashford.EXAMPLE", "Clerk@ashford.example"),
        ("clerk@bücher.example", "clerk@xn--bcher-kva.example"),
        ("clerk@BÜCHER.example", "clerk@xn--bcher-kva.example"),
        ("clerk@xn--strae-oqa.example", "clerk@xn--strae-oqa.example"),
        ("re\u0301ne@brook.example", "r\u00e9ne@brook.example"),
    ],
)
def test_a_domain_is_kept_in_ascii_and_marks_are_joined_to_their_letters(
    text: str, kept: str
) -> None:
    assert str(at(text)) == kept


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "An empty text is not an address for mail: it has no @"),
        ("the city clerk", "it has no @"),
        ("@ashford.example", "nothing before the @"),
        ("clerk@", "not a domain"),
        ("clerk@localhost", "not a domain"),
        ("clerk@ashford..example", "not a domain"),
        ("clerk@-ashford.example", "not a domain"),
        ("clerk@ash_ford.example", "not a domain"),
        ("clerk@192.0.2.7", "not a domain"),
        ("clerk@[192.0.2.7]", "not a domain"),
        (f"clerk@{'a' * 64}.example", "not a domain"),
        ("clerk@straße.example", "not a domain"),
        ("clerk@xn--\u00e9.example", "not a domain"),
        ("clerk@xn--99999999.example", "not a domain"),
        ("clerk@a\u3002b.example", "not a domain"),
        ("clerk@a\ud800.example", "not a domain"),
        ("a b@ashford.example", "may not stand before the @"),
        ("a@b@ashford.example", "@ may not stand before the @"),
        ('"a b"@ashford.example', '" may not stand before the @'),
        ("clerk(office)@ashford.example", "( may not stand before the @"),
        ("Clerk <clerk@ashford.example>", "may not stand before the @"),
        ("clerk\r\nBcc: x@evil.example@ashford.example", "U+000D may not stand before the @"),
        ("clerk\x00@ashford.example", "U+0000 may not stand before the @"),
        ("cle\u202erk@ashford.example", "U+202E may not stand before the @"),
        ("a\ud800@ashford.example", "U+D800 may not stand before the @"),
        (".clerk@ashford.example", "a dot stands at an end"),
        ("clerk.@ashford.example", "a dot stands at an end"),
        ("a..b@ashford.example", "a dot stands at an end"),
        ("a.\u0301b@ashford.example", "a mark stands without a letter"),
        ("\uff43lerk@ashford.example", "only look like others"),
        ("clerk\uff20ashford.example", "only look like others"),
        (f"{'x' * 65}@ashford.example", "more than 64 octets"),
        (f"{'é' * 33}@ashford.example", "more than 64 octets"),
        (f"{'x' * 10_000}@ashford.example", "(10,016 characters) is not an address"),
        (f"{'x' * 60}@{'.'.join(['é' * 30] * 6)}.example", "longer than 254 octets"),
    ],
)
def test_what_is_no_address_is_refused_with_the_plainest_reason(text: str, said: str) -> None:
    refused = why(text)
    assert refused.code == "mail.not-an-address"
    assert said in refused.reason


@pytest.mark.parametrize(
    "name", ["María-José Ñandú", "שרה כהן", "محمد", "Ĺ̶̡o̵͎ǹ̶g", "王小明", "Q\u200dR", "A, B (C) <d>"]
)
def test_names_in_any_script_are_kept_as_they_are(name: str) -> None:
    assert at("a@b.example", name).name == name


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Clerk\r\nBcc: x@evil.example", "U+000D as character 6"),
        ("Clerk\nX: y", "U+000A"),
        ("Cl\x00erk", "U+0000"),
        ("Cl\x85erk", "U+0085"),
        ("Cl\u2028erk", "U+2028"),
        ("moc.live@x \u202egro.lanigiro", "U+202E"),
        ("half \udc00", "U+DC00"),
    ],
)
def test_a_name_that_breaks_or_turns_the_line_is_refused(name: str, said: str) -> None:
    refused = why("a@b.example", name)
    assert refused.code == "mail.unfit-character"
    assert said in refused.reason


def test_a_name_of_ten_thousand_characters_is_refused_in_one_short_sentence() -> None:
    refused = why("a@b.example", "n" * 10_000)
    assert refused.code == "mail.too-long"
    assert "10,000 characters" in refused.reason
    assert len(refused.reason) + len(refused.cure) < 250


def test_addresses_that_differ_in_case_are_one_mailbox() -> None:
    assert same_address("Clerk@Ashford.example", " clerk@ashford.EXAMPLE")
    assert not same_address("clerk@ashford.example", "clerks@ashford.example")


def test_only_letters_beyond_ascii_before_the_at_sign_need_a_server_for_them() -> None:
    assert beyond_ascii(at("клерк@ashford.example"))
    assert not beyond_ascii(at("clerk@bücher.example"))


@given(st.text(max_size=300))
def test_whatever_is_given_the_answer_is_an_address_or_a_refusal_fit_to_be_shown(text: str) -> None:
    answer = address(text)
    if isinstance(answer, Address):
        assert unfit("address", str(answer)) is None
        assert " " not in str(answer)
        assert answer == at(str(answer)), "an address read again is the same"
    else:
        assert unfit("reason", answer.reason) is None


@given(st.text(max_size=100))
def test_text_of_unknown_origin_is_shown_on_one_line(text: str) -> None:
    assert unfit("text", shown(text)) is None
