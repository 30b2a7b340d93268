"""The statement that the law asks for: dated, made from what the tests found, with what to do when something does not work."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from tests.pages.conftest import Opener, text
from ui import accessibility
from ui.accessibility import Finding, Keyboard, Limit, Record, Statement

PAGE = "toegankelijkheid.py"


@pytest.fixture
def found(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Let the tests have found something else."""

    def change(**parts: Any) -> None:
        changed = accessibility.record().model_copy(update=parts)
        monkeypatch.setattr(accessibility, "record", lambda: changed)

    return change


@pytest.fixture
def stated(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Let who runs the site have stated something else."""

    def change(**parts: Any) -> None:
        changed = accessibility.statement().model_copy(update=parts)
        monkeypatch.setattr(accessibility, "statement", lambda: changed)

    return change


def test_the_day_the_number_of_views_and_the_outcome_are_those_of_the_tests(
    opened: Opener, found: Callable[..., None]
) -> None:
    record = accessibility.record()
    said = text(opened(PAGE))
    assert f"**{len(record.states)} pagina's en toestanden**" in said
    assert f"**{record.views} keer**" in said
    assert "**geen fouten**" in said
    assert f"axe-core {record.axe}" in said
    fault = Finding(rule="image-alt", help="Images must have alternative text", view="kaart", element="<img>")
    stop = Keyboard(page="kaart", stops=9, nameless=("div",), unseen=(), caught=False)
    found(findings=(fault,), keyboard=(stop,), sideways=("trend",))
    said = text(opened(PAGE))
    assert "geen fouten" not in said
    assert "fouten tegen image-alt, 1 keer" in said
    assert "Niet alles heeft een naam of is goed te zien: kaart." in said
    assert "schuiven deze pagina's nog opzij: trend." in said


def test_a_status_is_not_better_than_what_was_done(opened: Opener) -> None:
    page = opened(PAGE)
    assert "Status C: eerste maatregelen genomen" in [h.value for h in page.header]
    assert "nog niet ondertekend" in text(page)
    assert "Mensen met een beperking hebben de site nog niet getest" in text(page)


def test_whom_to_tell_and_what_then(opened: Opener, stated: Callable[..., None]) -> None:
    said = text(opened(PAGE))
    assert "Laat het weten aan de provincie Drenthe" in said
    assert "[Nationale ombudsman](https://www.nationaleombudsman.nl)" in said
    stated(contact="https://voorbeeld.example/contact", register_entry="https://register.example/1")
    said = text(opened(PAGE))
    assert "](https://voorbeeld.example/contact)" in said
    assert "[register](https://register.example/1)" in said
    assert "nog niet ondertekend" not in said
    stated(contact="post@voorbeeld.example")
    assert "](mailto:post@voorbeeld.example)" in text(opened(PAGE))


def test_what_does_not_work_is_told_with_what_to_do_instead(opened: Opener) -> None:
    said = text(opened(PAGE))
    for limit in accessibility.statement().limits:
        assert limit.what in said
        assert limit.instead in said
        assert not limit.upstream or f"]({limit.upstream})" in said


@pytest.mark.parametrize("contact", ["javascript:alert(1)", "http://voorbeeld.example", "iemand", "a b@c.nl"])
def test_a_contact_is_an_address(contact: str) -> None:
    with pytest.raises(ValidationError):
        Statement(organisation="provincie", status="C", contact=contact, register=None, limits=())


def test_the_record_is_written_so_that_it_reads_back(tmp_path: Path) -> None:
    file = tmp_path / "accessibility.json"
    accessibility.write(accessibility.record(), file)
    assert Record.model_validate_json(file.read_text(encoding="utf-8")) == accessibility.record()


def test_a_limit_without_upstream_stands_too(opened: Opener, stated: Callable[..., None]) -> None:
    stated(limits=(Limit(what="Iets werkt niet.", instead="Doe iets anders."),))
    assert "- **Iets werkt niet.** Doe iets anders." in text(opened(PAGE))
