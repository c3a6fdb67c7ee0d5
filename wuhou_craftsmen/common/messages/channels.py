"""The channels that carry a notice out of the portal, as one table: a further one is an entry here and its settings.

Where it needs an address that no account has yet, that is one column of the account.
"""

import json
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

GATEWAY_TIMEOUT_SECONDS = 10  # seconds that a mail server or a gateway may take
PORTAL = "portal"  # not sent: whoever has an account finds the notice there


@dataclass(frozen=True)
class Channel:
    """`address` gives where a person is reached, empty where unknown; `send` takes the message and raises on failure.

    A gateway that sends by template finds in the message its `kind` (see kinds.py) beside subject, text and path.
    """

    key: str
    label: str
    address: Callable[[object], str]
    send: Callable[[Any], None]
    configured: Callable[[], bool]


def column(name: str) -> Callable[[object], str]:
    """The address that stands in this column of an account, or of a craftsman without one."""
    return lambda person: getattr(person, name, "")


def full_text(message: Any) -> str:
    """The text with the address of the page or link that it speaks of."""
    return f"{message.text}\n{settings.PUBLIC_URL}{message.path}" if message.path else message.text


def send_email(message: Any) -> None:
    """By the mail server of EMAIL_URL."""
    EmailMessage(
        message.subject,
        full_text(message),
        settings.EMAIL_FROM,
        [message.address],
        connection=get_connection(timeout=GATEWAY_TIMEOUT_SECONDS),
    ).send()


def send_sms(message: Any) -> None:
    """To the gateway of SMS_URL: a JSON post of {id, phone, text}; anything but a 2xx answer is a failure.

    The number of the message goes along, so that a gateway can drop what it has already sent.
    """
    text = f"【武侯区总工会】{full_text(message)}"
    body = json.dumps({"id": message.pk, "phone": message.address, "text": text})
    headers = {"Content-Type": "application/json", "Authorization": f"Bearer {settings.SMS_TOKEN}"}
    request = urllib.request.Request(settings.SMS_URL, data=body.encode(), headers=headers)
    with urllib.request.urlopen(request, timeout=GATEWAY_TIMEOUT_SECONDS):
        pass


CHANNELS = [
    Channel("email", "电子邮件", column("email"), send_email, lambda: bool(settings.EMAIL_URL)),
    Channel("sms", "短信", column("phone"), send_sms, lambda: bool(settings.SMS_URL)),
]


def labels() -> list[tuple[str, str]]:
    """Key and label of every channel; called by the model, so that a further one needs no migration."""
    return [(PORTAL, "站内消息"), *((channel.key, channel.label) for channel in CHANNELS)]


def any_configured() -> bool:
    """Whether anything leaves the portal at all."""
    return any(channel.configured() for channel in CHANNELS)


def reaching(person: object) -> list[tuple[Channel, str]]:
    """The channels that are set up and by which the person can be reached, each with the address."""
    found = [(channel, channel.address(person)) for channel in CHANNELS if channel.configured()]
    return [(channel, address) for channel, address in found if address]


def send(message: Any) -> None:
    """Hand the message to its channel; LookupError where the table no longer has it."""
    by_key = {channel.key: channel for channel in CHANNELS}
    by_key[message.channel].send(message)
