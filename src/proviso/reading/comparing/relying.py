"""Who relies on whom: documents to the outlets they cite, and to the documents of those outlets. Copies are in copies.py."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from proviso.reading.comparing.shelf import Account, Passage, passage
from proviso.reading.proposal import Kind, Proposal


@dataclass(frozen=True, slots=True, kw_only=True)
class Reliance:
    """One document's reliance on an outlet. `documents` are those of that outlet on the shelf."""

    file: str
    outlet: str
    relations: dict[str, int]
    passages: tuple[Passage, ...]
    documents: tuple[str, ...] = ()

    def plain(self) -> dict[str, Any]:
        return {
            "file": self.file, "outlet": self.outlet, "relations": self.relations,
            "passages": [one.plain() for one in self.passages], "documents": list(self.documents),
        }  # fmt: skip


def reliances(accounts: list[Account]) -> list[Reliance]:
    """Every document with each outlet that it relies on; an outlet does not rely on itself."""
    own: dict[str, list[str]] = {}
    for account in accounts:
        if account.outlet:
            own.setdefault(account.outlet.casefold(), []).append(account.file)
    found = []
    for account in accounts:
        cited: dict[str, list[Proposal]] = {}
        for one in _cited(account):
            cited.setdefault(_outlet(one), []).append(one)
        for outlet, held in cited.items():
            if outlet.casefold() == account.outlet.casefold():
                continue
            counted = Counter(_relation(one) for one in held)
            documents = tuple(
                file for file in own.get(outlet.casefold(), ()) if file != account.file
            )
            passages = tuple(passage(account, one) for one in held)
            found.append(
                Reliance(
                    file=account.file,
                    outlet=outlet,
                    relations=dict(counted),
                    passages=passages,
                    documents=documents,
                )
            )
    return found


def _cited(account: Account) -> list[Proposal]:
    blocks = [
        one for one in account.of(Kind.QUOTATION) if one.rule == "block-of-an-outlet" and one.value
    ]
    return sorted((*account.of(Kind.OUTLET), *blocks), key=lambda one: one.start)


def _outlet(one: Proposal) -> str:
    return str(one.value)


def _relation(one: Proposal) -> str:
    return "block quotation" if one.kind is Kind.QUOTATION else str(one.fields["relation"])
