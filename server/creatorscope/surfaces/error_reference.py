"""What the kinds of errors mean, as Markdown."""

from __future__ import annotations

from creatorscope.client.faults import FAULTS
from creatorscope.errors import Category, Fault

_MEANINGS: dict[Category, str] = {
    Category.SETTINGS: "The operator's set-up is wrong. Tell the operator; calling again does not help.",
    Category.ARGUMENTS: "Arguments are wrong, each named with its fix. Nothing was sent. Correct and retry.",
    Category.BUDGET: "A spending cap refused the quote. Nothing was sent. Ask for less, or ask the operator.",
    Category.FILE: "A local file cannot be read or written. Choose another path.",
    Category.AUTHENTICATION: "The key, token or cookie is not accepted. Tell the operator.",
    Category.PERMISSION: "The credentials do not allow this. Tell the operator.",
    Category.CREDITS: "The account is out of credits. Tell the operator.",
    Category.QUOTA: "A quota of the service is used up until it renews.",
    Category.RATE_LIMIT: "Too many calls. Wait as long as the error says, then call again.",
    Category.NOT_FOUND: "The creator, task, file or page does not exist, or belongs to somebody else.",
    Category.REJECTED: "The service understood the request and refuses it. Change the request.",
    Category.UPSTREAM: "The service failed. Where the error says it may work again, call again later.",
    Category.NETWORK: "No usable answer came. After a billed or submitting call, check before calling again.",
}


def format_errors() -> str:
    """Return every kind of error with its meaning, then each upstream's documented errors."""
    lines = [
        "# Errors",
        "",
        "An error names its kind, the upstream's code if it has one, what to do, and whether the call was",
        "charged (yes, no, unknown). A call that may have been charged is never repeated by this server.",
        "",
        "| kind | meaning |",
        "|---|---|",
        *(f"| {category} | {_MEANINGS[category]} |" for category in Category),
    ]
    for provider, faults in FAULTS.items():
        lines += [
            "",
            f"## {provider}",
            "",
            "| code | HTTP | kind | meaning | what to do |",
            "|---|---|---|---|---|",
        ]
        lines += [_line(fault) for fault in faults]
    return "\n".join(lines) + "\n"


def _line(fault: Fault) -> str:
    code = "" if fault.code is None else fault.code
    return f"| {code} | {fault.status} | {fault.category} | {fault.meaning} | {fault.remedy} |"
