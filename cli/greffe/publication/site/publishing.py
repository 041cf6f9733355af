"""Writing the site of a workspace, its published identifiers held to the ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from greffe.publication.identifiers import ledger
from greffe.publication.identifiers.section import published, withdrawn
from greffe.publication.site.build import build_site
from greffe.publication.site.stages import nobody

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from greffe.publication.site.build import Built
    from greffe.publication.site.model import Page
    from greffe.publication.site.site import Site
    from greffe.publication.site.stages import Tell
    from greffe.workspace import Workspace


def publish(  # noqa: PLR0913 - each is a choice of whoever publishes
    site: Site,
    workspace: Workspace,
    folder: Path,
    progress: Tell = nobody,
    *,
    jobs: int = 1,
    day: date | None = None,
) -> Built:
    """Write a site, unless an identifier that was published would disappear.

    With a ``day``, what is published for the first time enters the ledgers beside the data, once
    the site is written.  Raises ``LostIdentifiers``, and as ``build_site``.
    """
    seen: list[Page] = []

    def check(pages: list[Page]) -> None:
        seen.extend(pages)
        ledger.hold(workspace.data, site.bodies, published(pages), withdrawn(site))

    built = build_site(site, folder, progress, jobs, check)
    if day is not None:
        ledger.hold(workspace.data, site.bodies, published(seen), withdrawn(site), day)
    return built
