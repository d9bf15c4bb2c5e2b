"""What every output of a prompt contract has."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from creatorscope.claims.claim import Claim, Strict

Claims = Annotated[list[Claim], Field(max_length=12)]
SomeClaims = Annotated[list[Claim], Field(min_length=1, max_length=12)]


class Output(Strict):
    """Base of the outputs: the contract and its version, both as the input has them."""

    contract: str
    contract_version: str


class OfWork(Strict):
    """Base of what is said of one work; quotes and verbatim words without a work id are its own."""

    work_id: str
