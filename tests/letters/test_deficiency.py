"""A deficiency letter asks for the open items and for no other."""

from datetime import date

import pytest

from proviso.domain.evaluations import Evaluation, Level
from proviso.domain.facts.reviews import ItemDefined
from proviso.domain.findings import Findings
from proviso.domain.refusals import Refusal
from proviso.domain.reviews import Review
from proviso.letters.compose import compose
from proviso.letters.content import Content, spoken
from proviso.letters.deficiency import OpenItems, open_items
from proviso.letters.library import load
from tests.letters.village import letter_of, with_values

ASKED = {
    "plan": "The plan.",
    "proof": "The proof.",
    "support": "The invoices.",
    "rule": "The rule.",
}
REVIEW = Review(
    items={name: ItemDefined(item=name, asks=asks, time_frame=None) for name, asks in ASKED.items()}
)


def found(**levels: Level) -> Findings:
    return Findings(
        items={
            name: Evaluation(
                item=name,
                level=level,
                by="Ines Calloway",
                cites=(),
                missing="Five receipts." if level is Level.READABLE else None,
                on=date(2018, 3, 1),
                ref="m:1",
            )
            for name, level in levels.items()
        }
    )


ALL = {
    "plan": Level.SUFFICIENT,
    "proof": Level.ABSENT,
    "support": Level.ARRIVED,
    "rule": Level.READABLE,
}


def test_only_what_is_open_is_asked_for_again() -> None:
    parted = open_items(tuple(ASKED), findings=found(**ALL), review=REVIEW)
    assert isinstance(parted, OpenItems)
    assert parted.names == ("proof", "support", "rule")
    assert parted.accepted == ({"asks": "The plan."},)
    assert [row["missing"] for row in parted.items] == [
        "We have received nothing for this item.",
        "We have received something for this item and cannot read it.",
        "Five receipts.",
    ]


def test_the_letter_says_the_open_items_and_thanks_for_the_others() -> None:
    parted = open_items(tuple(ASKED), findings=found(**ALL), review=REVIEW)
    assert isinstance(parted, OpenItems)
    draft = with_values(letter_of("deficiency"), items=parted.items, accepted=parted.accepted)
    content = compose(draft, load())
    assert isinstance(content, Content)
    said = list(spoken(content))
    assert said.index("The plan.") < said.index("What is still missing")
    assert "The rule. Missing: Five receipts." in said


@pytest.mark.parametrize("asked", [("plan", "proof"), ("plan", "unheard-of")])
def test_an_item_nobody_evaluated_stops_the_letter(asked: tuple[str, ...]) -> None:
    refused = open_items(asked, findings=found(plan=Level.SUFFICIENT), review=REVIEW)
    assert isinstance(refused, Refusal)
    assert refused.code == "letter.item-unevaluated"
    assert asked[1] in refused.reason


def test_nothing_open_is_no_deficiency() -> None:
    refused = open_items(("plan",), findings=found(plan=Level.SUFFICIENT), review=REVIEW)
    assert isinstance(refused, Refusal)
    assert refused.code == "letter.nothing-open"
