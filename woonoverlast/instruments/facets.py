"""The words by which instruments and cases are told apart: the platform's taxonomy (published as SKOS).

Codes are stable and stand in open data; the texts are what a reader sees.
"""

NUISANCE = {
    "GEL": "Geluid",
    "DIE": "Dieren",
    "VER": "Vervuiling en verwaarlozing",
    "STA": "Stank en rook",
    "INT": "Intimidatie en agressie",
    "DIS": "Discriminatie en wegpesten",
    "DRU": "Drugs en alcohol",
    "VWG": "Onbegrepen gedrag",
    "BEZ": "Bezoek en aanloop",
    "JEU": "Jeugd en gezin",
    "GEB": "Oneigenlijk gebruik van de woning",
    "TUI": "Tuin en erfgrens",
    "GEM": "Gemeenschappelijke ruimte",
    "BUR": "Burenruzie",
    "OVE": "Iets anders",
}
HOUSING = {
    "social": "Sociale huur",
    "private": "Particuliere huur",
    "owner": "Koopwoning",
    "association": "Appartement met VvE",
    "room": "Kamer of studentenhuis",
    "shelter": "Opvang of beschermd wonen",
    "recreation": "Recreatiewoning",
    "caravan": "Woonwagen",
}
CAUSES = {
    "lifestyle": "Leefstijl of gewoonte",
    "conflict": "Ruzie tussen buren",
    "vulnerable": "Psychische kwetsbaarheid, verslaving of verstandelijke beperking",
    "family": "Problemen in het gezin",
    "building": "Gehorigheid of gebrek aan de woning",
    "crime": "Handel, teelt of andere misdaad",
    "untouchable": "Macht en angst: niemand durft te melden",
    "business": "Verdienen aan de woning",
    "unknown": "Nog niet bekend",
}
STEPS = {
    0: "Voorkomen",
    1: "Zelf of samen oplossen",
    2: "In gesprek",
    3: "Waarschuwen",
    4: "Gedragsaanwijzing",
    5: "Laatste kans of dwang",
    6: "Beëindigen",
    7: "Nazorg",
}
TRACKS = {"help": "Hulp", "pressure": "Drang", "both": "Hulp en drang"}
FIELDS_OF_LAW = {
    "none": "Geen rechtsgebied",
    "civil": "Civiel recht",
    "administrative": "Bestuursrecht",
    "criminal": "Strafrecht",
    "care": "Zorg en welzijn",
}
LOCAL_RULE = {
    "needed": "Alleen met een lokale regel",
    "helps": "Lokaal beleid is nodig of helpt",
    "no": "Geen lokale regel nodig",
}
EFFECTS = {"-": "averechts", "0": "geen", "+": "gunstig", "++": "sterk gunstig", "?": "onbekend"}
CERTAINTY = {
    0: "Idee of signaal",
    1: "Praktijkvoorbeeld op één plek",
    2: "Goed beschreven, op meer plekken",
    3: "Goed onderbouwd",
    4: "Eerste aanwijzingen voor effect",
    5: "Goede aanwijzingen voor effect",
    6: "Sterke aanwijzingen voor effect",
}
RELATIONS = {
    "strengthens": "Versterkt",
    "excludes": "Sluit uit",
    "confused": "Vaak verward met",
    "before": "Gaat meestal vooraf aan",
}
