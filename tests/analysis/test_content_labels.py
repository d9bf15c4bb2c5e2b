"""Labels of one work: found with their words, `none` only where the text was read, else `no_evidence`."""

from __future__ import annotations

import unicodedata
from itertools import chain

import pytest

from creatorscope.analysis.content import WorkFeatures, label_work
from creatorscope.analysis.labelling import find_hits
from creatorscope.analysis.labels import LABELS, MAX_LABELS, OLDER_HOOKS, Family, Labels
from creatorscope.analysis.language import LANGUAGES
from creatorscope.analysis.lexicon import covered_languages, load_lexicon
from creatorscope.analysis.passages import build_passages
from creatorscope.analysis.text import normalise
from tests.analysis.content_samples import EXPECTED, PLAIN, SPEECH, work


def families(found: WorkFeatures) -> dict[str, Labels]:
    return {
        "hook": found.hook,
        "heading_hook": found.heading_hook,
        "structure": found.structure,
        "cta": found.cta,
        "written_cta": found.written_cta,
        "theme": found.topics.themes,
        "pain": found.topics.pains,
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_hook_structure_and_calls_are_found_in_every_language(language):
    hook, structure, calls = EXPECTED[language]
    item = work(asr_clean=SPEECH[language])
    found = label_work(item)
    assert hook in found.hook.labels
    assert structure in found.structure.labels
    assert set(found.cta.labels) <= calls
    speech = build_passages(item).speech
    assert speech
    assert calls <= {hit.label for hit in find_hits(Family.CTA, speech)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_hit_cuts_its_words_out_of_its_text_and_names_its_sentence(language):
    item = work(title=SPEECH[language], caption_raw=SPEECH["en"] + " #tag", asr_clean=SPEECH[language])
    found = label_work(item)
    texts = {"speech": item.asr_clean, "caption": item.caption_raw, "title": item.title}
    hits = list(chain.from_iterable(labels.hits for labels in families(found).values()))
    assert hits
    passages = {passage.source: passage for passage in build_passages(item).every}
    for hit in hits:
        assert normalise(texts[hit.source] or "")[hit.start : hit.end] == hit.words != ""
        sentence = passages[hit.source].sentences[hit.sentence]
        assert sentence.start <= hit.start < sentence.end
        assert (hit.place == "caption") == (hit.source != "speech")


@pytest.mark.parametrize("language", PLAIN)
def test_text_that_asks_for_nothing_has_no_call_to_action(language):
    found = label_work(work(asr_clean=PLAIN[language]))
    assert (found.cta.evidence, found.cta.labels, found.cta.hits) == ("none", (), ())
    assert found.cta.first == "none"


def test_a_work_has_at_most_two_labels_of_a_family_and_only_those_of_the_list():
    crowded = (
        " ".join(SPEECH[language] for language in ("en", "en")) + " Use code MAY. Save this. Share this with"
    )
    for labels in families(label_work(work(asr_clean=crowded, caption_raw=crowded))).values():
        assert len(labels.labels) <= MAX_LABELS
        assert {hit.label for hit in labels.hits} == set(labels.labels)


@pytest.mark.parametrize(
    ("fields", "evidence", "reason"),
    [
        ({}, "no_evidence", "no transcript"),
        ({"asr_clean": None, "caption_raw": PLAIN["en"]}, "no_evidence", "no transcript"),
        ({"asr_clean": "", "caption_raw": PLAIN["en"]}, "none", None),
        ({"asr_clean": ""}, "no_evidence", "no speech"),
        ({"asr_clean": "too few words"}, "no_evidence", "the transcript has fewer than 5 words"),
        ({"asr_clean": PLAIN["en"]}, "none", None),
        ({"asr_clean": PLAIN["en"], "caption_raw": "#only #tags"}, "none", None),
        ({"asr_clean": None, "caption_raw": "Link in my bio, follow for more of this"}, "found", None),
        ({"media_type": "photo", "work_modality": "text", "caption_raw": PLAIN["en"]}, "none", None),
        ({"media_type": "photo", "work_modality": "text"}, "no_evidence", "no text"),
    ],
)
def test_no_call_to_action_is_claimed_only_where_the_work_itself_was_read(fields, evidence, reason):
    found = label_work(work(**fields))
    assert (found.cta.evidence, found.cta.reason) == (evidence, reason)


def test_text_too_short_for_a_language_is_no_evidence_until_its_language_is_given():
    photo = {"media_type": "photo", "work_modality": "text", "caption_raw": "Ngon quá!"}
    unread = label_work(work(**photo))
    assert unread.cta.evidence == "no_evidence"
    assert unread.cta.reason == "the text is too short to tell its language"
    assert label_work(work(**photo), fallback_language="vi").cta.evidence == "none"


def test_a_language_without_a_lexicon_is_no_evidence_and_says_so(monkeypatch):
    monkeypatch.setattr("creatorscope.analysis.passages.load_lexicon", lambda _: None)
    found = label_work(work(asr_clean=SPEECH["en"] + " Bye."))
    assert found.cta.evidence == "no_evidence"
    assert found.cta.reason == "no cta lexicon for en"


def test_a_caption_never_stands_in_for_the_spoken_hook():
    found = label_work(work(caption_raw="You won't believe what happens when we try this at home"))
    assert found.hook.evidence == "no_evidence"
    assert found.heading_hook.labels[0] == "curiosity_gap"
    photo = label_work(
        work(media_type="photo", work_modality="text", caption_raw="You won't believe this one trick")
    )
    assert photo.hook.labels[0] == "curiosity_gap"


def test_hooks_are_read_from_the_opening_only():
    late = (
        PLAIN["en"]
        + " The street was calm and it stayed that way. Nobody came by. You won't believe this secret."
    )
    assert "curiosity_gap" not in label_work(work(asr_clean=late)).hook.labels


@pytest.mark.parametrize(("call_first", "place"), [(True, "early"), (False, "end")])
def test_the_place_of_a_call_is_the_quarter_of_the_speech(call_first, place):
    call, body = (
        "Follow me for more.",
        " ".join([PLAIN["en"]] * 2) + " Then it was calm for a very long while.",
    )
    speech = f"{call} {body}" if call_first else f"{body} {call}"
    assert [hit.place for hit in label_work(work(asr_clean=speech)).cta.hits] == [place]


@pytest.mark.parametrize("language", LANGUAGES)
def test_labels_do_not_change_with_spaces_or_unicode_form(language):
    text = SPEECH[language]
    plain = label_work(work(asr_clean=text, caption_raw=text))
    for variant in (unicodedata.normalize("NFD", text), "  " + text.replace(" ", "   ") + "\u200b \n"):
        assert label_work(work(asr_clean=variant, caption_raw=variant)) == plain


def test_older_hooks_map_known_labels_onto_the_six():
    assert set(OLDER_HOOKS) <= set(LABELS[Family.HOOK])
    assert set(OLDER_HOOKS.values()) <= {
        "result",
        "curiosity",
        "shortcut",
        "pain_point",
        "comparison",
        "proof",
    }
    assert label_work(work(asr_clean=SPEECH["en"])).older_hook == "comparison"


def test_every_lexicon_builds_names_only_listed_labels_and_matches_no_empty_words():
    covered = covered_languages()
    assert set(covered) == {family.value for family in Family}
    for language in LANGUAGES:
        lexicon = load_lexicon(language)
        assert lexicon
        for family, patterns in lexicon.patterns.items():
            assert language in covered[family.value]
            assert all(pattern.search("") is None for pattern in patterns.values())
    assert load_lexicon("und") is None


def test_style_counts_questions_and_the_words_for_speaker_and_viewer():
    style = label_work(work(asr_clean="Do you know why? I do not. I never did! You will see.")).style
    assert style
    assert (style.question_share, style.exclamation_share, style.statement_share) == (0.25, 0.25, 0.5)
    used = {use.person: (use.count, use.words) for use in style.persona or ()}
    assert used == {"i": (2, ("i",)), "we": (0, ()), "you": (2, ("you",))}
    assert {"asks", "exclaims", "first_person", "to_the_viewer", "short_sentences"} == set(style.markers)
