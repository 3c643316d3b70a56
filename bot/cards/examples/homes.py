"""Homes: what waits for Anna, how her team does, and what she can set."""

from dataclasses import replace
from datetime import date, timedelta

from bot.cards import me as notices
from bot.cards import settings
from bot.cards.examples.cast import ANNA, BORIS, FATIMA, NOW, SUPPORT, Example, feedback
from bot.cards.examples.files import file, held_by
from bot.cards.home import MOST_CASES, MOST_UNCLAIMED, home_card, nobodys_home
from bot.cards.me import me_card
from bot.domain.case import Case, CaseState
from bot.domain.case_file import CaseFile
from bot.domain.destination import Platform, Remote
from bot.domain.distribution import Distribution
from bot.domain.feedback import Kind
from bot.domain.mine import AboutMe, Asked, Listed, Mine, TeamScore
from bot.domain.plan import Question
from bot.domain.pulse import Round

_AWAY = replace(ANNA, away_until=NOW + timedelta(days=2, hours=18, minutes=30))
_ROUND = Round(
    id=7,
    pulse="enps",
    question=Question.ENPS,
    team=SUPPORT.key,
    day=date(2026, 11, 17),
    opens_at=NOW - timedelta(days=3),
    closes_at=NOW + timedelta(days=4, hours=2, minutes=30),
    remind_at=None,
    minimum=5,
    asked=12,
)
_MESSAGE = Remote(chat="D0ANNA", message="1763645400.000100")
_ON_SLACK = Asked(round=_ROUND, platform=Platform.SLACK, message=_MESSAGE)
_ON_TELEGRAM = Asked(round=_ROUND, platform=Platform.TELEGRAM, message=Remote(chat="1001", message="12"))


def _nps(promoters: int, passives: int, detractors: int) -> Distribution:
    return Distribution(kind=Kind.NPS, counts={10: promoters, 8: passives, 3: detractors})


_FEW, _BEFORE, _LAST = _nps(2, 1, 0), _nps(10, 14, 16), _nps(24, 12, 6)
_SCORE = TeamScore(team=SUPPORT.key, kinds=((_nps(0, 0, 0), _FEW, _nps(15, 10, 10), _BEFORE, _BEFORE, _LAST),))
_SATISFIED = tuple(Distribution(kind=Kind.CSAT, counts={5: n, 4: 20, 2: 8}) for n in (10, 18, 30))
_TWO_SCALES = TeamScore(team=SUPPORT.key, kinds=((_BEFORE, _LAST), _SATISFIED))
_NEW_TEAM = TeamScore(team=SUPPORT.key, kinds=((_FEW,),))
_SILENT_TEAM = TeamScore(team=SUPPORT.key)
_MINE = held_by(ANNA.id)
_SNOOZED = held_by(ANNA.id, id=44, snoozed_until=NOW + timedelta(hours=1))
_ALONE = file(id=45, head_start_until=NOW + timedelta(minutes=20))
_NOBODYS = file(feedback(employee=BORIS, score=1), named=None, id=43, deadline=NOW - timedelta(minutes=30))
_FULL = Mine(
    cases=Listed(files=(_MINE,)),
    unclaimed=Listed(files=(_NOBODYS,), more=2),
    scores=(_SCORE,),
    pulses=(_ON_SLACK,),
)
_KIND = "Anna called me back within the hour and stayed on the line until it worked. That is how it should be."
_COMPLIMENTS = (
    feedback(kind=Kind.COMPLIMENT, score=None, comment=_KIND, contact=None, contact_requested=None),
    feedback(score=10, comment="Thank you Anna!", contact=None, contact_requested=None, tags=()),
)
_ABOUT = AboutMe(
    compliments=_COMPLIMENTS,
    months=(_nps(3, 1, 1), _nps(1, 0, 0), _nps(5, 2, 0)),
)


def _many(one: CaseFile, how_many: int) -> tuple[CaseFile, ...]:
    def numbered(case: Case, number: int) -> Case:
        return replace(case, id=100 + number, deadline=NOW + timedelta(minutes=20 * number))

    return tuple(replace(one, case=numbered(one.case, number)) for number in range(how_many))


BUSIEST = Mine(
    cases=Listed(files=_many(_MINE, MOST_CASES), more=12),
    unclaimed=Listed(files=_many(replace(_NOBODYS, case=replace(_NOBODYS.case, state=CaseState.OPEN)), MOST_UNCLAIMED)),
    scores=(_SCORE, _NEW_TEAM, _SILENT_TEAM),
    pulses=(_ON_SLACK, _ON_TELEGRAM),
)
"""As much as a home ever shows."""

EXAMPLES = (
    Example("home", lambda s: home_card(_FULL, s, reader=ANNA)),
    Example("home-quiet", lambda s: home_card(Mine(scores=(_SILENT_TEAM,)), s, reader=BORIS)),
    Example("home-away", lambda s: home_card(Mine(scores=(_NEW_TEAM,)), s, reader=_AWAY)),
    Example(
        "home-waiting",
        lambda s: home_card(Mine(cases=Listed(files=(_ALONE, _SNOOZED)), pulses=(_ON_TELEGRAM,)), s, reader=ANNA),
    ),
    Example("home-busiest", lambda s: home_card(BUSIEST, s, reader=ANNA)),
    Example("home-two-scales", lambda s: home_card(Mine(scores=(_TWO_SCALES,)), s, reader=BORIS)),
    Example("home-nobodys", nobodys_home),
    Example("me", lambda s: me_card(_FULL, _ABOUT, s, reader=ANNA)),
    Example(
        "me-many",
        lambda s: me_card(
            Mine(cases=Listed(files=(_MINE, _SNOOZED, _ALONE)), scores=(_SCORE,), pulses=(_ON_TELEGRAM,)),
            AboutMe(),
            s,
            reader=ANNA,
        ),
    ),
    Example("me-quiet", lambda s: me_card(Mine(), AboutMe(), s, reader=FATIMA)),
    Example("form-away", settings.away_form),
    Example("notice-language", settings.language_set),
    Example("notice-language-gone", settings.unknown_language),
    Example("notice-enps-not-yours", lambda s: notices.not_your_pulse(SUPPORT.name, s)),
    Example("notice-enps-not-yet", lambda s: notices.no_pulse_yet(SUPPORT.name, s)),
)
