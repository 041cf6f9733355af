"""The OpenAPI description tells the truth: Schemathesis finds nothing between it and the server."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.served import Endpoint

SCHEMATHESIS = Path(sys.executable).with_name("schemathesis")
HOOKS = """\
import schemathesis

@schemathesis.serializer("application/sparql-query")
def plain(context, value):
    return str(value).encode("utf-8", "replace")
"""
FEW = ("--max-examples", "1", "--seed", "1", "--request-timeout", "30", "--no-color")
WHAT = {
    "questions": ("--include-path-regex", "^/(api|health|metrics|.well-known)"),
    # What is a query is told by the grammar of SPARQL, which no JSON schema can hold.
    "sparql": ("--include-path", "/sparql", "--exclude-checks", "positive_data_acceptance"),
}


@pytest.mark.parametrize(
    ("kind", "part"), [("public", "questions"), ("public", "sparql"), ("front", "sparql")]
)
def test_the_description_is_true(
    request: pytest.FixtureRequest, tmp_path: Path, kind: str, part: str
) -> None:
    """Requests made from the description, valid and not, are answered as it says."""
    endpoint: Endpoint = request.getfixturevalue(kind)
    (tmp_path / "hooks.py").write_text(HOOKS)
    outcome = subprocess.run(
        [str(SCHEMATHESIS), "run", f"{endpoint.root}api/openapi.json", *WHAT[part], *FEW],
        cwd=tmp_path,
        env=os.environ | {"SCHEMATHESIS_HOOKS": "hooks", "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert outcome.returncode == 0, outcome.stdout[-5000:]
