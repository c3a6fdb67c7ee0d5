"""Whether a workbook may be unpacked at all: a bomb is told from a workbook before anything of it becomes an object."""

import io
import re
import zipfile
from itertools import pairwise

MOST_BYTES = 40 * 1024 * 1024  # unpacked; 20,000 rows of 20 columns are about as much
MOST_RATIO = 100  # of a large member; sheets that people fill in are packed 5 to 30 times
MOST_PARTS = 500
MOST_TAGS = 3_000_000  # of XML in the whole book; 20,000 rows of 21 text cells have about as many
MOST_TAGS_TOGETHER = 100_000  # in one row, or in all that is no row: each becomes an object at once
_PIECES = re.compile(rb"<(?:\w+:)?(?:row|si)\b")


def too_big(content: bytes) -> str:
    """Empty, or what is wanted instead of a bomb: told before anything of it is unpacked into objects."""
    limit = f"展开后不超过 {MOST_BYTES // 2**20} 兆字节的普通工作簿"
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = archive.infolist()
        packed = any(
            m.file_size > 2**20 and m.file_size > MOST_RATIO * max(m.compress_size, 1) for m in members
        )
        if packed or len(members) > MOST_PARTS or sum(member.file_size for member in members) > MOST_BYTES:
            return limit
        tags = 0
        for member in members:
            part = archive.read(member)
            tags += part.count(b"<")
            if tags > MOST_TAGS or _most_together(part) > MOST_TAGS_TOGETHER:
                return f"{limit}（单元格过多，请删去多余的行和列）"
    return ""


def _most_together(part: bytes) -> int:
    """Tags of the largest piece; counted in place, for a copy of the pieces would take as much room again."""
    bounds = [0, *(found.start() for found in _PIECES.finditer(part)), len(part)]
    return max(part.count(b"<", start, end) for start, end in pairwise(bounds))
