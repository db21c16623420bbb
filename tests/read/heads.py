"""Invented heads of documents and what they are: (name, text, region path, level, kind, plan, report)."""

from __future__ import annotations

from typing import NamedTuple


class Head(NamedTuple):
    name: str
    text: str
    path: str | None
    level: str | None
    kind: str
    plan: int | None
    report: int | None


HEADS: tuple[Head, ...] = (
    Head(
        "nation, spaced title",
        """政 府 工 作 报 告
——2016年3月5日在第十二届全国人民代表大会第四次会议上
国务院总理 某某某
各位代表：
现在，我代表国务院，向大会报告政府工作，请予审议。
一、2015年工作回顾
过去一年，我国发展经受住了考验。
二、2016年重点工作
国内生产总值增长6.5%—7%。""",
        "全国", "national", "work_report", 2016, 2015,
    ),
    Head(
        "evaluation of a five-year plan, a heading like a plan's title beneath",
        """云和州国民经济和社会发展“十四五”规划纲要实施情况中期评估报告
一、主要目标完成情况
2022年，地区生产总值达到572亿元。""",
        "云和州", "city", "other", 2023, 2022,
    ),
    Head(
        "nation, old numerals",
        """政府工作报告
一九九三年三月十五日在第八届全国人民代表大会第一次会议上
各位代表：
我代表国务院向大会作工作报告。
一、过去五年工作的回顾
二、今后五年的主要任务""",
        "全国", "national", "work_report", 1993, 1992,
    ),
    Head(
        "province, year only in the date line",
        """政府工作报告
（2009年2月8日在湖南省第十一届人民代表大会第二次会议上）
湖南省省长 某某
各位代表：
现在，我代表省人民政府向大会作工作报告。""",
        "湖南省", "province", "work_report", 2009, 2008,
    ),
    Head(
        "autonomous region calls itself 全区",
        """2021年宁夏回族自治区政府工作报告
——2021年1月29日在自治区第十二届人民代表大会第四次会议上
各位代表：
一、“十三五”时期及2020年工作回顾
全区地区生产总值增长3.9%。
三、2021年主要工作""",
        "宁夏回族自治区", "province", "work_report", 2021, 2020,
    ),
    Head(
        "prefecture-level city, session in December before the plan year",
        """政府工作报告
（2021年12月29日在九江市第十六届人民代表大会第一次会议上）
市长 某某
各位代表：
一、过去五年及2021年工作回顾
二、今后五年的奋斗目标
三、2022年工作安排""",
        "江西省/九江市", "city", "work_report", 2022, 2021,
    ),
    Head(
        "county, title with the county's name",
        """桃源县2014年政府工作报告
各位代表：
现在，我代表县人民政府向大会报告工作。
一、2013年工作回顾
我县经济稳步增长。
二、2014年工作安排""",
        "湖南省/常德市/桃源县", "district", "work_report", 2014, 2013,
    ),
    Head(
        "county-level city beneath a prefecture",
        """关于义乌市2019年国民经济和社会发展计划执行情况
与2020年国民经济和社会发展计划草案的报告

——2020年4月20日在义乌市第十五届人民代表大会第四次会议上

义乌市发展和改革局

各位代表：
受市人民政府委托，现将计划执行情况与计划草案提请大会审议。""",
        "浙江省/金华市/义乌市", "district", "plan_report", 2020, 2019,
    ),
    Head(
        "banner",
        """2018年鄂温克族自治旗政府工作报告
（2018年1月11日在鄂温克族自治旗第十二届人民代表大会第三次会议上）
旗长 某某
各位代表：""",
        "内蒙古自治区/呼伦贝尔市/鄂温克族自治旗", "district", "work_report", 2018, 2017,
    ),
    Head(
        "autonomous prefecture",
        """关于延边朝鲜族自治州2011年国民经济和社会发展计划执行情况与2012年国民经济和社会发展计划草案的报告
各位代表：""",
        "吉林省/延边朝鲜族自治州", "city", "plan_report", 2012, 2011,
    ),
    Head(
        "ambiguous district, parent in the title",
        """北京市朝阳区2022年国民经济和社会发展计划
一、主要目标
地区生产总值增长5%左右。""",
        "北京市/朝阳区", "district", "plan", 2022, None,
    ),
    Head(
        "ambiguous district, parent only in the text",
        """朝阳区2023年政府工作报告
——2023年1月5日在朝阳区第十九届人民代表大会第二次会议上
各位代表：
现在，我代表区人民政府报告工作。
一、2022年工作回顾
一年来，在长春市委、市政府的坚强领导下，全区经济平稳运行。认真落实长春市各项部署。""",
        "吉林省/长春市/朝阳区", "district", "work_report", 2023, 2022,
    ),
    Head(
        "invented district beneath an invented city",
        """云阜市白石区人民政府关于印发白石区2024年国民经济和社会发展计划的通知
各街道办事处，区政府各部门：
现将《白石区2024年国民经济和社会发展计划》印发给你们，请认真贯彻执行。
2024年2月3日
白石区2024年国民经济和社会发展计划
一、主要预期目标""",
        "云阜市/白石区", "district", "plan", 2024, None,
    ),
    Head(
        "invented district, city only named beside 市委",
        """政府工作报告
——2020年1月8日在青岚区第六届人民代表大会第四次会议上
青岚区区长 某某
各位代表：
现在，我代表区人民政府向大会报告工作。
一、2019年工作回顾
一年来，在云阜市委、市政府和区委的领导下，全区上下共同努力。""",
        "云阜市/青岚区", "district", "work_report", 2020, 2019,
    ),
    Head(
        "invented county with a known city above it",
        """石家庄市柏溪县2017年国民经济和社会发展统计公报
柏溪县统计局
2018年4月2日
2017年，全县生产总值完成120.3亿元，比上年增长7.1%。""",
        "河北省/石家庄市/柏溪县", "district", "communique", None, 2017,
    ),
    Head(
        "invented city without parent",
        """栖川市国民经济和社会发展第十三个五年规划纲要
（2016年1月20日栖川市第四届人民代表大会第五次会议批准）
第一章 发展基础
第二章 指导思想和主要目标""",
        "栖川市", "city", "five_year_plan", 2020, None,
    ),
    Head(
        "province, fifteenth five-year plan",
        """四川省国民经济和社会发展第十五个五年规划纲要
“十五五”时期（2026—2030年）是基本实现社会主义现代化的关键时期。""",
        "四川省", "province", "five_year_plan", 2030, None,
    ),
    Head(
        "old five-year plan called 计划",
        """国民经济和社会发展“九五”计划和2010年远景目标纲要
（1996年3月17日第八届全国人民代表大会第四次会议批准）
一、国民经济和社会发展的指导方针和奋斗目标""",
        "全国", "national", "five_year_plan", 2000, None,
    ),
    Head(
        "communique of a city",
        """苏州市2005年国民经济和社会发展统计公报
苏州市统计局
（2006年2月15日）
2005年，全市上下团结奋进。初步核算，全市生产总值4026.5亿元，按可比价计算比上年增长15.3%。""",
        "江苏省/苏州市", "city", "communique", None, 2005,
    ),
    Head(
        "communique, nation, year first",
        """中华人民共和国2012年国民经济和社会发展统计公报
国家统计局
2013年2月22日
初步核算，全年国内生产总值比上年增长7.8%。""",
        "全国", "national", "communique", None, 2012,
    ),
    Head(
        "midyear",
        """关于临沧市2022年上半年国民经济和社会发展计划执行情况的报告
——2022年8月26日在临沧市第五届人民代表大会常务委员会第六次会议上
市人大常委会：
一、上半年计划执行情况
二、下半年工作措施""",
        "云南省/临沧市", "city", "midyear", 2022, 2022,
    ),
    Head(
        "midyear without a year in the title",
        """国务院关于今年以来国民经济和社会发展计划执行情况的报告
——2023年8月28日在第十四届全国人民代表大会常务委员会第五次会议上
全国人民代表大会常务委员会：
受国务院委托，我报告今年以来国民经济和社会发展计划执行情况，请审议。""",
        "全国", "national", "midyear", 2023, 2023,
    ),
    Head(
        "resolution on the plan",
        """盐城市第九届人民代表大会第二次会议关于盐城市2022年国民经济和社会发展计划执行情况与2023年国民经济和社会发展计划的决议
（2023年1月12日盐城市第九届人民代表大会第二次会议通过）
会议决定，批准2023年国民经济和社会发展计划。""",
        "江苏省/盐城市", "city", "resolution", 2023, 2022,
    ),
    Head(
        "standing committee adjusts the plan in autumn",
        """云阜市人民代表大会常务委员会关于批准调整2015年国民经济和社会发展计划部分指标的决定
（2015年11月26日云阜市第五届人民代表大会常务委员会第二十次会议通过）
会议决定：将地区生产总值预期增长目标由9%调整为8%左右。""",
        "云阜市", "city", "resolution", 2015, None,
    ),
    Head(
        "budget report",
        """关于开封市2020年财政预算执行情况和2021年财政预算（草案）的报告
——2021年2月24日在开封市第十五届人民代表大会第五次会议上
开封市财政局局长 某某
各位代表：""",
        "河南省/开封市", "city", "budget_report", 2021, 2020,
    ),
    Head(
        "central and local budget",
        """关于2011年中央和地方预算执行情况与2012年中央和地方预算草案的报告
2012年3月5日在第十一届全国人民代表大会第五次会议上
财政部
各位代表：""",
        "全国", "national", "budget_report", 2012, 2011,
    ),
    Head(
        "assignment",
        """宜春市人民政府办公室关于印发2019年政府工作报告重点任务责任分工方案的通知
宜府办发〔2019〕6号
各县（市、区）人民政府，市直各部门：
《2019年政府工作报告重点任务责任分工方案》已经市政府同意，现印发给你们。
2019年2月20日""",
        "江西省/宜春市", "city", "assignment", 2019, None,
    ),
    Head(
        "targets handed down",
        """云阜市人民政府关于分解下达2016年国民经济和社会发展主要目标任务的通知
各区县人民政府：
现将主要目标任务分解下达给你们。""",
        "云阜市", "city", "assignment", 2016, None,
    ),
    Head(
        "plan handed down is a plan",
        """郴州市人民政府关于下达2010年国民经济和社会发展计划的通知
各县市区人民政府：
《郴州市2010年国民经济和社会发展计划》已经市三届人大四次会议审议通过，现下达给你们。""",
        "湖南省/郴州市", "city", "plan", 2010, None,
    ),
    Head(
        "plan report with Chinese years",
        """关于雅安市二○○七年国民经济和社会发展计划执行情况和二○○八年国民经济和社会发展计划草案的报告
各位代表：""",
        "四川省/雅安市", "city", "plan_report", 2008, 2007,
    ),
    Head(
        "web page round a report; the portal's city is no evidence",
        """首页 > 政务公开 > 政府工作报告
您现在的位置：首页>政府工作报告
政府工作报告
发布时间：2019-02-01 10:20 来源：霞浦县政府办 浏览次数：1205
——2019年1月9日在霞浦县第十七届人民代表大会第三次会议上
霞浦县县长 某某
各位代表：
主办单位：宁德市人民政府办公室
闽ICP备10000000号""",
        "福建省/宁德市/霞浦县", "district", "work_report", 2019, 2018,
    ),
    Head(
        "no title, work report by its own words",
        """各位代表：
现在，我代表锦溪县人民政府，向大会作政府工作报告，请予审议。
一、2008年工作回顾
我县全年实现生产总值45亿元。
二、2009年工作任务""",
        "锦溪县", "district", "work_report", 2009, 2008,
    ),
    Head(
        "no title, plan report by its headings",
        """一、2012年国民经济和社会发展计划执行情况
（一）经济平稳增长
平谷区实现地区生产总值增长9%。
二、2013年国民经济和社会发展计划安排
在北京市委、市政府领导下，全区力争增长10%。平谷区财政收入增长11%。""",
        "北京市/平谷区", "district", "plan_report", 2013, 2012,
    ),
    Head(
        "party committee's proposal for a five-year plan",
        """中共云阜市委关于制定国民经济和社会发展第十四个五年规划和二〇三五年远景目标的建议
（2020年12月25日中国共产党云阜市第九届委员会第十次全体会议通过）""",
        "云阜市", "city", "five_year_plan", 2025, None,
    ),
    Head(
        "sector plan for five years",
        """关于印发云阜市“十四五”卫生健康发展规划的通知
各区县人民政府：""",
        "云阜市", "city", "five_year_plan", 2025, None,
    ),
    Head(
        "standing committee's own report is none of ours",
        """云阜市人民代表大会常务委员会工作报告
——2023年1月12日在云阜市第七届人民代表大会第二次会议上
各位代表：""",
        "云阜市", "city", "other", 2023, None,
    ),
    Head(
        "new district as a region",
        """上海市浦东新区2021年国民经济和社会发展计划执行情况与2022年国民经济和社会发展计划草案的报告
各位代表：""",
        "上海市/浦东新区", "district", "plan_report", 2022, 2021,
    ),
    Head(
        "former place, valid in its year",
        """崇文区2008年政府工作报告
——2008年1月8日在崇文区第十四届人民代表大会第三次会议上
各位代表：""",
        "北京市/崇文区", "district", "work_report", 2008, 2007,
    ),
    Head(
        "title in two lines, region on the first",
        """云阜市人民政府
2013年工作报告
各位代表：
现在，我代表市人民政府向大会报告工作。
一、2012年工作回顾
二、2013年工作安排""",
        "云阜市", "city", "work_report", 2013, 2012,
    ),
    Head(
        "execution report of a whole year only",
        """关于赤壁市2016年国民经济和社会发展计划执行情况的报告
各位代表：
二、2017年国民经济和社会发展计划安排意见""",
        "湖北省/咸宁市/赤壁市", "district", "plan_report", 2017, 2016,
    ),
    Head(
        "speaker without office, no brackets round the date",
        """政府工作报告
2019年3月2日在浮山县第十六届人民代表大会第四次会议上
某 某 某
各位代表:""",
        "山西省/临汾市/浮山县", "district", "work_report", 2019, 2018,
    ),
    Head(
        "session in the title's brackets, place only in the first sentence",
        """政府工作报告(第十七届人民代表大会第三次会议)
各位代表:
现在,我代表闽清县人民政府,向大会报告政府工作,请予审议。
一、2018年工作回顾""",
        "福建省/福州市/闽清县", "district", "work_report", 2019, 2018,
    ),
    Head(
        "short name of an autonomous prefecture",
        """凉山州2019年国民经济和社会发展统计公报
凉山州统计局""",
        "四川省/凉山彝族自治州", "city", "communique", None, 2019,
    ),
    Head(
        "short name of a province, year without 年",
        """广东2024政府工作报告
各位代表：""",
        "广东省", "province", "work_report", 2024, 2023,
    ),
    Head(
        "city and province of one name",
        """吉林市2015年国民经济和社会发展计划执行情况与2016年国民经济和社会发展计划草案的报告
各位代表：""",
        "吉林省/吉林市", "city", "plan_report", 2016, 2015,
    ),
    Head(
        "a district called 市中区, its city only in the text",
        """市中区2024年政府工作报告
——2024年1月12日在市中区第十九届人民代表大会第三次会议上
各位代表：
一、2023年工作回顾
在济南市委、市政府坚强领导下，全区上下努力。""",
        "山东省/济南市/市中区", "district", "work_report", 2024, 2023,
    ),
    Head(
        "invented district named only in the text",
        """政府工作报告
——在区第十届人民代表大会第三次会议上
区长 某某
各位代表：
现在，我代表区人民政府向大会报告工作。
一、2023年工作回顾
我区坚持稳中求进，在云阜市委坚强领导下，白石区经济稳步增长。
二、2024年工作安排
白石区生产总值增长6%。""",
        "云阜市/白石区", "district", "work_report", 2024, 2023,
    ),
    Head(
        "five-year goals beside the year's plan in 1996",
        """政府工作报告
1996年2月3日在河北省第八届人民代表大会第四次会议上
省长 某某
各位代表：
一、“八五”计划完成情况
二、“九五”计划和2010年远景目标
三、1996年的主要任务""",
        "河北省", "province", "work_report", 1996, 1995,
    ),
    Head(
        "standing committee of the nation changes the budget",
        """全国人民代表大会常务委员会关于批准国务院增发国债和2023年中央预算调整方案的决议
（2023年10月24日第十四届全国人民代表大会常务委员会第六次会议通过）""",
        "全国", "national", "resolution", 2023, None,
    ),
    Head(
        "notice that names neither place nor plan; the signature does",
        """关于下达2024年度目标任务的通知
各县（区）人民政府：
云阜市人民政府办公室
2024年3月1日""",
        "云阜市", "city", "assignment", 2024, None,
    ),
    Head(
        "newspaper's headline with the day in figures",
        """白石县第三届人民代表大会第五次会议开幕 县长作政府工作报告
2016-03-03
在回顾2015年工作时，县长说，全年实现地区生产总值48亿元、增长8%。""",
        "白石县", "district", "work_report", 2016, 2015,
    ),
    Head(
        "title in marks before a newspaper's headline",
        """白石县《政府工作报告》摘要（一）：去年各项任务全面完成
日期：2022年01月24日 来源：县融媒体中心
全县地区生产总值增长6%。""",
        "白石县", "district", "work_report", 2022, 2021,
    ),
    Head(
        "no year but the one looked back on, measured by another",
        """白石县政府工作报告
各位代表：
预计2005年实现生产总值95亿元，是2000年的2.4倍；人均生产总值是2000年的2.5倍。""",
        "白石县", "district", "work_report", 2006, 2005,
    ),
    Head(
        "last year and this one so far looked back on",
        """政府工作报告
白石市人民政府市长 某某
各位代表：
一、2019年和今年以来工作回顾
2019年，全市生产总值增长6.3%。""",
        "白石市", "city", "work_report", 2020, 2019,
    ),
    Head(
        "summary of a year and thoughts on the next",
        """白石县2020年度工作总结和2021年度工作思路
一、2020 年度工作总结
预计全年地区生产总值增长1%。""",
        "白石县", "district", "work_report", 2021, 2020,
    ),
    Head(
        "two five-year periods in one title",
        """白石县“十一五”工作总结及“十二五”工作规划
一、2010年工作总结
全年财政收入4亿元。""",
        "白石县", "district", "five_year_plan", 2015, None,
    ),
    Head(
        "title names the year looked back on",
        """2019年白石县政府工作报告
——在白石县第十八届人民代表大会第四次会议上
各位代表：
一、攻坚克难，过去一年政府工作成效明显
2019年，是我县很不平凡的一年。
预计全县地区生产总值增长3.1%。""",
        "白石县", "district", "work_report", 2020, 2019,
    ),
    Head(
        "all on one line, the day of the session in brackets",
        """2019年白石县人民政府工作报告（全文）
2019年白石县人民政府工作报告（全文）——在白石县第十七届人民代表大会第四次会议上县长某某（2020年1月8日）各位代表：现在，我代表县人民政府向大会作工作报告，请予审议。2019年工作回顾2019年，是白石县发展很不平凡的一年。财政收入1.8亿元、增长6%。""",
        "白石县", "district", "work_report", 2020, 2019,
    ),
    Head(
        "newspaper tells of the report",
        """白石县《政府工作报告》摘要（一）：2021年各项任务全面完成
日期：2022年01月24日
1月20日，白石县人民政府县长某某作《政府工作报告》时，对2021年及上一届政府工作作了全面回顾，对2022年的工作作了部署。
报告指出，2021年是“十四五”开局之年。
全县地区生产总值增长8.6%。""",
        "白石县", "district", "work_report", 2022, 2021,
    ),
    Head(
        "title names the year before the session, all on one line",
        """（云阜市）2020年白石县人民政府工作报告（全文）
政府工作报告 2021年1月6日在白石县第六届人民代表大会第六次会议上 县长 某某 各位代表："""
        """现在，我代表县人民政府，向大会报告工作。一、十三五简要回顾 五年来，战略地位明显提高。""",
        "白石县", "district", "work_report", 2021, 2020,
    ),
    Head(
        "page title cut off, section says what it is",
        """2015年国民经济和社会发展计划执行情况与2016年国民经济
2015年是“十二五”的收官之年。白石区人民政府全年实现地区生产总值61亿元，白石区第三届人民代表大会第四次会议确定的指标较好完成。
一、2015年国民经济和社会发展计划执行情况
全区服务业增加值35亿元。""",
        "白石区", "district", "plan_report", 2016, 2015,
    ),
    Head(
        "traditional characters",
        """白石縣2022年政府工作報告
——2022年1月5日在白石縣第十八屆人民代表大會第二次會議上
各位代表：
一、2021年工作回顧
全縣地區生產總值增長8%。""",
        "白石县", "district", "work_report", 2022, 2021,
    ),
    Head(
        "report looked back on one year and planned the next, says the news",
        """白石县十八届人大二次会议开幕
1月21日，白石县第十八届人民代表大会第二次会议开幕。政府工作报告回顾了2021年工作，对2022年工作进行部署。
报告指出，全县2021年实现稳中提质。""",
        "白石县", "district", "work_report", 2022, 2021,
    ),
    Head(
        "headline about a five-year plan",
        """白石市长作报告：将提前一年实现十五计划
2005年01月21日
1月21日，白石市第十届人民代表大会第三次会议举行。市长作了《政府工作报告》。他首先回顾了2004年的工作，对2005年的工作作了安排。
他说，2004年，全市生产总值增长12%。""",
        "白石市", "city", "work_report", 2005, 2004,
    ),
    Head(
        "title run together with the text",
        """白石市2005年政府工作报告一、2004年工作回顾2004年，是白石市协调发展的一年。白石市人民政府依靠全市人民，预计全年实现生产总值196亿元，增长14.5%。""",
        "白石市", "city", "work_report", 2005, 2004,
    ),
    Head(
        "five-year plan with its span in brackets",
        """松澜市国民经济和社会发展第十四个五年规划纲要（2021—2025年）
（2021年2月松澜市第六届人民代表大会第七次会议批准）
第一章　发展基础
2020年，全市地区生产总值860亿元。""",
        "松澜市", "city", "five_year_plan", 2025, None,
    ),
    Head(
        "list of deeds for the people",
        """枫丘县2024年民生实事项目
（2024年1月枫丘县第十三届人民代表大会第三次会议票决通过）
2024年全县共安排民生实事10件。""",
        "枫丘县", "district", "assignment", 2024, None,
    ),
    Head(
        "name that ends with a shorter one",
        """汶东区政府工作报告
——2026年1月11日在汶东区第八届人民代表大会第五次会议上
汶东区人民政府区长
一、2025年工作总结
全区地区生产总值增长5%。""",
        "汶东区", "district", "work_report", 2026, 2025,
    ),
    Head(
        "district called after a wood",
        """枫林区2024年国民经济和社会发展计划
2024年，全区地区生产总值增长6%。""",
        "枫林区", "district", "plan", 2024, None,
    ),
    Head(
        "district called after a town wall",
        """岚城区2024年政府工作报告
一、2023年工作回顾
全区地区生产总值增长6%。""",
        "岚城区", "district", "work_report", 2024, 2023,
    ),
    Head(
        "a district of an unknown city has a listed one's name",
        """望澜市沙湾区2025年政府工作报告
——2025年1月9日在沙湾区第八届人民代表大会第三次会议上
一、2024年工作回顾
全区地区生产总值增长6%。""",
        "望澜市/沙湾区", "district", "work_report", 2025, 2024,
    ),
    Head(
        "a report on some work, given in the midst of the year",
        """碧溪区关于园区建设情况的报告
——2024年9月24日在碧溪区第八届人民代表大会常务委员会第二十次会议上
1—8月，全区新建厂房6万平方米。""",
        "碧溪区", "district", "other", 2024, 2024,
    ),
)  # fmt: skip
