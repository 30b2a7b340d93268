"""A reader finds an indicator by the words that come to mind."""

from __future__ import annotations

import pytest

from monitor.catalogue import load
from monitor.search import Search, plain


@pytest.fixture(scope="module")
def search() -> Search:
    catalogue = load()
    return Search(catalogue, list(catalogue.indicators.values()))


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("moeite met rondkomen", "moeite_rondkomen"),
        ("MOEITE RONDKOMEN", "moeite_rondkomen"),
        ("ervaren gezondheid", "ervaren_gezondheid"),
        ("eenzaam", "eenzaam"),
    ],
)
def test_the_name_comes_first(search: Search, text: str, first: str) -> None:
    assert search.find(text)[0].id == first


def test_accents_and_capitals_do_not_matter(search: Search) -> None:
    assert plain("Financiële Zórgen!") == "financiele zorgen"
    assert search.find("enquête") == search.find("ENQUETE")


def test_a_word_is_found_inside_a_longer_one_and_a_number_only_by_itself(search: Search) -> None:
    assert "problematische_schulden" in {i.id for i in search.find("schuld")}
    assert all(1 in i.goals for i in search.find("doel 1"))
    assert all(12 in i.goals for i in search.find("doel 12"))


def test_the_table_and_publisher_are_searched_too(search: Search) -> None:
    assert "ervaren_gezondheid" in {i.id for i in search.find("50150ned")}
    assert search.find("50150") == search.find("50150NED")


def test_within_a_theme(search: Search) -> None:
    found = search.find("vertrouwen", theme="inclusie")
    assert found
    assert {i.theme for i in found} == {"inclusie"}


def test_no_word_finds_everything(search: Search) -> None:
    assert len(search.find("  ")) == len(load().indicators)


def test_a_typing_error_gets_a_suggestion(search: Search) -> None:
    assert search.find("armoedde") == []
    assert search.meant("armoedde") == "armoede"
    assert search.meant("xqzqx") is None
