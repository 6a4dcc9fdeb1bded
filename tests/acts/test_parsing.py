"""Text to typed values: what is taken, what is refused with its field, and that nothing ever falls over."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proviso.acts.asked import Asked, asked, told_of
from proviso.acts.parsing import (
    Field,
    When,
    Wrong,
    fact_of,
    fields_of,
    located,
    read_confidence,
    read_evidence,
    read_field,
    when,
)
from proviso.acts.table import ALL
from proviso.domain.encoding import entry_bytes, entry_from
from proviso.domain.entries import Entry
from proviso.domain.facts import FACTS
from proviso.domain.facts.clocks import ClockStarted
from proviso.domain.facts.governments import GovernmentNoted, MembershipNoted
from proviso.domain.facts.letters import LetterSent
from proviso.domain.facts.orders import CaseFiled, EffectRead, OrderChanged
from proviso.domain.facts.programmes import AwardMade
from proviso.domain.facts.remedies import SumDisallowed
from proviso.domain.facts.responses import ProductionReceived
from tests.builders import a

TODAY = date(2018, 6, 1)
AT = datetime(2018, 6, 1, tzinfo=UTC)
PLACES = {"E1": "ocd-division/country:zz/state:mv/county:elder"}
ELDER = PLACES["E1"]


def resolve(name: str) -> str | None:
    return PLACES.get(name) or (name if name in PLACES.values() else None)


def one(kind: str, *, name: str = "x") -> Field:
    several = kind.endswith("s")
    return Field(name=name, kind=kind, needed=not several, absent=() if several else None)


def read(kind: str, text: str, name: str = "x") -> object:
    """The value, or what was expected instead."""
    found = read_field(one(kind, name=name), text)
    return found.expected if isinstance(found, Wrong) else found


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("text", "  Cook County, Ill. ", "Cook County, Ill."),
        ("text", "", ""),
        ("text", "e\u0301", "\u00e9"),
        ("texts", "notice; access;", ("notice", "access")),
        ("texts", "", ()),
        ("number", "-7", -7),
        ("numbers", "2016; 2017", (2016, 2017)),
        ("flag", "TRUE", True),
        ("flag", "false", False),
        ("day", "2018-02-28", date(2018, 2, 28)),
        ("sum", "$70,511.00", 7_051_100),
        ("sum", "70511", 7_051_100),
        ("sum", "1.05", 105),
    ],
)
def test_a_text_is_read_as_its_field_asks(kind: str, text: str, value: object) -> None:
    assert read(kind, text) == value


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("number", "12 letters"),
        ("number", "1,000"),
        ("number", "\u0663"),
        ("number", ""),
        ("numbers", "2016; soon"),
        ("flag", "yes"),
        ("day", "2018-02-29"),
        ("day", "24 January 2018"),
        ("day", "20180124"),
        ("sum", "70511.5"),
        ("sum", "-5"),
        ("sum", "7,05.11"),
        ("sum", "about 70,000"),
    ],
)
def test_a_text_that_is_no_such_value_is_told_with_what_is_expected(kind: str, text: str) -> None:
    assert isinstance(read(kind, text), str)


@pytest.mark.parametrize("text", ["=1+1", "+1", "-see note", "@home"])
def test_text_that_a_spreadsheet_takes_for_a_formula_is_refused(text: str) -> None:
    assert read("text", text) == "text that a spreadsheet does not take for a formula"
    assert read("texts", f"plain; {text}") == "text that a spreadsheet does not take for a formula"


def test_a_minus_takes_bodies_out_of_a_cover() -> None:
    assert read("texts", "everyone; -E1", name="covers") == ("everyone", "-E1")
    assert "formula" in str(read("texts", "=E1", name="covers"))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a\x00b", "U+0000 as character 2"),
        ("a\nb", "U+000A as character 2"),
        ("a\u2028b", "U+2028 as character 2"),
        ("ab\u202e", "U+202E as character 3"),
        ("\ud800x", "U+D800 as character 1"),
    ],
)
def test_characters_that_cannot_be_seen_are_refused(text: str, found: str) -> None:
    wrong = read_field(one("text"), text)
    assert isinstance(wrong, Wrong)
    assert wrong.found == found


def test_a_cell_that_is_too_long_is_refused_and_shown_in_part() -> None:
    wrong = read_field(one("text"), "x" * 100_001)
    assert isinstance(wrong, Wrong)
    assert len(wrong.found) < 100
    assert read("text", "x" * 100_000)


def test_a_fact_is_read_whole_or_every_wrong_field_is_told() -> None:
    cells = {"award": "A1", "programme": "16.738", "recipient": "E1", "kind": "direct"}
    good = fact_of(AwardMade, {**cells, "year": "2016", "cents": "$5.00"})
    assert isinstance(good, AwardMade)
    assert (good.year, good.cents, good.number, good.applicants) == (2016, 500, None, ())
    wrong = fact_of(AwardMade, {**cells, "cents": "much", "kind": "=1"})
    assert isinstance(wrong, tuple)
    assert [each.field for each in wrong] == ["year", "kind", "cents"]


def test_fields_with_a_default_may_be_left_out() -> None:
    by_name = {each.name: each for each in fields_of(GovernmentNoted)}
    assert not by_name["population"].needed
    noted = fact_of(GovernmentNoted, {"ocd_id": ELDER})
    assert isinstance(noted, GovernmentNoted)
    assert (noted.county_geoid, noted.population, noted.roles) == ("", None, ())


def test_the_date_of_a_period_may_be_left_to_the_count() -> None:
    start = {"matter": "V1", "clock": "C1", "kind": "objection", "trigger": "2018-01-24"}
    period = {"period": "30", "unit": "calendar-days", "runs_against": "respondent"}
    found = asked(ALL["start-clock"], {**start, **period, "rule": "calendar-days"})
    assert isinstance(found, Asked)
    assert isinstance(found.fact, ClockStarted)
    assert (found.fact.due, found.fact.mail) == (date(2018, 2, 23), False)
    assert found.fact.said
    wrong = asked(ALL["start-clock"], {**start, **period, "rule": "no-such"})
    assert isinstance(wrong, tuple)
    assert wrong[0].found.startswith("There is no")
    told = {**start, **period, "rule": "calendar-days", "due": "2018-03-01"}
    other = asked(ALL["start-clock"], told)
    assert isinstance(other, Asked)
    assert getattr(other.fact, "due", None) == date(2018, 3, 1)


def test_a_stated_date_is_said_to_be_stated() -> None:
    state = {"matter": "V1", "clock": "C1", "kind": "request-due", "runs_against": "respondent"}
    found = asked(ALL["state-due"], {**state, "due": "2018-02-23"})
    assert isinstance(found, Asked)
    assert getattr(found.fact, "said", ()) == (
        "Friday 23 February 2018 is stated, and is kept as stated.",
    )


# --- governments ---


def test_governments_are_found_by_any_of_their_ids() -> None:
    made = located(a(AwardMade, recipient="E1", applicants=("E1", ELDER)), resolve)
    assert isinstance(made, AwardMade)
    assert (made.recipient, made.applicants) == (ELDER, (ELDER, ELDER))
    filed = located(a(CaseFiled, plaintiffs=("E1",)), resolve)
    assert isinstance(filed, CaseFiled)
    assert filed.plaintiffs == (ELDER,)


def test_governments_are_found_within_the_terms_of_a_cover() -> None:
    covers = ("everyone", "-E1", "within:E1", f"-subdivisions:{ELDER}", "members:LEAGUE", ELDER)
    read_ = located(a(EffectRead, covers=covers), resolve)
    assert isinstance(read_, EffectRead)
    assert read_.covers == (
        "everyone",
        f"-{ELDER}",
        f"within:{ELDER}",
        f"-subdivisions:{ELDER}",
        "members:LEAGUE",
        ELDER,
    )


def test_a_government_that_is_not_known_is_told_with_its_field() -> None:
    nowhere = "ocd-division/country:zz/state:xx"
    for fact, field in (
        (a(AwardMade, recipient="E9"), "recipient"),
        (a(AwardMade, recipient="E1", applicants=("E9",)), "applicants"),
        (a(OrderChanged, covers=(f"within:{nowhere}",)), "covers"),
        (a(OrderChanged, covers=("anybody",)), "covers"),
        (a(MembershipNoted, ocd_id=""), "ocd_id"),
    ):
        wrong = located(fact, resolve)
        assert isinstance(wrong, tuple)
        assert [each.field for each in wrong] == [field]


def test_a_new_government_and_other_things_are_left_as_they_are() -> None:
    noted = a(GovernmentNoted, ocd_id="ocd-division/country:zz/state:xx")
    assert located(noted, resolve) is noted
    malformed = a(OrderChanged, covers=("within:nowhere at all",))
    assert located(malformed, resolve) == malformed


# --- the envelope ---


@pytest.mark.parametrize(
    ("on", "learned", "expected"),
    [
        ("2018-01-24", "", When(on=date(2018, 1, 24), precision="day", learned=date(2018, 1, 24))),
        ("2018-02", "", When(on=date(2018, 2, 28), precision="month", learned=date(2018, 2, 28))),
        ("2017-12", "", When(on=date(2017, 12, 31), precision="month", learned=date(2017, 12, 31))),
        ("2018", "", When(on=date(2018, 12, 31), precision="year", learned=TODAY)),
        ("", "2018-03-01", When(on=None, precision="unknown", learned=date(2018, 3, 1))),
        ("", "", When(on=None, precision="unknown", learned=date(2018, 5, 5))),
    ],
)
def test_a_day_may_be_known_by_its_month_or_year_or_not_at_all(
    on: str, learned: str, expected: When
) -> None:
    assert when(on, learned, today=TODAY, otherwise=date(2018, 5, 5)) == expected


@pytest.mark.parametrize("on", ["2018-13", "2018-00", "2018-02-30", "soon", "0000", "9999-12x"])
def test_an_impossible_day_is_refused(on: str) -> None:
    wrong = when(on, "also wrong", today=TODAY, otherwise=None)
    assert isinstance(wrong, tuple)
    assert [each.field for each in wrong] == ["on", "learned"]


def test_the_last_month_there_is_has_no_last_day_to_count_to() -> None:
    assert isinstance(when("9999-12", "", today=TODAY, otherwise=None), tuple)


def test_a_day_that_nobody_tells_is_asked_for() -> None:
    wrong = when("", "", today=TODAY, otherwise=None)
    assert isinstance(wrong, tuple)
    assert wrong[0].field == "learned"


def test_confidence_is_one_of_three_words_or_unstated() -> None:
    assert read_confidence("High") == "high"
    assert read_confidence("") == "unstated"
    assert isinstance(read_confidence("sure"), Wrong)


def test_evidence_is_a_noted_source_or_an_address() -> None:
    told = "S1; https://example.org/a?b=c"
    assert read_evidence(told, {"S1"}.__contains__) == ("S1", "https://example.org/a?b=c")
    for text in ("S2", "ftp://example.org", "=S1", "https://two words"):
        assert isinstance(read_evidence(text, {"S1"}.__contains__), Wrong)


def test_an_envelope_tells_everything_that_is_wrong_with_it() -> None:
    cells = {"on": "x", "confidence": "x", "evidence": "x", "by": "=x", "note": "\x07"}
    wrong = told_of(cells, at=AT, key="k", known_source=lambda _: False)
    assert isinstance(wrong, tuple)
    assert {each.field for each in wrong} == set(cells)
    some = told_of({**cells, "on": "2018"}, at=AT, key="k", known_source=lambda _: False)
    assert isinstance(some, tuple)
    assert {each.field for each in some} == set(cells) - {"on"}


def test_an_act_is_asked_for_with_its_stream() -> None:
    send = {"matter": "V1", "letter": "L1", "kind": "receipt", "due": "2018-02-23"}
    found = asked(ALL["send-letter"], send)
    assert isinstance(found, Asked)
    assert found.stream == "matter:V1"
    assert isinstance(found.fact, LetterSent)
    wrong = asked(ALL["send-letter"], {"due": "tomorrow"})
    assert isinstance(wrong, tuple)
    assert [each.field for each in wrong] == ["matter", "due"]
    strange = asked(ALL["send-letter"], {**send, "matter": "=1"})
    assert isinstance(strange, tuple)
    review = asked(ALL["define-item"], {"item": "x"}, otherwise="R1")
    assert isinstance(review, Asked)
    assert review.stream == "review:R1"
    register = asked(ALL["note-association"], {"association": "L"})
    assert isinstance(register, Asked)
    assert register.stream == "register"


def test_what_is_wrong_with_a_government_is_told_when_it_is_looked_up() -> None:
    found = asked(ALL["list-respondent"], {"review": "R1", "respondent": "E9"})
    assert isinstance(found, Asked)
    assert isinstance(found.deed(resolve), tuple)


# --- anything at all ---

CELLS = st.one_of(
    st.text(max_size=40),
    st.sampled_from(["2018-01-24", "true", "$1.00", "12", "a; b", "everyone; -E1", "E1", ""]),
)


@given(fact=st.sampled_from(FACTS), told=st.data())
def test_any_text_gives_a_fact_or_says_what_is_wrong(fact: type, told: st.DataObject) -> None:
    cells = {each.name: told.draw(CELLS) for each in fields_of(fact)}
    found = fact_of(fact, cells)
    if isinstance(found, tuple):
        assert all(each.field in cells and each.expected and each.cure for each in found)
        return
    placed = located(found, resolve)
    if isinstance(placed, tuple):
        assert all(each.field in cells for each in placed)
        return
    entry = Entry(
        stream="matter:V1",
        number=1,
        fact=placed,
        on=None,
        learned=TODAY,
        recorded_at=AT,
        by="Ann",
        key="k",
    )
    assert entry_from(entry_bytes(entry, previous="0" * 64)) == entry


@given(on=st.text(max_size=12), learned=st.text(max_size=12))
def test_any_text_gives_days_or_says_what_is_wrong(on: str, learned: str) -> None:
    found = when(on, learned, today=TODAY, otherwise=TODAY)
    assert isinstance(found, When) or found[0].field in {"on", "learned"}


def test_sums_and_counts_are_told_apart_by_the_name_of_the_field() -> None:
    kinds = {each.name: each.kind for each in fields_of(SumDisallowed)}
    assert kinds == {"award": "text", "cents": "sum", "why": "text"}
    assert {each.name: each.kind for each in fields_of(ProductionReceived)}["volume"] == "number"
