"""A quotation with what is known of its speaker, and whether it is speech at all. Who speaks, speakers.py finds."""

import re
from dataclasses import dataclass, field

from proviso.reading.marks import Quoted
from proviso.reading.page import Page
from proviso.reading.voices import Voice

WORDS = re.compile(r"[\w'@#]+")
TITLE_BEFORE = re.compile(
    r"\b(?:(?:so-called|known as|called|dubbed|termed)\s*\Z|(?:entitled|titled|show|series|book|film|program|segment|headline|headlined|hashtag|label|phrase|term|terms|word|words|nicknamed|tagline|slogan|motto|song|album|column|op-ed|episode|exhibit|poster|banner|sign|signs)\b[^.\"]{0,15}[,:]?\s*\Z)",
    re.IGNORECASE,
)
GOES_ON = re.compile(r"\s+[a-z]")
BEFORE_TERM = re.compile(
    r"\b(?:a|an|the|of|as|his|her|their|its|so-called|these|those|such|any|no|and|or|into|for|with|to|in|by)\s*\Z"
)
LABELS = re.compile(r"\b(?:call|label|describ|refer|dub|brand|said|deem|term)\w*\b[^.\"]{0,60}\Z")


@dataclass(slots=True, kw_only=True)
class Heard:
    """A quotation with what is known of its speaker."""

    quoted: Quoted
    form: str
    speaker: str | None = None
    rule: str = "speaker-not-found"
    voice: Voice | None = None
    why: list[str] = field(default_factory=list)
    term: bool = False
    copy_of: int | None = None

    @property
    def found(self) -> bool:
        return self.rule != "speaker-not-found"


def is_term(page: Page, made: Heard, words: int) -> bool:
    """A title or a word held at arm's length: no speech."""
    one, plain = made.quoted, page.plain
    before = plain[max(0, one.start - 60) : one.start - 1]
    if words <= 6 and TITLE_BEFORE.search(before):
        return True
    if made.form != "fragment":
        return False
    if not made.found:
        return True
    after = plain[one.end + 1 : one.end + 4]
    spoken = plain[one.start : one.end].rstrip().endswith(",") or made.rule == "speaker-goes-on"
    arm = bool(BEFORE_TERM.search(before)) and (
        bool(GOES_ON.match(after)) or after[:1] in ".,;)" or not after.strip()
    )
    return words <= 2 and arm and not spoken and not LABELS.search(before)
