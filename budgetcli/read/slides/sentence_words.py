"""Words that tell what sentences give to programmes from sums, revenues, debts and what is past."""

import re

from budgetcli.read.vocabulary import SAME, one_of


def _any(words: str, end: str = "") -> re.Pattern[str]:
    return re.compile(one_of(words) + end)


BUDGETED = _any(
    "計上 追加 盛り?込 盛っ 盛る 充て を(?:あてる|あてた|あてて) 付け 措置 予算化 配分 投じ 確保"
    " 補正(?:する|し|を) 積み立て 予定し を?(?:それぞれ)?増額"
)
"""What a sentence does with the amounts of programmes."""
AT_ONCE = re.compile(r"(?:の?予算)?を?(?:新たに)?(?:計上|追加|要求(?:する|し|。)|盛り?込|盛っ|盛る|予算化|補正する)")
NEWLY_GIVEN = re.compile(r"を?(?:、)?新(?:規|た)に(?:計上|要求|措置|盛り?込)")
"""What a sentence does with an amount that the year before had not."""
OF_HEADING = re.compile(
    r"(?:(?:この|その|これらの?|上記の)(?:取組の?|施策の?|実現の?)?ため(?:の(?:所要)?(?:経費|予算|費用)(?:として)?)?"
    r"|(?:(?:これら|この事業|本事業|実施|推進|整備)に(?:必要な|要する)|所要の?|必要な|関連|関係|当該)"
    r"(?:経費|予算額?|費用|額)(?:として)?|(?:この|これらの)(?:経費|費用|予算)(?:として|に)"
    r"|[うくぐすつぬぶむる](?:ため(?:に|の(?:所要の?)?(?:経費|費用|予算)(?:として)?)?|こととし(?:て)?))"
    r"(?:、?[^、]{2,16}への(?:負担金|補助金|出資金|繰出金)として)?"
    rf"(?:は)?、?(?:新たに|{SAME}の)?\s*$|^\s*(?:に加えて?、)?(?:新たに)?、?\s*$"
)
"""How a sentence points to what its paragraph is on, before the amount."""
OF_HEADING_FIRST = re.compile(r"(?:する|行う|図る|[めげえせ]る)(?:経費|費用)として、?\s*$")
"""How a sentence does so before its first amount."""
AS_BEFORE = re.compile(rf"{SAME}の\s*$")
LAST = re.compile(r"(?:など)?(?:と?なって(?:います|いる))?。?")
"""What a sentence has behind its last amount where it has no verb."""
INTRODUCED = re.compile(
    r"(?:主な|主要な?|新規|継続|重点)(?:新規|継続|建設)?(?:関連|関係)?(?:事業|施策|もの|取り?組み?)"
    r"(?:と?して(?:は)?|では?|には?|は|、)|歳出の主な|次の(?:通り|とおり)"
)
"""What says that programmes follow."""
FOLLOWED = re.compile(r"(?:次|以下)の(?:通り|とおり)(?:です|である|だ)?。?\s*$")
NEWLY = re.compile(r"新規(?:の?(?:事業|施策))?(?:と?して(?:は)?|では?|は|の?もの|も?次の)")
TOPIC = re.compile(r"[^「」。]{0,12}「(?P<name>[^「」]{4,})」(?:で?は|に(?:は|つ(?:きまして|いて)は))、")
"""A programme in quotation marks of which the whole sentence speaks."""
OTHERWISE = re.compile(r"(?:また、?)?(?:(?:この|その)(?:ほか|他)|継続|一方|既存)")
"""What begins a sentence on other programmes than the new ones before it."""
APART = _any(
    """
    歳入 財源 (?:[市町村県府都区]|地方)債 [市町村県府都区]民?税 交付税 寄[付附] 起債 借り入れ 取り?崩 残高 基金繰入
    繰入金 (?:特別|企業|公営|事業)会計 債務負担 繰越明許 枠[にを] 総額で 実績 決算 落札 請負 契約額 売り?上げ 給料
    報酬 家計 月給 年収 (?:例え|たとえ)ると
    """
)
"""Words of sentences on revenues, debts, funds, accounts, contracts and what is past or stands for the budget."""
DENIED = _any(
    """
    の?(?:増(?!設|築|改|員)|減) に(?:上る|のぼる|達|増|減|なる) ずつ [×x/@倍] 以[上内下] 未満 まで から 台 相当 分[のを]
    規模 が必要 の(?:黒字|赤字|費用|事業費|予算|補助|うち|予備費|基金)
    を?(?:活用|受け|原資|元手|もとに|借り|見込|繰り?[入越]|取り?崩|上限|限度|補助|交付|支給|助成|請求|支払)
    を?(?:減額|増額|追加|減ら|超え|上回|下回)
    """
)
"""What stands behind amounts that are no programme's."""
NO_PROGRAMME = _any(
    """
    会計 総額 総計 合計 予算(?:案|額|総額)?$ (?<![大中小])規模 枠$ 予備費 補正額 歳[出入] [増減]額$ 税$ 積立残高 交付税
    県費 国費 [市町村]費$ (?:義務|投資|消費|政策|経常)的?経費 (?:人件費|扶助費|公債費|職員給与費)[)]?$
    (?:^|うち)(?:普通建設|単独|公共|補助|災害復旧)事業費?$ [1一]人(?:当|あ|に) 世帯(?:当|あ|に)
    上限 最大 限度 事業費(?:は|約)
    """
)
"""Words that name a sum, a kind of spending, a source of money or a share and no programme."""
GENERAL = re.compile(
    r"(?:総|全体|実施|基本|事業|工事|整備|建設|設計|改修|運営|関連|関係|必要|所要|これら|同|その|対策|各種)*"
    r"(?:の?(?:費用?|経費|額|予算))?(?:など|等)?"
)
"""Names that say nothing without the words before them."""
NAMES_END = _any(
    """
    料 費用 浚渫 除去 新設 取得 配置 建て?替え? 増築 改築 復旧 修理 養成 普及 見舞金 給食 耐震化? 計画 健診 検診 接種
    """,
    end="$",
)
"""How names of programmes end in sentences, beside what names of lines end with."""
NOT_NAMED = frozenset({"ceiling", "per-head", "result", "revenue"})
"""What no end of a name speaks of."""
NO_BEGIN = re.compile(r"[のをにはがでと](?=[一-龥ァ-ヶ])|[へも、。)」]")
"""What no name begins with."""
