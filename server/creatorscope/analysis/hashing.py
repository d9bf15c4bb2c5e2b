"""The fingerprint of everything an analysis was made from."""

from __future__ import annotations

import hashlib
from datetime import datetime

import numpy as np

from creatorscope.analysis.definitions import SPEC_VERSION, AnalysisConfig
from creatorscope.analysis.features import FeatureColumn
from creatorscope.analysis.inputs import CreatorContext
from creatorscope.analysis.works_table import WorkTable


def input_hash(
    table: WorkTable,
    columns: list[FeatureColumn],
    as_of: datetime,
    context: CreatorContext,
    config: AnalysisConfig,
) -> str:
    """Return the SHA-256 of the input, the same for every order of works and features."""
    digest = hashlib.sha256(f"{SPEC_VERSION}|{as_of.timestamp()}|{config.model_dump_json()}".encode())
    for words in (table.ids, table.captions, table.media, (table.platform, table.author)):
        digest.update("\x1f".join(words).encode("utf-8", "surrogatepass"))
    counts = (table.published, table.duration, table.plays, table.actions)
    marks = (table.approximate, table.pinned, table.ad, table.short, table.gone, table.transcript)
    for column in columns:
        digest.update(f"{column.name}|{column.kind}|{column.levels}".encode("utf-8", "surrogatepass"))
    for values in (*counts, *(column.values for column in columns)):
        digest.update(np.ascontiguousarray(values, dtype="<f8").tobytes())
    for mark in marks:
        digest.update(np.packbits(mark).tobytes())
    digest.update(_context(context, table).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def _context(context: CreatorContext, table: WorkTable) -> str:
    profile = context.profile.model_dump_json() if context.profile else ""
    points = sorted((moment.timestamp(), count) for moment, count in context.follower_points)
    words = [list(context.tokens.get(work_id, ())) for work_id in table.ids] if context.tokens else []
    marks = (context.timezone, context.fetched_at and context.fetched_at.timestamp())
    return repr((profile, marks, context.partial, context.vendor_only, points, context.peers, words))
