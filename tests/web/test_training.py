"""The training review beside the real one: never on one page, in one list, in one file. Each page of it says what it is."""

import html
import re
from collections.abc import Iterator
from datetime import date
from importlib.resources import as_file, files

import pytest
from django.db import transaction
from django.test import Client
from pytest_django import DjangoDbBlocker

from proviso.acts.bring_in import bring_in
from proviso.domain.roles import Role
from proviso.outside.clock import now
from proviso.people.models import User
from proviso.people.roles import give
from tests.web.asking import source, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("both")]
STRIP = "Training. The places and people on this page do not exist."
INVENTED = re.compile(
    r"Marrovale|country:zz|sa-2025|\bS-MV-|\bST-MV-|\bZO\d|\bZ01\b|\bT\d\d-FY|ZZ\.101|Elder Falls|Copperlatch|Quillhaven"
)
REAL = re.compile(r"country:us|jag-1373|Philadelphia|Chicago|\bJ\d\d-FY|\bO\d\d\b|\b16\.738\b")
DAY = "on=2025-12-16"
PUBLIC = (
    "/", "/reviews/", "/reviews/jag-1373/", "/reviews/jag-1373/roster/", "/reviews/jag-1373/roster.csv",
    "/reviews/jag-1373/roster.json", "/reviews/jag-1373/timeline.csv", "/reviews/jag-1373/feed.atom",
    "/reviews/jag-1373/dates.ics", "/orders/", "/governments/?q=Larkspur", "/governments/?q=Elder", "/sources/",
    "/sources/?page=3", "/statements/", "/conflicts/", "/corrections/", "/due/", "/search/?q=marrovale",
    "/search/?q=the", "/may/", "/data/", "/data/orders.csv", "/data/effects.json", "/data/sources.csv",
    "/data/matters.json", "/data/statements.csv", "/data/datapackage.json", "/governments/J02/",
    "/matters/J02-FY2017/", "/may/?act=enforce-condition&respondent=J02&year=2017&condition=notice",
)  # fmt: skip
TRAINING = (
    "/reviews/sa-2025/", "/reviews/sa-2025/roster/", "/matters/T08-FY2024/", "/matters/T01-FY2024/",
    "/governments/T08/", "/governments/T01/", "/orders/ZO1/", "/cases/Z01/", "/sources/S-MV-HERALD/",
    "/statements/ST-MV-MAYOR/", "/conflicts/count/april-2025-letters/", "/may/?act=withhold-award&respondent=T08-FY2024",
)  # fmt: skip


@pytest.fixture(scope="module")
def both(review: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The training review beside the reference review; taken out again after this file."""
    with django_db_blocker.unblock(), transaction.atomic():
        with as_file(files("proviso") / "examples" / "single_audit") as folder:
            assert bring_in(folder, at=now(), by="the village").problems == ()
        yield
        transaction.set_rollback(True)


def _body(client: Client, address: str) -> str:
    """What the address answers, without the words that were asked for."""
    answer = client.get(address)
    assert answer.status_code == 200, f"{address} answered {answer.status_code}"
    told = b"".join(answer) if answer.streaming else answer.content
    asked = re.search(r"q=(\w+)", address)
    text = html.unescape(told.decode())
    return re.sub(asked[1], "", text, flags=re.IGNORECASE) if asked else text


@pytest.mark.parametrize("address", PUBLIC)
@pytest.mark.parametrize("day", ["", DAY])
def test_the_public_record_knows_no_invented_place(client: Client, address: str, day: str) -> None:
    asked = address + ("&" if "?" in address else "?") + day if day else address
    text = _body(client, asked)
    assert not INVENTED.findall(text)
    assert "Training." not in text


@pytest.mark.parametrize("address", TRAINING)
def test_a_training_page_says_so_and_names_no_real_place(client: Client, address: str) -> None:
    asked = address + ("&" if "?" in address else "?") + DAY
    text = _body(client, asked)
    assert STRIP in text
    assert '<meta name="robots" content="noindex">' in text
    assert "A review of 2017 and 2018" not in text
    assert not REAL.findall(text)


@pytest.mark.parametrize("address", ["/reviews/sa-2025/feed.atom", "/reviews/sa-2025/dates.ics", "/matters/T01-FY2024/dates.ics"])  # fmt: skip
def test_it_has_no_feed_and_no_calendar(client: Client, address: str) -> None:
    source(client, address, status=404)


def test_a_page_of_the_record_has_the_strip_of_the_site(client: Client) -> None:
    assert "Demonstration. Not a government website." in words(client, "/reviews/jag-1373/")


def test_the_desk_of_who_works_among_invented_places_says_so(client: Client) -> None:
    user = User.objects.create_user("ada@person.example", name="Ada")
    give(user, Role.ANALYST, "zz/mv/grants", first=date(2025, 1, 1), last=None, by="a test")
    client.force_login(user, backend="proviso.web.accounts.SignIn")
    text = client.get("/desk/", follow=True).content.decode()
    assert STRIP in text
    assert not REAL.findall(text)
    assert STRIP not in client.get("/").content.decode(), (
        "the public pages are the same for everyone"
    )
