"""A notice counts for the letter whose Message-ID it names, and for the recipient it speaks of."""

from proviso.domain.notices import Bounce, Reply, Trail, about, named

SENT = {"<one@ashford.example>": "L-1", "<two@ashford.example>": "L-2"}


def trail(*of: str) -> Trail:
    return Trail(of=of, own="<n@brook.example>", sender="", dated="", sha256="0" * 64)


def reply(*of: str) -> Reply:
    return Reply(trail=trail(*of), subject="Re: Request", said="Here it is.", files=1)


def bounce(recipient: str, meant: str = "") -> Bounce:
    return Bounce(trail=trail(), recipient=recipient, meant=meant, status="5.1.1", said="")


def test_the_first_of_our_messages_that_it_names_is_the_one_it_is_about() -> None:
    assert named(reply("<two@ashford.example>", "<one@ashford.example>"), SENT) == "L-2"
    assert named(reply("<theirs@brook.example>", "<one@ashford.example>"), SENT) == "L-1"


def test_a_server_may_change_the_case_of_a_message_id() -> None:
    assert named(reply("<ONE@Ashford.Example>"), SENT) == "L-1"


def test_what_names_none_of_ours_is_about_none() -> None:
    assert named(reply(), SENT) is None
    assert named(reply("<theirs@brook.example>"), SENT) is None


def test_a_notice_speaks_of_whom_the_message_was_meant_for_or_came_to() -> None:
    assert about(bounce("Sheriff@brook.example"), "sheriff@brook.example")
    assert about(bounce("t.oak@post.example", "sheriff@brook.example"), "sheriff@brook.example")
    assert about(bounce("mayor@brook.example"), "sheriff@brook.example") is False
    assert about(bounce(""), "sheriff@brook.example") is None
    assert about(reply(), "sheriff@brook.example") is None
