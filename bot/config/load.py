"""From a file and the environment to a configuration, or to everything that is wrong with it at once."""

from collections.abc import Mapping
from pathlib import Path

from pydantic import ValidationError

from bot.config.complaints import add_complaints
from bot.config.known import Known
from bot.config.members_csv import read_members
from bot.config.tree import Config
from bot.config.yaml_file import read_yaml


def load(path: Path, environ: Mapping[str, str]) -> Config:
    """Read the configuration, and the members' file that it names, relative to its own folder.

    Raises ConfigError with one complaint for each thing that is wrong: the file and line, what, and what to write.
    """
    source = read_yaml(path, environ)
    tree = source.tree
    if isinstance(tree, dict) and isinstance(tree.get("members"), str):
        tree["members"] = read_members(path.parent / tree["members"], source, ("members",))
    known = Known.of(tree, spoiled=source.is_spoiled)
    if not known.platforms:
        source.complain(
            (), "neither Slack nor Telegram is configured", "Add a section slack or telegram with its tokens"
        )
    try:
        config = Config.model_validate(tree, context=known)
    except ValidationError as refused:
        add_complaints(refused, source, Config)
        source.raise_complaints()
        raise
    source.raise_complaints()
    return config
