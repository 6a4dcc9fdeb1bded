"""The public pages of an installation with nothing in it, and questions that are too long or strange to mean anything."""

import html
import re

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse
from pytest_django import Settings

from proviso.queries.pages.reading import forget
from tests.house.route_rows import ROUTES

pytestmark = pytest.mark.django_db
PUBLIC = sorted(route for route, row in ROUTES.items() if row[0] == "public")


@pytest.fixture(autouse=True)
def _plain_names(settings: Settings) -> None:
    """Files keep their names: nothing is laid out for these tests."""
    settings.STATIC_ROOT.mkdir(exist_ok=True)
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}
    forget()


def _address(route: str) -> str | None:
    """Its address, where it needs no word."""
    try:
        return reverse(route)
    except NoReverseMatch:
        return None


@pytest.mark.parametrize("route", [one for one in PUBLIC if _address(one)])
def test_a_page_with_nothing_to_show_says_so_and_does_not_fail(client: Client, route: str) -> None:
    answer = client.get(str(_address(route)))
    asks = route in {"may_json", "date_json"}  # a question is missing
    assert answer.status_code in ((400,) if asks else (404,) if route == "date_ics" else (200,))


def test_the_first_page_says_how_a_record_begins(client: Client) -> None:
    said = html.unescape(re.sub(r"<[^>]+>", " ", client.get("/").content.decode()))
    assert "No review is on record for this day." in said
    assert "proviso import FOLDER" in said


@pytest.mark.parametrize("query", ["x" * 5_000, "\u202e" * 300, "%00", "é" * 400])
def test_a_long_or_strange_question_is_answered_in_words(client: Client, query: str) -> None:
    for address in ("/search/", "/governments/", "/may/"):
        name = "respondent" if address == "/may/" else "q"
        answer = client.get(address, {name: query, "act": "issue-subpoena"})
        assert answer.status_code in {200, 400}, address
        assert len(answer.content) < 100_000, address
