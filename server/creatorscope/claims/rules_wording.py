"""The rules about the words of a claim: digits, sales without figures of sales, contacts."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

import regex

from creatorscope.claims.claim import EVIDENCE_ID, Claim, QuoteEvidence
from creatorscope.claims.failures import Fault, Rule
from creatorscope.claims.ground import fold
from creatorscope.claims.lexicon import CAUSES, MULTIPLES, SALES
from creatorscope.claims.material import Material
from creatorscope.contract.contacts import find_contacts

PLACEHOLDER = regex.compile(rf"\{{({EVIDENCE_ID})\}}")
_FIGURE = regex.compile(r"[\d.,+-]+")
_NUMERIC = {"Nd", "No", "Nl"}


def own_words(claim: Claim) -> str:
    """Return what the model itself says: the text less its {eN} and the quotes it cites."""
    text = PLACEHOLDER.sub(" ", fold(claim.text))
    cited = [fold(item.quote) for item in claim.evidence if isinstance(item, QuoteEvidence)]
    for quote in sorted(cited, key=len, reverse=True):
        text = text.replace(quote, " ") if quote else text
    return text


def numbers(material: Material) -> Iterator[Fault]:
    """Yield digits outside {eN} and cited quotes, and {eN} that stand for no figure."""
    for placed in material.claims:
        claim = placed.claim
        types = {item.id: item.type for item in claim.evidence}
        for name in dict.fromkeys(PLACEHOLDER.findall(fold(claim.text))):
            if types.get(name, "claim") == "claim":
                told = "points at a claim, which is no figure" if name in types else "names no evidence of it"
                fix = f"{{{name}}} {told}: give evidence {name} with the figure, or leave it out."
                yield _fault(Rule.NUMBER_UNSUPPORTED, placed.pointer, f"{{{name}}}", fix)
        if found := _digits(own_words(claim)):
            fix = (
                "Write {eN} where the figure stands and cite it as evidence eN, or quote the words it is in."
            )
            yield _fault(Rule.NUMBER_UNSUPPORTED, placed.pointer, " ".join(found), fix)


def contacts(material: Material) -> Iterator[Fault]:
    """Yield ways to contact a person, in claims, quotes, words of evidence and verbatim words."""
    for one in material.claims:
        yield from _contact(PLACEHOLDER.sub(" ", one.claim.text), f"{one.pointer}/text")
    for _, item, pointer in material.evidence():
        if isinstance(item, QuoteEvidence):
            yield from _contact(item.quote, f"{pointer}/quote")
        elif (value := getattr(item, "value", None)) is not None:
            parts = value if isinstance(value, list) else [value]
            words = [part for part in parts if isinstance(part, str) and not _FIGURE.fullmatch(part)]
            yield from _contact(" | ".join(words), f"{pointer}/value")
    for placed in material.leaves.verbatim:
        yield from _contact(placed.words.verbatim, f"{placed.pointer}/verbatim")


def sales(material: Material) -> Iterator[Fault]:
    """Yield claims about sales where the input has no figure of sales; a gap may say that it has none."""
    if material.ground.prepared.has_conversion_signal:
        return
    for placed in material.claims:
        match = SALES.search(own_words(placed.claim))
        if match and placed.claim.kind != "gap":
            fix = "The input measures no sales, orders or clicks: say it as a gap, or leave it out."
            yield _fault(Rule.PRODUCT_NO_CONVERSION_SIGNAL, placed.pointer, match[0], fix)


def multiples(material: Material) -> Iterator[Fault]:
    """Yield multiples written as words; they are warned of, for they may be no figure."""
    for placed in material.claims:
        if match := MULTIPLES.search(own_words(placed.claim)):
            fix = "If this is a figure, write {eN} and cite it."
            yield _fault(Rule.NUMBER_UNSUPPORTED, placed.pointer, match[0], fix)


def causes_elsewhere(material: Material) -> Iterator[Fault]:
    """Yield causal words in claims that are no difference; they are warned of."""
    for placed in material.claims:
        match = CAUSES.search(own_words(placed.claim))
        if match and placed.claim.kind in {"pattern", "observation"}:
            fix = "The figures show what goes together, not what causes what: say 'goes with'."
            yield _fault(Rule.DIFFERENCE_UNSUPPORTED, placed.pointer, match[0], fix)


def _digits(text: str) -> list[str]:
    """Return the runs of digits of any script, superscripts and fractions too."""
    found, run = [], ""
    for char in f"{text} ":
        if unicodedata.category(char) in _NUMERIC:
            run += char
        elif run:
            found.append(run)
            run = ""
    return found


def _contact(text: str, pointer: str) -> Iterator[Fault]:
    if found := find_contacts(text):
        kind = f"{found[0][:2]}***"
        fix = "Leave contacts of people out: say that there is one, without it."
        yield Fault(rule=Rule.PRIVACY_CONTACT, pointer=pointer, got=kind, fix=fix)


def _fault(rule: Rule, pointer: str, got: str, fix: str) -> Fault:
    return Fault(rule=rule, pointer=f"{pointer}/text", got=got, fix=fix)
