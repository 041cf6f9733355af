"""Opening what a site is made from: the public view of a workspace and what a check found in it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from greffe.bodies import Body
from greffe.language import Text
from greffe.namespaces import GREFFE, ORGANIZATION, ROOT
from greffe.publication.site.addresses import Addresses
from greffe.publication.site.fingerprints import data_prints
from greffe.publication.site.site import Site
from greffe.publication.site.stages import NUMBERED, READ, nobody
from greffe.publication.site.told import Told, told
from greffe.store import public_view
from greffe.terms import Iri, Literal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from greffe.publication.site.pages.stating import Rule
    from greffe.publication.site.site import Finding
    from greffe.publication.site.stages import Tell
    from greffe.store import Store
    from greffe.workspace import Workspace

_BODIES: Final = (
    f"SELECT DISTINCT ?body ?base WHERE {{ ?body a <{GREFFE}PublicBody> ; <{GREFFE}base> ?base }} "
    "ORDER BY ?body ?base"
)


@dataclass(frozen=True, slots=True)
class Options:
    """What the body chooses for its site.

    ``base_url`` is where the site's root will stand, ``official`` takes the banner away, and
    ``masked`` keeps the names of natural persons out.  ``search`` says that an index will be
    written beside the pages.  ``style`` is a style sheet of the body's own.
    """

    base_url: str = ROOT
    official: bool = False
    masked: bool = True
    search: bool = False
    style: str = ""


def open_site(
    workspace: Workspace,
    findings: Iterable[Finding] = (),
    rules: Iterable[Rule] = (),
    options: Options | None = None,
    tell: Tell = nobody,
) -> Site:
    """Return the site of a workspace, ready to be written.

    The data are opened before findings and rules are looked at, which may be in the making.
    Findings about what is not published are left out, and names that the site masks are masked in
    what the others say.  ``tell`` hears how far this has come; the errors are those of
    ``store.public_view``.
    """
    chosen = options or Options()
    store, mask = public_view(workspace, masked=chosen.masked, tell=partial(tell, READ))
    bodies = tuple(bodies_in(store))
    site = Site(
        store=store,
        addresses=Addresses.of(bodies),
        bodies=bodies,
        base_url=chosen.base_url.rstrip("/") + "/",
        official=chosen.official,
        masked=chosen.masked,
        has_search=chosen.search,
        style=chosen.style,
    )
    # the longest reading, while findings are in the making
    site.data_prints = data_prints(site, partial(tell, NUMBERED))
    site.rules, site.findings = tuple(rules), tuple(_shown(site, findings, mask))
    return site


def bodies_in(store: Store) -> Iterator[Body]:
    """Yield the public bodies that keep registers here, by identifier."""
    for iri, base in store.select(_BODIES).rows:
        if isinstance(iri, Iri) and isinstance(base, Iri | Literal):
            yield Body(iri.value.removeprefix(ORGANIZATION), iri.value, base.value.rstrip("/"))


def _shown(site: Site, findings: Iterable[Finding], mask: Callable[[str], str]) -> Iterator[Told]:
    published = (each for each in findings if site.addresses.owner(each.entity) in site.kinds)
    return told(published, lambda text: Text(mask(text.fr), mask(text.en)))
