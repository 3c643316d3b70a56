"""Answers to /nps: how a team does, tables, comparisons, lists of cases, customers' words; full, thin and empty."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from bot.actions import Ask, ShareAnswer
from bot.cards import asking_notices
from bot.cards.answers import answer_card, shared_card
from bot.cards.case_list import case_list_card
from bot.cards.examples.cast import ANNA, BORIS, DE_VRIES, FATIMA, NOW, SUPPORT, Builds, Example, feedback
from bot.cards.examples.files import file, held_by
from bot.cards.model import Button, Card, Notice
from bot.cards.said_found import said_card
from bot.cards.scene import Scene
from bot.domain.case_file import CaseFile
from bot.domain.distribution import Distribution
from bot.domain.feedback import Customer, Kind
from bot.domain.findings import CasesFound, ComparisonFound, Heard, Response, SaidFound, ScoreFound, TableFound
from bot.domain.people import Names
from bot.domain.period import Period, Unit, last_days
from bot.domain.question import AskComparison, AskScore, AskTable, Dimension, Which
from bot.domain.tallied import Tallied
from bot.domain.trend import Trend

_TODAY = NOW.date()
_MONTH = last_days(30, _TODAY)
_QUARTER = Period(first=date(2026, 7, 1), last=date(2026, 9, 30), unit=Unit.QUARTER)


def _go_on(scene: Scene) -> tuple[Button, ...]:
    say = scene.wording.say
    return (
        Button(label=say("By touchpoint"), action=Ask("@support by touchpoint")),
        Button(label=say("Open cases"), action=Ask("cases open @support")),
        Button(label=say("Share here"), action=ShareAnswer("@support 30d")),
    )


def _nps(promoters: int, passives: int, detractors: int) -> dict[int, int]:
    return {
        10: promoters // 2,
        9: promoters - promoters // 2,
        8: passives,
        6: detractors // 2,
        2: detractors - detractors // 2,
    }


def _tallied(promoters: int, passives: int, detractors: int, **other: object) -> Tallied:
    scores = {Kind.NPS: _nps(promoters, passives, detractors)}
    return replace(Tallied(scores=scores), **other)  # type: ignore[arg-type]  # an example may change anything about it


_NOW = _tallied(
    58,
    24,
    14,
    unscored={Kind.COMPLAINT: 3, Kind.COMPLIMENT: 5},
    cases=22,
    told=19,
    claim={9: 12, 15: 8},
    resolve={21: 10, 30: 7},
)
_BEFORE = _tallied(38, 26, 24)
_OTHER_SCALES = replace(
    _NOW,
    scores={
        **_NOW.scores,
        Kind.CSAT: {5: 30, 4: 22, 3: 6, 2: 3, 1: 1},
        Kind.CES: {7: 12, 6: 15, 5: 4, 2: 3},
        Kind.STARS: {5: 6, 4: 3, 1: 1},
    },
)
_STEPS = ((30, 18, 20), (33, 20, 17), (5, 2, 1), (36, 18, 14), (40, 22, 13), (41, 20, 9))
_TREND = Trend(last=_TODAY, step=28, scores=tuple(Distribution(kind=Kind.NPS, counts=_nps(*step)) for step in _STEPS))
_WITHOUT_GAP = replace(_TREND, scores=_TREND.scores[3:])
_WORDS = "Third call about the same invoice. Fatima said it was solved; it was not."
_PRAISE = "Boris Jansen called back within the hour, and Anna's plan for our kitchen was lovely. Thank you!"
_SCORE = ScoreFound(
    question=AskScore(team=SUPPORT.key, period=_MONTH),
    now=_NOW,
    before=_BEFORE,
    trend=_TREND,
    causes=(("waiting time", 9), ("broken promise", 4), ("Stairs too narrow <2m>", 2), ("price", 1)),
    good=feedback(score=10, comment=_PRAISE, employee=BORIS),
    painful=replace(feedback(comment=_WORDS, employee=None), id=41),
    response=Response(invited=250, answered=96),
)


def _score(**changes: object) -> Builds:
    found = replace(_SCORE, **changes)  # type: ignore[arg-type]  # an example may change anything about it

    def build(scene: Scene, /) -> Card:
        return answer_card(found, scene, buttons=_go_on(scene))

    return build


def _table(by: Dimension, **groups: Tallied) -> Builds:
    found = TableFound(
        question=AskTable(team=SUPPORT.key, period=_QUARTER, by=by),
        groups={value.removeprefix("n_"): group for value, group in groups.items()},
    )

    def build(scene: Scene, /) -> Card:
        return answer_card(found, scene)

    return build


def _compared(one: Tallied, other: Tallied) -> Builds:
    found = ComparisonFound(
        question=AskComparison(one=SUPPORT.key, other="logistics", period=last_days(90, _TODAY)), one=one, other=other
    )

    def build(scene: Scene, /) -> Card:
        return answer_card(found, scene)

    return build


def _shared(scene: Scene, /) -> Card:
    return shared_card(replace(_SCORE, good=None, painful=None, trend=None), scene, by=FATIMA.id, at=NOW)


def _shared_trend(scene: Scene, /) -> Card:
    return shared_card(replace(_SCORE, good=None, painful=None), scene, by=FATIMA.id, at=NOW)


def _in_private(trend: Trend) -> Builds:
    def build(scene: Scene, /) -> Notice:
        card = answer_card(replace(_SCORE, trend=trend), scene, buttons=_go_on(scene))
        return Notice(text=card.summary, card=card)

    return build


def _files() -> tuple[CaseFile, ...]:
    mine, boriss = held_by(ANNA.id), held_by(BORIS.id)
    late = replace(file(), case=replace(file().case, id=41, deadline=NOW - timedelta(hours=1)))
    wordless = file(feedback(comment=None, score=5, customer=Customer(name="J. Bakker"), touchpoint=None))
    return (late, mine, boriss, replace(wordless, case=replace(wordless.case, id=44, value_at_risk=None)))


def _listed(which: Which, files: Sequence[CaseFile], many: int, begins: int = 0) -> Builds:
    found = CasesFound(which=which, files=tuple(files), begins=begins, many=many)

    def build(scene: Scene, /) -> Card:
        more = (
            (Button(label=scene.wording.say("Next"), action=Ask("cases open page 2")),)
            if many > begins + len(files)
            else ()
        )
        return case_list_card(
            found, scene, team=scene.team_name(SUPPORT.key), reader=ANNA, names=Names.INITIALS, buttons=more
        )

    return build


def _said(found: SaidFound) -> Builds:
    def build(scene: Scene, /) -> Card:
        more = (Button(label=scene.wording.say("Older"), action=Ask("said invoice")),) if found.after else ()
        return said_card(found, scene, team=scene.team_name(SUPPORT.key), buttons=more)

    return build


_HOSTILE = feedback(
    comment='<img src=x onerror="alert(1)"> *bold* <!channel> _invoice_', customer=DE_VRIES, employee=None
)

EXAMPLES = (
    Example("answer-score", _score()),
    Example("answer-score-other-scales", _score(now=_OTHER_SCALES, response=None)),
    Example(
        "answer-score-unclear",
        _score(before=_tallied(50, 26, 14), trend=None, question=AskScore(team=SUPPORT.key, period=_QUARTER)),
    ),
    Example("answer-score-too-few", _score(now=_tallied(5, 4, 3, cases=3), before=Tallied(), trend=None, causes=())),
    Example(
        "answer-score-nothing",
        _score(now=Tallied(), before=_BEFORE, trend=None, causes=(), good=None, painful=None, response=None),
    ),
    Example(
        "answer-score-without-scores",
        _score(
            now=Tallied(unscored={Kind.NPS: 2, Kind.COMPLAINT: 3}, cases=3),
            before=Tallied(),
            trend=None,
            causes=(),
            good=None,
            response=None,
        ),
    ),
    Example("answer-score-in-private", _in_private(_WITHOUT_GAP)),
    Example("answer-score-in-private-with-a-gap", _in_private(_TREND)),
    Example("answer-shared", _shared),
    Example("answer-shared-with-its-trend", _shared_trend),
    Example(
        "answer-by-touchpoint",
        _table(
            Dimension.TOUCHPOINT,
            delivery=_tallied(20, 30, 70),
            showroom=_tallied(90, 30, 12),
            n_=_tallied(40, 20, 18),
            **{"<b>invoice</b> of anna": _tallied(5, 4, 3)},
        ),
    ),
    Example("answer-by-weekday", _table(Dimension.WEEKDAY, n_0=_tallied(40, 20, 18), n_4=_tallied(38, 20, 20))),
    Example(
        "answer-by-cause",
        _table(
            Dimension.CAUSE,
            delivery=_tallied(1, 2, 48, cases=51, told=47),
            price=_tallied(0, 4, 27, cases=31, told=30),
            **{"waiting time": _tallied(0, 1, 12, cases=13, told=13)},
        ),
    ),
    Example("answer-by-cause-none-known", _table(Dimension.CAUSE)),
    Example("answer-by-hour-nothing", _table(Dimension.HOUR)),
    Example(
        "answer-compared", _compared(_NOW, _tallied(20, 30, 70, cases=50, told=20, claim={26: 30}, resolve={34: 20}))
    ),
    Example("answer-compared-unclear", _compared(_NOW, _tallied(50, 26, 14))),
    Example("answer-compared-too-few", _compared(_NOW, _tallied(4, 2, 1))),
    Example("cases-open", _listed(Which.OPEN, _files(), many=9)),
    Example("cases-mine", _listed(Which.MINE, (held_by(ANNA.id),), many=1)),
    Example("cases-overdue-last", _listed(Which.OVERDUE, _files()[:1], many=6, begins=5)),
    Example("cases-none", _listed(Which.OPEN, (), many=0)),
    Example("cases-none-of-yours", _listed(Which.MINE, (), many=0)),
    Example("cases-none-overdue", _listed(Which.OVERDUE, (), many=0)),
    Example(
        "said",
        _said(
            SaidFound(
                words="invoice",
                heard=(
                    Heard(feedback=feedback(comment=_WORDS, employee=None), case=41),
                    Heard(feedback=_HOSTILE, case=None),
                ),
                after=(_TODAY, 7),
            )
        ),
    ),
    Example("said-nothing", _said(SaidFound(words="wachttijd"))),
    Example("said-further-back", _said(SaidFound(words="invoice", after=(date(2026, 11, 2), 7)))),
    Example("said-nothing-more", _said(SaidFound(words="invoice", further=True))),
    Example("said-too-common", _said(SaidFound(words="the", too_common=True))),
    Example("notice-ask-other-team", lambda scene: asking_notices.other_team(scene.team_name(SUPPORT.key), scene)),
    Example("notice-ask-only-leads", asking_notices.only_leads),
    Example("notice-ask-no-team", asking_notices.no_team),
    Example("notice-answer-shared", lambda scene: asking_notices.shared(scene.team_name(SUPPORT.key), scene)),
    Example("notice-answer-nowhere", asking_notices.nowhere_to_share),
    Example("notice-answer-shared-just-now", asking_notices.shared_just_now),
    Example("notice-no-picture", asking_notices.no_picture),
    Example("notice-drawing", asking_notices.drawing),
    Example("notice-picture-failed", asking_notices.picture_failed),
)
