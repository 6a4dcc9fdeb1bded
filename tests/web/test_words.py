"""How a review works, and the glossary: the words of GLOSSARY.md, each with an address."""

import re

import pytest
from django.test import Client

from proviso.outside.glossary import anchors, glossary
from tests.house.layout import ROOT
from tests.web.asking import source, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("review")]


def test_every_row_of_the_glossary_is_a_word_with_an_address_of_its_own(client: Client) -> None:
    rows = (ROOT / "GLOSSARY.md").read_text(encoding="utf-8").count("\n| **")
    ids = [one.id for chapter in glossary() for one in chapter.words]
    assert len(ids) == len(set(ids)) == rows
    said = source(client, "/glossary/")
    assert all(f'id="{one}"' in said for one in ids)
    assert "**" not in said


def test_every_word_that_a_template_links_is_in_the_glossary() -> None:
    linked = {
        found
        for path in (ROOT / "src" / "proviso" / "web" / "templates").rglob("*.html")
        for found in re.findall(r"\{% term '([^']+)'", path.read_text(encoding="utf-8"))
    }
    assert linked
    assert {one for one in linked if one not in anchors()} == set()


def test_how_it_works_says_what_every_state_means(client: Client) -> None:
    said = words(client, "/how-it-works/")
    for one in ("Only after something else happens", "Not started", "Undelivered", "A court"):
        assert one in said
