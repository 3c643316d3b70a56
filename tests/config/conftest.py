"""A folder to write configurations in."""

from pathlib import Path

import pytest

from tests.config.writing import Folder


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """An empty folder for a configuration."""
    return Folder(tmp_path)
