"""What a site holds of findings is what it shows, each of their words once."""

from __future__ import annotations

import pickle

from greffe.language import Text
from greffe.publication.site.told import Told, told
from greffe.validation.findings import Finding, Location

AT = "https://w3id.org/greffe/id/mifi/communication/"
REMEDY = ("Nommez la loi.", "Name the act.")


def finding(number: int, remedy: Text | None) -> Finding:
    """Return a finding of a report about one communication, its words made anew."""
    message = Text("sans entente", "without agreement")
    return Finding(
        rule="R15",
        severity="warning",
        entity=f"{AT}{number}",
        number=f"C{number}",
        field=None,
        value=None,
        message=message,
        remedy=remedy,
        provision=None,
        location=Location("register.ttl", 12, 5),
        fingerprint=f"{number:08}",
        detail=message,
    )


def test_a_site_holds_what_it_shows() -> None:
    """Rule, severity, entry, message and remedy stay; places, which only reports tell, do not."""
    found = tuple(told([finding(5, Text(*REMEDY))]))
    message = Text("sans entente", "without agreement")
    assert found == (Told("R15", "warning", f"{AT}5", message, Text(*REMEDY)),)


def test_a_finding_may_have_no_remedy() -> None:
    """Where a rule says nothing to do, neither does the site."""
    assert [None] == [each.remedy for each in told([finding(5, None)])]


def test_equal_words_are_held_once() -> None:
    """A thousand findings of one rule hold its words once, also in another process."""
    found = tuple(told(finding(number, Text(*REMEDY)) for number in range(1000)))
    travelled = pickle.loads(pickle.dumps(found))  # noqa: S301 - made here
    for each in (found, travelled):
        assert 1 == len({id(one.message) for one in each})
        assert 1 == len({id(one.remedy) for one in each})


def test_words_are_shown_as_the_site_has_them() -> None:
    """The words of a finding may be masked: the message and the remedy, in both languages."""

    def mask(text: Text) -> Text:
        return Text(text.fr.upper(), text.en.upper())

    (found,) = told([finding(5, Text(*REMEDY))], mask)
    assert found.message == Text("SANS ENTENTE", "WITHOUT AGREEMENT")
    assert found.remedy == Text("NOMMEZ LA LOI.", "NAME THE ACT.")
