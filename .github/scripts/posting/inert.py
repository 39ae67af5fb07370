"""Markdown that anybody may have written -> Markdown that shows the same and does nothing.

Nobody is mentioned and no issue is referred to, nothing is fetched, no link says it leads elsewhere than it does, no
tag but those of our own comments is one, and no text hides or turns around another. What is broken stays visible:
between two characters that would do something comes one that is not seen.
"""

import html
import re
from collections.abc import Sequence

UNSEEN = "\u200b"
TAGS = "details|summary|sub|b|br|code|table|thead|tbody|tr|th|td"
HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200c-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
MENTION = re.compile(r"(?<![A-Za-z0-9])@(?!\u200b|&#8203;)")
REFERENCE = re.compile(r"&#(?:[0-9]{1,7}|x[0-9a-f]{1,6});|(?:#|\bGH-)(?=[0-9&\\])", re.IGNORECASE)
ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,31});", re.IGNORECASE)
TAG = re.compile(rf"<(?!/?(?:{TAGS})>|details open>)(?=[A-Za-z/!?])", re.IGNORECASE)
IMAGE = re.compile(r"!(?=\[)")
DEFINITION = re.compile(r"\](?=:)")
LINK = re.compile(r"\](?=\()")
DESTINATION = re.compile(r"\]\(\s*<?([^\s)>]*)")
FENCE = re.compile(r" {0,3}(`{3,}|~{3,})(.*)")
DETAILS = re.compile(r"<(/?)details(?: open)?>", re.IGNORECASE)
CLOSED = "</details>"


def inert(text: str, ours: Sequence[str]) -> str:
    """The text made harmless; links may lead to addresses that begin with one of `ours`."""
    text = HIDDEN.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = ENTITY.sub(lambda found: entity(found[0]), text)
    text = MENTION.sub("@" + UNSEEN, text)
    text = REFERENCE.sub(lambda found: found[0] if found[0].startswith("&") else found[0] + UNSEEN, text)
    text = TAG.sub("<" + UNSEEN, text)
    text = IMAGE.sub("!" + UNSEEN, text)
    text = DEFINITION.sub("]" + UNSEEN, text)
    return LINK.sub(lambda found: "]" if leads(text, found.start(), ours) else "]" + UNSEEN, text)


def entity(written: str) -> str:
    """An entity as it was written, unless it stands for a character that may not be there, or must be seen here."""
    meant = html.unescape(written)
    if HIDDEN.search(meant):
        return "\ufffd"
    return {"@": "@", "#": "#" + UNSEEN}.get(meant, written)


def leads(text: str, start: int, ours: Sequence[str]) -> bool:
    """Does the link whose text ends at `start` lead to an address of ours?"""
    found = DESTINATION.match(text, start)
    return found is not None and ".." not in found[1] and any(found[1].startswith(each) for each in ours)


def cut(text: str, characters: int) -> tuple[str, bool]:
    """Whole lines of the text up to that many characters, and whether some are missing; what is open is closed."""
    kept: list[str] = []
    used, fence, folds = 0, "", 0
    for line in text.splitlines():
        after = opened(line, fence, folds)
        used += len(line) + 1
        if used + len(closing(*after)) > characters:
            return "\n".join(kept) + closing(fence, folds), True
        fence, folds = after
        kept.append(line)
    return "\n".join(kept) + closing(fence, folds), False


def closing(fence: str, folds: int) -> str:
    """What closes a fence and so many folds."""
    return (f"\n{fence}" if fence else "") + (f"\n\n{CLOSED}" * folds)


def opened(line: str, fence: str, folds: int) -> tuple[str, int]:
    """The fence that is open after a line, and how many folds are."""
    found = FENCE.fullmatch(line)
    if fence:
        closes = found and found[1][0] == fence[0] and len(found[1]) >= len(fence) and not found[2].strip()
        return ("" if closes else fence), folds
    if found and not (found[1][0] == "`" and "`" in found[2]):
        return found[1], folds
    for tag in DETAILS.finditer(line):
        folds = max(0, folds - 1) if tag[1] else folds + 1
    return "", folds
