"""Values: what may not be in a name or a text, and how dates and sums are printed."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from proviso.domain.refusals import Refusal
from proviso.letters.compose import compose
from proviso.letters.content import Content, Desk
from proviso.letters.draft import Draft
from proviso.letters.library import load
from proviso.letters.values import day_alone, day_said, dollars, paragraphs, printed
from proviso.letters.vocabulary import Holds
from tests.letters.village import request, with_values


def addressed(**changes: Any) -> Draft:
    draft = request()
    return replace(draft, addressee=replace(draft.addressee, **changes))


def why(draft: Draft) -> Refusal:
    answer = compose(draft, load())
    assert isinstance(answer, Refusal)
    return answer


def test_a_name_with_a_line_break_is_refused() -> None:
    answer = why(addressed(name="Greg Fischer\r\nBcc: press@example.org"))
    assert "The addressee's name has a line break (U+000D) as character 13" in answer.reason


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("Greg\u2028Fischer", "a line break (U+2028)"),
        ("Greg\x00Fischer", "a control character (U+0000)"),
        ("Greg\tFischer", "a control character (U+0009)"),
        ("Greg\u202eFischer", "an invisible character (U+202E)"),
        ("Greg\u2066Fischer", "an invisible character (U+2066)"),
        ("\ufeffGreg", "an invisible character (U+FEFF) as character 1"),
        ("Greg \ue000", "a character that has no meaning of its own (U+E000)"),
        ("Gre" + "\u0301" * 7 + "g", "more than 6 marks on one letter"),
        ("G" * 10_000, "10,000 characters; there is room for 200"),
        ("   ", "is empty"),
    ],
)
def test_a_name_that_would_mislead_is_refused(name: str, says: str) -> None:
    answer = why(addressed(name=name))
    assert says in answer.reason
    assert answer.code == "letter.value-wrong"


@pytest.mark.parametrize(
    "name",
    [
        "José Núñez",
        "Jose\u0301 Nu\u0301n\u0303ez",
        "Nguyễn Thị Ánh",
        "Kaho\u02bbolawe",
        "שלום כהן",
        "ابجد",
        "Łukasz Żółć",
        "Ωmega & Жуков <b>",
    ],
)
def test_a_name_in_the_marks_and_direction_of_its_language_is_taken(name: str) -> None:
    content = compose(addressed(name=name), load())
    assert isinstance(content, Content)
    assert content.addressee[0] == name


@pytest.mark.parametrize(
    "changes",
    [
        {"delivery": "By mail\nX-Header: 1"},
        {"mark": "A\nB"},
        {"closing": "Yours,\n"},
        {"letter": "L\n1"},
        {"copies": ("A\nB",)},
        {"desk": Desk(url="https://a.example/\nb", code="A")},
    ],
)
def test_a_line_break_anywhere_around_the_words_is_refused(changes: dict[str, Any]) -> None:
    assert "line break" in why(request(**changes)).reason


def test_a_language_that_letters_are_not_written_in_is_refused() -> None:
    assert why(request(lang="xx")).code == "letter.language-unknown"


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({"award": 17}, "Award is not text"),
        ({"due": "2018-02-23"}, "Due is not a date: '2018-02-23'"),
        ({"items": "all"}, "Items is not a list"),
        ({"items": ({"asks": "x"},) * 501}, "has 501 rows"),
        ({"items": ({"time_frame": "x"},)}, "lacks items, row 1, asks"),
        ({"items": ({"asks": "x", "price": 1},)}, "row 1 has a column price"),
        ({"items": ({"asks": "x\u202ey"},)}, "Items, row 1, asks has an invisible character"),
        ({"concern": "x" * 20_001}, "there is room for 20,000"),
        ({"concern": "one\ntwo\x07"}, "a control character (U+0007)"),
        ({"award": "2016\nBX"}, "Award has a line break"),
    ],
)
def test_a_value_that_does_not_fit_its_field_is_refused(values: dict[str, Any], says: str) -> None:
    assert says in why(with_values(request(), **values)).reason


def test_values_are_printed_as_their_readers_write_them() -> None:
    day = date(2018, 2, 23)
    assert day_said(day) == "Friday, February 23, 2018"
    assert day_alone(day) == "February 23, 2018"
    assert [dollars(cents) for cents in (7051100, 7051101, -5)] == [
        "$70,511",
        "$70,511.01",
        "-$0.05",
    ]
    assert printed(Holds.COUNT, 120344) == "120,344"
    assert printed(Holds.CENTS, 0) == "$0"
    assert printed(Holds.ROWS, ({"asks": "x"},)) == "1"
    assert printed(Holds.LINE, None) == "not stated"
    assert paragraphs("one\ngoes on\n\n two \n\n\n") == ["one goes on", "two"]
