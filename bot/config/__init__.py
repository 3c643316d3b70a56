"""The operator's configuration: one frozen tree, read once, turned into domain values. No instance lives here."""

from bot.config.load import load
from bot.config.organisation import members_wanted, organisation
from bot.config.tree import Config

__all__ = ["Config", "load", "members_wanted", "organisation"]
