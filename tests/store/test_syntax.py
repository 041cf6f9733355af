"""Reading a query without asking it: its variables, or where it cannot be read."""

from __future__ import annotations

import pytest

from greffe.errors import SyntaxFault
from greffe.store.syntax import selected


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("SELECT $this ?value { ?this ?p ?value }", {"this", "value"}),
        ("SELECT (COUNT(*) AS ?n) {}", {"n"}),
        ("SELECT * { ?a ?b ?c }", {"a", "b", "c"}),
        ("PREFIX e: <http://e/> SELECT ?a { ?a e:b e:c }", {"a"}),
        ("SELECT ?a { ?a known:b 1 }", {"a"}),
        ("ASK {}", None),
        ("CONSTRUCT { ?a ?b ?c } WHERE { ?a ?b ?c }", None),
    ],
)
def test_a_select_gives_back_its_variables(query: str, expected: set[str] | None) -> None:
    """Other forms give back none."""
    assert expected == selected(query, {"known": "http://k/"})


@pytest.mark.parametrize(
    ("query", "line", "column", "said"),
    [
        ("SELECT nonsense", 1, 8, "syntax error"),
        ("SELECT ?a\n{ ?a nope:b 1 }", 2, 6, "the prefix 'nope:' is declared nowhere"),
        ("SELECT ?a " + "{" * 600 + "}" * 600, 1, 511, "more than 500 levels"),
    ],
)
def test_what_is_no_query_has_its_place(query: str, line: int, column: int, said: str) -> None:
    """Line and column within the query, whatever is wrong with it."""
    with pytest.raises(SyntaxFault, match=said) as caught:
        selected(query, {})
    assert (line, column) == (caught.value.line, caught.value.column)


def test_a_prefix_that_is_not_given_is_not_known() -> None:
    """Ours count no more than any other where shapes must declare their own."""
    with pytest.raises(SyntaxFault):
        selected("SELECT ?a { ?a unheard:b 1 }", {"heard": "http://h/"})
