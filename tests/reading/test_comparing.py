"""Several accounts side by side: statements, copies, reliance, agreement and conflict, each with its passage."""

from datetime import date
from pathlib import Path

import pytest

from proviso.domain.sources import Form, Outcome
from proviso.reading.comparing.comparing import Comparison, compare, days_from_siblings
from proviso.reading.comparing.copies import copies
from proviso.reading.comparing.shelf import Account
from proviso.reading.governments.places import Places
from proviso.reading.read import Asked, read

ON = date(2021, 3, 11)
ARTICLES = Path(__file__).parent / "articles"
FILLER = (
    "The agency has paid for library roofs since the winter of 1998, when a storm took four of them in one night. "
    "Its inspectors visit each library twice, once before the work begins and once after the first snow, and they "
    "keep photographs of every beam. Most of the towns that it writes to answer within a week and hear no more. "
)


def account(
    file: str, text: str, places: Places, *, on: date | None = ON, outlet: str = ""
) -> Account:
    return Account(file=file, reading=read(text, places, Asked(published=on)), outlet=outlet)


def compared(places: Places, *texts: str) -> Comparison:
    return compare([account(f"{at}.txt", text, places) for at, text in enumerate(texts)])


WHOLE = '"We paid for roofs, and we would like to see the roofs. Nobody is accused of anything at all," Mayor Karen Whitfield said.'


def forms(comparison: Comparison) -> list[tuple[str, Form]]:
    return [
        (each.passage.file, each.form) for one in comparison.statements for each in one.carriages
    ]


def test_a_trimmed_statement_is_told_from_a_whole_one(places: Places) -> None:
    short = '"Nobody is accused of anything at all," Mayor Karen Whitfield said on Friday.'
    found = compared(places, WHOLE, short)
    assert forms(found) == [("0.txt", Form.WHOLE), ("1.txt", Form.TRIMMED)]


def test_a_changed_word_is_named(places: Places) -> None:
    other = WHOLE.replace("see the roofs", "see our roofs")
    (statement,) = compared(places, WHOLE, other).statements
    assert [each.changes for each in statement.carriages if each.form is Form.ALTERED] == [
        (("the", "our"),)
    ]


def test_two_quotations_joined_into_one_are_said_to_be_joined(places: Places) -> None:
    first = '"We paid for roofs, and we would like to see the roofs," Mayor Karen Whitfield said.'
    second = '"Nobody is accused of anything at all," Mayor Karen Whitfield said.'
    assert ("0.txt", Form.JOINED) in forms(compared(places, WHOLE, first, second))


def test_marks_and_dashes_change_no_statement(places: Places) -> None:
    plain = (
        "\"It is late -- and it is the roof's fault, not the mayor's,\" Mayor Karen Whitfield said."
    )
    curly = "“It is late — and it is the roof\u2019s fault, not the mayor\u2019s,” Mayor Karen Whitfield said."
    assert {form for _, form in forms(compared(places, plain, curly))} == {Form.WHOLE}


def test_a_copy_counts_as_one_source_with_what_it_copies(places: Places) -> None:
    original = (
        FILLER + "In the spring the council will meet again to hear what was found under the eaves."
    )
    found = compared(
        places,
        original,
        FILLER,
        "The bridge at the mill reopened on Monday after nine weeks of work.",
    )
    assert [set(group) for group in found.sources] == [{"0.txt", "1.txt"}, {"2.txt"}]
    assert [(one.shorter, one.longer) for one in found.copies] == [("1.txt", "0.txt")]


def test_quoting_the_same_statement_is_no_copying(places: Places) -> None:
    assert not compared(places, WHOLE, WHOLE + " The bridge is open.").copies


def test_who_relies_on_whom_is_told_with_the_document_of_that_outlet(places: Places) -> None:
    wire = account("wire.txt", FILLER, places, outlet="Reuters")
    paper = account(
        "paper.txt",
        "The roofs are sound, according to Reuters. Reuters reported it on Monday.",
        places,
    )
    (edge,) = compare([wire, paper]).reliances
    assert (edge.file, edge.outlet, edge.documents) == ("paper.txt", "Reuters", ("wire.txt",))
    assert edge.relations == {"according to": 1, "reported": 1}


def outcome(comparison: Comparison, fact: str) -> list[Outcome]:
    return [one.outcome for one in comparison.facts if one.fact.startswith(fact)]


def test_the_same_number_agrees_and_another_is_a_conflict(places: Places) -> None:
    nine, ten = "It wrote to nine cities.", "It wrote to ten cities."
    assert outcome(compared(places, nine, nine), "how many") == [Outcome.AGREEMENT]
    assert outcome(compared(places, nine, ten), "how many") == [Outcome.CONFLICT]


def test_a_sum_that_fits_is_no_conflict(places: Places) -> None:
    summed = "It wrote to 20 cities and counties, as well as Vermont, Maine and Idaho."
    found = compared(places, summed, "It wrote to 23 jurisdictions.")
    assert outcome(found, "how many") == [Outcome.SUM_AGREES]


def test_parts_of_a_count_in_one_account_add_up_to_the_other(places: Places) -> None:
    parts = "It wrote to 38 grantees in all. In May 2019 it wrote to 29 cities and in June 2019 to nine cities."
    found = compared(places, parts, "In July 2019 it wrote to 38 jurisdictions.")
    assert outcome(found, "parts of a count") == [Outcome.SUM_AGREES]


def test_counts_of_different_months_are_not_compared(places: Places) -> None:
    found = compared(
        places, "In May 2019 it wrote to nine cities.", "In June 2020 it wrote to ten cities."
    )
    assert outcome(found, "how many") == []


def test_cities_beside_cities_and_states_is_a_conflict_of_kind(places: Places) -> None:
    found = compared(
        places, "It wrote to 23 cities.", "It wrote to 23 states, counties and cities."
    )
    assert outcome(found, "what kinds") == [Outcome.CONFLICT]


def test_a_partial_list_is_no_conflict(places: Places) -> None:
    long = "Letters were sent to Chicago, Denver, Boston and Seattle."
    found = compared(places, long, "Letters were sent to Chicago and Denver.")
    assert outcome(found, "who was targeted") == [Outcome.PARTIAL_LIST]


def test_a_city_and_a_county_of_one_name_are_a_conflict(places: Places) -> None:
    found = compared(
        places,
        "Letters were sent to Sacramento and Chicago.",
        "Letters were sent to Sacramento County and to Boston.",
    )
    assert "which body “Sacramento” is" in [one.fact for one in found.facts]


def test_courts_of_two_levels_for_one_ruling_are_a_conflict(places: Places) -> None:
    one = "A federal appeals court blocked the library roof repair grant condition on Monday."
    other = "A judge in Boise blocked the library roof repair grant condition on Monday."
    assert outcome(compared(places, one, other), "which court ruled") == [Outcome.CONFLICT]


def test_every_cell_has_an_exact_passage(places: Places) -> None:
    texts = [
        (ARTICLES / f"{name}.txt").read_text(encoding="utf-8")
        for name in ("wire", "brief", "newsletter")
    ]
    found = compared(places, *texts)
    passages = [cell.passage for fact in found.facts for cell in fact.cells]
    passages += [each.passage for one in found.statements for each in one.carriages]
    assert passages
    assert all(one.text == texts[int(one.file[0])][one.start : one.end] for one in passages)
    assert found.plain()["files"][0]["published"] == "2021-03-11"


def test_an_undated_account_takes_the_day_of_a_dated_one_that_shares_a_statement(
    places: Places,
) -> None:
    dated = account("a.txt", WHOLE + " She spoke on Wednesday (March 10).", places)
    undated = account("b.txt", WHOLE, places, on=None)
    alone = account("c.txt", "The bridge reopened.", places, on=None)
    assert days_from_siblings([dated, undated, alone]) == {"b.txt": (date(2021, 3, 10), "a.txt")}


@pytest.mark.parametrize("texts", [("", ""), ("He said “", "“"), ("x", "y")])
def test_accounts_without_anything_in_them_compare_to_nothing(
    texts: tuple[str, str], places: Places
) -> None:
    found = compared(places, *texts)
    assert (found.statements, found.facts, found.copies) == ((), (), ())


def test_numbers_of_units_apart_are_no_conflict_and_no_agreement(places: Places) -> None:
    one, other = "It wrote to 32 cities in March.", "It wrote to 20 counties in March."
    assert not [each for each in compared(places, one, other).facts if "how many" in each.fact]
    apart = compared(places, one, "It wrote to 30 cities in March.").facts
    assert [each.outcome for each in apart if "how many" in each.fact] == [Outcome.CONFLICT]


def test_a_word_for_nearly_so_many_is_shown_as_said(places: Places) -> None:
    facts = compared(places, "It wrote to 23 cities.", "It wrote to nearly two dozen states.").facts
    (number,) = [each for each in facts if "how many" in each.fact]
    assert (number.outcome, number.cells[1].value) == (Outcome.AGREEMENT, "nearly 24 states")
    (kinds,) = [each for each in facts if "kinds" in each.fact]
    assert kinds.outcome is Outcome.CONFLICT


def test_lists_of_another_time_are_not_held_together(places: Places) -> None:
    text = "Letters went to Chicago, Denver and Boston."
    longer = "Letters went to Chicago, Denver, Boston and Seattle."
    then = date(2019, 3, 11)
    apart = compare([account("0", text, places), account("1", longer, places, on=then)]).facts
    assert not [each for each in apart if each.fact == "who was targeted"]
    (listed,) = [one for one in compared(places, text, longer).facts if "targeted" in one.fact]
    assert listed.outcome is Outcome.PARTIAL_LIST
    assert listed.cells[0].passage.text == text


def test_trimmed_copies_are_found_and_other_texts_are_none(places: Places) -> None:
    """A copy that keeps two fifths of a text, cut anywhere: at least 95 of 100 are found, and no other text is."""
    whole = [
        path.read_text(encoding="utf-8")
        for path in sorted((ARTICLES.parent / "unseen").glob("*.txt"))
    ]
    read_whole = [account(f"{at}.txt", text, places) for at, text in enumerate(whole)]
    assert not copies(read_whole)
    found = tried = 0
    for at, text in enumerate(whole):
        kept = len(text) * 2 // 5
        for start in (0, (len(text) - kept) // 2, len(text) - kept):
            cut = account("cut.txt", text[start : start + kept], places)
            tried += 1
            found += bool(copies([read_whole[at], cut]))
    assert found >= 0.95 * tried > 50
