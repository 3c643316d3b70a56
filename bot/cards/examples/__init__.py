"""Everything that people see, drawn for people and customers who do not exist. Golden tests and the gallery show them.

`EXAMPLES` holds all of them; `scene(language)` are the surroundings that they are made for.
"""

from bot.cards.examples import about_cases, answers, case, digests, exports, forms, homes, notices, pulses, steps, words
from bot.cards.examples.cast import Example, scene

__all__ = ["EXAMPLES", "Example", "scene"]

EXAMPLES: tuple[Example, ...] = (
    *case.EXAMPLES,
    *about_cases.EXAMPLES,
    *words.EXAMPLES,
    *digests.EXAMPLES,
    *answers.EXAMPLES,
    *forms.EXAMPLES,
    *notices.EXAMPLES,
    *steps.EXAMPLES,
    *pulses.EXAMPLES,
    *homes.EXAMPLES,
    *exports.EXAMPLES,
)
