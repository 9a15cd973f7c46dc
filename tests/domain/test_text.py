"""The gate lets words through and nothing that commands a terminal."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kehitys.domain.text import LINE_LIMIT, MOST_MARKS, PARAGRAPH_LIMIT, clean, fold, sort_key

NASTY = st.text(
    st.one_of(
        st.characters(exclude_categories=()),
        st.sampled_from(
            "\x1b[]P0;31m\x07\\\x9b\x9d\x9c\r\n\t \u00a0\u202e\u2066\u200d\u0301\u0316é"
        ),
        st.sampled_from("\u0344\u0cc6\u0cc2\u0cd5\u0dd9\u20dd\ufeff\u2028\ud800👩"),
    ),
    max_size=60,
)
LIMITS = st.one_of(st.none(), st.integers(0, 20))


@given(NASTY, st.booleans(), LIMITS)
def test_cleaning_twice_changes_nothing(text, line, limit):
    """What has been through the gate goes through it again as it is."""
    once = clean(text, line=line, limit=limit)
    assert clean(once, line=line, limit=limit) == once


@given(NASTY, st.booleans())
def test_nothing_that_commands_a_terminal_is_left(text, line):
    """No control, override or surrogate comes out, and what comes out is in NFC."""
    cleaned = clean(text, line=line)
    allowed = "" if line else "\n\t"
    assert all(unicodedata.category(c) not in ("Cc", "Cs") or c in allowed for c in cleaned)
    assert not set(cleaned) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
    assert unicodedata.is_normalized("NFC", cleaned)


@given(NASTY, st.booleans())
@example("e" + "\u0344" * 4, True)
def test_no_character_carries_a_tower_of_marks(text, line):
    """However many marks were piled up, four at most are left."""
    run = 0
    for character in clean(text, line=line):
        run = run + 1 if unicodedata.category(character).startswith("M") else 0
        assert run <= MOST_MARKS


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("\x1b[31mpunainen\x1b[0m", "punainen"),
        ("\x9b2Jtyhjä", "tyhjä"),
        ("\x1b]0;otsikko\x07teksti", "teksti"),
        ("\x1b]8;;https://example.org\x1b\\linkki\x1b]8;;\x1b\\", "linkki"),
        ("\x1bPsalaa\x1b\\näkyy", "näkyy"),
        ("\x1b(Bteksti", "teksti"),
        ("a\x00b\x7fc", "abc"),
        ("\x1b\x1b[31m[32m", "[32m"),
    ],
)
def test_an_escape_sequence_goes_whole(raw, shown):
    """Nothing of a sequence stays behind as rubbish in the text."""
    assert clean(raw) == shown


def test_an_escape_that_is_never_closed_loses_no_words():
    """A stray opening takes only itself away."""
    assert clean("alku \x1b]ja koko loppu") == "alku ja koko loppu"


def test_brackets_are_only_words():
    """What looks like markup is kept as it was typed."""
    assert clean("[/] [Espoo] [b") == "[/] [Espoo] [b"


def test_a_line_is_one_line():
    """White space folds to single spaces and the ends are bare."""
    assert clean("  yksi\r\n\tkaksi\u2028kolme  ") == "yksi kaksi kolme"


def test_a_text_cut_to_size_does_not_end_in_a_space():
    """A cut between two words leaves the first one bare."""
    assert clean("yksi kaksi", limit=5) == "yksi"
    assert clean("yksi\nkaksi", line=False, limit=5) == "yksi"


def test_a_paragraph_keeps_its_lines():
    """Line ends and tabs stay, the spaces before a line end go."""
    assert clean("yksi  \r\n\tkaksi\r\rkolme \n", line=False) == "yksi\n\tkaksi\n\nkolme"


def test_no_break_spaces_stay():
    """A number is not torn from its unit."""
    assert clean("20\u00a0000\u202f€") == "20\u00a0000\u202f€"


def test_an_emoji_made_of_several_stays_one():
    """The joiners inside an emoji are kept."""
    assert clean("👩\u200d🏫") == "👩\u200d🏫"


def test_right_to_left_letters_stay():
    """Real Arabic and Hebrew are words like any other."""
    assert clean("שלום مرحبا") == "שלום مرحبا"


def test_what_is_no_character_goes():
    """The last two places of each plane: XML, and with it a spreadsheet, takes neither of them."""
    assert clean("a\ufffeb\uffffc\U0001fffed\U0010ffff") == "abcd"
    assert clean("\ufffd") == "\ufffd"


def test_half_a_character_becomes_a_question_mark():
    """A lone surrogate cannot be stored, and does not vanish unseen either."""
    assert clean("a\ud800b") == "a?b"


@pytest.mark.parametrize(("line", "limit"), [(True, LINE_LIMIT), (False, PARAGRAPH_LIMIT)])
@pytest.mark.parametrize(
    "piece",
    ["[", "\x1b", "\x1b[1", "\x1b]", "\x1bP", "\x9d", "\x90a", "\u0301\u0316", " ", "\x1b "],
)
def test_a_megabyte_of_anything_is_cut_to_size(line, limit, piece):
    """Huge texts come back short, whatever they repeat."""
    assert len(clean(piece * (1_000_000 // len(piece)), line=line)) <= limit


def test_names_sort_as_in_a_finnish_phone_book():
    """Å, ä and ö come after z in that order, and other accents do not matter."""
    names = ["Öberg", "Zeta", "Åke", "aalto", "Ähtäri", "Évora", "Eva", "Yrjö", "Ünal", "Aino"]
    assert sorted(names, key=sort_key) == [
        "aalto", "Aino", "Eva", "Évora", "Ünal", "Yrjö", "Zeta", "Åke", "Ähtäri", "Öberg",
    ]  # fmt: skip


def test_a_letter_sorts_alike_however_it_was_typed():
    """A letter and its accent typed apart sort as the one letter."""
    assert sort_key("A\u030alund") == sort_key("Ålund") == sort_key("åLUND")


def test_danish_letters_sort_with_their_cousins():
    """Æ goes with ä and ø with ö."""
    assert (sort_key("Æ"), sort_key("Ø")) == (sort_key("ä"), sort_key("ö"))


@given(st.text(max_size=30))
@example("𝖠")
def test_folding_twice_changes_nothing_to_a_match(text):
    """A name matches its own folded form."""
    assert fold(fold(text)) == fold(text)


def test_folding_forgives_capitals_and_accents():
    """What a person types without accents finds the name with them."""
    assert fold("Ääkkönen, Łódź, SMØRREBRØD") == "aakkonen, lodz, smorrebrod"


def test_ordinary_letters_go_a_short_way_that_leaves_them_as_the_long_one_does():
    """The short way takes no character that the long way would change or take away."""
    from kehitys.domain import text

    ordinary = [chr(code) for code in range(0x3000) if text._SOUND.fullmatch(chr(code))]
    assert "ä" in ordinary
    assert "\u200f" not in ordinary
    assert [one for one in ordinary if text._sound(f"a{one}b{one}") != f"a{one}b{one}"] == []
