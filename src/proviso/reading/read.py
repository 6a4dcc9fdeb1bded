"""One pass over one text: every kind in its order, each outside what the kinds before it have taken. The rules are in the other modules."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from proviso.reading.checking import check
from proviso.reading.counts import counts
from proviso.reading.dates import dates
from proviso.reading.governments.places import Places
from proviso.reading.governments.reading import governments
from proviso.reading.language import language
from proviso.reading.money import money
from proviso.reading.organisations import Mention, mentions, organisations
from proviso.reading.outlets import outlets
from proviso.reading.page import Page
from proviso.reading.passages import Taken
from proviso.reading.people import around, people, proposals
from proviso.reading.persons import Person
from proviso.reading.programmes import programmes
from proviso.reading.proposal import Proposal
from proviso.reading.published import Published, published
from proviso.reading.quotations import quotations
from proviso.reading.rates import UNREVIEWED, Rates
from proviso.reading.rulings import rulings
from proviso.reading.statutes import statutes
from proviso.reading.words import surnames


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is known of a text besides its words. `day` is the publication date that its markup or header gives.

    `found_first`: what the text says of its day goes before `published`, as where one day is given for many files.
    """

    published: date | None = None
    found_first: bool = False
    day: date | None = None
    day_from: str = "page metadata"
    outlet: str = ""
    home_state: str = ""
    blocks: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What was read: when it was published and how that is known, its language, the proposals, notes for the reader."""

    published: Published
    language: str
    proposals: tuple[Proposal, ...] = ()
    notes: tuple[str, ...] = ()
    page: Page = field(repr=False)

    def plain(self) -> dict[str, Any]:
        """As JSON has it."""
        on = self.published.on
        return {
            "published": on.isoformat() if on else None,
            "published_from": self.published.source,
            "language": self.language,
            "notes": list(self.notes),
            "proposals": [one.plain() for one in self.proposals],
        }


def read(
    text: str, places: Places, asked: Asked | None = None, rates: Rates = UNREVIEWED
) -> Reading:
    """Everything proposed from a text, in order of place. A text in another language is not read."""
    asked = asked or Asked()
    page = Page(text)
    when = published(
        page,
        given=asked.published,
        found_first=asked.found_first,
        metadata=asked.day,
        header=asked.day_from,
    )
    tongue = language(page)
    if tongue != "English":
        note = f"The text is in {tongue}, and only English is read: nothing is proposed."
        if tongue == "not known":
            note = "The text is in no language that is known here, and only English is read: nothing is proposed."
        return Reading(published=when, language=tongue, notes=(note,), page=page)
    found = [rates.given(one) for one in _all(page, places, asked, when.on)]
    found.sort(key=lambda one: (one.start, -one.end, one.kind))
    return Reading(
        published=when, language=tongue, proposals=tuple(found), notes=_notes(page, when), page=page
    )


def _notes(page: Page, when: Published) -> tuple[str, ...]:
    if not page.plain.strip():
        return ("There is no text in it.",)
    if when.on is None:
        return (
            "No publication date was found in it, so days such as “Wednesday” stay open. Give it with --published YYYY-MM-DD.",
        )
    return ()


def _all(page: Page, places: Places, asked: Asked, on: date | None) -> list[Proposal]:
    named = mentions(page)
    cited = Taken(page)
    laws = statutes(page, cited)
    grants = programmes(page, Taken(page))
    days = dates(page, on, Taken(page, _spans(laws)))
    sums = money(page, Taken(page, _spans(laws)))
    numbers = counts(
        page, Taken(page, [*_spans(laws), *_spans(days), *_spans(sums), *_spans(grants)])
    )
    where = governments(
        page, places, Taken(page, ((one.start, one.end) for one in named)), asked.home_state
    )
    who = people(around(page, named, where))
    where = _not_people(where, who, page)
    spoken = quotations(page, who, named, asked.blocks)
    courts = rulings(page, Taken(page, _spans(spoken)), [*days, *where])
    return [
        *laws, *grants, *days, *sums, *check(page, numbers, where), *where, *proposals(page, who), *spoken, *courts,
        *organisations(page, _not_programmes(_not_in_people(named, who, page), grants)), *outlets(page, named),
    ]  # fmt: skip


def _spans(found: list[Proposal]) -> list[tuple[int, int]]:
    return [(one.start, one.end) for one in found]


def _not_people(where: list[Proposal], who: list[Person], page: Page) -> list[Proposal]:
    """Without the governments inside a person's name, or that are only a person's surname here."""
    inside = Taken(page, (place for one in who for place in one.places))
    names = {one.surname for one in who}
    return [
        one for one in where
        if inside.free(one.start, one.end) and not (one.text in names and _bare(one))
    ]  # fmt: skip


def _bare(one: Proposal) -> bool:
    return (
        one.rule not in ("place-with-state", "county-with-state", "state-by-name")
        and one.text.lower() in surnames()
    )


def _not_programmes(named: list[Mention], grants: list[Proposal]) -> list[Mention]:
    """Without what is an organisation by its last word only, and a programme by its name."""
    held = {one.start for one in grants}
    return [
        one for one in named
        if one.start not in held or one.rule != "organisation-by-its-last-word"
    ]  # fmt: skip


def _not_in_people(named: list[Mention], who: list[Person], page: Page) -> list[Mention]:
    inside = Taken(page, (place for one in who for place in one.places))
    return [one for one in named if inside.free(one.start, one.end)]
