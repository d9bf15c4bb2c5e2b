"""Country and language codes: which pass, and what a wrong one is told."""

from __future__ import annotations

import subprocess
import sys

import pytest
from pydantic import TypeAdapter, ValidationError

from creatorscope.contract.codes import CountryCodes, CountryOrAll, LanguageCodes, LanguageOrAll

COUNTRIES: TypeAdapter[list[str]] = TypeAdapter(CountryCodes)
LANGUAGES: TypeAdapter[list[str]] = TypeAdapter(LanguageCodes)


def refusal(adapter: TypeAdapter, value: object) -> str:
    with pytest.raises(ValidationError) as caught:
        adapter.validate_python(value)
    return str(caught.value.errors()[0]["msg"])


@pytest.mark.parametrize("given", [["us", "GB"], "us,gb", '["US", "gb"]', " US , GB "])
def test_countries_come_as_array_csv_or_json_in_any_case(given: object) -> None:
    assert COUNTRIES.validate_python(given) == ["US", "GB"]


def test_languages_are_lower_cased() -> None:
    assert LANGUAGES.validate_python("EN,Zh") == ["en", "zh"]


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ("UK", "GB"),
        ("USA", "US"),
        ("Vietnam", "VN"),
        ("china", "CN"),
        ("中国", "CN"),
        ("台湾", "TW"),
        ("UAE", "AE"),
        ("south korea", "KR"),
        ("Germny", "DE"),
    ],
)
def test_a_wrong_country_suggests_the_code_it_means(wrong: str, code: str) -> None:
    assert f"use {code} " in refusal(COUNTRIES, [wrong])


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ("cn", "zh"),
        ("zh-CN", "zh"),
        ("English", "en"),
        ("jp", "ja"),
        ("eng", "en"),
        ("越南语", "vi"),
        ("中文", "zh"),
    ],
)
def test_a_wrong_language_suggests_the_code_it_means(wrong: str, code: str) -> None:
    assert f"use {code} " in refusal(LANGUAGES, [wrong])


def test_all_wrong_codes_of_a_list_come_in_one_message() -> None:
    message = refusal(COUNTRIES, ["UK", "US", "vietnam", "QX"])
    assert "UK, vietnam, QX: not" in message
    assert "use GB (United Kingdom) for UK" in message
    assert "use VN (Vietnam) for vietnam" in message
    assert "codes such as" in message


def test_an_empty_list_is_refused() -> None:
    assert "at least 1" in refusal(COUNTRIES, [])


def test_the_published_schema_stays_a_plain_array() -> None:
    assert COUNTRIES.json_schema() == {"type": "array", "items": {"type": "string"}, "minItems": 1}


@pytest.mark.parametrize(("kind", "given", "kept"), [(CountryOrAll, "vn", "VN"), (LanguageOrAll, "VI", "vi")])
def test_a_single_code_may_be_all(kind: type, given: str, kept: str) -> None:
    adapter = TypeAdapter(kind)
    assert adapter.validate_python("ALL") == "all"
    assert adapter.validate_python(given) == kept


def test_importing_the_codes_loads_no_database() -> None:
    code = "import sys, creatorscope.contract.codes; sys.exit('pycountry' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
