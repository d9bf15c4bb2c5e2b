"""Checked country and language codes, with the code a wrong one probably meant."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field

from creatorscope.contract.fields import CSV, as_list

ALL = "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeBook:
    """One standard: what its codes are called, the valid ones, and the names people use for them.

    `codes`: code in its canonical case -> English name. `names`: lower-case name or alias -> code.
    """

    standard: str
    codes: Mapping[str, str]
    names: Callable[[], Mapping[str, str]]
    canonical: Callable[[str], str]
    examples: str


def check_codes(values: list[str], book: CodeBook) -> list[str]:
    """Return the codes in canonical case; ValueError names every bad one and the nearest code of each."""
    codes = [book.canonical(value) for value in values]
    bad = [value for value, code in zip(values, codes, strict=True) if code not in book.codes]
    if not bad:
        return codes
    guesses = [(value, suggest_code(value, book)) for value in bad]
    hints = [f"use {code} ({book.codes[code]}) for {value}" for value, code in guesses if code]
    if len(hints) < len(bad):
        hints.append(f"use codes such as {book.examples}")
    noun = f"not an {book.standard} code" if len(bad) == 1 else f"not {book.standard} codes"
    raise ValueError(f"{', '.join(bad)}: {noun}; {', '.join(hints)}")


def suggest_code(value: str, book: CodeBook) -> str | None:
    """Return the code a name, longer code or misspelling most likely means; None when nothing is close."""
    from difflib import get_close_matches

    names, text = book.names(), value.strip().lower()
    head = book.canonical(re.split(r"[-_]", text)[0])
    if text in names:
        return names[text]
    if head in book.codes:
        return head
    close = get_close_matches(text, names, n=1, cutoff=0.75) if len(text) > 3 else []
    return names[close[0]] if close else None


@cache
def country_book() -> CodeBook:
    """Return the ISO 3166 alpha-2 codes, upper case."""
    import pycountry

    codes = {item.alpha_2: getattr(item, "common_name", item.name) for item in pycountry.countries}
    return CodeBook(
        standard="ISO 3166 country",
        codes=codes,
        names=_country_names,
        canonical=str.upper,
        examples="US, GB, VN",
    )


@cache
def language_book() -> CodeBook:
    """Return the ISO 639-1 codes, lower case."""
    import pycountry

    codes = {item.alpha_2: item.name for item in pycountry.languages if hasattr(item, "alpha_2")}
    return CodeBook(
        standard="ISO 639-1 language",
        codes=codes,
        names=_language_names,
        canonical=str.lower,
        examples="en, zh, vi",
    )


@cache
def _country_names() -> Mapping[str, str]:
    import pycountry

    named = (
        (
            item.alpha_2,
            [item.alpha_3, item.name, getattr(item, "common_name", ""), getattr(item, "official_name", "")],
        )
        for item in pycountry.countries
    )
    return _spellings(named, "iso3166-1") | _COUNTRY_ALIASES


@cache
def _language_names() -> Mapping[str, str]:
    import pycountry

    named = (
        (item.alpha_2, [item.alpha_3, getattr(item, "bibliographic", ""), item.name])
        for item in pycountry.languages
        if hasattr(item, "alpha_2")
    )
    return _spellings(named, "iso639-3") | _LANGUAGE_ALIASES


def _spellings(named: Iterable[tuple[str, list[str]]], domain: str) -> dict[str, str]:
    """Return every English and Chinese spelling in lower case, notes in brackets dropped, with its code."""
    import gettext

    import pycountry

    chinese = gettext.translation(domain, pycountry.LOCALES_DIR, languages=["zh_CN"])
    found: dict[str, str] = {}
    for code, names in named:
        known = [name for name in names if name]
        for name in known + [chinese.gettext(name) for name in known]:
            for spelling in re.split(r";", re.sub(r"\(.*?\)", "", name)):
                found.setdefault(spelling.strip().lower(), code)
    return found


# Codes people write that ISO gives to nobody, or to something else, and everyday names the standard lacks.
_COUNTRY_ALIASES = {
    "uk": "GB",
    "england": "GB",
    "scotland": "GB",
    "britain": "GB",
    "great britain": "GB",
    "en": "GB",
    "america": "US",
    "uae": "AE",
    "ksa": "SA",
    "el": "GR",
    "jap": "JP",
    "ja": "JP",
    "korea": "KR",
    "russia": "RU",
    "turkey": "TR",
    "阿联酋": "AE",
    "英格兰": "GB",
}
_LANGUAGE_ALIASES = {
    "cn": "zh",
    "mandarin": "zh",
    "cantonese": "zh",
    "普通话": "zh",
    "jp": "ja",
    "日文": "ja",
    "英文": "en",
    "us": "en",
    "gb": "en",
    "vn": "vi",
    "越南文": "vi",
    "korean": "ko",
    "韩语": "ko",
    "韩文": "ko",
    "mx": "es",
    "fil": "tl",
    "filipino": "tl",
    "bahasa": "id",
    "bahasa indonesia": "id",
    "greek": "el",
}


def check_countries(values: list[str]) -> list[str]:
    """Return upper-case country codes; ValueError otherwise."""
    return check_codes(values, country_book())


def check_languages(values: list[str]) -> list[str]:
    """Return lower-case language codes; ValueError otherwise."""
    return check_codes(values, language_book())


def check_country_or_all(value: str) -> str:
    """Return one upper-case country code, or `all`; ValueError otherwise."""
    return ALL if value.lower() == ALL else check_countries([value])[0]


def check_language_or_all(value: str) -> str:
    """Return one lower-case language code, or `all`; ValueError otherwise."""
    return ALL if value.lower() == ALL else check_languages([value])[0]


CountryCodes = Annotated[
    list[str], Field(min_length=1), AfterValidator(check_countries), BeforeValidator(as_list), CSV
]
LanguageCodes = Annotated[
    list[str], Field(min_length=1), AfterValidator(check_languages), BeforeValidator(as_list), CSV
]
CountryOrAll = Annotated[str, AfterValidator(check_country_or_all)]
LanguageOrAll = Annotated[str, AfterValidator(check_language_or_all)]
