"""The parts of the statement of accessibility, on the page."""

from __future__ import annotations

import streamlit as st

from monitor.dutch import listing, number
from monitor.freshness import in_words
from monitor.province import SITE
from ui import accessibility
from ui.accessibility import Keyboard, Limit, Record, Statement
from ui.parts.literal import literal

WHAT_WORKS = """
- Elke keuze kunt u maken met alleen het toetsenbord. Achter de kaart staat een lijst van gemeenten, die zichtbaar wordt als u
  er met de Tab-toets komt; met de pijltjestoetsen kiest u een gemeente.
- Elke grafiek en elke kaart heeft een beschrijving voor wie de pagina laat voorlezen, en dezelfde cijfers in een tabel.
- Niets wordt met kleur alleen verteld: er staat altijd een woord, een getal of een vorm bij.
- U kunt de pagina's tot 400% vergroten.
- Vraagt uw apparaat om donkere kleuren, om hoog contrast of om minder beweging, dan doet deze site dat.
- Kan uw browser de kaart niet tekenen, dan krijgt u dezelfde kaart als tekening.
"""


def who(statement: Statement) -> None:
    """Which site and which law, and how far it is."""
    name, meaning = accessibility.STATUSES[statement.status]
    st.markdown(
        f"De {literal(statement.organisation)} wil dat iedereen deze site kan gebruiken, ook wie minder goed ziet, hoort, "
        "beweegt of leest. Het Besluit digitale toegankelijkheid overheid verplicht dat ook. De eisen staan in de Europese "
        "norm EN 301 549, en voor websites in WCAG 2.1, niveau A en AA. Deze verklaring gaat over alle pagina's van de "
        f"{SITE}."
    )
    st.header(f"Status {statement.status}: {name}", anchor=False)
    st.markdown(meaning)
    if statement.register_entry:
        st.markdown(f"De ondertekende verklaring staat in het [register]({statement.register_entry}).")
    else:
        st.markdown(
            "Deze verklaring is nog niet ondertekend en staat nog niet in het landelijke register van "
            "toegankelijkheidsverklaringen."
        )


def works() -> None:
    """What works, for whom."""
    st.header("Wat werkt er?", anchor=False)
    st.markdown(WHAT_WORKS)


def tested(record: Record) -> None:
    """What was tested, with what, and what came out."""
    st.header("Wat is er getest?", anchor=False)
    small, *_, wide = sorted(record.sizes)
    st.markdown(
        f"Op **{in_words(record.tested)}** keek een testprogramma (axe-core {record.axe}) naar "
        f"**{len(record.states)} pagina's en toestanden** van pagina's, op schermen van {small} tot {number(wide)} pixels breed "
        f"en in lichte en donkere kleuren: samen **{record.views} keer**. Het toetste {record.rules} regels. "
        f"{_outcome(record)}"
    )
    st.markdown(
        f"Met alleen de Tab-toets liep het ook over **{len(record.keyboard)} pagina's**. {_walked(record.keyboard)}"
    )
    if record.sideways:
        st.markdown(
            f"Bij 400% vergroten schuiven deze pagina's nog opzij: {literal(listing(list(record.sideways)))}."
        )
    else:
        st.markdown("Bij 400% vergroten past elke pagina in de breedte.")
    st.caption(
        "Een testprogramma vindt niet alles: het ziet of een beschrijving er is, niet of die klopt. Mensen met een beperking "
        f"hebben de site nog niet getest. Browser: {literal(record.browser)}."
    )


def _outcome(record: Record) -> str:
    """What axe-core found, in a sentence."""
    if not record.findings:
        return "Het vond **geen fouten**."
    rules = sorted({finding.rule for finding in record.findings})
    views = len({finding.view for finding in record.findings})
    return f"Het vond fouten tegen {literal(listing(rules))}, {views} keer."


def _walked(pages: tuple[Keyboard, ...]) -> str:
    """What the walk with the keyboard found, in a sentence."""
    wrong = [page.page for page in pages if not page.fine]
    if not wrong:
        return "Overal is te zien waar u bent, alles heeft een naam, en nergens komt u vast te zitten."
    return f"Niet alles heeft een naam of is goed te zien: {literal(listing(wrong))}."


def known(limits: tuple[Limit, ...]) -> None:
    """What does not work for everyone, what to do instead, and where its maker knows of it."""
    st.header("Wat werkt nog niet voor iedereen?", anchor=False)
    if not limits:
        st.markdown("Er zijn geen beperkingen bekend.")
        return
    lines = []
    for limit in limits:
        source = f" [Gemeld bij de maker van de software]({limit.upstream})." if limit.upstream else ""
        lines.append(f"- **{literal(limit.what)}** {literal(limit.instead)}{source}")
    st.markdown("\n".join(lines))


def complain(statement: Statement) -> None:
    """Whom to tell, and what to do when that does not help."""
    st.header("Werkt er iets niet voor u?", anchor=False)
    where = (
        f"via {_contact(statement.contact)}"
        if statement.contact
        else "via de contactgegevens op de website van de organisatie"
    )
    st.markdown(
        f"Laat het weten aan de {literal(statement.organisation)}, {where}. Schrijf welke pagina het is (stuur het adres mee), wat "
        "er niet lukt, en welke hulpmiddelen u gebruikt. Vraag gerust de cijfers op een andere manier: als tabel in een "
        "bestand, in grote letters of voorgelezen.\n\n"
        "Helpt dat niet, of krijgt u geen antwoord? Dan kunt u een klacht indienen bij dezelfde organisatie. Bent u het niet "
        "eens met wat er met uw klacht is gedaan, dan kunt u naar de [Nationale ombudsman](https://www.nationaleombudsman.nl)."
    )


def _contact(address: str) -> str:
    """The address as a link."""
    target = address if address.startswith("https://") else f"mailto:{address}"
    return f"[{literal(address)}]({target})"
