"""A person judges a proposal: the verdict is kept, the act done, tied to its passage; both or neither."""

from datetime import date
from pathlib import Path

import pytest

from proviso.acts.archiving import PRIVATE, Archived, archive
from proviso.acts.judging import Judged, Judgement, judge
from proviso.domain.facts.sources import SourceNoted, StatementRecorded, ValueReported
from proviso.domain.refusals import Refusal
from proviso.domain.verdicts import Kind as Said
from proviso.outside import folders
from proviso.queries.may import NotAsked
from proviso.queries.reading_review import Item, Review, next_open, rates_here, review, rule_lines
from proviso.reading.proposal import Kind
from proviso.reading.recording import tied
from proviso.records import streams, verdicts
from tests.acts.village import last

pytestmark = pytest.mark.django_db
TEXT = (
    "Letters about roofs\n\nBy Lena Ostrowick\nMarch 10, 2021\n\n"
    "The agency wrote to 12 cities on Tuesday about $4.2 million in repair grants.\n\n"
    "“We paid for roofs, and we would like to see them,” said Harold Whitcombe, the acting director.\n\n"
    "Letters went to Union County in January.\n"
)
CELLS = {"source": "S-ROOFS", "outlet": "The Roof", "title": "Letters about roofs", "address": "https://roof.example/1",
         "published": "2021-03-10"}  # fmt: skip


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PROVISO_HOME", str(tmp_path))


def archived(text: str = TEXT, **changed: str) -> Archived:
    made = archive(text.encode(), {**CELLS, **changed}, published_from="byline", by="ada")
    assert isinstance(made, Archived), made
    return made


def reviewed(name: str = "S-ROOFS") -> Review:
    found = review(name)
    assert isinstance(found, Review), found
    return found


def item(found: Review, kind: Kind, text: str = "") -> Item:
    return next(
        one for one in found.items if one.proposal.kind is kind and text in one.proposal.text
    )


def said(found: Review, one: Item, **changed: object) -> Judgement:
    first = one.options[0] if one.options else None
    given = {
        "proposal": one.proposal, "about": found.about, "verdict": Said.ACCEPTED, "by": "ada",
        "act": first.act if first else "", "cells": dict(first.cells) if first else {}, **changed,
    }  # fmt: skip
    return Judgement(**given)  # type: ignore[arg-type]


def kept(judgement: Judgement) -> Judged:
    made = judge(judgement)
    assert isinstance(made, Judged), made
    return made


def refused(judgement: Judgement) -> str:
    before = streams.count(), len(list(verdicts.every()))
    made = judge(judgement)
    assert isinstance(made, Refusal), made
    assert (streams.count(), len(list(verdicts.every()))) == before
    return made.code


def test_a_document_is_archived_by_its_digest_once_with_where_its_day_was_found() -> None:
    made = archived()
    assert folders.kept(made.sha256).decode() == TEXT
    entry = last("source:S-ROOFS")
    assert isinstance(entry.fact, SourceNoted)
    assert (entry.fact.sha256, entry.fact.rights) == (made.sha256, PRIVATE)
    assert (entry.on, entry.note) == (date(2021, 3, 10), "Published 2021-03-10: byline.")
    again = archive(TEXT.encode(), {**CELLS, "source": "S-2"}, published_from="byline", by="ada")
    assert isinstance(again, Refusal)
    assert again.code == "source.again"
    assert "S-ROOFS" in again.reason


def test_a_source_without_a_day_or_an_outlet_says_so() -> None:
    archived(published="")
    entry = last("source:S-ROOFS")
    assert (entry.on, entry.note) == (None, "The day of publication is not known.")
    wrong = archive(b"other", {**CELLS, "published": "soon"}, published_from="", by="ada")
    assert isinstance(wrong, tuple)
    assert {one.field for one in wrong} == {"published", "on"}
    taken = archive(b"other", CELLS, published_from="", by="ada")
    assert isinstance(taken, Refusal)


def test_an_accepted_count_is_reported_and_tied_to_its_passage() -> None:
    archived()
    found = reviewed()
    one = item(found, Kind.COUNT, "12 cities")
    assert one.options[0].asks == ("subject", "scope", "relies_on")
    cells = {**one.options[0].cells, "subject": "count/roof-letters", "scope": "letters of March"}
    made = kept(said(found, one, cells=cells, why="As printed."))
    entry = last("source:S-ROOFS")
    assert isinstance(entry.fact, ValueReported)
    assert (entry.fact.value, entry.fact.unit) == ("12", "cities")
    assert (entry.evidence, entry.by, entry.on) == (("S-ROOFS",), "ada", date(2021, 3, 10))
    place = tied(entry.note)
    assert place is not None
    assert found.text[place.start : place.end] == place.words == "12 cities"
    assert (place.source, place.sha256) == ("S-ROOFS", made.verdict.sha256)
    assert made.verdict.ref == entry.ref
    again = reviewed()
    assert (again.open, len(again.items)) == (found.open - 1, len(found.items))
    assert refused(said(again, item(again, Kind.COUNT, "12 cities"))) == "verdict.on-record"


def test_a_quotation_becomes_a_statement_and_its_like_elsewhere_a_carriage() -> None:
    archived()
    found = reviewed()
    one = item(found, Kind.QUOTATION)
    cells = {**one.options[0].cells, "about": "grants", "stance": "demands"}
    kept(said(found, one, cells=cells))
    entry = last("source:S-ROOFS")
    assert isinstance(entry.fact, StatementRecorded)
    assert (entry.fact.speaker, entry.fact.role) == ("Harold Whitcombe", "acting director")
    shorter = TEXT.replace("We paid for roofs, and we", "We")
    archived(shorter, source="S-SHORT", address="https://short.example/")
    second = reviewed("s-short")
    offered = item(second, Kind.QUOTATION).options
    assert [each.act for each in offered] == ["carry-statement", "record-statement"]
    assert offered[0].cells["form"] == "trimmed"
    kept(said(second, item(second, Kind.QUOTATION)))


def test_an_act_that_is_refused_or_cannot_be_read_keeps_no_verdict() -> None:
    archived()
    found = reviewed()
    count, quote = item(found, Kind.COUNT, "12 cities"), item(found, Kind.QUOTATION)
    assert refused(said(found, count)) == "report.no-subject"
    wrong = judge(said(found, count, cells={**count.options[0].cells, "partial": "perhaps"}))
    assert isinstance(wrong, tuple)
    assert [one.field for one in wrong] == ["partial"]
    cells = {**count.options[0].cells, "subject": "count/roofs", "scope": "x"}
    kept(said(found, count, cells=cells))
    money = item(found, Kind.MONEY)
    clash = {**money.options[0].cells, "subject": "money/roofs", "report": cells["report"]}
    assert refused(said(found, money, cells=clash)) == "report.exists"
    assert refused(said(found, money, act="send-letter")) == "verdict.no-such-act"
    other = {**clash, "value": "5000000"}
    assert refused(said(found, money, cells=other)) == "verdict.another-value"
    assert refused(said(found, quote, by="")) == "verdict.nobody"
    assert item(reviewed(), Kind.MONEY).open


def test_corrected_rejected_and_other_readings_count_against_the_rule() -> None:
    archived()
    found = reviewed()
    count = item(found, Kind.COUNT, "12 cities")
    cells = {**count.options[0].cells, "subject": "count/roofs", "scope": "x", "value": "11"}
    kept(said(found, count, verdict=Said.CORRECTED, value=11, cells=cells))
    where = item(found, Kind.GOVERNMENT, "Union")
    other = where.proposal.alternatives[0].value
    assert refused(said(found, where, verdict=Said.OTHER_READING, value="x", act="")) == (
        "verdict.no-such-reading"
    )
    kept(said(found, where, verdict=Said.OTHER_READING, value=other, act=""))
    person = item(found, Kind.PEOPLE, "Harold")
    assert person.options == ()
    kept(said(found, person))
    rates = rates_here()
    rule = count.proposal.rule
    assert rates.reviewed[rule] == (0, 1)
    line = next(one for one in rule_lines() if one.name == rule)
    assert (line.shown, line.decided[Said.CORRECTED]) == (1, 1)
    assert line.rate < line.prior
    assert item(reviewed(), Kind.COUNT).proposal.confidence == line.rate
    assert rates.reviewed[person.proposal.rule] == (1, 1)


def test_the_next_open_proposal_goes_round_and_ends() -> None:
    archived()
    found = reviewed()
    first = next_open(found)
    assert first is not None
    assert next_open(found, after=found.items[-1].name) == first
    for one in found.items:
        kept(said(found, one, verdict=Said.REJECTED, act="", cells={}))
    assert next_open(reviewed()) is None


def test_what_cannot_be_reviewed_says_why(tmp_path: Path) -> None:
    archived(TEXT.replace("March 10, 2021", "The Roof"), published="")
    unknown = review("S-NONE")
    assert isinstance(unknown, NotAsked)
    digest = next(one for one in (tmp_path / "kept").rglob("*") if one.is_file())
    undated = reviewed()
    money = item(undated, Kind.MONEY)
    cells = {**money.options[0].cells, "subject": "money/roofs", "scope": "roofs"}
    assert undated.about.published is None
    cells.pop("on", None)
    kept(said(undated, money, cells=cells))
    assert last("source:S-ROOFS").on is None
    digest.write_bytes(b"changed")
    gone = review("S-ROOFS")
    assert isinstance(gone, NotAsked)
    assert gone.code == "source.not-kept"
