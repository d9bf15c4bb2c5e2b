"""Industries: which names mean which leaves, and what an unclear one is told."""

from __future__ import annotations

import pytest
from pydantic import TypeAdapter

from creatorscope.contract.industry import Industries, industry_path, leaves, resolve_industries


def refusal(*values: str) -> str:
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - its text is what these tests read
        resolve_industries(list(values))
    return str(caught.value)


def test_the_taxonomy_has_124_leaves_under_seven_top_categories() -> None:
    assert len(leaves()) == len(set(leaves())) == 124
    assert len({leaf[:2] for leaf in leaves()}) == 7


@pytest.mark.parametrize(
    ("value", "first", "count"),
    [
        ("25006004", "25006004", 1),
        ("25006", "25006004", 4),
        ("25", "25006004", 17),
        ("Skincare", "25009001", 1),
        ("skincare", "25009001", 1),
        ("护肤", "25009001", 1),
        ("Makeup", "25006004", 4),
        ("Beauty & Personal Care", "25006004", 17),
        ("beauty and personal care", "25006004", 17),
        ("美妆与个人护理", "25006004", 17),
        ("beauty", "25006004", 17),
        ("美妆", "25006004", 17),
        ("Kids", "16004001", 1),
        ("Technology", "24001001", 11),
        ("Travel", "15001001", 5),
        ("role playing", "19013002", 4),
        ("鞋履", "16007001", 1),
        ("健身", "12001001", 6),
    ],
)
def test_a_value_means_these_leaves(value: str, first: str, count: int) -> None:
    found = resolve_industries([value])
    assert (found[0], len(found)) == (first, count)


@pytest.mark.parametrize("value", ["Makeup > Others", "Beauty > Makeup > Others", "makeup>others"])
def test_others_is_found_below_its_parent(value: str) -> None:
    assert resolve_industries([value]) == ["25006001"]


def test_others_alone_asks_for_its_parent() -> None:
    assert "Makeup > Others" in refusal("Others")


def test_an_ambiguous_name_lists_the_paths_and_each_path_is_accepted() -> None:
    message = refusal("Sports")
    paths = message.partition("write one of: ")[2].split(", ")
    assert paths == ["Games > Sports & Racing > Sports", "Clothing & Fashion > Occasion Wear > Sports"]
    assert resolve_industries(paths) == ["19004001", "16001008"]


def test_half_a_word_is_no_match_but_names_the_nearest() -> None:
    assert "nearest: Skincare" in refusal("skin")


def test_an_unknown_id_is_refused() -> None:
    assert "'99999999' is not an industry" in refusal("99999999")


@pytest.mark.parametrize("value", ["Healthcare", "医疗保健", "3", "Home"])
def test_a_top_category_without_leaves_says_so(value: str) -> None:
    assert "has no subcategories" in refusal(value)


def test_all_unclear_values_come_in_one_message() -> None:
    message = refusal("skin", "Makeup", "Sports")
    assert "'skin'" in message
    assert "'Sports'" in message
    assert "'Makeup'" not in message


def test_overlapping_values_name_each_leaf_once() -> None:
    assert resolve_industries(["Makeup", "25006001", "Makeup > Others"]) == resolve_industries(["Makeup"])


@pytest.mark.parametrize(
    "given",
    [
        "Beauty & Personal Care, Food",
        ["Beauty & Personal Care", "Food"],
        ["Beauty & Personal Care, Food"],
        '["Beauty & Personal Care", "Food"]',
    ],
)
def test_lists_come_as_array_csv_or_json(given: object) -> None:
    adapter = TypeAdapter(Industries)
    assert adapter.validate_python(given) == [*resolve_industries(["25"]), "26001001"]


def test_ids_may_be_numbers() -> None:
    assert TypeAdapter(Industries).validate_python([25006004]) == ["25006004"]


@pytest.mark.parametrize("leaf", leaves())
def test_the_path_of_every_leaf_leads_back_to_it(leaf: str) -> None:
    assert leaf in resolve_industries([" > ".join(industry_path(leaf))])


def test_a_path_is_told_in_chinese_where_known_and_in_english_elsewhere() -> None:
    assert industry_path("25006004", "cn") == ("美妆与个人护理", "Makeup", "面部彩妆")


def test_a_parent_has_no_leaf_path() -> None:
    with pytest.raises(KeyError):
        industry_path("25006")
