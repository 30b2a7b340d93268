"""Over deze monitor: what it is and is not, how it calculates, and what to do about a mistake."""

from __future__ import annotations

import streamlit as st

from monitor.province import PROVINCE_NAME, SITE
from ui.cijfers import privacy


def show() -> None:
    """What the monitor is and is not, how it calculates, and what to do about a mistake."""
    st.markdown(
        f"""
**Wat is dit?** De {SITE} laat zien hoe {PROVINCE_NAME} ervoor staat op de vier thema's van de Sociale
Agenda 2024-2029: naoberschap, bestaanszekerheid, gezondheid, en inclusie en diversiteit. De cijfers komen van
bronnen die voor iedereen openbaar zijn, zoals het CBS en het RIVM. De monitor gebruikt geen gegevens van personen.

**Geen oordeel.** De monitor zegt meer, minder of gelijk. Of een verschil gunstig is, staat er alleen als de bron een
marge geeft en het verschil groter is dan die marge: zie Hoe wij vergelijken. Er is geen rapportcijfer voor een
gemeente en geen ranglijst over alle cijfers samen: elke gemeente staat er per onderwerp anders voor. Wie binnen
{PROVINCE_NAME} laag of hoog staat, heeft niet vanzelf een probleem.

**Geen oorzaak.** Twee cijfers die samen op en neer gaan, zeggen niet dat het ene door het andere komt. De monitor
meet niet of beleid werkt.

**Eigen berekening.** Soms geeft de bron geen cijfer van {PROVINCE_NAME} of van Nederland. Dan rekenen wij het uit: het
gemiddelde van de gemeenten die een cijfer hebben, gewogen naar de mensen of huishoudens om wie het gaat. Een gemeente
met twee keer zoveel huishoudens telt bij een cijfer over huishoudens twee keer zo zwaar. Dat doen wij alleen als die
gemeenten samen ten minste 80% van die mensen of huishoudens hebben. Overal waar het cijfer staat, staat ook “eigen
berekening” en naar wie het is gewogen.

**Geen cijfer is geen nul.** Ontbreekt een cijfer, dan staat er “geen cijfer”. Wij vullen het niet in en trekken er
geen lijn doorheen. Vaak gaf een te kleine groep antwoord en laat de bron het cijfer daarom weg.

**Breuken.** Verandert een bron de vraag, de grens of het rekenmodel, dan zijn de jaren ervoor en erna niet te
vergelijken. Daar houdt de lijn op en begint een nieuwe.

**Ziet u een fout?** Geef het door aan de organisatie waarvan u deze website kent. Stuur het adres van de pagina mee,
en zeg welk cijfer u bedoelt. Staat hier iets anders dan bij de bron, dan verbeteren wij het. Klopt het cijfer van de
bron zelf niet, dan nemen wij de verbetering van de bron over.
        """
    )
    st.markdown(privacy.TEXT)
    st.markdown(
        "**Open data.** Alle cijfers en grenzen zijn vrij te gebruiken, ook door een computer: "
        "[bekijk de open data](./open-data/)."
    )
