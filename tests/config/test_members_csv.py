"""Members come from the spreadsheet that the personnel department keeps."""

import pytest

from bot.config import Config
from bot.errors import Complaint
from tests.config.writing import SMALL, Folder

LIST = SMALL[SMALL.index("members:\n") : SMALL.index("teams:")]
TEXT = SMALL.replace(LIST, "members: people/members.csv\n")
HEADER = "name,email,language,timezone,slack_id,telegram_id,prefers,teams\n"
ANNA = "Anna Visser,anna@devrieswonen.nl,nl,,U0ANNA,1001,telegram,support\n"


@pytest.fixture
def people(folder: Folder) -> Folder:
    folder.path.parent.joinpath("people").mkdir()
    return folder


def loaded(people: Folder, csv: str | bytes) -> Config:
    people.write("people/members.csv", csv)
    return people.load(TEXT)


def refused(people: Folder, csv: str | bytes) -> tuple[Complaint, ...]:
    people.write("people/members.csv", csv)
    return people.complaints(TEXT)


def test_a_plain_file_in_a_folder_beside_the_configuration(people: Folder) -> None:
    (anna,) = loaded(people, HEADER + ANNA).members

    assert (anna.name, anna.slack_id, anna.telegram_id, anna.teams) == ("Anna Visser", "U0ANNA", 1001, ("support",))
    assert anna.timezone is None


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252"])
def test_as_dutch_excel_saves_it(people: Folder, encoding: str) -> None:
    text = 'name;email;telegram_id;teams\r\nZoë Visser;anna@devrieswonen.nl;1001;"support;support"\r\n;;;\r\n'
    (zoe,) = loaded(people, text.encode(encoding)).members

    assert (zoe.name, zoe.telegram_id, zoe.teams) == ("Zoë Visser", 1001, ("support", "support"))


def test_with_the_separator_named_on_the_first_line(people: Folder) -> None:
    assert len(loaded(people, "sep=;\nname;email\nAnna;anna@devrieswonen.nl\n").members) == 1


def test_columns_in_any_order_and_spelling_of_case(people: Folder) -> None:
    (anna,) = loaded(
        people, "Teams,E_mail,Name\n".replace("E_mail", "EMAIL") + "support,anna@devrieswonen.nl,Anna\n"
    ).members

    assert anna.name == "Anna"


def test_what_is_wrong_is_said_with_the_line_of_the_spreadsheet(people: Folder) -> None:
    rows = 'Boris,anna@devrieswonen.nl,nl,,,,,\n"Daan\nBakker",daan@devrieswonen.nl,nl,,,1E+9,,\n'
    rows += "Emma,emma,xx,,,,,helpdesk\n"
    complaints = refused(people, HEADER + ANNA + rows)
    folder = people.path.parent

    assert [complaint.where.replace(f"{folder}/", "") for complaint in complaints] == [
        "people/members.csv:3: members.anna@devrieswonen.nl.email",
        "people/members.csv:4: members.daan@devrieswonen.nl.telegram_id",
        "people/members.csv:6: members.emma.email",
        "people/members.csv:6: members.emma.language",
        "people/members.csv:6: members.emma.teams[1]",
    ]


def test_a_header_that_is_not_there(people: Folder) -> None:
    (complaint,) = refused(people, ANNA)

    assert complaint.what == "the first line does not name the columns"
    assert "name,email,language" in complaint.hint


def test_a_column_that_we_do_not_know_and_one_that_is_missing(people: Folder) -> None:
    first, second = refused(people, "name,emial\nAnna,anna@devrieswonen.nl\n")

    assert first.what == "the column email is missing"
    assert (second.what, second.hint) == ("there is no column “emial”", "Call it email.")


def test_more_cells_than_columns(people: Folder) -> None:
    complaint = refused(people, "name,email\nVisser, Anna,anna@devrieswonen.nl\n")[1]

    assert "3 cells, the header 2" in complaint.what


def test_a_file_that_is_not_there(folder: Folder) -> None:
    (complaint,) = folder.complaints(TEXT)

    assert (complaint.where, complaint.what) == ("config.yaml:7: members", "there is no such file")


def test_a_spreadsheet_that_is_not_saved_as_csv(people: Folder) -> None:
    (complaint,) = refused(people, b"PK\x03\x04\x00\x00")

    assert "CSV UTF-8" in complaint.hint


def test_an_empty_file(people: Folder) -> None:
    (complaint,) = refused(people, "")

    assert complaint.what == "the first line does not name the columns"
