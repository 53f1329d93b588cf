"""What fictional members are and write: job titles, names of organisations and what people look for."""

from typing import NamedTuple

from woonoverlast.people.models import Discipline


class Kind(NamedTuple):
    """One kind of organisation in the demonstration: how many, how big, how they are called and who works there."""

    number: int
    size: int
    fronts: list[str]
    backs: list[str]
    job_titles: list[str]
    expertise: list[str]


ALWAYS_USEFUL = ["geluid", "burenconflict", "casusoverleg", "privacy-en-gegevensdeling", "onbegrepen-gedrag"]

KINDS = {
    Discipline.MUNICIPALITY: Kind(
        90,
        6,
        [],
        [],
        [
            "Adviseur openbare orde en veiligheid",
            "Beleidsmedewerker wonen",
            "Regisseur woonoverlast",
            "Medewerker meldpunt",
            "Jurist openbare orde",
            "Procesregisseur zorg en veiligheid",
            "Wijkregisseur",
            "Toezichthouder bouwen en wonen",
            "Beleidsadviseur sociaal domein",
            "Casusregisseur",
            "Handhavingsjurist",
        ],
        ["regie", "gedragsaanwijzing-151d", "bestuurlijke-handhaving", "plan-van-aanpak", "meldpunt", "convenant"],
    ),
    Discipline.HOUSING: Kind(
        66,
        5,
        ["Woonstichting", "Woningstichting", "Woningbouwvereniging", "Wooncorporatie"],
        [
            "Lindenhoek",
            "De Goede Drempel",
            "Dakenrijk",
            "Onder de Pannen",
            "Havenzicht",
            "Vier Seizoenen",
            "De Voordeur",
            "Het Gouden Dak",
            "Polderhuis",
            "Kastanjeplein",
            "Ons Portiek",
            "Veldkant",
            "De Kade",
            "Singelwonen",
            "Buurthof",
            "Zonnehoek",
            "De Trekvaart",
        ],
        [
            "Woonconsulent",
            "Consulent leefbaarheid",
            "Medewerker zorg en overlast",
            "Sociaal beheerder",
            "Jurist huurrecht",
            "Teamleider wijkbeheer",
            "Wijkbeheerder",
            "Adviseur leefbaarheid",
        ],
        ["dossieropbouw", "gedragsaanwijzing-huur", "laatste-kans", "ontbinding-en-ontruiming", "gespreksvoering"],
    ),
    Discipline.POLICE: Kind(
        20,
        8,
        ["Politie basisteam"],
        [
            "Rivierwijken",
            "Duinrand",
            "Veenpolders",
            "Stadshart-Oost",
            "De Driehoek",
            "Heuvelrand",
            "Zuidflank",
            "Merengebied",
            "Oude Haven",
            "Noordrand",
        ],
        ["Wijkagent", "Operationeel specialist", "Teamchef", "Wijkagent zorg en veiligheid", "Medewerker intake"],
        ["intimidatie-en-agressie", "drugs-en-alcohol", "dossieropbouw", "jeugd-en-gezin"],
    ),
    Discipline.GGD: Kind(
        12,
        6,
        ["GGD"],
        ["Duin en Polder", "Rivierenstreek", "Hoge Gronden", "Waterkant", "Zandstreek", "Kustregio"],
        ["Sociaal verpleegkundige", "Medewerker bemoeizorg", "Inspecteur hygiëne", "Coördinator meldpunt zorg"],
        ["bemoeizorg", "vervuiling-en-verwaarlozing", "zorgmachtiging"],
    ),
    Discipline.MEDIATION: Kind(
        30,
        4,
        ["Buurtbemiddeling", "Stichting Buurtbemiddeling"],
        ["Samen Wonen", "De Brug", "Over de Heg", "Goede Buren", "Het Gesprek", "Naast Elkaar", "De Schutting"],
        ["Coördinator buurtbemiddeling", "Bemiddelaar", "Trainer bemiddelaars", "Medewerker intake"],
        ["buurtbemiddeling", "gespreksvoering", "tuin-en-erfgrens"],
    ),
    Discipline.SOCIAL_WORK: Kind(
        20,
        5,
        ["Welzijn", "Maatschappelijk Werk", "Wijkteam"],
        ["De Schakel", "Noorderlicht", "Meedoen", "Dichtbij", "Oosterpoort-Zuid", "Het Kompas", "Binnenste Buiten"],
        ["Maatschappelijk werker", "Wijkteammedewerker", "Gezinscoach", "Opbouwwerker", "Teamleider"],
        ["jeugd-en-gezin", "bemoeizorg", "gespreksvoering", "nazorg"],
    ),
    Discipline.GGZ: Kind(
        20,
        4,
        ["GGZ", "Zorggroep", "Verslavingszorg"],
        ["De Wissel", "Luwte", "Nieuwe Oever", "Stadsrand", "De Haven", "Horizon-West"],
        ["Casemanager", "Sociaal psychiatrisch verpleegkundige", "Ambulant begeleider", "Woonbegeleider"],
        ["zorgmachtiging", "woonbegeleiding", "skaeve-huse", "bemoeizorg"],
    ),
    Discipline.SOCIAL_AFFAIRS: Kind(
        12,
        4,
        ["Sociale Dienst", "Werk en Inkomen"],
        ["Vijf Gemeenten", "De Meent", "Rivierstreek", "Zandgronden", "De Vaart", "Kempenrand"],
        ["Klantmanager", "Schuldhulpverlener", "Consulent Wmo", "Kwaliteitsmedewerker"],
        ["jeugd-en-gezin", "vervuiling-en-verwaarlozing", "woonbegeleiding"],
    ),
    Discipline.ANTI_DISCRIMINATION: Kind(
        8,
        3,
        ["Meldpunt Discriminatie", "Bureau Gelijke Behandeling"],
        ["Gelijk Oversteken", "Iedereen Thuis", "Hetzelfde Recht", "Waterland-Zuid"],
        ["Klachtbehandelaar", "Consulent discriminatiezaken", "Directeur"],
        ["discriminatie-en-wegpesten", "gespreksvoering"],
    ),
    Discipline.OWNERS: Kind(
        20,
        2,
        ["VvE", "VvE-beheer", "Vereniging van Eigenaars"],
        [
            "Parkflat Zonneweide",
            "De Sleutel",
            "Residentie Watertoren",
            "Het Binnenhof van Oost",
            "Torenflat",
            "Ruyterpoort",
            "De Galerij",
        ],
        ["Bestuurslid VvE", "VvE-beheerder", "Voorzitter VvE"],
        ["vve", "gemeenschappelijke-ruimte", "particuliere-huur"],
    ),
    Discipline.OTHER: Kind(
        8,
        3,
        ["Zorg- en Veiligheidshuis", "Huurdersvereniging", "Onderzoeksbureau"],
        ["Kruispunt", "Ons Belang-Zuid", "Feit en Cijfer", "De Wachttoren"],
        ["Procesregisseur", "Onderzoeker", "Adviseur", "Bestuurslid"],
        ["monitoring-en-evaluatie", "casusoverleg", "regie"],
    ),
}

LOOKING_FOR = [
    "Ik zoek collega's die ervaring hebben met {subject}. Een uurtje bellen helpt mij al.",
    "Wie heeft een goed voorbeeld van afspraken over {subject}?",
    "Wij beginnen net met {subject}. Ik hoor graag wat bij jullie werkte, en ook wat niet.",
    "Ik wil graag meekijken bij een gemeente die verder is met {subject}.",
    "Ik loop vast op {subject}, vooral als er ook zorg nodig is. Wie denkt mee?",
    "Een brief of model over {subject} dat ik mag gebruiken.",
    "Ik zoek cijfers over {subject}, om het gesprek met het bestuur te voeren.",
    "Een training voor ons team over {subject}.",
    "Contact met een gemeente van dezelfde grootte. Wij willen samen optrekken bij {subject}.",
    "Ervaringen van politie én corporatie met {subject}. Wie deed wat, en wanneer?",
    "Hoe houden jullie {subject} vol als er weinig mensen voor zijn?",
    "Ik help graag anderen met {subject}. Zelf zoek ik voorbeelden van goede nazorg.",
]

MOTIVATIONS = [
    "Ik ben sinds kort het aanspreekpunt voor woonoverlast en wil leren van anderen.",
    "Mijn collega vertelde over het platform. Wij hebben veel vragen over dossieropbouw.",
    "Wij willen een plan van aanpak maken en zoeken voorbeelden.",
    "Ik werk met een privéadres omdat onze organisatie net een nieuwe naam heeft.",
    "Ik neem het werk over van een collega die met pensioen gaat.",
    "",
]

REFUSALS = [
    "Het platform is er voor professionals. Voor jouw eigen situatie kun je terecht bij het meldpunt van je gemeente.",
    "Wij konden niet nagaan dat je bij deze organisatie werkt. Meld je opnieuw aan met je werkadres.",
    "Dit is een algemeen postvak. Meld je aan met je eigen werkadres.",
]

DEPARTURE_NOTES = [
    "Werkt sinds deze zomer ergens anders.",
    "Mail komt terug met een bericht dat zij hier niet meer werkt.",
    "Is met pensioen.",
    "",
]
