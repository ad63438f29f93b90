"""The vocabulary of side effects: every row is whole, and every word leads to one effect."""

from collections import Counter

import pytest

from monitor.effects import COMMON, EFFECTS, EMERGENCIES, FLAGS_AT_ANY_GRADE, OTHER, Effect, Grade, Group, effect

LINE_KEYWORDS = {"none", "air", "map"}


def by_code(item):
    return item.code if isinstance(item, Effect) else str(item)


def test_the_grades_are_ordered_and_have_words():
    assert [grade.word for grade in sorted(Grade)] == ["mild", "moderate", "severe"]
    assert Grade.MILD < Grade.MODERATE < Grade.SEVERE
    assert [int(grade) for grade in Grade] == [1, 2, 3]


def test_no_two_effects_share_a_code_or_a_label():
    assert len({item.code for item in EFFECTS}) == len(EFFECTS)
    assert len({item.label for item in EFFECTS}) == len(EFFECTS)


def test_an_effect_is_found_by_its_code():
    assert effect("DIZZ").label == "Dizziness / wooziness"
    for item in EFFECTS:
        assert effect(item.code) is item


@pytest.mark.parametrize("code", ["", "dizz", "WOBBLE"])
def test_an_unknown_code_is_refused_by_name(code):
    with pytest.raises(ValueError, match=f"'{code}'"):
        effect(code)


@pytest.mark.parametrize("item", EFFECTS, ids=by_code)
def test_every_effect_says_what_it_is_and_where_that_comes_from(item):
    assert item.code.isupper()
    assert item.label.strip()
    assert item.term.strip()
    assert item.source.strip()
    assert item.words


@pytest.mark.parametrize("item", EFFECTS, ids=by_code)
def test_the_typed_words_are_lower_case_letters_and_two_or_more(item):
    for word in item.words:
        assert word.isascii()
        assert word.isalpha()
        assert word.islower()
        assert len(word) >= 2


def test_a_word_belongs_to_one_effect_only():
    counted = Counter(word for item in EFFECTS for word in item.words)
    assert [word for word, times in counted.items() if times > 1] == []


def test_no_word_is_one_that_the_typed_line_uses_for_something_else():
    assert not LINE_KEYWORDS & {word for item in EFFECTS for word in item.words}


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("dizzy", "DIZZ"),
        ("woozy", "DIZZ"),
        ("nausea", "NAUS"),
        ("sick", "NAUS"),
        ("vomit", "VOM"),
        ("floaty", "OBE"),
        ("unreal", "DISS"),
        ("high", "EUPH"),
        ("sleepy", "SED"),
        ("drowsy", "SED"),
        ("anxious", "ANX"),
        ("panic", "PANIC"),
        ("headache", "HEAD"),
        ("double", "DIPL"),
        ("blurred", "BLUR"),
        ("faint", "SYNC"),
        ("sob", "DYSPN"),
    ],
)
def test_a_nurses_everyday_word_leads_to_the_effect(word, code):
    assert word in effect(code).words


def test_snomed_codes_are_digits_and_belong_to_one_effect_each():
    codes = [item.snomed for item in EFFECTS if item.snomed is not None]
    assert len(codes) == 13
    assert len(set(codes)) == len(codes)
    for code in codes:
        assert code.isdigit()


def test_breathing_that_is_merely_slow_carries_no_code_that_says_apnoea():
    assert effect("RDEP").snomed is None


DANGEROUS = "PANIC PARA PSY MANIA EMERG SI LOC SEIZ CP ARR HYPO BRAD SYNC DYSPN RDEP LARY ALL IOP IVI FALL"


@pytest.mark.parametrize("code", DANGEROUS.split())
def test_what_is_dangerous_flags_even_when_mild(code):
    assert effect(code).flags_from is Grade.MILD


@pytest.mark.parametrize("code", ["SEIZ", "LARY", "ALL", "LOC", "SI"])
def test_what_calls_for_the_emergency_response_is_critical_even_when_mild(code):
    assert effect(code).critical_from is Grade.MILD


def test_every_other_effect_is_critical_when_severe():
    assert {item.critical_from for item in EFFECTS if item.code not in EMERGENCIES} == {Grade.SEVERE}
    assert EMERGENCIES < FLAGS_AT_ANY_GRADE


def test_every_other_effect_flags_when_severe():
    others = [item for item in EFFECTS if item.code not in FLAGS_AT_ANY_GRADE]
    assert len(others) == len(EFFECTS) - 20
    assert {item.flags_from for item in others} == {Grade.SEVERE}


@pytest.mark.parametrize("code", ["HAL", "ANX", "AGIT", "CONF"])
def test_what_ketamine_is_expected_to_bring_flags_only_when_severe(code):
    assert effect(code).flags_from is Grade.SEVERE


@pytest.mark.parametrize(
    ("code", "advice"),
    [
        ("DIZZ", "fall risk"),
        ("DYSP", "ask suicidality"),
        ("DISS", "stay with patient"),
        ("CP", "emergency"),
        ("EUPH", ""),
    ],
)
def test_the_advice_reminds(code, advice):
    assert effect(code).advice == advice


@pytest.mark.parametrize("item", EFFECTS, ids=by_code)
def test_no_advice_names_a_drug_or_a_dose(item):
    for drug in ("mg", "emetic", "azepam", "azolam", "ondansetron", "labetalol", "atropine", "give "):
        assert drug not in item.advice.lower()
    assert not any(character.isdigit() for character in item.advice)


def test_every_group_has_effects_and_only_the_last_row_is_free_text():
    assert {item.group for item in EFFECTS} == set(Group)
    assert EFFECTS[-1].code == OTHER


def test_the_common_effects_begin_with_the_most_frequent():
    assert COMMON[:4] == ("SED", "DIZZ", "DISS", "NAUS")
    assert len(set(COMMON)) == len(COMMON) == 10
    for code in COMMON:
        effect(code)
