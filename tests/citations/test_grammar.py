"""One law a style of citation: what is printed, and the provisions that it means."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from greffe.errors import SyntaxFault
from greffe.language import LANGUAGES
from greffe.namespaces import LAW

if TYPE_CHECKING:
    from collections.abc import Callable

    from greffe.citations import Citation

    Reader = Callable[[str], tuple[Citation, ...]]

A = "qc/a-2.1/art"
RIQ = "qc/i-0.2.1-r3/art"
ACCORD = "ca-qc/accord-1991"

LISTS = [
    ("Article 67 de la Loi sur l'accès", f"{A}/67"),
    ("Articles 59, 60 et 66 de la Loi sur l'accès", f"{A}/59 {A}/60 {A}/66"),
    ("Articles 59, 60, et 66 de la Loi sur l'accès", f"{A}/59 {A}/60 {A}/66"),
    ("Articles 67 ou 68 de la Loi sur l'accès", f"{A}/67 {A}/68"),
    ("art. 67 de la Loi sur l’accès", f"{A}/67"),
    ("Les articles 66 à 68 de la Loi sur l'accès", f"{A}/66 {A}/67 {A}/68"),
    ("Articles 67.2.1 à 67.2.3 de la Loi sur l'accès", f"{A}/67.2.1 {A}/67.2.2 {A}/67.2.3"),
    ("Articles 16.1, 66 à 68 et 76 de la Loi sur l'accès", f"{A}/16.1 {A}/66 {A}/67 {A}/68 {A}/76"),
    ("Article 67 et article 68 de la Loi sur l'accès", f"{A}/67 {A}/68"),
    ("Articles 37, 37 et 38 de la LATMP", "qc/a-3.001/art/37 qc/a-3.001/art/38"),
]
LEVELS = [
    ("L'article 59, deuxième alinéa, paragraphe 3º de la Loi sur l'accès", f"{A}/59/al/2/par/3"),
    ("L'article 59, 2e alinéa, par. 3 de la Loi sur l'accès", f"{A}/59/al/2/par/3"),
    ("L'article 59, alinéa 2, paragraphe 3° de la Loi sur l'accès", f"{A}/59/al/2/par/3"),
    ("L'article 67.3 al. 1 de la Loi sur l'accès", f"{A}/67.3/al/1"),
    ("L'article 76, premier alinéa de la Loi sur l'accès", f"{A}/76/al/1"),
    (
        "L'article 59, deuxième alinéa, paragraphes 1º, 2º et 4º de la Loi sur l'accès",
        f"{A}/59/al/2/par/1 {A}/59/al/2/par/2 {A}/59/al/2/par/4",
    ),
    (
        "L'article 76, deuxième alinéa, paragraphes 3 à 5 de la Loi sur l'accès",
        f"{A}/76/al/2/par/3 {A}/76/al/2/par/4 {A}/76/al/2/par/5",
    ),
    ("Le paragraphe 3 de l'article 66 du RIQ", f"{RIQ}/66/par/3"),
    (
        "Le paragraphe 3 du deuxième alinéa de l'article 59 de la Loi sur l'accès",
        f"{A}/59/al/2/par/3",
    ),
    ("Le premier alinéa de l'article 68 de la Loi sur l'accès", f"{A}/68/al/1"),
    (
        "Paragraphes a) et b) de l'article 22 de l'Accord Canada-Québec",
        f"{ACCORD}/art/22/par/a {ACCORD}/art/22/par/b",
    ),
    (
        "Paragraphes a) à b) de l'article 22 de l'Accord Canada-Québec",
        f"{ACCORD}/art/22/par/a {ACCORD}/art/22/par/b",
    ),
    ("Article 65, paragraphe 1, sous-paragraphe e) du RIQ", f"{RIQ}/65/par/1/sub/e"),
    (
        "Articles 67 et 171, paragraphe 3 de la Loi sur l'accès",
        f"{A}/67 {A}/171/par/3",
    ),
]
BRACKETS = [
    ("L’article 171 (3º) de la Loi sur l’accès", f"{A}/171/par/3"),
    ("L’article 171(3) de la Loi sur l’accès", f"{A}/171/par/3"),
    ("Article 22 b) de l'Accord Canada-Québec", f"{ACCORD}/art/22/par/b"),
    ("Article 203 (4) du RIPR", "ca/dors-2002-227/art/203/par/4"),
    ("Paragraphe 203(4) du RIPR", "ca/dors-2002-227/art/203/par/4"),
    ("Alinéa 3a de la Loi sur la statistique", "ca/s-19/art/3/par/a"),
    ("alinéa 3a) de la Loi sur la statistique", "ca/s-19/art/3/par/a"),
    ("Alinéa 3(b) de la Loi sur la statistique", "ca/s-19/art/3/par/b"),
    ("Article 65 (1) e) du RIQ", f"{RIQ}/65/par/1/sub/e"),
]
ANNEXES = [
    (
        "Articles 16 et 26 de l’Annexe A de l’Accord Canada-Québec",
        f"{ACCORD}/annexe/a/art/16 {ACCORD}/annexe/a/art/26",
    ),
    ("Article 26 de l'annexe A - Accord Canada-Québec", f"{ACCORD}/annexe/a/art/26"),
    (
        "Article 12 et article 26 de l'annexe A de l'Accord Canada-Québec",
        f"{ACCORD}/art/12 {ACCORD}/annexe/a/art/26",
    ),
]
JOINTS = [
    ("Article 21, Règlement sur l'immigration au Québec", f"{RIQ}/21"),
    ("Article 66, paragraphe 3 - Règlement sur l’immigration au Québec", f"{RIQ}/66/par/3"),
    ("Article 66, paragraphe 3 -Règlement sur l’immigration au Québec", f"{RIQ}/66/par/3"),
    ("Article 21 – Règlement sur l’immigration au Québec", f"{RIQ}/21"),
    ("Article 21 — Accord Canada-Québec", f"{ACCORD}/art/21"),
    ("Article 51 de la LFP", "qc/f-3.1.1/art/51"),
]
SHORT = [
    ("Art. 67 Loi sur l'accès", f"{A}/67"),
    ("art 68 de la Loi sur l’accès", f"{A}/68"),
    ("Arts. 67 et 68 de la Loi sur l'accès", f"{A}/67 {A}/68"),
    ("art. 59, al. 2, par. 3 Loi sur l'accès", f"{A}/59/al/2/par/3"),
    ("Loi sur l'accès, art. 67", f"{A}/67"),
    ("La Loi sur l'accès, articles 59, 60 et 66", f"{A}/59 {A}/60 {A}/66"),
    ("Loi sur l'accès, art. 59, al. 2, par. 3", f"{A}/59/al/2/par/3"),
    ("Loi sur l'accès, article 59, alinéa 2, paragraphe 3°", f"{A}/59/al/2/par/3"),
    ("Loi sur l'accès (art. 67)", f"{A}/67"),
    ("Loi sur la fonction publique (chapitre F-3.1.1), art. 51", "qc/f-3.1.1/art/51"),
]
CHAPTERS = [
    ("Article 51 de la Loi sur la fonction publique (L.R.Q. c. F-3.1.1)", "qc/f-3.1.1/art/51"),
    ("Article 51 de la Loi sur la fonction publique (L.R.Q., chap. F-3.1.1)", "qc/f-3.1.1/art/51"),
    ("Article 51 de la Loi sur la fonction publique (RLRQ, c. F-3.1.1)", "qc/f-3.1.1/art/51"),
    ("Article 51 de la Loi sur la fonction publique (chapitre F-3.1.1)", "qc/f-3.1.1/art/51"),
    ("Article 51 de la Loi sur la fonction publique (F-3.1.1)", "qc/f-3.1.1/art/51"),
    ("Article 21 du Règlement sur l'immigration au Québec (chapitre I-0.2.1, r. 3)", f"{RIQ}/21"),
    ("Article 21 du Règlement sur l'immigration au Québec (RIQ)", f"{RIQ}/21"),
    ("Article 21 du Règlement sur l'immigration au Québec (I-0.2.1, r.3) (RIQ)", f"{RIQ}/21"),
    ("Loi 9 (2019, chapitre 11)", "qc/lq-2019-11"),
    ("Loi 9 (L.Q. 2019, c. 11)", "qc/lq-2019-11"),
    ("Alinéa 3a de la Loi sur la statistique (L.R.C. (1985), ch. S-19)", "ca/s-19/art/3/par/a"),
    ("RIPR (DORS/2002-227)", "ca/dors-2002-227"),
    (
        "Politique concernant la santé des personnes au travail (C.T. 196633)",
        "qc/politique-sante-travail",
    ),
]


def short(citation: Citation) -> str:
    """Return the targets of a citation without their base, separated by spaces."""
    return " ".join(target.removeprefix(LAW) for target in citation.targets)


@pytest.mark.parametrize(
    ("printed", "expected"), [*LISTS, *LEVELS, *BRACKETS, *ANNEXES, *JOINTS, *SHORT, *CHAPTERS]
)
def test_a_style_means_its_provisions(printed: str, expected: str, cite: Reader) -> None:
    """Whatever the style of print, one citation gives its provisions, and its text is whole."""
    (citation,) = cite(printed)
    assert (expected, printed) == (short(citation), citation.text)


@pytest.mark.parametrize(
    ("printed", "_expected"), [*LISTS, *LEVELS, *BRACKETS, *JOINTS, *SHORT, *CHAPTERS]
)
def test_a_known_provision_is_resolved(printed: str, _expected: str, cite: Reader) -> None:
    """A style alone casts no doubt on a citation."""
    assert ["resolved"] == [citation.status for citation in cite(printed)]


@pytest.mark.parametrize(
    ("cell", "texts"),
    [
        ("", []),
        (" \n\n ", []),
        ("Article 67 de la Loi sur l'accès.", ["Article 67 de la Loi sur l'accès"]),
        ("LFP. LATMP. RIQ", ["LFP", "LATMP", "RIQ"]),
        ("LFP; LATMP", ["LFP", "LATMP"]),
        ("LFP, LATMP et la Loi sur l'accès", ["LFP", "LATMP", "la Loi sur l'accès"]),
        (
            "Article 51 de la LFP et article 67 de la Loi sur l'accès",
            ["Article 51 de la LFP", "article 67 de la Loi sur l'accès"],
        ),
        ("LFP.  \n\nLATMP  \n\n", ["LFP", "LATMP"]),
        ("LFP\n \nLATMP", ["LFP", "LATMP"]),
        ("Entente A (2007). Lettre B (2021)", ["Entente A (2007)", "Lettre B (2021)"]),
        ("Entente entre A et B, en vigueur\n\nLFP", ["Entente entre A et B, en vigueur", "LFP"]),
        ("La LFP est en accord avec la LATMP", ["La LFP", "la LATMP"]),
    ],
)
def test_citations_are_told_apart(cell: str, texts: list[str], cite: Reader) -> None:
    """Paragraphs, sentences, commas and « et » part citations and belong to none."""
    assert texts == [citation.text for citation in cite(cell)]


@pytest.mark.parametrize(
    "printed",
    [
        "Entente administrative relative à la communication entre le Ministère et la RAMQ (2012)",
        "Lettre d'entente pour l'achat de données",
        "Lettre de modification (2021)",
        "Contrat signé entre le MIFI et l'enquêtrice ou l'enquêteur mandaté",
        "Contrats de service",
        "Mécanisme de collaboration du MIFI et du MSSS pour l'évaluation",
        "Ententes PASI",
        "Protocole d'entente en vertu de l'article 68 de la Loi sur l'accès",
    ],
)
def test_an_agreement_is_one_citation_without_targets(printed: str, cite: Reader) -> None:
    """An agreement is cited by its words alone: it is no provision, whatever it mentions."""
    (citation,) = cite(printed)
    assert ("agreement", (), "resolved", printed) == (
        citation.kind,
        citation.targets,
        citation.status,
        citation.text,
    )


@pytest.mark.parametrize(
    ("cell", "line", "column"),
    [
        ("Bonjour", 1, 1),
        ("Article 67 de la Loi sur l'accès\n\nArticle de la LFP", 3, 9),
        ("Article 67 de la", 1, 17),
        ("LFP (chapitre F-3.1.1", 1, 22),
        ("LFP\n\n  LRC", 3, 3),
        ("Article 67 de la Loi sur l'accès mais aussi la LFP.\n\nvoir ailleurs", 3, 1),
    ],
)
def test_words_that_are_no_citation_are_a_fault_with_a_place(
    cell: str, line: int, column: int, cite: Reader
) -> None:
    """A fault names line and column, quotes what stands there, and says what to do."""
    with pytest.raises(SyntaxFault) as caught:
        cite(cell)
    assert (line, column) == (caught.value.line, caught.value.column)
    for language in LANGUAGES:
        assert str(line) in caught.value.message[language]
    assert caught.value.remedy is not None


def test_a_line_break_inside_a_citation_is_kept(cite: Reader) -> None:
    """The words of a citation are those of the cell, line structure and apostrophes included."""
    cell = "Articles 37 et\n38 de la Loi sur\nles accidents de travail et maladies professionnelles"
    (citation,) = cite(cell)
    assert (cell, "qc/a-3.001/art/37 qc/a-3.001/art/38") == (citation.text, short(citation))


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("Loi sur l'accès, article 51 de la LFP", ["qc/a-2.1", "qc/f-3.1.1/art/51"]),
        ("LFP, art. 51; Loi sur l'accès, art. 67", ["qc/f-3.1.1/art/51", f"{A}/67"]),
        ("LFP, art. 51. Loi sur l'accès, art. 67.", ["qc/f-3.1.1/art/51", f"{A}/67"]),
        ("Loi sur l'accès (art. 67)\n\nLFP (art. 51)", [f"{A}/67", "qc/f-3.1.1/art/51"]),
    ],
)
def test_an_article_belongs_to_the_law_named_after_it_or_else_before(
    cell: str, expected: list[str], cite: Reader
) -> None:
    """An article that a comma parts from a law is of that law, unless its own is named after it."""
    assert expected == [short(citation) for citation in cite(cell)]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (
            "Article 67 de la Loi sur l'accès Article 68 de la Loi sur l'accès",
            [f"{A}/67", f"{A}/68"],
        ),
        ("Loi sur l'accès\nArticle 51 de la LFP", ["qc/a-2.1", "qc/f-3.1.1/art/51"]),
        (
            "Article 51 de la LFP (chapitre F-3.1.1) article 67 de la Loi sur l'accès",
            ["qc/f-3.1.1/art/51", f"{A}/67"],
        ),
        ("Article 3 de la Loi sur les arbres\nArticle 67 de la Loi sur l'accès", ["", f"{A}/67"]),
    ],
)
def test_an_article_begins_another_citation(cell: str, expected: list[str], cite: Reader) -> None:
    """A line break that is only a space does not make one law of two citations."""
    assert expected == [short(citation) for citation in cite(cell)]


def test_an_article_within_the_name_of_an_unknown_law_is_of_its_name(cite: Reader) -> None:
    """Names of regulations mention articles, in small letters."""
    printed = "Règlement sur les avis visés à l'article 16 du Code des bois"
    assert [printed] == [citation.text for citation in cite(printed)]
