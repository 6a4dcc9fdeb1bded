"""The gate's answers as JSON, with the documented keys: the same from the command line and from a page. Nothing is decided here."""

from typing import Any

from proviso.domain.questions import Ground
from proviso.queries.may import MayAnswer, NotAsked


def as_dict(found: MayAnswer) -> dict[str, Any]:
    """The answer with the documented keys."""
    question = found.answer.question
    return {
        "act": question.act,
        "respondent": found.respondent,
        "review": found.review,
        "programme": question.programme,
        "year": question.year,
        "condition": question.condition,
        "on": question.on.isoformat(),
        "known": question.known.isoformat(),
        "permitted": found.answer.permitted,
        "grounds": [_ground(one) for one in found.answer.grounds],
        "relied_on": dict(found.relied_on),
    }


def _ground(one: Ground) -> dict[str, Any]:
    return {
        "code": one.code,
        "group": one.group,
        "holds": one.holds,
        "says": one.says,
        "authority": one.authority,
        "order": one.order,
        "evidence": list(one.evidence),
        "cure": one.cure,
    }


def not_asked(found: NotAsked) -> dict[str, Any]:
    """Why the question cannot be answered as put."""
    return {"error": found.code, "why": found.why, "instead": found.instead}
