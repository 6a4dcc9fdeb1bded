"""The table of acts: every act there is, by name, in the order in which a day's history is told. The acts are in their nouns."""

from collections.abc import Mapping
from types import MappingProxyType

from proviso.acts import (
    answers,
    awards,
    cases,
    clocks,
    findings,
    letters,
    matters,
    programmes,
    register,
    remedies,
    responses,
    reviews,
    sources,
    subpoenas,
)
from proviso.acts.act import Act

NOUNS = (
    register,
    programmes,
    awards,
    sources,
    reviews,
    cases,
    matters,
    letters,
    clocks,
    responses,
    answers,
    findings,
    subpoenas,
    remedies,
)
ALL: Mapping[str, Act] = MappingProxyType({act.name: act for noun in NOUNS for act in noun.ACTS})
PLACE: Mapping[str, int] = MappingProxyType({name: place for place, name in enumerate(ALL)})
