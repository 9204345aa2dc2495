"""Words for people in both languages."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Language = Literal["id", "en"]


@dataclass(frozen=True, slots=True)
class Text:
    """The same words in Indonesian and English."""

    id: str
    en: str

    def of(self, language: Language) -> str:
        return self.id if language == "id" else self.en

    def filled(self, language: Language, **detail: object) -> str:
        """The words in one language with what they leave open, see `filled`."""
        return filled(self.of(language), detail)


class _Told(str):
    """A detail in a sentence; as `{rows:row is|rows are}` a number with the words that go with it."""

    def __format__(self, spec: str) -> str:
        one, bar, many = spec.partition("|")
        return f"{self} {one if self == '1' else many}" if bar else super().__format__(spec)


def filled(words: str, detail: Mapping[str, object]) -> str:
    """A sentence with its details: `{rows}`, or `{rows:row is|rows are}` where English has a plural.

    An absent detail shows as `?`, never as an error.
    """
    return words.format_map(defaultdict(lambda: _Told("?"), {name: _Told(value) for name, value in detail.items()}))
