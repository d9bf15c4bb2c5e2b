"""Every error a caller can meet, each with a stable code and one remedy.

CreatorscopeError
├── SettingsError            the set-up is wrong; nothing started
├── ArgumentError            the request is wrong; nothing was sent, nothing charged
├── BudgetError              a cap refuses the quote; nothing was sent, nothing charged
├── LocalFileError           a file cannot be read or written
├── UpstreamError            the upstream answered with an error
└── TransportError           no usable answer came back
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Category(StrEnum):
    """The kind of an error; what a program should branch on."""

    SETTINGS = "settings"
    ARGUMENTS = "arguments"
    BUDGET = "budget"
    FILE = "file"
    AUTHENTICATION = "authentication"
    PERMISSION = "permission"
    CREDITS = "credits"
    QUOTA = "quota"
    RATE_LIMIT = "rate_limit"
    NOT_FOUND = "not_found"
    REJECTED = "rejected"
    UPSTREAM = "upstream"
    NETWORK = "network"


class Charged(StrEnum):
    """Whether the failed call was billed."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault of one argument, with what to do about it."""

    field: str
    message: str
    fix: str

    def __str__(self) -> str:
        return f"{self.field}: {self.message}. {self.fix}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of the failed call: may it be repeated, after how long, was it billed, its upstream id."""

    retryable: bool = False
    retry_after_s: float | None = None
    charged: Charged = Charged.NO
    request_id: str | None = None


class CreatorscopeError(Exception):
    """Base of all errors shown to users: `message` says what happened, `remedy` the one thing to do."""

    category: Category = Category.UPSTREAM
    exit_code = 4

    def __init__(
        self, message: str, *, remedy: str, code: int | str | None = None, outcome: Outcome | None = None
    ) -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy
        self.code = code
        self.outcome = outcome or Outcome()

    def facts(self) -> dict[str, object]:
        """Return the error as plain data, for `--json` and for tests."""
        return {
            "code": self.code,
            "category": str(self.category),
            "message": self.message,
            "remedy": self.remedy,
            "retryable": self.outcome.retryable,
            "retry_after_s": self.outcome.retry_after_s,
            "charged": str(self.outcome.charged),
            "request_id": self.outcome.request_id,
        }

    def text(self) -> str:
        """Return the error as sentences for a person or a model."""
        code = f" [{self.code}]" if self.code is not None else ""
        parts = [f"{self.category}{code}: {self.message}".rstrip(".") + ".", f"What to do: {self.remedy}"]
        if self.outcome.retryable:
            wait = self.outcome.retry_after_s
            parts.append("It may work again." if wait is None else f"It may work again after {wait:g} s.")
        parts.append(f"Charged: {self.outcome.charged}.")
        if self.outcome.request_id:
            parts.append(f"request_id: {self.outcome.request_id}.")
        return " ".join(parts)


class SettingsError(CreatorscopeError):
    """The set-up is wrong; nothing started."""

    category = Category.SETTINGS
    exit_code = 2


class ArgumentError(CreatorscopeError):
    """One or more arguments are wrong; carries every problem at once."""

    category = Category.ARGUMENTS
    exit_code = 3

    def __init__(self, problems: list[Problem]) -> None:
        count = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
        super().__init__(
            f"{count} with the arguments",
            remedy="correct each field named and call again; nothing was sent and nothing charged.",
            code="bad_arguments",
        )
        self.problems = problems

    def facts(self) -> dict[str, object]:
        """Return the error as plain data, with its problems."""
        listed = [{"field": p.field, "message": p.message, "fix": p.fix} for p in self.problems]
        return {**super().facts(), "problems": listed}

    def text(self) -> str:
        """Return the problems one a line, then what happened to the call."""
        lines = [f"{self.message}; nothing was sent and nothing charged."]
        return "\n".join([*lines, *(f"- {problem}" for problem in self.problems)])


class BudgetError(CreatorscopeError):
    """A cap set by the operator refuses the call; nothing was sent."""

    category = Category.BUDGET
    exit_code = 5


class LocalFileError(CreatorscopeError):
    """A local file cannot be read or written."""

    category = Category.FILE
    exit_code = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One documented upstream error: its code and HTTP status, its kind, and the remedy.

    `code` is None where the upstream documents only a status.
    """

    code: int | None
    status: int
    category: Category
    retryable: bool
    meaning: str
    remedy: str


class UpstreamError(CreatorscopeError):
    """The upstream answered with an error; `category` says which kind, `status` is its HTTP status."""

    def __init__(self, message: str, *, fault: Fault, outcome: Outcome) -> None:
        super().__init__(message, remedy=fault.remedy, code=fault.code, outcome=outcome)
        self.category = fault.category
        self.status = fault.status


class TransportError(CreatorscopeError):
    """No usable answer came back: refused, cut, too slow, or not in the documented form."""

    category = Category.NETWORK
    exit_code = 4
