"""Golden analyses made wrong in what they quote, say, promise and hide."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from typing import Any
from unicodedata import normalize

from creatorscope.claims.failures import Rule
from tests.claims.mutations import MUTATORS, Golden, Mutation, append, at, put

CAUSES = ("because of it", "vì thế", "因为这个", "porque sí", "karena itu", "เพราะ", "おかげで", "때문에")
SALES = ("and its sales", "doanh thu tăng", "转化很好", "las ventas", "penjualan", "ยอดขาย", "売上", "매출")
DIGITS = ("x 3", "３", "²", "½", "٣", "Ⅳ", "{e98}")
CONTACTS = (
    "a.person@example.com",
    "t.me/some_person",
    "Zalo: some.person",
    "wa.me/someone",
    "微信：some_person",
)


def quote_not_found(golden: Golden) -> Iterator[Mutation]:
    for pointer, item in golden.evidence("quote"):
        for wrong in _wrong_words(item["quote"]):
            yield golden.with_change(pointer, put("quote", wrong))
        yield golden.with_change(pointer, put("quote", item["quote"][:2]))
        yield golden.with_change(pointer, put("quote", " ".join([item["quote"]] * 60)))
    for placed in golden.leaves.verbatim:
        for wrong in _wrong_words(placed.words.verbatim):
            yield golden.with_change(placed.pointer, put("verbatim", wrong))


def _wrong_words(words: str) -> list[str]:
    bare = "".join(char for char in normalize("NFD", words) if ord(char) < 0x300 or ord(char) > 0x36F)
    wrong = [f"{words}ß", f"ß{words}", words.swapcase(), bare, words[:-2] + words[:-3:-1], f"“{words}”"]
    return [one for one in wrong if one != words]


def quote_wrong_field(golden: Golden) -> Iterator[Mutation]:
    for pointer, item in golden.evidence("quote"):

        def never_checked(data: Any, item: dict[str, Any] = item) -> None:
            (work,) = [one for one in data["works"] if one["work_id"] == item["work_id"]]
            if item["field"] != "asr_clean":
                spoken = work["texts"].get("asr_clean", "")
                work["texts"]["asr_clean"] = f"{spoken} {work['texts'][item['field']]}"
            work["text_checked"] = {"asr_clean": False}

        made = golden.with_input(f"{pointer} quotes an unchecked transcript", never_checked)
        changed = (
            golden.with_change(pointer, put("field", "asr_clean")) if item["field"] != "asr_clean" else made
        )
        yield Mutation(made.told, made.prepared, changed.analysis, made.also)
    for placed in golden.leaves.claims:
        if placed.about_speech:
            for place, item in enumerate(at(golden.analysis, placed.pointer)["evidence"]):
                if item["type"] == "quote":
                    yield _from_caption(
                        golden, f"{placed.pointer}/evidence/{place}", item["work_id"], "quote"
                    )
    for placed in golden.leaves.verbatim:
        if placed.about_speech:
            yield _from_caption(golden, placed.pointer, placed.work_id or "", "verbatim")


def _from_caption(golden: Golden, pointer: str, work_id: str, key: str) -> Mutation:
    (work,) = [one for one in golden.prepared.works if one.work_id == work_id]
    caption = {"field": "caption_raw", key: work.texts["caption_raw"]}
    return golden.with_change(pointer, lambda target: target.update(caption))


def number_unsupported(golden: Golden) -> Iterator[Mutation]:
    for pointer, claim in golden.claims(gaps=True):
        for digits in DIGITS:
            yield golden.with_change(pointer, append(digits))
        for item in claim["evidence"]:
            if item["type"] == "claim":
                yield golden.with_change(pointer, append(f"{{{item['id']}}}"))


def confidence_too_high(golden: Golden) -> Iterator[Mutation]:
    for pointer, claim in golden.claims():
        also = (Rule.DIFFERENCE_UNSUPPORTED,) if claim["kind"] == "difference" else ()
        yield golden.with_change(pointer, put("confidence", "high"), *also)
    for level in ("low", "insufficient"):
        yield golden.with_input(f"an input of level {level}", put("confidence", level))
    if "evidence_pack" in golden.analysis:
        yield golden.with_change("/evidence_pack", put("sample_confidence", "high"))


def cross_platform(golden: Golden) -> Iterator[Mutation]:
    for pointer, claim in golden.claims(gaps=True):
        yield golden.with_change(pointer, put("platforms", ["youtube"]))
        yield golden.with_change(pointer, put("platforms", [*claim["platforms"], "instagram"]))


def difference_unsupported(golden: Golden) -> Iterator[Mutation]:
    for pointer, claim in golden.claims():
        if claim["kind"] == "observation" and all(item["type"] != "finding" for item in claim["evidence"]):
            yield golden.with_change(pointer, put("kind", "difference"))
        if claim["kind"] != "difference":
            continue
        for words in CAUSES:
            yield golden.with_change(pointer, append(words))
    for status in ("suggestive", "not_supported"):
        if golden.prepared.findings:
            yield golden.with_input(f"all findings {status}", _with_status(status))


def _with_status(status: str) -> Callable[[Any], None]:
    def change(data: Any) -> None:
        for finding in data["findings"]:
            finding["status"] = status

    return change


def gap_unjustified(golden: Golden) -> Iterator[Mutation]:
    for pointer, claim in golden.claims(gaps=True):
        made_up = {"kind": "gap", "gap": "made_up"}
        yield golden.with_change(pointer, lambda target, new=made_up: target.update(new))
        if claim["kind"] == "gap":
            yield golden.with_change(pointer, put("gap", f"{claim['gap']}s"))
    all_gaps = copy.deepcopy(golden.analysis)
    for pointer, _ in golden.claims():
        at(all_gaps, pointer).update(kind="gap", gap=golden.prepared.gaps[0])
    yield Mutation("all claims are gaps", golden.prepared, all_gaps, frozenset())


def no_conversion_signal(golden: Golden) -> Iterator[Mutation]:
    for pointer, _ in golden.claims():
        for words in SALES:
            yield golden.with_change(pointer, append(words))


def score_not_computed(golden: Golden) -> Iterator[Mutation]:
    owners = ["", *(placed.pointer.rpartition("/")[0] for placed in golden.leaves.works)]
    for name in sorted(golden.contract.computed):
        for owner in owners:
            yield golden.with_change(owner, put(name, 4.2))
            yield golden.with_change(owner, put(name, {"any": "thing"}))


def text_added(golden: Golden) -> Iterator[Mutation]:
    for placed in golden.leaves.works:
        words = placed.item["text"].split()
        middle = len(words) // 2
        swapped = [*words[:middle], words[middle + 1], words[middle], *words[middle + 2 :]]
        for wrong in (
            [*words[:middle], "truly", *words[middle:]],
            [*words[:middle], "truly", *words[middle + 1 :]],
            swapped,
            words[:-4],
            [*words, "Thanks", "for", "watching!"],
            [],
        ):
            yield golden.with_change(placed.pointer.removesuffix("/work_id"), put("text", " ".join(wrong)))


def privacy_contact(golden: Golden) -> Iterator[Mutation]:
    for pointer, _ in golden.claims(gaps=True):
        for contact in CONTACTS:
            yield golden.with_change(pointer, append(contact))
        yield golden.with_change(pointer, append("+84 912 000 111"), Rule.NUMBER_UNSUPPORTED)
    for pointer, _ in golden.evidence("quote"):
        quote = "write to a.person@example.com please"
        yield golden.with_change(pointer, put("quote", quote), Rule.QUOTE_NOT_FOUND)
    for placed in golden.leaves.verbatim:
        words = f"{placed.words.verbatim} a.person@example.com"
        yield golden.with_change(placed.pointer, put("verbatim", words), Rule.QUOTE_NOT_FOUND)


ALL_MUTATORS = {
    **MUTATORS,
    Rule.QUOTE_NOT_FOUND: quote_not_found,
    Rule.QUOTE_WRONG_FIELD: quote_wrong_field,
    Rule.NUMBER_UNSUPPORTED: number_unsupported,
    Rule.CONFIDENCE_TOO_HIGH: confidence_too_high,
    Rule.SCOPE_CROSS_PLATFORM: cross_platform,
    Rule.DIFFERENCE_UNSUPPORTED: difference_unsupported,
    Rule.GAP_UNJUSTIFIED: gap_unjustified,
    Rule.PRODUCT_NO_CONVERSION_SIGNAL: no_conversion_signal,
    Rule.SCORE_NOT_COMPUTED: score_not_computed,
    Rule.TEXT_ADDED: text_added,
    Rule.PRIVACY_CONTACT: privacy_contact,
}
