"""Which language a text is in: rules for the ones we archive, a model with a fixed list of candidates for the rest."""

import re
from functools import cache
from typing import Any, Final, NamedTuple

_CANDIDATES: Final = tuple("az tr ru en fa uz tk crh kk ky tt ka hy ar uk de fr es it he ug ba uzs ps".split())
_LEAST_LETTERS: Final = 20
_LIKELY: Final = 0.6


class Detected(NamedTuple):
    """A language tag (BCP 47, `und` when unknown), how sure (0 to 1), and the rule or model that said so."""

    tag: str
    score: float
    method: str


def detect_language(text: str) -> Detected:
    """The language of `text`, best given as title and body together."""
    letters = len(re.findall(r"[^\W\d_]", text))
    if letters and len(re.findall("[əƏ]", text)) / letters >= 0.015:
        return Detected("az", 1.0, "schwa")
    if re.search("[ҹҝҸҜ]", text):
        return Detected("az-Cyrl", 1.0, "letters")
    if letters < _LEAST_LETTERS:
        return Detected("und", 0.0, "short")
    tag, score = _identifier().classify(text)
    return Detected(tag, float(score), "py3langid")


def is_turkic(text: str) -> bool:
    """Whether Latin text without a schwa reads as Azerbaijani, Turkish or their nearest kin, however short."""
    likely = dict(_identifier().rank(text))
    return sum(likely[tag] for tag in ("az", "tr", "crh")) > _LIKELY


@cache
def _identifier() -> Any:
    from py3langid.langid import LanguageIdentifier, MODEL_FILE

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(_CANDIDATES)
    return identifier
