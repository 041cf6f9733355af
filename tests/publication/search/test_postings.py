"""The words of an index: pages join and leave it, and the result is that of one made at once."""

from __future__ import annotations

from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greffe.publication.search.postings import Entry, Index, Row, joined, pieces

Pages = dict[str, dict[str, tuple[list[int], list[int]]]]
"""What pages say: by path and by word, the places in the text and in what is told."""


def entry(path: str, *fields: str) -> Entry:
    """Return a page as an index knows it."""
    return Entry(f"fr_{path}", 3, fields or ("kind", "title"), "Concept")


def index(**words: dict[str, list[Row]]) -> Index:
    """Return an index of the pages a, b and c, with these words."""
    return Index({path: entry(path) for path in "abc"}, dict(words))


def test_a_page_that_leaves_takes_its_rows_with_it() -> None:
    """The ranks of the pages behind it go down, told as distances from the page before."""
    before = index(nas={"": [[0, [1], []], [1, [2], []], [1, [3], []]]})
    after, _ = joined(before, Index(), gone={"b"})
    assert ["a", "c"] == list(after.entries)
    assert {"nas": {"": [[0, [1], []], [1, [3], []]]}} == after.words


def test_a_word_that_no_page_has_any_more_goes() -> None:
    """A word stays as long as a page has it, in whatever spelling."""
    before = index(nas={"": [[1, [2], []]]}, sante={"santé": [[2, [5], []]]})
    after, touched = joined(before, Index(), gone={"b"})
    assert {"sante": {"santé": [[1, [5], []]]}} == after.words
    assert {"nas", "sante"} == touched


def test_a_page_comes_in_at_its_path() -> None:
    """Pages are in the order of their paths, whenever they were read."""
    fresh = Index({"ab": entry("ab")}, {"nas": {"": [[0, [7], []]]}})
    after, _ = joined(index(nas={"": [[0, [1], []], [2, [3], []]]}), fresh)
    assert ["a", "ab", "b", "c"] == list(after.entries)
    assert {"": [[0, [1], []], [1, [7], []], [2, [3], []]]} == after.words["nas"]


def test_a_page_read_again_is_told_once() -> None:
    """What a page said before counts no more: words it lost go, words it gained come."""
    before = index(nas={"": [[0, [1], []], [1, [2], []]]}, avant={"": [[1, [4], []]]})
    fresh = Index(
        {"b": entry("b")}, {"nas": {"": [[0, [9], []]]}, "apres": {"après": [[0, [3], []]]}}
    )
    after, touched = joined(before, fresh, gone={"b"})
    assert {"": [[0, [1], []], [1, [9], []]]} == after.words["nas"]
    assert ["apres", "nas"] == list(after.words)
    assert {"nas", "avant", "apres"} == touched


def test_words_of_other_pages_are_not_touched() -> None:
    """Where no page comes or goes, only the words of the page that changed do."""
    before = index(nas={"": [[1, [2], []]]}, permis={"": [[0, [4], []], [2, [1], []]]})
    fresh = Index({"b": entry("b")}, {"nas": {"": [[0, [9], []]]}})
    after, touched = joined(before, fresh, gone={"b"})
    assert {"nas"} == touched
    assert before.words["permis"] is after.words["permis"]


def test_what_is_told_is_known_by_the_rank_of_its_name() -> None:
    """A name that comes in before others moves them: -2 was the title, which is -3 from now on."""
    before = index(nas={"": [[0, [], [-2, 0]]]})
    assert ("kind", "title") == before.fields
    fresh = Index({"d": entry("d", "also", "kind")}, {"sin": {"": [[0, [], [-1, 4]]]}})
    after, _ = joined(before, fresh)
    assert ("also", "kind", "title") == after.fields
    assert {"": [[0, [], [-3, 0]]]} == after.words["nas"]
    assert {"": [[3, [], [-1, 4]]]} == after.words["sin"]


def test_spellings_are_in_order() -> None:
    """The plain spelling is first; those with accents follow, sorted."""
    fresh = Index({"d": entry("d")}, {"cote": {"côté": [[0, [1], []]], "": [[0, [2], []]]}})
    after, _ = joined(index(cote={"coté": [[0, [1], []]]}), fresh)
    assert ["", "coté", "côté"] == list(after.words["cote"])


WORDS = ("alpha", "beta", "gamma", "delta")
PLACES = st.lists(st.integers(0, 9), min_size=1, max_size=2)
SAID = st.dictionaries(st.sampled_from(WORDS), st.tuples(PLACES, st.just([-1, 3])), min_size=1)
SITES = st.dictionaries(st.sampled_from(["a", "b", "c", "d", "e"]), SAID, min_size=1)


def read(pages: Pages) -> Index:
    """Return the index of pages as Pagefind gives it: in the order in which they come."""
    found = Index({path: entry(path) for path in pages})
    for word in sorted({word for said in pages.values() for word in said}):
        numbers = [number for number, said in enumerate(pages.values()) if word in said]
        said = list(pages.values())
        steps = [b - a for a, b in zip([0, *numbers], numbers, strict=False)]
        found.words[word] = {
            "": [[step, *said[number][word]] for step, number in zip(steps, numbers, strict=True)]
        }
    return found


@given(before=SITES, fresh=SITES, gone=st.sets(st.sampled_from(["a", "b", "c"])))
def test_an_index_brought_up_to_date_is_that_of_all_pages(
    before: Pages, fresh: Pages, gone: set[str]
) -> None:
    """Whatever pages change, come and go, in whatever order they are read, nothing differs."""
    start, _ = joined(read(before), Index())
    after, _ = joined(start, read(fresh), gone)
    pages = {path: said for path, said in before.items() if path not in gone} | fresh
    whole, _ = joined(read(dict(reversed(pages.items()))), Index())
    assert whole == after
    assert list(whole.entries) == list(after.entries) == sorted(pages)


@given(SITES)
def test_distances_add_up_to_the_ranks_of_pages(pages: Pages) -> None:
    """The rows of a word are those of the pages that say it, in order."""
    made, _ = joined(read(pages), Index())
    paths = list(made.entries)
    for word, forms in made.words.items():
        ranks = accumulate(row[0] for row in forms[""])
        assert sorted(path for path in pages if word in pages[path]) == [paths[n] for n in ranks]


@pytest.mark.parametrize("left_out", [0, 700, 1999])
def test_a_word_less_changes_one_piece(left_out: int) -> None:
    """Pieces begin at words that their spelling designates: the others stay as they are."""
    words = sorted(f"mot{number}" for number in range(2_000))
    before = list(pieces(words))
    after = list(pieces([word for word in words if word != words[left_out]]))
    assert words == [word for piece in before for word in piece]
    assert len([piece for piece in before if piece not in after]) in (1, 2)
    assert 3 < len(before) < 30


def test_no_word_makes_no_piece() -> None:
    """An index without words has no piece."""
    assert [] == list(pieces([]))
