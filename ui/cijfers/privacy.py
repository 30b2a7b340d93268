"""What never comes out of a questionnaire: the protocol of loaders/panel, told to the reader (docs/panel.md has it in full)."""

from monitor.province import PROVINCE_NAME

TEXT = f"""
**Antwoorden van mensen blijven buiten de monitor.** Een panel of vragenlijst geeft een bestand met een rij per persoon. Dat
bestand komt nooit in de monitor. Op de computer van de onderzoeker maken wij er eerst percentages van, per gemeente en per
groep. Drie soorten percentages laten wij dan weg, met hun marge:

- **Te weinig mensen.** Minder dan 30 mensen gaven antwoord.
- **Bijna niemand, of bijna iedereen.** 1 tot en met 4 mensen gaven dit antwoord, of juist maar 1 tot en met 4 mensen gaven
  het niet. Wie hen kent, zou anders kunnen weten wat zij invulden.
- **Wat iemand zou kunnen uitrekenen.** Kent u het cijfer van {PROVINCE_NAME} en van alle gemeenten op één na, dan kunt u dat van de
  laatste uitrekenen. Daarom gaat er zo nodig een tweede cijfer weg. Zo ook bij leeftijdsgroepen naast het totaal, en bij antwoorden
  die samen 100% zijn.

**Wat betekent dat voor u?** Er staat dan “geen cijfer”, met de woorden “door de bron weggelaten: te weinig antwoorden”.
Dat is geen nul, en het zegt niet dat het cijfer hoog of laag is. Het staat ook bij een gemeente waar genoeg mensen antwoord
gaven, als dat cijfer weg is om een andere gemeente of groep te beschermen. Reken een weggelaten cijfer niet zelf bij. Kijk naar een grotere groep, naar {PROVINCE_NAME}
als geheel of naar een ander jaar.

Bij cijfers van andere bronnen, zoals het CBS en de GGD'en, beslist de bron zelf wat hij weglaat.
"""
