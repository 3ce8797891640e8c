"""The gateways that come with the portal."""

import smtplib
from datetime import timedelta

import pytest
from django.core import mail

from portal.core import clock
from portal.notifications import gateways, sending
from portal.notifications.gateways import ConsoleEmail, ConsoleSms, GatewayError, SmtpEmail
from portal.notifications.models import SentMessage

pytestmark = pytest.mark.django_db


def test_the_settings_name_the_gateways(settings) -> None:
    settings.SMS_GATEWAY = "portal.notifications.gateways.ConsoleSms"
    settings.EMAIL_GATEWAY = "portal.notifications.gateways.SmtpEmail"
    assert isinstance(gateways.sms(), ConsoleSms)
    assert isinstance(gateways.email(), SmtpEmail)


def test_the_console_prints_and_the_demo_keeps_each_reference_once(settings, capsys) -> None:
    settings.DEMO = True
    for _ in range(2):
        ConsoleSms().send(to="138", text="您的验证码 1", kind="code", reference="r1")
    ConsoleEmail().send(to="a@b", subject="主题", text="正文", kind="notice")
    ConsoleEmail().send(to="a@b", subject="主题", text="正文", kind="notice")
    assert capsys.readouterr().out.splitlines() == [
        "[sms] 138: 您的验证码 1",
        "[email] a@b: 主题 | 正文",
        "[email] a@b: 主题 | 正文",
    ]
    assert SentMessage.objects.count() == 3


def test_outside_the_demo_nothing_is_kept_and_outside_development_nothing_is_printed(
    settings, capsys
) -> None:
    settings.DEMO, settings.DEBUG = False, True
    ConsoleSms().send(to="138", text="x", kind="code")
    assert capsys.readouterr().out and not SentMessage.objects.exists()
    settings.DEBUG = False
    with pytest.raises(GatewayError):
        ConsoleSms().send(to="138", text="x", kind="code")
    assert not capsys.readouterr().out


def test_what_the_demo_keeps_is_forgotten_after_two_days(settings) -> None:
    settings.DEMO = True
    ConsoleSms().send(to="138", text="old", kind="code")
    SentMessage.objects.update(sent_at=clock.now() - timedelta(days=3))
    ConsoleSms().send(to="138", text="new", kind="code")
    assert sending.prune() == 1
    assert SentMessage.objects.get().text == "new"


def test_mail_carries_its_reference_as_message_id(settings) -> None:
    settings.SITE_URL = "https://wushe.example:443/x"
    words = {"to": "a@b.example", "subject": "主题", "text": "正文", "kind": "notice"}
    SmtpEmail().send(**words, reference="notice-1-email")
    SmtpEmail().send(**words)
    first, second = mail.outbox
    assert first.extra_headers["Message-ID"] == "<notice-1-email@wushe.example>"
    assert (first.subject, first.body, first.to) == ("主题", "正文", ["a@b.example"])
    assert "Message-ID" not in second.extra_headers


def test_a_mail_server_that_is_away_is_a_gateway_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def away(self) -> int:
        raise smtplib.SMTPServerDisconnected("away")

    monkeypatch.setattr(mail.EmailMessage, "send", away)
    with pytest.raises(GatewayError, match="away"):
        SmtpEmail().send(to="a@b.example", subject="x", text="x", kind="notice")
