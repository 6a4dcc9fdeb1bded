"""How proposals are held against labels: by kind, span and value. The labels themselves are in labels of their own."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from proviso.reading.proposal import Kind, Proposal

Label = dict[str, Any]


@dataclass(kw_only=True)
class Score:
    """Hits, and what was missed or proposed in vain."""

    hits: int = 0
    offered: int = 0
    wanted: int = 0
    missed: list[str] = field(default_factory=list)
    vain: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        return self.hits / self.offered if self.offered else 1.0

    @property
    def recall(self) -> float:
        return self.hits / self.wanted if self.wanted else 1.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def add(self, other: "Score") -> None:
        self.hits += other.hits
        self.offered += other.offered
        self.wanted += other.wanted
        self.missed += other.missed
        self.vain += other.vain


def overlap(one: Proposal, label: Label) -> bool:
    """The passage, or for what is proposed once any mention of it."""
    places = [(one.start, one.end), *one.fields.get("mentions", ())]
    return any(start < label["end"] and label["start"] < end for start, end in places)


def score(kind: Kind, proposals: Iterable[Proposal], labels: list[Label]) -> Score:
    """Each label takes at most one proposal; an optional label that is missed does not count."""
    rest = [one for one in proposals if one.kind is kind]
    made = Score(offered=len(rest))
    for label in labels:
        hit = next((one for one in rest if overlap(one, label) and AGREES[kind](one, label)), None)
        if hit is None:
            if not label.get("optional"):
                made.wanted += 1
                near = [(one.text[:40], one.value, one.rule) for one in rest if overlap(one, label)]
                made.missed.append(f"{label['text'][:60]!r} {_wanted(label)} {near}")
            continue
        rest.remove(hit)
        made.hits += 1
        made.wanted += 1
    for one in rest:
        if any(overlap(one, label) and label.get("optional") for label in labels):
            made.offered -= 1
        else:
            made.vain.append(f"{one.text[:60]!r} {one.value!r} {one.rule} {one.start}")
    return made


def _wanted(label: Label) -> str:
    return " ".join(
        str(label.get(name))
        for name in ("ocd", "iso", "value", "speaker", "role", "cite", "relation")
        if name in label
    )


def _government(one: Proposal, label: Label) -> bool:
    return one.value in (label["ocd"], *label.get("accept_also", ()))


def _person(one: Proposal, label: Label) -> bool:
    if label["name"] != one.value:
        return False
    wanted, found = (label.get("role") or "").lower(), (one.fields.get("role") or "").lower()
    return not wanted or wanted in found


def _date(one: Proposal, label: Label) -> bool:
    return bool(one.value == label["iso"])


def _value(one: Proposal, label: Label) -> bool:
    return bool(one.value == label["value"])


def _count(one: Proposal, label: Label) -> bool:
    """The same number; the unit's last noun, where the text has a unit."""
    unit, found = str(label.get("unit") or ""), str(one.fields.get("unit") or "")
    return _value(one, label) and (
        unit.startswith("(") or unit.lower().split()[-1:] == found.lower().split()[-1:]
    )


def _quotation(one: Proposal, label: Label) -> bool:
    return (
        bool(one.value == label["speaker"])
        and abs(one.start - label["start"]) < 4
        and abs(one.end - label["end"]) < 4
    )


def _outlet(one: Proposal, label: Label) -> bool:
    same = {"adds": "reports", "reported": "reports"}
    wanted, found = label["relation"], one.fields["relation"]
    return bool(one.value == label["outlet"]) and same.get(wanted, wanted) == same.get(found, found)


def _ruling(one: Proposal, label: Label) -> bool:
    return True


def details(proposals: Iterable[Proposal], labels: list[Label]) -> tuple[int, int]:
    """Of what labels say of rulings that were found (court, judge, date, kind): how much agrees, and how much there is."""
    found = [one for one in proposals if one.kind is Kind.RULING]
    right = whole = 0
    for label in labels:
        hit = next((one for one in found if overlap(one, label)), None)
        for name in ("court", "judge", "date", "kind"):
            if hit is not None and label.get(name) and not label.get("optional"):
                got = str(hit.value if name == "kind" else hit.fields.get(name) or "").lower()
                wanted = label[name].lower()
                whole += 1
                right += bool(got) and (wanted in got or got in wanted)
    return right, whole


def parts(proposals: Iterable[Proposal], labels: list[Label]) -> tuple[int, int]:
    """Of governments found, whose part is labelled: how many have that part, and how many there are."""
    found = [one for one in proposals if one.kind is Kind.GOVERNMENT]
    right = whole = 0
    for label in labels:
        hit = next((one for one in found if overlap(one, label) and _government(one, label)), None)
        if hit is not None and label.get("role"):
            whole += 1
            right += hit.fields["role"] == label["role"]
    return right, whole


AGREES: dict[Kind, Callable[[Proposal, Label], bool]] = {
    Kind.GOVERNMENT: _government, Kind.PEOPLE: _person, Kind.DATE: _date, Kind.MONEY: _value, Kind.COUNT: _count,
    Kind.STATUTE: lambda one, label: one.value == label["cite"], Kind.PROGRAMME: lambda one, label: one.value == label["name"],
    Kind.RULING: _ruling, Kind.QUOTATION: _quotation, Kind.OUTLET: _outlet,
    Kind.ORGANISATION: lambda one, label: one.value == label["name"],
}  # fmt: skip
NAMES = {
    Kind.GOVERNMENT: "jurisdictions", Kind.PEOPLE: "people", Kind.DATE: "dates", Kind.MONEY: "money", Kind.COUNT: "counts",
    Kind.STATUTE: "statutes", Kind.PROGRAMME: "programmes", Kind.RULING: "rulings", Kind.QUOTATION: "quotes", Kind.OUTLET: "outlets",
}  # fmt: skip
