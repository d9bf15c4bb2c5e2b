"""Moving files to and from the addresses an upstream gives."""

from __future__ import annotations

from typing import Any

import pytest
from starlette.responses import JSONResponse, Response

from creatorscope.contract.operation import Provider
from creatorscope.errors import LocalFileError, TransportError, UpstreamError

from .conftest import Upstream, client_of

URL = "http://upstream.localhost/files/report.csv?sign=abc"


async def fetch(upstream: Upstream, target: Any, **options: Any) -> int:
    async with client_of(upstream) as client:
        return await client.fetch_file(URL, target, provider=Provider.CREATIVAULT, **options)


async def test_file_arrives_whole_without_credentials_being_sent(tmp_path):
    content = bytes(range(256)) * 4000
    upstream = Upstream(lambda _request, _body: Response(content))
    assert await fetch(upstream, tmp_path / "report.csv") == len(content)
    assert (tmp_path / "report.csv").read_bytes() == content
    sent = upstream.requests[0][0].headers
    assert not {"x-api-key", "x-user-identity", "authorization", "cookie"} & set(sent)


@pytest.mark.parametrize(("status", "said"), [(403, "expired"), (410, "expired"), (404, "gone")])
async def test_dead_link_leaves_nothing_behind_and_says_to_ask_again(tmp_path, status, said):
    upstream = Upstream(lambda _request, _body: Response(status_code=status))
    with pytest.raises(UpstreamError, match=said) as caught:
        await fetch(upstream, tmp_path / "report.csv")
    assert "new link" in caught.value.remedy
    assert list(tmp_path.iterdir()) == []


async def test_file_over_the_limit_is_not_kept(tmp_path):
    (tmp_path / "report.csv").write_bytes(b"before")
    upstream = Upstream(lambda _request, _body: Response(b"x" * 1001))
    with pytest.raises(LocalFileError, match="larger"):
        await fetch(upstream, tmp_path / "report.csv", limit_bytes=1000)
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"before"]


async def test_failing_file_server_is_asked_again(tmp_path, no_waiting):
    answers = [Response(status_code=503), Response(b"done")]
    upstream = Upstream(lambda _request, _body: answers.pop(0))
    assert await fetch(upstream, tmp_path / "report.csv") == 4


async def test_folder_that_is_not_there_is_a_file_error(tmp_path):
    upstream = Upstream(lambda _request, _body: Response(b"done"))
    with pytest.raises(LocalFileError, match="cannot write"):
        await fetch(upstream, tmp_path / "missing" / "report.csv")


@pytest.mark.parametrize(
    "url", ["ftp://files.example.com/a", "file:///etc/hosts", "no address", "http://[::1"]
)
async def test_address_that_is_not_http_is_refused(tmp_path, url):
    async with client_of(Upstream(lambda _request, _body: Response(b""))) as client:
        with pytest.raises(TransportError, match="not https"):
            await client.fetch_file(url, tmp_path / "a", provider=Provider.CREATIVAULT)


async def test_upload_puts_the_bytes_with_the_given_headers_and_a_length(tmp_path):
    source = tmp_path / "clip.mp3"
    source.write_bytes(b"abc" * 200_000)
    upstream = Upstream(lambda _request, _body: JSONResponse({}))
    async with client_of(upstream) as client:
        await client.send_file(URL, {"Content-Type": "audio/mpeg"}, source, provider=Provider.MEDIA)
    request, body = upstream.requests[0]
    assert request.method == "PUT"
    assert body == source.read_bytes()
    assert request.headers["content-type"] == "audio/mpeg"
    assert request.headers["content-length"] == str(len(body))
    assert "transfer-encoding" not in request.headers


async def test_upload_of_a_missing_file_is_a_file_error(tmp_path):
    async with client_of(Upstream(lambda _request, _body: Response(b""))) as client:
        with pytest.raises(LocalFileError, match="cannot read"):
            await client.send_file(URL, {}, tmp_path / "none", provider=Provider.MEDIA)
