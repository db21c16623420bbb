"""What stands round a document but is none of it: navigation, contacts, page numbers, notes.

A line is judged by its own wording; lines that repeat, and what stands among furniture at either end
of the text, are judged by ``checker.read.structure``, which knows the whole document.
"""

from __future__ import annotations

import re

# Wordings that no sentence of a plan begins with. Full match is not asked for: what follows the
# label (a number, an address) is furniture too.
_LABELS = (
    r"(?:信息|稿件|文章)?来\s*源\s*[:：]|作\s*者\s*[:：]|(?:发布|发文|发稿|更新|公开|生成|成文|录入|上传|提交)(?:时间|日期)\s*[:：\d]",
    r"时\s*间\s*[:：]\s*\d{4}|日\s*期\s*[:：]\s*\d{4}|(?:浏览|访问|点击|阅读)(?:次数|量|数|率)?\s*[:：]",
    r"(?:责任)?编辑\s*[:：]|审\s*核\s*[:：]|校\s*对\s*[:：]|撰\s*稿\s*[:：]|(?:浏览)?字[体号]\s*[:：大]|供稿(?:单位)?\s*[:：]",
    r"索\s*引\s*号|主题(?:分类|词)\s*[:：]|发文(?:机关|字号|单位)\s*[:：]|发布机构\s*[:：]|文\s*号\s*[:：|]|公开(?:方式|类别|属性)",
    r"(?:信息)?有效性\s*[:：|]|废止日期|体裁分类|组配分类|公文种类|服务对象分类",
    r"联系(?:人|电话|方式|地址|我们)|(?:咨询|举报|监督|值班|服务)?(?:电话|热线)\s*[:：]|手\s*机\s*[:：]|传\s*真\s*[:：]",
    r"(?:电子)?邮(?:箱|件|编)\s*[:：]|邮政编码|地\s*址\s*[:：]|QQ(?:群)?\s*[:：]|微\s*信(?:号|公众号)?\s*[:：]|E-?mail",
    r"(?:主办|承办|协办|运维|建设|开发)单位\s*[:：]|技术支持|网站(?:标识码|地图|声明|建设|管理|导航|首页)|版权(?:所有|声明)|隐私(?:声明|政策)",
    r"欢迎(?:您)?(?:访问|光临|来到)|(?:您)?(?:现在|当前|所在)?(?:的)?(?:所在)?位置\s*[:：]|当前位置|首页\s*[>»›|/＞]|设为首页|加入收藏",
    r"无障碍(?:浏览|阅读)|长者(?:模式|专区)|关怀版|移动版|手机版|电脑版|繁體|简体\s*[|/]|English|登录|注册|站内搜索|智能问答",
    r"上一[篇条页]|下一[篇条页]|相关(?:链接|文章|阅读|文档|信息|附件|解读|稿件)|友情链接|返回(?:顶部|首页|列表)|【?打印(?:本页|此页)?】?|【?关闭(?:窗口|本页)?】?",
    r"分享(?:到|至|本文)?\s*[:：]?$|扫(?:一扫|描).{0,14}|(?:官方)?(?:微信|微博|抖音)?(?:公众号)?二维码|关注我们|关于我们|(?:在线|电话|微信|QQ)咨询$",
    r"(?:今天|现在|今日)是?\s*[:：]?\s*\d{4}年\d{1,2}月\d{1,2}日|\d{4}年\d{1,2}月\d{1,2}日\s*星期[一二三四五六日天]$",
    r"[(（]?此件(?:主动|依申请|不予)?公开(?:发布)?[)）]?$|抄送\s*[:：]|分送\s*[:：]|主题词\s*[:：]|(?:密级|紧急程度)\s*[:：]",
    r"(?:Copyright|©|CopyRight|All\s*Rights)",
)
_LABEL = re.compile(r"(?:" + "|".join(_LABELS) + r")", re.IGNORECASE)
_ANYWHERE = re.compile(
    r"今天是\s*[:：]?\s*\d{4}年|星期[一二三四五六日天]$|ICP备|公网安备|备案(?:序)?号\s*[:：]?|网站标识码|版权所有|Copyright|©|All\s*Rights\s*Reserved"
    r"|(?:来源|作者|发布时间|浏览次数|点击量|阅读次数|字号|打印)\s*[:：].{0,40}(?:作者|发布时间|时间|浏览|点击|字号|打印|【)",
    re.IGNORECASE,
)
_PAGE = re.compile(
    r"[-—–─·\s]*第?\s*\d{1,4}\s*页?(?:\s*[,，/]?\s*共\s*\d{1,4}\s*页)?[-—–─·\s]*|\d{1,4}\s*/\s*\d{1,4}"
)
_RULE = re.compile(r"[\W_]+")
_CJK = re.compile(r"[\u3400-\u9fff]")
_SENTENCE = re.compile(r"[。；;！？]")
_CONTENTS = re.compile(r"目\s*录")
_CONTENTS_ENTRY = re.compile(r"(?:[.…·．]{2,}|\s{2,}|\t)\s*[-—(（]?\d{1,3}[-—)）]?\s*$")
_NOTES = re.compile(
    r"(?:附件?\s*\d{0,2}\s*[:：]?\s*)?[《(（【]?(?:有关|部分|相关|报告中?)*(?:名词|用语|词语|术语|词汇|指标)"
    r"(?:解释|注释|释义)(?:和?说明)?[》)）】]?\s*[:：]?|注\s*[释解]?\s*[:：]|附\s*注\s*[:：]?|注释"
)


def is_furniture(text: str) -> bool:
    """Say whether a line is furniture by its own wording alone.

    >>> [is_furniture(t) for t in ("津ICP备12005970号", "— 12 —", "来源：市发改委", "一、工作回顾")]
    [True, True, True, False]
    """
    stripped = text.strip()
    if not stripped or len(stripped) > 160:
        return False
    if _RULE.fullmatch(stripped) or _PAGE.fullmatch(stripped):
        return True
    if not _CJK.search(stripped):
        # A line without any Chinese is an English navigation entry; a bare figure is left alone.
        return bool(re.search(r"[A-Za-z]{3}", stripped)) and not re.search(r"\d\s*[%％]", stripped)
    if _ANYWHERE.search(stripped):
        return True
    found = _LABEL.match(stripped)
    # A sentence may begin like a label (联系我们的群众…。); furniture has no sentence behind it.
    return bool(found) and not (_SENTENCE.search(stripped) and len(stripped) > 40)


def is_contents_head(text: str) -> bool:
    """Say whether a line is the head of a table of contents (目录)."""
    return bool(_CONTENTS.fullmatch(text.strip()))


def is_contents_entry(text: str) -> bool:
    """Say whether a line is an entry of a table of contents: words, a gap or dots, a page number."""
    return bool(_CONTENTS_ENTRY.search(text)) and len(text) < 90


def is_notes_head(text: str) -> bool:
    """Say whether a line opens the glossary or the notes that follow the closing words."""
    return bool(_NOTES.fullmatch(text.strip()))
