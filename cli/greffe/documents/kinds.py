"""The two documents that a public body keeps, and what is the same of every body's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from greffe.language import Text
from greffe.namespaces import GREFFE, LAW

Kind = Literal["register", "inventory"]
KINDS: Final[tuple[Kind, ...]] = ("register", "inventory")


@dataclass(frozen=True, slots=True)
class Traits:
    """What registers have in common, or inventories.

    ``file`` is the name of the graph's file, ``stem`` that of the document, which is French;
    ``title`` is that of a document without one; ``letter`` begins what people call an entry by
    (``C5``); ``dataset`` and ``entry`` are the classes of the whole and of its entries; ``article``
    is that of the Act respecting Access (A-2.1) that asks for the document.
    """

    file: str
    stem: str
    title: str
    letter: str
    dataset: str
    entry: str
    article: str

    @property
    def tab(self) -> str:
        """The name of its sheet in a workbook."""
        return self.stem.capitalize()

    @property
    def section(self) -> str:
        """The IRI of the provision that asks for it."""
        return f"{LAW}qc/a-2.1/art/{self.article}"

    @property
    def provision(self) -> Text:
        """What people call that provision."""
        number = self.article
        return Text(f"Loi sur l’accès, article {number}", f"Access Act, section {number}")


TRAITS: Final[dict[Kind, Traits]] = {
    "register": Traits(
        file="register.ttl",
        stem="registre",
        title="Registre des communications de renseignements personnels",
        letter="C",
        dataset=f"{GREFFE}CommunicationRegister",
        entry=f"{GREFFE}Communication",
        article="67.3",
    ),
    "inventory": Traits(
        file="inventory.ttl",
        stem="inventaire",
        title="Inventaire des fichiers de renseignements personnels",
        letter="F",
        dataset=f"{GREFFE}FileInventory",
        entry=f"{GREFFE}PersonalInformationFile",
        article="76",
    ),
}
