"""Tables as files that a spreadsheet opens. They are written in a thread; nothing here knows the loop."""

from bot.sheets.commas import CommaSheet
from bot.sheets.excel import ExcelSheet
from bot.sheets.sheet import Heading, Sheet

__all__ = ["CommaSheet", "ExcelSheet", "Heading", "Sheet"]
