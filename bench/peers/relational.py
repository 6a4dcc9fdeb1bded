"""The sweep as joins, in DuckDB's SQL and in Polars: covers, changes and acts as tables. The orders of the day are given.

Changes go two deep in the docket they are given: a stay, and the lifting of a stay.
"""

from tempfile import TemporaryDirectory
from typing import Any

import duckdb
import numpy as np
import polars as pl

from bench.peers.setting import Setting, Verdicts
from proviso.domain.docket import Node

SQL = """
WITH hits AS (
    SELECT t.node, b.place, true AS sure, t.out FROM terms t JOIN bodies b
        ON t.kind = 'body' AND b.id = t.subject
    UNION ALL
    SELECT t.node, b.place, true, t.out FROM terms t JOIN bodies b
        ON t.kind = 'within' AND b.state = t.subject
    UNION ALL
    SELECT t.node, b.place, true, t.out FROM terms t JOIN bodies b
        ON t.kind = 'subdivisions' AND b.state = t.subject AND b.id <> t.subject
    UNION ALL
    SELECT t.node, b.place, true, t.out FROM terms t CROSS JOIN bodies b WHERE t.kind = 'everyone'
    UNION ALL
    SELECT t.node, m.place, m.sure, t.out FROM terms t JOIN members m
        ON t.kind = 'members' AND m.association = t.subject
), sides AS (
    SELECT node, place, bool_or(NOT out) AS inside, bool_or(sure AND NOT out) AS sure_inside,
           bool_or(out) AS outside, bool_or(sure AND out) AS sure_outside
    FROM hits GROUP BY node, place
), reach AS (
    SELECT n.node, n.target, n.depth, s.place,
           s.sure_inside AND NOT s.outside AND n.sure AS sure
    FROM sides s JOIN nodes n USING (node) WHERE s.inside AND NOT s.sure_outside
), ends1 AS (
    SELECT target AS node, place, bool_or(sure) AS sure FROM reach WHERE depth = 2 GROUP BY ALL
), stays AS (
    SELECT r.target AS node, r.place, bool_or(r.sure AND e.node IS NULL) AS sure
    FROM reach r LEFT JOIN ends1 e USING (node, place)
    WHERE r.depth = 1 AND NOT coalesce(e.sure, false) GROUP BY ALL
), force AS (
    SELECT r.node, r.place, r.sure AND e.node IS NULL AS sure
    FROM reach r LEFT JOIN stays e USING (node, place)
    WHERE r.depth = 0 AND NOT coalesce(e.sure, false)
)
SELECT f.place, a.question, CASE WHEN bool_or(f.sure) THEN 1 ELSE 2 END AS verdict
FROM force f JOIN asked a USING (node) GROUP BY ALL
"""


class Tables:
    """Bodies, members, the day's nodes with their terms, and which effect reaches which question."""

    def __init__(self, setting: Setting) -> None:
        self.size = (len(setting.bodies), len(setting.questions))
        running = [node for node in setting.docket.nodes if node.runs(setting.day) is not False]
        depth = {node.id: _depth(node, setting) for node in running}
        self.bodies = pl.DataFrame(
            {
                "place": np.arange(len(setting.bodies), dtype=np.int32),
                "id": [body.ocd_id for body in setting.bodies],
                "state": [body.state for body in setting.bodies],
            }
        )
        self.members = pl.DataFrame(_members(setting), schema=MEMBERS, orient="row")
        self.nodes = pl.DataFrame(
            [
                (one.id, one.target, depth[one.id], bool(one.runs(setting.day)) and one.certain)
                for one in running
            ],
            schema={"node": pl.String, "target": pl.String, "depth": pl.Int8, "sure": pl.Boolean},
            orient="row",
        )
        self.terms = pl.DataFrame(
            [(n.id, one.kind, one.subject, one.out) for n in running for one in n.cover.terms],
            schema={"node": pl.String, "kind": pl.String, "subject": pl.String, "out": pl.Boolean},
            orient="row",
        )
        self.asked = pl.DataFrame(
            [(name, at) for at, names in enumerate(setting.reached) for name in names],
            schema={"node": pl.String, "question": pl.Int8},
            orient="row",
        )

    def dense(self, place: Any, question: Any, verdict: Any) -> Verdicts:
        found = np.zeros(self.size, dtype=np.uint8)
        found[place, question] = verdict
        return found


MEMBERS = {"association": pl.String, "place": pl.Int32, "sure": pl.Boolean}


def _members(setting: Setting) -> list[tuple[str, int, bool]]:
    found = []
    for name in setting.eligible:
        sure, may = setting.members(name)
        found += [(name, at, at in sure) for at in may]
    return found


def _depth(node: Node, setting: Setting) -> int:
    targets = {one.id: one.target for one in setting.docket.nodes}
    depth, target = 0, node.target
    while target is not None:
        depth, target = depth + 1, targets[target]
    return depth


class DuckDB:
    def __init__(self, setting: Setting) -> None:
        self.tables = Tables(setting)
        self.connection = duckdb.connect()
        with TemporaryDirectory() as folder:
            for name in ("bodies", "members", "nodes", "terms", "asked"):
                file = f"{folder}/{name}.parquet"
                getattr(self.tables, name).write_parquet(file)
                self.connection.execute(f"CREATE TABLE {name} AS SELECT * FROM '{file}'")

    def run(self) -> Verdicts:
        found = self.connection.execute(SQL).fetchnumpy()
        return self.tables.dense(found["place"], found["question"], found["verdict"])


class Polars:
    def __init__(self, setting: Setting) -> None:
        self.tables = Tables(setting)

    def run(self) -> Verdicts:
        given = self.tables
        reach = self.reach()
        at = ["node", "place"]
        lifts = _ends(reach.filter(pl.col("depth") == 2))
        stays = _ends(_but_not(reach.filter(pl.col("depth") == 1), lifts))
        force = _but_not(reach.filter(pl.col("depth") == 0), stays).select(*at, "sure")
        found = (
            force.join(given.asked.lazy(), on="node")
            .group_by("place", "question")
            .agg(verdict=pl.when(pl.col("sure").any()).then(1).otherwise(2))
            .collect()
        )
        return given.dense(*(found[name].to_numpy() for name in ("place", "question", "verdict")))

    def reach(self) -> pl.LazyFrame:
        """Whom each node covers, for sure or perhaps."""
        given = self.tables
        bodies, members = given.bodies.lazy(), given.members.lazy()
        terms = given.terms.lazy()
        of_kind = {
            kind: terms.filter(pl.col("kind") == kind)
            for kind in ("body", "within", "subdivisions", "everyone", "members")
        }
        wanted = ["node", "place", "out", "sure"]
        sure = pl.lit(True).alias("sure")
        hits = [
            of_kind["body"].join(bodies, left_on="subject", right_on="id"),
            of_kind["within"].join(bodies, left_on="subject", right_on="state"),
            of_kind["subdivisions"]
            .join(bodies, left_on="subject", right_on="state")
            .filter(pl.col("id") != pl.col("subject")),
            of_kind["everyone"].join(bodies, how="cross"),
        ]
        known = of_kind["members"].join(members, left_on="subject", right_on="association")
        out, is_sure = pl.col("out"), pl.col("sure")
        return (
            pl.concat(
                [*(one.with_columns(sure).select(wanted) for one in hits), known.select(wanted)]
            )
            .group_by("node", "place")
            .agg(
                inside=(~out).any(),
                sure_inside=(~out & is_sure).any(),
                outside=out.any(),
                sure_outside=(out & is_sure).any(),
            )
            .filter(pl.col("inside") & ~pl.col("sure_outside"))
            .join(given.nodes.lazy(), on="node")
            .with_columns(sure=pl.col("sure_inside") & ~pl.col("outside") & pl.col("sure"))
        )


def _ends(changes: pl.LazyFrame) -> pl.LazyFrame:
    """What the changes end, for whom, for sure or perhaps."""
    return changes.group_by(pl.col("target").alias("node"), "place").agg(ended=pl.col("sure").any())


def _but_not(nodes: pl.LazyFrame, ends: pl.LazyFrame) -> pl.LazyFrame:
    joined = nodes.join(ends, on=["node", "place"], how="left")
    left = joined.filter(~pl.col("ended").fill_null(value=False))
    return left.with_columns(sure=pl.col("sure") & pl.col("ended").is_null())
