"""Which sites may hold a view of ours in a frame: those that who runs the server named, and no others."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from server.security import FRAMES, content_security_policy, frames


@pytest.fixture(autouse=True)
def _read_anew() -> Iterator[None]:
    for cache in (frames, content_security_policy):
        cache.cache_clear()
    yield
    for cache in (frames, content_security_policy):
        cache.cache_clear()


def ancestors() -> str:
    return next(part for part in content_security_policy().split("; ") if part.startswith("frame-ancestors"))


def test_without_the_setting_only_ourselves(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(FRAMES, raising=False)
    assert ancestors() == "frame-ancestors 'self'"


def test_the_sites_that_were_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(FRAMES, "https://www.provincie.drenthe.nl  https://*.drenthe.nl http://127.0.0.1:8000")
    assert ancestors() == (
        "frame-ancestors 'self' https://www.provincie.drenthe.nl https://*.drenthe.nl http://127.0.0.1:8000"
    )


@pytest.mark.parametrize(
    "wrong",
    [
        "*",
        "drenthe.nl",
        "https://drenthe.nl/pagina",
        "https://a.nl;script-src",
        "'none'",
        "https:",
        "https://*",
        "data:",
    ],
)
def test_what_is_no_site_opens_nothing(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, wrong: str
) -> None:
    monkeypatch.setenv(FRAMES, f"{wrong} https://drenthe.nl")
    assert ancestors() == "frame-ancestors 'self' https://drenthe.nl"
    assert "is no site" in caplog.text
