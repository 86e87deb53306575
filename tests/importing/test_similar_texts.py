"""Problems that read almost the same are found as comparing each with each would find them."""

from difflib import SequenceMatcher

from hypothesis import given, settings
from hypothesis import strategies as st

from rectify_cli.importing.plan.addition import similar_texts


@st.composite
def texts_and_revisions(draw: st.DrawFn) -> tuple[list[str], list[str]]:
    """Texts, and others of which most are these with some characters put in, left out, changed."""
    there = draw(st.lists(st.text("甲乙丙丁戊", min_size=1, max_size=24), min_size=1, max_size=4))
    texts = []
    for text in there:
        revised = list(text)
        for _ in range(draw(st.integers(0, 5))):
            at = draw(st.integers(0, len(revised)))
            revised[at : at + draw(st.integers(0, 1))] = draw(st.text("甲乙己", max_size=1))
        texts.append("".join(revised))
    return texts, there


@settings(max_examples=400, deadline=None)
@given(texts_and_revisions())
def test_none_is_missed(given_texts: tuple[list[str], list[str]]) -> None:
    texts, there = given_texts
    each_with_each = [
        (new, old)
        for new, text in enumerate(texts)
        for old, other in enumerate(there)
        if len(text) > 1 and SequenceMatcher(None, other, text, autojunk=False).ratio() >= 0.85
    ]
    assert list(similar_texts(texts, there)) == each_with_each
