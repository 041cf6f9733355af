"""Pages from templates: the door to Jinja."""

from __future__ import annotations

import os
import re
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

from markupsafe import Markup, escape

from greffe.publication.descriptions.schema_org import schema_org
from greffe.publication.search.kinds import found_as
from greffe.publication.search.words import names_of_types, other_names
from greffe.publication.site.addresses import relative
from greffe.publication.site.pages.trail import named_on_the_way
from greffe.publication.site.sheets import DPV_TERMS
from greffe.publication.site.wording import KIND_NAMES, SEVERITIES, shown_date
from greffe.store import cache_dir

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from jinja2 import BytecodeCache, Environment

    from greffe.language import Language, Text
    from greffe.publication.site.model import Page
    from greffe.publication.site.sheets import Row, Value
    from greffe.publication.site.site import Site

TEMPLATES: Final = Path(__file__).resolve().parents[1] / "templates"
_PUNCTUATION: Final = re.compile(r" (?=[:;?!»])|(?<=«) ")
_PLACE: Final = re.compile(r" at 0x[0-9a-f]+")


class Tools:
    """What a template can ask while one page is written in one language.

    ``touched`` gathers every thing that the page named or asked about: the page stays right as
    long as nothing changes in the graph about any of them.
    """

    def __init__(self, site: Site, page: Page, language: Language) -> None:
        """Serve one page."""
        self._site = site
        self._here = page.address[language]
        self._language: Language = language
        self._references: dict[str, str | None] = {}
        self.touched: set[str] = set()
        if page.subject is not None:
            self.touched.add(page.subject)

    def t(self, french: str, english: str) -> str:
        """Return the words in the language of the page."""
        return spaced(french) if self._language == "fr" else english

    def both(self, text: Any) -> str:  # noqa: ANN401 - a Text, or words that need no translation
        """Return a ``Text`` in the language of the page; plain words as they are."""
        if isinstance(text, str):
            return str(text)
        return spaced(text.fr) if self._language == "fr" else str(text.en)

    def url(self, address: str) -> str:
        """Return the reference to an address from the root of the site."""
        return relative(address, self._here)

    def here(self, french: str, english: str) -> str:
        """Return the reference to a page that has an address in each language."""
        return self.url(self.t(french, english))

    def label(self, iri: str) -> str:
        """Return what a thing is called."""
        self.touched.add(iri)
        return self._site.label(iri, self._language)

    def other_names(self, iri: str) -> tuple[str, ...]:
        """Return what a thing is called besides its label, in either language."""
        self.touched.add(iri)
        return other_names(self._site, iri, self._language)

    def names_of_types(self, row: Row) -> tuple[str, ...]:
        """Return what the types of information that a row of a page names are called besides."""
        return names_of_types(self._site, [each.iri for each in row.values if each.iri])

    def href(self, iri: str) -> str | None:
        """Return the reference to the page of a thing; ``None`` for what has no page here."""
        self.touched.add(iri)
        if iri not in self._references:
            address = self._site.address(iri, self._language)
            self._references[iri] = None if address is None else self.url(address)
        return self._references[iri]

    def anchor(self, iri: str, words: str) -> Markup:
        """Return a link to the page of a thing, or to the thing itself where that is elsewhere."""
        target = self.href(iri)
        if target is None:
            tongue = ' lang="en"' if self._language == "fr" and iri.startswith(DPV_TERMS) else ""
            return Markup(f'<a href="{escape(iri)}" rel="external"{tongue}>{escape(words)}</a>')  # noqa: S704 - escaped
        tongue = ' lang="fr"' if self._is_foreign(iri, words) else ""
        return Markup(f'<a href="{escape(target)}"{tongue}>{escape(words)}</a>')  # noqa: S704 - escaped

    def tongue(self, iri: str | None, words: str) -> Markup:
        """Return the attribute of words that are French on an English page, else nothing."""
        foreign = iri is not None and self._is_foreign(iri, words)
        return Markup(' lang="fr"') if foreign else Markup()

    def step_tongue(self, address: Text) -> Markup:
        """Return the attribute of the name of a page that has none in English."""
        foreign = self._language == "en" and address.en in self._site.french_addresses
        return Markup(' lang="fr"') if foreign else Markup()

    def _is_foreign(self, iri: str, words: str) -> bool:
        """Whether words are the French name of a thing that has no English one, on its page."""
        if self._language == "fr" or iri not in self._site.french_only:
            return False
        return words == self.label(iri)

    def shown(self, value: Value) -> Markup:
        """Return one value as people read it: a link, a date, words in their language."""
        if value.iri:
            return self.anchor(value.iri, value.words)
        if value.is_date:
            said = shown_date(value.words, self._language)
            moment = value.words.removeprefix("--")
            return Markup('<time datetime="{}">{}</time>').format(moment, said)
        if value.language:
            return Markup('<span lang="{}">{}</span>').format(value.language, value.words)
        return escape(value.words)

    def globals(self) -> dict[str, Any]:
        """Return the tools under the names that templates use."""
        words = ("t", "both", "label", "shown", "tongue", "step_tongue")
        names = (*words, "other_names", "names_of_types", "url", "here", "href", "anchor")
        return {name: getattr(self, name) for name in names}


Filled = dict[str, Any]
"""What a template gets for one page in one language, but for its tools."""


def fill(site: Site, page: Page, language: Language) -> tuple[Filled, frozenset[str]]:
    """Return what a page shows, and the things that this depends on."""
    filled = dict(page.fill(site, language))
    depends = cast("frozenset[str]", filled.pop("depends", frozenset()))
    if page.subject is not None:
        depends = depends.union(named_on_the_way(site, page.subject))
    return {"structured_data": schema_org(site, page, language)} | filled, depends


def mark_of(page: Page, filled: Filled) -> str:
    """Return a fingerprint of all that a page says; nothing where that cannot be told.

    An object that is known by its place in memory only says nothing about its content.
    """
    told = repr((page.title, page.description, page.crumbs, filled))
    return "" if _PLACE.search(told) else blake2b(told.encode(), digest_size=12).hexdigest()


def render(
    site: Site, page: Page, language: Language, filled: Filled | None = None
) -> tuple[str, frozenset[str]]:
    """Return a page as HTML, ``filled`` where that is known; and the things that it names."""
    tools = Tools(site, page, language)
    template = _environment().get_template(page.template)
    other: Language = "en" if language == "fr" else "fr"
    if filled is None:
        filled, depends = fill(site, page, language)
        tools.touched |= depends
    words = {
        "site": site,
        "page": page,
        "language": language,
        "other": other,
        "title": page.title[language],
        "kind_names": KIND_NAMES,
        "severities": SEVERITIES,
        "site_name": site.name[language],
        "ways": site.menu,
        "has_search": site.has_search,
        "found_as": found_as(page.kind) if site.has_search else None,
        **tools.globals(),
        **filled,
    }
    return template.render(words), frozenset(tools.touched)


@lru_cache(maxsize=1)
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        bytecode_cache=_compiled(),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    filters: Mapping[str, Callable[..., object]] = {"date": shown_date, "paragraphs": paragraphs}
    environment.filters.update(filters)
    return environment


def _compiled() -> BytecodeCache | None:
    """Return where templates are kept as Jinja compiles them, by their content; none if nowhere."""
    from jinja2 import FileSystemBytecodeCache

    folder = cache_dir() / "templates"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return None
    return FileSystemBytecodeCache(str(folder)) if os.access(folder, os.W_OK) else None


@lru_cache(maxsize=4096)
def spaced(french: str) -> str:
    """Return French words whose double punctuation never begins or ends a line by itself."""
    return _PUNCTUATION.sub("\u00a0", french)


def paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a verbatim text, which blank lines separate."""
    return [part for part in text.split("\n\n") if part.strip()]
