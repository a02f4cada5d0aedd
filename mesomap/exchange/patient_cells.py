"""The fields of a patient as cells of a table: their names in several languages, and their values.

Nothing is guessed: a date is read by the form that was declared, or refused.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from mesomap.model import Message, Sex
from mesomap.model.message import QT_TRANSLATE_NOOP
from mesomap.storage.search import folded

DATES = {
    "YYYY-MM-DD": r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})",
    "DD.MM.YYYY": r"(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>\d{4})",
    "DD/MM/YYYY": r"(?P<d>\d{1,2})/(?P<m>\d{1,2})/(?P<y>\d{4})",
    "MM/DD/YYYY": r"(?P<m>\d{1,2})/(?P<d>\d{1,2})/(?P<y>\d{4})",
    "DD-MM-YYYY": r"(?P<d>\d{1,2})-(?P<m>\d{1,2})-(?P<y>\d{4})",
    "YYYYMMDD": r"(?P<y>\d{4})(?P<m>\d\d)(?P<d>\d\d)",
}
_CALLED = {
    "name": "name|patient|full name|patient name|nombre completo|nome completo",
    "last_name": (
        "last name|surname|family name|nachname|nom|cognome|apellido|apellidos|apelido|"
        "sobrenome|nom de famille|familienname"
    ),
    "first_name": "first name|given name|vorname|prenom|nome|nombre|nome proprio",
    "born": (
        "born|birth date|birthdate|date of birth|dob|geburtsdatum|geboren|"
        "date de naissance|ne(e) le|data di nascita|fecha de nacimiento|"
        "data de nascimento|birthday"
    ),
    "sex": "sex|gender|geschlecht|sexe|sesso|sexo|genere|genero|genre",
    "number": (
        "number|patient number|patient no|id|patient id|file number|no|patientennummer|"
        "nummer|numero|numero de dossier|numero paziente|numero de historia|historia|nr"
    ),
    "phone": (
        "phone|telephone|mobile|telefon|handy|portable|telefono|cellulare|movil|"
        "telefone|telemovel|tel"
    ),
    "email": "email|e mail|mail|courriel|correo|correo electronico|posta elettronica",
    "address": "address|adresse|anschrift|indirizzo|direccion|morada|endereco",
    "allergies": "allergies|allergy|allergien|allergie|alergias|alergia",
    "conditions": (
        "conditions|diagnoses|vorerkrankungen|antecedents|patologie|antecedentes|"
        "history|medical history"
    ),
    "medicines": (
        "medicines|medication|medications|medikamente|medicaments|farmaci|medicamentos|medicacion"
    ),
    "phototype": "phototype|fitzpatrick|skin type|hauttyp|fototipo|skin phototype",
    "weight_kg": "weight|weight kg|gewicht|poids|peso",
}
FIELDS = {field: frozenset(names.split("|")) for field, names in _CALLED.items()}
"""The fields that a column can be, and what columns are called that are likely to be it."""
_SAID = {
    Sex.FEMALE: "f|female|w|weiblich|frau|femme|feminin|femminile|donna|mujer|femenino|feminino",
    Sex.MALE: "m|male|mannlich|mann|homme|masculin|maschile|uomo|hombre|masculino|homem",
    Sex.OTHER: "other|o|x|d|divers|autre|altro|otro|outro",
    Sex.UNKNOWN: "|unknown|u|-|?",
}
SEXES = {word: sex for sex, words in _SAID.items() for word in words.split("|")}
"""What a column of the sex may say; ``h`` and ``v`` mean different things in different places."""
ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6}
MOST_NAME = 200
MOST_TEXT = 2_000
FIRST_YEAR = 1880

NO_DATE = QT_TRANSLATE_NOOP("messages", "{text} is no date written as {dates}.")
NO_SEX = QT_TRANSLATE_NOOP("messages", "{text} is no sex: female, male, other or unknown.")
NO_PHOTOTYPE = QT_TRANSLATE_NOOP("messages", "{text} is no skin phototype from 1 to 6.")
NO_WEIGHT = QT_TRANSLATE_NOOP("messages", "{text} is no weight in kg.")
TOO_LONG = QT_TRANSLATE_NOOP("messages", "{field} has more than {most} characters.")


class WrongCellError(Exception):
    """Why a cell cannot be what its column is."""

    def __init__(self, sentence: str, /, **values: object) -> None:
        self.why = Message(sentence, values)
        super().__init__(self.why.render())


def read_cell(field: str, text: str, *, dates: str) -> Any:
    """The value of a cell; None or "" of an empty one.

    Raises
    ------
    WrongCellError
        It is none.
    """
    plain = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    match field:
        case "born":
            return _date(plain, dates) if plain else None
        case "sex":
            return _sex(plain)
        case "phototype":
            return _phototype(plain) if plain else None
        case "weight_kg":
            return _weight(plain) if plain else None
    most = MOST_NAME if field in {"name", "last_name", "first_name", "number"} else MOST_TEXT
    if len(plain) > most:
        raise WrongCellError(TOO_LONG, field=field, most=most)
    return plain


def _date(text: str, dates: str) -> date:
    found = re.fullmatch(DATES[dates], text, re.ASCII)
    try:
        day = date(*(int(found[part]) for part in ("y", "m", "d"))) if found else None
    except ValueError:
        day = None
    if day is None or day.year < FIRST_YEAR or day > date.today():
        raise WrongCellError(NO_DATE, text=text[:40], dates=dates)
    return day


def _sex(text: str) -> Sex:
    found = SEXES.get(folded(text).strip(" ."))
    if found is None:
        raise WrongCellError(NO_SEX, text=text[:40])
    return found


def _phototype(text: str) -> int:
    plain = text.casefold()
    found = ROMAN.get(plain) or (int(plain) if re.fullmatch(r"[1-6]", plain, re.ASCII) else None)
    if found is None:
        raise WrongCellError(NO_PHOTOTYPE, text=text[:40])
    return found


def _weight(text: str) -> float:
    found = re.fullmatch(r"(\d{1,3})(?:[.,](\d{1,3}))?(?: ?kg)?", text, re.ASCII | re.IGNORECASE)
    value = float(f"{found[1]}.{found[2] or 0}") if found else 0.0
    if not 0 < value <= 500:
        raise WrongCellError(NO_WEIGHT, text=text[:40])
    return value
