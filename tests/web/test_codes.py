"""Coming in by a letter: its code, then the one that was sent; the same page for a code that is none; an hour, one matter, one letter."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from proviso.acts.envelopes import message_of
from proviso.domain.facts.letters import LetterViewed
from proviso.outside.clock import now
from proviso.outside.desk_codes import desk_code
from proviso.people.models import Confirmation, Read
from proviso.records import errand_rows, models
from tests.acts.mailed_letter import TO, mailed_letter
from tests.acts.village import last
from tests.web.asking import source, words

pytestmark = pytest.mark.django_db
NONE = "00000-00000"


@pytest.fixture
def letter() -> str:
    return mailed_letter()


@pytest.fixture
def code(letter: str) -> str:
    return desk_code("V1", letter)


def sent_digits() -> str:
    """The six digits of the newest message."""
    held = errand_rows.latest("code/")
    assert held is not None
    found = re.search(r"Your code is (\d{6})\.", message_of(held.errand).text)
    assert found is not None
    return found[1]


def come_in(client: Client, code: str) -> None:
    client.post("/desk-code/", {"code": code})
    answer = client.post("/desk-code/confirm/", {"digits": sent_digits()})
    assert answer.headers["Location"] == "/desk-code/letter/V1/"


def test_the_code_of_a_letter_then_the_digits_open_its_matter(client: Client, code: str) -> None:
    answer = client.post("/desk-code/", {"code": code.lower().replace("-", " ")})
    assert answer.headers["Location"] == "/desk-code/confirm/"
    said = words(client, "/desk-code/confirm/")
    assert TO not in said
    client.post("/desk-code/confirm/", {"digits": f" {sent_digits()} "})
    page = words(client, "/desk-code/letter/V1/")
    assert "Elder County" in page
    assert "This ends at" in page
    row = Read.objects.get()
    assert (row.matter, row.page) == ("V1", "desk_code_letter")
    assert row.by.startswith("bearer-")


def test_that_the_letter_was_seen_is_recorded_with_who_confirmed(client: Client, code: str) -> None:
    come_in(client, code)
    entry = last("matter:V1")
    assert isinstance(entry.fact, LetterViewed)
    assert entry.by == Confirmation.objects.get().person
    other = Client()
    come_in(other, code)
    assert last("matter:V1") == entry, "once for a letter"


def test_a_code_that_is_none_is_answered_like_one_that_is(client: Client, code: str) -> None:
    other = Client()
    for one, typed in ((client, code), (other, NONE)):
        assert one.post("/desk-code/", {"code": typed}).headers["Location"] == "/desk-code/confirm/"
    plain = re.compile(r'name="csrfmiddlewaretoken" value="[^"]*"')
    pages = [plain.sub("", source(one, "/desk-code/confirm/")) for one in (client, other)]
    assert pages[0] == pages[1]
    wrong = "000000" if sent_digits() != "000000" else "111111"
    for _ in range(6):
        told = [one.post("/desk-code/confirm/", {"digits": wrong}) for one in (client, other)]
        assert told[0].status_code == told[1].status_code == 422
        texts = [plain.sub("", answer.content.decode()) for answer in told]
        assert texts[0] == texts[1]
    assert models.Errand.objects.filter(key__startswith="code/").count() == 1


def test_a_text_that_cannot_be_a_code_is_told_with_what_was_typed(client: Client) -> None:
    answer = client.post("/desk-code/", {"code": "7Q4K"})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="7Q4K"' in text
    assert "ten letters and digits" in text
    assert not Confirmation.objects.exists()


def test_opening_the_address_of_a_square_code_sends_nothing(client: Client, code: str) -> None:
    assert f'value="{code}"' in source(client, f"/desk-code/{code}/")
    assert client.get(f"/desk-code/{code}").headers["Location"] == f"/desk-code/{code}/"
    assert not Confirmation.objects.exists()


def test_digits_are_typed_where_the_code_was_and_nowhere_else(client: Client, code: str) -> None:
    client.post("/desk-code/", {"code": code})
    other = Client()
    assert other.get("/desk-code/confirm/").headers["Location"] == "/desk-code/"
    answer = other.post("/desk-code/confirm/", {"digits": sent_digits()})
    assert answer.headers["Location"] == "/desk-code/"
    assert other.get("/desk-code/letter/V1/").status_code == 302


def test_digits_that_were_used_open_nothing_again(client: Client, code: str) -> None:
    client.post("/desk-code/", {"code": code})
    pending = client.session["letter-code-pending"]
    come_in(client, code)
    other = Client()
    session = other.session
    session["letter-code-pending"] = pending
    session.save()
    told = other.post("/desk-code/confirm/", {"digits": sent_digits()})
    assert told.status_code == 422


def test_after_ten_codes_no_more_are_taken_from_this_place(client: Client, code: str) -> None:
    for _ in range(10):
        assert client.post("/desk-code/", {"code": NONE}).status_code == 302
    closed = client.post("/desk-code/", {"code": code})
    assert closed.status_code == 429
    assert b"Wait 15 minutes" in closed.content
    elsewhere = client.post("/desk-code/", {"code": code}, REMOTE_ADDR="192.0.2.44")
    assert elsewhere.status_code == 302


def test_the_session_ends_after_an_hour_and_when_it_is_ended(client: Client, code: str) -> None:
    come_in(client, code)
    Confirmation.objects.update(confirmed_at=now() - timedelta(minutes=61))
    assert client.get("/desk-code/letter/V1/").headers["Location"].startswith("/sign-in/")
    come_in(client, code)
    assert client.get("/desk-code/leave/").status_code == 302
    assert client.get("/desk-code/letter/V1/").status_code == 200
    copied = client.cookies["sessionid"].value
    client.post("/desk-code/leave/")
    client.cookies["sessionid"] = copied
    assert client.get("/desk-code/letter/V1/").status_code == 302


def test_who_bears_a_letter_sees_no_other_matter_and_no_account(client: Client, code: str) -> None:
    come_in(client, code)
    assert client.get("/desk-code/letter/V2/").status_code == 404
    assert client.get("/desk/").headers["Location"].startswith("/sign-in/")
    assert client.get("/desk/matters/V2/").status_code == 404


def test_where_no_address_is_on_record_nothing_is_sent_and_the_same_is_said(
    client: Client, letter: str, code: str
) -> None:
    from tests.acts.village import done

    done("supersede-contact", "matter:V1", contact="cleo", successor=None)
    assert client.post("/desk-code/", {"code": code}).status_code == 302
    assert "Call the office that signed it" in words(client, "/desk-code/confirm/")
    assert not models.Errand.objects.filter(key__startswith="code/").exists()


def test_pages_of_codes_are_not_kept(client: Client) -> None:
    assert "no-store" in client.get("/desk-code/").headers["Cache-Control"]
