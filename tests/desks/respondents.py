"""A request that waits for an answer, and people of the government that answers. No test is here."""

import re
from datetime import date
from html import unescape

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from proviso.domain.roles import Role
from proviso.outside.clock import today
from tests.acts.village import ELDER, MATTER, STOW, done, told, village
from tests.outside.handed import pdf
from tests.web.signing_in import signed_in

ITEMS = ("policies", "plan")
AT = "/respond/V1/"
ANSWER = f"{AT}answer/L1/"


def waiting() -> None:
    """The village, with a letter that asks for two items, delivered, and due in the year that comes."""
    village()
    on = date(2018, 1, 25)
    done("define-item", "review:R1", item="plan", asks="A plan for each finding")
    sent = told(on=on, learned=on)
    done(
        "send-letter", MATTER, envelope=sent, letter="L1", kind="document-request", items=ITEMS,
        addressee="Cleo, County Clerk", authority="2 CFR 200.337", due=date(today().year + 1, 3, 1),
    )  # fmt: skip
    done("record-delivery", MATTER, envelope=told(on=on, learned=on), letter="L1", method="e-mail")


def owner() -> Client:
    return signed_in((Role.OWNER, ELDER), name="Otto Owner")


def staff() -> Client:
    return signed_in((Role.STAFF, ELDER), name="Stella Staff")


def reader() -> Client:
    return signed_in((Role.READER, ELDER), name="Rita Reader")


def stranger() -> Client:
    return signed_in((Role.OWNER, STOW), name="Sam Stranger")


def save(client: Client, item: str, answer: str, **more: str) -> int:
    """Save what is said of an item as the page shows it now; the status."""
    sent = {"item": item, "answer": answer, "seen": seen(client, item), **more}
    return client.post(ANSWER, sent).status_code


def seen(client: Client, item: str) -> str:
    """What the form of an item carries unseen: the state in which it was shown."""
    text = client.get(ANSWER).content.decode()
    found = re.search(
        rf'name="item" value="{item}"><input type="hidden" name="seen" value="([^"]*)"', text
    )
    return found[1] if found else ""


def upload(
    client: Client,
    name: str = "Plan.pdf",
    content: bytes | None = None,
    *,
    item: str = "policies",
    **more: str,
) -> "tuple[int, str]":
    """Add a file to an item, as a browser does; the status, and where it led or what it said."""
    file = SimpleUploadedFile("x", pdf() if content is None else content)
    vars(file)["_name"] = name  # as it came, folders and all
    answer = client.post(f"{ANSWER}add/{item}/", {"file": file, "whole": "yes", **more})
    said = answer.headers.get("Location") or answer.content.decode()
    return answer.status_code, said


def signature(client: Client) -> dict[str, str]:
    """What the page to sign carries, and what a person fills in."""
    text = client.get(f"{ANSWER}sign/").content.decode()
    carried = dict(re.findall(r'name="(form-key|form-seen|digest)" value="([^"]*)"', text))
    return {
        **carried,
        "name": "Otto Owner",
        "office": "Clerk",
        "authority": "Charter 4",
        "agree": "yes",
    }


def carried(client: Client, address: str) -> dict[str, str]:
    """What the form of an act carries unseen."""
    text = client.get(address).content.decode()
    return dict(re.findall(r'name="(form-key|form-seen)" value="([^"]*)"', text))


def sent(
    client: Client, address: str, step: str, form: dict[str, str], **typed: str
) -> "tuple[int, str]":
    """Send the form of an act, for one of its steps."""
    answer = client.post(address, {**form, **typed, "form-step": step})
    return answer.status_code, unescape(answer.content.decode())
