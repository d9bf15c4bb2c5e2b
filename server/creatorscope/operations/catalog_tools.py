"""The rows of the catalogue's tools."""

from __future__ import annotations

from creatorscope.contract.operation import Effect, LocalOperation, Provider
from creatorscope.operations.catalog_requests import (
    CalledEndpoint,
    CallEndpointRequest,
    DescribedEndpoint,
    DescribeEndpointRequest,
    FoundEndpoints,
    SearchEndpointsRequest,
)
from creatorscope.operations.catalog_runs import (
    WRITING_TOOL,
    run_call_endpoint,
    run_call_write_endpoint,
    run_describe_endpoint,
    run_search_endpoints,
)

_TOOLSET = "catalog"
_EXAMPLE = "tiktok_app_v3.handler_user_profile"

SEARCH_ENDPOINTS = LocalOperation(
    name="search_endpoints",
    summary="Search 1,000 more platform calls.",
    use_when="Last resort, where no other tool fits.",
    toolset=_TOOLSET,
    request=SearchEndpointsRequest,
    response=FoundEndpoints,
    effect=Effect.READ,
    example=SearchEndpointsRequest(query="tiktok profile"),
    needs=None,
    run=run_search_endpoints,
)

DESCRIBE_ENDPOINT = LocalOperation(
    name="describe_endpoint",
    summary="Show the parameters and price of one such call.",
    use_when="Use before calling it.",
    toolset=_TOOLSET,
    request=DescribeEndpointRequest,
    response=DescribedEndpoint,
    effect=Effect.READ,
    example=DescribeEndpointRequest(endpoint=_EXAMPLE),
    needs=None,
    run=run_describe_endpoint,
)

CALL_ENDPOINT = LocalOperation(
    name="call_endpoint",
    summary="Make one such call that only reads.",
    use_when="Ask the user first where the price is unknown.",
    toolset=_TOOLSET,
    request=CallEndpointRequest,
    response=CalledEndpoint,
    effect=Effect.READ,
    example=CallEndpointRequest(endpoint=_EXAMPLE, arguments={"unique_id": "creator_demo"}),
    needs=Provider.WORKS,
    run=run_call_endpoint,
)

CALL_WRITE_ENDPOINT = LocalOperation(
    name=WRITING_TOOL,
    summary="Make one such call, also one that may change something upstream.",
    use_when="Ask the user first.",
    toolset="catalog_writes",
    request=CallEndpointRequest,
    response=CalledEndpoint,
    effect=Effect.SUBMIT,
    example=CallEndpointRequest(endpoint=_EXAMPLE, arguments={"unique_id": "creator_demo"}),
    needs=Provider.WORKS,
    run=run_call_write_endpoint,
)
