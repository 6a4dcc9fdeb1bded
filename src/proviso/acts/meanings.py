"""What the fields of acts mean, and which words they take: for options, forms and columns. How they are read is in parsing."""

from collections.abc import Iterable, Mapping

from proviso.acts.act import Act
from proviso.acts.parsing import Field
from proviso.acts.references import GOVERNMENTS
from proviso.domain.answers import Given, To
from proviso.domain.appeals import Outcome
from proviso.domain.cases import EFFECT_KINDS
from proviso.domain.clocks import ClockKind
from proviso.domain.docket import WITH_FORCE, WITHOUT_FORCE
from proviso.domain.evaluations import Level
from proviso.domain.letters import LetterKind
from proviso.domain.periods import UNITS
from proviso.domain.programmes import AwardKind, MoneyKind
from proviso.domain.remedies import RemedyKind
from proviso.domain.responses import ResponseKind
from proviso.domain.rulebook import RuleBook
from proviso.domain.sources import Form
from proviso.domain.subpoenas import TRIGGERS

SEVERAL = "Several are joined by a semicolon."
# The meaning of a field, whichever act tells it. An act's own meaning is in OWN.
MEANS: Mapping[str, str] = {
    "about": "What it is about.",
    "act": "The act that it is for.",
    "action": "What the recipient has to do.",
    "actor": "The office that asks, as a path: us/doj/ojp.",
    "acts": "The acts it is about.",
    "address": "Where it went or stands: a postal, e-mail or web address.",
    "addressed_to": "Whom the letter was addressed to.",
    "addressee": "Whom it is addressed to, by name and office.",
    "against": "What it is against: a determination, a remedy.",
    "agency": "The agency, by its full name.",
    "alias": "The other name or id.",
    "answer": "What is said of the item.",
    "appeal": "An id for the appeal.",
    "applicants": "The governments that applied together.",
    "approved_by": "The second person, who approves.",
    "asks": "What the respondent is asked to hand over.",
    "association": "The association's short name, such as USCM.",
    "author": "Who wrote it.",
    "authority": "The law or term of the award that it rests on, as cited.",
    "award": "The award's id on record.",
    "basis": "The privilege or law that is claimed.",
    "before": "Before whom it was held.",
    "belongs_to": "Whom the letter should have gone to.",
    "binds": "The offices that are bound, as paths (us/doj); none binds every office.",
    "calendar": "The calendar it was counted with.",
    "candidates": "The bodies that may be meant.",
    "carrier": "The post or carrier that took it.",
    "case": "The case's id on record, such as C05.",
    "cents": "The sum of money.",
    "certain": "Whether it surely does so.",
    "change": "An id for what the order does: order and letter, as O13.a.",
    "channel": "How letters go there: letter, e-mail, portal.",
    "citation": "The reporter's citation, if there is one.",
    "cites": "Document, page and words that the finding rests on.",
    "clauses": "The clauses it was made with.",
    "clock": "The clock's id within the matter.",
    "compiled_by": "Who drew them up.",
    "concern": "The concern's id within the matter.",
    "concurred_by": "The second reviewer.",
    "condition": "The condition.",
    "conditions": "The conditions it is about.",
    "confirmed_by": "Who confirmed it.",
    "contact": "The contact's id within the matter, such as mayor.",
    "contents": "What the notice says: facts, proposed action, how to be heard.",
    "county_geoid": "The census code of its county.",
    "court": "The court or agency, with the judge if known.",
    "covers": "Whom it covers: everyone, an OCD id, within:ID, subdivisions:ID, members:NAME.",
    "covers_certain": "Whether it surely covers them.",
    "criteria": "The criteria's version under which the government is listed.",
    "determination": "The determination's id within the matter.",
    "digest": "The fingerprint of the round's letters, as prepare shows it.",
    "docket": "The court's own number of the case.",
    "documents": "How many documents.",
    "due": "The day it is due.",
    "edition": "The edition's name.",
    "effect": "An id for the effect: order and number, as O08.1.",
    "eligible_types": "The types of government that can be members.",
    "ended": "The first day that counts again.",
    "evaluated_by": "Who evaluated it.",
    "event": "An id for the event.",
    "external_id": "The id that is given to it, such as J13.",
    "flag": "A doubt that answers have to show.",
    "form": "How the source carried the words.",
    "forum": "Where it is enforced.",
    "found_by": "Who found so.",
    "geoid": "The census code.",
    "given_on": "Where the documents were given already: the day on which they were.",
    "ground": "The ground of fairness that is set aside.",
    "heard_by": "The last day to object or ask to be heard.",
    "hearing_right": "Whether it has a right to a hearing: yes, arguable, no.",
    "how": "How it was verified: telephone, e-mail, web page.",
    "html_sha256": "SHA-256 of the page.",
    "ids": "Two ids that agree, such as OCD id and GEOID.",
    "imposed_by": "Who imposes it.",
    "instrument": "The instrument, such as document-request or subpoena.",
    "issued_by": "Who issues it.",
    "issuer": "The office that may issue it.",
    "item": "The item's id in the review.",
    "items": "The items it asks for, by their ids in the review.",
    "kind": "The kind.",
    "letter": "The letter's id within the matter.",
    "letter_kind": "The kind of letter.",
    "letters": "How many letters.",
    "level": "How far the item has come.",
    "limb": "The part of the law that is in doubt.",
    "made_by": "Who makes it.",
    "mail": "Whether service was by mail.",
    "manifest": "SHA-256 of the list of items and files that was signed.",
    "matter": "An id for the matter, such as J13-FY2016.",
    "matters": "The matters to be written to.",
    "media": "What sort of file it is, such as application/pdf.",
    "member": "Whether it is a member.",
    "met": "The day it was done.",
    "method": "How it was served: mail, e-mail, portal, hand.",
    "missing": "What is missing.",
    "name": "The name.",
    "nature": "What the conditions are.",
    "notice": "The notice's id within the matter.",
    "number": "The award's own number.",
    "numbered": "The number of the condition among the award's terms.",
    "ocd_id": "The government.",
    "office": "The office that the person holds.",
    "order": "The order's id on record, such as O08.",
    "outcome": "What came of it.",
    "outlet": "Who published it.",
    "partial": "Whether it names only a part.",
    "period": "How many units of time.",
    "plaintiffs": "Who sued.",
    "policy": "An id for the policy within the matter.",
    "population": "How many inhabitants.",
    "prepared_by": "Who prepared it.",
    "procedure": "The procedure that the review follows.",
    "production": "The production's id within the matter.",
    "programme": "The assistance listing's number, such as 16.738.",
    "programmes": "The assistance listings it is about; * is any.",
    "proof": "What proves it: a receipt number, a signature, a log.",
    "provision": "The provision of local law or policy, as cited.",
    "published": "Where it is published.",
    "question": "The open question on which the sum depends.",
    "reason": "The reason.",
    "recipient": "The government that has the award.",
    "reconsideration": "How to ask that it be reconsidered.",
    "regulates": "What the order is about.",
    "released_by": "Who releases it.",
    "relies_on": "The source that it takes this from.",
    "remedy": "The remedy's id within the matter.",
    "repayment": "An id for the demand.",
    "reply": "An id for the reply within the matter.",
    "report": "The report's id.",
    "required_by": "Who requires it.",
    "respondent": "The government that answers.",
    "response": "The response's id within the matter.",
    "returnable": "The day on which it must be answered.",
    "review": "The review's id.",
    "rights": "Whose it is, and what may be done with it.",
    "role": "Its role: direct, subrecipient, state-agency, joint, disparate.",
    "roles": "What it counts as, first first: city, county.",
    "round": "The round's id, such as R4.",
    "route": "The route: 28 CFR part 18, 34 U.S.C. 10224, or the procedure's own.",
    "rows": "How many rows.",
    "rule": "The counting rule; they are listed by: proviso date --rules",
    "runs_against": "Who has to act.",
    "said": "The reasons for the date, sentence by sentence.",
    "said_by": "Who said so.",
    "says": "What it says or does, in a sentence.",
    "scope": "What exactly is counted.",
    "sha256": "SHA-256 of the file.",
    "short_name": "The name without city, county or state.",
    "shown_by": "What shows it: an acknowledgement, an answer, a signature.",
    "signed_by": "Who signed it, with office.",
    "since": "The first day.",
    "since_certain": "Whether the first day is certain.",
    "since_latest": "Where it is not: the day by which it surely had begun.",
    "size": "How many bytes it has.",
    "source": "The source's id on record.",
    "speaker": "Who spoke.",
    "stance": "Where the speaker stands: supports, opposes, denies, explains.",
    "state": "The state's two letters.",
    "statement": "The statement's id.",
    "status": "How the case stands.",
    "subject": "The fact it is about, as count/january-2018-recipients.",
    "subpoena": "The subpoena's id within the matter.",
    "subrecipients": "The governments paid through the award.",
    "successor": "The contact that takes its place.",
    "summary": "What it says, in short.",
    "supersedes": "The production that it takes the place of.",
    "target": "What it acts on: an effect (O08.1) or a change (O13.a).",
    "template": "The template and its version.",
    "terms": "What was agreed.",
    "text": "The text.",
    "text_sha256": "SHA-256 of the plain text.",
    "text_version": "Which wording of the condition.",
    "time_frame": "The time that it is about.",
    "title": "The title.",
    "to": "Who got it.",
    "tracking": "The carrier's tracking number.",
    "training": "Whether it is of invented places only.",
    "trigger": "What starts it.",
    "type": "The type: state, county, city, town, district.",
    "unit": "The unit.",
    "until": "The first day on which it no longer holds.",
    "upheld": "Whether the claim was upheld.",
    "value": "The value, as the source gives it.",
    "venue": "Where it was said.",
    "verified_by": "Who verified it.",
    "version": "The version.",
    "versions": "The versions of the words it was made with.",
    "viewer": "Who viewed it.",
    "volume": "The volume's number.",
    "was": "The day it was before.",
    "what": "What happened.",
    "who": "Who took part.",
    "why": "Why, in a sentence.",
    "with_authority": "With which authority it was signed.",
    "withholding": "The claim's id within the matter.",
    "words": "The words themselves.",
    "written_by": "Who wrote it.",
    "year": "The fiscal year.",
    "years": "The fiscal years it is about; none is every year.",
}
OWN: Mapping[str, str] = {
    "answer-item.basis": "The law or privilege on which something is kept back, or kept from public view.",
    "certify-answer.name": "Who certifies, by name.",
    "certify-answer.words": "The words that were certified.",
    "file-reply.about": "What is replied to: the concern's, statement's or report's id, or the entry as stream and number.",
    "file-reply.to": "What sort of thing is replied to.",
    "receive-file.name": "The name under which it was uploaded.",
    "claim-withholding.covers": "The documents or pages that are kept back.",
    "ask-extension.until": "The new date that is asked for.",
    "clear-matter.published": "Where the clearance is published.",
    "grant-extension.until": "The new date.",
    "file-letter.to": "Where it went.",
    "impose-specific-conditions.conditions": "An id for this set of conditions.",
    "lift-specific-conditions.conditions": "The id of the set of conditions.",
    "impose-specific-conditions.until": "The last day to do it.",
    "note-source.published": "The day it was published.",
    "record-statement.role": "In which office or role the speaker spoke.",
    "start-clock.trigger": "The day from which it is counted.",
    "issue-subpoena.trigger": "What the subpoena rests on.",
    "override-fairness.name": "Who sets it aside, by name.",
    "determine.outcome": "What was found: compliant, not-compliant.",
    "note-money.scope": "Which part of the award the sum is about.",
}
WORDS: Mapping[str, Iterable[str]] = {
    "answer-item.answer": Given,
    "file-reply.to": To,
    "make-award.kind": AwardKind,
    "note-money.kind": MoneyKind,
    "read-effect.kind": EFFECT_KINDS,
    "change-order.kind": sorted(WITH_FORCE | WITHOUT_FORCE),
    "send-letter.kind": LetterKind,
    "open-round.letter_kind": LetterKind,
    "prepare-round.letter_kind": LetterKind,
    "approve-template.letter_kind": LetterKind,
    "start-clock.kind": ClockKind,
    "state-due.kind": ClockKind,
    "start-clock.unit": UNITS,
    "start-clock.runs_against": ("respondent", "agency"),
    "state-due.runs_against": ("respondent", "agency"),
    "receive-response.kind": ResponseKind,
    "evaluate-item.level": Level,
    "carry-statement.form": Form,
    "issue-subpoena.trigger": TRIGGERS,
    "propose-remedy.kind": RemedyKind,
    "impose-remedy.kind": RemedyKind,
    "decide-appeal.outcome": Outcome,
}


def meaning(act: Act, one: Field, book: RuleBook) -> str:
    """What a field means, which words it takes, and how several are written."""
    name = f"{act.name}.{one.name}"
    said = [OWN.get(name) or MEANS.get(one.name, "")]
    if one.name in GOVERNMENTS:
        said.append("An OCD id, or an id given to the government.")
    if words := tuple(words_of(name, book)):
        said.append(f"One of: {', '.join(words)}.")
    if one.name in act.derived:
        said.append("Follows from the others where it is left out.")
    if one.kind.endswith("s"):
        said.append(SEVERAL)
    return " ".join(filter(None, said))


def words_of(name: str, book: RuleBook) -> Iterable[str]:
    """The words that ACT.FIELD takes; none where it takes any text."""
    if name in WORDS:
        return WORDS[name]
    match name.partition(".")[2]:
        case "condition":
            return book.conditions
        case "procedure":
            return book.procedures
        case "act":
            return book.acts
        case "ground":
            return (code for code, rule in book.grounds.items() if rule.group == "fairness")
        case _:
            return ()
