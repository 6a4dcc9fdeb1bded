"""A review: opened once, added to by name, closed at most once."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from proviso.domain import reviews
from proviso.domain.facts.matters import MatterNoted
from proviso.domain.facts.reviews import (
    AuthorityRecorded,
    CriteriaPublished,
    EventNoted,
    ItemDefined,
    ReviewClosed,
    ReviewFact,
    ReviewOpened,
    RosterListed,
    RoundOpened,
    TemplateApproved,
    ValuePreferred,
    WordsDrafted,
)
from proviso.domain.reviews import Review, Stage
from tests.builders import JAN_24, WhyNot, a, code, entries


def told(*facts: ReviewFact) -> Review:
    return reviews.fold(entries(*((fact, JAN_24) for fact in facts), stream="review:jag"))


OPENED, CLOSED = a(ReviewOpened), a(ReviewClosed)
ITEM, ROUND = a(ItemDefined, item="orders"), a(RoundOpened, round="R5")
CRITERIA = a(CriteriaPublished, version="1", compiled_by="Avery Bell", verified_by="Kit Moor")
LISTED = a(RosterListed, respondent="ocd-division/x")
AUTHORITY, EVENT = a(AuthorityRecorded, instrument="subpoena"), a(EventNoted, event="E1")
WORDS = a(
    TemplateApproved,
    template="request",
    version="1",
    written_by="Avery Bell",
    approved_by="Kit Moor",
)

ADDED: tuple[tuple[WhyNot, ReviewFact, str], ...] = (
    (reviews.why_not_define_item, ITEM, "item.exists"),
    (reviews.why_not_open_round, ROUND, "round.exists"),
    (reviews.why_not_publish_criteria, CRITERIA, "criteria.exists"),
    (reviews.why_not_list_respondent, LISTED, "respondent.exists"),
    (reviews.why_not_record_authority, AUTHORITY, "instrument.exists"),
    (reviews.why_not_approve_template, WORDS, "template.exists"),
    (reviews.why_not_note_event, EVENT, "event.exists"),
    (reviews.why_not_open_review, OPENED, "review.exists"),
    (reviews.why_not_close_review, CLOSED, "review.closed"),
)


@pytest.mark.parametrize(("why_not", "fact", "expected"), ADDED)
def test_each_thing_is_added_once(why_not: WhyNot, fact: ReviewFact, expected: str) -> None:
    assert code(why_not(Review(), fact)) is None
    assert code(why_not(told(fact), fact)) == expected


def test_a_review_is_opened_before_anything_is_added() -> None:
    assert code(reviews.why_not_unopened(Review())) == "review.not-opened"
    assert code(reviews.why_not_unopened(told(OPENED))) is None


def test_a_review_is_open_until_it_is_closed() -> None:
    assert told().stage is Stage.UNOPENED
    assert told(OPENED).stage is Stage.OPEN
    assert told(OPENED, CLOSED).stage is told(CLOSED, OPENED).stage is Stage.CLOSED


def test_everything_is_held_with_its_day_and_entry() -> None:
    held = told(OPENED, ITEM, ROUND, CRITERIA, LISTED, AUTHORITY, WORDS, EVENT)
    assert held.opened_on == JAN_24
    assert held.items["orders"] == ITEM
    assert (held.rounds["R5"].on, held.rounds["R5"].ref) == (JAN_24, "review:jag#3")
    assert held.criteria["1"] == CRITERIA
    assert held.roster["ocd-division/x"].ref == "review:jag#5"
    assert held.authorities["subpoena"].forum == AUTHORITY.forum
    assert held.authorities["subpoena"].ref == "review:jag#6"
    assert held.templates["request", "1", WORDS.letter_kind].approved_by == "Kit Moor"
    assert held.events["E1"].ref == "review:jag#8"


@pytest.mark.parametrize(
    ("verifier", "expected"),
    [(None, None), ("Kit Moor", None), ("Avery Bell", "criteria.one-person")],
)
def test_criteria_are_verified_by_another_person_or_not_at_all(
    verifier: str | None, expected: str | None
) -> None:
    fact = a(CriteriaPublished, compiled_by="Avery Bell", verified_by=verifier)
    assert code(reviews.why_not_publish_criteria(Review(), fact)) == expected


def test_a_listing_names_criteria_on_record() -> None:
    fact = a(RosterListed, criteria="1")
    assert code(reviews.why_not_list_respondent(Review(), fact)) == "criteria.unknown"
    assert code(reviews.why_not_list_respondent(told(CRITERIA), fact)) is None


@pytest.mark.parametrize("field", ["authority", "issuer", "forum"])
def test_an_instrument_has_authority_issuer_and_forum(field: str) -> None:
    fact = a(AuthorityRecorded, **{field: ""})
    assert code(reviews.why_not_record_authority(Review(), fact)) == f"instrument.no-{field}"


def test_words_are_approved_by_another_person_version_by_version() -> None:
    held = told(WORDS)
    people = {"written_by": "Avery Bell", "approved_by": "Kit Moor"}
    second = a(TemplateApproved, template="request", version="2", **people)
    assert code(reviews.why_not_approve_template(held, second)) is None
    alone = a(TemplateApproved, written_by="Kit Moor", approved_by="kit moor")
    assert code(reviews.why_not_approve_template(held, alone)) == "template.one-person"


DRAFT = a(
    WordsDrafted,
    template="request",
    version="2",
    letter_kind="document-request",
    since=date(2018, 1, 1),
    until=None,
    sha256="0" * 64,
    written_by="Avery Bell",
)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, "words.exists"),
        ({"version": "3"}, None),
        ({"letter_kind": "inquiry"}, None),
        ({"version": "1"}, "words.exists"),
        ({"version": "3", "until": date(2018, 1, 2)}, None),
        ({"version": "3", "until": date(2018, 1, 1)}, "words.dates"),
        ({"version": "3", "sha256": "0"}, "words.hash"),
        ({"template": ""}, "words.no-name"),
        ({"letter_kind": " "}, "words.no-kind"),
        ({"written_by": ""}, "words.no-writer"),
    ],
)
def test_a_version_of_words_is_drafted_once(changes: Any, expected: str | None) -> None:
    held = told(DRAFT, replace(WORDS, letter_kind="document-request"))
    assert held.drafts["request", "2", "document-request"] == DRAFT
    assert code(reviews.why_not_draft_words(held, replace(DRAFT, **changes))) == expected


def test_a_draft_is_approved_as_the_words_of_who_wrote_it() -> None:
    approval = replace(WORDS, version="2", letter_kind="document-request")
    assert code(reviews.why_not_approve_template(told(DRAFT), approval)) is None
    other = replace(approval, written_by="Sam Reyes")
    assert code(reviews.why_not_approve_template(told(DRAFT), other)) == "words.writer"


def test_a_preferred_value_has_a_reason_and_the_last_one_holds() -> None:
    first, second = (a(ValuePreferred, subject="count", value=value) for value in ("20", "23"))
    assert code(reviews.why_not_prefer_value(first)) is None
    assert code(reviews.why_not_prefer_value(a(ValuePreferred, why=""))) == "value.no-why"
    assert told(first, second).preferred["count"].value == "23"


def test_facts_of_other_rooms_are_passed_over() -> None:
    assert reviews.fold(entries((a(MatterNoted), JAN_24))) == Review()
