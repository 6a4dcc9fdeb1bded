"""Acts on a review: opening it, its items, rounds, roster, authorities, templates and events. Not on one respondent."""

from proviso.acts.act import Act, Sight
from proviso.domain import reviews, rounds
from proviso.domain.facts.reviews import (
    AuthorityRecorded,
    CriteriaPublished,
    EventNoted,
    ItemDefined,
    ReviewClosed,
    ReviewOpened,
    RosterListed,
    RoundOpened,
    TemplateApproved,
    ValuePreferred,
    WordsDrafted,
)
from proviso.domain.facts.rounds import RoundApproved, RoundPrepared, RoundReleased
from proviso.domain.refusals import Refusal


def _why_not_open(see: Sight, fact: ReviewOpened) -> Refusal | None:
    known = see.rulebook.procedures
    if fact.procedure in known:
        return reviews.why_not_open_review(see.review, fact)
    return Refusal(
        code="procedure.unknown",
        reason=f"{fact.procedure!r} is no procedure of the rule book.",
        cure=f"Use one of: {', '.join(known)}.",
        authority="the rule book: a review follows a procedure with dated rules",
    )


def _why_not_prepare(see: Sight, fact: RoundPrepared) -> Refusal | None:
    opened = see.review.rounds.get(fact.round)
    return rounds.why_not_prepare_round(
        see.review.sendings, fact, opened_as=opened.letter_kind if opened else None
    ) or _own_word(see, fact.prepared_by)


def _why_not_approve(see: Sight, fact: RoundApproved) -> Refusal | None:
    refused = rounds.why_not_approve_round(see.review.sendings, fact)
    return refused or _own_word(see, fact.approved_by)


def _why_not_release(see: Sight, fact: RoundReleased) -> Refusal | None:
    refused = rounds.why_not_release_round(see.review.sendings, fact)
    return refused or _own_word(see, fact.released_by)


def _own_word(see: Sight, named: str) -> Refusal | None:
    return None if see.brought_in else rounds.why_not_own_word(see.by, named)


ACTS = (
    Act(
        name="open-review",
        fact=ReviewOpened,
        room="review",
        says="Open a review: one agency's examination of one condition across a roster.",
        why_not=_why_not_open,
        opens=True,
    ),
    Act(
        name="define-item",
        fact=ItemDefined,
        room="review",
        says="Define one thing that the review's requests ask for.",
        why_not=lambda see, fact: reviews.why_not_define_item(see.review, fact),
    ),
    Act(
        name="open-round",
        fact=RoundOpened,
        room="review",
        says="Open a round: one dated sending of one kind of letter.",
        why_not=lambda see, fact: reviews.why_not_open_round(see.review, fact),
    ),
    Act(
        name="prepare-round",
        fact=RoundPrepared,
        room="review",
        says="Record who a round is to be sent to, and the digest of every letter in it.",
        why_not=_why_not_prepare,
    ),
    Act(
        name="approve-round",
        fact=RoundApproved,
        room="review",
        says="Approve a round's letters as they were prepared; who prepared them cannot.",
        why_not=_why_not_approve,
    ),
    Act(
        name="release-round",
        fact=RoundReleased,
        room="review",
        says="Release a round's letters as they were approved; who approved them cannot.",
        why_not=_why_not_release,
    ),
    Act(
        name="publish-criteria",
        fact=CriteriaPublished,
        room="review",
        says="Publish the criteria by which governments are put on the roster.",
        why_not=lambda see, fact: reviews.why_not_publish_criteria(see.review, fact),
    ),
    Act(
        name="list-respondent",
        fact=RosterListed,
        room="review",
        says="Put a government on the review's roster.",
        why_not=lambda see, fact: reviews.why_not_list_respondent(see.review, fact),
    ),
    Act(
        name="record-authority",
        fact=AuthorityRecorded,
        room="review",
        says="Record the authority for an instrument, its issuer and the forum that enforces it.",
        why_not=lambda see, fact: reviews.why_not_record_authority(see.review, fact),
    ),
    Act(
        name="draft-words",
        fact=WordsDrafted,
        room="review",
        says="Record words of the review's own for a kind of letter or a clause; they wait for a second person.",
        why_not=lambda see, fact: reviews.why_not_draft_words(see.review, fact),
    ),
    Act(
        name="approve-template",
        fact=TemplateApproved,
        room="review",
        says="Record that a second person approved a letter's words.",
        why_not=lambda see, fact: reviews.why_not_approve_template(see.review, fact),
    ),
    Act(
        name="note-event",
        fact=EventNoted,
        room="review",
        says="Note something around the review that is no act in it.",
        why_not=lambda see, fact: reviews.why_not_note_event(see.review, fact),
    ),
    Act(
        name="prefer-value",
        fact=ValuePreferred,
        room="review",
        says="Say which of several reported values the record prefers, and why.",
        why_not=lambda see, fact: reviews.why_not_prefer_value(fact),
    ),
    Act(
        name="close-review",
        fact=ReviewClosed,
        room="review",
        says="Close the review.",
        why_not=lambda see, fact: reviews.why_not_close_review(see.review, fact),
    ),
)
