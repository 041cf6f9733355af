"""The kinds of pages that a site of one body has, each looked at in both languages."""

from __future__ import annotations

from typing import Final

import pytest

KINDS: Final = (
    "about",
    "agreement",
    "agreements",
    "bodies",
    "body",
    "communication",
    "concept",
    "concepts",
    "download",
    "file",
    "group",
    "home",
    "instrument",
    "inventory",
    "law",
    "missing",
    "ontology",
    "organization",
    "organizations",
    "overview",
    "person",
    "provision",
    "query",
    "question",
    "questions",
    "register",
    "rule",
    "rules",
    "scheme",
    "search",
    "shapes",
    "situation",
    "situations",
    "source",
    "system",
    "unit",
)
every_kind = pytest.mark.parametrize("kind", KINDS)
both_languages = pytest.mark.parametrize("language", ["fr", "en"])
