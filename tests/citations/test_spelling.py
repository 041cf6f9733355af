"""Provisions as people type them."""

from __future__ import annotations

import pytest

from greffe.citations.spelling import provision_path


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("67", "art/67"),
        ("67.2.1", "art/67.2.1"),
        ("article 68", "art/68"),
        ("Art. 68", "art/68"),
        ("art.68", "art/68"),
        ("s. 68", "art/68"),
        ("Section 68", "art/68"),
        ("art. 59, al. 2", "art/59/al/2"),
        ("article 59 alinéa 2 paragraphe 3", "art/59/al/2/par/3"),
        ("59, al. 2, par. 3º", "art/59/al/2/par/3"),
        ("22 par. b)", "art/22/par/b"),
        ("203(4)", "art/203/par/4"),
        ("65 (1) (e)", "art/65/par/1/sub/e"),
        ("65, par. 1, sous-par. e", "art/65/par/1/sub/e"),
        ("A-2.1, art. 68", "a-2.1/art/68"),
        ("RLRQ c. A-2.1, art. 68", "a-2.1/art/68"),
        ("RLRQ, chapitre A-2.1, article 68", "a-2.1/art/68"),
        ("CQLR c. A-3.001, s. 37", "a-3.001/art/37"),
        ("L.R.Q. c. A-2.1, r. 2, art. 4, par. 5", "a-2.1-r2/art/4/par/5"),
    ],
)
def test_a_provision_typed_in_a_usual_way_is_read(words: str, expected: str) -> None:
    """Chapter, section and levels may be written long or short, in French or by s."""
    assert expected == provision_path(words)


@pytest.mark.parametrize(
    "words",
    ["", "A-2.1", "RLRQ c. A-2.1", "C5", "article", "67 personnes", "loi 9", "art. 59, al.", "67)"],
)
def test_what_names_no_provision_is_not_one(words: str) -> None:
    """A chapter alone, a word too many or too few: the whole text must be a provision."""
    assert provision_path(words) is None
