"""How the monitor compares, told to the reader: the rules of compare/ in plain words."""

from __future__ import annotations

import pandas as pd

from compare.rules.correlation import FEWEST as FEWEST_TOGETHER
from compare.rules.largest import MAX_AGE
from compare.rules.profile_row import FEWEST as FEWEST_IN_PLACE
from compare.rules.similar import METHOD
from compare.rules.uncertainty import ASKED
from monitor.aggregate import ENOUGH
from monitor.dutch import listing, number
from monitor.province import PROVINCE_NAME
from monitor.regions import groups, name

TEXT = f"""
**Verschil.** Een verschil rekenen wij uit met de afgeronde cijfers die u ziet, zodat u het kunt narekenen. Het is altijd
van hetzelfde jaar en over dezelfde groep mensen. Heeft een van de twee geen cijfer over dat jaar, dan nemen we het
nieuwste jaar dat ze allebei hebben, en zeggen dat erbij. Aantallen mensen vergelijken we niet met een andere plek: een
grotere plek heeft er vanzelf meer.

**Beter, slechter of geen marge bekend.** Cijfers uit een vragenlijst hebben een marge: had de bron andere mensen
gevraagd, dan was er een iets ander cijfer uitgekomen. Alleen als de bron die marge geeft, zeggen wij of een verschil
groter is dan toeval. De marge is die van 95% zekerheid. Hebben beide cijfers een marge, dan toetsen wij het verschil:
het telt als het groter is dan 1,96 keer de standaardfout van het verschil. Heeft alleen het ene cijfer een marge, dan
zijn de twee vergelijkbaar als het andere cijfer daarbinnen valt. Beter of slechter staat er alleen bij onderwerpen
waarvan vaststaat welke kant gunstig is; anders staat er hoger of lager. Geeft de bron geen marge, dan staat er “geen
marge bekend”: u ziet het verschil, zonder oordeel. Wij bedenken nooit zelf een marge.

**Pijl en kleur.** ▲ betekent dat het getal hoger is, ▼ lager. Dat zegt niet of het goed of slecht is. Alleen bij een
oordeel met een marge staat het woord beter of slechter erbij. Een kleur zegt van wie een cijfer is (oranje is uw gemeente)
of, op een kaart, hoe hoog het is: nooit of het goed is.

**Verandering.** Twee metingen vergelijken we alleen als ze uit dezelfde reeks komen. Verandert de bron de vraag, de
grens, de uitgave of het rekenmodel, dan staat er “niet te vergelijken”. Hoe een cijfer door de jaren liep, vertellen we
met de cijfers zelf: het eerste, het hoogste of laagste daartussen, en het laatste. We noemen het geen trend en we trekken
het niet door. Veel cijfers zijn schattingen met een rekenmodel, dat de jaren op elkaar laat lijken. Een toets op de richting
vindt dan te vaak iets wat er niet is. Alleen bij een vragenlijst met gepubliceerde marges toetsen we of twee jaren meer
verschillen dan toeval; bij een rekenmodel met marges staat er “niet te toetsen”.

**De grootste verschillen.** Welke verschillen we het eerst noemen, volgt uit één regel, overal dezelfde. We kijken naar de
belangrijkste cijfers van de Sociale Agenda, elk onderwerp één keer. Het verschil is van hetzelfde jaar en uit dezelfde
reeks, en niet ouder dan {MAX_AGE} jaar voor het nieuwste jaar in de monitor; wat ouder is, noemen we apart. De grootte is het
verschil, gedeeld door hoe ver gemeenten onderling uiteenlopen (de standaarddeviatie). Hoe onzekerder een cijfer is, hoe
meer er van die grootte af gaat: deze gaat keer spreiding² / (spreiding² + onzekerheid² van beide cijfers). Die onzekerheid
volgt uit de marge van de bron. Is die er niet, dan gebruiken we alleen hier, om te ordenen, een schatting uit het
percentage en de grootte van de groep. Bij vragenlijsten en rekenmodellen rekenen we dan met één op de {number(1 / ASKED)} mensen die
antwoord gaf, zoals bij de Gezondheidsmonitor 2024. Van 16 tot en met 25 jaar noemen we van een gemeente niets zonder marge.
Bij wat het meest veranderde telt de grootste van twee: de verandering over alle vergelijkbare jaren, of sinds de meting
ervoor. Een groot verschil is niet vanzelf goed of slecht.

**Gemeenten samen.** Van een provincie, een regio of een groep gemeenten rekenen wij zelf het gemiddelde uit, gewogen naar
de mensen of huishoudens om wie het gaat: een cijfer over huishoudens naar huishoudens, een cijfer over 65-plussers naar
65-plussers. Dat doen wij alleen als de gemeenten met een cijfer samen ten minste {number(ENOUGH * 100)}% van de inwoners of
huishoudens hebben om wie het gaat. Van een mediaan is zo geen gemiddelde te maken; dan vergelijken wij niet.

**Vergelijkbare gemeenten.** {METHOD}

**Plaats.** 1e is het hoogste cijfer van de gemeenten van {PROVINCE_NAME}. Gemeenten met hetzelfde cijfer delen een plaats. Hebben
minder dan {FEWEST_IN_PLACE} gemeenten een cijfer, dan noemen we geen plaats. Een plaats over alle onderwerpen samen bestaat hier niet.

**Aantal mensen.** Van een percentage zeggen we ongeveer hoeveel mensen of huishoudens het zijn, met niet meer dan twee
cijfers nauwkeurig. Telt de bron de mensen zelf, dan noemen we dat aantal. Van groepen die niet geteld zijn, zoals jongeren
van 16 tot en met 25 jaar, en van een gemiddelde van meer percentages zeggen we geen aantal.

**Samenhang.** Of twee cijfers samengaan, laten we zien met de correlatie over gemeenten: 1 of −1 is heel sterk, 0 is
geen samenhang. Dat doen we vanaf {FEWEST_TOGETHER} gemeenten. Hoe zeker zij is, staat erbij: met 95% zekerheid ligt zij tussen de twee
getallen (berekend met de methode van Fisher). Ligt 0 daartussen, dan kan de samenhang toeval zijn. Cijfers die voor een
deel over hetzelfde gaan, zoals eenzaam en ernstig eenzaam, zetten we niet tegen elkaar af. Komen twee cijfers uit één
rekenmodel of één vragenlijst, dan is een deel van de samenhang ingebouwd; dat staat er dan bij. Samenhang gaat over gemeenten en niet over mensen, en zegt niet dat het een
door het ander komt.
"""


def sets() -> pd.DataFrame:
    """The sets of gemeenten one can compare with: name, members, from when, source."""
    return pd.DataFrame(
        {
            "Groep": [group.title for group in groups()],
            "Gemeenten": [listing([name(code) for code in group.members]) for group in groups()],
            "Periode": [_period(group.first_year, group.last_year) for group in groups()],
            "Bron": [group.source for group in groups()],
        }
    )


def _period(first: int | None, last: int | None) -> str:
    if first is None:
        return ""
    return f"{first}-{last}" if last else f"sinds {first}"
