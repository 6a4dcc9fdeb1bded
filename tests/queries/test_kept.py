"""What is read of the record is kept between pages, and only what moved is read again; nothing stale is ever shown."""

import pytest

from proviso.outside.clock import today
from proviso.queries.pages.lines import lines
from proviso.queries.pages.reading import forget, reading
from proviso.queries.pages.shelf import Shelf
from proviso.records import version
from tests.acts.village import ELDER, MATTER, done, matter, request, village

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _village() -> None:
    village()


def test_streams_that_did_not_move_are_not_read_again() -> None:
    matter("V2")
    before = reading()
    kept = before.entries("matter:V2")
    old = before.entries(MATTER)
    assert before.by_id.keys() == {"V1", "V2"}
    done("note-matter", MATTER, text="Something new.")
    after = reading()
    assert after is not before
    assert after.entries("matter:V2") is kept
    assert len(after.entries(MATTER)) == len(old) + 1
    assert len(before.entries(MATTER)) == len(old), "a page that is being made keeps its own"
    assert after.by_id is before.by_id


def test_a_new_matter_a_new_review_and_the_register_are_seen() -> None:
    before = reading()
    assert (set(before.by_id), before.reviews) == ({"V1"}, ("R1",))
    assert before.respondents[ELDER].title == "Elder County"
    matter("V2")
    done(
        "open-review",
        "review:R2",
        review="R2",
        programme="16.738",
        condition="section-1373",
        procedure="byrne-jag-1373-2018",
        actor="us/doj/ojp",
    )
    done("rename-government", "register", ocd_id=ELDER, name="Elder Falls County")
    after = reading()
    assert (set(after.by_id), after.reviews) == ({"V1", "V2"}, ("R1", "R2"))
    assert after.respondents[ELDER].title == "Elder Falls County"
    assert [one.matter for one in after.of_review["R1"]] == ["V1", "V2"]


def test_which_streams_moved() -> None:
    before = version.mark()
    assert version.moved(before, before) == frozenset()
    done("note-matter", MATTER, text="One.")
    done("note-matter", MATTER, text="Two.")
    done("define-item", "review:R1", item="budget")
    after = version.mark()
    assert version.moved(before, after) == frozenset({MATTER, "review:R1"})
    assert version.moved(after, before) is None, "what was taken back cannot be told"
    other = version.Mark(
        state="another", row=(before.row[0] or 0, "f" * 64), heads={MATTER: (99, "f")}
    )
    assert version.moved(other, after) is None, "nor what moved since another ledger"


def test_a_roster_is_mended_where_only_matters_moved_and_is_then_what_it_would_be_anew() -> None:
    matter("V2")
    day = today()
    before = lines(reading(), "R1", on=day, known=day)
    request()
    after = lines(reading(), "R1", on=day, known=day)
    assert [one.matter for one in after] == ["V1", "V2"]
    assert after[1] is before[1], "the line of a matter that did not move is kept"
    assert after[0].stage != before[0].stage
    forget()
    assert lines(reading(), "R1", on=day, known=day) == after


def test_a_roster_is_made_anew_where_more_than_matters_moved() -> None:
    day = today()
    before = lines(reading(), "R1", on=day, known=day)
    done("define-item", "review:R1", item="budget")
    after = lines(reading(), "R1", on=day, known=day)
    assert after == before
    assert after[0] is not before[0]


def test_what_was_asked_for_longest_ago_is_let_go_first() -> None:
    shelf = Shelf(2)
    assert [shelf.get(("a",), lambda: 1), shelf.get(("b",), lambda: 2)] == [1, 2]
    assert shelf.get(("a",), lambda: 0) == 1
    assert shelf.get(("c",), lambda: 3) == 3
    assert shelf.get(("b",), lambda: 4) == 4, "b had gone, and c made room for it"
    assert (len(shelf), dict(shelf.under("b"))) == (2, {("b",): 4})
