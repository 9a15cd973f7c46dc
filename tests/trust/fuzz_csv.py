"""CSV lists bent out of shape, read and held against a register.

Shown able to fail: with `csv.Error` let through, 2,000 rounds told several hundred raw exceptions.
"""

from __future__ import annotations

from random import Random
from uuid import UUID

from kehitys.domain.network import Person, Skill, Unit
from kehitys.domain.roster import Register
from kehitys.domain.roster_reading import plan_of
from kehitys.domain.terms import BUILT_IN_SKILLS
from kehitys.files.roster_lines import counts, details, fault, summary
from kehitys.files.sheets.reading import read_bytes
from tests.trust import fuzzing
from tests.trust.mutations import ANYWHERE, mutated, recoded
from tests.trust.tally import Row

SEEDS = tuple(
    text.encode()
    for text in (
        "Nimi;Sähköposti;Puhelin;Yksikkö;Kielet;Jäsenyys;Taidot\n"
        "Åsa Öhrn;asa@example.org;'+358 40;Museo;ruotsi, suomi;tauolla;dialogi 3, fasilitointi\n"
        'Aino Aalto;aino@example.org;;"Kirjasto; lähi";suomi;mukana;"dialogi (2)"\n',
        'Name,E-mail,Notes\n"Eero\nEk",eero@example.org,"a ""quoted"" word"\nBo,,\n',
        "Etunimi\tSukunimi\tKieli\nBo\tEk\tsv\nAino\tAalto\tfi en\n",
        "name|email\nA|a@x.fi\nB|b@x.fi\n",
    )
)
WORDS = (
    *ANYWHERE, b";", b",", b"|", b'""', b'";"', b"=1+1", b"'=1", b"010101-123A", b"Nimi", b"Namn",
    b";" * 300, b'"\n"', "”€–åäö".encode(), b"\n\n\n", b"aino@example.org", b"Aino Aalto",
)  # fmt: skip

REGISTER = Register(
    people=(
        Person(id=UUID(int=1), name="Aino Aalto", email="aino@example.org", unit_name={}),
        Person(id=UUID(int=2), name="Eero Ek", unit_name={"fi": "Museo", "sv": "Museet"}),
    ),
    units=(Unit(id=UUID(int=7), names={"fi": "Museo", "sv": "Museet"}),),
    skills=tuple(
        Skill(id=UUID(int=20 + n), slug=slug, names=names)
        for n, (slug, names) in enumerate(BUILT_IN_SKILLS.items())
    ),
)


def make(random: Random) -> bytes:
    """A list that is nearly right."""
    return recoded(random, mutated(random, random.choice(SEEDS), WORDS, SEEDS))


def read(raw: bytes) -> bool:
    """Reads the list as the import does, up to the last sentence of its preview."""
    return looked_at(raw, "list.csv")


def looked_at(raw: bytes, name: str) -> bool:
    """Whether a file of this name is taken; every sentence about it is said."""
    found = read_bytes(raw, name)
    for each in (*found.faults, *found.notes):
        fault(each)
    if found.sheet is None:
        return False
    plan = plan_of(found.sheet, REGISTER, name)
    counts(plan)
    for entry in plan.entries:
        summary(entry)
        details(entry)
    for each in (*plan.every_fault, *plan.remarks):
        fault(each)
    return not plan.every_fault


def run(rounds: int, seed: int) -> Row:
    """The row of so many rounds."""
    return fuzzing.fuzz("fuzz: CSV", rounds, seed, make, read)


if __name__ == "__main__":
    fuzzing.main(run)
