"""Dutch words as the index keeps them: without accents, stemmed, and compounds also as their parts.

PostgreSQL's own configuration leaves archief and archieven, huis and huizen, stad and steden apart and knows nothing of
compounds. The same analysis runs over texts and over what people type, so that both meet in the same lexemes.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from threading import Lock

from snowballstemmer import stemmer

WORD = re.compile(r"[a-z0-9]+(?:['’][a-z]\b)?")
MAX_LENGTH = 40
# Words that a process keeps the answers for. Most text is made of far fewer, and a searcher can make up words without end.
REMEMBERED = 20_000
MIN_PART_LENGTH = 3
MIN_UNKNOWN_LENGTH = 4
MIN_HEAD_LENGTH = 5
LINKS = ("", "s", "e", "en", "er")
DATA = Path(__file__).parent / "data"

STOPWORDS = frozenset(
    """aan al alle allemaal als altijd andere ben bent bij daar dan dat de den der deze die dit doch doe doen door dus een eens
    en er ge geen ging had hadden heb hebben hebt heeft hem het hier hij hoe hun iemand iets ik in is ja je jij jou jouw jullie
    kan kon kun kunnen kunt maar me mee meer men met mij mijn moet moeten na naar nee niet niets nog nu of om omdat onder ons
    onze ook op over reeds te tegen toch toen tot u uit uw van veel voor waar waren was wat we wel werd wie wij wil willen
    wilt word worden wordt ze zei zelf zich zij zijn zo zonder zou zouden zullen zult""".split()
)

# Plurals and forms that no rule finds.
IRREGULAR = {
    "steden": "stad",
    "leden": "lid",
    "lid": "lid",
    "kinderen": "kind",
    "eieren": "ei",
    "liederen": "lied",
    "schepen": "schip",
    "wegen": "weg",
    "dagen": "dag",
    "huis": "huis",
    "huizen": "huis",
    "gemeentes": "gemeent",
    "gemeenten": "gemeent",
    "gemeente": "gemeent",
    "wethouders": "wethouder",
    "musea": "museum",
    "politici": "politicus",
    "criteria": "criterium",
    "gegevens": "gegeven",
    "collegas": "collega",
    "cameras": "camera",
    "casussen": "casus",
    "casus": "casus",
    "casuistiek": "casus",
    "vves": "vve",
    "boas": "boa",
    "fotos": "foto",
    "drugs": "drug",
    "adviezen": "advies",
    "advies": "advies",
    "bewijzen": "bewijs",
    "mogelijkheden": "mogelijk",
    "bevoegdheden": "bevoegd",
    "bevoegdheid": "bevoegd",
    "verhuisd": "verhuis",
    "verhuist": "verhuis",
    "opgelost": "oplos",
    "aangepakt": "aanpak",
    "ontruimd": "ontruim",
    "gesloten": "sluit",
    "rookt": "rok",
    "klachten": "klacht",
    "verslaafd": "verslaf",
    "verslaafde": "verslaf",
    "verslaafden": "verslaf",
    "bedreigd": "bedreig",
    "weekend": "weekend",
    "weekends": "weekend",
    "weekenden": "weekend",
    "duizend": "duizend",
    "ellende": "ellend",
    "woonwagens": "woonwag",
}

LATIN = re.compile(r"(?:ge)?(\w+?)(?:eren|eert|eer|eerden|eerde|eerd|erend|erende|ering|eringen|atie|aties)")
LATIN_ROOTS = frozenset(
    """communic compens coordin discrimin document escal evalu inform inspir integr intimid investig isol legitim
    manipul motiv organis particip priorit proced publ realis registr renov reserv sign stabilis stimul ventil
    verific""".split()
)

_STEMMER = stemmer("dutch_porter")
# It keeps the word that it is at: two threads would change each other's.
_ONE_AT_A_TIME = Lock()


def fold(text: str) -> str:
    """Lower case without accents; what is no letter keeps its length as far as possible."""
    decomposed = unicodedata.normalize("NFKD", text.lower().replace("ij", "ij"))
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def words_of(text: str) -> list[str]:
    """The words in order, folded, without quotes in them (vve's is vves); stop words are still there."""
    return [word.replace("'", "").replace("’", "")[:MAX_LENGTH] for word in WORD.findall(fold(text))]


@lru_cache(maxsize=REMEMBERED)
def stem(word: str) -> str:
    """The lexeme of one folded word."""
    if known := IRREGULAR.get(word) or forms_of_verbs().get(word):
        return known
    return plain_stem(word) if word.isalpha() else word


def plain_stem(word: str) -> str:
    if root := latin(word):
        return root
    with _ONE_AT_A_TIME:
        return level(str(_STEMMER.stemWord(word)))


def latin(word: str) -> str:
    """One lexeme for evalueren, evalueert, geevalueerd and evaluatie; empty for other words."""
    match = LATIN.fullmatch(word)
    return f"{match[1]}atie" if match and match[1] in LATIN_ROOTS else ""


def level(root: str) -> str:
    """Own rules on top of the stemmer: -ing and -end go, final v and z as spoken, no doubles at the end."""
    if len(root) >= 7 and root.endswith(("ing", "end")):
        root = root[:-3]
    if len(root) > 3:
        root = root[:-1] + {"v": "f", "z": "s"}.get(root[-1], root[-1])
    if len(root) > 3 and root[-1] == root[-2] and root[-1] not in "aeiou":
        root = root[:-1]
    if len(root) > 4 and root[-2] == root[-3] and root[-2] in "aeou" and root[-1] not in "aeiou":
        root = root[:-2] + root[-1]
    return root


@cache
def forms_of_verbs() -> dict[str, str]:
    """From each form of the verbs in the field to the lexeme of the verb."""
    lines = (DATA / "verbs.txt").read_text(encoding="utf-8").splitlines()
    verbs = [line.split() for line in lines if line and not line.startswith("#")]
    return {form: plain_stem(verb[0].replace("|", "")) for verb in verbs for form in [*forms(verb[0]), *verb[1:]]}


def forms(infinitive: str) -> list[str]:
    """Present and past of a regular verb; a bar separates what comes off, as in op|bouwen. Some forms do not exist."""
    prefix, _, verb = infinitive.rpartition("|")
    root = verb.removesuffix("en")
    if re.fullmatch(r".*[^aeiou][aeiou][^aeiouwx]", "x" + root):
        root = root[:-1] + root[-2] + root[-1]  # klag-en is klaag
    if root[-1] == root[-2] and root[-1] not in "aeiou":
        root = root[:-1]
    root = root[:-1] + {"v": "f", "z": "s"}.get(root[-1], root[-1])
    endings = ("", "t", "d", "de", "den", "te", "ten")
    present = [prefix + root + ending for ending in endings]
    return [prefix + verb, *present, *(f"{prefix}ge{root}{ending}" for ending in endings)]


@cache
def parts_known() -> frozenset[str]:
    """Folded component words and their stems."""
    lines = (DATA / "parts.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(fold(word) for line in lines if not line.startswith("#") for word in line.split())


@lru_cache(maxsize=REMEMBERED)
def split(word: str) -> tuple[str, ...]:
    """The parts of a compound, or nothing for a word that is no compound.

    All parts known is best, with the fewest parts; else an unknown beginning before a known, long head.
    """
    if len(word) < 2 * MIN_PART_LENGTH or not word.isalpha() or word in IRREGULAR or word in forms_of_verbs():
        return ()
    known = _known_parts(word)
    if known or word in parts_known():
        return known
    return _unknown_before_head(word)


def _known_parts(word: str) -> tuple[str, ...]:
    """The fewest known words, at least two, that make up this one. Empty when there is no such way."""
    best: tuple[str, ...] = ()
    for end in range(len(word) - MIN_PART_LENGTH, MIN_PART_LENGTH - 1, -1):
        if word[:end] not in parts_known():
            continue
        for link in LINKS:
            if not word.startswith(link, end):
                continue
            rest = _known_ending(word[end + len(link) :])
            if rest and (not best or len(rest) + 1 < len(best)):
                best = (word[:end], *rest)
    return best


@lru_cache(maxsize=REMEMBERED)
def _known_ending(word: str) -> tuple[str, ...]:
    return (word,) if word in parts_known() else _known_parts(word) if len(word) >= MIN_PART_LENGTH else ()


def _unknown_before_head(word: str) -> tuple[str, ...]:
    """For words as hondenpoepoverlast: the longest known head; the beginning counts as a word of its own."""
    for start in range(MIN_UNKNOWN_LENGTH, len(word) - MIN_HEAD_LENGTH + 1):
        head = word[start:]
        if head in parts_known():
            beginning = word[:start]
            for link in ("en", "s"):
                if beginning.endswith(link) and len(beginning) - len(link) >= MIN_UNKNOWN_LENGTH:
                    beginning = beginning.removesuffix(link)
                    break
            return (beginning, head)
    return ()


@dataclass(frozen=True)
class Token:
    """One word of a text: as written (folded), its lexeme, and the lexemes of its parts."""

    word: str
    lexeme: str
    parts: tuple[str, ...]


def tokens(text: str) -> list[Token]:
    """What counts of a text, in order; stop words only where there is nothing else."""
    found = words_of(text)
    kept = [word for word in found if word not in STOPWORDS]
    return [token(word) for word in kept or found]


@lru_cache(maxsize=REMEMBERED)
def token(word: str) -> Token:
    return Token(word, stem(word), tuple(stem(part) for part in split(word)))


def words_and_parts(text: str) -> tuple[list[tuple[str, int]], list[tuple[str, int]]]:
    """The lexemes of whole words, and those of parts of compounds, each with its position from 1."""
    whole, parts = [], []
    for position, token in enumerate(tokens(text), start=1):
        whole.append((token.lexeme, position))
        parts += [(part, position) for part in token.parts if part != token.lexeme]
    return whole, parts
