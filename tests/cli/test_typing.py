"""What is typed wrong is answered with what could be typed."""

from pathlib import Path

import pytest

from bot.__main__ import main
from tests.cli.conftest import Desk


def test_the_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.startswith("klankbord 0.")


def test_nothing_typed_shows_the_commands(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    assert "let the running bot take the changed configuration in" in capsys.readouterr().err


@pytest.mark.parametrize("typed", [["runn"], ["invite"], ["quarantine"], ["quarantine", "retry"], ["postings", "eat"]])
def test_a_slip_is_told_and_ends_with_2(typed: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(typed)
    assert ended.value.code == 2
    assert "usage: klankbord" in capsys.readouterr().err


def test_a_missing_configuration_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["migrate"]) == 2
    assert capsys.readouterr().err.startswith("config.yaml: there is no such file. ")
    monkeypatch.setenv("KLANKBORD_CONFIG", "elsewhere.yaml")
    assert main(["migrate"]) == 2
    assert capsys.readouterr().err.startswith("elsewhere.yaml: there is no such file. ")


async def test_migrate_makes_the_database_and_says_so(desk: Desk) -> None:
    said = await desk.type("migrate")
    assert said.code == 0
    assert said.out.startswith(f"sqlite:///{desk.folder}/klankbord.db has taken the steps up to 00")
    assert "up to date" in (await desk.type("migrate")).out
