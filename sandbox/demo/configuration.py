"""The demo's config.yaml: what an operator would write, with addresses that point at the emulators."""

import tempfile
from collections.abc import Mapping
from pathlib import Path

from bot.config import Config, load
from sandbox.demo.people import COLLEAGUES, CREWS, Colleague, Crew, Language

SOURCE = "survey"

_HEAD = """
organisation:
  name: De Vries Wonen
  language: {language}
  timezone: Europe/Amsterdam
  country: NL
  working_hours: "mon-fri 08:30-17:30"
  currency: EUR
database: "${{DATABASE}}"
http: {{host: 127.0.0.1, port: 0}}
slack:
  bot_token: ${{SLACK_BOT_TOKEN}}
  app_token: ${{SLACK_APP_TOKEN}}
  api_url: ${{SLACK_URL}}
telegram:
  bot_token: ${{TELEGRAM_BOT_TOKEN}}
  api_url: ${{TELEGRAM_URL}}
sources:
  - {{key: {source}, secret: "${{SURVEY_SECRET}}"}}
routing:
  default: support
  rules:
    - {{when: {{touchpoint: [delivery, bezorging]}}, team: logistics}}
    - {{when: {{location: Utrecht}}, team: shop}}
pulses:
  - {{key: enps, question: enps, at: "tue 09:30", every: 1 week, open_for: 2 days, remind_after: 1 day}}
  - {{key: expectation, question: expectation, to: team, at: "fri 15:00"}}
members:
"""


def configuration(environ: Mapping[str, str], language: Language) -> Config:
    """The demo organisation in this language; `environ` holds DATABASE, the tokens, the secret and the addresses."""
    with tempfile.TemporaryDirectory(prefix="klankbord-") as folder:
        path = Path(folder) / "config.yaml"
        path.write_text(written(language), encoding="utf-8")
        return load(path, environ)


def written(language: Language) -> str:
    """The configuration as YAML."""
    members = "".join(_member(person, language) for person in COLLEAGUES)
    teams = "".join(_team(crew, language) for crew in CREWS)
    return _HEAD.format(language=language, source=SOURCE).lstrip() + members + "teams:\n" + teams


def _member(person: Colleague, language: Language) -> str:
    telegram = f"    telegram_id: {person.telegram}\n" if person.knows_telegram else ""
    return (
        f"  - name: {person.name}\n"
        f"    email: {person.email}\n"
        f"    language: {person.language(language)}\n"
        f"    slack_id: {person.slack}\n"
        f"{telegram}"
        f"    prefers: {person.prefers}\n"
    )


def _team(crew: Crew, language: Language) -> str:
    leads = ", ".join(person.email for person in crew.members if person.leads)
    members = ", ".join(person.email for person in crew.members if not person.leads)
    topic = "" if crew.topic is None else f", topic: {crew.topic}"
    return (
        f"  - key: {crew.key}\n"
        f"    name: {crew.name[language]}\n"
        f"    leads: [{leads}]\n"
        f"    members: [{members}]\n"
        f"    destinations:\n"
        f"      - {{slack: {crew.channel}}}\n"
        f"      - {{telegram: {crew.group}{topic}}}\n"
    )
