"""Alt and a letter opens one menu, or does one thing."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from mesomap.app.mnemonics import distinct, letter_of


def test_the_first_keeps_its_letter_the_next_takes_the_beginning_of_a_word() -> None:
    assert distinct(["&Course…", "Scan &code…"]) == ["&Course…", "&Scan code…"]


def test_one_whose_wish_comes_later_keeps_it_before_another_is_given_away() -> None:
    assert distinct(["&Add", "&Alter", "A&lign"]) == ["&Add", "Al&ter", "A&lign"]


def test_what_wishes_for_no_letter_gets_none_and_a_plain_ampersand_stays() -> None:
    assert distinct(["Syringe 1", "Cut && &keep", "&Keep"]) == [
        "Syringe 1",
        "Cut && &keep",
        "K&eep",
    ]


def test_a_text_with_no_free_letter_stays_without() -> None:
    assert distinct(["&A", "&A"]) == ["&A", "A"]


@given(st.lists(st.from_regex(r"[a-c ]{0,3}&?[a-e]{1,4}( &&)?", fullmatch=True), max_size=8))
def test_no_letter_twice_and_no_word_changed(texts: list[str]) -> None:
    found = distinct(texts)
    letters = Counter(letter_of(text) for text in found if letter_of(text))
    assert all(count == 1 for count in letters.values())

    def bare(text: str) -> str:
        return text.replace("&&", "\0").replace("&", "")

    assert [bare(text) for text in found] == [bare(text) for text in texts]


def test_no_menu_of_the_window_underlines_a_letter_twice(person) -> None:
    bar = person.window.menuBar()
    menus = [action.menu() for action in bar.actions()]
    assert all(menus)
    for owner in (bar, *menus):
        letters = Counter(letter_of(action.text()) for action in owner.actions())
        del letters[""]
        assert [letter for letter, count in letters.items() if count > 1] == []
