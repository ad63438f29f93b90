"""Which keys are an answer to a flag. Whatever else is typed is no answer, and belongs into the entry line."""

NONE_KEY, ALSO_KEY = "0", "9"
"""They toggle what goes with an answer, and are never one."""


def goes_on(keys: str, key: str, offered: str) -> bool:
    """Whether the key goes on with an answer begun with those keys: any of the toggles, then one answer, then no more.

    `offered` are the keys that stand for something now. A digit after that of an answer is no change of mind: it is a
    number being typed.
    """
    return key in (*offered,) and not is_answered(keys)


def is_answered(keys: str) -> bool:
    """Whether one of them was the digit of an answer, be it still offered or not."""
    return bool(keys.strip(NONE_KEY + ALSO_KEY))
