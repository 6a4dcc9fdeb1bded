"""The tables of a day as files, and the package that describes them."""

import csv
import io
import json
import zipfile

import pytest
from django.test import Client

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("review")]

TABLES = ("orders", "effects", "sources", "matters", "statements")
DAY = "?on=2018-03-01"


def rows(client: Client, name: str, day: str = DAY) -> list[dict[str, str]]:
    answer = client.get(f"/data/{name}.csv{day}")
    assert answer.status_code == 200
    return list(csv.DictReader(io.StringIO(answer.getvalue().decode(), newline="")))


@pytest.mark.parametrize("name", TABLES)
def test_every_row_has_its_provenance(client: Client, name: str) -> None:
    found = rows(client, name)
    assert found
    for row in found:
        assert {"source_ids", "recorded_at", "supersedes"} <= row.keys()
        assert row["recorded_at"].endswith("Z")


@pytest.mark.parametrize("name", TABLES)
def test_json_has_the_same_rows_and_null_for_the_unknown(client: Client, name: str) -> None:
    told = json.loads(client.get(f"/data/{name}.json{DAY}").getvalue())
    assert (told["as_of"], len(told["rows"])) == ("2018-03-01", len(rows(client, name)))
    assert isinstance(told["rows"][0]["source_ids"], list)


def test_the_rows_are_those_of_the_day(client: Client) -> None:
    assert "O14" not in {one["order"] for one in rows(client, "orders")}
    later = {one["order"]: one for one in rows(client, "orders", "?on=2018-08-01")}
    assert later["O14"]["supersedes"] == "O08.1"
    assert later["O08"]["state"] == "superseded"


def test_the_package_describes_each_table_by_an_address_that_answers(client: Client) -> None:
    told = json.loads(client.get(f"/data/datapackage.json{DAY}").getvalue())
    assert told["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert [one["name"] for one in told["resources"]] == list(TABLES)
    for one in told["resources"]:
        path = one["path"].removeprefix("http://testserver")
        head = client.get(path).getvalue().decode().splitlines()[0].split(",")
        assert [field["name"] for field in one["schema"]["fields"]] == head
        assert one["schema"]["primaryKey"] == head[:1]


def test_the_archive_holds_the_package_and_what_it_names(client: Client) -> None:
    packed = client.get(f"/data/proviso-data.zip{DAY}").getvalue()
    assert packed == client.get(f"/data/proviso-data.zip{DAY}").getvalue()
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        told = json.loads(archive.read("datapackage.json"))
        for one in told["resources"]:
            body = archive.read(one["path"]).decode()
            keys = [row[0] for row in csv.reader(io.StringIO(body, newline=""))][1:]
            assert len(keys) == len(set(keys)), "the first column names the row"


@pytest.mark.parametrize("name", ["orders.xml", "people.csv", "datapackage.csv"])
def test_what_there_is_no_table_of_is_not_found(client: Client, name: str) -> None:
    assert client.get(f"/data/{name}").status_code == 404


def test_a_file_that_still_holds_is_not_made_again(client: Client) -> None:
    first = client.get(f"/data/orders.csv{DAY}")
    again = client.get(f"/data/orders.csv{DAY}", headers={"if-none-match": first.headers["ETag"]})
    assert again.status_code == 304
    other = client.get("/data/orders.csv", headers={"if-none-match": first.headers["ETag"]})
    assert other.status_code == 200


def test_the_page_of_downloads_carries_the_day(client: Client) -> None:
    said = client.get(f"/data/{DAY}").getvalue().decode()
    assert "/data/orders.csv?on=2018-03-01" in said
