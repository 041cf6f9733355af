"""SVG as text: elements, escaped once, that a template prints as they are."""

from __future__ import annotations

from functools import cache
from html import escape
from typing import TYPE_CHECKING

from markupsafe import Markup

if TYPE_CHECKING:
    from collections.abc import Iterable


def element(name: str, /, *children: str, **attributes: object) -> Markup:
    """Return one element; a child that is not ``Markup`` is text and is escaped.

    An attribute ``class_`` gives ``class`` and ``text_anchor`` gives ``text-anchor``; one that is
    ``None`` is left out.  Numbers are written to a tenth of a unit.
    """
    given = ""
    for key, value in attributes.items():
        if value is not None:
            given += f' {attribute(key)}="{escape(written(value))}"'
    inner = joined(children)
    whole = f"<{name}{given}>{inner}</{name}>" if inner else f"<{name}{given}/>"
    return Markup(whole)  # noqa: S704 - escaped


def canvas(name: str, view_box: str, *children: str) -> Markup:
    """Return the drawing of the picture of a name, which its title and description tell of."""
    return element(
        "svg",
        *children,
        class_=f"picture-drawing {name}",
        view_box=view_box,
        role="group",
        aria_labelledby=f"{name}-title",
        aria_describedby=f"{name}-description",
    )


def joined(children: Iterable[str]) -> Markup:
    """Return children one after the other, text escaped."""
    parts = [each if isinstance(each, Markup) else escape(each, quote=False) for each in children]
    return Markup("".join(parts))  # noqa: S704 - escaped


@cache
def attribute(key: str) -> str:
    """Return the name of an attribute as SVG writes it."""
    return "viewBox" if key == "view_box" else key.rstrip("_").replace("_", "-")


def written(value: object) -> str:
    """Return an attribute's value: numbers to a tenth, without needless zeros."""
    if isinstance(value, float):
        return f"{round(value, 1) + 0.0:.1f}".removesuffix(".0")
    return str(value)


def link(href: str | None, /, *children: str, **attributes: object) -> Markup:
    """Return children inside a link, or the children alone where there is nowhere to go."""
    if href is None:
        return element("g", *children, **attributes) if attributes else joined(children)
    return element("a", *children, href=href, **attributes)
