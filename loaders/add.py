"""The workbook door: ``python -m loaders.add file.xlsx --dataset SOURCE`` shows what a file says; ``--yes`` takes it in.

For figures that have no API. The file may be the template (``--template``), what the publisher gives (the source's
own reader knows it), or a table that somebody made. Nothing is written before a person has agreed.

Exit codes: 0 taken in, or nothing to change, or a template written; 1 the file cannot be read or nothing in it fits;
2 wrong call (no such source, no file); 3 only shown, nothing written; 4 taken in, but rows were refused; 5 agreed, but
not written: somebody else refreshed the figures meanwhile, or the disk refused. Run it again; 6 not written: the
figures are not plausible (the checks of loaders.refresh), and nobody said ``--despite-checks``.
"""

from __future__ import annotations

import argparse
import logging
import sys
from pathlib import Path

import yaml
from pydantic import ValidationError

from intake.tables.hints import Hints
from intake.tables.measures import Measures
from intake.tables.words import meaning
from loaders.refreshing.command import WORK, logged
from loaders.refreshing.kept import published
from loaders.workbook import template
from loaders.workbook.door import OBSERVATIONS, Have, look, take_in
from loaders.workbook.preview import doubted, preview
from monitor import snapshot
from monitor.catalogue import DATA, Catalogue, Source, load
from monitor.did_you_mean import did_you_mean
from monitor.errors import BuildError, SourceError, disk

log = logging.getLogger(__name__)

DONE, UNREADABLE, WRONG_CALL, ONLY_SHOWN, PARTLY, NOT_WRITTEN, IMPLAUSIBLE = range(7)
_ADD_ONE = (
    "Een nieuwe bron zet u eerst in data/catalogue/sources.yaml (uitgever, titel, editie, licentie, bronregel) en "
    "noemt u bij 'datasets' van een indicator in data/catalogue/themes/. Zie docs/sjabloon.md."
)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m loaders.add",
        description="Neem cijfers uit een bestand over. Zonder --yes ziet u alleen wat ervan begrepen is.",
        epilog="Afsluitcodes: 0 overgenomen of niets te doen, 1 niet te lezen, 2 verkeerde aanroep, "
        "3 alleen getoond, 4 overgenomen maar niet alle rijen, 5 niet geschreven: probeer opnieuw, 6 niet aannemelijk en niet geschreven.",
    )
    parser.add_argument("files", nargs="*", type=Path, metavar="bestand", help="xlsx, xls, ods of csv")
    parser.add_argument(
        "--dataset", required=True, metavar="BRON", help="sleutel in data/catalogue/sources.yaml"
    )
    parser.add_argument("--data", type=Path, default=DATA, help="map met observations/ en catalogue/ (data)")
    parser.add_argument("--yes", action="store_true", help="neem over wat begrepen is")
    parser.add_argument(
        "--template", type=Path, metavar="UIT", help="schrijf een leeg sjabloon (xlsx of csv)"
    )
    parser.add_argument("--sheet", help="lees dit blad; anders het eerste zichtbare blad met een tabel")
    parser.add_argument("--measure", help="de maat, als die niet in het bestand staat")
    parser.add_argument("--group", help="de groep (18+, huishoudens ...), als die niet in het bestand staat")
    parser.add_argument("--year", type=int, help="het jaar, als dat niet in het bestand staat")
    parser.add_argument("--fractions", action="store_true", help="procenten staan als 0,123 in het bestand")
    parser.add_argument(
        "--option",
        action="append",
        default=[],
        metavar="NAAM=WAARDE",
        help="een optie van de lezer van deze bron",
    )
    parser.add_argument(
        "--despite-checks",
        action="store_true",
        help="neem over, ook als de cijfers niet aannemelijk zijn; dat komt in het logboek",
    )
    parser.add_argument("--all", action="store_true", help="toon elke wijziging en elke geweigerde rij")
    return parser


def main(arguments: list[str] | None = None) -> int:
    """Show what the files say, and with agreement write it; the exit codes are those of the module."""
    given = _parser().parse_args(arguments)
    with logged(given.data / WORK / "add.log", "loaders"):
        try:
            return _run(given)
        except OSError as error:
            log.exception("the disk refuses")
            return _say(f"Er is niets geschreven: {disk(error)}.", NOT_WRITTEN)
        except Exception:
            log.exception("an unexpected failure with %s", given.files)
            return _say(
                f"Er ging iets mis dat niet had gemogen; er is niets geschreven. Waarom staat in {given.data / WORK}/add.log.",
                UNREADABLE,
            )


def _run(given: argparse.Namespace) -> int:
    folder = given.data / "catalogue"
    try:
        catalogue = load(folder if folder.is_dir() else DATA / "catalogue")
    except (ValidationError, FileNotFoundError, KeyError, yaml.YAMLError) as error:
        return _say(f"De catalogus in {folder} is niet te lezen.\n{error}", WRONG_CALL)
    source = catalogue.sources.get(given.dataset)
    if source is None:
        return _say(_unknown(given.dataset, catalogue), WRONG_CALL)
    measures = Measures(catalogue, source)
    if not len(measures):
        return _say(
            f"De bron {source.id} vult nog geen indicator. Noem hem bij 'datasets' van een indicator in "
            "data/catalogue/themes/. Zie docs/sjabloon.md.",
            WRONG_CALL,
        )
    wrong = [option for option in given.option if "=" not in option]
    if wrong:
        return _say(f"Een optie heeft de vorm naam=waarde; dit is '{wrong[0]}'.", WRONG_CALL)
    if given.measure and meaning(given.measure, measures).measure is None:
        known = ", ".join(f"'{name}'" for name in measures)
        return _say(
            f"De maat '{given.measure}' is er niet bij deze bron.{measures.near(given.measure)} Kies uit: {known}.",
            WRONG_CALL,
        )
    if given.template:
        return _template(given.template, source, measures)
    if not given.files:
        return _say("Geef een bestand mee, of maak een sjabloon met --template sjabloon.xlsx.", WRONG_CALL)
    hints = Hints(
        given.year,
        given.group,
        given.measure,
        given.fractions,
        dict(option.split("=", 1) for option in given.option),
    )
    return _add(given, catalogue, source, hints)


def _add(given: argparse.Namespace, catalogue: Catalogue, source: Source, hints: Hints) -> int:
    try:
        now, version = snapshot.read_version(given.data / OBSERVATIONS)
        have = Have(now, lambda: published(now, catalogue), version)
        seen = look(given.files, source, catalogue, have, hints, sheet=given.sheet)
    except SourceError as error:
        return _say(f"Dit bestand is niet te lezen.\n{error}", UNREADABLE)
    print(preview(seen, catalogue, everything=given.all))
    refused = len(seen.refused)
    if seen.nothing_fits:
        return _say("\nEr is niets overgenomen: geen enkel cijfer past in de monitor.", UNREADABLE)
    if seen.nothing_new:
        print("\nEr is niets te doen: al deze cijfers staan al zo in de monitor.")
        return PARTLY if refused else DONE
    if seen.findings:
        print(doubted(seen.findings))
    if seen.implausible and not given.despite_checks:
        return _say(
            "\nEr is niets geschreven: deze cijfers zijn niet aannemelijk. Kijk het bestand na. Kloppen ze toch? Geef "
            "dan --despite-checks mee; dat komt in het logboek.",
            IMPLAUSIBLE,
        )
    if not (given.yes or _agreed()):
        print("\nEr is nog niets geschreven. Overnemen doet u met dezelfde opdracht en --yes erachter.")
        return ONLY_SHOWN
    observations = given.data / OBSERVATIONS
    try:
        take_in(seen, catalogue, given.data)
    except BuildError as error:
        return _say(f"\nEr is niets geschreven: de cijfers zouden niet kloppen.\n{error}", UNREADABLE)
    except snapshot.ChangedMeanwhileError:
        return _say(
            "\nEr is niets geschreven: intussen heeft iemand anders de cijfers ververst. Probeer het opnieuw.",
            NOT_WRITTEN,
        )
    except OSError as error:
        log.exception("writing %s failed", observations)
        return _say(
            f"\nEr is niets geschreven: {observations} is niet te beschrijven: {disk(error)}.",
            NOT_WRITTEN,
        )
    fitted = seen.fitted
    print(
        f"\nOvergenomen in {observations}: {fitted.new} nieuw, {len(fitted.changed)} gewijzigd, {fitted.same} gelijk gebleven."
        + (f" Niet overgenomen: {refused} (zie hierboven)." if refused else "")
    )
    return PARTLY if refused else DONE


def _agreed() -> bool:
    """Ask on a terminal; anything else than a typed "ja" is no."""
    if not sys.stdin.isatty():
        return False
    try:
        return input("\nOvernemen? Typ ja en Enter; iets anders stopt. ").strip().casefold() == "ja"
    except EOFError:
        return False


def _template(file: Path, source: Source, measures: Measures) -> int:
    try:
        rows = template.write(file, source, measures)
    except SourceError as error:
        return _say(f"Het sjabloon is niet geschreven.\n{error}", WRONG_CALL)
    except OSError as error:
        log.exception("writing %s failed", file)
        return _say(f"Het sjabloon is niet geschreven: {disk(error)}.", WRONG_CALL)
    print(f"Sjabloon voor {source.id} geschreven: {file}, {rows} rijen om in te vullen.")
    return DONE


def _unknown(id: str, catalogue: Catalogue) -> str:
    used = sorted({d.source for i in catalogue.indicators.values() for d in i.datasets})
    meant = did_you_mean(id, used)
    hint = f" Bedoelt u {' of '.join(meant)}?" if meant else ""
    known = "\n".join(f"  {name:<36}{catalogue.sources[name].title}" for name in used)
    return f"De bron '{id}' staat niet in de catalogus.{hint}\nBekend zijn:\n{known}\n{_ADD_ONE}"


def _say(words: str, code: int) -> int:
    print(words, file=sys.stderr)
    return code


if __name__ == "__main__":
    sys.exit(main())
