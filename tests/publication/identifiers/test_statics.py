"""Rules for hosts of plain files, as Netlify's own parsers read them."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest

from greffe.publication.identifiers.formats import DATA, HEADERS, SHARED, content_type
from greffe.publication.identifiers.spaces import Layout
from greffe.publication.identifiers.statics import headers, redirects
from greffe.publication.site.addresses import Addresses

if TYPE_CHECKING:
    from collections.abc import Callable

MIFI: Final = "https://w3id.org/greffe/id/mifi"
ELSEWHERE: Final = "https://donnees.example.ca/registres/id/ville"
ADDRESSES: Final = Addresses({f"{MIFI}/": "id/mifi/", f"{ELSEWHERE}/": "id/ville/"})
LAYOUT: Final = Layout.of("https://donnees.example.ca/", ADDRESSES)

TOOLS: Final = Path(__file__).parents[2] / "browser" / "node_modules"
SCRIPT: Final = """
import { parseAllRedirects } from "TOOLS/@netlify/redirect-parser/lib/index.js";
import { parseAllHeaders } from "TOOLS/@netlify/headers-parser/lib/index.js";
const [, , redirects, headers] = process.argv;
const ways = { configRedirects: [], configHeaders: [], minimal: true };
console.log(JSON.stringify({
  redirects: await parseAllRedirects({ ...ways, redirectsFiles: [redirects] }),
  headers: await parseAllHeaders({ ...ways, headersFiles: [headers] }),
}));
"""

Read = dict[str, dict[str, list[dict[str, Any]]]]


@pytest.fixture(scope="module")
def netlify(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, str], Read]:
    """Give the way to have two files read as Netlify reads them when a site is deployed."""
    if shutil.which("node") is None or not (TOOLS / "@netlify").is_dir():
        pytest.skip("run npm ci in tests/browser")
    folder = tmp_path_factory.mktemp("netlify")
    script = folder / "read.mjs"
    script.write_text(SCRIPT.replace("TOOLS", TOOLS.as_posix()), encoding="utf-8")

    def read(redirects: str, headers: str) -> Read:
        (folder / "_redirects").write_text(redirects, encoding="utf-8")
        (folder / "_headers").write_text(headers, encoding="utf-8")
        done = subprocess.run(
            ["node", str(script), str(folder / "_redirects"), str(folder / "_headers")],
            capture_output=True,
            text=True,
            check=True,
        )
        told: Read = json.loads(done.stdout)
        return told

    return read


@pytest.fixture(scope="module")
def told(netlify: Callable[[str, str], Read]) -> Read:
    """Give what Netlify reads in the files of a layout."""
    return netlify(redirects(LAYOUT), headers(LAYOUT))


def led(rules: list[dict[str, Any]], path: str) -> str | None:
    """Return where the first rule that fits leads, with placeholders as Netlify documents them."""
    for rule in rules:
        pattern = re.sub(r":(\w+)", r"(?P<\1>[^/]+)", re.escape(rule["from"]).replace(r"\:", ":"))
        found = re.fullmatch(pattern.replace(r"\*", "(?P<splat>.*)"), path)
        if found:
            target: str = rule["to"]
            for name, value in found.groupdict().items():
                target = target.replace(f":{name}", value)
            return target
    return None


def test_the_parsers_find_no_fault(told: Read) -> None:
    """Every line of both files is understood."""
    assert [] == told["redirects"]["errors"]
    assert [] == told["headers"]["errors"]


def test_the_parsers_do_judge(netlify: Callable[[str, str], Read]) -> None:
    """A line without a target and a header without a path are refused: silence means something."""
    refused = netlify("/only-a-path\n", "X-Header: without a path\n")
    assert 1 == len(refused["redirects"]["errors"])
    assert 1 == len(refused["headers"]["errors"])


def test_every_redirect_says_see_other(told: Read) -> None:
    """No identifier is answered as if it had moved for good (303, RFC 9110, section 15.4.4)."""
    assert {303} == {rule["status"] for rule in told["redirects"]["redirects"]}


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("id/mifi/communication/17/citation/1", "id/mifi/communication/17/#citation-1"),
        ("id/mifi/register/span/title", "id/mifi/register/#span-title"),
        ("id/mifi/inventory/span/3", "id/mifi/inventory/#span-3"),
        ("registres/id/ville/communication/2", "id/ville/communication/2"),
        ("id/mifi/communication/17/", None),
        ("id/mifi/register/", None),
        ("org/ircc/", None),
    ],
)
def test_nodes_lead_to_the_pages_of_their_owners(
    told: Read, path: str, expected: str | None
) -> None:
    """What owns a page is led nowhere; a node is led to its place on the page of its owner."""
    found = led(told["redirects"]["redirects"], f"/{path}")
    assert expected == (found and found.removeprefix("/"))


def test_every_answer_has_the_policy(told: Read) -> None:
    """The headers of all paths are those that Apache and nginx send."""
    values = {rule["for"]: rule["values"] for rule in told["headers"]["headers"]}
    assert dict(HEADERS) == values["/*"]


def test_data_are_typed_and_open_to_pages_of_other_hosts(told: Read) -> None:
    """Each suffix of data has its media type and may be read from anywhere."""
    values = {rule["for"]: rule["values"] for rule in told["headers"]["headers"]}
    for suffix in SHARED:
        assert content_type(suffix) == values[f"/*.{suffix}"]["Content-Type"]
        assert "*" == values[f"/*.{suffix}"]["Access-Control-Allow-Origin"]


def test_data_lead_back_to_their_page(told: Read) -> None:
    """The data of a thing name its page as their alternate."""
    values = {rule["for"]: rule["values"] for rule in told["headers"]["headers"]}
    links = {values[f"/*/data.{each.name}"]["Link"] for each in DATA}
    assert {'<./>; rel="alternate"; type="text/html"'} == links
