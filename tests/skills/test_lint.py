"""The skills pass our lint, and each kind of fault is reported with its file and a fix."""

from __future__ import annotations

import shutil

import pytest

from creatorscope.errors import LocalFileError
from creatorscope.skills.entry_rules import SECTIONS
from creatorscope.skills.lint import lint_skills
from creatorscope.surfaces.skill_offer import filed_offer
from tests.skills.conftest import FOLDERS, NAMES

SEVEN = (
    "campaign-shortlist",
    "creator-analysis",
    "creator-collection",
    "creator-discovery",
    "platform-lookup",
    "shop-performance",
    "single-work-analysis",
)
ONE = "creator-discovery"
ENTRY = f"{ONE}/SKILL.md"
BRIEFS = f"{ONE}/references/briefs.md"
OPENAI = f"{ONE}/agents/openai.yaml"
EVALS = f"{ONE}/evals/evals.json"


def test_there_are_the_seven_skills():
    assert NAMES == SEVEN


def test_the_skills_have_no_fault():
    assert [str(fault) for fault in lint_skills(FOLDERS, filed_offer())] == []


EDITS = {
    "name is not the folder": (
        ENTRY,
        "name: creator-discovery",
        "name: creator-search",
        "differs from its folder",
    ),
    "name is not allowed": (ENTRY, "name: creator-discovery", "name: Creator_Discovery", "is not valid"),
    "no frontmatter": (ENTRY, "---\n", "", "no YAML frontmatter"),
    "frontmatter is no yaml": (ENTRY, "license: MIT", "license: MIT: again", "no YAML frontmatter"),
    "unknown key": (ENTRY, "license: MIT", "author: me", "unknown frontmatter key author"),
    "metadata nested": (ENTRY, "license: MIT", "metadata:\n  host:\n    a: 'b'", "not a flat map"),
    "metadata not text": (ENTRY, "license: MIT", "metadata:\n  level: 3", "not a flat map"),
    "flow style": (ENTRY, "license: MIT", "metadata: {level: '3'}", "flow style"),
    "description too long": (ENTRY, "Turns a brief", "x" * 1024 + " Turns a brief", "description of 16"),
    "description missing": (ENTRY, "description: ", "compatibility: ", "description is missing"),
    "english trigger late": (
        ENTRY,
        "'Find creators who fit",
        "'" + "So " * 40 + "find creators who fit",
        "Chinese trigger",
    ),
    "no english trigger": (
        ENTRY,
        '"find influencers", "search for creators", "lookalike creators", ',
        "",
        "no English trigger phrase",
    ),
    "section missing": (ENTRY, f"## {SECTIONS[-1]}", "## Mind", "no section 'Never claim'"),
    "broken link": (
        ENTRY,
        "(references/briefs.md)",
        "(references/brief.md)",
        "broken link references/brief.md",
    ),
    "link out of the folder": (
        ENTRY,
        "(references/briefs.md)",
        "(../creator-collection/SKILL.md)",
        "broken link ../creator-collection/SKILL.md",
    ),
    "link without a time": (ENTRY, "Read [briefs]", "See [briefs]", "without saying when to read it"),
    "unknown tool": (
        ENTRY,
        "`find_lookalike_creators`",
        "`find_lookalike_creator`",
        "no tool find_lookalike_creator",
    ),
    "unknown tool in a reference": (
        BRIEFS,
        "Industries are",
        "`frobnicate_brief` and industries are",
        "no tool frob",
    ),
    "tool not offered": (ENTRY, "`query_results`", "`raw_tiktok_profile`", "which is not offered by default"),
    "unknown toolset": (ENTRY, "license: MIT", "metadata:\n  toolsets: 'atlas'", "there is no toolset atlas"),
    "no yaml": (OPENAI, "interface:", "interface: [", "no YAML"),
    "short description too short": (
        OPENAI,
        "Turn a brief into a list of creators",
        "Find creators",
        "short_description",
    ),
    "prompt without the skill": (OPENAI, "$creator-discovery", "the skill", "does not name the skill"),
    "openai key unknown": (OPENAI, "policy:", "policies:", "policies"),
    "another server": (OPENAI, 'value: "creatorscope"', 'value: "other"', "lacks creatorscope"),
    "evals are no json": (EVALS, "{", "", "the file: "),
    "unknown key in evals": (EVALS, '"prompt"', '"question"', "evals.0.question"),
    "tool in a solution": (
        EVALS,
        '"search_tiktok_creators"',
        '"search_creators"',
        "there is no tool search_creators",
    ),
    "secret": (
        BRIEFS,
        "Read this when",
        "Use the key sk-abcdef1234567890. Read this when",
        "a secret on line 3",
    ),
    "personal path": (
        BRIEFS,
        "Read this when",
        "See /home/somebody/x. Read this when",
        "a path of somebody's machine",
    ),
    "address": (BRIEFS, "Read this when", "Ask ann@brand.com. Read this when", "an email address"),
}


@pytest.mark.parametrize("seed", EDITS)
def test_a_seeded_fault_is_reported_with_its_file_and_a_fix(copies, seed):
    place, old, new, what = EDITS[seed]
    before = set(copies.lint(ONE))
    copies.edit(place, old, new)
    found = [fault for fault in copies.lint(ONE) if fault not in before]
    assert [fault for fault in found if fault.file == place and what in fault.what], found
    assert all(fault.fix for fault in found)


def test_a_skill_of_200_lines_is_too_long(copies):
    copies.append(ENTRY, "\nMore.\n" * 200)
    assert any("lines" in fault.what for fault in copies.lint(ONE))


def test_a_body_of_5000_tokens_is_too_long(copies):
    copies.append(ENTRY, "达" * 5_000)
    assert any("tokens" in fault.what for fault in copies.lint(ONE))


def test_a_reference_nothing_links_is_reported(copies):
    copies.append(f"{ONE}/references/orphan.md", "# Orphan\n")
    assert [fault.file for fault in copies.lint(ONE)] == [f"{ONE}/references/orphan.md"]


def test_a_file_that_is_no_text_is_reported(copies):
    (copies.root / ONE / "references" / "briefs.md").write_bytes(b"\xff\xfe\x00")
    assert any("no UTF-8 text" in fault.what for fault in copies.lint(ONE))


@pytest.mark.parametrize("missing", ["SKILL.md", "agents/openai.yaml", "evals/evals.json"])
def test_a_missing_file_is_reported(copies, missing):
    (copies.root / ONE / missing).unlink()
    assert any(fault.file == f"{ONE}/{missing}" and "missing" in fault.what for fault in copies.lint(ONE))


COUNTS = {
    "nine evals": (lambda evals: evals["evals"].pop(), "9 evals"),
    "nineteen queries": (lambda evals: evals["triggers"].pop(), "19 trigger queries"),
    "an id twice": (lambda evals: evals["evals"][1].update(id=evals["evals"][0]["id"]), "stands twice"),
    "no near misses": (
        lambda evals: [one.update(should_trigger=True) for one in evals["triggers"]],
        "0 queries that should not",
    ),
    "one language": (
        lambda evals: [one.update(query=f"query {at}") for at, one in enumerate(evals["triggers"])],
        "no Chinese query",
    ),
    "one call only": (lambda evals: evals["evals"][0]["solution"]["calls"].pop(), "evals.0.solution.calls"),
    "a later answer": (
        lambda evals: evals["evals"][0]["solution"]["calls"][0]["arguments"].update(keyword="${1/total}"),
        "uses the answer of call 1",
    ),
    "no answer": (lambda evals: evals["evals"][0]["solution"].update(answer="42"), "leads to no call"),
    "no such file": (lambda evals: evals["evals"][0].update(files=["files/none.json"]), "there is no file"),
    "another skill": (lambda evals: evals.update(skill_name="other"), "skill_name is other"),
}


@pytest.mark.parametrize("seed", COUNTS)
def test_a_fault_in_the_evals_is_reported(copies, seed):
    change, what = COUNTS[seed]
    copies.change_evals(ONE, change)
    assert any(fault.file == EVALS and what in fault.what for fault in copies.lint(ONE))


def test_a_trigger_phrase_two_skills_claim_is_reported_of_the_later_one(copies):
    copies.edit("shop-performance/SKILL.md", '"my shop sales"', '"Find influencers"')
    shared = [fault for fault in copies.lint(ONE, "shop-performance") if "also claimed" in fault.what]
    assert [fault.file for fault in shared] == ["shop-performance/SKILL.md"]
    assert "'find influencers' is also claimed by creator-discovery" in shared[0].what


def test_a_trigger_phrase_inside_another_skills_phrase_is_reported(copies):
    copies.edit("shop-performance/SKILL.md", '"my shop sales"', '"find influencers who sell"')
    assert any("also claimed" in fault.what for fault in copies.lint(ONE, "shop-performance"))


def test_a_query_that_should_trigger_two_skills_is_reported(copies):
    query = "Find me 30 TikTok skincare creators in the US with 10k to 100k followers"
    copies.change_evals("shop-performance", lambda evals: evals["triggers"][0].update(query=query))
    assert any("should also trigger" in fault.what for fault in copies.lint(ONE, "shop-performance"))


def test_a_copied_paragraph_is_reported_even_when_it_is_wrapped_otherwise(copies):
    copied = (copies.root / BRIEFS).read_text(encoding="utf-8").split("\n\n")[1].replace("\n", " ")
    copies.append("shop-performance/references/funnel.md", f"\n{copied}\n")
    copies_found = [fault for fault in copies.lint(ONE, "shop-performance") if "stands in" in fault.what]
    assert [fault.file for fault in copies_found] == ["shop-performance/references/funnel.md"]


def test_a_prompt_contract_that_is_missing_or_somebody_elses_is_reported(copies):
    prompts = copies.root / "creator-analysis" / "references" / "prompts"
    shutil.rmtree(prompts, ignore_errors=True)
    copies.append("creator-analysis/references/prompts/hook.md", "# Hook\n")
    found = {(fault.file.rpartition("/")[2], fault.what) for fault in copies.lint("creator-analysis")}
    assert ("author-analysis.md", "the prompt contract is missing") in found
    assert ("hook.md", "not a prompt contract of this skill") in found


def test_a_secret_is_not_repeated_in_the_report(copies):
    copies.append(BRIEFS, "\nToken ghp_0123456789abcdefghij\n")
    assert all("ghp_" not in str(fault) for fault in copies.lint(ONE))


def test_a_path_that_is_no_folder_is_refused(tmp_path):
    with pytest.raises(LocalFileError, match="is not a folder"):
        lint_skills([tmp_path / "none"], filed_offer())
