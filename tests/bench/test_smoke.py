"""Every row of the bench can still be measured. The figures themselves are never part of a timed test."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.bench.runs import ROWS

ROOT = Path(__file__).parents[2]


@pytest.mark.slow
@pytest.mark.parametrize("row", ROWS)
def test_a_row_can_be_measured_with_tiny_numbers(row: str) -> None:
    command = [sys.executable, "-m", "tests.bench", "--quick", row]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=240)
    assert done.returncode == 0, done.stderr[-3000:]
    assert "baseline" in done.stdout
    assert "Traceback" not in done.stderr, done.stderr[-3000:]
