"""Who is signed in for a page test: a role at a body, and when they last showed who they are. No test is here."""

from datetime import date

from allauth.account.internal.flows.login import record_authentication
from django.test import Client, RequestFactory

from proviso.domain.roles import Role
from proviso.people.models import User
from proviso.people.roles import give

AGENCY = "us/doj/ojp"


def signed_in(*roles: tuple[Role, str], name: str = "Ana Analyst", proven: bool = True) -> Client:
    """A client of someone who holds these roles; `proven`: has just shown again who they are."""
    address = f"{name.split()[0].lower()}@person.example"
    user = User.objects.filter(email=address).first()
    if user is None:
        user = User.objects.create_user(address, "a password", name=name)
    for role, body in roles:
        give(user, role, body, first=date(2018, 1, 1), last=None, by="a test")
    client = Client()
    client.force_login(user, backend="proviso.web.accounts.SignIn")
    if proven:
        request = RequestFactory().get("/")
        request.session = client.session
        record_authentication(request, user, "password", reauthenticated=True)
        request.session.save()
    return client


def person(client: Client) -> str:
    """The id under which entries name who is signed in."""
    found = User.objects.get(pk=client.session["_auth_user_id"])
    return str(found.person)
