"""Names as they occur in Dutch workplaces, to make fictional people from."""

import random
from typing import NamedTuple


class Background(NamedTuple):
    """Given names and surnames that go together, and how often they occur among a hundred colleagues."""

    share: int
    given: list[str]
    surnames: list[str]


def listed(text: str) -> list[str]:
    return [name.strip() for name in text.split(",")]


DUTCH = Background(
    66,
    listed(
        "Anna, Sanne, Lotte, Marieke, Femke, Ingrid, Petra, Hanneke, Esther, Wendy, Mirjam, Linda, Karin, Saskia,"
        " Annemiek, Joke, Tineke, Ellen, Monique, Anouk, Iris, Maaike, Roos, Eva, Judith, Nienke, Carolien, Simone,"
        " Marloes, Willemijn, Floor, Daphne, Ilse, Yvonne, Gerda, Marjan, Renske, Tessa, Manon, Lisette, Jan, Pieter,"
        " Kees, Henk, Bart, Jeroen, Mark, Erik, Martijn, Sander, Wouter, Thijs, Joost, Ruben, Bas, Niels, Maarten,"
        " Gert-Jan, Peter, Rob, Hans, Wim, Arjan, Dennis, Koen, Lars, Stijn, Tom, Vincent, Frank, Michiel, Jasper,"
        " Ronald, Theo, Ad, Jos, Guus, Luuk, Sjoerd, Rutger, Daan, Bram"
    ),
    listed(
        "de Jong, Jansen, de Vries, van den Berg, van Dijk, Bakker, Janssen, Visser, Smit, Meijer, de Boer, Mulder,"
        " de Groot, Bos, Vos, Peters, Hendriks, van Leeuwen, Dekker, Brouwer, de Wit, Dijkstra, Smits, de Graaf,"
        " van der Meer, van der Linden, Kok, Jacobs, de Haan, Vermeulen, van den Heuvel, van der Veen, van den Broek,"
        " de Bruijn, de Bruin, van der Heijden, Schouten, van Beek, Willems, van Vliet, van de Ven, Hoekstra, Maas,"
        " Verhoeven, Koster, van Dam, van der Wal, Prins, Blom, Huisman, Peeters, de Jonge, Kuipers, van Veen, Post,"
        " Kuiper, Veenstra, Kramer, van den Brink, Scholten, van Wijk, Postma, Martens, Vink, de Ruiter, Timmermans,"
        " Groen, Gerritsen, Jonker, van Loon, Boer, van der Velde, Willemsen, Smeets, de Lange, de Vos, Bosch,"
        " van Dongen, Schipper, de Koning, van der Laan, Koning, van der Horst, Driessen, Molenaar, Hermans, Evers,"
        " van den Bosch, van der Meulen, Hofman, Bosman, Wolters, Sanders, van der Pol, Mol, Kuijpers, Molenaars,"
        " in 't Veld, van 't Hof, ten Have, ter Horst, op den Kamp, Bijl-de Vries, Hoogendoorn, Terpstra, Wiersma"
    ),
)
MOROCCAN = Background(
    8,
    listed(
        "Fatima, Naima, Samira, Hanan, Khadija, Ikram, Yasmina, Loubna, Siham, Mohamed, Youssef, Said, Karim,"
        " Rachid, Bilal, Mounir, Hicham, Abdel, Omar, Nordin"
    ),
    listed(
        "El Idrissi, Bouzid, Amrani, El Amrani, Benali, Azzouzi, Haddou, El Khattabi, Ouali, Bennani, Boulahrouz,"
        " Chaouch, El Yaakoubi, Tahiri, Ziani, Bakkali, Mansouri, Achahbar"
    ),
)
TURKISH = Background(
    8,
    listed(
        "Ayşe, Elif, Emine, Zeynep, Özlem, Gülsüm, Esra, Sevda, Derya, Mehmet, Mustafa, Ahmet, Emre, Murat, Hakan,"
        " Serkan, Yusuf, Ömer, Burak, Selim"
    ),
    listed(
        "Yılmaz, Kaya, Demir, Şahin, Çelik, Yıldız, Yıldırım, Öztürk, Aydın, Özdemir, Arslan, Doğan, Kılıç, Aslan,"
        " Çetin, Kara, Koç, Kurt, Polat"
    ),
)
SURINAMESE = Background(
    7,
    listed(
        "Shanti, Sharmila, Anjali, Radha, Cheryl, Merlien, Yvette, Ruth, Joyce, Glenn, Ricardo, Dewi, Soeradj, Anil,"
        " Vinod, Henry, Orlando, Kenneth, Melvin, Winston"
    ),
    listed(
        "Ramdin, Sewnarain, Jagernath, Biharie, Ramautar, Kishoen, Mahabier, Gopal, Tjin A Djie, Pinas, Landveld,"
        " Blokland, Wijngaarde, Kartosen, Soekarno, Vredestein, Sabajo, Zandwijk"
    ),
)
POLISH = Background(
    4,
    listed("Agnieszka, Katarzyna, Małgorzata, Joanna, Ewa, Monika, Piotr, Tomasz, Krzysztof, Marek, Paweł, Łukasz"),
    listed("Nowak, Kowalska, Wiśniewski, Wójcik, Kamińska, Lewandowski, Zielińska, Szymański, Dąbrowski, Mazur"),
)
FRISIAN_AND_OTHER = Background(
    7,
    listed(
        "Sietske, Tjitske, Froukje, Jitske, Durk, Jelle, Wiebe, Sjoukje, João, Maria, Carlos, Noémi, Leila, Farid,"
        " Nguyen, Mei, Jean-Paul, Chantal, Siobhán, Amara, Ibrahim, Sara, Dalia, Zoë"
    ),
    listed(
        "Hiemstra, Dijkstra, Boersma, Zijlstra, Hoekstra, da Silva, Fernandes, Martina, Pieternella, Rahimi,"
        " Hosseini, Tran, Chen, Latuheru, Pattiasina, Manuhutu, Osei, Yusuf, Haile, O'Brien, Müller, Lefèvre"
    ),
)
BACKGROUNDS = [DUTCH, MOROCCAN, TURKISH, SURINAMESE, POLISH, FRISIAN_AND_OTHER]


def person_name(chance: random.Random) -> str:
    """A given name and a surname of one background; sometimes they mix, as in families."""
    background = chance.choices(BACKGROUNDS, [each.share for each in BACKGROUNDS])[0]
    family = DUTCH if chance.random() < 0.06 else background
    return f"{chance.choice(background.given)} {chance.choice(family.surnames)}"
