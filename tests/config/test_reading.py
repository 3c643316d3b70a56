"""What an operator writes means what they expect it to mean."""

from datetime import time, timedelta
from fractions import Fraction

import pytest

from bot.config import members_wanted, organisation
from bot.config.durations import Every, EveryUnit, WorkingSpan
from bot.config.times import At, OpeningHours
from bot.domain.destination import Platform
from bot.domain.organisation import Allowance, PersonalFor
from bot.domain.people import Account
from tests.config.writing import ENVIRON, SMALL, Folder, small


def test_the_small_one_is_right(folder: Folder) -> None:
    config = folder.load(SMALL)

    assert config.telegram is None
    assert config.http.port == 8080
    assert config.sources[0].secret.get_secret_value() == ENVIRON["SURVEY_SECRET"]
    assert organisation(config, {}).teams["support"].hours.is_holiday is not None


def test_norway_is_a_country_and_on_is_true(folder: Folder) -> None:
    config = folder.load(small(("Wonen,", "Wonen, country: NO,")) + "cards: {hold_outside_hours: off}\n")

    assert config.organisation.country == "NO"
    assert config.cards.hold_outside_hours is False


def test_times_that_old_yaml_takes_for_numbers(folder: Folder) -> None:
    config = folder.load(SMALL + "schedules: {digest: {at: 10:30}}\n")

    assert config.schedules.digest.at == At(time=time(10, 30))


def test_a_telegram_group_is_a_number_outside_and_a_text_inside(folder: Folder) -> None:
    text = small(("[{slack: C0SUPPORT}]", "[{telegram: -100200300}, {telegram: '-5', topic: 9}]"))
    config = folder.load(text + "telegram: {bot_token: '${TELEGRAM_BOT_TOKEN}'}\n")
    places = [each.place for each in organisation(config, {}).teams["support"].destinations]

    assert [(place.platform, place.chat, place.thread) for place in places] == [
        (Platform.TELEGRAM, "-100200300", None),
        (Platform.TELEGRAM, "-5", "9"),
    ]


def test_variables_stand_anywhere_in_a_text(folder: Folder) -> None:
    environ = {**ENVIRON, "DB_USER": "klankbord", "DB_PASSWORD": "p${w}d", "PORT": "9000"}
    text = SMALL + 'database: postgresql://${DB_USER}:${DB_PASSWORD}@db/klankbord\nhttp: {port: "${PORT}"}\n'
    config = folder.load(text, environ)

    assert config.database == "postgresql://klankbord:p${w}d@db/klankbord"
    assert config.http.port == 9000


def test_a_literal_reference_is_written_with_two_dollars(folder: Folder) -> None:
    assert folder.load(small(("Klantenservice", "Team $${x}"))).teams[0].name == "Team ${x}"


def test_a_key_without_a_value_is_left_out(folder: Folder) -> None:
    config = folder.load(SMALL + "telegram:\ncards:\nheartbeat_url: ~\n")

    assert (config.telegram, config.cards.gather, config.heartbeat_url) == (None, "wordless", None)


def test_a_byte_order_mark_and_windows_line_ends_are_nothing(folder: Folder) -> None:
    assert folder.load(b"\xef\xbb\xbf" + SMALL.replace("\n", "\r\n").encode()).teams[0].name == "Klantenservice"


def test_reactions_as_people_copy_them(folder: Folder) -> None:
    text = small(("sources:", "  reactions: {':eyes:': claim}\nsources:"))
    config = folder.load(text + "telegram: {bot_token: x, reactions: {'✍️': note}}\n")
    reactions = organisation(config, {}).reactions

    assert reactions == {Platform.SLACK: {"eyes": "claim"}, Platform.TELEGRAM: {"✍": "note"}}


def test_api_addresses_end_as_the_platforms_want(folder: Folder) -> None:
    text = small(("sources:", "  api_url: http://127.0.0.1:9/api\nsources:"))
    config = folder.load(text + "telegram: {bot_token: x, api_url: 'http://127.0.0.1:9/'}\n")

    assert config.slack is not None
    assert config.telegram is not None
    assert (config.slack.api_url, config.telegram.api_url) == ("http://127.0.0.1:9/api/", "http://127.0.0.1:9")


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("90m", timedelta(minutes=90)),
        ("1h", timedelta(hours=1)),
        ("1h30m", timedelta(minutes=90)),
        ("1.5h", timedelta(minutes=90)),
        ("1,5 hours", timedelta(minutes=90)),
        ("7d", timedelta(days=7)),
        ("2 days", timedelta(days=2)),
        ("1 day 12 hours", timedelta(hours=36)),
        ("4 weeks", timedelta(weeks=4)),
    ],
)
def test_lengths_of_time(folder: Folder, text: str, meant: timedelta) -> None:
    assert folder.load(SMALL + f"cards: {{quiet_after: '{text}'}}\n").cards.quiet_after == meant


def test_a_day_to_answer_in_is_a_working_day_of_the_team(folder: Folder) -> None:
    deadlines = "    deadlines: {Phone: 90m, default: 1.5 days}\n    working_hours: mon-thu 10:00-18:00\n"
    config = folder.load(small(("routing:", f"{deadlines}    head_start: 0\nrouting:")))
    team = organisation(config, {}).teams["support"]

    assert team.deadlines == {"phone": Allowance(working=timedelta(minutes=90))}
    assert team.default_deadline == Allowance(working=timedelta(hours=12))
    assert team.head_start == timedelta(0)
    assert config.teams[0].head_start == WorkingSpan()


def test_deadlines_that_are_not_named_are_the_same_working_day(folder: Folder) -> None:
    config = folder.load(small(("routing:", "    deadlines: {phone: same working day}\nrouting:")))

    assert organisation(config, {}).teams["support"].default_deadline == Allowance()


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("mon-fri 09:00-17:30", OpeningHours(weekdays=frozenset(range(5)), opens=time(9), closes=time(17, 30))),
        (
            "Tue, Thu-Sat 9.00 – 17.30",
            OpeningHours(weekdays=frozenset({1, 3, 4, 5}), opens=time(9), closes=time(17, 30)),
        ),
        ("sun-thursday 08:00-16:00", OpeningHours(weekdays=frozenset({6, 0, 1, 2, 3}), opens=time(8), closes=time(16))),
        ("mon-sun 00:00-24:00", OpeningHours(weekdays=frozenset(range(7)), opens=time(0), closes=time(0))),
    ],
)
def test_working_hours(folder: Folder, text: str, meant: OpeningHours) -> None:
    assert folder.load(small(("Wonen,", f'Wonen, working_hours: "{text}",'))).organisation.working_hours == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("08:45", At(time=time(8, 45))),
        ("tue 09:30", At(time=time(9, 30), weekday=1)),
        ("first tue 09:30", At(time=time(9, 30), weekday=1, nth=1)),
        ("last friday 16:00", At(time=time(16), weekday=4, nth=-1)),
    ],
)
def test_moments_in_the_week(folder: Folder, text: str, meant: At) -> None:
    pulse = f"pulses: [{{key: p, question: enps, at: '{text}', every: 1 day, sample: 1/20}}]\n"
    (asked,) = folder.load(SMALL + pulse).pulses

    assert asked.at == meant
    assert asked.every == Every(count=1, unit=EveryUnit.DAY)
    assert asked.sample == Fraction(1, 20)


def test_no_pulses_at_all(folder: Folder) -> None:
    assert folder.load(SMALL + "pulses: []\n").pulses == ()


def test_people_are_known_by_their_address_in_any_case(folder: Folder) -> None:
    config = folder.load(small(("members: [anna@", "leads: [ANNA@")))

    assert organisation(config, {}).teams["support"].leads == {"anna@devrieswonen.nl"}


def test_accounts_on_a_platform_that_we_do_not_use_are_left_out(folder: Folder) -> None:
    account = "anna@devrieswonen.nl, slack_id: U0ANNA, telegram_id: 1001, teams: [support]}"
    anna, _ = members_wanted(folder.load(small(("anna@devrieswonen.nl}", account))))

    assert anna.accounts == (Account(platform=Platform.SLACK, user_id="U0ANNA"),)
    assert anna.teams == ("support",)


@pytest.mark.parametrize(
    ("written", "allowed"),
    [("", PersonalFor.NOBODY), ("exports: {personal_data: leads}\n", PersonalFor.LEADS), ("exports: {}\n", "nobody")],
)
def test_customers_names_leave_the_house_only_where_the_operator_says_so(
    folder: Folder, written: str, allowed: str
) -> None:
    assert organisation(folder.load(SMALL + written), {}).personal_for == allowed


def test_who_may_take_customers_names_is_one_of_three(folder: Folder) -> None:
    (complaint,) = folder.complaints(SMALL + "exports: {personal_data: lead}\n")

    assert "leads" in complaint.hint
