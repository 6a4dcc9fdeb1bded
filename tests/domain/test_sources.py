"""Sources and what they report: conflicts side by side, copies counted once."""

import pytest

from proviso.domain import sources
from proviso.domain.facts.matters import MatterNoted
from proviso.domain.facts.reviews import ValuePreferred
from proviso.domain.facts.sources import (
    ReportCorrected,
    SourceFact,
    SourceNoted,
    StatementCarried,
    StatementRecorded,
    ValueReported,
)
from proviso.domain.sources import Conflict, Outcome, Report, Sources, conflicts, independent
from tests.builders import JAN_24, WhyNot, a, code, entries

NOTED, SAID = a(SourceNoted, source="S0"), a(StatementRecorded, statement="T1")
CARRIED = a(StatementCarried, statement="T1", source="S0", form="trimmed")
REPORTED = a(ValueReported, report="V1", value="23")
CORRECTED = a(ReportCorrected, report="V1", value="24")


def told(*facts: SourceFact) -> Sources:
    return sources.fold(entries(*((fact, JAN_24) for fact in facts), stream="source:S0"))


def report(value: str, source: str, **changes: object) -> Report:
    plain = {
        "report": f"{source}-{value}",
        "subject": "recipients",
        "unit": "bodies",
        "scope": "all",
    }
    fact = a(ValueReported, **plain | {"value": value} | changes)
    held = sources.after(Sources(), fact, on=JAN_24, ref=f"source:{source}#1")
    return next(iter(held.reports.values()))


def only(*reports: Report) -> Conflict:
    (found,) = conflicts(reports)
    return found


ONCE: tuple[tuple[WhyNot, SourceFact, str], ...] = (
    (sources.why_not_note_source, NOTED, "source.exists"),
    (sources.why_not_record_statement, SAID, "statement.exists"),
    (sources.why_not_report_value, REPORTED, "report.exists"),
)


@pytest.mark.parametrize(("why_not", "fact", "expected"), ONCE)
def test_each_thing_is_recorded_once(why_not: WhyNot, fact: SourceFact, expected: str) -> None:
    assert code(why_not(Sources(), fact)) is None
    assert code(why_not(told(fact), fact)) == expected


def test_a_carriage_names_a_statement_and_a_source_and_its_form() -> None:
    assert code(sources.why_not_carry_statement(told(NOTED, SAID), CARRIED)) is None
    assert code(sources.why_not_carry_statement(told(NOTED), CARRIED)) == "statement.unknown"
    assert code(sources.why_not_carry_statement(told(SAID), CARRIED)) == "source.unknown"
    odd = a(StatementCarried, statement="T1", source="S0", form="sung")
    assert code(sources.why_not_carry_statement(told(NOTED, SAID), odd)) == "carriage.form"
    assert told(CARRIED).carriages == (CARRIED,)


def test_a_speaker_may_be_anonymous_but_not_unstated() -> None:
    assert (
        code(
            sources.why_not_record_statement(Sources(), a(StatementRecorded, speaker="an official"))
        )
        is None
    )
    blank = a(StatementRecorded, speaker="")
    assert code(sources.why_not_record_statement(Sources(), blank)) == "statement.no-speaker"


def test_a_correction_keeps_the_value_that_was_reported() -> None:
    assert code(sources.why_not_correct_report(told(REPORTED), CORRECTED)) is None
    assert code(sources.why_not_correct_report(Sources(), CORRECTED)) == "report.unknown"
    held = told(REPORTED, CORRECTED, a(ReportCorrected, report="V1", value="25")).reports["V1"]
    assert (held.value, held.earlier, held.state) == ("25", ("23", "24"), "corrected")
    assert told(CORRECTED) == Sources()


def test_a_report_knows_its_source() -> None:
    assert told(REPORTED).reports["V1"].source == "S0"


def test_reports_that_agree_agree_however_they_are_written() -> None:
    found = only(report("1,501", "S0"), report(" 1501", "S1"))
    assert (found.outcome, found.sources, len(found.values)) == (Outcome.AGREEMENT, 2, 1)
    assert only(report("Nearly two dozen", "S0"), report("nearly  two dozen", "S1")).sources == 2


def test_two_whole_values_of_one_fact_are_a_conflict_and_stay_side_by_side() -> None:
    choice = a(ValuePreferred, subject="recipients", value="23", why="the letters")
    (found,) = conflicts((report("23", "S0"), report("38", "S1")), {"recipients": choice})
    assert found.outcome is Outcome.CONFLICT
    assert [value for value, _ in found.values] == ["23", "38"]
    assert (found.preferred, found.why) == ("23", "the letters")


def test_one_report_alone_is_compared_with_nothing() -> None:
    assert conflicts((report("23", "S0"),)) == ()


def test_another_unit_or_scope_is_another_fact() -> None:
    others = (report("39", "S1", unit="dollars"), report("20", "S2", scope="cities"))
    assert conflicts((report("23", "S0"), *others)) == ()


def test_a_partial_list_is_no_conflict() -> None:
    found = only(report("23", "S0"), report("9", "S1", partial=True))
    assert found.outcome is Outcome.PARTIAL_LIST
    assert (
        only(report("9", "S0", partial=True), report("8", "S1", partial=True)).outcome
        is Outcome.PARTIAL_LIST
    )


def test_parts_from_one_source_that_add_up_to_the_whole_agree_with_it() -> None:
    parts = (
        report("20", "S2", partial=True, scope="cities and counties"),
        report("3", "S2", partial=True, scope="states"),
    )
    found = only(report("23", "S0"), *parts)
    assert (found.outcome, found.parts) == (Outcome.SUM_AGREES, parts)


@pytest.mark.parametrize("whole", ["24", "twenty-three", "9" * 40])
def test_parts_that_do_not_add_up_show_nothing(whole: str) -> None:
    parts = (
        report("20", "S2", partial=True, scope="cities and counties"),
        report("3", "S2", partial=True, scope="states"),
        report("some", "S2", partial=True, scope="tribes"),
        report("1", "S3", partial=True, scope="states"),
    )
    found = conflicts((report(whole, "S0"), report(whole, "S1"), *parts))
    assert {one.scope: one.outcome for one in found}["all"] is Outcome.AGREEMENT


def test_copies_count_as_one_source() -> None:
    first = report("23", "AP")
    copies = (
        report("23", "S0", relies_on="AP"),
        report("23", "S1", report="V9", relies_on="S0-23"),
        report("23", "S4", relies_on="Reuters"),
        report("23", "S5", relies_on="Reuters"),
    )
    groups = independent((first, *copies))
    assert [[one.source for one in group] for group in groups] == [["AP", "S0", "S1"], ["S4", "S5"]]
    assert only(first, *copies).sources == 2


def test_sources_that_rely_on_each_other_are_one() -> None:
    pair = (report("23", "S0", relies_on="S1"), report("23", "S1", relies_on="S0"))
    assert len(independent(pair)) == 1
    assert len(independent((report("23", "S0", relies_on="S0"),))) == 1


def test_facts_of_other_rooms_are_passed_over() -> None:
    assert sources.fold(entries((a(MatterNoted), JAN_24))) == Sources()
