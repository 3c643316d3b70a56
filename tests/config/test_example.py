"""The example is the documentation of the configuration, so it must be true and whole."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import get_args

from pydantic import BaseModel

from bot.config import Config, load, members_wanted, organisation
from bot.config.complaints import type_at
from bot.config.rhythm import DEFAULT_ESCALATION, DEFAULT_PULSES, Schedules
from bot.domain.destination import Destination, Platform
from bot.domain.feedback import Kind
from bot.domain.organisation import Allowance
from bot.domain.people import Account, Names
from tests.config.writing import ENVIRON

ROOT = Path(__file__).parent.parent.parent
EXAMPLE = ROOT / "config.example.yaml"


def example() -> Config:
    return load(EXAMPLE, ENVIRON)


def test_the_example_loads() -> None:
    config = example()

    assert config.organisation.name == "De Vries Wonen"
    assert config.slack is not None
    assert config.slack.bot_token.get_secret_value() == ENVIRON["SLACK_BOT_TOKEN"]
    assert config.heartbeat_url == "https://health.devrieswonen.nl/ping/very-secret-heartbeat"
    assert [member.name for member in config.members][:2] == ["Anna Visser", "Boris Jansen"]


def test_what_the_example_calls_a_default_is_one() -> None:
    config = example()
    bare = Config.model_validate(
        {
            "organisation": {"name": "De Vries Wonen", "timezone": "Europe/Amsterdam"},
            "slack": {"bot_token": "xoxb-1", "app_token": "xapp-1"},
            "telegram": {"bot_token": "1:a"},
            "teams": [{"key": "support", "name": "Klantenservice", "destinations": [{"slack": "C0SUPPORT"}]}],
            "routing": {"default": "support"},
        }
    )

    for name in ("database", "http", "cards", "numbers", "schedules", "pulses", "escalation"):
        assert getattr(config, name) == getattr(bare, name), name
    assert (config.pulses, config.escalation, config.schedules) == (DEFAULT_PULSES, DEFAULT_ESCALATION, Schedules())
    assert config.organisation.working_hours == bare.organisation.working_hours
    assert config.slack is not None
    assert config.telegram is not None
    assert bare.slack is not None
    assert bare.telegram is not None
    assert (config.slack.api_url, config.slack.reactions) == (bare.slack.api_url, bare.slack.reactions)
    assert (config.telegram.api_url, config.telegram.reactions) == (bare.telegram.api_url, bare.telegram.reactions)
    for name in ("head_start", "deadlines", "causes", "presses_from"):
        assert getattr(config.teams[0], name) == getattr(bare.teams[0], name), name


def keys(model: type[BaseModel]) -> Iterator[str]:
    for name in model.model_fields:
        yield name
        inner = type_at((name,), model)
        entry = next(iter(get_args(inner)), inner)
        if isinstance(entry, type) and issubclass(entry, BaseModel):
            yield from keys(entry)


def test_the_example_names_every_key() -> None:
    words = set(re.findall(r"[a-z_]+", EXAMPLE.read_text(encoding="utf-8")))

    assert set(keys(Config)) - words == set()
    assert {"slack_id", "sample", "presses_from", "tag", "topic"} <= set(keys(Config))


def test_secrets_do_not_show() -> None:
    shown = repr(example())

    assert "very-secret" not in shown
    assert "very_secret" not in shown


def test_it_becomes_the_domains_organisation() -> None:
    found = organisation(example(), {})
    support, logistics = found.teams["support"], found.teams["logistics"]

    assert found.default_team == "support"
    assert [each.place for each in support.destinations] == [
        Destination(platform=Platform.SLACK, chat="C0SUPPORT"),
        Destination(platform=Platform.TELEGRAM, chat="-100200300", thread="7"),
    ]
    assert support.deadlines["in-person"] == Allowance(working=timedelta(hours=4))
    assert support.default_deadline == Allowance()
    assert support.head_start == timedelta(hours=1)
    assert logistics.default_deadline == Allowance(working=timedelta(hours=8, minutes=30))
    assert logistics.members == {"emma@devrieswonen.nl", "fatima@devrieswonen.nl"}
    assert support.hours.opens.isoformat() == "08:30:00"
    assert logistics.hours.opens.isoformat() == "09:00:00"
    assert found.reactions[Platform.SLACK]["eyes"] == "claim"
    urgent = found.rules[0]
    assert urgent.when.kind == frozenset({Kind.NPS, Kind.CSAT})
    assert (urgent.when.score, urgent.when.value) == ((0, 2), (Decimal(5000), None))
    assert urgent.destinations is not None
    assert urgent.destinations[0].names is Names.FULL
    assert found.rules[2].when.location == frozenset({"utrecht"})


def test_the_same_configuration_is_the_same_organisation() -> None:
    assert organisation(example(), {}) == organisation(example(), {})


def test_public_holidays_come_from_the_country() -> None:
    hours = organisation(example(), {}).hours
    christmas = date(2026, 12, 25)

    assert not hours.is_working_day(christmas)
    assert hours.is_working_day(christmas - timedelta(days=1))


def test_members_get_the_organisations_language_and_their_teams() -> None:
    anna, _, fatima, _, emma, iris = members_wanted(example())

    assert anna.accounts == (
        Account(platform=Platform.SLACK, user_id="U0ANNA"),
        Account(platform=Platform.TELEGRAM, user_id="1001"),
    )
    assert anna.prefers is Platform.TELEGRAM
    assert (emma.language, iris.language, iris.timezone) == ("en", "nl", "Europe/Amsterdam")
    assert (anna.teams, fatima.teams, iris.teams) == (("support",), ("support", "logistics"), ())


def test_escalation_and_pulses_are_exact() -> None:
    config = example()

    assert [step.after for step in config.escalation] == [Fraction(1, 2), Fraction(4, 5), Fraction(1)]
    assert (config.pulses[1].at.nth, config.pulses[1].at.weekday) == (1, 1)
