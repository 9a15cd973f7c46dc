"""What a search finds, and in which order."""

from __future__ import annotations

from functools import partial

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from kehitys.domain.text import clean
from kehitys.operations import experiments
from kehitys.operations import methods as operations
from kehitys.store import compounds, index_words, search, stems, word_forms
from tests.store.small_methods import small_method


def own(database, name, **what):
    """The id of a method of one's own, written as a person would."""
    method = small_method(name, **{"body": "", **what})
    return database.write(partial(operations.write_own, method=method))[1]


def found(database, typed, **how):
    """The ids a search gives, the nearest first."""
    return database.read(partial(search.find, typed=typed, kind="method", **how))


def test_name_then_alias_then_form_then_summary_then_text(database):
    """Each class after the one before, whenever the method was written."""
    end = own(database, "Qompas", body="Tässä on koontikortti lopuksi.")
    body = own(database, "Qbody", body="Jaa kortteja kaikille.")
    summary = own(database, "Qsummary", summary="Ryhmä täyttää kortin yhdessä.")
    part = own(database, "Qkoontikortit")
    form = own(database, "Qisot kortit")
    alias = own(database, "Qalias", aliases=("kortti ja kynä",))
    whole_alias = own(database, "Qzalias", aliases=("Kortti",))
    word = own(database, "Iso kortti")
    begins = own(database, "Kortti ja kynä")
    exact = own(database, "Kortti")
    order = [exact, begins, word, whole_alias, alias, form, part, summary, body, end]
    assert found(database, "kortti") == order
    assert found(database, "KORTTI") == order


def test_a_compound_is_found_by_its_beginning_in_any_form_of_it(database):
    """Before what only tells of it: one who types *kokeiluja* looks for the card of experiments."""
    told = own(database, "Aivoriihi", summary="Tästä syntyy kokeiluja.")
    card = own(database, "Kokeilukortti")
    circle = own(database, "Ryhmä", aliases=("palautekierros",))
    assert found(database, "kokeiluja") == [card, told]
    assert found(database, "palautetta") == [circle]
    assert found(database, "kokein") == []


def test_within_a_class_the_names_are_in_the_order_of_the_alphabet(database):
    """Å, ä and ö after z, as in the lists."""
    names = ["Arkku", "Zeppi", "Åkeri", "Ämpäri", "Öljy"]
    ids = {name: own(database, name, summary="Porkkana.") for name in reversed(names)}
    assert found(database, "porkkana") == [ids[name] for name in names]


def test_the_language_spoken_comes_first(database):
    """Of two names of the same class."""
    swedish = own(database, "Kokeilu", lang="sv")
    finnish = own(database, "Kokeilu", lang="fi")
    assert found(database, "kokeilu", speak="fi") == [finnish, swedish]
    assert found(database, "kokeilu", speak="sv") == [swedish, finnish]


def test_accents_may_be_left_out_and_those_typed_find_themselves_first(database):
    """Saa finds sää too, and sää finds sää first."""
    bare = own(database, "Saatie")
    accented = own(database, "Säätie")
    assert found(database, "saatie") == [bare, accented]
    assert found(database, "säätie") == [accented, bare]
    supervision = own(database, "Työnohjaus")
    assert found(database, "tyonohjaus") == [supervision]
    assert found(database, "tyonohjauksen") == [supervision]


def test_every_word_must_be_there_and_the_last_may_be_half_typed(database):
    """In the name, in another name or in the text, each where it is."""
    both = own(database, "Kokeilukortti", body="Sovitaan mittari.")
    own(database, "Kokeilupäivä")
    own(database, "Mittari")
    assert found(database, "kokeilu mittari") == [both]
    assert found(database, "mittari kokeil") == [both]
    assert found(database, "kokeilu mitt") == [both]
    assert found(database, "kokeilu puuttuva") == []


def test_a_word_in_a_name_counts_for_more_than_words_that_meet_in_a_text(database):
    """One who asks for the rules of a meeting means the method that is called Rules."""
    text = own(database, "Aivoriihi", body="Kerro kokouksessa, mitkä ovat pelisäännöt.")
    both = own(database, "Taulu", aliases=("pelisäännöt",), body="Kysy kokouksen jälkeen.")
    assert found(database, "kokouksen pelisäännöt") == [both, text]


def test_where_the_words_meet_in_texts_only_what_is_named_by_one_stands_before(database):
    """It has not the other word, and yet it is nearer; of more than a few the text is not lost."""
    text = own(database, "Aivoriihi", body="Kerro kokouksessa, mitkä ovat pelisäännöt.")
    named = own(database, "Pelisäännöt")
    assert found(database, "kokouksen pelisäännöt") == [named, text]
    assert found(database, "kokouksen puuttuvat pelisäännöt") == []
    for n in range(2 * search.MOST_SOME):
        own(database, f"Pelisäännöt {n}")
    assert found(database, "kokouksen pelisäännöt").index(text) == search.MOST_SOME


def test_an_experiment_is_found_by_all_the_words_only(database):
    """Its few words are its own: none of them stands there by chance."""

    def write(tx, title, problem):
        return experiments.new_experiment(tx, title=title, problem=problem)

    told = database.write(partial(write, title="Jono", problem="Kokous ilman pelisääntöjä."))
    database.write(partial(write, title="Pelisäännöt", problem="Riita."))
    find = partial(search.find, typed="kokouksen pelisäännöt", kind="experiment")
    assert database.read(find) == [told[1]]


def test_a_whole_word_is_not_taken_for_the_beginning_of_a_longer_one(database):
    """Hand leads to handbok, a compound, and to handel only while it is no word of its own."""
    compound = own(database, "Q1", lang="sv", body="Läs handboken.")
    other = own(database, "Q2", lang="sv", body="Handel pågår.")
    assert found(database, "hand") == [compound, other]
    whole = own(database, "Q3", lang="sv", body="Räck upp en hand.")
    assert found(database, "hand") == [whole, compound]
    assert found(database, "handb") == [compound]


def test_an_accent_that_is_typed_stands_for_itself_in_the_texts(database):
    """One who types sää does not mean saa; without accents either is found."""
    weather = own(database, "Q1", body="Sää on hyvä.")
    may = own(database, "Q2", body="Saa ohittaa.")
    against = own(database, "Q3", lang="sv", aliases=("motstånd mot förändring",))
    assert found(database, "sää") == [weather]
    assert found(database, "saa") == [weather, may]
    assert found(database, "möten") == []
    assert found(database, "mot") == [against]


def test_small_words_are_looked_for_in_names_only(database):
    """They are in every text or in none; alone they are words like others."""
    text = own(database, "Aivoriihi", body="Stress kommer.", lang="sv")
    named = own(database, "Stress på jobbet", lang="sv")
    assert found(database, "stress på") == [named, text]
    assert found(database, "på") == [named]


def test_two_words_that_mean_one_are_known_in_any_form(library):
    """As a person types them: in the plural, with a hyphen or without."""
    talk = own(library, "Qwzx", lang="en", body="Our development day.")
    assert talk in found(library, "away days")
    assert talk in found(library, "away-day")
    assert talk not in found(library, "day away")


def test_one_letter_begins_a_name_and_two_a_word_of_it(database):
    """Nothing is looked for in the texts."""
    kierros = own(database, "Kierros", body="Öljyä ja äyriä.")
    iso = own(database, "Iso kierros")
    assert found(database, "k") == [kierros]
    assert found(database, "ki") == [kierros, iso]
    assert found(database, "öl") == []
    assert found(database, "öljy") == [kierros]


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("kissa AND ", ["Kissa and koira", "Kissa"]),
        ('kissa AND "', ["Kissa and koira", "Kissa"]),
        ("kissa NOT koira", []),
        ("a OR b", []),
        ("koira OR near", []),
        ("koira -near", []),
        ("NEAR(", ["Near name"]),
        ("name:", ["Near name"]),
        ("name:near", ["Near name"]),
        ("^koira", ["Kissa and koira"]),
        ('"koira kissa"', ["Kissa and koira"]),
        ("(kissa)", ["Kissa", "Kissa and koira"]),
        ('"', []),
        ("*", []),
        ("^", []),
        ("-", []),
        ("' --", []),
    ],
)
def test_whatever_is_typed_is_only_words(database, typed, names):
    """The language of the index is never spoken: AND is a small word, NOT one to be found."""
    name_of = {own(database, name): name for name in ("Kissa", "Kissa and koira", "Near name")}
    assert [name_of[each] for each in found(database, typed)] == names


_MANY = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@_MANY
@given(st.text(min_size=1, max_size=40))
@example("½ tuntia")
@example("ﷺ ja ﷼")
@example("\U0001e900dlam Ა ɔɛɶ")
@example("日本語の会議 A\u030angstro\u0308m")
def test_whatever_is_written_is_kept_and_the_index_is_right(database, name):
    """One sign may stand for several words, and what is a letter is told otherwise elsewhere."""
    own(database, clean(name) or "Oma")
    assert database.read(word_forms.right)


@_MANY
@given(st.text(st.characters(max_codepoint=0x17F), min_size=1, max_size=40))
@example("½ tuntia")
def test_whatever_is_written_in_our_letters_is_found_as_it_was_written(database, name):
    named = clean(name) or "Oma"
    made = own(database, named)
    asked = found(database, named)
    assert made in asked or len(asked) == search.MOST or not index_words.words(named)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("esimies", "esihenkilölle"),
        ("esimiehille", "esihenkilön"),
        ("esihenkilö", "esimiesten"),
        ("lähiesimies", "esihenkilöt"),
        ("förman", "cheferna"),
        ("chef", "förmän"),
        ("feedback", "palautetta"),
        ("feedbackia", "palautteen"),
        ("palaute", "feedbackia"),
        ("agenda", "ohjelman"),
        ("ohjelma", "agendalle"),
        ("dagordning", "programmet"),
        ("jäänmurtaja", "alkukierroksella"),
        ("isbrytare", "incheckningen"),
        ("icebreaker", "jäänmurtajia"),
        ("stand-up", "taulupalaverissa"),
        ("stand up", "taulupalaverissa"),
        ("kaizen", "jatkuvaa parantamista"),
        ("retro", "jälkikatsaukset"),
        ("workshop", "työpajoissa"),
        ("työpaja", "workshopit"),
    ],
)
def test_words_of_the_same_meaning_find_each_other(library, typed, said):
    """An old word, an office word or an English one, in any form, one way and the other."""
    lang = "sv" if said in ("cheferna", "förmän", "programmet", "incheckningen") else "fi"
    named = own(library, f"Qwzx {said}", lang=lang)
    told = own(library, "Qwzx", lang=lang, body=f"Qwzx {said}.")
    hits = found(library, typed)
    assert {named, told} <= set(hits)
    assert hits.index(named) < hits.index(told)


def test_a_synonym_keeps_its_accents(library):
    """Chef is förman too, which is neither forma nor forman."""
    astray = own(library, "Qwzx forma", lang="sv", body="Vi formar och tar form.")
    assert astray not in found(library, "chef")


def test_an_experience_is_no_experiment(database):
    """Though English has one stem for both."""
    felt = own(database, "Qfelt", lang="en", body="Share your experiences.")
    tried = own(database, "Qtried", lang="en", body="Run experiments.")
    assert found(database, "experiment") == [tried]
    assert found(database, "experience") == [felt]


def test_the_end_of_a_compound_is_found_without_a_dictionary(database):
    """Kortti finds kokeilukortteja, and kort försökskorten; the name alone does not hold it."""
    finnish = own(database, "Q1", body="Jaa kokeilukortteja.")
    swedish = own(database, "Q2", lang="sv", body="Dela ut försökskorten.")
    assert found(database, "kortti") == [finnish]
    assert found(database, "kort") == [swedish]


@pytest.mark.skipif(
    not compounds.installed(), reason="libvoikko and its Finnish dictionary are not installed"
)
def test_a_dictionary_finds_what_stands_in_the_middle(database):
    """Paja in työpajapäivä."""
    day = own(database, "Qday", body="Varaa työpajapäiväksi iso sali.")
    assert compounds.parts("työpajapäivä") == ("työ", "paja", "päivä")
    assert found(database, "paja") == [day]


def test_compounds_without_a_dictionary_are_only_told_by_their_ends(monkeypatch):
    """Missing, it is passed over in silence."""
    monkeypatch.setattr(compounds, "_voikko", lambda: None)
    compounds.parts.cache_clear()
    assert not compounds.installed()
    assert compounds.parts("työpajapäivä") == ()
    assert "qfajapoyt" in stems.ends("työpaja", "fi")
    compounds.parts.cache_clear()
