"""The gate's answer, as an act keeps it and as a refusal says it. The gate itself is domain/gate."""

from proviso.domain.questions import Answer
from proviso.domain.refusals import Refusal


def gate_codes(answer: Answer | None) -> tuple[str, ...]:
    """What an entry keeps: each ground that fails or is not known, or that it was permitted."""
    if answer is None:
        return ()
    against = [
        f"{ground.code}: {'fails' if ground.holds is False else 'not known'}"
        for ground in answer.against
    ]
    return tuple(dict.fromkeys(against)) or ("permitted",)


def why_not_gate(answer: Answer) -> Refusal:
    """The refusal for an answer that does not permit: its first ground, and how many more there are."""
    first, *more = answer.against
    others = f" And {len(more)} more: {', '.join(one.code for one in more)}." if more else ""
    return Refusal(
        code=first.code,
        reason=f"{first.says}{others}",
        cure=first.cure or "See the grounds: proviso may.",
        authority=first.authority,
    )
