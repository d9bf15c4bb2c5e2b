"""The kinds of jobs there are."""

from __future__ import annotations

from creatorscope.jobs.analyze import ANALYZE
from creatorscope.jobs.collect import COLLECT
from creatorscope.jobs.crawl import CRAWL
from creatorscope.jobs.discover import DISCOVER
from creatorscope.jobs.transcribe import TRANSCRIBE

KINDS = {kind.name: kind for kind in (COLLECT, DISCOVER, TRANSCRIBE, CRAWL, ANALYZE)}
