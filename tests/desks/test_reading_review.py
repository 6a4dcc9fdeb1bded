"""Reading under review on a page: one proposal after the other, a verdict, the act that follows, tied to its passage."""

from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from django.test import Client

from proviso.acts.archiving import Archived, archive
from proviso.domain.facts.sources import ValueReported
from proviso.domain.roles import Role
from proviso.reading.recording import tied
from proviso.records import streams, verdicts
from tests.acts.village import last, village
from tests.web.asking import source, words
from tests.web.signing_in import AGENCY, person, signed_in

pytestmark = pytest.mark.django_db
TEXT = (
    "Letters about roofs\n\nBy Lena Ostrowick\nMarch 10, 2021\n\n"
    "The agency wrote to 12 cities on Tuesday about $4.2 million in repair grants. <b>Not markup</b>\n\n"
    "“We paid for roofs, and we would like to see them,” said Harold Whitcombe, the acting director.\n"
)
PAGE = "/desk/reading/S-ROOFS/"


@pytest.fixture(autouse=True)
def _archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("PROVISO_HOME", str(tmp_path))
    village()
    cells = {
        "source": "S-ROOFS",
        "outlet": "The Roof",
        "title": "Letters about roofs",
        "address": "https://roof.example/1",
        "published": "2021-03-10",
    }
    assert isinstance(archive(TEXT.encode(), cells, published_from="byline", by="ada"), Archived)
    yield


@pytest.fixture
def ana() -> Client:
    return signed_in((Role.ANALYST, AGENCY))


def count_of(text: str) -> str:
    """The name of the proposal for 12 cities."""
    at = TEXT.index("12 cities")
    return (
        f"count-{at}-{at + len('12 cities')}"
        if f"count-{at}-{at + 9}" in text
        else f"count-{at}-{at + 2}"
    )


def sent(client: Client, **form: str) -> tuple[int, str]:
    answer = client.post(PAGE, form)
    return answer.status_code, unescape(answer.content.decode())


def test_the_document_stands_beside_the_proposal_and_its_markup_is_text(ana: Client) -> None:
    text = source(ana, PAGE)
    assert "&lt;b&gt;Not markup" in text
    assert "Proposal 1 of" in text
    listed = words(ana, "/desk/reading/")
    assert "Letters about roofs" in listed


def test_accepting_a_count_reports_it_and_goes_on(ana: Client) -> None:
    name = count_of(source(ana, PAGE))
    shown = source(ana, f"{PAGE}?item={name}&act=report-value")
    assert 'value="12"' in shown
    status, _ = sent(
        ana,
        item=name,
        verdict="accepted",
        act="report-value",
        **{
            "cell-report": "S-ROOFS.r1",
            "cell-subject": "count/roof-letters",
            "cell-value": "12",
            "cell-unit": "cities",
            "cell-scope": "letters of March 2021",
            "cell-partial": "false",
            "cell-source": "S-ROOFS",
        },
    )
    assert status == 302
    entry = last("source:S-ROOFS")
    assert isinstance(entry.fact, ValueReported)
    assert entry.by == person(ana)
    passage = tied(entry.note)
    assert passage is not None
    assert TEXT[passage.start : passage.end] == passage.words
    assert "12" in passage.words
    after = words(ana, f"{PAGE}?item={name}")
    assert "Accepted by Ana Analyst" in after
    assert "entry source:S-ROOFS#" in after


def test_a_field_that_is_missing_is_named_and_nothing_is_kept(ana: Client) -> None:
    name, before = count_of(source(ana, PAGE)), streams.count()
    cells = {"cell-value": "12", "cell-partial": "perhaps", "cell-source": "S-ROOFS"}
    status, text = sent(ana, item=name, verdict="accepted", act="report-value", **cells)
    assert status == 422
    assert 'href="#field-cell-partial"' in text
    assert list(verdicts.every()) == []
    assert streams.count() == before


def test_rejecting_and_correcting_record_no_act_and_a_correction_needs_another_value(
    ana: Client,
) -> None:
    name, before = count_of(source(ana, PAGE)), streams.count()
    status, text = sent(ana, item=name, verdict="corrected", value="12")
    assert status == 422
    assert "This cannot be done now" in text
    assert sent(ana, item=name, verdict="corrected", value="14")[0] == 302
    assert sent(ana, item=name, verdict="rejected", why="A misprint.")[0] == 302
    assert [str(one.verdict) for one in verdicts.every()] == ["corrected", "rejected"]
    assert streams.count() == before


def test_an_act_that_the_persons_roles_do_not_allow_is_refused(ana: Client) -> None:
    at = TEXT.index("March 10, 2021")
    name = f"date-{at}-{at + len('March 10, 2021')}"
    status, text = sent(
        ana, item=name, verdict="accepted", act="send-letter", **{"cell-matter": "V9"}
    )
    assert status == 422
    assert "Your roles do not allow send-letter there" in text
    assert list(verdicts.every()) == []


def test_others_find_nothing_there_and_an_unknown_source_neither(ana: Client) -> None:
    auditor = signed_in((Role.AUDITOR, AGENCY), name="Arthur")
    assert auditor.get(PAGE).status_code == 404
    assert auditor.post(PAGE, {"verdict": "accepted"}).status_code == 404
    assert ana.get("/desk/reading/S-NONE/").status_code == 404


def test_a_verdict_on_a_proposal_that_is_not_there_any_more_judges_no_other(ana: Client) -> None:
    before = streams.count()
    for form in ({"item": "count-1-2"}, {}):
        status, text = sent(ana, verdict="accepted", value="99", why="As told.", **form)
        assert status == 409
        assert "is not among the proposals of this document any more" in text
        assert 'value="99"' not in text, "what was said of the other is not said of this one"
        assert "As told." not in text
        assert "Nothing was judged." in text
        assert "is kept below" not in text
    assert list(verdicts.every()) == []
    assert streams.count() == before
