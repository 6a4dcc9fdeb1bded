"""The part that a government plays where it is named: targeted, not targeted, litigant, an official's, court seat, place.

A mayor's city is not thereby a target. The part is read from the sentence, and the words that say so are kept.
"""

import re

from proviso.reading.governments.seeing import Seen
from proviso.reading.page import Page, Span
from proviso.reading.proposal import Proposal

OFFICIAL_AFTER = re.compile(
    r"(?:'s)?\s+(?:(?:Democratic|Republican|Vice|Deputy|Lt\.|Lieutenant|Acting|Interim|Former|City|County|Town|Police|Fire|Council|Board|Public|state)\s+){0,2}(?:Mayor|mayor|Gov\b|Governor|governor|Sheriff|sheriff|Councilman|Councilwoman|Councilmember|Councilor|Council|Attorney|attorney|Assemblyman|Supervisor|supervisor|Commissioner|commissioner|Chief|chief|Secretary|Sen\b|Rep\b|Senator|Congressman|Congresswoman|Clerk|Treasurer|Auditor|Administrator|Manager|manager|spokes\w+|officials?|Executive|Judge|Librarian|Superintendent)\b"
)
OFFICIAL_BEFORE = re.compile(
    r"\b(?:[Mm]ayors?|[Gg]overnors?|[Ss]heriffs?|attorney general|[Ss]upervisors?|[Cc]ommissioners?|[Ss]enators?|officials?|chiefs?|[Mm]anager|[Cc]lerk|[Ss]pokes\w+|[Ee]xecutive|[Aa]dministrator|[Aa]ttorney|[Tt]reasurer|[Aa]uditor|[Ss]olicitor|[Cc]ouncil\w+|[Pp]resident|[Cc]hair\w*)(?:\s+[A-Z][\w.]+(?:\s+(?:de\s+|la\s+)?[A-Z][\w.]+){0,2})?\s+(?:of|for|from|in)\s+(?:the\s+)?(?:(?:[Cc]ity|[Tt]own|[Cc]ounty|[Ss]tate|[Vv]illage)\s+of\s+)?\Z"
)
COURT = re.compile(
    r"\b(?:judges?|courts?|courtroom|Court|Judge|case|courthouse|panel|magistrate|jury)\s+(?:(?:\w|[A-Z]\.)+\s+){0,4}(?:in|of|for|at)\s+(?:the\s+)?(?:downtown\s+)?\Z"
)
COURT_BEHIND = re.compile(
    r"(?:-based)?\s+(?:(?:federal|district|appeals|state|trial|U\.S\.)\s+){0,2}(?:judges?|courts?|jury|courtroom|courthouse)\b"
)
IN_BEFORE = re.compile(r"\b[Ii]n\s+\Z")
SUIT = re.compile(
    r"\b(?:lawsuits?|sued|sues?|suing|suits?|litigation|litigated|plaintiffs?|filed (?:a |an )?(?:complaint|motion|brief|appeal)|legal challenges?|sid(?:ed|ing) with|ruled (?:for|against|in favor of)|injunction (?:to|for|that covers?)|(?:order|injunction|ruling) (?:applies to|covers|protects)|took .{0,20}to court|v\.|vs\.|case\b|went to court|joined the (?:suit|case))",
    re.IGNORECASE,
)
NOT_TARGET = re.compile(
    r"\b(?:did(?:n't| not) (?:receive|get|make|appear)|not (?:among|on the list|included|listed|asked|sent|one of)|were(?:n't| not) (?:sent|asked|on)|was(?:n't| not) (?:sent|asked|on|among|one)|excluded|left off|absent from|not part of|spared|no letter|never (?:received|got)|without a letter|has not received|have not received|(?:has|have) (?:not|already) (?:been asked|answered)|no evidence|(?:was|were|is|are) (?:not asked|gone|dropped|removed|cleared|taken off|struck from))\b",
    re.IGNORECASE,
)
TARGET = re.compile(
    r"\b(?:(?:jurisdictions|grantees|recipients|localities)\s+(?:are|were|include)|target(?:s|ed|ing)?|letters?|received|subpoena(?:s|ed)?|demand(?:s|ed|ing)?|ask(?:s|ed|ing) for|asked|requests?|requested|seek(?:s|ing)?|sought|records from|documents? from|under review|threaten(?:s|ed|ing)?|ordered|auditors?|looked at|examined|warned|notified|audit(?:s|ed)?|notices?|were told|must (?:show|prove|send|answer|submit)|grantees?|recipients?|awarded|on the list|were sent|was sent|inquir(?:y|ies)|losing|out of compliance|findings?|questionnaires?|wr(?:ote|ites?|itten) (?:again )?to|may (?:have )?violated?|found to (?:have|be)|(?:has|have) until|must explain|to say how|to (?:answer|explain)|(?:hand|turn) over|named in|on (?:the|its|a) (?:new |shorter )?list|list of)\b",
    re.IGNORECASE,
)


LISTED_OFFICIALS = re.compile(
    r"\b(?:mayors|governors|sheriffs|attorneys general|commissioners|supervisors|officials)\b[^.;]{0,80}?\b(?:like|such as|including|among them)\s+[^.;]{0,110}\bof\s+\Z",
    re.IGNORECASE,
)
OWN_CITY = re.compile(
    r"\b(?:[Hh]is|[Hh]er|[Tt]heir|[Ww]hose|[Tt]he)\s+(?:own\s+)?(?:city|county|state|town|village)\s+(?:itself\s+)?\Z"
)
REACH = 160  # characters between a name and the lawsuit that makes it a litigant


class Parts:
    """The parts of the governments of one page; the words of a sentence are looked for once."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.words: dict[int, dict[str, list[re.Match[str]]]] = {}

    def of(self, one: Seen) -> tuple[str, str]:
        """The part, and the words that say so."""
        plain = self.page.plain
        opens = plain[max(0, one.start - 1) : one.start] in ("", "\n")
        if DATELINE.match(plain, one.stop) and (opens or plain[one.start : one.end].isupper()):
            return "place", "dateline"
        if ADDRESS.match(plain, one.stop):
            return "place", "address"
        sentence = self.page.sentence(one.start)
        before = plain[max(sentence.start, one.start - 210) : one.start]
        found = OFFICIAL_AFTER.match(plain, one.stop) or self._behind_qualifier(one)
        if found is None and IN_BEFORE.search(before[-6:]):
            found = (
                OFFICIAL_AFTER.match(plain, one.stop + 1)
                if plain[one.stop : one.stop + 1] == ","
                else None
            )
        found = found or OFFICIAL_BEFORE.search(before[-70:])
        found = found or LISTED_OFFICIALS.search(before)
        if found:
            return self._of_official(one, sentence, found)
        if AMONG.search(before[-70:]) or (_is_state(one) and WITHIN.search(before)):
            return "place", "in"
        if found := COURT.search(before[-70:]) or COURT_BEHIND.match(plain, one.stop):
            return "court-seat", found.group()
        return self._in_sentence(sentence, one)

    def _behind_qualifier(self, one: Seen) -> re.Match[str] | None:
        """`Concord, New Hampshire, Mayor Roe`."""
        if one.qualifier is None or self.page.plain[one.qualifier[1] : one.qualifier[1] + 1] != ",":
            return None
        return OFFICIAL_AFTER.match(self.page.plain, one.qualifier[1] + 1)

    def _of_official(self, one: Seen, sentence: Span, found: re.Match[str]) -> tuple[str, str]:
        """An official's, unless the words go on to say that the place itself is a target, or that it is none."""
        plain = self.page.plain
        behind = BEHIND.match(plain, one.stop)
        if behind:
            return "targeted", behind.group()
        for spared in self._words(sentence)["not-targeted"]:
            if OWN_CITY.search(plain, max(sentence.start, spared.start() - 24), spared.start()):
                return "not-targeted", spared.group()
        return "official", found.group()

    def _in_sentence(self, sentence: Span, one: Seen) -> tuple[str, str]:
        told = self._told_in(sentence, one)
        if told[1] or not CONTINUES.match(self.page.plain, sentence.start) or sentence.start < 2:
            return told
        before = sentence
        for _ in range(BACK):
            if before.start < 2:
                break
            before = self.page.sentence(before.start - 2)
            if found := self._words(before)["targeted"]:
                return "targeted", found[0].group()
        return told

    def _told_in(self, sentence: Span, one: Seen) -> tuple[str, str]:
        for sort, found in self._words(sentence).items():
            near = [
                each
                for each in found
                if sort != "litigant" or abs(each.start() - one.start) < REACH
            ]
            if near:
                return sort, near[0].group()
        return "place", ""

    def _words(self, sentence: Span) -> dict[str, list[re.Match[str]]]:
        held = self.words.get(sentence.start)
        if held is None:
            held = self.words[sentence.start] = {
                sort: list(words.finditer(self.page.plain, *sentence)) for sort, words in WORDS
            }
        return held


def _is_state(one: Seen) -> bool:
    return not one.head and any(body.sort == "state" for body in one.bodies)


STRONG = ("targeted", "not-targeted", "litigant")


def elsewhere(found: list[Proposal]) -> list[Proposal]:
    """A body that is only named here takes the part that it plays elsewhere in the text, where it plays one."""
    played: dict[str, set[str]] = {}
    for one in found:
        if one.value and one.fields["role"] in STRONG:
            played.setdefault(str(one.value), set()).add(one.fields["role"])
    made = []
    for one in found:
        roles = played.get(str(one.value), set())
        silent = one.fields["role"] == "place" and not one.fields["role_words"]
        if silent and len(roles) == 1:
            made.append(one.also(role=next(iter(roles)), role_words="elsewhere in the text"))
        else:
            made.append(one)
    return made


DATELINE = re.compile(r"(?:,\s[A-Za-z. ]{2,16}?)?,?\s*(?:\([^()\n]{2,24}\)\s*)?[-—]")
ADDRESS = re.compile(r"(?:,\s*[A-Z][A-Za-z. ]{1,20})?,?\s+\d{5}(?:-\d{4})?\b")
BACK = 4  # sentences before one that goes on with a list
CONTINUES = re.compile(
    r"[•*·]\s|(?:The\s+(?:others?|rest|list|letters)|Others|They|Among them|These|Those|The\s+\w+\s+(?:cities|counties|states|places|jurisdictions|governments))\b[^.;]{0,40}?\b(?:include|are|were|is|went)\b"
)
WITHIN = re.compile(r"(?:^|[\s,])(?:all |both |each )?(?:in|across|within)\s+(?:the\s+)?\Z")
AMONG = re.compile(
    r"\b(?:cities|counties|towns|places|jurisdictions|communities|residents|schools|libraries)\s+(?:in|across)\s+(?:the\s+state\s+of\s+)?\Z"
)
BEHIND = re.compile(
    r"[^.;]{0,40}?,\s+(?:another|one of the|also a|a)\s+(?:targeted|named|listed)\b"
)
WORDS = (("not-targeted", NOT_TARGET), ("litigant", SUIT), ("targeted", TARGET))
