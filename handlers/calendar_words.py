"""What days, months, small numbers and stretches of time are called, in English and in Dutch."""

from bot.domain.period import Unit

WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "monday mon maandag ma",
            "tuesday tue dinsdag di",
            "wednesday wed woensdag wo",
            "thursday thu donderdag do",
            "friday fri vrijdag vr",
            "saturday sat zaterdag za",
            "sunday sun zondag zo",
        )
    )
    for name in names.split()
}
"""Monday is 0."""

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan januari",
            "february feb februari",
            "march mar maart mrt",
            "april apr",
            "may mei",
            "june jun juni",
            "july jul juli",
            "august aug augustus",
            "september sep sept",
            "october oct oktober okt",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}

NUMBERS = {
    name: number
    for number, names in enumerate(
        (
            "a an one een één",
            "two twee",
            "three drie",
            "four vier",
            "five vijf",
            "six zes",
            "seven zeven",
            "eight acht",
            "nine negen",
            "ten tien",
            "eleven elf",
            "twelve twaalf",
        ),
        start=1,
    )
    for name in names.split()
}

ORDINALS = {
    name: number
    for number, names in enumerate(("first eerste", "second tweede", "third derde", "fourth vierde"), start=1)
    for name in names.split()
}

UNITS = {
    **dict.fromkeys(("d", "day", "days", "dag", "dagen", "dgn"), Unit.DAYS),
    **dict.fromkeys(("w", "wk", "week", "weeks", "weken"), Unit.WEEK),
    **dict.fromkeys(("m", "month", "months", "maand", "maanden", "mnd"), Unit.MONTH),
    **dict.fromkeys(("quarter", "quarters", "kwartaal", "kwartalen"), Unit.QUARTER),
    **dict.fromkeys(("y", "year", "years", "j", "jaar", "jaren"), Unit.YEAR),
}
ONE_OF = {
    **{"days": "day", "weeks": "week", "months": "month", "quarters": "quarter", "years": "year"},
    **{"dagen": "dag", "dgn": "dag", "weken": "week", "maanden": "maand", "kwartalen": "kwartaal", "jaren": "jaar"},
}
"""What is more than one of a unit -> what one of it is called: "last week", never "last weeks"."""

THIS = frozenset({"this", "current", "deze", "dit", "huidige", "huidig", "lopende", "lopend"})
PREVIOUS = frozenset({"last", "previous", "vorige", "vorig"})
ROLLING = frozenset({"past", "afgelopen", "laatste", "voorbije"})
NEXT = frozenset({"next", "coming", "volgende", "volgend", "komende", "komend"})
AGO = {"today": 0, "vandaag": 0, "yesterday": 1, "gisteren": 1, "eergisteren": 2}
AHEAD = {"tomorrow": 1, "morgen": 1, "overmorgen": 2}
SINCE = frozenset({"since", "sinds", "vanaf"})
RANGE = ".."
UNTIL = frozenset({RANGE, "through", "thru", "until", "till", "tot", "t/m", "tm"})
WEEKEND = "weekend"
FROM = frozenset({"from", "van", "between", "tussen"})
BACK_THEN = frozenset({"ago", "geleden"})
HALF = frozenset({"half", "halve"})
