"""A URL in the environment is used as it stands, or refused without telling the password in it."""

from pathlib import Path

import pytest

from proviso.domain.refusals import Refusal
from proviso.outside.endpoints import Endpoint, Kind, configured, endpoint, seconds, tls

KIND = Kind(
    variable="PROVISO_THING_URL",
    example="thing://user:password@host",
    ports={"thing": 7, "folder": 0},
    options={
        "mode": ("soft", "hard"),
        "wait": ("seconds",),
        "ca": ("file",),
        "hello": ("name",),
    },
)


def test_a_url_is_taken_apart() -> None:
    found = endpoint("thing://a%40b:p%2Fw%3A@Mail.Example.gov:99/In%20box?mode=hard&wait=1.5", KIND)
    assert isinstance(found, Endpoint)
    assert (found.host, found.port, found.path) == ("mail.example.gov", 99, "/In box")
    assert (found.user, found.password) == ("a@b", "p/w:")
    assert seconds(found.options, "wait", 9) == 1.5
    assert seconds({}, "wait", 9) == 9.0
    assert "p/w" not in repr(found)


def test_the_usual_port_is_used_where_none_is_named() -> None:
    for url, host in (("thing://h.example", "h.example"), ("thing://[::1]/", "::1")):
        found = endpoint(url, KIND)
        assert isinstance(found, Endpoint)
        assert (found.host, found.port) == (host, 7)


def test_a_folder_has_a_path_alone() -> None:
    found = endpoint("folder:///srv/mail", KIND)
    assert isinstance(found, Endpoint)
    assert found.path == "/srv/mail"


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("mail.example.gov", "does not begin with thing:// or folder://"),
        ("http://user:hunter2@h.example", "does not begin with"),
        ("thing://", "names no host"),
        ("thing://user:hunter2@", "names no host"),
        ("thing://h_st/?x", "it is not a URL"),
        ("thing://user:hunter2@h st.example", "names no host"),
        ("thing://user:hunter2@h.example:99999", "it is not a URL"),
        ("thing://user:hunter2@[::1", "it is not a URL"),
        ("thing://user:hunter2%0D%0AX@h.example", "it holds a character that ends a line"),
        ("folder:///srv%00mail", "it holds a character that ends a line"),
        ("folder://host/srv", "names no folder, or a host before it"),
        ("folder://", "names no folder"),
        ("thing://h.example?colour=red", "colour is none of its options (mode, wait, ca, hello)"),
        ("thing://h.example?mode=loud", "mode is not soft or hard"),
        ("thing://h.example?wait=long", "wait is not a number of seconds"),
        ("thing://h.example?wait=0", "wait is not a number of seconds"),
        ("thing://h.example?wait=1e9", "wait is not a number of seconds"),
        ("thing://h.example?ca=/no/such/file", "ca is not a file that exists"),
        ("thing://h.example?ca=a%00b", "ca is not a file that exists"),
        ("thing://h.example?hello=a%20b", "hello is not a host's name"),
    ],
)
def test_a_url_that_cannot_be_used_is_refused(url: str, said: str) -> None:
    found = endpoint(url, KIND)
    assert isinstance(found, Refusal)
    assert found.reason.startswith("PROVISO_THING_URL cannot be used: ")
    assert said in found.reason
    assert "hunter2" not in f"{found}"


def test_the_environment_may_name_none() -> None:
    assert configured(KIND, {}) is None
    assert configured(KIND, {"PROVISO_THING_URL": "  "}) is None
    assert isinstance(configured(KIND, {"PROVISO_THING_URL": "thing://h.example"}), Endpoint)
    assert isinstance(configured(KIND, {"PROVISO_THING_URL": "nothing"}), Refusal)


def test_certificates_are_always_checked() -> None:
    context = tls({})
    assert context.check_hostname
    with pytest.raises(OSError, match="No such file"):
        tls({"ca": str(Path("no-such-file.pem"))})
