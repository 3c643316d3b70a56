"""What days, months and small numbers are called, in English and in Dutch."""

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
