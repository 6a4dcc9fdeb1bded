"""Whether a text is in English, by its small words. Other languages are named, and not read."""

from collections import Counter

from proviso.reading.page import Page

SMALL = {
    "English": "the of and to in that is was for on with as by at from this it be are which said has have will not".split(),
    "Spanish": "el la los las de que y en un una por con para se del su al lo como más pero fue ha son este".split(),
    "French": "le la les des et en un une du que qui dans pour sur au par pas est avec ce son sont aux".split(),
    "German": "der die das und den von zu mit sich des auf für ist im dem nicht ein eine als auch es an".split(),
    "Portuguese": "o os as de que e do da em um uma para com não por mais dos como mas foi ao das".split(),
    "Italian": "il lo la gli di che e in un una per con del della non sono si da le dei al nel".split(),
}
FEW = 30  # words below which nothing is said of the language
LOOKED_AT = 3_000


def language(page: Page) -> str:
    """The language's name; "English" for a text too short to tell; "not known" where no small words are known."""
    words = Counter(token.low for token in page.tokens[:LOOKED_AT] if token.text[0].isalpha())
    total = sum(words.values())
    if total < FEW:
        return "English"
    shares = {name: sum(words[one] for one in small) / total for name, small in SMALL.items()}
    best = max(shares, key=lambda name: shares[name])
    if shares["English"] >= 0.08 and shares["English"] >= 0.6 * shares[best]:
        return "English"
    return best if shares[best] >= 0.12 else "English" if shares["English"] >= 0.03 else "not known"
