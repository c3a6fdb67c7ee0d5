"""The queue as files: a message is seen whole or not at all, and by one reader only."""

import threading
from queue import Empty

from kombu import Connection

import wuhou_craftsmen.celery  # noqa: F401 - makes spool:// known

MESSAGES, WRITERS, READERS = 40, 2, 3
BODY = "诸葛工匠" * 20_000  # long enough for a reader to come between the first byte and the last


def test_each_message_is_read_whole_and_once_by_readers_that_race(tmp_path):
    folders = {"data_folder_in": tmp_path / "messages", "data_folder_out": tmp_path / "messages"}
    folders |= {"processed_folder": tmp_path / "done", "control_folder": tmp_path / "control"}
    for folder in folders.values():
        folder.mkdir(exist_ok=True)
    options = {name: str(folder) for name, folder in folders.items()}
    read, faults, written = [], [], threading.Event()

    def write(writer: int) -> None:
        channel = Connection("spool://", transport_options=options).channel()
        for number in range(MESSAGES):
            channel._put("celery", {"number": [writer, number], "body": BODY})

    def take() -> None:
        channel = Connection("spool://", transport_options=options).channel()
        while True:
            last = written.is_set()
            try:
                message = channel._get("celery")
            except Empty:
                if last:
                    return
            except Exception as fault:  # noqa: BLE001 - whatever a reader meets is a fault of the queue
                faults.append(repr(fault))
                return
            else:
                assert message["body"] == BODY
                read.append(tuple(message["number"]))

    readers = [threading.Thread(target=take) for _ in range(READERS)]
    writers = [threading.Thread(target=write, args=(number,)) for number in range(WRITERS)]
    for thread in readers + writers:
        thread.start()
    for thread in writers:
        thread.join()
    written.set()
    for thread in readers:
        thread.join()
    assert not faults
    assert sorted(read) == [(writer, number) for writer in range(WRITERS) for number in range(MESSAGES)]
    assert not any((tmp_path / "done").iterdir())
