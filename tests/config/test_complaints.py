"""A wrong configuration is refused at start: where, what, and what to write instead."""

from pathlib import Path

import pytest

from bot.config import load
from bot.errors import ConfigError
from tests.config.writing import ENVIRON, SMALL, Folder, small

ONE_BY_ONE = [
    # what is changed, what it becomes, where (line and path), what is said, what to write instead
    ("name: De", "nam: De", "1: organisation.nam", "the key “nam” is not known here", "Did you mean “name”?"),
    ("routing:", "ruting:", "15: ruting", "the key “ruting” is not known here", "Did you mean “routing”?"),
    ("Europe/Amsterdam", "Europe/Amsterdm", "1: organisation.timezone", "there is no time zone", "Europe/Amsterdam?"),
    ("Europe/Amsterdam", "Amsterdam", "1: organisation.timezone", "there is no time zone", "Europe/Amsterdam?"),
    ("Wonen,", "Wonen, language: no,", "1: organisation.language", "there is no language “no”", "nl (Dutch)"),
    ("Wonen,", "Wonen, country: NLX,", "1: organisation.country", "“NLX”", "NL"),
    ("Wonen,", "Wonen, country: DE-XX,", "1: organisation.country", "“DE-XX”", "DE-BY"),
    ("Wonen,", "Wonen, currency: euro,", "1: organisation.currency", "“euro” is not a currency", "EUR"),
    ("Wonen,", "Wonen, working_hours: nine to five,", "1: organisation.working_hours", "not working hours", "mon-fri"),
    ("Wonen,", "Wonen, working_hours: mon-fri 17:00-9:00,", "1: organisation.working_hours", "close before", "24:00"),
    ("Wonen,", "Wonen, working_hours: mon-fry 9:00-17:00,", "1: organisation.working_hours", "not working", "mon-fri"),
    ("Klantenservice", "", "12: teams.support.name", "this is missing", "Add name: Klantenservice"),
    ("Klantenservice", '" "', "12: teams.support.name", "this is empty", "for example name: Klantenservice"),
    ("Klantenservice", "[a, b]", "12: teams.support.name", "this must be a text", "name: Klantenservice"),
    ("[anna@devrieswonen.nl]", "anna@devrieswonen.nl", "13: teams.support.members", "this must be a list", "[anna@"),
    ("[anna@", "[ana@", "13: teams.support.members[1]", "there is no member “ana@", "“anna@devrieswonen.nl”?"),
    ("[{slack: C0SUPPORT}]", "[]", "14: teams.support.destinations", "there is no destination", "{slack: C0SUPPORT}"),
    ("destinations:", "places:", "11: teams.support.destinations", "this is missing", "Add destinations:"),
    ("{slack: C0SUPPORT}", "{telegram: -1}", "14: teams.support.destinations[1]", "is not configured", "section"),
    ("{slack: C0SUPPORT}", "{names: full}", "14: teams.support.destinations[1]", "one chat", "one per entry"),
    ("{slack: C0SUPPORT}", "{slack: C0A, topic: 3}", "14: teams.support.destinations[1]", "only Telegram", "Take out"),
    ("C0SUPPORT", '"#support"', "14: teams.support.destinations[1].slack", "not the id of a Slack channel", "C0S"),
    ("C0SUPPORT}", "C0A}, {slack: C0A}", "14: teams.support.destinations", "the same chat", "Keep one"),
    ("C0SUPPORT", "C0A, names: ful", "14: teams.support.destinations[1].names", "initials or full", "mean full?"),
    ("default: support", "default: suport", "16: routing.default", "there is no team “suport”", "“support”?"),
    ("default: support", "rules: []", "15: routing.default", "this is missing", "Add default: support"),
    ("key: survey", "key: Bad Key", "6: sources.Bad Key.key", "“Bad Key” cannot be a key", "lower case"),
    ("${SURVEY_SECRET}", "whsec_*", "6: sources.survey.secret", "not base64", "Copy it whole"),
    ("${SURVEY_SECRET}", "", "6: sources.survey.secret", "this is empty", "Fill it in"),
    ("boris@", "Anna@", "9: members.Anna@devrieswonen.nl.email", "“anna@devrieswonen.nl” is there twice", "Keep one"),
    ("anna@devrieswonen.nl}", "anna}", "8: members.anna.email", "“anna” is not an e-mail address", "anna@"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "where", "what", "hint"), ONE_BY_ONE)
def test_one_slip_is_said_in_one_line(folder: Folder, old: str, new: str, where: str, what: str, hint: str) -> None:
    (complaint, *rest) = folder.complaints(small((old, new)))

    assert complaint.where == f"config.yaml:{where}"
    assert what in complaint.what
    assert hint in complaint.hint
    assert len(str(complaint).splitlines()) == 1
    assert len(rest) <= 1, "only what follows from the slip itself"


def test_a_required_key_that_is_misspelt_is_not_missing_as_well(folder: Folder) -> None:
    (complaint,) = folder.complaints(small(("name: De", "nam: De")))

    assert complaint.hint == "Did you mean “name”?"


ADDED = [
    ("cards: {gather: wordles}", "cards.gather", "this must be wordless or never", "Did you mean wordless?"),
    ("cards: {gather: 3}", "cards.gather", "this must be wordless or never", "Write one of these"),
    ("cards: {quiet_after: 7}", "cards.quiet_after", "not a length of time", "7d"),
    ("cards: {quiet_after: 7 dagen}", "cards.quiet_after", "not a length of time", "7d"),
    ("cards: {quiet_after: 99999 days}", "cards.quiet_after", "not a length of time", "7d"),
    ("cards: {hold_outside_hours: perhaps}", "cards.hold_outside_hours", "true or false", "Write true or false"),
    ("cards: on", "cards", "a section with keys", "indented"),
    ("http: {port: eighty}", "http.port", "a whole number", "port: 8080"),
    ("http: {port: 80.5}", "http.port", "a whole number", "port: 8080"),
    ("http: {port: 65536}", "http.port", "too high", "65535 or less"),
    ("numbers: {minimum: 0}", "numbers.minimum", "too low", "1 or more"),
    ("database: mysql://host/name", "database", "not a database that we know", "sqlite:///klankbord.db"),
    ("database: postgresql+asyncpg://host/x", "database", "not yours to choose", "Write postgresql://"),
    ("heartbeat_url: health", "heartbeat_url", "not a web address", "https://"),
    ("admins: it", "admins", "this must be a list", "admins: [it@"),
    ("pulses: [{key: p, question: mood, at: '09:00'}]", "pulses.p.question", "this must be enps", "one of these"),
    ("pulses: [{key: p, question: enps, at: noon}]", "pulses.p.at", "not a time", "tue 09:30"),
    ("pulses: [{key: p, question: enps, at: first 09:30}]", "pulses.p.at", "not a time", "tue 09:30"),
    ("pulses: [{key: p, question: enps, at: '25:00'}]", "pulses.p.at", "not a time", "tue 09:30"),
    ("pulses: [{key: p, question: enps, at: '9:00', every: 1.5 weeks}]", "pulses.p.every", "how often", "4 weeks"),
    ("pulses: [{key: p, question: enps, at: '9:00', sample: 3/2}]", "pulses.p.sample", "not a share", "1/20"),
    ("pulses: [{key: p, question: enps, at: '9:00', minimum_answers: 2}]", "pulses.p.minimum_answers", "low", "3 or"),
    ("escalation: [{after: 50, tell: team}]", "escalation[1].after", "not a share of the time", "50%"),
    ("escalation: [{after: 50%}]", "escalation[1]", "either reminds or tells", "tell: team"),
    ("schedules: {digest: {days: workdays}}", "schedules.digest.days", "working or all", "one of these"),
    ("schedule: {}", "schedule", "“schedule” is not known here", "Did you mean “schedules”?"),
    ("telegram: {bot_token: x, webhook_url: 'https://a.b/c'}", "telegram", "pretend to be Telegram", "webhook_secret"),
    ("telegram: {bot_token: x, webhook_secret: 'a b'}", "telegram.webhook_secret", "does not take", "letters, digits"),
    ("telegram: {bot_token: x, reactions: {'👀': clame}}", "telegram.reactions.👀", "claim, resolve or note", "claim?"),
    ("telegram: []", "telegram", "a section with keys", "indented"),
]  # fmt: skip
RULES = [
    ("{when: {score: '6-0'}, team: support}", "when.score", "not a range of scores", '"0-6"'),
    ("{when: {score: 11}, team: support}", "when.score", "not a range of scores", '"0-6"'),
    ("{when: {value: 1000}, team: support}", "when.value", "not a range of customer values", "1000+"),
    ("{when: {kind: [nps, nsp]}, team: support}", "when.kind[2]", "this must be nps, csat", "Did you mean nps?"),
    ("{when: {segment: detracter}, team: support}", "when.segment", "promoter, passive or detractor", "detractor?"),
    ("{when: {toutchpoint: delivery}, team: support}", "when.toutchpoint", "not known here", "“touchpoint”?"),
    (
        "{when: {touchpoint: delivery}, team: logistics}",
        "team",
        "there is no team “logistics”",
        "The teams are support",
    ),
    ("{when: {}, team: support, deadline: 0h}", "deadline", "not a time to answer in", "same-working-day"),
    ("{when: {}, team: support, employee: who@x.nl}", "employee", "there is no member “who@x.nl”", "Add this person"),
    ("{when: {}, team: support, destinations: []}", "destinations", "there is no destination", "slack: C0SUPPORT"),
    ("{team: support}", "when", "this is missing", "Add when:"),
]


@pytest.mark.parametrize(("text", "path", "what", "hint"), ADDED)
def test_every_other_section_is_checked_too(folder: Folder, text: str, path: str, what: str, hint: str) -> None:
    (complaint,) = folder.complaints(f"{SMALL}{text}\n")

    assert complaint.where == f"config.yaml:17: {path}"
    assert what in complaint.what
    assert hint in complaint.hint


@pytest.mark.parametrize(("rule", "path", "what", "hint"), RULES)
def test_rules_are_checked(folder: Folder, rule: str, path: str, what: str, hint: str) -> None:
    (complaint,) = folder.complaints(f"{SMALL}  rules:\n    - {rule}\n")

    assert complaint.where == f"config.yaml:18: routing.rules[1].{path}"
    assert what in complaint.what
    assert hint in complaint.hint


def test_everything_is_said_at_once_in_the_order_of_the_lines(folder: Folder) -> None:
    text = small(
        ("Amsterdam", "Amsterdm"), ("${SLACK_APP_TOKEN}", "${SLACK_TOKEN}"), ("members: [anna", "members: [ann")
    )
    complaints = folder.complaints(text + "  rule: []\nhttp: {port: x}\nhttp: {}\n")

    assert [complaint.where.removeprefix("config.yaml:") for complaint in complaints] == [
        "1: organisation.timezone",
        "4: slack.app_token",
        "13: teams.support.members[1]",
        "17: routing.rule",
        "18: http.port",
        "19: http",
    ]


def test_a_missing_variable_says_how_to_set_it_and_which_was_meant(folder: Folder) -> None:
    (unset,) = folder.complaints(small(("${SLACK_APP_TOKEN}", "${SLACK_APP_TOKN}")))
    (empty,) = folder.complaints(SMALL, {**ENVIRON, "SLACK_APP_TOKEN": ""})

    assert unset.what == "the environment variable SLACK_APP_TOKN is not set"
    assert "export SLACK_APP_TOKN=…" in unset.hint
    assert "${SLACK_APP_TOKEN}, which is set" in unset.hint
    assert empty.what == "the environment variable SLACK_APP_TOKEN is empty"


def test_a_broken_reference_is_no_variable(folder: Folder) -> None:
    (complaint,) = folder.complaints(small(("${SLACK_APP_TOKEN}", "'${SLACK_APP_TOKEN'")))

    assert complaint.what == "${…} holds no name of an environment variable"


def test_a_secret_in_the_wrong_place_is_not_repeated(folder: Folder) -> None:
    (complaint,) = folder.complaints(small(("[anna@devrieswonen.nl]", '["${SLACK_BOT_TOKEN}"]')))

    assert complaint.what == "“${SLACK_BOT_TOKEN}” is not an e-mail address"


def test_swapped_tokens_and_no_way_in(folder: Folder) -> None:
    (swapped,) = folder.complaints(small(("${SLACK_BOT_TOKEN}", "${SLACK_APP_TOKEN}")))
    (deaf,) = folder.complaints(small(("  app_token: ${SLACK_APP_TOKEN}\n", "")))

    assert swapped.what == "the tokens are swapped"
    assert "signing_secret" in deaf.hint


def test_without_any_platform_nobody_would_hear(folder: Folder) -> None:
    text = SMALL[: SMALL.index("slack:")] + SMALL[SMALL.index("sources:") :]

    assert "neither Slack nor Telegram is configured" in [complaint.what for complaint in folder.complaints(text)]


def test_the_same_account_cannot_be_two_people(folder: Folder) -> None:
    both = small(("anna@devrieswonen.nl}", "anna@devrieswonen.nl, telegram_id: 7}"))
    (complaint,) = folder.complaints(both.replace("boris@devrieswonen.nl}", "boris@devrieswonen.nl, telegram_id: 7}"))

    assert complaint.what == "the Telegram id “7” is there twice"


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("organisation:\n\tname: De Vries\n", 2, "a tab"),
        ("organisation: {name: De Vries\nslack: {}\n", 2, "not closed"),
        ("slack: {bot_token: ${SLACK_BOT_TOKEN}}\n", 1, "not closed"),
        ("organisation:\n  name: De Vries\n bad: 1\n", 3, "does not fit"),
        ("name: a: b\n", 1, "“:”"),
        ("name: 'never closed\nslack: 1\n", 3, "never closed"),
        ("name: @home\n", 1, "cannot begin a text"),
        ("name: *star\n", 1, "cannot begin with “*”"),
        ("one\n--- two\n", 2, "cannot be read as YAML"),
        ("name: \x01\n", 1, "cannot be read as YAML"),
    ],
)
def test_what_is_no_yaml(folder: Folder, text: str, line: int, what: str) -> None:
    (complaint,) = folder.complaints(text)

    assert complaint.where == f"config.yaml:{line}"
    assert what in complaint.what


@pytest.mark.parametrize("text", ["", "just words\n", "- a list\n", "? [complex, key]\n: 1\n", "a: &a [*a]\n"])
def test_what_is_yaml_but_no_configuration(folder: Folder, text: str) -> None:
    assert folder.complaints(text)


def test_what_is_not_utf_8(folder: Folder) -> None:
    (complaint,) = folder.complaints(small(("De Vries", "Gé")).encode("latin-1"))

    assert (complaint.where, complaint.what) == ("config.yaml:1", "this is not UTF-8 text")


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="there is no such file") as refused:
        load(tmp_path / "config.yaml", ENVIRON)

    assert "config.example.yaml" in refused.value.complaints[0].hint


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read"):
        load(tmp_path, ENVIRON)
