"""Which acts may follow from a proposal, with which cells, and how an entry is tied to its passage."""

from datetime import date

from proviso.acts.parsing import fields_of
from proviso.acts.table import ALL
from proviso.reading.governments.places import Places
from proviso.reading.proposal import ACTS, Kind, Proposal
from proviso.reading.read import Asked, read
from proviso.reading.recording import MOST_WORDS, About, corrected, options, tie, tied

SHA = "ab" * 32
TEXT = (
    "By Ruth Okonkwo\n\nThe agency wrote to 12 cities on March 3, 2021, about $4.2 million in grants. Letters went to "
    "Boise, Idaho. “Nobody is accused of anything,” said Harold Whitcombe, the director, according to The Washington Post. "
    "A federal judge in Boise blocked the rule on Monday. The motion is hereby DENIED. See Roe v. Doe, 123 F.3d 456 (9th Cir. 2019). "
    "In November, officials said the review goes on. “I cannot say more,” said an official who asked not to be named.\n"
)
ABOUT = About(source="S-1", sha256=SHA, outlet="The Roof", published=date(2021, 3, 10))


def found(places: Places) -> tuple[Proposal, ...]:
    return read(TEXT, places, Asked(published=date(2021, 3, 10))).proposals


def test_every_option_is_an_act_of_the_table_and_its_cells_are_fields_of_the_act(
    places: Places,
) -> None:
    beside = {"on", "evidence", "note", "source", "case", "matter"}
    for one in found(places):
        for option in options(one, ABOUT):
            act = ALL[option.act]
            fields = {each.name for each in fields_of(act.fact)}
            assert set(option.cells) <= fields | beside, option
            assert option.why
            needed = {each.name for each in fields_of(act.fact) if each.needed}
            assert needed <= set(option.cells), option


def test_the_first_act_is_the_one_that_reading_names(places: Places) -> None:
    for one in found(places):
        made = options(one, ABOUT)
        if made and one.kind is not Kind.RULING:
            assert made[0].act == ACTS[one.kind]
        if ACTS[one.kind] is None:
            assert made == ()


def test_an_order_is_entered_and_an_account_of_one_is_reported(places: Places) -> None:
    rulings = {one.rule: one for one in found(places) if one.kind is Kind.RULING}
    order = options(rulings["ruling-in-an-order"], ABOUT)
    account = options(rulings["ruling-by-court-and-verb"], ABOUT)
    assert [one.act for one in order] == ["enter-order", "report-value"]
    assert [one.act for one in account] == ["report-value", "enter-order"]
    assert account[1].cells["on"] == "2021-03-08"
    assert options(rulings["case-by-reporter"], ABOUT) == ()


def test_an_anonymous_speaker_is_recorded_as_one(places: Places) -> None:
    quoted = [one for one in found(places) if one.kind is Kind.QUOTATION]
    cells = options(quoted[-1], ABOUT)[0].cells
    assert (cells["speaker"].split()[-1], cells["role"]) == ("official", "not named")


def test_a_day_may_be_the_day_of_a_letter_and_a_month_may_not(places: Places) -> None:
    people = (Proposal(kind=Kind.PEOPLE, start=1, end=2, text="x", value="Ruth Okonkwo", rule="person-after-title", fields={"role": "Director"}),)  # fmt: skip
    about = About(source="S-1", sha256=SHA, people=people)
    days = {one.text: options(one, about) for one in found(places) if one.kind is Kind.DATE}
    letter = days["March 3, 2021"][1]
    assert (letter.act, letter.cells["signed_by"]) == ("send-letter", "Ruth Okonkwo, Director")
    assert letter.cells["on"] == "2021-03-03"
    assert [one.act for one in days["November"]] == ["report-value"]


def test_a_statement_on_record_is_carried_and_other_words_are_not(places: Places) -> None:
    quote = next(one for one in found(places) if one.kind is Kind.QUOTATION)
    on_record = {
        "ST-1": "Nobody is accused of anything. Nobody at all.",
        "ST-2": "Something else was said.",
    }
    made = options(quote, About(source="S-1", sha256=SHA, statements=on_record))
    assert [(one.act, one.cells.get("form")) for one in made] == [
        ("carry-statement", "trimmed"), ("record-statement", None),
    ]  # fmt: skip


def test_a_tie_names_the_passage_and_is_read_back(places: Places) -> None:
    one = next(each for each in found(places) if each.kind is Kind.COUNT)
    place = tied("A remark. " + tie(one, ABOUT))
    assert place is not None
    assert (place.source, place.sha256) == ("S-1", SHA)
    assert TEXT[place.start : place.end] == place.words == one.text
    long = Proposal(kind=Kind.DATE, start=0, end=999, text="w " * 999, value=None, rule="x")
    short = tied(tie(long, ABOUT))
    assert short is not None
    assert len(short.words) == MOST_WORDS
    assert tied(None) is tied("No passage.") is None
    assert corrected(one, 13).value == 13
