"""The lock: every package by hash, and no address of whoever locked it."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LOCKS = (ROOT / "requirements.lock", ROOT / ".ci" / "uv.txt")
PIN = re.compile(r"^(?P<name>[a-z0-9._-]+)==\S+")


def packages(lock: Path) -> dict[str, str]:
    """Each pinned package with the lines that belong to it."""
    found: dict[str, str] = {}
    for line in lock.read_text().splitlines():
        pin = PIN.match(line)
        if pin:
            found[name := pin["name"]] = ""
        elif line.startswith("    --hash="):
            found[name] += line
    return found


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_every_package_has_hashes(lock: Path) -> None:
    assert packages(lock)
    assert [name for name, lines in packages(lock).items() if "--hash=sha256:" not in lines] == []


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_no_address_is_named(lock: Path) -> None:
    assert not re.search(r"https?://|file://|--(extra-)?index-url|--find-links", lock.read_text())


def test_everything_asked_for_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    asked = [
        *project["project"]["dependencies"],
        *project["dependency-groups"]["dev"],
        *project["build-system"]["requires"],
    ]
    names = {re.split(r"[\[<>=; ]", line)[0].lower() for line in asked}
    assert names - packages(ROOT / "requirements.lock").keys() == set()
