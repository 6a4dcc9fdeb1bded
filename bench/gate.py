"""One answer of the gate with its grounds, one after the other, against a single call of Cedar's."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from statistics import quantiles
from typing import Any

import cedarpy

from bench import synthetic_docket as made
from bench.installation import village
from bench.measuring import Row, Taken, middle, once, row
from bench.peers.cedar import Cedar
from bench.sweep import engine as engine_of
from bench.sweep import setting, verdicts
from proviso.domain.cover import Body
from proviso.domain.gate import gate
from proviso.domain.questions import Answer, Question
from proviso.domain.scene import Scene

ASKED = 2_000
CALLS = 300
DAY = date(2018, 2, 1)


def matter() -> Scene:
    """A matter in which a document request was sent, under the docket of fifty orders."""
    village()
    from proviso.queries.record import Record
    from tests.acts.village import MATTER

    record = Record()
    name = MATTER.partition(":")[2]
    standing = record.standing(name, on=DAY, known=DAY)
    opened = standing.matter.opened
    if opened is None:
        raise LookupError(name)
    review = record.review(opened.review, known=DAY)
    return Scene(
        around=replace(record.around(DAY), docket=made.docket(), eligible=made.ELIGIBLE),
        body=made.bodies(1)[0],
        name="the body asked about",
        standing=standing,
        review=review,
        procedure=record.procedure(review, DAY),
        award=record.award(opened.award or "", on=DAY, known=DAY),
    )


def times(works: list[Callable[[], Any]]) -> list[Taken]:
    return [once(work)[0] for work in works]


def slowest(found: list[Taken]) -> Taken:
    """p99."""
    return Taken.of(quantiles(found, n=100)[98], quantiles((one.cpu for one in found), n=100)[98])


def asked_of(body: Body, at: int) -> Question:
    asked = made.questions()[at % len(made.questions())]
    return asked.about(body.ocd_id, on=made.DAY, known=made.DAY)


def run() -> list[Row]:
    """All grounds and the orders alone; Cedar with its policies as text, and parsed before."""
    given, scene = replace(setting(ASKED)), matter()
    bodies = given.bodies
    scenes = [replace(scene, body=body) for body in bodies]
    questions = [asked_of(body, at) for at, body in enumerate(bodies)]
    answers: list[Answer] = [gate(one, asked) for one, asked in zip(scenes, questions, strict=True)]
    cedar = Cedar(given)
    requests = [cedar.request(one.respondent, one.act) for one in questions[:CALLS]]
    entities = [
        cedarpy.Entities.from_json_str(_json(cedar.entity(body))) for body in bodies[:CALLS]
    ]
    _agree(given, cedar, requests, entities)
    ours = times([lambda s=s, q=q: gate(s, q) for s, q in zip(scenes, questions, strict=True)])
    orders = times(
        [lambda s=s, q=q: gate(s, q, only="orders") for s, q in zip(scenes, questions, strict=True)]
    )
    text = times(
        [
            lambda r=r, e=e: cedar.one(r, e, text=True)
            for r, e in zip(requests, entities, strict=True)
        ]
    )
    parsed = times(
        [lambda r=r, e=e: cedar.one(r, e) for r, e in zip(requests, entities, strict=True)]
    )
    grounds = sum(len(one.grounds) for one in answers) / len(answers)
    every = f"one answer, all grounds ({grounds:.0f} of them)"
    shape: dict[str, Any] = {"size": 50, "items": 1, "unit": "answers a second"}
    as_text = {"against": "one Cedar call, policies as text", "peer_seconds": middle(text)}
    as_parsed = {
        "against": "one Cedar call, policies parsed before",
        "peer_seconds": middle(parsed),
    }
    return [
        row(every, seconds=middle(ours), at_least=10, **shape, **as_text),
        row(every, seconds=middle(ours), **shape, **as_parsed),
        row(
            "one answer, grounds of orders", seconds=middle(orders), at_least=10, **shape, **as_text
        ),
        row("one answer, grounds of orders", seconds=middle(orders), **shape, **as_parsed),
        row(f"{every}: p99", seconds=slowest(ours), at_most=(0.001, "< 1 ms"), **shape),
    ]


def _json(entity: dict[str, Any]) -> str:
    import json

    return json.dumps([entity])


def _agree(given: Any, cedar: Cedar, requests: list[Any], entities: list[Any]) -> None:
    """Cedar's calls must give the sweep's verdicts."""
    ours = verdicts(engine_of(given).sweep(made.DAY))
    for at, (request, one) in enumerate(zip(requests, entities, strict=True)):
        said = cedar.verdict(cedar.one(request, one))
        if said != ours[at, at % len(made.questions())]:
            raise AssertionError("Cedar and the gate do not agree")
