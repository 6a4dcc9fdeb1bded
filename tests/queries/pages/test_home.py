"""The first page, search, corrections and checkpoints: what is public is found, training places are not."""

from dataclasses import asdict
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from proviso.domain.facts.matters import ContactNoted, MatterNoted
from proviso.domain.facts.sources import ReportCorrected
from proviso.queries.pages.corrections import corrections
from proviso.queries.pages.governments import governments
from proviso.queries.pages.home import home
from proviso.queries.pages.search import SearchPage, search
from proviso.queries.pages.verify import verify
from tests.acts.village import ELDER, done
from tests.acts.village import register as training_register
from tests.village import EVERYTHING, record

pytestmark = pytest.mark.django_db
JAN_24 = date(2018, 1, 24)


def ids(found: SearchPage) -> dict[str, list[str]]:
    return {group.kind: [one.place.id for one in group.results] for group in found.groups}


def test_home_lists_the_review_with_its_figures() -> None:
    found = home(on=date(2018, 6, 26), known=EVERYTHING)
    (line,) = found.reviews
    assert (line.review, line.training) == ("jag-1373", False)
    assert line.standings.matters == sum(number for _, _, number in line.standings.stages)
    assert line.standings.asked == 40
    assert "Order O13 was entered" in " ".join(one.says for one in found.happened[:3])


def test_what_changed_lately_stops_at_the_day() -> None:
    found = home(on=JAN_24, known=EVERYTHING)
    assert all(one.on.value and one.on.value <= JAN_24 for one in found.happened)
    assert found.orders < home(on=EVERYTHING, known=EVERYTHING).orders


def test_nothing_was_known_before_the_record_begins() -> None:
    found = home(on=date(2010, 1, 1), known=date(2010, 1, 1))
    assert (found.reviews, found.happened, found.cases) == ((), (), 0)


def test_search_finds_by_id_and_by_words() -> None:
    assert ids(search("o08", on=JAN_24, known=EVERYTHING))["orders"][0] == "O08"
    assert ids(search("J17", on=JAN_24, known=EVERYTHING))["matters"] == [
        "J17-FY2016",
        "J17-FY2017",
    ]
    chicago = ids(search("Chicago", on=JAN_24, known=EVERYTHING))
    assert chicago["governments"][0].endswith("place:chicago")
    assert chicago["cases"] == ["C05"]
    assert all(len(found) <= 10 for found in chicago.values())
    assert ids(search("landrieu untenable", on=JAN_24, known=EVERYTHING)) == {
        "statements": ["ST-LANDRIEU"]
    }


def test_search_says_when_nothing_fits() -> None:
    assert search("qqqq", on=JAN_24).says.startswith("Nothing on record fits.")
    assert search("  ").groups == ()
    assert search("\x00").groups == ()


def test_orders_to_come_are_not_found() -> None:
    assert "orders" not in ids(search("O13", on=JAN_24, known=EVERYTHING))


def training_review() -> None:
    """A review of places that do not exist, with a matter, a case and a source of its own."""
    training_register()
    about = {"programme": "16.738", "review": "R1"}
    done(
        "open-review",
        "review:R1",
        **about,
        condition="section-1373",
        procedure="byrne-jag-1373-2018",
        actor="us/doj/ojp",
        training=True,
    )
    done(
        "open-matter",
        "matter:V1",
        **about,
        matter="V1",
        respondent=ELDER,
        year=2016,
        conditions=("section-1373",),
        award=None,
    )
    done("file-case", "case:Z1", case="Z1", title="Elder v. Crown", plaintiffs=(ELDER,))


def test_training_places_are_in_no_feed_and_not_found_unless_asked_for() -> None:
    training_review()
    known = date(2030, 1, 1)
    public, asked = home(on=known, known=known), home(on=known, known=known, training=True)
    assert [one.review for one in public.reviews] == ["jag-1373"]
    assert [one.training for one in asked.reviews] == [False, True]
    assert "country:zz" not in str(asdict(public))
    assert search("elder", on=known, known=known).total == len(
        [one for one in governments("elder").rows if "zz" not in one.government.ocd_id]
    )
    assert "Crown" not in str(asdict(public))
    assert "country:zz" in str(asdict(search("elder", on=known, known=known, training=True)))


def test_no_address_is_found_by_searching_or_in_a_feed() -> None:
    matter = "matter:J17-FY2016"
    contact = ContactNoted(
        contact="c", office="Clerk", name="Dana Finch", address="12 Canary Lane", channel="letter"
    )
    record("note-contact", matter, contact, on="2018-01-24")
    record("note-matter", matter, MatterNoted(text="Seen at 12 Canary Lane."), on="2018-01-24")
    assert "Canary" not in str(asdict(home(on=JAN_24, known=EVERYTHING)))
    assert search("canary", on=JAN_24, known=EVERYTHING).total == 0


def test_a_new_entry_is_seen_at_once() -> None:
    home(on=JAN_24, known=EVERYTHING)
    record("note-matter", "matter:J02-FY2016", MatterNoted(text="Seen today."), on="2018-01-24")
    assert "Seen today." in [one.says for one in home(on=JAN_24, known=EVERYTHING).recorded]


def test_corrections_are_logged_and_nothing_is_removed() -> None:
    fact = ReportCorrected(report="january-2018-recipients.nbc", value="22", why="A misprint")
    record("correct-report", "source:S-NBC", fact, on="2018-02-01")
    found = corrections(on=date(2018, 3, 1), known=EVERYTHING)
    assert found.corrections[0].told.kind == "report-corrected"
    assert "A misprint" in found.corrections[0].told.says
    assert found.removals == ()
    assert found.says.startswith("Nothing has been removed.")


def test_verify_states_the_head_and_what_is_signed() -> None:
    found = verify()
    assert found.head.entries > 1500
    assert len(found.checkpoints) == (found.head.checkpoint or 0)
    assert "has not walked the ledger" in found.limits


def test_the_first_page_asks_few_questions_again() -> None:
    home(on=JAN_24, known=EVERYTHING)
    with CaptureQueriesContext(connection) as asked:
        home(on=JAN_24, known=EVERYTHING)
    assert len(asked) == 1
