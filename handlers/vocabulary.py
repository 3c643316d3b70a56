"""The words that /nps understands, in English and in Dutch."""

from bot.domain.question import Dimension, FileFormat, Which


def _each(meanings: dict[str, str]) -> dict[str, str]:
    return {word: meaning for meaning, words in meanings.items() for word in words.split()}


VERBS = _each(
    {
        "help": "help hulp ? commands",
        "privacy": "privacy",
        "link": "link koppel",
        "case": "case zaak melding",
        "cases": "cases zaken meldingen",
        "away": "away afwezig weg",
        "back": "back terug",
        "said": "said say says gezegd zegt zeggen",
        "compare": "compare vergelijk vergelijken",
        "enps": "enps",
        "export": "export exporteer exporteren download",
        "me": "me mij ik mine mijn",
    }
)
"""What a command can begin with -> what it means."""

BY = frozenset({"by", "per"})
STRETCHES = {
    **dict.fromkeys(("week", "weeks"), "last 13 weeks"),
    **dict.fromkeys(("weken",), "laatste 13 weken"),
    **dict.fromkeys(("month", "months", "quarter", "quarters", "year", "years"), "last 12 months"),
    **dict.fromkeys(("maand", "maanden", "kwartaal", "kwartalen", "jaar", "jaren"), "laatste 12 maanden"),
}
"""By what there is no table -> the days over which a score has its line, which shows how it went."""
DIMENSIONS = {
    tuple(words.split()): by
    for by, spellings in {
        Dimension.TOUCHPOINT: ("touchpoint", "touchpoints", "contactmoment", "contactpunt"),
        Dimension.JOURNEY: ("journey", "journeys", "klantreis", "reis"),
        Dimension.CHANNEL: ("channel", "channels", "kanaal", "kanalen"),
        Dimension.LOCATION: ("location", "locations", "shop", "store", "locatie", "vestiging", "winkel", "plaats"),
        Dimension.SOURCE: ("source", "sources", "survey", "bron", "enquête", "enquete"),
        Dimension.WEEKDAY: (
            "weekday",
            "weekdays",
            "day",
            "day of the week",
            "weekdag",
            "dag",
            "dag van de week",
        ),
        Dimension.HOUR: ("hour", "hours", "hour of the day", "uur", "uur van de dag"),
        Dimension.TEAM: ("team", "teams"),
        Dimension.CAUSE: ("cause", "causes", "reason", "oorzaak", "oorzaken", "reden"),
    }.items()
    for words in spellings
}

WHICH = {
    **dict.fromkeys(("open", "openstaand", "openstaande"), Which.OPEN),
    **dict.fromkeys(("overdue", "late", "verlopen", "laat", "achterstallig", "achterstallige"), Which.OVERDUE),
    **dict.fromkeys(("mine", "my", "mijn", "mij"), Which.MINE),
}
CASES_FILLERS = frozenset({"all", "alle", "te", "the", "de", "van"})
PAGE = frozenset({"page", "pagina"})

FORMS = {
    **dict.fromkeys(("csv",), FileFormat.CSV),
    **dict.fromkeys(("xlsx", "excel", "spreadsheet"), FileFormat.XLSX),
}
OTHER_FORMS = frozenset({"pdf", "word", "docx", "ods", "json", "xml", "tsv", "txt", "html", "powerpoint", "png"})
"""As what no file is made: nobody means a team by them."""
PERSONAL = frozenset({"personal", "persoonlijk", "persoonlijke", "persoonsgegevens", "names", "namen"})
WITHOUT = frozenset({"without", "no", "zonder", "geen"})
EXPORT_FILLERS = frozenset(
    {"as", "als", "with", "met", "including", "inclusief", "data", "gegevens", "file", "bestand"}
)

VERSUS = frozenset({"vs", "versus"})
BETWEEN_TEAMS = VERSUS | {"and", "en", "with", "met", "to", "tegen", "&"}
