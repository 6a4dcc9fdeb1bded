"""How page tests ask: one address, its text. No test is here."""

import html
import re

from django.test import Client

TAGS = re.compile(r"<[^>]+>")


def source(client: Client, address: str, *, status: int = 200) -> str:
    """The page's own text, as sent."""
    answer = client.get(address)
    assert answer.status_code == status, f"{address} answered {answer.status_code}"
    return answer.content.decode()


def words(client: Client, address: str, *, status: int = 200) -> str:
    """The page's words without its markup, spaces as one."""
    text = TAGS.sub("", source(client, address, status=status))
    return " ".join(html.unescape(text).split())
