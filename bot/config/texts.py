"""Texts with a meaning: languages, time zones, countries, addresses, tokens, ranges."""

import base64
import binascii
import re
from decimal import Decimal
from functools import lru_cache
from typing import Annotated
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, available_timezones

from pydantic import AfterValidator, BeforeValidator, Field, PlainValidator, SecretStr

from bot.config.public_holidays import is_known_country
from bot.config.wrong import nearest, wrong

LANGUAGES = ("nl", "en")
SCORES = range(0, 11)
VARIATION_SELECTOR = "\N{VARIATION SELECTOR-16}"


def _language(value: str) -> str:
    if value.lower() not in LANGUAGES:
        raise wrong(f"there is no language “{value}”", "Write nl (Dutch) or en (English)")
    return value.lower()


@lru_cache
def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return False
    return "/" in name or name == "UTC"


def _zone(value: str) -> str:
    if not _is_zone(value):
        zones = available_timezones()
        by_city = {zone.rpartition("/")[2].replace("_", " "): zone for zone in sorted(zones) if "/" in zone}
        city = nearest(value.rpartition("/")[2].replace("_", " "), by_city)
        close = nearest(value, zones) or (by_city[city] if city else None)
        hint = f"Did you mean {close}" if close else "Write a name such as Europe/Amsterdam"
        raise wrong(f"there is no time zone “{value}”", hint + ("?" if close else ""))
    return value


def _country(value: str) -> str:
    if not is_known_country(value.upper()):
        hint = "Write the two letters of ISO 3166 such as NL, or with a region such as DE-BY"
        raise wrong(f"there are no public holidays known for a country “{value}”", hint)
    return value.upper()


def _currency(value: str) -> str:
    if not re.fullmatch(r"[A-Za-z]{3}", value):
        raise wrong(f"“{value}” is not a currency", "Write three letters such as EUR")
    return value.upper()


def _url(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise wrong("this is not a web address", "Write it in full, beginning with https://")
    return value


def _database(value: str) -> str:
    scheme, separator, rest = value.partition("://")
    if not (separator and rest and scheme in ("sqlite", "postgresql", "postgres")):
        if scheme.partition("+")[0] in ("sqlite", "postgresql", "postgres"):
            raise wrong(
                f"the driver in “{scheme}” is not yours to choose", f"Write {scheme.partition('+')[0]}:// instead"
            )
        hint = "Write sqlite:///klankbord.db or postgresql://user:password@host/name"
        raise wrong("this is not a database that we know", hint)
    return f"postgresql://{rest}" if scheme == "postgres" else value


def _key(value: str) -> str:
    if not re.fullmatch(r"[a-z0-9][a-z0-9_-]{0,63}", value):
        hint = "Use up to 64 lower case letters, digits and “-”, such as customer-support"
        raise wrong(f"“{value}” cannot be a key", hint)
    return value


def _slack_chat(value: str) -> str:
    if not re.fullmatch(r"[CDG][A-Z0-9]+", value):
        hint = "Write the channel's id such as C0SUPPORT: in Slack, click the channel's name; the id is at the bottom"
        raise wrong(f"“{value}” is not the id of a Slack channel", hint)
    return value


def _slack_user(value: str) -> str:
    if not re.fullmatch(r"[UW][A-Z0-9]+", value):
        hint = "Write the member id such as U0ANNA: in Slack, open the profile, then “⋮”, “Copy member ID”"
        raise wrong(f"“{value}” is not the id of a Slack user", hint)
    return value


def _webhook_secret(value: SecretStr) -> SecretStr:
    if not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", value.get_secret_value()):
        raise wrong("Telegram does not take this secret", "Use 1 to 256 letters, digits, “_” and “-”")
    return value


def _source_secret(value: SecretStr) -> SecretStr:
    text = value.get_secret_value()
    if text.startswith("whsec_"):
        try:
            base64.b64decode(text.removeprefix("whsec_"), validate=True)
        except (binascii.Error, ValueError):
            hint = "Copy it whole, or use a secret without whsec_"
            raise wrong("what follows whsec_ in this secret is not base64", hint) from None
    return value


def _score_range(given: object) -> tuple[int, int]:
    if isinstance(given, tuple):
        return given
    found = re.fullmatch(r"(\d{1,2})(?:\s*[-–]\s*(\d{1,2}))?", str(given).strip(), re.ASCII)
    low, high = (int(found[1]), int(found[2] or found[1])) if found else (1, 0)
    if isinstance(given, bool) or low > high or high not in SCORES:
        raise wrong("this is not a range of scores", 'Write "0-6", or one score from 0 to 10')
    return low, high


def _value_range(given: object) -> tuple[Decimal | None, Decimal | None]:
    if isinstance(given, tuple):
        return given
    number = r"(\d{1,12}(?:\.\d{1,2})?)"
    text = str(given).strip()
    if found := re.fullmatch(rf"{number}\s*\+", text, re.ASCII):
        return Decimal(found[1]), None
    found = re.fullmatch(rf"{number}\s*[-–]\s*{number}", text, re.ASCII)
    if found is None or Decimal(found[1]) > Decimal(found[2]):
        raise wrong("this is not a range of customer values", 'Write "1000+", or "0-999.99"')
    return Decimal(found[1]), Decimal(found[2])


def _emoji(given: object) -> object:
    """Slack's names without colons, Telegram's signs without the invisible variation selector."""
    if not isinstance(given, dict):
        return given
    return {str(name).strip().strip(":").replace(VARIATION_SELECTOR, ""): verb for name, verb in given.items()}


Text = Annotated[str, Field(min_length=1)]
Language = Annotated[str, AfterValidator(_language)]
Zone = Annotated[str, AfterValidator(_zone)]
Country = Annotated[str, AfterValidator(_country)]
Currency = Annotated[str, AfterValidator(_currency)]
Url = Annotated[str, AfterValidator(_url)]
DatabaseUrl = Annotated[str, AfterValidator(_database)]
Key = Annotated[str, AfterValidator(_key)]
SlackChat = Annotated[str, AfterValidator(_slack_chat)]
SlackUser = Annotated[str, AfterValidator(_slack_user)]
Secret = Annotated[SecretStr, Field(min_length=1)]
WebhookSecret = Annotated[Secret, AfterValidator(_webhook_secret)]
SourceSecret = Annotated[Secret, AfterValidator(_source_secret)]
ScoreRange = Annotated[tuple[int, int], PlainValidator(_score_range)]
ValueRange = Annotated[tuple[Decimal | None, Decimal | None], PlainValidator(_value_range)]
Emoji = BeforeValidator(_emoji)
