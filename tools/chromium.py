"""Debian's Chromium for pictures and browser tests."""

import os
from contextlib import contextmanager

from playwright.sync_api import sync_playwright

PATH = "/usr/bin/chromium"
CHINESE = {"LANGUAGE": "zh_CN:zh", "LC_ALL": "C.UTF-8"}  # the words of its own controls, such as 年/月/日
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--lang=zh-CN",
]  # fmt: skip


@contextmanager
def browser():
    """A headless Chromium, closed at the end."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=PATH, args=ARGUMENTS, env=os.environ | CHINESE)
        try:
            yield chromium
        finally:
            chromium.close()


def sign_in(page, base: str, username: str, password: str) -> None:
    page.goto(f"{base}/accounts/sign-in/")
    page.fill("#id_username", username)
    page.fill("#id_password", password)
    page.click("main form button")
    page.wait_for_url(f"{base}/home/")
