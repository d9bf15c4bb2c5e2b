"""One request from arguments to answer: validate, quote, call, keep, show."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Any

from creatorscope.client.budget import check
from creatorscope.client.client import Received
from creatorscope.client.retrying import Waiting
from creatorscope.contract.operation import Download, Endpoint, LocalOperation, Operation, Request, Upload
from creatorscope.contract.price import Quote
from creatorscope.errors import CreatorscopeError, LocalFileError
from creatorscope.operations.answer import Amount, Answer
from creatorscope.operations.keeping import exchange, iso_now
from creatorscope.operations.next_step import next_call
from creatorscope.operations.options import AnswerOptions
from creatorscope.operations.outcome import Outcome
from creatorscope.operations.parsing import parse_call
from creatorscope.operations.preview import Preview, build_preview, build_whole
from creatorscope.operations.services import Services
from creatorscope.operations.summary import summarise
from creatorscope.operations.surroundings import Surroundings
from creatorscope.operations.untrusted import mask_contacts
from creatorscope.state.spending import Settled, Spend

Progress = Callable[[float, float | None, str | None], Awaitable[None]]


class Invoker:
    """Runs operations; every error it raises is a CreatorscopeError."""

    def __init__(self, surroundings: Surroundings) -> None:
        self._around = surroundings

    @property
    def surroundings(self) -> Surroundings:
        """What operations run in."""
        return self._around

    async def invoke(
        self, operation: Operation, arguments: Mapping[str, Any], *, progress: Progress | None = None
    ) -> Answer:
        """Return the answer to one call; with `dry_run` only the quote, and nothing is sent."""
        if isinstance(operation, Endpoint):
            return await self._invoke_endpoint(operation, arguments, progress)
        if isinstance(operation, LocalOperation):
            return await self._invoke_local(operation, arguments, progress)
        raise TypeError(f"{operation.name} is neither an endpoint nor a local operation")

    async def _invoke_endpoint(
        self, operation: Endpoint, arguments: Mapping[str, Any], progress: Progress | None
    ) -> Answer:
        around = self._around
        request, options = parse_call(operation, arguments, around)
        if options.dry_run:
            return self._dry_run(operation, check(operation, request, around.caps))
        upload = self._upload_source(operation, request)
        spend = Spend(principal=around.principal, account=options.account, fresh=options.fresh)
        waiting = _told(progress) if progress else None
        made = await exchange(operation, request, around, spend=spend, waiting=waiting)
        received = made.received
        if progress is not None and (upload or isinstance(operation.transfer, Download)):
            await progress(1, 2, "answered; transferring the file")
        try:
            transferred = await self._transfer(operation, received.data, upload)
        except CreatorscopeError as error:
            if made.result_id:
                error.remedy += f" The call itself was answered; its answer is kept as {made.result_id}."
            raise
        preview = _preview(operation, made, options)
        summary = summarise(operation, request, received.data, received.total, preview)
        return Answer(
            summary=f"{summary}{_warning(made.unkept)}",
            columns=preview.columns,
            rows=preview.rows,
            lines=preview.lines,
            total=received.total,
            saved_to=str(transferred) if transferred else None,
            result_id=made.result_id,
            charged=Amount(amount=received.charged.amount, unit=received.charged.unit),
            remaining=_remaining(received),
            fetched_at=made.fetched_at or iso_now(around),
            source=around.source,
            next=next_call(operation, request, received.data, around.loaded),
        )

    async def _invoke_local(
        self, operation: LocalOperation, arguments: Mapping[str, Any], progress: Progress | None
    ) -> Answer:
        around = self._around
        request, options = parse_call(operation, arguments, around)
        if options.dry_run:
            return self._dry_run(operation, None)
        services = Services(around, progress, fresh=options.fresh)
        outcome: Outcome = await operation.run(request, services)
        data = mask_contacts(outcome.data) if around.hide_contacts else outcome.data
        columns = options.fields or outcome.columns
        preview = build_preview(data, operation.response, fields=columns, most=options.rows)
        return Answer(
            summary=outcome.summary or summarise(operation, request, data, outcome.total, preview),
            columns=preview.columns,
            rows=preview.rows,
            lines=preview.lines,
            total=outcome.total,
            saved_to=outcome.saved_to,
            result_id=outcome.result_id,
            charged=services.charged,
            remaining=None,
            fetched_at=services.fetched_at,
            source=outcome.source or around.source,
            next=outcome.next or next_call(operation, request, data, around.loaded),
            images=outcome.images,
            meta=outcome.meta,
            facts=mask_contacts(dict(outcome.facts)) if around.hide_contacts else outcome.facts,
            document=outcome.document,
        )

    def _dry_run(self, operation: Operation, quote: Quote | None) -> Answer:
        cost = _cost(quote) if quote else "each upstream call it makes is held against the caps"
        return Answer(
            summary=f"{operation.name}: valid arguments; {cost}. Nothing was sent.",
            columns=(),
            rows=(),
            lines=(),
            total=None,
            saved_to=None,
            result_id=None,
            charged=Amount(amount=0, unit=quote.unit) if quote else None,
            remaining=None,
            fetched_at=None,
            source=self._around.source,
            next="call again without dry_run to run it",
        )

    def _upload_source(self, operation: Endpoint, request: Request) -> Path | None:
        """Return the local file to send, found before anything is asked of the upstream."""
        transfer = operation.transfer
        name = getattr(request, transfer.file_field) if isinstance(transfer, Upload) else None
        return self._around.storage.readable_file(name) if name else None

    async def _transfer(self, operation: Endpoint, data: Any, upload: Path | None) -> Path | None:
        """Fetch or send the file the row's transfer names; returns the local file, None without one."""
        transfer, client = operation.transfer, self._around.client
        if isinstance(transfer, Download) and data.get(transfer.url_field):
            name = data.get(transfer.name_field) or operation.name
            target = self._around.storage.download_path(str(name))
            await client.fetch_file(data[transfer.url_field], target, provider=operation.provider)
            return target
        if isinstance(transfer, Upload) and upload is not None:
            headers = data.get(transfer.headers_field) or {}
            await client.send_file(data[transfer.url_field], headers, upload, provider=operation.provider)
            return upload
        return None


def _cost(quote: Quote) -> str:
    if quote.amount is None:
        return f"what it costs in {quote.unit} is not published, and known only afterwards"
    return "it costs nothing" if quote.free else f"it costs at most {quote}"


def _told(progress: Progress) -> Waiting:
    """Return what tells the caller of waits, each a little further on than the one before."""
    waits = 0

    async def waiting(seconds: float) -> None:
        nonlocal waits
        waits += 1
        await progress(waits / 10, 2, f"the service asks to wait {seconds:g} s; then it is asked again")

    return waiting


def _preview(operation: Endpoint, made: Settled, options: AnswerOptions) -> Preview:
    """Return what is shown of an answer: all of it where it is kept nowhere else."""
    data, response = made.received.data, operation.response
    if made.unkept:
        return build_whole(data, response)
    return build_preview(data, response, fields=options.fields, most=options.rows)


def _warning(unkept: LocalFileError | None) -> str:
    if unkept is None:
        return ""
    remedy = unkept.remedy[:1].upper() + unkept.remedy[1:]
    return f" WARNING: shown whole, for it could not be kept ({unkept.message}). {remedy}"


def _remaining(received: Received) -> Amount | None:
    if received.unlimited:
        return Amount(amount=None, unit=received.charged.unit, unlimited=True)
    if received.remaining is None:
        return None
    return Amount(amount=received.remaining.amount, unit=received.remaining.unit)
