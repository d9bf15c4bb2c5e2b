"""The main job on the sandbox, through a real MCP client over stdio; what `make demo` runs."""

from __future__ import annotations

import argparse
import json
import shutil
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import anyio
import openpyxl
from mcp.client import Client
from mcp.client.stdio import StdioServerParameters
from mcp.types import TextContent

from creatorscope.sandbox.documents import sample_document

OUTPUT = Path(__file__).parent.parent / "demo-output"


class Demo:
    """One run: calls tools, prints what they answer, and adds up what they charged."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self.charged: Counter[str] = Counter()

    def say(self, text: str) -> None:
        sys.stdout.write(text + "\n")
        sys.stdout.flush()

    async def call(self, tool: str, arguments: dict[str, Any], *, show: bool = True) -> dict[str, Any]:
        """Call a tool, print its text, and return its structured answer; a tool error ends the demo."""
        result = await self._client.call_tool(tool, arguments)
        text = "\n".join(part.text for part in result.content if isinstance(part, TextContent))
        if result.is_error or result.structured_content is None:
            raise SystemExit(f"{tool} failed: {text}")
        if show:
            self.say(f"\n$ {tool} {json.dumps(arguments, ensure_ascii=False)}\n{text}")
        answer: dict[str, Any] = result.structured_content
        charged = answer["charged"]
        if charged and charged["amount"]:
            self.charged[charged["unit"]] += charged["amount"]
        return answer

    async def find(self) -> list[str]:
        """Search, look closely at the first creator found, find more like it; returns usernames."""
        brief = {"keyword": "skincare", "country_code": ["US"], "followers_cnt_gte": 10_000, "size": 5}
        await self.call("search_tiktok_creators", {**brief, "dry_run": True})
        found = await self.call("search_tiktok_creators", brief)
        names = [row[found["columns"].index("username")] for row in found["rows"]]
        closer = {"keyword": names[0], "size": 1, "service_level": "S3"}
        fields = ["username", "bio", "engagement_rate", "last10_med_video_views_cnt", "audience_female_rate"]
        await self.call("search_tiktok_creators", {**closer, "fields": fields})
        similar = await self.call(
            "find_lookalike_creators", {"username": names[0], "platform": "tiktok", "limit": 5}
        )
        names += [row[similar["columns"].index("username")] for row in similar["rows"]]
        return list(dict.fromkeys(names))

    async def collect(self, usernames: list[str]) -> None:
        """Submit a collection, watch it finish, read its rows, export them and open the file."""
        order = {"task_type": "FILE_UPLOAD", "platform": "tiktok", "values": usernames, "task_name": "demo"}
        submitted = await self.call("submit_collection_task", order)
        task = {"task_id": submitted["rows"][0][submitted["columns"].index("task_id")]}
        await self.watch(task)
        await self.call("get_collection_data", task)
        exported = await self.call("export_collection", {**task, "format": "xlsx"})
        sheet = openpyxl.load_workbook(exported["saved_to"]).active
        self.say(f"Opened the workbook: {sheet.max_row - 1} rows, {sheet.max_column} columns.")

    async def watch(self, task: dict[str, Any]) -> None:
        """Poll a task until it ends, showing its progress."""
        self.say("")
        while True:
            answer = await self.call("get_collection_status", task, show=False)
            facts = dict(zip(answer["columns"], answer["rows"][0], strict=True))
            done = int(facts.get("progress") or 0)
            self.say(f"  [{'#' * (done // 5):<20}] {done:3d} %  {facts['status']}")
            if facts["status"] != "processing":
                return
            await anyio.sleep(0.5)

    async def crawl(self, documents: list[Path]) -> None:
        """Run the affiliate crawl's three calls on creator documents."""
        await self.call("list_affiliate_creators", {"rows": 3})
        for document in documents:
            await self.call("submit_affiliate_creators", {"file": str(document)})
        missing = {
            "data": {"creator_id": "7000000000000000001"},
            "code": "affiliate.creator_not_found",
            "message": "no such creator",
        }
        await self.call("submit_affiliate_errors", {"errors": [missing]})

    async def analyse_shop(self, document: Path) -> None:
        """Analyse the sales in a creator document, and write the report."""
        imported = await self.call("import_works", {"path": str(document)})
        result_id = imported["rows"][0][imported["columns"].index("documents_result_id")]
        analysis = await self.call("analyze_shop", {"document": result_id})
        await self.call("render_report", {"result_id": analysis["result_id"]})

    async def analyse(self) -> None:
        """Analyse a creator from works and profile, look at what was found by SQL, and write the report."""
        creator = {"platform": "tiktok", "creator": "creator_demo"}
        profile = await self.call("get_creator_profile", creator)
        works = await self.call("list_creator_works", {**creator, "max_works": 80, "rows": 5})
        given = {"works": works["result_id"], "profile": profile["result_id"]}
        analysis = await self.call("analyze_creator", given)
        columns = "published_date, play_count, caption_raw"
        sql = f"SELECT {columns} FROM {works['result_id']} ORDER BY play_count DESC LIMIT 3"  # noqa: S608
        await self.call("query_results", {"sql": sql})
        report = await self.call("render_report", {"result_id": analysis["result_id"]})
        self.say(f"Open the report in a browser: {report['saved_to']}")


async def run(output: Path, real_document: Path | None) -> None:
    """Run the whole demo against a server of its own."""
    output.mkdir(parents=True, exist_ok=True)
    generated = output / "generated-creator.json"
    generated.write_text(json.dumps([sample_document()], ensure_ascii=False, indent=1), encoding="utf-8")
    arguments = ["-m", "creatorscope", "serve", "--sandbox", "--storage", str(output), "--speed", "300"]
    documents = [generated]
    if real_document is not None:
        documents.append(real_document.resolve())
        arguments += ["--allow-path", str(real_document.resolve().parent)]
    server = StdioServerParameters(command=sys.executable, args=arguments)
    async with Client(server) as client:
        demo = Demo(client)
        tools = await client.list_tools()
        demo.say(f"Connected over stdio: {len(tools.tools)} tools on the sandbox.")
        await demo.collect(await demo.find())
        await demo.crawl(documents)
        await demo.analyse_shop(documents[-1])
        await demo.analyse()
    report(demo, output, real_document)


def report(demo: Demo, output: Path, real_document: Path | None) -> None:
    """Print what it would have cost, where the files are, and how to connect."""
    costs = ", ".join(f"{amount:g} {unit}" for unit, amount in demo.charged.items())
    command = Path(sys.executable).with_name("creatorscope")
    entry = {"mcpServers": {"creatorscope": {"command": str(command), "args": ["serve"]}}}
    demo.say("\n--- Done ---")
    demo.say(f"With real keys this would have cost {costs}, and the collected items at the vendor's price.")
    demo.say(f"Affiliate documents: generated{' and real' if real_document else ''}.")
    demo.say(f"Files: {output}")
    for path in sorted(output.glob("files/*")):
        demo.say(f"  {path}")
    demo.say("\nConnect:")
    demo.say(f"  Claude Code:  claude mcp add creatorscope -- {command} serve")
    demo.say(f"  Codex:        codex mcp add creatorscope -- {command} serve")
    demo.say(f"  Any client:   {json.dumps(entry)}")


def main() -> None:
    """Parse the options and run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--document", type=Path, help="a real affiliate creator document to submit as well")
    parser.add_argument("--output", type=Path, default=OUTPUT, help="folder for its files")
    options = parser.parse_args()
    if options.output == OUTPUT:
        shutil.rmtree(OUTPUT, ignore_errors=True)
    anyio.run(run, options.output, options.document)


if __name__ == "__main__":
    main()
