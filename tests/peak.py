"""The most memory that a command takes, as Linux tells it."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import Final

_RUN: Final = """
import re, sys
from pathlib import Path
from greffe import app
code = app.run(sys.argv[1:])
print(code, re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1])
"""


def peak(*words: str) -> int:
    """Return how many kibibytes a command of Greffe took at most; it must end with 0."""
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(
        [sys.executable, "-c", _RUN, *words],
        capture_output=True,
        text=True,
        check=True,
        env=environment,
    )
    code, most = done.stdout.split()[-2:]
    assert "0" == code, done.stderr
    return int(most)
