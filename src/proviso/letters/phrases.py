"""The few words of a letter's frame (page, reference, enclosures), in each language letters are written in. Not its text."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrases:
    page: str
    of: str
    reference: str
    summary: str
    answer_at: str
    code: str
    qr_alt: str
    enclosures: str
    copies: str


ENGLISH = Phrases(
    page="Page",
    of="of",
    reference="Reference: {}",
    summary="In short",
    answer_at="Answer at",
    code="Desk code",
    qr_alt="QR code that leads to {}",
    enclosures="Enclosed:",
    copies="Copies to:",
)


LANGUAGES = {"en-US": ENGLISH}


def phrases(lang: str) -> Phrases:
    """The frame's words in a language of LANGUAGES."""
    return LANGUAGES[lang]
