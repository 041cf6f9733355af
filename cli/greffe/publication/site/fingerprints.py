"""What a page may depend on, in numbers: each thing with what it owns, and each rule's findings."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING, Final

from greffe.publication.site.pages.rules import rule_mark, rules_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from greffe.publication.site.site import Site

_MOST: Final = 0xFFFFFFFFFFFFFFFF


def fingerprints(site: Site) -> dict[str, int]:
    """Return a number for each thing and each rule, by name, sorted.

    The number of a thing changes with the graph around it and the nodes that it owns, and with
    what was found about it; that of a rule with what it found.
    """
    found = dict.fromkeys(map(rule_mark, (rule.code for rule in rules_of(site))), 0)
    for name, number in _parts(site):
        found[name] = (found.get(name, 0) + number) & _MOST
    return dict(sorted(found.items()))


def _parts(site: Site) -> Iterator[tuple[str, int]]:
    for iri, number in site.store.fingerprints().items():
        yield site.addresses.owner(iri), number
    for each in site.findings:
        number = int.from_bytes(blake2b(repr(each).encode(), digest_size=8).digest())
        yield site.addresses.owner(each.entity), number
        yield rule_mark(each.rule), number
