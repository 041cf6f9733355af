"""Elements are escaped once, and numbers are as short as they can be."""

from __future__ import annotations

from jinja2 import Environment
from markupsafe import Markup

from greffe.publication.pictures.svg import element, joined, link, written


def test_text_is_escaped() -> None:
    """What people wrote cannot become markup."""
    assert "<text>R &amp; D &lt;b&gt;</text>" == element("text", "R & D <b>")


def test_attributes_are_escaped() -> None:
    """A quotation mark cannot end an attribute."""
    assert '<a href="&quot;&gt;&lt;script&gt;"/>' == element("a", href='"><script>')


def test_elements_nest() -> None:
    """An element inside another is not escaped again."""
    assert "<g><text>&amp;</text></g>" == element("g", element("text", "&"))


def test_templates_print_elements_as_they_are() -> None:
    """Jinja, which escapes text, takes an element for what it is."""
    template = Environment(autoescape=True).from_string("{{ drawing }} {{ text }}")
    assert "<g/> &lt;g/&gt;" == template.render(drawing=element("g"), text="<g/>")


def test_names_are_those_of_svg() -> None:
    """Names that Python cannot hold are written as SVG has them."""
    written_out = element("svg", class_="p", view_box="0 0 1 1", text_anchor="end", aria_label="x")
    assert '<svg class="p" viewBox="0 0 1 1" text-anchor="end" aria-label="x"/>' == written_out


def test_what_is_not_given_is_left_out() -> None:
    """An attribute without a value is not written."""
    assert "<text/>" == element("text", text_anchor=None)


def test_numbers_are_short() -> None:
    """A coordinate has one decimal at most, and no zero that says nothing."""
    assert ["3", "2.5", "0", "-0.5", "7", "12"] == [
        *map(written, (3.04, 2.46, -0.04, -0.5, 6.999)),
        written(12),
    ]


def test_a_link_needs_somewhere_to_go() -> None:
    """What has no page is shown without a link."""
    assert '<a href="../"><b/></a>' == link("../", element("b"))
    assert "<b/>" == link(None, element("b"))


def test_a_group_takes_the_place_of_a_link() -> None:
    """Attributes are kept even where there is no page to go to."""
    assert '<g class="to"><b/></g>' == link(None, element("b"), class_="to")


def test_joining_escapes_text_only() -> None:
    """Text between elements is escaped, elements are not."""
    assert Markup("<b/>, &lt;") == joined((element("b"), ", <"))
