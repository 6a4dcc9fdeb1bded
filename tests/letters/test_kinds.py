"""Every kind of letter: its words, its required content with the law, and the order it stands in."""

from dataclasses import replace
from datetime import date

import pytest

from proviso.domain.letters import LetterKind
from proviso.domain.refusals import Refusal
from proviso.letters.compose import compose
from proviso.letters.content import Content, Listing, Paragraph, Table, spoken
from proviso.letters.kind import Version
from proviso.letters.library import Library, in_force, letterhead, load
from proviso.letters.own_words import OwnWords, with_own
from proviso.letters.values import is_there
from proviso.letters.wording import parse
from tests.letters.village import POOL, letter_of, request, with_values

KINDS = [str(kind) for kind in LetterKind]
REQUIRED = [
    (kind, one)
    for kind in KINDS
    for one in load().kinds[kind].requires
    if one.when is None or one.when == ("kind", kind)
]


def made(outcome: Content | Refusal) -> Content:
    assert isinstance(outcome, Content), outcome
    return outcome


def refused(outcome: object) -> Refusal:
    assert isinstance(outcome, Refusal)
    return outcome


def test_every_kind_of_letter_has_words() -> None:
    assert set(load().kinds) == set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("with_", ["everything", "the least"])
def test_a_letter_of_every_kind_can_be_made(kind: str, with_: str) -> None:
    content = made(compose(letter_of(kind, with_all=with_ == "everything"), load()))
    assert content.title
    assert content.template == load().kinds[kind].folder
    numbers = [block.number for block in content.blocks if isinstance(block, Paragraph)]
    assert numbers == list(range(1, len(numbers) + 1))


@pytest.mark.parametrize(("kind", "required"), REQUIRED, ids=lambda one: getattr(one, "field", one))
def test_a_letter_that_lacks_required_content_is_refused_with_the_law(
    kind: str, required: object
) -> None:
    field, authority = required.field, required.authority  # type: ignore[attr-defined]
    answer = refused(compose(with_values(letter_of(kind), **{field: None}), load()))
    assert answer.code == "letter.content-missing"
    assert not answer.reason.startswith(("A ext", "A ins"))
    assert field in answer.reason
    assert answer.authority == authority


def test_a_denied_extension_says_why_and_a_granted_one_need_not() -> None:
    granted = with_values(letter_of("extension-answer"), reason=None)
    made(compose(granted, load()))
    denied = refused(compose(with_values(granted, outcome="denied"), load()))
    assert "reason" in denied.reason
    assert "555(e)" in denied.authority


def test_a_field_with_few_words_takes_no_other() -> None:
    answer = refused(compose(with_values(letter_of("subpoena"), trigger="boredom"), load()))
    assert "nothing-received, incomplete, late" in answer.reason


def test_an_open_item_of_a_deficiency_letter_says_what_is_missing() -> None:
    items = ({"asks": "The ordinance.", "missing": None},)
    answer = refused(compose(with_values(letter_of("deficiency"), items=items), load()))
    assert "missing in row 1 of items" in answer.reason


def test_a_field_that_no_vocabulary_knows_is_refused() -> None:
    answer = refused(compose(with_values(request(), sanctuary="yes"), load()))
    assert answer.code == "letter.unknown"
    assert "'sanctuary'" in answer.reason


def test_what_a_letter_has_of_itself_cannot_be_told_to_it() -> None:
    assert (
        refused(compose(with_values(request(), agency="Another"), load())).code == "letter.unknown"
    )


@pytest.mark.parametrize(
    "changes", [{"kind": "threat"}, {"version": "9"}, {"on": date(1999, 1, 4)}]
)
def test_a_kind_version_or_day_without_words_is_refused(changes: dict[str, object]) -> None:
    assert refused(compose(request(**changes), load())).code in {
        "letter.unknown",
        "letter.no-words",
    }


# --- clauses ---------------------------------------------------------------------------------


def test_a_clause_stands_at_its_place_and_is_named_in_the_versions() -> None:
    draft = with_values(request(clauses=("subrecipient",)), prime="the City of Albuquerque")
    content = made(compose(draft, load()))
    said = list(spoken(content))
    at = next(n for n, text in enumerate(said) if "received its part of award" in text)
    assert said.index("Our authority") < at < said.index("What we ask for")
    assert "clause subrecipient 1" in content.versions


def test_a_clause_that_speaks_of_a_missing_field_is_refused() -> None:
    answer = refused(compose(request(clauses=("subrecipient",)), load()))
    assert answer.code == "letter.clause-field-missing"
    assert "subrecipient speaks of prime" in answer.reason


@pytest.mark.parametrize("name", sorted(load().clauses))
def test_every_clause_fits_the_kinds_it_is_for(name: str) -> None:
    for kind in load().clauses[name].kinds:
        draft = letter_of(kind)
        extra = {"prime", "control_number", "with_whom", "order", "order_does"}
        told = with_values(draft, **{field: POOL[field] for field in extra})
        made(compose(replace(told, clauses=(name,)), load()))


def test_a_clause_for_other_kinds_is_refused() -> None:
    answer = refused(compose(replace(letter_of("closing"), clauses=("paperwork",)), load()))
    assert answer.code == "letter.clause-out-of-place"


def test_a_clause_is_refused_before_it_is_in_force() -> None:
    early = replace(load().clauses["keep_records"].versions[0], since=date(2030, 1, 1))
    clause = replace(load().clauses["keep_records"], versions=(early,))
    library = replace(load(), clauses={"keep_records": clause})
    assert refused(compose(request(clauses=("keep_records",)), library)).code == "letter.no-words"


def test_an_unknown_clause_is_refused() -> None:
    assert "'mercy'" in refused(compose(request(clauses=("mercy",)), load())).reason


# --- what is printed -------------------------------------------------------------------------


def test_a_text_with_paragraphs_becomes_as_many() -> None:
    content = made(compose(letter_of("concern"), load()))
    said = list(spoken(content))
    assert "A first paragraph of doubt." in said
    assert "A second paragraph of doubt." in said


def test_an_optional_column_without_a_value_says_so_in_a_table() -> None:
    content = made(compose(letter_of("notice-of-remedy"), load()))
    table = next(block for block in content.blocks if isinstance(block, Table))
    cells = ["".join(run.text for run in cell) for cell in table.rows[0]]
    assert cells[2:] == ["$70,511", "Monday, February 26, 2018", "not stated"]


def test_the_dates_to_act_by_are_kept_apart() -> None:
    content = made(compose(letter_of("notice-of-determination"), load()))
    assert content.stated == {"appeal_by": POOL["appeal_by"]}


def test_a_time_frame_that_is_not_known_is_not_invented() -> None:
    content = made(compose(request(), load()))
    listing = next(block for block in content.blocks if isinstance(block, Listing))
    assert "Time frame" not in "".join(run.text for run in listing.entries[0])


def test_a_value_is_never_read_as_words() -> None:
    cunning = "{due} *strong* [if kind] #panic() $x$ <b>bold</b> = title"
    content = made(compose(with_values(request(), not_asked=cunning), load()))
    assert cunning in list(spoken(content))


# --- words that staff write ------------------------------------------------------------------


def words(*, drop: str = "", add: str = "") -> str:
    lines = [
        "= Closing {award}",
        "{government}: {reason}",
        "Closed {effective}. {keep_until}",
        "{questions}",
        "[clauses end]",
    ]
    return "\n".join([line for line in lines if line != drop] + ([add] if add else []))


def adopted(text: str, version: str = "2", kind: str = "closing") -> Library | Refusal:
    wording = parse(text, name=f"{kind} version {version}")
    if isinstance(wording, Refusal):
        return wording
    new = Version(
        version=version, since=date(2018, 1, 1), until=None, wording=wording, about="Ben Tarrant"
    )
    return with_own(load(), OwnWords(kind=kind, version=new, clause=None))


def test_new_words_are_used_from_their_day_on() -> None:
    library = adopted(words())
    assert isinstance(library, Library)
    closing = library.kinds["closing"]
    assert in_force(closing, on=date(2017, 12, 31)) == closing.versions[0]
    assert made(compose(letter_of("closing", with_all=False), library)).template_version == "2"


def test_a_version_never_changes() -> None:
    assert refused(adopted(words(), version="1")).code == "letter.version-taken"


def test_words_for_no_kind_are_refused() -> None:
    assert "'ode' is no kind of letter" in refused(adopted("= O", kind="ode")).reason


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (words(drop="{government}: {reason}"), "never say government"),
        (words(drop="= Closing {award}"), "no title"),
        (words(drop="[clauses end]"), "no place for clauses: [clauses end]"),
        (words(add="[clauses middle]"), "line 6: [clauses middle]: this kind has only end"),
        (words(add="{concerns}"), "line 6: {concerns} names no field"),
        (
            words(add="{concern}"),
            "line 6: {concern} is not required of this kind: put it under [if",
        ),
        (words(add="{items}"), "line 6: items is a list"),
        (words(add="{award.count}"), "line 6: {award.count} is no column and no count"),
        (words(add="[each item in award]\n[end]"), "line 6: award is no list"),
        (
            words(add="[each item in items]\n{item.price}\n[end]"),
            "line 7: {item.price} is no column",
        ),
        (words(add="[each item in items]\n{item.missing}\n[end]"), "line 7: {item.missing} may be"),
        (words(add="[if colour]\n[end]"), "line 6: {colour} names no field"),
        (words(add="[table T: A | B]\n| {award}\n[end]"), "line 7: this row has 1 cells"),
        (words(add="[table T: A | B]\ntext\n[end]"), "line 7: a table holds rows only"),
        (words(add="{award"), "line 6: { is not the name of a field"),
        (words(add="*award"), "line 6: a * opens strong text"),
        (words(add="[if award]"), "line 6: this has no [end]"),
        (words(add="[end]"), "line 6: [end] stands here without"),
        (words(add="[while award]"), "line 6: [while award] is not understood"),
        (words(add="[if award"), "line 6: a line that begins with [ must end with ]"),
        (words(add="? Award {award}"), "line 6: a line of the summary is written"),
        (words(add="=="), "line 6: nothing follows the =="),
    ],
)
def test_words_that_cannot_be_used_are_refused_at_their_line(text: str, says: str) -> None:
    assert says in refused(adopted(text)).reason


def test_the_else_of_an_if_is_guarded_only_by_if_not() -> None:
    fine = words(add="[if not concern]\nNo doubt.\n[else]\n{concern}\n[end]")
    assert isinstance(adopted(fine), Library)
    assert isinstance(adopted(fine.replace("if not", "if")), Refusal)


def test_a_letterhead_is_that_of_the_day() -> None:
    assert not isinstance(letterhead(load(), "us-doj-bja", on=date(2018, 1, 24)), Refusal)
    assert (
        refused(letterhead(load(), "us-doj-bja", on=date(1990, 1, 2))).code
        == "letter.no-letterhead"
    )
    assert (
        refused(letterhead(load(), "nobody", on=date(2018, 1, 24))).code == "letter.no-letterhead"
    )


def test_the_pool_of_the_tests_has_every_field() -> None:
    given = {name for name, one in load().vocabulary.fields.items() if one.given}
    assert set(POOL) | given | {"desk", "code"} == set(load().vocabulary.fields)
    assert all(is_there(value) for value in POOL.values())
