"""Where a sentence ends, for pages that set its first one apart. Only letters are looked at, never what is said."""

import re

# Not the end: the point of an initial, of "34 U.S.C. 10225", of an abbreviation of one letter.
END = re.compile(r"(?<=[a-z0-9)\]][a-z0-9)\]])[.] (?=[A-Z\"\u201c])")
# Abbreviations that end in two small letters and stand before a name.
SHORT = re.compile(
    r"\b(?:Cal|Dist|Dept|Gov|Gen|Sen|Rep|Sec|Supp|Pub|Mass|Pa|Ill|Wash|Mr|Mrs|Ms|Dr|St|No|Ex|vs|cf|rel|Cir|Fla|Colo|Inc|Jr|Sr)$"
)


def parted(text: str) -> tuple[str, str]:
    """The first sentence with its stop, and the rest."""
    for found in END.finditer(text):
        if not SHORT.search(text, 0, found.start()):
            return text[: found.start() + 1], text[found.end() :]
    return text, ""
