"""Files open right in a Dutch and an English Excel, and nothing that a customer wrote is taken for a formula."""

import csv
import re
import zipfile
from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO, StringIO
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.exported import Cell
from bot.sheets import CommaSheet, ExcelSheet, Heading

HEADINGS = [Heading(text="Day"), Heading(text="Score", width=7), Heading(text="Words", width=60)]
ROW: Sequence[Cell] = (date(2026, 11, 20), 3, "Drie keer teruggebeld; niemand\r\nwist ervan, “echt” niet.")
MOMENT = datetime(2026, 11, 20, 14, 3, tzinfo=UTC).replace(tzinfo=None)
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def _csv(rows: Sequence[Sequence[Cell]], language: str = "nl") -> bytes:
    file = BytesIO()
    sheet = CommaSheet(file, HEADINGS, language=language)
    sheet.add(rows)
    sheet.finish()
    return file.getvalue()


def _read(raw: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(raw.decode("utf-8-sig"), newline=""), delimiter=";"))


def _xlsx(rows: Sequence[Sequence[Cell]]) -> ElementTree.Element:
    file = BytesIO()
    sheet = ExcelSheet(file, HEADINGS, title="Klantenservice")
    sheet.add(rows)
    sheet.finish()
    with zipfile.ZipFile(file) as book:
        assert not book.testzip()
        return ElementTree.fromstring(book.read("xl/worksheets/sheet1.xml"))


def _cells(sheet: ElementTree.Element, row: int) -> list[ElementTree.Element]:
    return sheet.findall(f".//{MAIN}row")[row].findall(f"{MAIN}c")


def test_dutch_and_english_excel_each_have_their_own_signs() -> None:
    row: Sequence[Cell] = [date(2026, 11, 20), Decimal("1200.50"), "goed, maar; duur"]

    assert _csv([row]).decode() == '\ufeffDay;Score;Words\r\n2026-11-20;1200,50;"goed, maar; duur"\r\n'
    assert _csv([row], "en").decode() == '\ufeffDay,Score,Words\r\n2026-11-20,1200.50,"goed, maar; duur"\r\n'


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t", "\r", "\n="])
def test_formulas_are_guarded_in_csv(begin: str) -> None:
    formula = f"{begin}cmd|' /C calc'!A0"

    first, number, words = _read(_csv([[None, -3, formula]]))[1]
    assert (first, number) == ("", "-3")
    assert words.startswith("'")
    assert words.replace("'", "") == formula.replace("\r", "\n").replace("'", "")


@pytest.mark.parametrize("separator", [",", ";", "\t", "\n", ',"', '\n""'])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_formula_begins_for_a_program_that_was_told_of_another_separator(language: str, separator: str) -> None:
    written = _csv([[None, 3, f"Prima{separator}=1+cmd|'/C calc'!A0"]], language).decode("utf-8-sig")

    assert [cell for between in ",;\t" for cell in _all_cells(written, between) if cell.startswith("=")] == []


@pytest.mark.parametrize("said", ["a, b; c", "eerst\n\ndaarna", "3-1, in de bank", "a,b;c\td", "€ 2,50 + 3"])
def test_ordinary_words_stay_as_they_are(said: str) -> None:
    assert _read(_csv([[None, -3, said]]))[1] == ["", "-3", said]


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t", "http://"])
def test_excel_gets_texts_never_formulas_or_links(begin: str) -> None:
    sheet = _xlsx([[None, None, f"{begin}A1"]])

    assert sheet.find(f".//{MAIN}f") is None
    assert sheet.find(f".//{MAIN}hyperlink") is None
    assert _cells(sheet, 1)[0].get("t") == "inlineStr"


def test_excel_gets_dates_and_numbers_and_a_head_that_stays() -> None:
    sheet = _xlsx([ROW, [MOMENT, Decimal("0.5"), True], [date(1850, 1, 1), None, ""]])

    day, score, words = _cells(sheet, 1)
    assert (day.findtext(f"{MAIN}v"), day.get("t"), score.findtext(f"{MAIN}v")) == ("46346", None, "3")
    assert "".join(words.itertext()) == "Drie keer teruggebeld; niemand\nwist ervan, “echt” niet."
    moment, half, true = _cells(sheet, 2)
    assert float(moment.findtext(f"{MAIN}v") or 0) == pytest.approx(46346 + (14 * 60 + 3) / 1440)
    assert (half.findtext(f"{MAIN}v"), true.get("t")) == ("0.5", "b")
    assert len({day.get("s"), moment.get("s"), half.get("s")}) == 3
    pane = sheet.find(f".//{MAIN}pane")
    assert pane is not None
    assert (pane.get("state"), pane.get("ySplit")) == ("frozen", "1")
    widths = [float(one.get("width") or 0) for one in sheet.findall(f".//{MAIN}col")]
    assert widths[2] > 50 > 10 > widths[1]
    filtered = sheet.find(f".//{MAIN}autoFilter")
    assert filtered is not None
    assert filtered.get("ref") == "A1:C4"


def test_words_longer_than_a_cell_end_in_an_ellipsis() -> None:
    long = "😀" * 20_000
    csv.field_size_limit(1_000_000)
    written = _read(_csv([[None, None, long]]))[1][2]
    (cell,) = _cells(_xlsx([[None, None, long]]), 1)

    assert "".join(cell.itertext()) == written
    assert written.endswith("😀…")
    assert len(written.encode("utf-16-le")) // 2 <= 32_767


def test_what_is_dropped_leaves_nothing_behind() -> None:
    sheet = ExcelSheet(BytesIO(), HEADINGS, title="Klantenservice")
    sheet.add([ROW])
    sheet.drop()


def test_a_teams_name_may_be_anything() -> None:
    file = BytesIO()
    sheet = ExcelSheet(file, HEADINGS, title="'Service & [contact]: alle vestigingen, noord/zuid?*'")
    sheet.add([ROW])
    sheet.finish()
    assert zipfile.is_zipfile(file)


_ANYTHING = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


_HOSTILE = st.text(st.sampled_from("=+-@＝,;\t\n\r\"' a1"), max_size=12)
_ROWS = st.lists(st.tuples(st.none() | _HOSTILE, st.integers(-10, 10), _ANYTHING | _HOSTILE), max_size=5)


@given(_ROWS, st.sampled_from(["nl", "en"]), st.sampled_from([",", ";", "\t"]))
def test_with_any_separator_no_cell_begins_a_formula(
    rows: list[tuple[str | None, int, str]], language: str, between: str
) -> None:
    for cell in _all_cells(_csv(rows, language).decode("utf-8-sig"), between):
        begins = cell.lstrip("\r\n")  # a quote of ours that was not understood may take in the end of its row
        assert not begins.startswith(("=", "+", "-", "@", "\t", "＝")) or re.fullmatch(r"-\d+", begins)


def _all_cells(written: str, between: str) -> list[str]:
    return [cell for row in csv.reader(StringIO(written, newline=""), delimiter=between) for cell in row]


@given(_ROWS)
def test_csv_reads_back_but_for_apostrophes(rows: list[tuple[str | None, int, str]]) -> None:
    read = _read(_csv(rows))[1:]

    assert [row[1] for row in read] == [str(row[1]) for row in rows]
    for (_, _, said), (_, _, words) in zip(rows, read, strict=True):
        assert words.replace("'", "") == re.sub("\r\n?", "\n", said).replace("'", "")


@given(st.lists(_ANYTHING, max_size=5))
def test_excels_file_is_whole_whatever_is_in_it(texts: list[str]) -> None:
    _xlsx([[None, None, text] for text in texts])
