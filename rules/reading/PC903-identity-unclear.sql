/*
id:       PC903
name:     identity-unclear
title:    文件归属不明
severity: warning
since:    0.1
message:  文件的归属不明：{items}
suggestion: 在 checker.toml 中加一段 [[document]]，写明 path 和 region、kind、plan_year
about_en: Region, year and kind of a document should be clear from its text.
message_en: it is unclear what this document is: {items}
suggestion_en: add a [[document]] to checker.toml with its path and region, kind and plan_year

查什么  每个文件属于哪个地区、哪一年、哪一类，应当能从文字中确定，且前后一致。
为什么  地区、年度、类别错了，上下级和年度之间的核对就全错了。
不查    行政区划表之外、但标题写明了名称和级别的地方，不算不明。
依据    本程序的读取说明，与任何规范无关。
*/
SELECT u.doc_id AS anchor,
       u.what AS item
FROM unclear AS u
