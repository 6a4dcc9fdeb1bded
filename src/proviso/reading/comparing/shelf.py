"""The documents that are compared, each with its reading, and a passage in one of them. What comparing shows is in the other modules."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from proviso.reading.page import Page
from proviso.reading.proposal import Kind, Proposal
from proviso.reading.read import Reading

WORD = re.compile(r"[a-z0-9]+(?:'[a-z]+)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One document on the shelf. `outlet` is whose it is, where that is known."""

    file: str
    reading: Reading
    outlet: str = ""

    @property
    def page(self) -> Page:
        return self.reading.page

    @property
    def on(self) -> date | None:
        return self.reading.published.on

    def of(self, kind: Kind) -> list[Proposal]:
        return [one for one in self.reading.proposals if one.kind is kind]


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A span of one of the documents, with its exact text."""

    file: str
    start: int
    end: int
    text: str

    def plain(self) -> dict[str, Any]:
        return {"file": self.file, "start": self.start, "end": self.end, "text": self.text}


def passage(account: Account, one: Proposal) -> Passage:
    return Passage(file=account.file, start=one.start, end=one.end, text=one.text)


def words(text: str) -> list[str]:
    """The words of a text, in small letters, without marks: what is compared."""
    return WORD.findall(Page(text).plain.lower().replace("—", " ").replace("--", " "))
