"""What came to the mailbox is fetched one by one, and marked as seen only once it is kept. Nothing is deleted."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from proviso.domain.refusals import Refusal
from proviso.outside import mailbox
from proviso.outside.mailbox import Arrived, MailboxUnreachable, Place, configured, opened, place
from tests.outside.imap_servers import Folder, imap_server
from tests.outside.mail_servers import HERE, Certificate, certificate, free_port

ONE = b"Subject: one\r\n\r\nfirst\r\n"
TWO = b"Subject: two\r\n\r\nsecond \xff\r\n"


def fetched(at: Place) -> list[bytes]:
    with opened(at) as box:
        return [arrived.content for arrived in box.unseen()]


# --- maildir ---------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for part in ("new", "cur", "tmp"):
        (tmp_path / "returns" / part).mkdir(parents=True)
    (tmp_path / "returns" / "new" / "1516807801.b.host").write_bytes(ONE)
    (tmp_path / "returns" / "cur" / "1516807802.a.host:2,F").write_bytes(TWO)
    return tmp_path / "returns"


def test_new_and_unseen_messages_of_a_maildir_come_in_order(folder: Path) -> None:
    (folder / "cur" / "1516807803.c.host:2,S").write_bytes(b"seen")
    (folder / "tmp" / "1516807804.d.host").write_bytes(b"half written")
    (folder / "new" / ".hidden").write_bytes(b"hidden")
    assert fetched(Place(folder=str(folder))) == [ONE, TWO]


def test_a_message_is_seen_only_once_it_is_kept(folder: Path) -> None:
    at = Place(folder=str(folder))
    assert fetched(at) == fetched(at), "whoever stops before keeping finds it again"
    with opened(at) as box:
        for arrived in box.unseen():
            box.kept(arrived)
    assert fetched(at) == []
    assert sorted(path.name for path in (folder / "cur").iterdir()) == [
        "1516807801.b.host:2,S",
        "1516807802.a.host:2,FS",
    ]
    assert (folder / "cur" / "1516807801.b.host:2,S").read_bytes() == ONE


def test_another_program_may_move_or_take_a_message_meanwhile(folder: Path) -> None:
    with opened(Place(folder=str(folder))) as box:
        first, second = box.unseen()
        (folder / "new" / "1516807801.b.host").rename(folder / "cur" / "1516807801.b.host:2,R")
        (folder / "cur" / "1516807802.a.host:2,F").unlink()
        box.kept(first)
        box.kept(second)
    assert [path.name for path in (folder / "cur").iterdir()] == ["1516807801.b.host:2,RS"]
    with opened(Place(folder=str(folder))) as box:
        (folder / "new" / "1516807805.e.host").write_bytes(ONE)
        (folder / "new" / "1516807806.f.host").write_bytes(TWO)
        for _ in box.unseen():
            (folder / "new" / "1516807806.f.host").unlink(missing_ok=True)


def test_links_pipes_and_folders_are_no_messages(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "secret").write_bytes(b"not for reading")
    (folder / "new" / "1.link").symlink_to(tmp_path / "secret")
    (folder / "new" / "2.folder").mkdir()
    os.mkfifo(folder / "new" / "3.pipe")
    assert b"not for reading" not in fetched(Place(folder=str(folder)))
    assert ONE in fetched(Place(folder=str(folder)))


def test_of_a_message_without_measure_the_beginning_is_fetched(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mailbox, "LARGEST", 10)
    with opened(Place(folder=str(folder))) as box:
        first, _ = box.unseen()
    assert (first.content, first.whole) == (ONE[:10], False)


def test_a_folder_that_is_no_maildir_is_said_to_be_none(tmp_path: Path) -> None:
    with (
        pytest.raises(MailboxUnreachable, match="is not a maildir"),
        opened(Place(folder=str(tmp_path))),
    ):
        pass


def test_a_maildir_that_goes_away_is_said_to_be_gone(folder: Path) -> None:
    with opened(Place(folder=str(folder))) as box:
        first, _ = box.unseen()
        (folder / "cur").rename(folder / "old")
        with pytest.raises(MailboxUnreachable, match="could not be marked as seen"):
            box.kept(first)
        with pytest.raises(MailboxUnreachable, match="cannot be read"):
            list(box.unseen())


def test_a_message_is_known_by_its_bytes_wherever_it_is_fetched_from() -> None:
    assert Arrived(name="a", content=ONE).key == Arrived(name="b", content=ONE).key
    assert Arrived(name="a", content=ONE).key != Arrived(name="a", content=TWO).key


# --- IMAP ------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Certificate:
    return certificate(tmp_path_factory.mktemp("imap"))


@contextmanager
def account(told: Folder, own: Certificate, path: str = "") -> Iterator[Place]:
    with imap_server(told, own) as port:
        at = place(f"imaps://clerk:p%40ss@{HERE}:{port}/{path}?ca={own.file}&timeout=2")
        assert isinstance(at, Place)
        yield at


def test_unseen_messages_of_an_account_come_in_order(own: Certificate) -> None:
    told = Folder(messages={3: ONE, 5: b"seen", 9: TWO}, seen={5})
    with account(told, own) as at, opened(at) as box:
        names = [(arrived.name, arrived.content, arrived.whole) for arrived in box.unseen()]
    assert names == [("7/3", ONE, True), ("7/9", TWO, True)]
    assert told.seen == {5}, "looking at a message does not mark it"
    assert told.heard[-1] == b"LOGOUT "


def test_a_message_of_an_account_is_seen_only_once_it_is_kept(own: Certificate) -> None:
    told = Folder(messages={3: ONE, 9: TWO})
    with account(told, own) as at:
        with opened(at) as box:
            first = next(iter(box.unseen()))
            box.kept(first)
        assert fetched(at) == [TWO]
    assert told.messages == {3: ONE, 9: TWO}
    assert told.seen == {3}


@pytest.mark.parametrize("plain", [True, False])
def test_name_and_password_are_told_within_tls(own: Certificate, *, plain: bool) -> None:
    told = Folder(plain=plain)
    with account(told, own) as at:
        assert fetched(at) == []
    assert (b"\0clerk\0p@ss" if plain else b'LOGIN "clerk" "p@ss"') in told.heard


def test_a_folder_may_have_a_name_in_any_script(own: Certificate) -> None:
    told = Folder(messages={1: ONE}, name=b'"R&APw-ckl&AOQ-ufer/A &- \\"B\\""')
    with account(told, own, "Rückläufer/A%20%26%20%22B%22") as at:
        assert fetched(at) == [ONE]


def test_short_messages_may_come_in_quotes(own: Certificate) -> None:
    told = Folder(messages={1: b'Subject: "x\\y"', 2: b""}, quoted=True)
    with account(told, own) as at:
        assert fetched(at) == [b'Subject: "x\\y"', b""]


def test_a_message_that_goes_meanwhile_is_passed_over(own: Certificate) -> None:
    told = Folder(messages={1: ONE, 2: TWO})
    with account(told, own) as at, opened(at) as box:
        for arrived in box.unseen():
            assert arrived.content == ONE
            del told.messages[2]


def test_of_a_message_without_measure_an_account_sends_the_beginning(
    own: Certificate, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mailbox, "LARGEST", 10)
    with account(Folder(messages={1: ONE}), own) as at, opened(at) as box:
        (first,) = box.unseen()
    assert (first.content, first.whole) == (ONE[:10], False)


@pytest.mark.parametrize(
    "rude",
    [
        Folder(messages={1: ONE}, cut_at=b"AUTHENTICATE"),
        Folder(messages={1: ONE}, cut_at=b"SELECT"),
        Folder(messages={1: ONE}, cut_at=b"SEARCH"),
        Folder(messages={1: ONE}, cut_at=b"FETCH"),
        Folder(messages={1: ONE}, refuse=b"AUTHENTICATE"),
        Folder(messages={1: ONE}, refuse=b"SEARCH"),
        Folder(messages={1: ONE}, refuse=b"FETCH"),
        Folder(messages={1: ONE}, announced=10**11),
        Folder(messages={1: ONE}, announced=10**4),
        Folder(messages={1: ONE}, name=b'"elsewhere"'),
    ],
    ids=lambda told: (told.cut_at or told.refuse or b"%d" % told.announced).decode(),
)
def test_a_rude_server_ends_the_fetching_and_marks_nothing(rude: Folder, own: Certificate) -> None:
    said = f"The mailbox at {HERE} cannot be read now"
    with account(rude, own) as at, pytest.raises(MailboxUnreachable, match=said):
        fetched(at)
    assert not rude.seen


def test_what_could_not_be_marked_is_not_taken_to_be(own: Certificate) -> None:
    with account(Folder(messages={1: ONE}, refuse=b"STORE"), own) as at, opened(at) as box:
        (first,) = box.unseen()
        with pytest.raises(MailboxUnreachable):
            box.kept(first)


def test_a_certificate_that_nobody_vouches_for_is_not_believed(own: Certificate) -> None:
    told = Folder(messages={1: ONE})
    with account(told, own) as at, pytest.raises(MailboxUnreachable, match="certificate"):
        fetched(replace(at, tls={}))
    assert not told.heard


def test_nobody_listens() -> None:
    with pytest.raises(MailboxUnreachable):
        fetched(Place(folder="INBOX", host=HERE, port=free_port(), timeout=1))


# --- settings --------------------------------------------------------------------------------


def test_the_mailbox_is_named_by_the_environment() -> None:
    assert configured({}) is None
    assert configured({"PROVISO_MAILBOX_URL": "maildir:///srv/mail"}) == Place(folder="/srv/mail")
    found = configured({"PROVISO_MAILBOX_URL": "imaps://c:hunter2@mail.example.gov?timeout=9"})
    assert isinstance(found, Place)
    assert (found.folder, found.port, found.timeout) == ("INBOX", 993, 9.0)
    assert "hunter2" not in repr(found)


@pytest.mark.parametrize("url", ["imap://clerk@mail.example.gov", "pop3://x", "maildir://host/x"])
def test_a_url_that_cannot_be_used_is_refused(url: str) -> None:
    assert isinstance(place(url), Refusal)
