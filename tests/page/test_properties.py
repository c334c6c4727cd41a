"""What holds for any text: offsets lead back, sentences lie in their articles, nothing is lost of the order."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from kg.page import read_articles, reading_of
from kg.page.signs import widen
from kg.records import Page, Reading

PIECES = [
    "本报讯（记者 何一帆）5月12日，县委书记罗大同来到清江经济开发区",
    "据新华社北京3月2日电 ",
    "（下转第二版）",
    "——访清江县县长",
    "本报记者 何一帆",
    "（何一帆 摄）春到清江",
    "发布时间：2024-03-18 09:12",
    "●招聘会5月17日举办。",
    "又讯 ",
    "县委书记强调，要抓好项目建设。",
    "“好！”他说",
    "《清江县管理办法》",
    "筑 牢 防 线",
    "BDO and PTMEG",
    "责任编辑：何一帆",
    "简讯",
    "何一帆",
    "\n",
    "\n\n",
    "\u3000\u3000",
    " ",
    "，",
    "。",
]
pages = st.lists(st.sampled_from(PIECES) | st.text(max_size=8), max_size=40).map("".join)


def lead_back(reading: Reading) -> bool:
    source = widen(reading.page.text)
    return len(reading.text) == len(reading.offsets) and all(
        char in "\n " if at < 0 else source[at] == char for char, at in zip(reading.text, reading.offsets, strict=True)
    )


@given(pages)
def test_offsets_lead_back_to_the_source_text(text: str) -> None:
    assert lead_back(read_articles(Page("a.txt", text)))
    assert lead_back(reading_of(text))


@given(pages | st.text(alphabet='县企业,:;?!.()"\n 12A，', max_size=60))
def test_widening_keeps_every_offset(text: str) -> None:
    wide = widen(text)
    assert len(wide) == len(text)
    assert all(a == b or not a.isalnum() for a, b in zip(text, wide, strict=True))


@given(pages)
def test_what_is_printed_is_the_source(text: str) -> None:
    reading = read_articles(Page("a.txt", text))
    printed = reading.printed(0, len(reading.text))
    assert all(at < 0 or reading.page.text[at] == char for char, at in zip(printed, reading.offsets, strict=True))


@given(pages)
def test_offsets_of_an_article_rise(text: str) -> None:
    reading = read_articles(Page("a.txt", text))
    for article in reading.articles:
        offsets = [at for at in reading.offsets[slice(*article.span)] if at >= 0]
        assert all(a < b for a, b in pairwise(offsets))


@given(pages)
def test_sentences_lie_in_their_articles_and_do_not_overlap(text: str) -> None:
    for reading in (read_articles(Page("a.txt", text)), reading_of(text)):
        for before, after in pairwise(reading.sentences):
            assert before.end <= after.start
        for sentence in reading.sentences:
            article = reading.articles[sentence.article]
            assert article.span.start <= sentence.start < sentence.end <= article.span.end
            assert sentence.part in {"headline", "byline", "body", "caption"}
            if sentence.paragraph >= 0:
                paragraph = article.paragraphs[sentence.paragraph]
                assert paragraph.start <= sentence.start < sentence.end <= paragraph.end
            else:
                assert sentence.part in {"headline", "byline"}


@given(pages)
def test_articles_follow_one_another(text: str) -> None:
    articles = read_articles(Page("a.txt", text)).articles
    assert [article.index for article in articles] == list(range(len(articles)))
    assert all(a.span.end <= b.span.start for a, b in pairwise(articles))


@given(pages)
def test_every_sentence_covers_what_the_article_says(text: str) -> None:
    """What no sentence holds is white space."""
    reading = read_articles(Page("a.txt", text))
    covered = {i for s in reading.sentences for i in range(s.start, s.end)}
    assert all(char.isspace() for i, char in enumerate(reading.text) if i not in covered)


@given(pages)
def test_a_page_is_read_the_same_every_time(text: str) -> None:
    page = Page("a.txt", text)
    assert read_articles(page) == read_articles(page)
