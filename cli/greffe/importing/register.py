"""From the transcription of a register to its graph (A-2.1, s. 67.3): words kept, then read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from greffe.documents.kinds import TRAITS
from greffe.importing.agreements import find_agreements, governs, merge, read_agreements
from greffe.importing.draft import Draft, Entry, document_of, empty
from greffe.importing.members import add_list, add_members
from greffe.importing.reading import citations_in, recipients_in, slips
from greffe.importing.remarks import read_remarks
from greffe.language import Text
from greffe.namespaces import CONCEPT, PROV

if TYPE_CHECKING:
    from collections.abc import Iterator

    from greffe.citations import Citation
    from greffe.documents.tables import Transcription
    from greffe.importing.agreements import AgreementFacts
    from greffe.importing.draft import Weight
    from greffe.importing.knowledge import Knowledge
    from greffe.importing.recipients import Recipient

READ_IN_REASONS: Final = Text(
    "rien de connu dans la colonne des fins ; la fin est lue dans celle des raisons.",
    "nothing known in the column of purposes; the purpose is read in that of reasons.",
)
NOTHING_SAID: Final = Text("ni Oui ni Non : rien n’est dit.", "neither Oui nor Non: nothing said.")
NOT_YES_NO: Final = Text("ni Oui ni Non : « {words} ».", "neither Oui nor Non: “{words}”.")


def draft_register(
    register: Transcription, lists: tuple[Transcription, ...], knowledge: Knowledge
) -> Draft:
    """Return the graph of a register and of the lists of members annexed to it.

    Raises ``UnmatchedText``, naming the cell, where a recipient is in no directory or a legal
    basis is no citation: such cells need a person, or a new label.
    """
    draft, body = empty(), knowledge.body
    traits = TRAITS["register"]
    draft.scribe.kind(body.register, traits.dataset)
    draft.describe_dataset(body.register, register, body)
    draft.scribe.link(body.register, "dcatap:applicableLegislation", traits.section)
    add_communications(draft, register, knowledge)
    for each in lists:
        add_list(draft, each, knowledge)
    return draft


def add_communications(draft: Draft, register: Transcription, knowledge: Knowledge) -> None:
    """Add the communications of a register, and the agreements that they cite.

    Raises ``UnmatchedText`` as ``draft_register`` does, unless the draft is lenient.
    """
    document = document_of(register, knowledge.body)
    agreements: list[AgreementFacts] = []
    for row in register.rows:
        entry = Entry(knowledge.body.communication(row.number), f"C{row.number}", row)
        draft.quote_entry(entry, document)
        agreements += _describe(draft, entry, knowledge)
    _describe_agreements(draft, agreements, knowledge)


def _describe(draft: Draft, entry: Entry, knowledge: Knowledge) -> tuple[AgreementFacts, ...]:
    scribe = draft.scribe
    scribe.kind(entry.iri, "greffe:Communication")
    scribe.value(entry.iri, "dcterms:identifier", entry.number)
    scribe.value(entry.iri, "greffe:position", str(entry.row.rank), "integer")
    scribe.link(entry.iri, "dcterms:isPartOf", knowledge.body.register)
    recipients = _recipients(draft, entry, knowledge)
    _data_types(draft, entry, knowledge)
    _purposes(draft, entry, knowledge)
    cited = _legal_basis(draft, entry, knowledge)
    _outside_quebec(draft, entry)
    _remarks(draft, entry, recipients, knowledge)
    return _agreements(draft, entry, cited, recipients, knowledge)


def _recipients(draft: Draft, entry: Entry, knowledge: Knowledge) -> tuple[Recipient, ...]:
    found = recipients_in(draft, entry, knowledge.directory)
    for recipient in found:
        draft.scribe.link(entry.iri, "greffe:recipient", recipient.iri)
        if recipient.members:
            members = [member.iri for member in recipient.members]
            add_members(draft, recipient.iri, members, entry.span("recipientText"))
    return found


def _data_types(draft: Draft, entry: Entry, knowledge: Knowledge) -> None:
    labels = knowledge.labels("data-type")
    matches, remainders = labels.scan(entry.text("dataTypeText"))
    draft.scribe.link(entry.iri, "greffe:dataType", *(match.concept for match in matches))
    for remainder in remainders:
        draft.unread(entry, "dataTypeText", remainder.text, slips(remainder.text, labels))


def _purposes(draft: Draft, entry: Entry, knowledge: Knowledge) -> None:
    """Read the purposes from the cell of purposes, else (with a remark) from that of reasons."""
    labels = knowledge.labels("communication-purpose")
    for field in ("purposeText", "reasonText"):
        matches, _ = labels.scan(entry.text(field))
        if matches:
            draft.scribe.link(entry.iri, "greffe:purpose", *(match.concept for match in matches))
            if field == "reasonText":
                draft.doubt(entry, "purposeText", READ_IN_REASONS)
            return
    words = entry.text("purposeText")
    draft.unread(entry, "purposeText", words, slips(words, labels))


def _legal_basis(draft: Draft, entry: Entry, knowledge: Knowledge) -> tuple[Citation, ...]:
    found = citations_in(draft, entry, knowledge.law)
    for position, citation in enumerate(found, start=1):
        iri = f"{entry.iri}/citation/{position}"
        scribe = draft.scribe
        scribe.link(entry.iri, "greffe:citation", iri)
        scribe.kind(iri, "greffe:LegalCitation")
        scribe.value(iri, "greffe:position", str(position), "integer")
        scribe.text(iri, "greffe:citationText", citation.text)
        scribe.link(iri, "greffe:citationStatus", f"{CONCEPT}citation-status/{citation.status}")
        scribe.link(iri, "greffe:cites", *citation.targets)
        scribe.link(entry.iri, "greffe:legalBasis", *citation.targets)
        if citation.note is not None:
            scribe.both(iri, "skos:note", citation.note)
            if citation.status != "resolved":
                draft.doubt(entry, "legalBasisText", citation.note)
    return found


def _agreements(
    draft: Draft,
    entry: Entry,
    cited: tuple[Citation, ...],
    recipients: tuple[Recipient, ...],
    knowledge: Knowledge,
) -> tuple[AgreementFacts, ...]:
    texts = [citation.text for citation in cited if citation.kind == "agreement"]
    named = read_agreements(texts, knowledge.directory, knowledge.agreements)
    mentioned = tuple(
        agreement
        for agreement, governing in _mentioned(entry.text("remarkText"), recipients, knowledge)
        if governing
    )
    for field, agreements in (("legalBasisText", named), ("remarkText", mentioned)):
        for agreement in agreements:
            iri = knowledge.body.agreement(agreement.slug)
            draft.scribe.link(entry.iri, "greffe:agreement", iri)
            draft.scribe.link(iri, f"{PROV}wasQuotedFrom", entry.span(field))
    return (*named, *mentioned)


def _mentioned(
    text: str, recipients: tuple[Recipient, ...], knowledge: Knowledge
) -> Iterator[tuple[AgreementFacts, bool]]:
    """Yield the agreements that running text names, and whether each governs the entry."""
    receivers = {recipient.iri for recipient in recipients}
    for agreement in find_agreements(text, knowledge.directory, knowledge.agreements):
        yield agreement, governs(agreement, receivers, knowledge.body.iri)


def _describe_agreements(
    draft: Draft, agreements: list[AgreementFacts], knowledge: Knowledge
) -> None:
    scribe = draft.scribe
    for agreement in merge(agreements):
        iri = knowledge.body.agreement(agreement.slug)
        scribe.kind(iri, "greffe:Agreement")
        scribe.text(iri, "dcterms:title", agreement.title)
        scribe.link(iri, "greffe:party", *agreement.parties)
        if agreement.signed is not None:
            scribe.value(iri, "greffe:signed", agreement.signed.lexical, agreement.signed.datatype)
        if agreement.amended is not None:
            when = agreement.amended
            scribe.value(iri, "greffe:amended", when.lexical, when.datatype)
        if agreement.renewal is not None:
            scribe.value(iri, "greffe:renewal", agreement.renewal, "gMonthDay")


def _outside_quebec(draft: Draft, entry: Entry) -> None:
    declared = entry.text("outsideQuebecText")
    value = draft.yes_no.get(declared.strip().lower())
    if value is None:
        weight: Weight = "refused" if draft.lenient and declared else "doubt"
        said = NOT_YES_NO.format(words=declared) if declared.strip() else NOTHING_SAID
        draft.remark(entry, "outsideQuebecText", weight, said, words=declared)
    else:
        lexical = str(value).lower()
        draft.scribe.value(entry.iri, "greffe:outsideQuebec", lexical, "boolean")


def _remarks(
    draft: Draft, entry: Entry, recipients: tuple[Recipient, ...], knowledge: Knowledge
) -> None:
    def governed(sentence: str) -> bool | None:
        named = [governing for _, governing in _mentioned(sentence, recipients, knowledge)]
        return any(named) if named else None

    told = read_remarks(entry.texts(), knowledge.phrases, governed)
    scribe = draft.scribe
    scribe.link(entry.iri, "greffe:frequency", *(each.concept for each in told.frequencies))
    scribe.link(entry.iri, "greffe:channel", *(each.concept for each in told.channels))
    for since in told.since:
        scribe.value(entry.iri, "greffe:since", since.when.lexical, since.when.datatype)
