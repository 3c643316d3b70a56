"""Questions: who may ask -> one service call -> a private answer, with where to go from there."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import assert_never

from bot.actions import Ask, SendChart, ShareAnswer, fits
from bot.cards import asking_notices
from bot.cards.answers import answer_card
from bot.cards.case_list import case_list_card
from bot.cards.model import Button, Card, Chart, Later, Notice, Reply
from bot.cards.said_found import said_card
from bot.cards.scene import Scene
from bot.cards.trend import trend_chart
from bot.domain import spelling
from bot.domain.destination import Destination, Platform
from bot.domain.findings import ScoreFound
from bot.domain.organisation import Team
from bot.domain.permissions import Refused, own_team, why_not, why_not_look_up, why_not_see
from bot.domain.question import AskComparison, AskScore, AskTable, Dimension, Question, Which
from bot.services import asking, reading, said, sharing_answers, showing_answers
from bot.services.office import By, Office
from bot.services.sharing_answers import NotShared
from handlers import asked as typed
from handlers import asking_me, exporting, pressing
from handlers.asked import Asked

Draw = Callable[[Chart], Awaitable[bytes | None]]
"""Makes a picture (PNG) of a chart; None when that does not succeed."""


async def ask(office: Office, asked: Asked, by: By, scene: Scene, *, asked_at: Destination) -> Reply:
    """The answer to a question, for the asker alone."""
    match asked:
        case typed.AskScore() | typed.AskTable() | typed.AskComparison():
            question = understood(office, asked, by, scene, asked_at=asked_at)
            return question if isinstance(question, Notice) else await _numbers(office, question, by, scene, asked_at)
        case typed.AskMe():
            return await asking_me.me(office, by, scene)
        case typed.AskCases() | typed.AskSaid() | typed.AskEnps() | typed.AskExport():
            team = _team(office, asked.team, by, scene, asked_at=asked_at)
            return team if isinstance(team, Notice) else await _of_team(office, asked, team, by, scene)
        case _:
            assert_never(asked)


async def case(office: Office, number: int, by: By, scene: Scene) -> Reply:
    """A case by its number. Raises NotFound."""
    file = await reading.file(office, number)
    refused = why_not_look_up(file.case, file.feedback.employee_id, by.member, office.organisation)
    if refused is not None:
        return _refusal(refused, office.team(file.case.team), scene)
    return await pressing.details(office, number, by, scene)


async def share(office: Office, asked: Asked, by: By, scene: Scene, *, asked_at: Destination) -> Reply:
    """Show the answer to everybody where it was asked, or to the team that it is about."""
    question = understood(office, asked, by, scene, asked_at=asked_at)
    if isinstance(question, Notice):
        return question
    match await sharing_answers.share_answer(office, question, by, asked_at=asked_at):
        case Team(name=name):
            return asking_notices.shared(name, scene)
        case NotShared.JUST_NOW:
            return asking_notices.shared_just_now(scene)
        case NotShared.NO_CHAT:
            return asking_notices.nowhere_to_share(scene)


async def picture(office: Office, asked: Asked, by: By, scene: Scene, *, asked_at: Destination, draw: Draw) -> Reply:
    """The picture in the answer, for the asker's private chat."""
    question = understood(office, asked, by, scene, asked_at=asked_at)
    if isinstance(question, Notice):
        return question
    found = await showing_answers.find(office, question, scene)
    charts = trend_chart(found.trend, scene, team=found.question.team) if isinstance(found, ScoreFound) else ()
    if not charts:
        return asking_notices.no_picture(scene)

    async def drawn() -> Notice:
        chart = charts[0]
        if await draw(chart) is None:
            return asking_notices.picture_failed(scene)
        return Notice(text=chart.title, file=chart)

    return Later(first=asking_notices.drawing(scene), then=drawn)


def understood(office: Office, asked: Asked, by: By, scene: Scene, *, asked_at: Destination) -> Question | Notice:
    """The question about the team that is meant; or why this person may not ask it."""
    team = _meant(office, asked.one if isinstance(asked, typed.AskComparison) else _named(asked), by, asked_at)
    if team is None:
        return asking_notices.no_team(scene)
    question: Question
    match asked:
        case typed.AskTable(period=period, by=dimension):
            question = AskTable(team=team.key, period=period, by=dimension)
        case typed.AskComparison(other=other, period=period):
            question = AskComparison(one=team.key, other=other, period=period)
        case typed.AskScore(period=period):
            question = AskScore(team=team.key, period=period)
        case _:
            return asking_notices.nowhere_to_share(scene)
    refused = why_not(question, by.member, office.organisation)
    return question if refused is None else _refusal(refused, team, scene)


async def _of_team(
    office: Office,
    asked: typed.AskCases | typed.AskSaid | typed.AskEnps | typed.AskExport,
    team: Team,
    by: By,
    scene: Scene,
) -> Reply:
    match asked:
        case typed.AskCases():
            return await _cases(office, asked, team, by, scene)
        case typed.AskEnps():
            return await asking_me.enps(office, team, by, scene)
        case typed.AskSaid():
            return await _said(office, asked, team, by, scene)
        case typed.AskExport(period=period, form=form, personal=personal):
            return await exporting.export(office, team, period, form, by, scene, personal=personal)


async def _numbers(office: Office, question: Question, by: By, scene: Scene, asked_at: Destination) -> Notice:
    found = await showing_answers.find(office, question, scene)
    say, words = scene.wording.say, _words(question)
    here = sharing_answers.shares_here(office, asked_at) is not None
    buttons = [_button(say("Share here") if here else say("Share with the team"), ShareAnswer(words))]
    if isinstance(question, AskScore):
        by_touchpoint = spelling.table_words(question.team, question.period, Dimension.TOUCHPOINT)
        buttons = [
            _button(say("By touchpoint"), Ask(by_touchpoint)),
            _button(say("Open cases"), Ask(spelling.cases_words(Which.OPEN, question.team))),
            *buttons,
        ]
        if by.platform is Platform.SLACK and isinstance(found, ScoreFound) and found.trend is not None:
            buttons.append(_button(say("Send the picture"), SendChart(words)))
    return _told(answer_card(found, scene, buttons=_those(buttons)))


async def _cases(office: Office, asked: typed.AskCases, team: Team, by: By, scene: Scene) -> Notice:
    which = asked.which or Which.OPEN
    found = await asking.listed(office, which, by, teams=[team.key], begins=(asked.page - 1) * asking.PAGE)
    page = found.begins // asking.PAGE + 1
    onward = _onward(scene.wording.say("Next"), Ask(spelling.cases_words(which, team.key, page + 1)))
    return _told(
        case_list_card(
            found,
            scene,
            team="" if which is Which.MINE else team.name,
            reader=by.member,
            names=reading.names_for(office, team.key),
            buttons=_those([onward]) if found.begins + len(found.files) < found.many else (),
        )
    )


async def _said(office: Office, asked: typed.AskSaid, team: Team, by: By, scene: Scene) -> Notice:
    found = await said.said(office, asked.words, teams=[team.key], after=asked.after, now=by.at)
    older = found.after and _onward(
        scene.wording.say("Older"), Ask(spelling.said_words(asked.words, team.key, found.after))
    )
    return _told(said_card(found, scene, team=team.name, buttons=_those([older or None])))


def _team(office: Office, key: str | None, by: By, scene: Scene, *, asked_at: Destination) -> Team | Notice:
    team = _meant(office, key, by, asked_at)
    if team is None:
        return asking_notices.no_team(scene)
    refused = why_not_see(team.key, by.member, office.organisation)
    return team if refused is None else _refusal(refused, team, scene)


def _meant(office: Office, key: str | None, by: By, asked_at: Destination) -> Team | None:
    """The team that was named, else the one that somebody in this chat means; None for who is in no team."""
    org = office.organisation
    if key is not None:
        return org.teams.get(key)
    return own_team(by.member, org, here=org.team_at(asked_at.platform, asked_at.chat))


def _named(asked: Asked) -> str | None:
    return None if isinstance(asked, typed.AskMe | typed.AskComparison) else asked.team


def _refusal(refused: Refused, team: Team, scene: Scene) -> Notice:
    match refused:
        case Refused.OTHER_TEAM:
            return asking_notices.other_team(team.name, scene)
        case Refused.LEADS_ONLY:
            return asking_notices.only_leads(scene)


def _words(question: Question) -> str:
    match question:
        case AskScore(team=team, period=period):
            return spelling.score_words(team, period)
        case AskTable(team=team, period=period, by=by):
            return spelling.table_words(team, period, by)
        case AskComparison(one=one, other=other, period=period):
            return spelling.comparison_words(one, other, period)


def _button(label: str, action: Ask | ShareAnswer | SendChart) -> Button | None:
    """None where the words are too long for a button."""
    return Button(label=label, action=action) if fits(action.words) else None


def _onward(label: str, action: Ask) -> Button | None:
    """To the same question's next page, which takes the place of this one where it can."""
    button = _button(label, action)
    return button and replace(button, in_place=True)


def _those(buttons: list[Button | None]) -> tuple[Button, ...]:
    return tuple(button for button in buttons if button is not None)


def _told(card: Card) -> Notice:
    return Notice(text=card.summary, card=card)
