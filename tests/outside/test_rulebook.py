"""Reading the rule book: what it names, it defines."""

from dataclasses import replace

import pytest

from proviso.outside.rulebook import RuleBookWrong, check, load


def test_the_packaged_rule_book_names_only_what_it_defines() -> None:
    check(load())
    assert load() is load()


def test_an_act_that_requires_an_unknown_ground_is_refused() -> None:
    book = load()
    odd = replace(book.acts["determine"], again=("weather.bad",))
    with pytest.raises(RuleBookWrong, match=r"determine requires weather\.bad"):
        check(replace(book, acts={**book.acts, "determine": odd}))


@pytest.mark.parametrize("part", ["steps", "concurrence"])
def test_a_procedure_with_an_unknown_step_is_refused(part: str) -> None:
    book = load()
    (one,) = book.procedures["byrne-jag-1373-2018"]
    odd = replace(one, **{part: frozenset({"dance"})})  # type: ignore[arg-type]
    with pytest.raises(RuleBookWrong, match="dance"):
        check(replace(book, procedures={one.procedure: (odd,)}))
