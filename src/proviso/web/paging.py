"""Which page of a long list an address asks for. How long a page is, the view says."""

from collections.abc import Mapping

from proviso.web.problems import BadQuestion, Problem

MOST = 100_000


def page_asked(asked: Mapping[str, str]) -> int:
    """The number of the page, from 1; a page past the end is the last one."""
    typed = asked.get("page", "").strip()
    if not typed:
        return 1
    if typed.isascii() and typed.isdigit() and 1 <= int(typed[:7]) <= MOST:
        return int(typed[:7])
    raise BadQuestion(
        Problem(
            field="page",
            label="Page",
            typed=typed[:80],
            reason="A page is a number from 1.",
            cure="Write a number such as 2, or leave it empty for the first page.",
        )
    )
