"""What a campaign wants: the parts of a brief, each checked with its remedy."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from creatorscope.contract.arguments import nearest
from creatorscope.contract.codes import CountryCodes, LanguageCodes
from creatorscope.contract.fields import as_list
from creatorscope.contract.patterns import CURRENCY


def _shares(value: Any) -> Any:
    """Return the distributions of a target; ValueError where one is not groups with positive amounts."""
    for name, groups in value.items() if isinstance(value, dict) else ():
        amounts = list(groups.values()) if isinstance(groups, dict) else []
        if not amounts or not all(type(amount) in {int, float} and amount >= 0 for amount in amounts):
            raise ValueError(f"{name} is not groups with shares; write it as {{{name}: {{group: 0.7}}}}")
        if not sum(amounts):
            raise ValueError(f"the shares of {name} are all 0; give at least one above 0")
    return value


Target = Annotated[dict[str, dict[str, float]], BeforeValidator(_shares)]
Weights = dict[str, Annotated[float, Field(ge=0)]]
Texts = Annotated[list[str], BeforeValidator(as_list)]
Amount = Annotated[float, Field(gt=0)]


class Brief(BaseModel):
    """A campaign's brief. Money (`fees`, `budget`, `price_band`) is all in `currency` (ISO 4217).

    `fees`: handle -> what one work of the creator costs. `budget`: the most for one of them. `countries` and
    `languages` are gates; `categories` names topics or products wanted.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    goal: Literal["awareness", "shop"] = "awareness"
    countries: CountryCodes | None = None
    languages: LanguageCodes | None = None
    categories: Texts = []
    audience: Target | None = None
    fees: dict[str, Amount] = {}
    currency: Annotated[str, Field(pattern=CURRENCY)] | None = None
    budget: Amount | None = None
    price_band: Annotated[list[Amount], Field(min_length=2, max_length=2)] | None = None
    avoid_brands: Texts = []

    @model_validator(mode="before")
    @classmethod
    def _known_parts(cls, given: Any) -> Any:
        unknown = [name for name in given if name not in cls.model_fields] if isinstance(given, dict) else []
        if unknown:
            guess = nearest(str(unknown[0]), list(cls.model_fields))
            hint = f"did you mean {guess}? " if guess else ""
            known = ", ".join(cls.model_fields)
            raise ValueError(f"a brief has no {str(unknown[0])[:40]}; {hint}it may have {known}")
        return given

    @model_validator(mode="after")
    def _money_has_a_currency(self) -> Brief:
        if (self.price_band or self.fees or self.budget) and self.currency is None:
            raise ValueError("amounts without currency; give currency, such as USD")
        if self.price_band and self.price_band[0] > self.price_band[1]:
            raise ValueError("price_band begins above its end; write it as [low, high]")
        return self
