"""What the person at the door added: for tables that do not say it themselves."""

from __future__ import annotations

from dataclasses import dataclass, field

from intake.tables.cells import plain

#: The name by which an option answers for words in a heading or a title that have no name of their own.
LOOSE = "kop"


@dataclass(frozen=True)
class Hints:
    """Answers to what a table leaves open, each None or empty where nothing was added."""

    year: int | None = None
    population: str | None = None
    measure: str | None = None
    #: Percentages stand in the file as 0.123.
    fractions: bool = False
    #: Name of a column, a line or an option of the reader -> the value that is meant; several separated by ``|``.
    options: dict[str, str] = field(default_factory=dict)

    def chosen(self, name: str) -> list[str] | None:
        """Return the values chosen for a column or line with this name, None where nobody chose."""
        given = next((value for key, value in self.options.items() if plain(key) == plain(name)), None)
        if given is None:
            for own, others in _OTHERWISE.items():
                if plain(name) in others and own in self.options:
                    given = self.options[own]
        return (
            None
            if given is None or plain(name) == "population"
            else [part.strip() for part in given.split("|")]
        )

    def accepts(self, words: str, name: str = LOOSE) -> bool:
        """True when somebody said that these words change nothing."""
        return any(plain(value) == plain(words) for value in self.chosen(name) or ())

    def chose(self, words: str) -> bool:
        """True when these words are the answer to any question: who chose Geslacht=Vrouwen knows that it is about vrouwen."""
        return any(
            plain(part) == plain(words) for value in self.options.values() for part in value.split("|")
        )


#: Names that files have for an option of a reader.
_OTHERWISE = {"group": {"groep", "risicogroep"}, "edition": {"editie"}}
