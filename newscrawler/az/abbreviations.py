"""Words that carry a full stop without ending a sentence, and words that begin one. All in lower case."""

from typing import Final

MIDDLE: Final = frozenset(
    """
    prof dos akad dr müh gen polk leyt kap ser müəl mərh c-b x-m m-r
    küç pr prosp xiy döng mənz məh qəs vil rn şəh bul kv
    səh məs bax müq təxm red tərc nəşr əd ing rus alm fr lat yun ərəb fars türk isp it
    tel mob faks nöm maddə md bənd şək cəd resp un-t in-t s-si ssr
    mln mlrd trln min e.ə b.e b.e.ə y.e m.ə a.b.ş
    проф акад доц ул им рис стр см ср тел обл корр ген полк просп пос гл
    млн млрд трлн тыс руб долл н.э г гг в вв т.е т.к
    mr mrs ms dr st col lt rev hon no vs fig bn mn jr sr inc ltd e.g i.e
    """.split()
)
"""More of the phrase follows: a name, a number, a currency. They end a sentence only before one of `STARTERS`."""

UNITS: Final = frozenset(
    "kq q qr t ton km m sm mm ha l ml man qəp san dəq saat kvt mvt vt кг км м га т ч мин сек коп".split()
)
"""They end a sentence like any word, but not before a digit: 12 man. 50 qəp."""

LAST: Final = frozenset("i.a т.д т.п др etc p.m a.m".split())
"""Short for `and so on`, and the like: dotted, yet the end of a phrase."""

STARTERS: Final = frozenset(
    """
    bu o onlar biz siz mən sən bunun onun bunlar həmin eyni belə elə hər heç bir bəzi çoxu hamı
    lakin amma ancaq fəqət və həm həmçinin eləcə bundan ondan bununla buna ona orada burada
    sonra daha əvvəl indi hazırda artıq dünən sabah nəticədə beləliklə çünki əgər yəni məsələn xatırladaq qeyd
    isə axı bəli xeyr yox niyə necə nə kim hansı harada ümumiyyətlə üstəlik digər
    это он она они оно мы вы но однако а и в на при по с также кроме после затем ранее между сейчас там здесь этот
    the it he she they we this that these those but and however in on at after before meanwhile also there
    """.split()
)
"""Small words that are no part of a name: behind `mlrd.` or an initial they begin a new sentence."""
