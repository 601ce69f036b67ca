"""拼音 How Chinese names are spelt, as people type who look for them."""

from pypinyin import lazy_pinyin


def spellings(name: str) -> list[str]:
    """The name in pinyin without tones, and its initials; ü as v and as u. Empty for a name
    without Chinese."""
    syllables = lazy_pinyin(name, errors="ignore")
    if not syllables:
        return []
    whole = "".join(syllables)
    initials = "".join(syllable[0] for syllable in syllables)
    return list(dict.fromkeys([whole, whole.replace("v", "u"), initials]))
