"""The queue as files in a folder, for a portal without Redis: a message appears whole and is taken by one reader.

Kombu's own file queue opens a message under its final name before it writes it; a reader that comes between takes an
empty message, and its worker ends. Here a message is written beside the queue and renamed into it, and taken by a
rename, which only one reader can do.
"""

import os
import time
import uuid
from queue import Empty
from typing import Any

from kombu.transport import filesystem
from kombu.utils.json import dumps, loads


class Channel(filesystem.Channel):
    """Messages lie in `data_folder_in`; the one being written or read lies in `processed_folder`, on the same disk."""

    def _put(self, queue: str, payload: Any, **kwargs: Any) -> None:  # type: ignore[override]  # as the file channel names it
        name = f"{time.time_ns():020}_{uuid.uuid4()}.{queue}.msg"
        beside = os.path.join(self.processed_folder, name)
        with open(beside, "w", encoding="utf-8") as file:
            file.write(dumps(payload))
        os.rename(beside, os.path.join(self.data_folder_out, name))

    def _get(self, queue: str, timeout: float | None = None) -> Any:
        for name in sorted(os.listdir(self.data_folder_in)):
            if name.partition(".")[2] != f"{queue}.msg":
                continue
            taken = os.path.join(self.processed_folder, name)
            try:
                os.rename(os.path.join(self.data_folder_in, name), taken)
            except FileNotFoundError:
                continue  # another reader was first
            with open(taken, encoding="utf-8") as file:
                payload = loads(file.read())
            os.remove(taken)
            return payload
        raise Empty


class Transport(filesystem.Transport):
    """`spool://` as a broker address."""

    Channel = Channel
