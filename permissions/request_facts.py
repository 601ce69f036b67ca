"""请求 What an act may need to know of the request that carries it, beside who asks."""

from dataclasses import dataclass
from enum import Enum, unique


@unique
class Language(Enum):
    """In which language findings are worded; its value is the language tag."""

    CHINESE = "zh-CN"
    ENGLISH = "en"


@dataclass(frozen=True, slots=True)
class RequestFacts:
    """Plain facts for the register's entries and the session: `address` as the server sees it."""

    request_id: str
    address: str
    language: Language
    user_agent: str
