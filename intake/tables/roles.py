"""What a heading or the name of a line says its values are: a region, a year, a group, a figure, nothing of use."""

from __future__ import annotations

import re

from intake.tables.cells import plain

#: The roles of columns with figures: the figure itself and the ends of its interval.
FIGURES = ("value", "lower", "upper")
#: Compared without case, accents, spaces and signs.
ROLES: dict[str, frozenset[str]] = {
    role: frozenset(words.split())
    for role, words in {
        "code": "code codes gebiedscode gebiedcode gemeentecode gemeentecodes gemeentenummer gemeentenr gmcode gemcode "
        "regiocode regiocodes statcode regioncode gwbcode cbscode geoitem codering regiocodegemeentewijkbuurtcode",
        "region": "gebied gebieden gebiedsnaam gemeente gemeenten gemeentenaam regio regios regionaam woongemeente "
        "naam name wijkenenbuurten gebiedcodeofnaam plaats plaatsnaam geoitemname geoname provincie provincies "
        "provincienaam region regions statnaam",
        "level": "soortregio soortgebied geolevel niveau level regiosoort regioniveau gebiedsniveau gebiedstype recs",
        "year": "jaar year periode perioden period periods peiljaar meetjaar verslagjaar jaartal datum date peildatum "
        "tijd time peilmoment kalenderjaar statistiekjaar",
        "group": "groep groepen population populatie leeftijd leeftijden leeftijdsgroep leeftijdsklasse leeftijdscategorie "
        "doelgroep risicogroep",
        "measure": "maat maten indicator indicatoren indicatorid indicatornaam onderwerp onderwerpen measure variabele "
        "maatofindicator topic",
        "value": "waarde waarden cijfer cijfers value values",
        "lower": "ondergrens lower ondergrens95 ondergrens95bi",
        "upper": "bovengrens upper bovengrens95 bovengrens95bi",
        "status": "status",
        "reason": "reden redenalsergeencijferis redengeencijfer redenontbreken missing waaromgeencijfer",
        "unit": "eenheid eenheden unit units",
        "ignored": "id nr volgnummer rijnummer sourcetable bron bronnen opmerking opmerkingen toelichting source coverage "
        "rang ranking url link licentie licence uitgever publisher bijgewerkt gegenereerd opgehaald download contact "
        "copyright colofon tabel tabelnummer geom geometry",
    }.items()
}
#: No heading that names a role is longer.
_LONGEST = 80
#: Beginnings of headings that hold regions whatever follows: "Regio van vertrek".
_REGION = re.compile(r"^(regiovan|gebiedvan|gemeentevan|woonplaats|regiocode|gemeentecode|gebiedscode)")
#: Ways in which tables split people: a column or line with such a name is never passed over.
_SPLITS = re.compile(
    r"^(geslacht|sekse|leeftijd|herkomst|migratie|nationaliteit|geboorteland|burgerlijke|opleiding|onderwijs"
    r"|inkomens(klasse|groep|bron|grens)|huishoud|gezins|kenmerk|soort|type|categorie|diagnose|doelgroep|groep|populatie"
    r"|persoonskenmerk|achtergrond|positiein|samenstelling|eigendom|woning|duur|klasse|delict|misdrijf)"
)


def role_of(heading: object) -> str | None:
    """Return what the values under a heading are, None where the heading is no known one."""
    if len(str(heading)) > _LONGEST:
        return None
    bare = plain(heading)
    if not bare:
        return None
    role = next((role for role, names in ROLES.items() if bare in names), None)
    if role is None and _REGION.match(bare):
        return "code" if "code" in bare else "region"
    return role


def splits_people(heading: object) -> bool:
    """True for a heading that may name a way to split people or things into groups: "Soort misdrijf"."""
    return bool(_SPLITS.match(plain(heading)))


def always_splits(heading: object) -> bool:
    """True for a heading that can be nothing but a way to split, also when numbers stand below it: "Geslacht"."""
    return plain(heading) in _PLAIN_SPLITS or role_of(heading) == "group"


def is_label(words: object) -> bool:
    """True for words that name what beside or below them stands, and say nothing themselves: "Perioden"."""
    return role_of(words) is not None or plain(words) in _PLAIN_SPLITS


#: Names of splits that stand alone; "Kenmerken van huishoudens" may be more than a name.
_PLAIN_SPLITS = frozenset(
    (
        "geslacht", "sekse", "herkomst", "migratieachtergrond", "nationaliteit", "burgerlijkestaat", "opleidingsniveau",
        "onderwijsniveau", "kenmerk", "kenmerken", "persoonskenmerken", "diagnose", "categorie", "marges", "soort", "type",
        # Of the year or the gemeente, and in numbers.
        "maand", "month", "kwartaal", "quarter", "week", "halfjaar", "seizoen", "dag", "postcode", "postcodes", "pc4", "pc6",
        "postcodegebied",
    )
)  # fmt: skip
