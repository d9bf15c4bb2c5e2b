"""What becomes of a job whose step failed: it waits, a person decides, or it has failed."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

from creatorscope.errors import ArgumentError, BudgetError, Category, CreatorscopeError, TransportError
from creatorscope.jobs.place import Place
from creatorscope.state.spending import UnansweredError

MOST_TRIES = 10
# Another call is on its way; what it brings is there when it is asked for again.
_PASSING = frozenset({"in_flight", "no_document_source"})
UNFETCHABLE = "unfetchable"
# Of one file's address: every other file may still be fetched.
_OF_ONE_FILE = frozenset({UNFETCHABLE, "bad_subtitles", "insecure_address", "outside_sandbox"})
_FIRST_WAIT_S, _LONGEST_WAIT_S = 1.0, 120.0


def after_fault(place: Place, error: CreatorscopeError, now: datetime, pace: float) -> Place:
    """Return the place of a job whose step raised; nothing that was done is lost, the step is done again.

    `pace`: how many times faster than real time the upstream's work runs.
    """
    if isinstance(error, UnansweredError) and not error.skipped:
        return place.again(decide=error.message, next=error.remedy)
    if error.category is Category.QUOTA:
        wait = (_next_midnight(now) - now).total_seconds()
        return place.again(wait_s=wait, next=f"paused until 00:00 UTC: {error.message}")
    if error.category is Category.CREDITS or isinstance(error, BudgetError):
        return place.again(decide=f"paused: {error.message}", next=f"{error.remedy} Then resume_job.")
    passing = error.outcome.retryable or error.code in _PASSING
    if passing and place.tries < MOST_TRIES:
        asked = error.outcome.retry_after_s
        wait = min(_FIRST_WAIT_S * 2**place.tries, _LONGEST_WAIT_S) / pace if asked is None else asked
        told = f"{error.message.rstrip('.')}; try again in {wait:.0f} s"
        return place.again(tries=place.tries + 1, wait_s=wait, next=told)
    if passing:
        why = f"failed {MOST_TRIES} times in a row: {error.message}"
        return place.again(tries=0, decide=why, next=f"{error.remedy} Then resume_job.")
    return place.again(failed=error.facts(), next=f"{_remedy_of(error)} Then resume_job.")


def concerns_all(error: CreatorscopeError, *, of_file: bool = False) -> bool:
    """Return False for an error of one item only: the job goes on with the others.

    `of_file`: it may be of a file's address, where no permission means that the link has expired.
    """
    if isinstance(error, UnansweredError):
        return not error.skipped
    if isinstance(error, TransportError):
        return error.code not in _OF_ONE_FILE
    theirs = {Category.ARGUMENTS, Category.NOT_FOUND, Category.REJECTED}
    return error.category not in theirs | ({Category.PERMISSION} if of_file else set())


def reason_of(error: CreatorscopeError) -> str:
    """Return what is wrong, without the remedy: of arguments every problem."""
    if isinstance(error, ArgumentError):
        return "; ".join(problem.message for problem in error.problems)
    return error.message


def gravest(place: Place, faults: list[Place]) -> Place:
    """Return the place after several parts failed: what stops the job counts more than what makes it wait."""
    stopped = [fault for fault in faults if fault.failed is not None or fault.decide is not None]
    worst = stopped[0] if stopped else max(faults, key=lambda fault: fault.wait_s)
    return place.again(
        decide=worst.decide,
        failed=worst.failed,
        wait_s=worst.wait_s,
        tries=max(fault.tries for fault in faults),
        next=worst.next,
    )


def _remedy_of(error: CreatorscopeError) -> str:
    """Return what to do; of arguments what is to be done for each, since calls before may have cost."""
    if isinstance(error, ArgumentError):
        return " ".join(problem.fix for problem in error.problems)
    return error.remedy


def _next_midnight(now: datetime) -> datetime:
    return datetime.combine(now.astimezone(UTC).date() + timedelta(days=1), time.min, UTC)
