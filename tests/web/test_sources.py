"""The pages of sources, statements, conflicts, search and corrections: what each says, and what none may say."""

import pytest
from django.template.loader import render_to_string
from django.test import Client

from proviso.queries.pages.statements import differing
from tests.web.asking import source as text
from tests.web.asking import words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("review")]


def test_sources_come_fifty_at_a_time(client: Client) -> None:
    said = text(client, "/sources/")
    assert "168 sources that the record rests on" in said
    assert "1 to 50 of 168 sources" in said
    assert "151 to 168 of 168 sources" in text(client, "/sources/?page=99")
    assert "A page is a number from 1." in text(client, "/sources/?page=-1", status=400)


def test_a_source_links_to_where_it_was_published_and_to_what_others_give(client: Client) -> None:
    assert 'rel="noopener noreferrer nofollow"' in text(client, "/sources/S-OJP-NOTICES/")
    said = text(client, "/sources/S-COMMONDREAMS/")
    assert "/conflicts/count/january-2018-recipients-california/" in said


def test_what_is_no_address_is_not_made_a_link(client: Client) -> None:
    assert "It has no address on the web" in text(client, "/sources/S-REGISTER/")


def test_a_statement_is_told_apart_from_a_finding_and_shows_who_carries_it(client: Client) -> None:
    said = text(client, "/statements/ST-SESSIONS-JANUARY/")
    assert "A statement: no finding, no order" in said
    assert "5 sources carry it" in said
    assert "The outlet&#x27;s own wording is not on record" in said


def test_words_that_differ_are_marked_for_the_eye_and_the_ear() -> None:
    said = render_to_string("parts/runs.html", {"runs": differing("we may act", "we will act")})
    assert '<del><span class="usa-sr-only">left out: </span>may' in said
    assert '<ins><span class="usa-sr-only">put in: </span>will' in said


def test_a_conflict_sets_values_side_by_side_and_rates_no_one(client: Client) -> None:
    said = text(client, "/conflicts/court/eo-section-9a/")
    assert "sources give 5 values" in said
    assert "The record goes with: <strong>district court, N.D. Cal.; appeal pending" in said
    assert "The January letters, Reuters</a> for" in said
    assert "<svg" in said
    for word in ("wrong", "false", "incorrect", "inaccurate", "mistaken"):
        assert word not in words(client, "/conflicts/court/eo-section-9a/").lower()


def test_conflicts_that_differ_come_first(client: Client) -> None:
    said = text(client, "/conflicts/")
    assert "Sources differ on 40 facts" in said
    assert said.index("They differ") < said.index("They fit together")


def test_search_groups_what_it_finds_and_tells_like_names_apart(client: Client) -> None:
    said = text(client, "/search/?q=chicago&on=2018-09-01")
    assert "9 governments fit. Names are not unique" in said
    assert "/cases/C05/?on=2018-09-01" in said
    assert said.index('id="governments"') < said.index('id="orders"')


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ("", "Search the record"),
        ("?q=zzxx", "Nothing on record fits “zzxx”"),
        ("?q=%3Cscript%3E", "Nothing on record fits “&lt;script&gt;”"),
    ],
)
def test_search_says_so_where_nothing_is_asked_or_found(
    client: Client, asked: str, says: str
) -> None:
    assert says in text(client, f"/search/{asked}")


def test_corrections_say_what_was_put_right_and_that_nothing_was_removed(client: Client) -> None:
    said = text(client, "/corrections/")
    assert "1 correction, nothing removed" in said
    assert "went to the wrong addressee" in said
    assert "No corrections, nothing removed" in text(client, "/corrections/?on=2017-01-01")


@pytest.mark.parametrize("name", ["accessibility", "privacy"])
def test_the_short_pages_answer(client: Client, name: str) -> None:
    assert "<h1>" in text(client, f"/{name}/")
