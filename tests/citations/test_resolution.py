"""How sure a citation is: one law a reason for doubt."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from greffe.citations.doubts import Doubts
from greffe.language import Text
from greffe.namespaces import LAW

if TYPE_CHECKING:
    from collections.abc import Callable

    from greffe.citations import Citation

    Reader = Callable[[str], tuple[Citation, ...]]


def short(citation: Citation) -> str:
    """Return the targets of a citation without their base, separated by spaces."""
    return " ".join(target.removeprefix(LAW) for target in citation.targets)


def note(citation: Citation) -> Text:
    """Return the note of a citation that must have one."""
    assert citation.note is not None
    return citation.note


def test_another_chapter_is_doubtful(cite: Reader) -> None:
    """The named Act is cited, and the note quotes the chapter that is not its own."""
    (one,) = cite("Article 65 de la Loi sur l’assurance maladie (L.R.Q, c. 89, A-42)")
    assert ("doubtful", "qc/a-29/art/65") == (one.status, short(one))
    assert "« L.R.Q, c. 89, A-42 »" in note(one).fr
    assert "Loi sur l’assurance maladie" in note(one).fr
    assert "Health Insurance Act" in note(one).en


@pytest.mark.parametrize(
    "chapter", ["2019, chapitre 12", "L.Q. 2018, c. 11", "A-2.1", "DORS/2019-11"]
)
def test_an_annual_chapter_is_held_to_its_year_and_number(chapter: str, cite: Reader) -> None:
    """« Loi 9 » is chapter 11 of 2019 and no other."""
    (one,) = cite(f"Loi 9 ({chapter})")
    assert ("doubtful", "qc/lq-2019-11") == (one.status, short(one))


def test_an_almost_known_title_is_doubtful(cite: Reader) -> None:
    """A title one letter off is read as the known one, and the note says both."""
    (one,) = cite("Article 51 de la Loi sur la fonction publiques")
    assert ("doubtful", "qc/f-3.1.1/art/51") == (one.status, short(one))
    assert "Loi sur la fonction publiques" in note(one).fr
    assert "“Public Service Act”" in note(one).en


def test_an_unknown_title_with_a_known_chapter_is_that_chapter(cite: Reader) -> None:
    """The chapter says which Act is meant when the title does not."""
    (one,) = cite("Loi concernant le travail et ses normes (chapitre N-1.1)")
    assert ("doubtful", "qc/n-1.1", "instrument") == (one.status, short(one), one.kind)


def test_an_unknown_title_cites_nothing(cite: Reader) -> None:
    """An instrument that the graph does not have is reported, never guessed."""
    (one,) = cite("Article 3 de la Loi sur les mines (chapitre M-13.1)")
    assert ("doubtful", (), "provision") == (one.status, one.targets, one.kind)
    assert "Loi sur les mines" in note(one).fr


def test_an_omitted_level_is_supplied_and_told(cite: Reader) -> None:
    """Where one provision only can be meant the citation is resolved; the note says the level."""
    (one,) = cite("Article 65 e) du RIQ")
    assert ("resolved", "qc/i-0.2.1-r3/art/65/par/1/sub/e") == (one.status, short(one))
    assert "art. 65, par. 1, sous-par. e" in note(one).fr
    assert "intermediate level" in note(one).en


def test_an_unknown_provision_cites_the_nearest_known_part(cite: Reader) -> None:
    """No IRI is made up: article, then instrument, stand in for what is not described."""
    (article,) = cite("Article 999 de la LFP")
    (alinea,) = cite("Article 68, 9e alinéa, paragraphe 1 de la Loi sur l'accès")
    assert ("doubtful", "qc/f-3.1.1") == (article.status, short(article))
    assert ("doubtful", "qc/a-2.1/art/68") == (alinea.status, short(alinea))
    assert "art. 999" in note(article).fr
    assert "s. 999" in note(article).en


def test_one_unknown_member_of_a_list_leaves_the_others(cite: Reader) -> None:
    """A list cites what is known, and the note names what is not."""
    (one,) = cite("Articles 37 et 999 de la LATMP")
    assert ("doubtful", "qc/a-3.001/art/37 qc/a-3.001") == (one.status, short(one))
    assert "art. 999" in note(one).fr
    assert "art. 37" not in note(one).fr


def test_the_name_of_a_collection_is_read_as_the_act_before(cite: Reader) -> None:
    """« LRC » is no Act: it is read as the federal Act cited before, doubtfully."""
    first, second = cite("Article 3 de la Loi sur la statistique (LRC)\n\nAlinéa 3b de la LRC")
    assert ("resolved", "doubtful") == (first.status, second.status)
    assert "ca/s-19/art/3/par/b" == short(second)
    assert "« LRC »" in note(second).fr


def test_a_collection_passes_over_acts_of_the_other_legislature(cite: Reader) -> None:
    """A federal collection means a federal Act, a Québec one a Québec Act."""
    cell = "Loi sur la statistique\n\nLFP\n\nAlinéa 3b de la LRC\n\nArticle 51 de la RLRQ"
    assert ["ca/s-19", "qc/f-3.1.1", "ca/s-19/art/3/par/b", "qc/f-3.1.1/art/51"] == [
        short(one) for one in cite(cell)
    ]


@pytest.mark.parametrize("words", ["la même loi", "cette loi", "ladite loi"])
def test_the_same_act_is_the_one_before(words: str, cite: Reader) -> None:
    """A proper reference back is resolved, and « loi » passes over a regulation."""
    cell = f"Article 51 de la LFP\n\nArticle 21 du RIQ\n\nArticle 99 de {words}"
    *_, last = cite(cell)
    assert ("resolved", "qc/f-3.1.1/art/99") == (last.status, short(last))


def test_a_reference_back_to_nothing_cites_nothing(cite: Reader) -> None:
    """The first citation of a cell has nothing to refer back to."""
    (one,) = cite("Article 17 de la LRC")
    assert ("doubtful", ()) == (one.status, one.targets)
    assert "LRC" in note(one).en


def test_a_replaced_instrument_is_stale(cite: Reader) -> None:
    """The provision of the old text is cited, and the note names the new text."""
    (one,) = cite("Article 3 du Règlement sur la sélection des ressortissants étrangers")
    assert ("stale", "qc/i-0.2-r4/art/3") == (one.status, short(one))
    assert "Règlement sur l’immigration au Québec" in note(one).fr
    assert "I-0.2.1, r. 3" in note(one).fr


def test_a_shared_title_means_the_act_in_force(cite: Reader) -> None:
    """Without a chapter the present Act is meant; with the old chapter, the old Act."""
    (present,) = cite("Loi sur l'immigration au Québec")
    (past,) = cite("Loi sur l'immigration au Québec (L.R.Q. c. I-0.2)")
    assert ("resolved", "qc/i-0.2.1") == (present.status, short(present))
    assert ("stale", "qc/i-0.2") == (past.status, short(past))


def test_an_instrument_in_force_in_part_is_doubtful(cite: Reader) -> None:
    """The note asks to check, and carries what the graph says of the instrument."""
    (one,) = cite("Loi sur les services de santé et les services sociaux")
    assert ("doubtful", "qc/s-4.2") == (one.status, short(one))
    assert "G-1.021" in note(one).fr


def test_an_annex_after_two_articles_is_ambiguous(cite: Reader) -> None:
    """« Article 12 et article 26 de l'annexe A » can be read two ways; one list cannot."""
    (two,) = cite("Article 12 et article 26 de l'annexe A de l'Accord Canada-Québec")
    (one,) = cite("Articles 16 et 26 de l'annexe A de l'Accord Canada-Québec")
    assert ("ambiguous", "resolved") == (two.status, one.status)


def test_a_range_that_cannot_be_counted_is_read_by_its_ends(cite: Reader) -> None:
    """Nobody can tell from 65.1 and 67 alone what lies between."""
    (one,) = cite("Articles 65.1 à 67 de la Loi sur l'accès")
    assert ("doubtful", "qc/a-2.1/art/65.1 qc/a-2.1/art/67") == (one.status, short(one))


@pytest.mark.parametrize(
    ("printed", "kind"),
    [
        ("Article 67 de la Loi sur l'accès", "provision"),
        ("Loi sur l'accès", "instrument"),
        ("Accord Canada-Québec", "instrument"),
        ("Convention collective des fonctionnaires", "work-rule"),
        ("Politique concernant la santé des personnes au travail (CT 196633)", "work-rule"),
        ("Ententes PASI", "agreement"),
    ],
)
def test_a_citation_has_one_of_four_kinds(printed: str, kind: str, cite: Reader) -> None:
    """Provision, instrument, work rule or agreement: by what is cited, not by its status."""
    assert [kind] == [one.kind for one in cite(printed)]


def test_several_doubts_are_all_told_and_the_gravest_counts() -> None:
    """A doubtful citation of a stale text is doubtful, and its note gives both reasons, once."""
    doubts = Doubts()
    doubts.add("stale", Text("Ancien.", "Old."))
    doubts.add("doubtful", Text("Nommé {title}.", "Named {title}."), title=Text("Sel", "Salt"))
    doubts.add("stale", Text("Ancien.", "Old."))
    assert ("doubtful", Text("Ancien. Nommé Sel.", "Old. Named Salt.")) == (
        doubts.status(),
        doubts.note(),
    )


def test_no_doubt_is_resolved_without_a_note() -> None:
    """Nothing against a citation is nothing to say."""
    doubts = Doubts()
    assert ("resolved", None) == (doubts.status(), doubts.note())
