"""What the reading of a file says, for who sits at the page: the same words, without the options of a command line."""

from __future__ import annotations

import re

from intake.tables.sheet_figures import Refusal

#: An option of the command line -> what there is on the page instead; the first that fits.
_ON_THE_PAGE = (
    (re.compile(r"gebruik het sjabloon: python -m loaders\.add .*?\.xlsx"), "gebruik het sjabloon hierboven"),
    (re.compile(r" Kies er een, bijvoorbeeld --option \"[^\"]*\""), " Kies er hieronder een, of houd er in het bestand een over"),
    (re.compile(r" Geef dan --option \"[^\"]*\" mee"), " Zet dat hieronder dan aan"),
    (re.compile(r"geef het mee: --year \d+"), "vul het hieronder in"),
    (re.compile(r"geef het mee met --year, of"), "vul het hieronder in, of"),
    (re.compile(r"is dat een maat van deze bron, geef dan mee welke: --measure \.\.\."), "zet het cijfer in een kolom met een eigen kop"),
    (re.compile(r"geef de maat mee als alleen de jaren of de eenheid erboven staan: --measure \.\.\."), "zet boven elke kolom met cijfers wat het is"),
    (re.compile(r" of geef --measure mee"), ""),
    (re.compile(r"geef --fractions mee"), "zet dat hieronder aan"),
    (re.compile(r" \(kolom 'groep' of --group\)"), ""),
    (re.compile(r" --group( \S+)?"), ""),
    (re.compile(r"met --option \"[^\"]*\""), "door in het bestand alleen die groep te laten staan"),
    (re.compile(r"--option \"[^\"]*\""), "alleen die groep in het bestand"),
    (re.compile(r" ?--\w+( \.\.\.)?"), ""),
    (re.compile(r"Kolommen die deze bron in de monitor niet vult:"), "Andere kolommen, niet gelezen:"),
    (re.compile(r"cijfers van deze bron"), "cijfers"),
    (re.compile(r"een maat van deze bron|geen maat van deze bron"), "een ander cijfer"),
    (re.compile(r"de hele groep van de indicator"), "iedereen om wie het cijfer gaat"),
    (re.compile(r"van de uitgever"), "van uw bron"),
)  # fmt: skip


def on_the_page(text: str) -> str:
    """A sentence of the reading as the page says it."""
    for wording, instead in _ON_THE_PAGE:
        text = wording.sub(instead, text)
    return text


def refusal(of: Refusal) -> str:
    """ "Rij 5 (Coeverden): 'Coeverden' is geen bekend gebied. Bedoelt u Coevorden?": one sentence, not Markdown."""
    what = f" ({of.what})" if of.what and f"'{of.what}'" not in of.why else ""
    why = on_the_page(of.why)
    end = "" if why.endswith(("?", ".")) else "."
    where = of.where[:1].upper() + of.where[1:]
    return f"{where}{what}: {why}{end}"
