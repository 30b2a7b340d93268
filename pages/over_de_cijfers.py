"""Waar komt dit vandaan? Per indicator what it measures, of whom, who publishes it, how, and what we do not have."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from compare.edition import edition
from monitor import agenda, freshness
from monitor.catalogue import Indicator
from monitor.coverage import COLUMNS
from monitor.dutch import listing, population_text, years_text
from ui.choose import site
from ui.choose import url as choice
from ui.cijfers import about, method, report
from ui.data import catalogue, populations, with_figures
from ui.parts import explain, tables
from ui.parts.downloads import csv_button, excel_button, file_name, table_for_excel
from ui.parts.literal import literal, quoted
from ui.parts.screen import on_phone

LOOK_UP = "zoeken"
PARTS = {
    LOOK_UP: "Een cijfer opzoeken",
    "dekking": "Welke cijfers hebben we?",
    "bronnen": "Bronnen",
    "doelen": "Doelen",
    "jaarverslag": "Naast het jaarverslag",
    "vergelijken": "Hoe wij vergelijken",
    "monitor": "Over deze monitor",
}
ALL_THEMES = "alle"
FIRST = "Cijfer"


# Een cijfer opzoeken


def look_up() -> None:
    """Search, what was found, and the opened indicator; without a search an opened one stands alone."""
    themes = {ALL_THEMES: "Alle thema's", **{theme.id: theme.title for theme in catalogue().themes}}
    with choice.row():
        text = choice.search(
            "Zoek een cijfer", placeholder="bijvoorbeeld: armoede, roken, vertrouwen", width=380
        )
        theme = choice.pick(
            "Thema", choice.THEME, list(themes), ALL_THEMES, format_func=themes.__getitem__, width=240
        )
    opened = choice.chosen(choice.INDICATOR, list(catalogue().indicators), "", "het cijfer")
    found = about.search().find(text, None if theme == ALL_THEMES else theme)
    searching = bool(text) or theme != ALL_THEMES
    if searching or not opened:
        results(found, opened, text, searching)
    if opened:
        entry(catalogue()[opened])
        if not searching:
            st.button(
                f"Alle {len(found)} cijfers",
                key="alle_cijfers",
                icon=":material/list:",
                on_click=choice.choose,
                kwargs={choice.INDICATOR: None},
            )


def results(found: list[Indicator], opened: str, text: str, searching: bool) -> None:
    """What was found, or what was perhaps meant."""
    if found:
        st.markdown(
            f"{len(found)} {'cijfer' if len(found) == 1 else 'cijfers'}"
            f"{' gevonden' if searching else ''}. Klik op het vakje voor een rij voor de uitleg."
        )
        listing_table(found, opened)
        return
    meant = about.search().meant(text)
    st.info(
        f"Niets gevonden voor {quoted(text)}. Probeer een ander woord, of kies een thema.",
        icon=":material/search_off:",
    )
    if meant:
        st.button(f"Zoek op “{meant}”", key="bedoeld", on_click=choice.choose, kwargs={choice.SEARCH: meant})


def listing_table(found: list[Indicator], opened: str) -> None:
    """The indicators with their theme, years and smallest regions; a click opens one."""
    titles = {theme.id: theme.title for theme in catalogue().themes}
    there = about.years_and_regions()
    span = [there[indicator.id] for indicator in found]
    table = pd.DataFrame(
        {
            FIRST: [indicator.title for indicator in found],
            "Thema": [titles[indicator.theme] for indicator in found],
            "Jaren": [years for years, _ in span],
            "Tot op": [regions for _, regions in span],
        }
    )
    tables.choosing_table(
        table,
        [indicator.id for indicator in found],
        opened or None,
        lambda id: choice.choose(indicator=id),
        key=f"cijfers_{st.query_params.get(choice.SEARCH, '')}_{st.query_params.get(choice.THEME, '')}",
        alt="Lijst van cijfers; een klik op het vakje voor een rij opent de uitleg",
        height=tables.height(len(found), 7 if opened else 14),
        column_config={
            FIRST: st.column_config.TextColumn(width="large"),
            "Tot op": st.column_config.TextColumn(help="De kleinste gebieden waarvoor er cijfers zijn."),
        },
    )
    excel_button(
        lambda: table_for_excel(table, "Cijfers in de Sociale Monitor Drenthe"),
        "lijst-van-cijfers.csv",
        label="Deze lijst (CSV voor Excel)",
    )


def entry(indicator: Indicator) -> None:
    """All there is to know about one indicator."""
    theme = next(theme.title for theme in catalogue().themes if theme.id == indicator.theme)
    st.header(indicator.title)
    st.caption(f"{theme} · {about.in_unit(indicator)}")
    st.markdown(indicator.definition)
    take_along(indicator)
    meaning, origin = st.columns([3, 2], gap="large")
    with meaning:
        what_it_is(indicator)
    with origin:
        where_from(indicator)


def take_along(indicator: Indicator) -> None:
    """To the figures themselves: other pages, a file, the open data."""
    if not populations(indicator):
        explain.empty_state(indicator)
        return
    there = choice.carried(choice.PINNED, indicator=indicator.id)
    heading = f"{indicator.title}. {indicator.definition}"
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.page_link(site.pages()["kaart"], label="Op de kaart", icon=":material/map:", query_params=there)
        st.page_link(
            site.pages()["trend"], label="De trend", icon=":material/show_chart:", query_params=there
        )
        csv_button(
            edition().store.observations(indicator.id),
            heading,
            file_name(indicator, ending="csv"),
            label="Alle cijfers (CSV voor Excel)",
        )
        st.markdown(f"[Open data](./open-data/observations.csv?indicator={indicator.id})", width="content")


def bullets(title: str, lines: Sequence[str]) -> None:
    if lines:
        st.markdown(f"**{title}**\n\n" + "\n".join(f"- {line}" for line in lines))


def what_it_is(indicator: Indicator) -> None:
    """Of whom and when, how it was measured, how to read it, what is missing."""
    found = about.of(indicator)
    bullets("Over wie en welke jaren", found.years)
    method, meaning = about.METHODS[indicator.method]
    st.markdown(f"**Hoe is het gemeten?** {method}. {meaning}")
    explain.what_else_is_known(indicator)
    bullets("Zo leest u dit", indicator.how_to_read)
    bullets("Hier breekt de reeks", [literal(line) for line in found.breaks])
    if populations(indicator):
        bullets("Wat we niet hebben", [*found.gaps, *about.awaited(indicator)])


def where_from(indicator: Indicator) -> None:
    """Who publishes it under which licence, when more comes, and what the province uses it for."""
    origins = about.of(indicator).origins
    if origins:
        st.markdown("**Wie publiceert dit?**")
        for number, origin in enumerate(origins):
            with st.expander(
                literal(f"{origin.source.attribution} ({years_text(origin.years)})"), expanded=number == 0
            ):
                source_facts(origin, indicator)
    elif indicator.next_release:
        st.markdown(f"**Nieuwe cijfers.** {indicator.next_release}")
    bullets("Doelen van de Sociale Agenda", about.goal_lines(indicator))
    bullets("In het jaarverslag", [*about.chart_lines(indicator), *report.sentences(indicator)])
    related = [catalogue()[id] for id in indicator.see_also]
    if related:
        st.markdown("**Zie ook**")
        for other in related:
            st.page_link(
                site.pages()["cijfers"],
                label=other.title,
                query_params=choice.carried(choice.PINNED, indicator=other.id),
            )


def source_facts(origin: about.Origin, indicator: Indicator) -> None:
    """One source as lines: title, table, edition, of whom, licence, how fresh, and what to know of it."""
    source = origin.source
    title = linked(source.title, source.url)
    licence = linked(source.licence, source.licence_url)
    facts = [
        f"**{literal(source.publisher)}**: {title}",
        literal(
            f"Tabel {source.table}, uitgave {source.edition}" if source.table else f"Uitgave {source.edition}"
        ),
        literal(f"Over: {', '.join(population_text(p) for p in origin.populations)}"),
        f"Licentie: {licence}",
        literal(about.fresh(origin, indicator)),
    ]
    st.markdown("  \n".join(facts))
    notes = [note for note in (source.note, source.region_note) if note]
    if notes:
        st.caption(literal(" ".join(notes)))


def linked(text: str, url: object) -> str:
    """The text as a link, when there is an address."""
    if not url:
        return literal(text)
    address = str(url).replace("(", "%28").replace(")", "%29")
    return f"[{literal(text)}]({address})"


# Welke cijfers hebben we?


def which_figures() -> None:
    """One row per indicator and group: years, regions, source, what is missing."""
    table = about.whole_coverage()
    have = table[table["Jaren"] != ""]
    st.markdown(
        f"De monitor heeft cijfers voor **{have['Indicator'].nunique()} indicatoren**. Van "
        f"{table['Indicator'].nunique() - have['Indicator'].nunique()} andere staat hieronder waarom ze ontbreken. "
        "De aantallen gemeenten en wijken gaan over het nieuwste jaar."
    )
    st.dataframe(
        table,
        hide_index=True,
        height=600,
        placeholder="–",
        column_order=[column for column in COLUMNS if column != "Nieuwste jaar"],
        column_config={
            "Cijfer van Drenthe": st.column_config.TextColumn(width=285),
            "Cijfer van Nederland": st.column_config.TextColumn(width=285),
            "Wat ontbreekt": st.column_config.TextColumn(width="large"),
        },
        alt="Tabel: welke cijfers er zijn, per indicator en groep",
    )
    excel_button(
        lambda: table_for_excel(
            table, "Welke cijfers de Sociale Monitor Drenthe heeft, per indicator en groep"
        ),
        "welke-cijfers.csv",
        label="Deze tabel (CSV voor Excel)",
    )
    still_missing()


def still_missing() -> None:
    """The tables that have more than is shown, and whether that comes by itself."""
    waiting = about.coverage_awaited()
    if not waiting:
        return
    st.header("Wat nog ontbreekt")
    st.markdown(
        "Deze tabellen hebben meer dan u hier ziet. Wat een uitgever als open data geeft, haalt de monitor zelf op: de "
        "cijfers komen erin zodra de beheerder de monitor ververst en de uitgever bereikbaar is."
    )
    st.dataframe(
        pd.DataFrame(
            {
                "Bron": [one.source.attribution for one in waiting],
                "Wat er nog in staat": [
                    f"{str(one.source.awaited)[:1].upper()}{str(one.source.awaited)[1:]}" for one in waiting
                ],
                "Hoe komt dat erin?": [one.how for one in waiting],
                "Voor": [listing([i.short_title for i in one.indicators]) for one in waiting],
            }
        ),
        hide_index=True,
        height="content",
        column_config={
            "Wat er nog in staat": st.column_config.TextColumn(width="large"),
            "Voor": st.column_config.TextColumn(width="large"),
        },
        alt="Tabel: welke cijfers er nog niet zijn en hoe ze erin komen",
    )


# Bronnen


def sources() -> None:
    """Every source with its licence."""
    used = pd.Series([d.source for i in catalogue().indicators.values() for d in i.datasets])
    listed = [source for source in catalogue().sources.values() if source.id in set(used)]
    known = freshness.read()
    table = pd.DataFrame(
        {
            "Uitgever": [s.publisher for s in listed],
            "Wat": [s.title for s in listed],
            "Tabel": [s.table or "" for s in listed],
            "Uitgave": [s.edition for s in listed],
            "Licentie": [s.licence for s in listed],
            "Gepubliceerd": [known[s.id].published if s.id in known else None for s in listed],
            "Opgehaald": [(known[s.id].fetched if s.id in known else None) or s.accessed for s in listed],
            "Indicatoren": [int((used == s.id).sum()) for s in listed],
            "Adres": [str(s.url) if s.url else None for s in listed],
        }
    )
    st.markdown(
        "Bij elk cijfer staat waar het vandaan komt. Dit zijn alle bronnen. Bij de licentie CC BY 4.0 mag u de cijfers "
        "gebruiken en delen, als u de bron noemt."
    )
    st.dataframe(
        table,
        hide_index=True,
        height="content",
        placeholder="–",
        column_config={
            **dict.fromkeys(("Gepubliceerd", "Opgehaald"), st.column_config.DateColumn(format="DD-MM-YYYY")),
            "Adres": st.column_config.LinkColumn(display_text="naar de bron"),
            "Indicatoren": st.column_config.NumberColumn(help="Hoeveel indicatoren uit deze bron komen."),
        },
        alt="Tabel: alle bronnen met uitgever, uitgave en licentie",
    )
    st.caption("Grenzen op de kaart: Kadaster / Centraal Bureau voor de Statistiek (CC BY 4.0).")
    excel_button(
        lambda: table_for_excel(table, "De bronnen van de Sociale Monitor Drenthe"),
        "bronnen.csv",
        label="Deze tabel (CSV voor Excel)",
    )


# Doelen


def counted(there: int, missing: int) -> str:
    """ "8 indicatoren met cijfers, 2 zonder"."""
    if not there:
        return f"Nog geen cijfers, wel {missing} {'indicator' if missing == 1 else 'indicatoren'}"
    said = f"{there} {'indicator' if there == 1 else 'indicatoren'} met cijfers"
    return f"{said}, {missing} zonder" if missing else said


def goals() -> None:
    """The 12 goals in full, each with the figures that say something about it."""
    found = agenda.load()
    measured = {indicator.id for indicator in with_figures()}
    st.markdown(
        "De provincie heeft in de Sociale Agenda 2024-2029 twaalf doelen gesteld. Het jaarverslag zegt niet welk cijfer "
        "bij welk doel hoort. Deze indeling is van de monitor. Een cijfer laat zien hoe het gaat, niet of het beleid "
        "werkt."
    )
    for theme in catalogue().themes:
        of_theme = [goal for goal in found.goals if goal.theme == theme.id]
        if not of_theme:
            continue
        st.header(theme.title, anchor=theme.id)
        for goal in of_theme:
            about_goal = [i for i in catalogue().indicators.values() if goal.number in i.goals]
            there = sum(1 for i in about_goal if i.id in measured)
            st.markdown(f"**Doel {goal.number}.** {goal.text}")
            if about_goal:
                st.page_link(
                    site.pages()["cijfers"],
                    label=counted(there, len(about_goal) - there),
                    icon=":material/search:",
                    query_params=choice.carried(choice.PINNED, zoek=f"doel {goal.number}"),
                )
            else:
                st.caption("Voor dit doel hebben wij geen cijfer.")
    st.caption(f"Bron van de tekst: {found.goals_source}.")


# Naast het jaarverslag


def the_report() -> None:
    """Every figure of the annual report beside the monitor's, and its charts."""
    both, alone = report.both(), report.theirs_alone()
    st.markdown(
        f"Het jaarverslag van de Sociale Agenda over 2025 noemt {len(both) + len(alone)} cijfers. Van {len(both)} heeft de "
        "monitor ook een cijfer. Die staan hier naast elkaar, met waarom ze verschillen. Het verschil is het cijfer van "
        "de monitor min dat van het jaarverslag, en staat er alleen als beide over hetzelfde jaar gaan."
    )
    excel_button(
        lambda: table_for_excel(
            report.table(report.beside()), "Jaarverslag Sociale Agenda en monitor naast elkaar"
        ),
        "jaarverslag-en-monitor.csv",
        label="Alle cijfers van het jaarverslag (CSV voor Excel)",
    )
    st.header("Jaarverslag en monitor naast elkaar", anchor="naast-elkaar")
    for chapter, found in report.by_chapter(both).items():
        st.subheader(chapter, anchor=False)
        in_table_or_lines(report.side_by_side(found))
    st.header("Cijfers van het jaarverslag die de monitor niet heeft", anchor="niet-in-de-monitor")
    in_table_or_lines(report.without(alone))
    st.header("De 16 grafieken van het jaarverslag", anchor="grafieken")
    st.markdown(
        "Van de grafieken hebben wij alleen wat eronder staat en wat de tekst ernaast zegt, niet de waarden. Welk cijfer "
        "bij welke grafiek hoort, is daarom niet altijd zeker."
    )
    in_table_or_lines(report.charts())


def in_table_or_lines(table: pd.DataFrame) -> None:
    """A table of words, its index first; on a narrow screen a paragraph per row. The cells are Markdown."""
    if not on_phone():
        st.table(table, border="horizontal")
        return
    for row in table.reset_index().itertuples(index=False):
        first, *rest = row
        *short, last = [f"{title}: {cell}" for title, cell in zip(table.columns, rest, strict=True) if cell]
        st.markdown("  \n".join([f"**{first}**", " · ".join(short), last]))


# Hoe wij vergelijken


def comparing() -> None:
    """The rules behind every difference, and the sets of gemeenten one can compare with."""
    st.markdown(method.TEXT)
    st.markdown(
        "**De groepen gemeenten.** Een gemeente kan in meer groepen zitten, of in geen. Groepen veranderen."
    )
    st.dataframe(
        method.sets(),
        hide_index=True,
        height="content",
        column_config={"Gemeenten": st.column_config.TextColumn(width="large")},
        alt="Tabel: de groepen gemeenten waarmee u kunt vergelijken",
    )
    excel_button(
        lambda: table_for_excel(method.sets(), "De groepen gemeenten waarmee u kunt vergelijken"),
        "groepen-gemeenten.csv",
        label="Deze tabel (CSV voor Excel)",
    )


# Over deze monitor


def monitor() -> None:
    """What the monitor is and is not, how it calculates, and what to do about a mistake."""
    st.markdown(
        """
**Wat is dit?** De Sociale Monitor Drenthe laat zien hoe Drenthe ervoor staat op de vier thema's van de Sociale
Agenda 2024-2029: naoberschap, bestaanszekerheid, gezondheid, en inclusie en diversiteit. De cijfers komen van
bronnen die voor iedereen openbaar zijn, zoals het CBS en het RIVM. De monitor gebruikt geen gegevens van personen.

**Geen oordeel.** De monitor zegt meer, minder of gelijk. Of een verschil gunstig is, staat er alleen als de bron een
marge geeft en het verschil groter is dan die marge: zie Hoe wij vergelijken. Er is geen rapportcijfer voor een
gemeente en geen ranglijst over alle cijfers samen: elke gemeente staat er per onderwerp anders voor. Wie binnen
Drenthe laag of hoog staat, heeft niet vanzelf een probleem.

**Geen oorzaak.** Twee cijfers die samen op en neer gaan, zeggen niet dat het ene door het andere komt. De monitor
meet niet of beleid werkt.

**Eigen berekening.** Soms geeft de bron geen cijfer van Drenthe of van Nederland. Dan rekenen wij het uit: het
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
    st.markdown(
        "**Open data.** Alle cijfers en grenzen zijn vrij te gebruiken, ook door een computer: "
        "[bekijk de open data](./open-data/)."
    )


st.title("Waar komt dit vandaan?")
part = choice.pick(
    "Onderdeel",
    choice.PART,
    list(PARTS),
    LOOK_UP,
    format_func=PARTS.__getitem__,
    widget=st.segmented_control,
    required=True,
    wrap=True,
    label_visibility="collapsed",
)
{
    LOOK_UP: look_up,
    "dekking": which_figures,
    "bronnen": sources,
    "doelen": goals,
    "jaarverslag": the_report,
    "vergelijken": comparing,
    "monitor": monitor,
}[part]()
