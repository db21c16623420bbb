"""Invented heads of department reports, summaries and town documents, and whose each is."""

from __future__ import annotations

from typing import NamedTuple


class RegionHead(NamedTuple):
    """``path`` is None where the document has no region; ``unclear`` says whether that is a finding."""

    name: str
    text: str
    path: str | None
    unclear: bool = False
    file: str = "document.txt"


REGION_HEADS: tuple[RegionHead, ...] = (
    RegionHead(
        "an autonomous prefecture in short and in full",
        "关于漳岭州2017年预算执行情况和2018年预算草案的报告\n"
        "——2018年1月9日在漳岭苗族侗族自治州第十一届人民代表大会第二次会议上\n全州收入增长4%。",
        "漳岭苗族侗族自治州",
    ),
    # ------------------------------------------------------------ names that end like other words
    RegionHead(
        "a district whose name ends in a bay",
        "青云湾区人力资源和社会保障局2024年工作总结\n2024年，全区人社系统稳步推进各项工作。\n城镇新增就业1.2万人。",
        "青云湾区",
    ),
    RegionHead(
        "a name that begins like a known one",
        "江州湾区统计局2024年国民经济和社会发展统计公报\n全区地区生产总值326.2亿元，比上年增长5.6%。",
        "江州湾区",
    ),
    RegionHead(
        "a bay area is no district",
        "粤港澳大湾区2024年建设情况通报\n2024年，大湾区经济总量超过14万亿元。",
        None, unclear=True,
    ),
    RegionHead(
        "an administrative office of a prefecture",
        "苍梧地区行政公署2024年工作报告\n2024年，全地区生产总值完成326亿元，增长6.4%。",
        "苍梧地区",
    ),
    RegionHead(
        "a county whose name is two signs long, behind 关于",
        "关于歙县2024年国民经济和社会发展计划执行情况与2025年国民经济和社会发展计划草案的报告\n"
        "——2025年1月8日在歙县第十八届人民代表大会第四次会议上\n全县生产总值增长6%。",
        "安徽省/黄山市/歙县",
    ),
    # ------------------------------------------------------------ towns beneath known places
    RegionHead(
        "a street office of a known district",
        "延安市宝塔区枣园街道办事处2024年工作总结\n2024年，枣园街道办事处深化治理。全街道新建网格26个。",
        None,
    ),
    RegionHead(
        "a town of a known city",
        "慈溪市周巷镇2024年政府工作报告\n各位代表：\n全镇规上工业总产值326亿元，增长5.6%。",
        None,
    ),
    RegionHead(
        "a street's plan of work",
        "深圳市龙华区观湖街道办事处2025年工作要点\n2025年，街道将完成固定资产投资36亿元。",
        None,
    ),
    RegionHead(
        "a district tells of its towns",
        "绍兴市柯桥区各镇（街道）2024年考核情况通报\n2024年，全区16个镇街完成投资326亿元。",
        "浙江省/绍兴市/柯桥区",
    ),
    RegionHead(
        "a district's report that names a street office",
        "延安市宝塔区2024年政府工作报告\n各位代表：\n全区生产总值增长5.6%。枣园街道新建社区3个。",
        "陕西省/延安市/宝塔区",
    ),
    # ------------------------------------------------------------ schools, hospitals
    RegionHead(
        "a school beneath a known city",
        "杭州市第三中学2024年工作总结\n2024年，我校高考上线率92.6%，比上年提高1.2个百分点。",
        None,
    ),
    RegionHead(
        "a hospital",
        "义乌市中心医院2024年工作总结\n2024年，我院门急诊186万人次，增长6.2%。全院职工2160人。",
        None,
    ),
    RegionHead(
        "all hospitals of a city",
        "义乌市公立医院2024年运行情况报告\n2024年，全市公立医院门急诊186万人次。",
        "浙江省/金华市/义乌市",
    ),
    RegionHead(
        "an unknown city's district with a listed one's name, issued by itself",
        "望澜市沙湾区2024年国民经济和社会发展计划\n沙湾区发展和改革局\n全区生产总值增长6%。",
        "望澜市/沙湾区",
    ),
    # ------------------------------------------------------------ development zones
    RegionHead(
        "a zone of a known city",
        "郑州高新区管委会2024年工作总结和2025年工作计划\n2024年，高新区完成投资86亿元。全区新增企业826家。",
        "河南省/郑州市/郑州高新区",
    ),
    RegionHead(
        "a zone in a part of a known city",
        "天津滨海高新技术产业开发区2024年工作总结\n2024年，高新区营业收入增长6.2%，全区企业1.2万家。",
        "天津市/天津滨海高新技术产业开发区",
    ),
    RegionHead(
        "a zone of an unknown place",
        "澜溪经济技术开发区管委会2025年工作要点\n2025年，全区要完成固定资产投资60亿元，增长10%。",
        "澜溪经济技术开发区",
    ),
    RegionHead(
        "a headline begins with a zone",
        "郑州高新区召开2025年发展工作会议\n2024年，郑州高新区经济蓬勃发展，全区上下奋勇争先，生产总值增长6.5%。",
        "河南省/郑州市/郑州高新区",
    ),
    RegionHead(
        "a city tells of its zones",
        "合肥市开发区2024年高质量发展情况通报\n2024年，全市14家开发区规上工业增加值增长8.6%，全市开发区税收326亿元。",
        "安徽省/合肥市",
    ),
    RegionHead(
        "zones of a sort are no zone",
        "国家级经济技术开发区2024年发展情况通报\n2024年，国家级经开区地区生产总值16.9万亿元。",
        None, unclear=True,
    ),
    # ------------------------------------------------------------ named once, in the text alone
    RegionHead(
        "the text's own subject",
        "全区2024年上半年经济运行分析\n上半年，云麓区实现地区生产总值186亿元。\n我区工业增加值增长6.8%。",
        "云麓区",
    ),
    RegionHead(
        "the title says the level, the text compares with the one above",
        "市统计局关于2024年上半年经济形势的分析\n上半年，澜溪市实现地区生产总值862亿元，高于全省0.2个百分点。",
        "澜溪市",
    ),
    RegionHead(
        "what is summed up hereby",
        "2024年全县交通运输工作总结\n县政府：\n现将2024年砚溪县交通运输工作总结如下。\n全县公路总里程2160公里。",
        "砚溪县",
    ),
    RegionHead(
        "who gives an account of himself",
        "2024年度述职报告\n砚溪县副县长  陈某\n一年来，全县农业总产值增长4.6%。",
        "砚溪县",
    ),
    RegionHead(
        "a county helped is not the own one",
        "2024年工作总结\n2024年，在对口帮扶青阳县的工作中，我县投入资金2600万元。全县生产总值增长6%。",
        None, unclear=True,
    ),
    RegionHead(
        "a half-year's product of a region names none",
        "市人大常委会调研全市上半年计划执行情况\n2024年，全市稳中有进。\n上半年地区生产总值增长5%。",
        None, unclear=True,
    ),
    # ------------------------------------------------------------ the file's name
    RegionHead(
        "a bureau in the file's name",
        "2024年工作总结\n今年以来，县林业局认真落实县委、县政府部署。\n全县完成造林3.2万亩。",
        "云溪县", file="云溪县林业局2024年总结.txt",
    ),
    RegionHead(
        "a known place in short",
        "2024年工作总结\n市委、市政府高度重视就业，全市城镇新增就业3.2万人。",
        "四川省/德阳市", file="德阳2024.txt",
    ),
    RegionHead(
        "a place of another level",
        "2024年工作总结\n全县完成造林3.2万亩，增长6%。",
        None, unclear=True, file="澜溪市2024年总结.txt",
    ),
    RegionHead(
        "a county of a province",
        "2024年工作总结\n全县完成造林3.2万亩，增长6%。",
        None, unclear=True, file="甘肃县财政2024.txt",
    ),
    RegionHead(
        "whom it is sent to",
        "2024年工作总结\n全县完成造林3.2万亩，增长6%。",
        None, unclear=True, file="报送砚溪县2024年总结.txt",
    ),
    RegionHead(
        "the text outweighs the file's name",
        "砚溪县2024年工作总结\n全县完成造林3.2万亩，增长6%。",
        "砚溪县", file="白石县2024年总结.txt",
    ),
)  # fmt: skip
