"""Invented documents; behind ⇒ stands the context a line must be read in: modality period kind [region]."""

from __future__ import annotations

FLOWS: dict[str, str] = {
    "work report with five-year review and goals": """
政府工作报告
——2022年1月6日在柏溪县第十八届人民代表大会第一次会议上
柏溪县县长 某某
各位代表：
现在，我代表县人民政府向大会报告工作，请予审议。
一、过去五年及2021年工作回顾 ⇒ actual 2017/2021 span
过去五年，是全县攻坚克难的五年。 ⇒ actual 2017/2021 span
五年来，我们聚力抓项目，累计实施重点项目310个。 ⇒ actual 2017/2021 span
2021年，全县生产总值达到182亿元。 ⇒ actual 2021 year
五年来，我们用心惠民生，新增城镇就业1.3万人。 ⇒ actual 2017/2021 span
过去一年，我们主要做了以下工作： ⇒ actual 2021 year
（一）工业提速增效。新增规上企业11家。 ⇒ actual 2021 year
（二）乡村全面振兴。建成高标准农田2万亩。 ⇒ actual 2021 year
看到成绩的同时，也存在一些困难和问题：财政收支矛盾突出，税收占比只有61%。 ⇒ actual 2021 year
二、今后五年的奋斗目标 ⇒ target ../2026 by
今后五年，全县生产总值突破300亿元。 ⇒ target ../2026 by
——产业更强。工业总产值翻一番。 ⇒ target ../2026 by
三、2022年工作安排 ⇒ target 2022 year
今年经济社会发展的主要预期目标是：生产总值增长7%左右。 ⇒ target 2022 year
（一）坚定不移兴产业。新增规上企业12家以上。 ⇒ target 2022 year
到2025年，工业总产值达到260亿元。 ⇒ target ../2025 by
（二）坚持不懈惠民生。改造老旧小区9个。 ⇒ target 2022 year
四、加强政府自身建设 ⇒ target 2022 year
压减一般性支出5%。 ⇒ target 2022 year
""",
    "plan report, problems inside the review": """
关于栖川市2018年国民经济和社会发展计划执行情况与2019年国民经济和社会发展计划草案的报告
各位代表：
受市人民政府委托，现将计划执行情况报告如下。 ⇒ actual 2018 year
一、2018年国民经济和社会发展计划执行情况 ⇒ actual 2018 year
一年来，全市经济总体平稳。 ⇒ actual 2018 year
（一）主要目标完成情况 ⇒ actual 2018 year
地区生产总值增长7.6%。 ⇒ actual 2018 year
（二）存在的主要问题 ⇒ actual 2018 year
民间投资下降2.1%。 ⇒ actual 2018 year
二、2019年经济社会发展的总体要求和主要目标 ⇒ target 2019 year
地区生产总值增长7%左右。 ⇒ target 2019 year
三、重点任务 ⇒ target 2019 year
（一）扩大有效投资 ⇒ target 2019 year
实施重点项目120个。 ⇒ target 2019 year
去年开工的12个项目年内全部投产。 ⇒ actual 2018 year
四、保障措施 ⇒ target 2019 year
""",
    "plan without any marker": """
白石区2024年国民经济和社会发展计划
地区生产总值增长5%以上。 ⇒ target 2024 year
新建口袋公园6个。 ⇒ target 2024 year
2023年，全区新增就业1.8万人。 ⇒ actual 2023 year
年底前建成中医医院二期。 ⇒ target 2024 year
""",
    "plan that opens with last year's results": """
云阜市2016年国民经济和社会发展计划
2015年，全市生产总值完成860亿元。 ⇒ actual 2015 year
2016年全市经济社会发展主要预期目标为：生产总值增长8%。 ⇒ target 2016 year
一、做大产业规模 ⇒ target 2016 year
工业投资增长12%。 ⇒ target 2016 year
""",
    "five-year plan": """
云阜市国民经济和社会发展第十四个五年规划纲要
第一章 发展基础 ⇒ actual 2016/2020 span
第一节 “十三五”时期发展成就 ⇒ actual 2016/2020 span
“十三五”时期，全市生产总值年均增长7.1%。 ⇒ actual 2016/2020 span
2020年，全市生产总值达到1268亿元。 ⇒ actual 2020 year
第二节 面临的机遇和挑战 ⇒ actual 2016/2020 span
第二章 总体要求 ⇒ target ../2025 by
第一节 指导思想 ⇒ target ../2025 by
第二节 主要目标 ⇒ target ../2025 by
到2025年，常住人口城镇化率达到65%。 ⇒ target ../2025 by
“十四五”期间，新增城镇就业20万人。 ⇒ target ../2025 by
展望2035年，人均生产总值比2020年翻一番。 ⇒ target ../2035 by
第三章 建设现代产业体系 ⇒ target ../2025 by
高新技术企业达到700家。 ⇒ target ../2025 by
""",
    "communique": """
桐江区2020年国民经济和社会发展统计公报
桐江区统计局
2021年3月30日
一、综合 ⇒ actual 2020 year
初步核算，全年全区生产总值305.2亿元。 ⇒ actual 2020 year
年末常住人口41.2万人。 ⇒ actual 2020 year
二、农业 ⇒ actual 2020 year
粮食产量27.1万吨，比上年增长1.2%。 ⇒ actual 2020 year
""",
    "midyear report": """
关于云阜市2023年上半年国民经济和社会发展计划执行情况的报告
——2023年7月27日在云阜市第七届人民代表大会常务委员会第十一次会议上
一、上半年计划执行情况 ⇒ actual 2023 part-year
上半年，全市生产总值增长5.9%。 ⇒ actual 2023 part-year
今年以来，新开工项目87个。 ⇒ actual 2023 part-year
（一）工业生产稳中有进 ⇒ actual 2023 part-year
1—6月，规模以上工业增加值增长7.2%。 ⇒ actual 2023 part-year
二、下半年重点工作 ⇒ target 2023 year
全年新增规模以上工业企业80家。 ⇒ target 2023 year
""",
    "budget report": """
关于柏溪县2019年预算执行情况和2020年预算草案的报告
一、2019年预算执行情况 ⇒ actual 2019 year
全县一般公共预算收入9.6亿元，为预算的101.2%。 ⇒ actual 2019 year
二、2020年预算草案 ⇒ target 2020 year
（一）收入安排 ⇒ target 2020 year
一般公共预算收入安排10.1亿元，增长5%。 ⇒ target 2020 year
""",
    "work report without numbers before its headings": """
临溪区2010年政府工作报告
2009年工作回顾 ⇒ actual 2009 year
2009年，全区经济逆势上扬。 ⇒ actual 2009 year
一、经济发展 ⇒ actual 2009 year
财政收入增长18%。 ⇒ actual 2009 year
2010年工作安排 ⇒ target 2010 year
一、发展工业 ⇒ target 2010 year
工业增加值增长16%。 ⇒ target 2010 year
""",
    "targets announced inside a paragraph": """
关于云阜市2020年国民经济和社会发展计划执行情况与2021年国民经济和社会发展计划草案的报告
过去一年，生产总值1268亿元。2021年主要预期目标是：生产总值增长7%。 ⇒ actual 2020 year ⇒ target 2021 year
重点抓好以下工作： ⇒ target 2021 year
新增规上工业企业70家。 ⇒ target 2021 year
""",
    "targets handed down, place by place": """
云阜市2024年国民经济和社会发展主要目标任务分解方案
一、分区任务 ⇒ target 2024 year
（一）白石区 ⇒ target 2024 year 云阜市/白石区
新增就业1.75万人。 ⇒ target 2024 year 云阜市/白石区
（二）临溪区 ⇒ target 2024 year 云阜市/临溪区
新增就业1.55万人。 ⇒ target 2024 year 云阜市/临溪区
二、工作要求 ⇒ target 2024 year 云阜市
""",
    "open-ended words take the year away": """
白石区2025年国民经济和社会发展计划
今后一段时期，持续提升公共服务水平，床位达到2000张。 ⇒ target None year
新增托位300个。 ⇒ target 2025 year
""",
    "上年 and 本年 count from the plan year": """
关于柏溪县2003年国民经济和社会发展计划执行情况与2004年国民经济和社会发展计划草案的报告
一、上年计划执行情况 ⇒ actual 2003 year
完成技改投资3亿元。 ⇒ actual 2003 year
二、本年计划安排 ⇒ target 2004 year
安排技改投资4亿元。 ⇒ target 2004 year
""",
    "tackling problems is a task, admitting them is not": """
栖川市2021年政府工作报告
一、2020年工作回顾 ⇒ actual 2020 year
二、2021年工作安排 ⇒ target 2021 year
聚焦群众反映的突出问题，新增学位3000个。 ⇒ target 2021 year
我们也清醒地认识到，去年民间投资占比不足四成。 ⇒ actual 2020 year
新建停车场6处。 ⇒ target 2021 year
""",
    "tasks behind the goals of five years": """
栖川市2021年政府工作报告
一、“十三五”时期工作回顾 ⇒ actual 2016/2020 span
累计脱贫12万人。 ⇒ actual 2016/2020 span
二、“十四五”时期发展目标 ⇒ target ../2025 by
生产总值年均增长7%。 ⇒ target ../2025 by
三、重点任务 ⇒ target 2021 year
新增市场主体2万户。 ⇒ target 2021 year
""",
    "a resolution quotes the meeting": """
云阜市第七届人民代表大会第三次会议关于2023年国民经济和社会发展计划执行情况与2024年国民经济和社会发展计划的决议
会议认为，2023年全市上下共同努力，生产总值增长6.1%。 ⇒ actual 2023 year
会议决定，批准2024年国民经济和社会发展计划，生产总值增长6%左右。 ⇒ target 2024 year
""",
    "a review may look back further than its heading": """
关于临溪区2022年国民经济和社会发展计划执行情况与2023年国民经济和社会发展计划草案的报告
一、2022年计划执行情况 ⇒ actual 2022 year
（一）项目建设 ⇒ actual 2022 year
近三年累计引进项目210个。 ⇒ actual 2020/2022 span
（二）民生保障 ⇒ actual 2022 year
截至2022年底，参保人数达到31万人。 ⇒ actual 2022 year
二、2023年主要预期目标 ⇒ target 2023 year
力争用三年时间引进项目300个。 ⇒ target ../2025 by
""",
    "estimates": """
关于云阜市2014年国民经济和社会发展计划预计执行情况与2015年国民经济和社会发展计划草案的报告
一、2014年计划预计执行情况 ⇒ estimate 2014 year
生产总值增长9%。 ⇒ estimate 2014 year
二、2015年计划安排 ⇒ target 2015 year
""",
    "work in headings of sections is neither review nor target": """
栖川市2022年政府工作报告
一、2021年工作回顾 ⇒ actual 2021 year
（一）全力完成目标任务，经济平稳增长 ⇒ actual 2021 year
生产总值增长8%。 ⇒ actual 2021 year
（二）重点工作扎实推进 ⇒ actual 2021 year
新开工项目61个。 ⇒ actual 2021 year
二、2022年工作安排 ⇒ target 2022 year
（一）夯实高质量发展基础 ⇒ target 2022 year
新建标准厂房20万平方米。 ⇒ target 2022 year
（二）圆满完成机构改革任务 ⇒ target 2022 year
压减机构12个。 ⇒ target 2022 year
（三）着力解决突出问题 ⇒ target 2022 year
化解积案30件。 ⇒ target 2022 year
三、全面完成民生实事 ⇒ target 2022 year
新增学位2000个。 ⇒ target 2022 year
""",
    "last year first, then the five years": """
栖川市2021年政府工作报告
一、2020年和“十三五”时期工作回顾 ⇒ actual 2020 year
2020年，全市生产总值增长3%。 ⇒ actual 2020 year
“十三五”时期，全市累计脱贫12万人。 ⇒ actual 2016/2020 span
二、“十四五”时期目标任务和2021年重点工作 ⇒ target ../2025 by
2021年，全市生产总值增长7%以上。 ⇒ target 2021 year
""",
    "last year and this year in one paragraph": """
云阜市2024年政府工作报告
去年，全市生产总值增长6.1%。今年，全市生产总值增长6%左右。 ⇒ actual 2023 year ⇒ target 2024 year
""",
    "a far goal inside a review holds for its own clause only": """
云阜市2024年政府工作报告
一、2023年工作回顾 ⇒ actual 2023 year
全市完成投资300亿元。到2027年，园区产值将达到500亿元。 ⇒ actual 2023 year
""",
    "figures before the outlook are the review": """
云阜市2024年政府工作报告
全市生产总值1500亿元，增长6.1%。 ⇒ actual 2023 year
一、今年工作 ⇒ target 2024 year
全市生产总值增长6%。 ⇒ target 2024 year
""",
    "a report on the past alone": """
白石区2023年国民经济和社会发展计划执行情况
地区生产总值增长5.2%。 ⇒ actual 2023 year
""",
    "short lines without number are headings": """
云阜市2022年政府工作报告
过去一年的工作 ⇒ actual 2021 year
生产总值增长6.1%。 ⇒ actual 2021 year
今年的工作 ⇒ target 2022 year
生产总值增长6%。 ⇒ target 2022 year
未来五年，生产总值年均增长6%。 ⇒ target ../2026 by
""",
    "一、二、三产业 is no heading": """
关于云阜市2010年国民经济和社会发展计划执行情况及2011年国民经济和社会发展计划（草案）的报告
一、2010年计划执行情况 ⇒ actual 2010 year
（一）主要特点 ⇒ actual 2010 year
1、经济快速增长。一、二、三产业分别完成100亿元、300亿元、200亿元。 ⇒ actual 2010 year
二、三产业占比达到83%。 ⇒ actual 2010 year
二、2011年国民经济和社会发展计划安排 ⇒ target 2011 year
1、生产总值增长12%以上； ⇒ target 2011 year
""",
    "a far goal among a year's tasks holds for its sentence": """
云阜市2020年政府工作报告
二、2020年目标任务 ⇒ target 2020 year
到2022年，工业总产值突破1000亿元。新增规上工业企业60家。 ⇒ target ../2022 by ⇒ target 2020 year
到2022年，高新技术企业达到500家。今年工作的主要目标是：新增80家。 ⇒ target ../2022 by ⇒ target 2020 year
""",
    "what is addressed to all ends the items before it": """
云阜市2026年政府工作报告
一、2025年和“十四五”时期工作回顾 ⇒ actual 2025 year
——民生持续改善。新增学位1200个。 ⇒ actual 2025 year
各位代表！2025年是收官之年。回望过去五年，面貌改善。 ⇒ actual 2025 year ⇒ actual 2021/2025 span
（一）产业不断壮大。建成园区8个。 ⇒ actual 2021/2025 span
（二）民生继续改善。新增学位6000个。五年来，群众更加满意。 ⇒ actual 2021/2025 span
二、2026年工作安排 ⇒ target 2026 year
新增学位1300个。 ⇒ target 2026 year
""",
    "a line of its own ends the items of a list": """
云阜市2026年政府工作报告
一、2025年工作回顾 ⇒ actual 2025 year
——项目加快建设。建成园区2个。 ⇒ actual 2025 year
五年来，全市面貌发生深刻变化。 ⇒ actual 2021/2025 span
（一）产业不断壮大。建成园区8个。 ⇒ actual 2021/2025 span
""",
    "news of a report, whose opening decides": """
白石市人代会开幕
白石市第十一届人民代表大会第二次会议1月14日开幕，市长某某作《政府工作报告》。
某某在报告中说，刚刚过去的2008年，市政府较好地完成了目标任务。财政收入13亿元，增长8%。 ⇒ actual 2008 year
报告回顾了去年以来的新进展。去年全年实现生产总值65亿元。 ⇒ actual 2008 year
新的一年，市政府将把增长放在首位，生产总值增长9%。 ⇒ target 2009 year
""",
    "since last year, looked back on in January": """
白石区2025年政府工作报告
一、2024年工作回顾 ⇒ actual 2024 year
去年以来，我们迎难而上，生产总值增长5.6%。 ⇒ actual 2024 year
""",
    "five years looked back on without a heading": """
（2006年2月8日 某某）
过去的五年，是我省改革开放阔步前进的五年。 ⇒ actual 2001/2005 span
——经济总量迈上新台阶。全省生产总值年均增长11.6%。 ⇒ actual 2001/2005 span
——人民生活有了提高。收入年均增长9%。 ⇒ actual 2001/2005 span
五年来，我们推进了六个方面的工作。 ⇒ actual 2001/2005 span
""",
    "headings without numbers, signs behind them": """
白石县2024年工作报告📜
回顾2023年工作成果🏆 ⇒ actual 2023 year
过去的一年，白石县取得了成绩。 ⇒ actual 2023 year
全县生产总值增长6%。 ⇒ actual 2023 year
展望2024年工作目标🎯 ⇒ target 2024 year
2024年，我们将努力实现以下目标： ⇒ target 2024 year
确保生产总值增长7%。 ⇒ target 2024 year
""",
    "one sign for heads, another for what stands beneath": """
白石市政府工作报告摘要与导读
白石日报 2025年01月17日
■ 2024年成绩单 ⇒ actual 2024 year
●预计全市生产总值增长6%左右 ⇒ actual 2024 year
●城乡居民收入稳步增长 ⇒ actual 2024 year
■ 2025年经济社会发展的主要预期目标 ⇒ target 2025 year
●经济增长6%左右 ⇒ target 2025 year
●粮食产量继续保持5亿斤以上 ⇒ target 2025 year
""",
    "a year that is spoken of to all is that of the items behind it": """
云阜市2026年政府工作报告
一、“十四五”时期和2025年工作回顾 ⇒ actual 2021/2025 span
（一）更好统筹发展。新增学位6000个。 ⇒ actual 2021/2025 span
各位代表，刚刚过去的2025年，全市着力稳就业，经济平稳。 ⇒ actual 2025 year
——“向新”的动能持续增强。新增学位1200个。 ⇒ actual 2025 year
——“向优”的质效稳步提升。建成园区2个。 ⇒ actual 2025 year
二、“十五五”时期主要目标 ⇒ target ../2030 by
""",
    "no title, figures compared with last year's": """
今年以来，全县上下抓项目、稳增长，经济平稳开局。
2023年1—5月，规上工业增加值增长6.1%。 ⇒ actual 2023 part-year
分门类看，制造业增长7.2%，比上年同期加快1.1个百分点。 ⇒ actual 2023 year
新增就业1.2万人，完成年度目标任务的63%。 ⇒ actual 2023 year
""",
    "no title, but targets": """
2023年，全县要把就业放在首位。
全年新增就业1.2万人，比上年多0.1万人。 ⇒ target 2023 year
确保财政收入增长5%，固定资产投资增长6%。 ⇒ target 2023 year
""",
    "revenue of some months": """
云阜市2022年1—4月财政收支情况
一、一般公共预算收入情况 ⇒ actual 2022 part-year
1—4月累计，全市一般公共预算收入41亿元。 ⇒ actual 2022 part-year
主要税收收入情况如下：
1.国内增值税5.4亿元，下降8.8%。 ⇒ actual 2022 part-year
""",
    "a line that is only a time": """
云阜市工业产销情况
2024年1—3月
全市工业增加值增长5.1%。 ⇒ actual 2024 part-year
产销率95.4%。 ⇒ actual 2024 part-year
""",
    "twelve months are a year": """
云阜市2024年经济运行情况
1—12月，全市工业增加值增长5.1%。 ⇒ actual 2024 year
""",
    "what the lines list is of the half year told above them": """
（一）一般公共预算收入情况
2024年上半年，全市收入1144亿元。主要税收收入项目情况如下： ⇒ actual 2024 part-year
增值税393亿元，同比增长8.1%； ⇒ actual 2024 part-year
（二）一般公共预算支出情况
上半年，全市支出1532亿元，同比增长16.2%。 ⇒ actual 2024 part-year
""",
    "news that begins the review within a paragraph": """
白石市第十一届人民代表大会举行。市长代表政府作工作报告。他说，刚刚过去的2007年，发展很快。 ⇒ actual 2007 year
据初步统计，全市生产总值增长14%；投资增长11%。 ⇒ actual 2007 year
""",
    "the year just past opens a review of its own behind five years": """
云阜市2026年政府工作报告
一、“十四五”时期和2025年工作回顾 ⇒ actual 2021/2025 span
过去的五年极不寻常。 ⇒ actual 2021/2025 span
民生福祉不断增进。新增学位6000个。 ⇒ actual 2021/2025 span
刚刚过去的2025年很不平凡。一年来，全市上下顶压前行。 ⇒ actual 2025 year
（一）千方百计稳就业。新增学位1200个。 ⇒ actual 2025 year
二、“十五五”主要目标任务 ⇒ target ../2030 by
（一）着力扩大内需。 ⇒ target ../2030 by
三、2026年重点工作 ⇒ target 2026 year
""",
    "eleven months of this year, in a review written in January": """
白石街道2022年工作总结及2023年工作思路
一、2022年工作成效 ⇒ actual 2022 year
今年1—11月，街道实现财政收入8.3亿元。 ⇒ actual 2022 part-year
二、2023年工作思路 ⇒ target 2023 year
今年1—2月，抓好开门红。 ⇒ target 2023 part-year
""",
    "since the beginning of this year, in a review written in December": """
白石街道2022年工作总结和2023年工作思路
一、2022年工作总结 ⇒ actual 2022 year
今年以来，街道紧紧围绕中心工作。预计全年实现财政收入8.3亿元。 ⇒ actual 2022 year
二、2023年工作思路 ⇒ target 2023 year
今年以来谋划项目20个。 ⇒ actual 2023 part-year
""",
    "goals in the front of a heading that tells how they go on": """
民政局年度工作总结
一、工作成效
（一）市政府重点工作和重点项目不断推进。 ⇒ actual None year
今年我局已完成固定资产投资5520万元。 ⇒ actual None year
""",
    "no title, told by 了 and months that are over": """
1—12月实际到位外资1.09亿美元，全部按要求报送。 ⇒ actual None year
按照整治要求，我局承担了3项任务，打造了48个检查点。 ⇒ actual None year
""",
    "no title and no year, half a year told as past": """
上半年，全县零售额14亿元，同比增长3%。 ⇒ actual None part-year
税收3亿元，同比增长2%。 ⇒ actual None part-year
""",
    "no title, from one year to another": """
五年里，生产总值从2020年的43亿元增长至2024年的57亿元，预计今年将超过60亿元。 ⇒ actual 2024 year
2024年进出口占全国4.5%，居全国第4位。 ⇒ actual 2024 year
""",
    "told by a newspaper of a budget": """
2024年1月15日，云阜市财政局局长作了关于云阜市2023年预算执行情况和2024年预算草案的报告。
2023年，全市一般公共预算收入29亿元，完成预算的101.7%。 ⇒ actual 2023 year
2024年，全市一般公共预算收入安排30亿元。 ⇒ target 2024 year
""",
    "quarters at the head of what would be a communique": """
前三季度全县经济运行稳中有进
（2016年10月19日）
初步核算，前三季度全县生产总值29.9亿元，同比增长6.7%。 ⇒ actual 2016 part-year
粮食产量4.1万吨。 ⇒ actual 2016 part-year
""",
    "no title, things done": """
白石县交通局XX年工作情况
全县公路建设实现了新突破，二级公路净增7公里，未通公路的村从40个下降到18个。 ⇒ actual None year
新解决5个村通公路，累计解决35个，占总计划的99.2%。 ⇒ actual None year
""",
    "work report given in December of the year it reports": """
政府工作报告
——2022年12月28日在柏溪县第十八届人民代表大会第二次会议上
一、2022年工作回顾 ⇒ actual 2022 year
今年是极不平凡的一年。全县生产总值达到182亿元。 ⇒ actual 2022 year
今年以来，新增规上企业11家。 ⇒ actual 2022 part-year
二、2023年工作安排 ⇒ target 2023 year
明年经济社会发展的主要预期目标是：生产总值增长7%左右。 ⇒ target 2023 year
""",
    "work report given in December that speaks as if it were January": """
政府工作报告
——2022年12月28日在柏溪县第十八届人民代表大会第二次会议上
一、2022年工作回顾 ⇒ actual 2022 year
一年来，全县生产总值达到182亿元。 ⇒ actual 2022 year
二、2023年工作安排 ⇒ target 2023 year
今年经济社会发展的主要预期目标是：生产总值增长7%左右。 ⇒ target 2023 year
""",
    "a summary with a line for each year": """
回顾2017年 ⇒ actual 2017 year
生产总值增长9.5%。 ⇒ actual 2017 year
展望2018年 ⇒ target 2018 year
生产总值增长9%左右。 ⇒ target 2018 year
白石市第四届人民代表大会第三次会议2月25日开幕。市长作政府工作报告时指出，2018年要决胜小康。 ⇒ target 2018 year
""",
    "a goal that was not reached opens no outlook": """
关于柏溪县2023年国民经济和社会发展计划执行情况与2024年国民经济和社会发展计划草案的报告
一、2023年计划执行情况 ⇒ actual 2023 year
（一）存在的问题。固定资产投资下降2.1%，与年初增长6%的预期目标有差距。 ⇒ actual 2023 year
二、2024年主要预期目标 ⇒ target 2024 year
""",
    "a target moved in the year, with what came of it, opens no outlook": """
关于柏溪县2024年国民经济和社会发展计划执行情况与2025年国民经济和社会发展计划草案的报告
一、2024年计划执行情况 ⇒ actual 2024 year
规上工业增加值预期目标由年初的8%下调为6%左右。 ⇒ actual 2024 year
进出口总额预期目标为增长5%，实际增长3.6%。 ⇒ actual 2024 year
根据县人大常委会决定，固定资产投资预期目标调整为4%，完成调整后的目标。 ⇒ actual 2024 year
新建改建公厕12座。 ⇒ actual 2024 year
二、2025年计划安排
主要预期目标是：地区生产总值增长5%左右，实际使用外资增长3%。 ⇒ target 2025 year
""",
    "news of a work report that only lists what it announces": """
2月9日，白石区人大会议开幕，区长向大会作政府工作报告，回顾2022年工作、安排2023年工作。 ⇒ target 2023 year
新增绿道20公里、新增学位3000个……2023年，市民生活将有哪些新变化？ ⇒ target 2023 year
新建幼儿园5所，新增托位1600个 ⇒ target 2023 year
打通断头路4条 ⇒ target 2023 year
""",
    "budget report whose headings run into their text": """
关于白石区2022年预算执行情况和2023年预算草案的报告
一、2022年财政收支决算情况 ⇒ actual 2022 year
（二）区本级情况1.一般公共预算收支决算情况2022年，区本级一般公共预算收入完成7.7亿元。 ⇒ actual 2022 year
区本级一般公共预算支出完成14.6亿元，增长1%。 ⇒ actual 2022 year
2.政府性基金收支决算情况2022年，区本级政府性基金收入完成2.6亿元。 ⇒ actual 2022 year
三、2023年区级财政收支预算情况2023年区级预算按四本账编制。 ⇒ target 2023 year
（二）政府性基金预算区本级政府性基金预算收入3.5亿元。 ⇒ target 2023 year
""",
    "headings without numbers part the years of a summary": """
过去5年，全市建成公园36座。 ⇒ actual 2019/2023 span
2023年成绩单 ⇒ actual 2023 year
新建学校5所，改造老旧小区12个。 ⇒ actual 2023 year
2024年任务书 ⇒ target 2024 year
新建学校8所。 ⇒ target 2024 year
""",
}
