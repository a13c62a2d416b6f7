"""The words in which people write dates, in English, Spanish, French and Portuguese.

They are read in whatever language the page is: a source is typed as it is printed.
"""

import re
import unicodedata

MONTHS = (
    "january jan enero ene janvier janv janeiro",
    "february feb febrero fevrier fevr fev fevereiro",
    "march mar marzo mars marco",
    "april apr abril abr avril avr",
    "may mayo mai maio",
    "june jun junio juin junho",
    "july jul julio juillet juil julho",
    "august aug agosto ago aout",
    "september sept sep septiembre setiembre septembre setembro set",
    "october oct octubre octobre outubro out",
    "november nov noviembre novembre novembro",
    "december dec diciembre dic decembre dezembro dez",
)
# Monday first, as datetime.date.weekday() counts; short forms in English only: “mar” is March.
WEEKDAYS = (
    "monday mon lunes lundi segunda-feira",
    "tuesday tue tues martes mardi terca-feira",
    "wednesday wed miercoles mercredi quarta-feira",
    "thursday thu thur thurs jueves jeudi quinta-feira",
    "friday fri viernes vendredi sexta-feira",
    "saturday sat sabado samedi",
    "sunday sun domingo dimanche",
)
# What each word of the grammar may be written as; the longer phrases are looked for first.
PHRASES = {
    "unknown": "date unknown|unknown date|not known|not stated|undated|no date|n.d.|s.f.|sin fecha"
    "|fecha desconocida|sans date|date inconnue|sem data|data desconhecida|desconocida|inconnue",
    "open": "no end date|no end|open-ended|open ended|ongoing|indefinitely|indefinite|present"
    "|to date|still in force|sin fin|en curso|indefinido|indefinida"
    "|en cours|sans fin|em curso|sem fim|indeterminado|indeterminada",
    "doubtful": "uncertain and approximate|approximate and uncertain",
    "maybe": "uncertain|probably|possibly|perhaps|presumably|incierto|incierta|probablemente"
    "|posiblemente|incertain|incertaine|probablement|peut-etre|provavelmente|incerto|incerta",
    "about": "approximately|approximate|approx.|approx|around|roughly|circa|ca.|ca|c.|on or about"
    "|alrededor de|alrededor del|cerca de|hacia|aproximadamente|vers|environ|por volta de",
    "by": "no later than|not later than|on or before|at the latest by|by the end of|a mas tardar"
    "|au plus tard|o mais tardar|by",
    "from": "no earlier than|not earlier than|not before|on or after|au plus tot",
    "orearlier": "or earlier|or before|at the latest|o antes|ou avant|ou antes",
    "orlater": "or later|or after|at the earliest|o despues|ou apres|ou depois",
    "before": "prior to|antes de|antes del|avant|avant le|antes do",
    "after": "later than|despues de|despues del|apres|depois de|depois do",
    "since": "starting|desde|depuis|a partir de|a partir du|desde o",
    "onwards": "onwards|onward|and later|and after|en adelante|em diante",
    "until": "till|hasta|jusqu'en|jusqu'au|jusqu'a|jusque|ate",
    "between": "some time between|sometime between|entre",
    "to": "through|thru|a|al|au|ao",
    "and": "y|et|e|&",
    "or": "o|ou",
    "early": "principios de|a principios de|comienzos de|a comienzos de|inicios de|debut|inicio de",
    "mid": "middle|mediados de|a mediados de|milieu|mi|meados de",
    "late": "finales de|a finales de|fines de|a fines de|fin|fim de|final de",
    "start": "beginning",
    "spring": "primavera|printemps",
    "summer": "verano|ete|verao",
    "autumn": "fall|otono|automne|outono",
    "winter": "invierno|hiver|inverno",
    "northern": "boreal|north|northern hemisphere",
    "southern": "austral|south|southern hemisphere",
    "quarter": "trimestre|trimester",
    "half": "semester|semestre",
    "week": "semana|semaine",
    "first": "1st|1er|1o|1a|primer|primera|primero|premier|premiere|primeira|primeiro",
    "second": "2nd|2o|2a|segundo|segunda|deuxieme|seconde",
    "third": "3rd|tercer|tercera|tercero|troisieme|terceira|terceiro",
    "fourth": "4th|cuarto|cuarta|quatrieme|quarta|quarto",
    "last": "final|ultimo|ultima|derniere|dernier",
    "decade": "decada de|decada|decennie|annees|anos",
    "yearless": "unknown year",
    "dayless": "day unknown",
    "monthless": "month unknown",
    "startless": "start unknown",
    "endless": "end unknown",
    "": "the years|los anos|les annees|os anos",
}
NOISE = "of the in on dated day year date de del du d' le la les l' el los las en em do da no na"
DASHES = re.compile("[\u2010-\u2015\u2212]")
ORDINAL = re.compile(
    r"(?<![\w/.])(\d{1,2})(?:st|nd|rd|th|er|ro|o|a)(?![a-z0-9])"
    r"(?! (?:century|week|quarter|half|sem|tri))"
)
# 4-Sep-2018; in “4 Sep - 6 Oct” the dash stands free.
JOINED = re.compile(r"(?<=\d)- *(?=m\d\d)|(?<=m\d\d) *[-.](?=\d)")


def _either(words: list[str]) -> re.Pattern[str]:
    longest = sorted(words, key=len, reverse=True)
    return re.compile(rf"(?<![a-z])(?:{'|'.join(map(re.escape, longest))})(?![a-z])")


def _numbered(names: tuple[str, ...]) -> dict[str, int]:
    return {word: number for number, words in enumerate(names) for word in words.split()}


_MONTHS, _WEEKDAYS = _numbered(MONTHS), _numbered(WEEKDAYS)
_PHRASES = {text: word for word, texts in PHRASES.items() for text in texts.split("|")}
MONTH = re.compile(
    rf"(?<![a-z'])(?:{'|'.join(sorted(_MONTHS, key=len, reverse=True))})(?![a-z'])\.?"
)
WEEKDAY = re.compile(rf"^({'|'.join(sorted(_WEEKDAYS, key=len, reverse=True))})(?![a-z])[.,]* ")
PHRASE, NOISY = _either(list(_PHRASES)), _either(NOISE.split())


def folded(text: str) -> str:
    """Small letters without accents, one kind of dash and of space, nothing that nobody sees."""
    plain = unicodedata.normalize("NFKD", text)
    plain = "".join(c for c in plain if unicodedata.category(c) not in ("Mn", "Cf"))
    plain = DASHES.sub("-", plain).replace("’", "'").replace("…", "..")
    return " ".join(plain.casefold().split())


def weekday_of(text: str) -> tuple[int | None, str]:
    """The day of the week that a folded text begins with, Monday being 0, and what follows it."""
    if found := WEEKDAY.match(text):
        return _WEEKDAYS[found[1]], text[found.end() :]
    return None, text


def canonical(text: str) -> str:
    """A folded text in the words of the grammar: “4th of Sept., 2018” as “4 m09 2018”."""
    plain = MONTH.sub(lambda found: f" m{_MONTHS[found[0].rstrip('.')] + 1:02} ", f"{text} ")
    plain = ORDINAL.sub(r"\1", re.sub(r"[,()]", " ", plain))
    plain = PHRASE.sub(lambda found: f" {_PHRASES[found[0]]} ", " ".join(plain.split()))
    plain = JOINED.sub(" ", NOISY.sub(" ", plain))
    return " ".join(re.sub(r"\b(early|mid|late|start|end) ?-", r"\1 ", plain).split())
