"""Submitted forms: values -> what a service takes, or what is wrong with each field."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.cards import form_errors
from bot.cards.model import Choice, Form, FormErrors
from bot.cards.scene import Scene
from bot.domain.case import Told


def check(form: Form, values: Mapping[str, str], scene: Scene) -> FormErrors | None:
    """Whether every field of the form holds what it asks for. Blank counts as missing."""
    errors: dict[str, str] = {}
    for field in form.fields:
        value = values.get(field.key, "").strip()
        if isinstance(field, Choice):
            if not value and field.required:
                errors[field.key] = form_errors.missing(field.label, scene)
            elif value and value not in {option.value for option in field.options}:
                errors[field.key] = form_errors.not_an_option(scene)
        elif not value and field.needed_when is not None:
            key, wanted = field.needed_when
            if values.get(key) == wanted:
                errors[field.key] = form_errors.because_missing(scene)
        elif not value and field.required:
            errors[field.key] = form_errors.missing(field.label, scene)
        elif len(value) > field.limit:
            errors[field.key] = form_errors.too_long(field.limit, scene)
    return FormErrors(errors=errors) if errors else None


@dataclass(frozen=True, kw_only=True)
class ReportWords:
    """What a checked report form says. `because` only counts when telling was not possible."""

    cause: str
    done: str
    told: Told
    because: str | None

    @staticmethod
    def read(values: Mapping[str, str]) -> "ReportWords":
        """From values that `check` found nothing wrong with."""
        told = Told(values["told"])
        because = values.get("because", "").strip() if told is Told.NOT_POSSIBLE else None
        return ReportWords(cause=values["cause"], done=values["done"].strip(), told=told, because=because)


def moment(values: Mapping[str, str]) -> datetime:
    """The aware moment that was chosen in a checked snooze form."""
    return datetime.fromisoformat(values["until"])
