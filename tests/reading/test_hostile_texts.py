"""Texts that mean harm or are none: nothing fails, slices stay exact, and time grows with length and no faster."""

from time import process_time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from proviso.reading.governments.places import Places
from proviso.reading.page import Page
from proviso.reading.rates import rules
from proviso.reading.read import read

SMALL, TIMES = 6_000, 4
SLACK = 2.5  # how much more than its length a text's time may grow: machines are noisy
UNIT = 0.02  # seconds below which a time says nothing
PATTERNS = {
    "capitals": "Aa Bb Cc Dd ",
    "one capital word": "Springfield ",
    "names": "Mayor Karen Whitfield and ",
    "quotes that never close": '"We will, he said. ',
    "curly quotes that never close": "“We said ",
    "closing marks only": "he said.” ",
    "digits": "1234567890",
    "numbers in words": "twenty-three hundred thousand and ",
    "commas": "a, b, and c, ",
    "sums": "$1,000,000 to $2 ",
    "dollar signs": "$$$$",
    "counties": "Lane, Linn and Benton counties, ",
    "courts": "the federal district appeals court of the ",
    "verbs": "said told added wrote ",
    "pronouns": 'he said. "So it is today," she said. ',
    "sections": "Section 12 of title 8, 8 U.S.C. ",
    "stops": ". ! ? ",
    "brackets": "(((",
    "one word": "a",
    "blanks": " ",
    "empty lines": "\n",
    "initials": "J. R. ",
    "states": "California, Oregon, ",
    "months": "last April and May and ",
    "the": "the ",
    "acts": "Open Bridges Act of ",
    "programmes": "Rural Bridge Repair Grant Fund ",
    "dashes": "-- — - ",
    "judges": "Judge Ann Roe ruled for Troy. She declined it. ",
    "courts in one sentence": "a judge in Troy ruled, and a court ruled, but it vacated, ",
    "letters": 'Dear Mayor Roe:\nYou wrote that "we are here now, all of us." We said "no, not here or there." ',
    "closings": "\nSincerely,\nJane Roe\nDirector, Office of Roads\n",
    "bylines": "By Jane Roe and ",
    "roles set off": "the lawyer, Jane Roe, said ",
    "names in capitals": "JANE ROE, ",
    "stations": "told KFYR and ",
    "papers": "the Town Talk of New Town obtained ",
    "parts of wholes": "31 of 44 of ",
    "award numbers": "Award 2-A-3-B ",
    "places in capitals": "AURORA, ",
    "federal courts": "U.S. Court of Appeals for the ",
    "lead-ins": "As Reuters reports,\n\n",
}


def seconds(text: str, places: Places) -> float:
    start = process_time()
    read(text, places)
    return process_time() - start


def grows_with_length(unit: str, places: Places) -> bool:
    """Whether a text four times as long takes at most four times as long, with slack; asked again where a busy machine may have answered."""
    short = unit * (SMALL // len(unit) + 1)
    for _ in range(4):
        first = max(UNIT, min(seconds(short, places), seconds(short, places)))
        if seconds(short * TIMES, places) <= TIMES * SLACK * first:
            return True
    return False


@pytest.mark.parametrize("name", PATTERNS)
def test_time_grows_with_the_length_of_a_hostile_text(name: str, places: Places) -> None:
    assert grows_with_length(PATTERNS[name], places)


@pytest.mark.parametrize("name", [one.name for one in rules().values() if one.example])
def test_time_grows_with_the_length_of_what_a_rule_finds(name: str, places: Places) -> None:
    assert grows_with_length(rules()[name].example + "\n\n", places)


SCRAPS = st.sampled_from(
    [
        *PATTERNS.values(),
        *(one.example for one in rules().values()),
        "\u200b",
        "İ",
        "ß",
        "\r\n",
        "\x00",
        "\U0001d518",
        "ﬁ",
    ]
)


@settings(deadline=None, max_examples=150, suppress_health_check=list(HealthCheck))
@given(st.lists(SCRAPS | st.text(max_size=20), max_size=25))
def test_any_text_is_read_and_every_slice_is_exact(places: Places, scraps: list[str]) -> None:
    text = " ".join(scraps)
    found = read(text, places).proposals
    assert all(one.text == text[one.start : one.end] for one in found)
    assert all(0 <= one.start < one.end <= len(text) for one in found)


@settings(deadline=None, max_examples=200)
@given(st.text(max_size=400))
def test_a_page_has_as_many_characters_as_the_text(text: str) -> None:
    assert len(Page(text).plain) == len(text)


def test_ten_thousand_names_are_read(places: Places) -> None:
    text = "\n".join(
        f"Mayor Karen Whit{chr(97 + n % 26)}{chr(97 + n // 26 % 26)}{chr(97 + n // 676)} said it was so."
        for n in range(10_000)
    )
    found = read(text, places).proposals
    assert sum(one.kind == "people" for one in found) > 9_000


def test_an_article_in_spanish_is_named_and_not_read(places: Places) -> None:
    text = (
        "El ayuntamiento de la ciudad anunció el martes que los fondos para la biblioteca no se "
        "van a reducir este año, y que las obras del puente terminarán en marzo. La alcaldesa dijo "
        "que el informe de la auditoría se publicará en la página de la ciudad."
    )
    reading = read(text, places)
    assert (reading.language, reading.proposals) == ("Spanish", ())
    assert "only English is read" in reading.notes[0]


def test_an_empty_text_is_said_to_be_empty(places: Places) -> None:
    assert read("  \n ", places).notes == ("There is no text in it.",)
