"""What is no name of one person."""

import re
import unicodedata

# digits (circled ones too), marks, and what stands between several names, around or beside one; ' and ’ between letters are
# of the name
_NOT_IN_NAME = re.compile(
    r"[\d<>=@、，,；;。｡“”„\"‘「」『』《》〈〉()（）\[\]［］【】〔〕{}｛｝*＊#＃?？!！/／\\＼|｜%％+＋&＆^~～_＿:：★☆※△▲○●◎◇◆□■√✓✔×]"
    r"|(?<![A-Za-z])['’]|['’](?![A-Za-z])"
)


def is_no_name(name: str) -> bool:
    """Whether something stands in it that is of no name."""
    return bool(_NOT_IN_NAME.search(name)) or any(unicodedata.category(sign) == "No" for sign in name)
