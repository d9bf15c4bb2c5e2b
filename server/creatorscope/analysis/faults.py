"""The one error of the analysis: input that no statistic can be made from."""

from __future__ import annotations


class AnalysisInputError(ValueError):
    """The input cannot be analysed; the text reads `what is wrong; what to do`.

    `message` is the part before the first "; ", `remedy` the part after it.
    """

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(f"{message}; {remedy}")
        self.message = message
        self.remedy = remedy
