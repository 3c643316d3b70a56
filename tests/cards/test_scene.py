"""How people, moments and amounts are called."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from bot.cards.examples import scene
from bot.cards.examples.cast import ANNA, BORIS, NOW, ORGANISATION, SUPPORT


def test_colleagues_go_by_their_first_name() -> None:
    assert scene("en").name(ANNA.id) == "Anna"


def test_two_annas_go_by_their_full_names() -> None:
    other = replace(BORIS, id=9, name="Anna Bakker")
    organisation = replace(ORGANISATION, members={**ORGANISATION.members, other.id: other})
    assert replace(scene("en"), organisation=organisation).name(ANNA.id) == "Anna Visser"


def test_who_left_keeps_a_name_and_no_longer_confuses() -> None:
    other = replace(BORIS, id=9, name="Anna Bakker", active=False)
    around = replace(scene("en"), organisation=replace(ORGANISATION, members={ANNA.id: ANNA, other.id: other}))
    assert around.name(other.id) == "Anna Bakker"
    assert around.name(ANNA.id) == "Anna"


def test_nobody_is_a_colleague() -> None:
    assert scene("nl").name(None) == "Een collega"
    assert scene("nl").name(404) == "Een collega"


def test_a_team_that_left_the_configuration_goes_by_its_key() -> None:
    assert scene("nl").team_name(SUPPORT.key) == "Klantenservice"
    assert scene("nl").team_name("sales") == "sales"


def test_moments_say_as_much_as_is_needed() -> None:
    assert scene("en").at(NOW) == "14:30"
    assert scene("nl").at(NOW + timedelta(days=3)) == "ma 14:30"
    assert scene("nl").at(datetime(2026, 12, 3, 13, 2, tzinfo=UTC)) == "3 dec 14:02"
    assert scene("en").at(datetime(2027, 1, 5, 13, 2, tzinfo=UTC)) == "5 Jan 2027 14:02"


def test_days_and_money_are_written_as_readers_write_them() -> None:
    wording = scene("nl").wording
    assert wording.short_day(datetime(2026, 10, 3, tzinfo=UTC), now=NOW) == "3 okt"
    assert wording.short_day(datetime(2025, 10, 3, tzinfo=UTC), now=NOW) == "3 okt 2025"
    assert wording.money(Decimal("1234.56"), "EUR") == "€\xa01.235"
    assert scene("en").wording.money(Decimal(900), "EUR") == "€900"
    assert wording.count("{n} passive", "{n} passives", 1200) == "1.200 passieven"


def test_an_unknown_language_falls_back_to_english() -> None:
    around = replace(scene("en"), wording=replace(scene("en").wording, language="fr"))
    assert around.at(NOW + timedelta(days=3)) == "Mon 14:30"
    assert around.wording.say("Claim") == "Claim"
