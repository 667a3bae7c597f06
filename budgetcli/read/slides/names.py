"""Names of budget lines: their bullets, their marks, and what is no name."""

import re

from budgetcli.read.slides.labels import LABEL
from budgetcli.read.slides.line import plain
from budgetcli.read.vocabulary import OFFICE, OFFICE_END, TAG_WORD, one_of

BUDGET = r"【予算(?:額|案)?】"
SYMBOL = r"(?:[▲△](?! ?[\d,.])|[○●◎◯◇◆□■▽▼▷▶►☆★✓✔➢❖▪•‣⚫⚪〇](?! ?[\d,.]+ ?(?:[兆億万千百円%,.]|$)))"
MARKS = rf"{TAG_WORD}|新規・拡充|新規・充実|一新|組替|臨時|統合|変更|再掲|創設|追加|レ|レベルアップ|●|◎|★"
TAG = re.compile(rf"[(【〔\[〈<《『](?:{MARKS})[)】〕\]〉>》』] ?|(?:一部新規?|新規|拡充|充実|継続|[新拡継])[ 　]+")
"""What a list prints before or behind a name to say what became of it."""
NUMBER_BEFORE = (
    r"\d{1,2}(?=[.、．](?:\D|\d+[^\d\s.,%兆億万千百円])"
    r"|[ 　]+(?![兆億万]|百万|千円|円)(?:\D|\d{1,2}[A-Zぁ-んァ-ヶ一-龥](?<![万億兆千百円件人回校月日年時台か箇])))"
)
"""A number before a name, which may begin with one itself: 5．５Ｇ等の…"""
NUMBERS = (
    r"\d{1,2}\)(?=[ 　]?\D)|\d{1,2}[-－]\d{1,2}(?:[-－]\d{1,2})?(?=[ 　.])"
    "|[一二三四五六七八九十]{1,2}(?=[ 　、.．])[、.．]?"
)
"""Other numbers: 1), 1-2, 一."""
STYLES = (
    ("budget", BUDGET),
    ("part", r"(?:[※・]\s*)?\(?(?:この)?(?:うち|内、)[、 　:]*"),
    ("symbol", SYMBOL),
    ("circled", r"[①-⑳㉑-㉟❶-❿➀-➉]"),
    ("round", r"\(\d{1,2}\)|[⑴-⒇]"),
    ("inner", r"\([ア-ンa-z]\)"),
    ("roman", r"[Ⅰ-Ⅻ](?=[ 　.．、])[.．、]?"),
    ("square", r"\[\d{1,2}\]"),
    ("number", rf"{NUMBER_BEFORE}[.、．]?|{NUMBERS}"),
    ("kana", r"[ア-ンa-z](?=[ 　.、)])[.、)]?"),
    ("dot", r"[・･](?!・)|[-*](?=[ 　])"),
)
DEPTH = {
    "heading": 0,
    "roman": 0,
    "bracketed": 1,
    "number": 1,
    "square": 1,
    "round": 2,
    "symbol": 3,
    "circled": 3,
    "kana": 4,
    "inner": 5,
    "dot": 6,
}
"""How deep a bullet stands in the outlines of documents: 1, (1), ア, (ア), as 公用文作成の要領 has them."""
BULLET = re.compile("|".join(f"(?P<{name}>{words})" for name, words in STYLES))
TAGGED = "tagged"
"""The style of a name with 新規 or the like in place of a bullet."""
STRONG = frozenset(name for name, _ in STYLES if name != "dot") | {"label", "bracketed", TAGGED}
LIST_NUMBER = re.compile(
    r"\d{1,2}[ 　]+(?=\d{1,2}[ 　]+\D)|(?:No\.?\s*|(?:整理|事業)?番号[ 　:：]*)?\d{1,3}[ 　](?=\D)"
)
NAME_LABEL = re.compile(
    r"(?:(?:事務|細|主要)?事[ 　]?業(?:等)?(?:[ 　]?名称?|の名称)|事業件名|件[ 　]?名|施策名|取組(?:名|み名)?|項目名"
    r"|名[ 　]?称|事[ 　]?項|プログラム名)"
    r"(?:[ 　]*[:：]?[ 　]+|[:：])|(?:No|№)\.? ?\d{1,3}[ 　]{3,}(?=\D)"
)
"""What a form prints before the name."""
NEW_TAG = re.compile(
    r"[(【〔\[〈<《『] *(?:新 *規|皆 *増|新|純増|新規計上|新規事業)[^)】〕\]〉>》』\d]{0,4} ?[)】〕\]〉>》』]"
)
NEW_FIRST = re.compile(rf"(?:\d{{1,3}}[ 　]+|{SYMBOL}|[①-⑳]|・)?[ 　]*新規?[ 　]+\S")
FORM_REST = re.compile(
    r"(?<=[^\s□■])[ 　]*[□■☑☐✓][ 　]?(?:新規|拡充|継続|一部新規|見直し|廃止)(?:[ 　].*)?$"
    r"|[ 　]+(?:区[ 　]?分|予算科目|(?:担当|所管)(?:課|部署|部局)?)[ 　].*$"
)
"""What a form prints behind the name."""
STATE = re.compile(
    r"(?:^|[ 　])(?:区[ 　]?分|新規?[・/]継続?(?:の別|区分)?|新規・拡充)[ 　:：]+[■☑✓]?(?:新規|新)(?=[ 　]|$)"
)
"""The field of a form that says that its programme is new."""
NEWLY = re.compile(r"(?:(?:また|このほか|さらに|加えて)、)?新規(?:事業)?として")
TICKED = re.compile(r"[■☑✓][ 　]?新規(?=[ 　□☐)]|$)")
TICKS = re.compile(r"(?:[□■☑☐✓ 　]*(?:新規|拡充|継続|一部新規|見直し|廃止))+[□■☑☐✓ 　]*")
"""What a form prints to tick."""
NEW_LAST = re.compile(r"[ 　](?:[★☆◎●■※]?(?:新 ?規|皆 ?増)|NEW!?)$")
STATE_LAST = re.compile(r"[ 　]+(?:新 ?規|拡 ?充|継 ?続|廃止|増額|減額)(?:[・/／](?:新規|拡充|継続|廃止))*$")
"""What a form prints behind the name of what became of it."""
FAR = re.compile(r"[ 　]{3,}")
"""What parts a name from words in a column of their own."""
FAR_OFFICE = re.compile(r"[ 　]{2,}[(（〈〔【<＜][^()（）〈〉〔〕【】\d]{1,16}[府省庁局部課室会][ 　]*[)）〉〕】>＞]$")
"""Who pays, in a column of its own behind the name."""
FAR_SECTION = re.compile(rf"[ 　]{{3,}}{OFFICE}$")
"""Who answers for a programme, in a column of its own behind the name."""
OFFICE_LAST = re.compile(r"[ 　]*【[^】\d、。]{1,14}[府省庁局部課室]】$")
"""Who answers for a programme, in a bracket that is part of no name."""
OFFICE_AHEAD = re.compile(
    rf"^[〔【［\[][^〔〕【】\[\]\d]{{1,12}}(?:{OFFICE_END}|場|学校|病院)[〕】］\]][ 　]*(?=\S{{4}})"
)
"""Who answers for a programme, in a bracket before the name."""
PARTLY_NEW = re.compile(r"一部新規|新規・拡充|新規及び")
DROPPED = re.compile(
    r"[(（【〔\[［〈<＜《] ?(?:新 ?規|皆増|皆減|廃止|所要額|一部拡充|純増|新規計上|新規事業|継続事業|拡充事業"
    r"|[^()（）]{0,4}重点事業"
    rf"|{MARKS})"
    r" ?[)）】〕\]］〉>＞》]|[(（]?※\d{0,2}[)）]?(?=\s*$)"
)
INTRODUCED = re.compile(
    r"^.{0,20}主な(?:新規)?(?:事業|もの|内容|取組)(?:として)?は、"
    r"|^(?:(?:また|このほか|さらに|加えて)、)?(?:新規(?:事業)?として、?|新たに、?)|^(?:また|このほか|さらに|加えて)、"
)
QUOTED = re.compile(r"「([^「」]+)」")
"""A name in quotation marks, which are no part of it."""
QUOTED_LAST = re.compile(r"(?<=[、をにでるたすうむくぐぶつ])「[^「」]{4,}」$")
"""A name in quotation marks behind words on what it is for."""
OFFICE_BEHIND = re.compile(
    r"[ 　]*[(（〔［\[【＜<〈][^（()）〔〕［］\[\]【】＜＞<>〈〉\d]{1,18}"
    rf"(?:{OFFICE_END}|学校|図書館|博物館|美術館|公民館|病院)(?:ほか|外|他|等)?[)）〕］\]】＞>〉]$"
)
"""The office that a list prints behind each name."""
OFFICES = re.compile(r"\S{2,12}[府省庁局部](?:[ 　]+\S{2,14}[局部課室])+|\S{2,14}[局課室]")
"""Who answers for a programme, beside its amount and under its name."""
PARTICLE = re.compile(r"(?<=[一-龥ァ-ヶー」』)）])(?:に|へ|として)[ 　]*$")
"""What joins a name to its amount in a sentence."""
OPEN_END = re.compile(r"[ 　]*[(（【〔\[［〈<＜][ 　]*(?=(?:[【（(]新規[】）)])?$)")
"""A bracket that opens behind the name, for its amount."""
LONE_END = re.compile(r"(?<=[一-龥ァ-ヶー]{2}) (?=費$)")
"""A space that extraction has put before a name's last letter."""
SEPARATORS = " 　:：=＝…‥・･.．、,／/－—―─-→⇒~〜"
NO_END = re.compile(
    r"(?:[はがをでへもやの]|から|まで|より|について|において|により|ため|として|による|うち|約|各|年間|累計|合わせて"
    r"|当たり|あたり|につき|とし|など|最大|または|及び|[^\d一-龥ァ-ヶー]に|(?<!こ)と"
    r"|\d ?[万千億]? ?(?:施設|台|人|件|基|校|世帯|か所|箇所|回|床|頭|本|戸|名|団体|か月|日|時間|食|枚|冊|園|口))$"
)
NO_NAME = re.compile(
    one_of(
        r"""
        [。？?] [！!]$ ^(?:この|その)(?:ほか|他)[\s、] (?:ます|ました|です)$ ^注 ^\(注 ^なお
        例え 置き換え 総額 当たり あたり(?!前) 限度額 上限 最大 平均 単価 見込(?!み調) 参考 実績 決算 被害額 と合わせた
        総事業費 全体事業費 総開発費 総工費 市場規模 総生産 出荷額 産出額 漁獲高 残高 推移 配分額 補助率
        (?:使用|手数|入場)料収入 ^予算額?[\s\d,]*$ ポイント以上 [、,][^、)]{0,4}$ 対象経費 人件費[:：]
        目標(?![一-龥]{3}) (?<!災害)査定 要求$ (?:令和|平成)[\d元\s]{1,3}年\s?\d{1,2}\s?月(?:\s?\d{1,2}\s?日)?(?:\s|$)
        [省庁府](?:計上|所管)の 使い(?:みち|道) (?:賛成|反対)(?:多数|少数) 全員賛成 全会一致 可決 用語の(?:説明|解説)
        """
    )
)
"""What is in no name of a budget line."""
SECTION = re.compile(
    r"財源(?:内訳)?|予算額|担当(?:課)?|(?:事業|施策|取組|制度|予算|要求|施策・事業)?の?(?:目的|概要|内容|背景(?:・(?:課題|目的))?|現状(?:・課題|と課題)?|課題|効果|スキーム|イメージ"
    r"|実施(?:主体|方法|期間|イメージ)|期間|対象(?:者|経費)?|要旨|ねらい|趣旨|ポイント|流れ|全体像|積算(?:根拠|内訳)?)"
    r"(?:・(?:目的|概要|内容|効果|必要性))*"
)
"""Headings inside the description of one programme."""
FIELD = re.compile(
    r"(?:担当(?:課|部署?|部局|者)?|所管(?:課|部局)?|(?:事業|施策)?の?(?:概要|内容|目的|期間|主体)|実施主体|対象(?:者|地域)?|お?問い?合わ?せ先?)"
    r" ?[:：]|(?:予算科目|会計科目|科目)[ 　]+[\d款項目-]|前年度(?:当初)?予算額[ 　]+[-ー](?:[ 　]|$)"
    r"|(?:担当|所管)(?:課|部署?|部局)?[ 　]+\S{1,14}(?:$|[ 　]+予算科目)"
)
"""A field of a form that holds no name."""
FINANCE = re.compile(
    r"(?:うち)?(?:一般|特定)財源|国|[都道府県]|[市町村区]費|国(?:庫)?(?:支出金|補助金?|費|負担金|交付金)"
    r"|(?:都道府|道|府|県|都)(?:支出金|費|補助金|債)|国・?県支出金|(?:町|市|村|地方|区|県|府|都|道)債等?(?:\(.*\))?|その他(?:特財)?"
    r"|(?:財政調整)?基金(?:繰入金|残高)|(?:前年度)?繰[入越]金(?:その他|\([^()]*\))?|寄[附付]金|使用料|手数料|諸収入|分担金|負担金|地方交付税|地方(?:消費税|特例)(?:等)?交付金"
    r"|(?:市|町|村|区|特別区|県|都|道|府)(?:民)?税|特別区(?:財政)?(?:調整)?交付金"
    r"|(?:一般会計の?)?歳入.*|\(?財源.*|.{1,20}収入(?:\([^()]*\))?|[市町村区県都府道国]税収入"
    r"|(?:固定資産|軽自動車|都市計画|入湯|事業所|法人市?民?|(?:[市町村区]?たばこ))税(?:など|等)?"
    r"|.{0,8}からの(?:分担金|負担金|補助金|交付金|支出金)|組合債|使用料[・及び]*手数料|手数料[・及び]*使用料|国[・や]?(?:都|道|府|県)の?(?:補助金|支出金)"
)
SHARE_BEFORE = re.compile(r"^\d{1,3}\.\d%[ 　]*")
"""The share of all income that a chart prints before its source."""
FUNDED = re.compile(r"^(?:[(\[【〔〈](?:主な)?財源(?:内訳)?[)\]】〕〉]|本年度の(?:財源内訳)?[ 　]+)")
COLUMN = re.compile(r"国・?県?|(?:都|道|府|県|市|町|村)|合?計|金額")
SUM = re.compile(
    one_of(
        r"""
        (?:.*\s)?[町村市県都府道区国]の(?:新年度)?予算
        .*(?:を(?:含む|除く)(?:総|合)?|の[総合])計額?
        .*(?<![会設統家時集推余])計額?
        .*\([^()]*(?:局|部|省|府|庁|会計|全体)計\)
        (?:支出|歳出)合計.*
        \d[かカヵケヶ]年度?計(?:\s*\(.*\))?
        (?:予算|国費)?(?:総額|合計|小計|総計|計|累計|規模)
        .*予算[総要]?求?(?:額|規模)
        (?:歳出|歳入|全会計|一般会計|特別会計|企業会計)?(?:総額|総計|合計|計)
        (?:.*予算額\s*)?(?:(?:一般|特別|企業)会計\s*)+ 特別会計\(\d+会計\)
        (?:一般会計|特別会計)?(?:歳出|歳入)(?:合計|総額|計)?
        [^\s]{1,12}(?:所管|関係)[の分]?(?:一般会計|予算)
        .*会計\(第\d+号\)
        .*(?:予算|要求).*(?:概要|ポイント|について|総括表?|一覧表?|規模|フレーム|のあらまし|の姿|全体像)
        (?:概算)?要求総?額
        .*要求事項
        (?:前年度|本年度|当初|補正)予算額?
        .*(?:対応|通常|補正|単独|補助|直轄|公共)分
        [収資][益本]的[収支][入出支]
        (?:[収資][益本]的)?[収支][入出](?:の部|額|合計)?
        [\d一二三四五六七八九][つ本]の(?:重点)?(?:柱|政策|施策|分野|方針|プロジェクト)(?:関連)?(?:事業)?
        補正の?(?:ない|されない)款
        全体
        """
    )
)
"""What no programme is called, but what several get together."""
WITHOUT = re.compile(
    r"\((?:(?:[^()]{1,20}を)?(?:除[くい]|含[むん])[^()]{0,4}|[A-Z](?:[+-][A-Z])*|[\dⅠ-Ⅻ]+[~～-][\dⅠ-Ⅻ]+)\)$"
)
"""What a sum says that it leaves out, and the letters by which it is reckoned with."""
ACCOUNT = re.compile(
    r"議会費|総務費|民生費|衛生費|労働費|農林(?:水産|水産業|業)費|商工費|土木費|消防費|教育費|災害復旧費|公債費|諸支出金|予備費"
)
"""The 款 of expenditure (地方自治法施行規則, 別記)."""
ENDS = re.compile(
    one_of(
        """
        事業 費 金 対策 推進 支援 整備 強化 充実 促進 制度 補助 助成 交付 運営 改修 改善 活用 形成 確保
        創出 育成 改良 拡充 等 プロジェクト プログラム システム 化 業務 活動 調査 委託 工事 設置 購入 更新
        運行 給付 支給 派遣 開催 措置 策定 設計 管理 補修 舗装 修繕 撤去 解体 建設 建替え? 移転 導入 構築
        開発 実証 研究 配置 設立 創設
        """
    )
    + r"(?:[)）」』>〉]|\(.*\))?$"
)
"""How names of programmes end."""
LONGEST = 80


def bullet_of(words: str) -> str:
    """Return the style of the bullet with which plain words begin; empty where they have none."""
    if NAME_LABEL.match(words):
        return "label"
    match = BULLET.match(words)
    return match.lastgroup or "" if match else ""


def symbol_of(words: str) -> str:
    """Return the symbol with which plain words begin; empty where they have none."""
    match = re.match(SYMBOL, words)
    return match[0] if match else ""


def without_bullets(words: str) -> str:
    """Return plain words without bullets, tags and labels before the name."""
    for _ in range(4):
        match = NAME_LABEL.match(words) or TAG.match(words) or BULLET.match(words) or LIST_NUMBER.match(words)
        if match is None or not match[0]:
            break
        words = words[match.end() :].lstrip()
    return words


def is_name(raw: str) -> bool:
    """Say whether words can be the name of a budget line."""
    bare = without_bullets(plain(raw)).strip(SEPARATORS)
    bare = bare.removesuffix("など") if bullet_of(plain(raw)) in STRONG else bare
    if not 1 < len(bare) <= LONGEST or NO_NAME.search(bare) or NO_END.search(bare):
        return False
    if SECTION.fullmatch("".join(bare.split())) or LABEL.fullmatch(bare) or TICKS.fullmatch(bare):
        return False
    return bool(re.search(r"[^\W\d_]", bare)) and not re.fullmatch(r"[(\[〔【〈].*[)\]〕】〉]", bare)


def is_sum(raw: str) -> bool:
    """Say whether words name a sum of lines and no line."""
    bare = without_bullets(plain(raw)).strip(SEPARATORS)
    tight = "".join(bare.split())
    return bool(SUM.fullmatch(bare) or SUM.fullmatch(tight) or SUM.fullmatch(WITHOUT.sub("", tight)))


def is_rest(raw: str) -> bool:
    """Say whether words name the rest of the lines above them, whatever these are."""
    return without_bullets(plain(raw)).strip(SEPARATORS) == "その他"


def is_section(words: str) -> bool:
    """Say whether plain words are a heading or a field inside the description of one programme."""
    return (
        FIELD.match(words) is not None
        or SECTION.fullmatch("".join(without_bullets(words).strip(SEPARATORS + "[]【】〔〕〈〉").split())) is not None
    )


def is_finance(raw: str) -> bool:
    """Say whether words name a source of money, which tells nothing of what it is spent on."""
    bare = SHARE_BEFORE.sub("", without_bullets(FUNDED.sub("", plain(raw))).strip(SEPARATORS))
    parts = [part for part in re.split(r"[-/]", bare) if part]
    return bool(parts) and all(FINANCE.fullmatch(part) or FINANCE.fullmatch("".join(part.split())) for part in parts)


def are_finances(words: str) -> bool:
    """Say whether plain words are the headings of columns of sources of money and nothing else."""
    cells = [cell for cell in re.split(r"[ 　／/]+", words) if cell]
    return len(cells) > 1 and all(FINANCE.fullmatch(cell) or COLUMN.fullmatch(cell) for cell in cells)


def is_new(raw: str) -> bool:
    """Say whether a name or remark is marked as new."""
    words = plain(raw)
    marks = (
        NEW_TAG.search(words),
        NEW_FIRST.match(words),
        NEW_LAST.search(words),
        TICKED.search(words),
        NEWLY.match(words),
        STATE.search(words),
    )
    return any(marks) and not PARTLY_NEW.search(words)


def clean(raw: str) -> str:
    """Return a name as printed, without bullet, mark and the dots that lead to its amount."""
    first = FAR.split(raw.strip().removeprefix("※"))[0]
    name = first if symbol_of(plain(raw)) and is_name(first) else raw.strip().removeprefix("※")
    for pattern in (OFFICE_AHEAD, OPEN_END, FORM_REST, STATE_LAST, NEW_LAST, FAR_OFFICE, FAR_SECTION, OFFICE_LAST):
        name = pattern.sub("", name)
    name = PARTICLE.sub("", INTRODUCED.sub("", DROPPED.sub("", name)))
    words = plain(name)
    bare = without_bullets(words)
    name = name[len(words) - len(bare) :] if words.endswith(bare) else name
    name = SHARE_BEFORE.sub("", name.strip(SEPARATORS))
    if quoted := QUOTED_LAST.search(name):
        name = quoted[0]
    parts = LONE_END.sub("", QUOTED.sub(r"\1", name) if QUOTED.fullmatch(name) else name).split()
    return ("" if len(parts) > 2 and all(len(part) == 1 for part in parts) else " ").join(parts)
