"""What De Vries Wonen has in its big years: teams, places, ways to be reached, and how customers feel about each.

Weights are relative. Nothing here depends on the size of what is generated.
"""

from collections.abc import Mapping
from datetime import date

FIRST_DAY, LAST_DAY = date(2023, 11, 20), date(2026, 11, 19)
"""Three years, whatever the size: a small organisation hears little on a day, a big one much."""

ZONE = "Europe/Amsterdam"

TEAMS: Mapping[str, tuple[str, float, float]] = {
    "support": ("Klantenservice", 14, 0.1),
    "logistics": ("Logistiek", 10, -0.6),
    "webshop": ("Webwinkel", 9, 0.3),
    "assembly": ("Montage", 7, -0.2),
    "returns": ("Retouren", 6, -0.5),
    "kitchens": ("Keukens", 5, 0.4),
    "bathrooms": ("Badkamers", 5, 0.2),
    "floors": ("Vloeren", 4, 0.3),
    "sleeping": ("Slapen", 4, 0.5),
    "garden": ("Tuin", 4, 0.0),
    "lighting": ("Verlichting", 3, 0.3),
    "curtains": ("Raamdecoratie", 3, 0.1),
    "finance": ("Facturatie", 3, -0.7),
    "warranty": ("Garantie", 3, -0.8),
    "shop-amsterdam": ("Winkel Amsterdam", 4, 0.6),
    "shop-rotterdam": ("Winkel Rotterdam", 4, 0.2),
    "shop-utrecht": ("Winkel Utrecht", 4, 0.7),
    "shop-antwerpen": ("Winkel Antwerpen", 3, 0.4),
    "business": ("Zakelijk", 3, 0.0),
    "advice": ("Woonadvies", 2, 0.9),
}
"""Each team's name, how much it hears, and how much more pleased (or less) its customers are than others."""

TOUCHPOINTS: Mapping[str, tuple[str, float, float]] = {
    "call-centre": ("complaint", 16, -0.4),
    "delivery": ("buying", 18, -0.2),
    "checkout": ("buying", 12, 0.3),
    "assembly": ("buying", 8, -0.1),
    "return": ("returning", 8, -0.5),
    "repair": ("complaint", 5, -0.6),
    "invoice": ("paying", 5, -0.5),
    "advice": ("orienting", 9, 0.6),
    "showroom": ("orienting", 8, 0.5),
    "website": ("orienting", 7, 0.1),
    "appointment": ("buying", 4, 0.0),
    "welcome": ("joining", 2, 0.7),
}
"""The journey that each is on, how often it is asked about, and how customers feel there."""

CHANNELS: Mapping[str, float] = {
    "phone": 25,
    "e-mail": 22,
    "chat": 18,
    "shop": 14,
    "whatsapp": 9,
    "app": 7,
    "in-person": 5,
}

LOCATIONS: Mapping[str, float] = {
    "Amsterdam": 12,
    "Rotterdam": 10,
    "Den Haag": 8,
    "Utrecht": 8,
    "Eindhoven": 6,
    "Groningen": 5,
    "Tilburg": 4,
    "Almere": 4,
    "Breda": 4,
    "Nijmegen": 4,
    "Apeldoorn": 3,
    "Haarlem": 3,
    "Arnhem": 3,
    "Enschede": 3,
    "Amersfoort": 3,
    "Zaandam": 2,
    "'s-Hertogenbosch": 2,
    "Zwolle": 2,
    "Leiden": 2,
    "Maastricht": 2,
    "Dordrecht": 2,
    "Leeuwarden": 2,
    "Antwerpen": 3,
    "Gent": 2,
    "Mechelen": 1,
}

KINDS: Mapping[str, tuple[str, float]] = {
    "nps": ("survey", 62),
    "csat": ("after-call", 14),
    "ces": ("after-call", 7),
    "stars": ("reviews", 8),
    "complaint": ("desk", 4),
    "compliment": ("desk", 2.5),
    "idea": ("website", 1),
    "comment": ("website", 1.5),
}
"""Where each kind comes from, and how much of all it is."""

MOODS: Mapping[str, tuple[float, ...]] = {
    "nps": (3, 1.5, 2, 3, 3, 6, 7, 14, 24, 18, 19),
    "csat": (7, 9, 17, 38, 29),
    "ces": (4, 5, 9, 14, 21, 27, 20),
    "stars": (12, 7, 9, 24, 48),
}
"""How many of a hundred give each score of a kind's scale, the lowest first, where customers are of average mood."""

WEEKDAYS = (16, 15, 15, 14, 16, 15, 9)
HOURS = (0, 0, 0, 0, 0, 0, 0, 1, 3, 7, 10, 11, 9, 8, 9, 10, 10, 8, 5, 4, 4, 3, 1, 0)
"""When customers speak: from Monday on, and from midnight on. Never at night, when clocks are changed."""

CAUSES: Mapping[str, float] = {
    "waiting time": 22,
    "broken promise": 18,
    "wrong product": 12,
    "damaged": 12,
    "unfriendly": 6,
    "delivery": 16,
    "price": 8,
    "other": 6,
}

TOLD: Mapping[str, float] = {"phoned": 46, "mailed": 34, "in_person": 9, "not_possible": 11}

DONE = (
    "Gebeld en uitgelegd wat er misging; vrijdag wordt het nageleverd.",
    "Kosten terugbetaald en excuses gemaakt.",
    "Nieuwe afspraak met de monteur, dit keer vóór tien uur.",
    "Explained the invoice and sent a corrected one.",
    "Replaced the broken part the next day.",
    "Samen gekeken wat er wel past; morgen levering.",
)

FIRST_NAMES = [
    "Sanne",
    "Daan",
    "Fatima",
    "Youssef",
    "Emma",
    "Bram",
    "Noor",
    "Thijs",
    "Lotte",
    "Mees",
    "Aylin",
    "Sven",
    "Iris",
    "Jeroen",
    "Kim",
    "Ruben",
    "Mila",
    "Omar",
    "Femke",
    "Koen",
]
SURNAMES = [
    "de Vries",
    "Jansen",
    "Bakker",
    "Visser",
    "Smit",
    "Meijer",
    "de Boer",
    "Mulder",
    "de Groot",
    "Bos",
    "Vos",
    "Peters",
    "Hendriks",
    "van Dijk",
    "El Amrani",
    "Yılmaz",
    "Dekker",
    "Brouwer",
    "de Wit",
    "Dijkstra",
    "Smits",
    "de Graaf",
    "van der Meer",
    "Kok",
    "Jacobs",
    "Vermeulen",
    "van den Berg",
    "Peeters",
]

PEOPLE_A_TEAM = 10
