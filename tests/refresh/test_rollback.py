"""The snapshot before the last one can be put back, and forward again, with what was known of it."""

from __future__ import annotations

from datetime import datetime

from monitor import freshness
from tests.refresh.conftest import Place, poor, raw


def refreshed_twice(place: Place) -> tuple[dict[str, bytes], dict[str, bytes]]:
    place.refresh()
    first = place.contents()
    place.moment = datetime(2026, 12, 1, 6, 0)
    place.publisher.tables["ARMOEDE"] = raw("arm", "", {2023: [v + 0.1 for v in poor()["value"]]})
    place.refresh()
    return first, place.contents()


def test_back_and_forward(place: Place) -> None:
    first, second = refreshed_twice(place)
    assert first != second
    assert place.refresh("--rollback") == 0
    assert place.contents() == first
    assert freshness.read(place.data)["ARMOEDE"].fetched == datetime(2026, 11, 21).date()
    assert "Armoede: 13 herziene waarden" in place.said
    assert place.refresh("--rollback") == 0
    assert place.contents() == second
    assert freshness.read(place.data)["ARMOEDE"].fetched == datetime(2026, 12, 1).date()
    assert place.changelog().count("De vorige stand is teruggezet") == 2


def test_without_a_previous_one_it_says_so(place: Place) -> None:
    assert place.refresh("--rollback") == 4
    assert "Er is geen vorige stand" in place.said
    place.refresh()
    assert place.refresh("--rollback") == 4
    assert place.values("armoede") == {2023: 3.8}


def test_a_refresh_that_changes_nothing_keeps_what_can_be_put_back(place: Place) -> None:
    first, second = refreshed_twice(place)
    assert place.refresh() == 0
    assert place.contents() == second
    place.refresh("--rollback")
    assert place.contents() == first
