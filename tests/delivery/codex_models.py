"""Our own closed models of Codex's manifests, for which no schema is published."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, StringConstraints

Kebab = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=64)]
Inside = Annotated[str, StringConstraints(pattern=r"^\./([\w-]+/)*$")]
Version = Annotated[str, StringConstraints(pattern=r"^\d+\.\d+\.\d+$")]
Prompt = Annotated[str, StringConstraints(min_length=1, max_length=128)]


class Closed(BaseModel):
    """Refuses what we do not know."""

    model_config = ConfigDict(extra="forbid", strict=True)


class Author(Closed):
    """Who made a plug-in."""

    name: str


class Interface(Closed):
    """What Codex shows of a plug-in."""

    displayName: str  # noqa: N815 - the format's spelling
    shortDescription: str  # noqa: N815
    developerName: str  # noqa: N815
    category: str
    capabilities: list[Literal["Interactive", "Read", "Write"]]
    defaultPrompt: list[Prompt]  # noqa: N815


class Server(Closed):
    """How Codex starts a server; it passes on only the variables named."""

    command: str
    args: list[str]
    cwd: Literal["."]
    env_vars: list[str]


class CodexPlugin(Closed):
    """`.codex-plugin/plugin.json`."""

    name: Kebab
    version: Version
    description: str
    author: Author
    license: str
    keywords: list[str]
    skills: Inside
    mcpServers: dict[Kebab, Server]  # noqa: N815
    interface: Interface


class Source(Closed):
    """Where a plug-in of the marketplace lies."""

    source: Literal["local"]
    path: Inside


class Policy(Closed):
    """How a plug-in is offered."""

    installation: Literal["AVAILABLE", "INSTALLED_BY_DEFAULT", "NOT_AVAILABLE"]
    authentication: Literal["ON_INSTALL", "ON_USE"]


class Offer(Closed):
    """One plug-in of the marketplace."""

    name: Kebab
    source: Source
    policy: Policy
    category: str


class MarketplaceInterface(Closed):
    """What Codex shows of a marketplace."""

    displayName: str  # noqa: N815


class CodexMarketplace(Closed):
    """`.agents/plugins/marketplace.json`."""

    name: Kebab
    interface: MarketplaceInterface
    plugins: list[Offer]
