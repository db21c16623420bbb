"""Divisions and places in text: the table, lookup by path, name and year, traps of ordinary language."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.errors import SettingsError
from checker.maintain.divisions import short_name
from checker.read.places import NATION, Divisions, load, suffix_level, unknown_place
from checker.settings import RegionSetting
from tests.clock import least

DIVISIONS = load()


def found(text: str, **where: object) -> list[tuple[str, str | None]]:
    """Return (written name, path or None where ambiguous) of each mention."""
    mentions = DIVISIONS.find(text, **where)  # type: ignore[arg-type]
    assert all(text[m.start : m.end] == m.name for m in mentions)
    return [(m.name, m.place.path if m.place else None) for m in mentions]


class TestTable:
    def test_counts_are_those_of_the_country(self) -> None:
        today = Counter(place.level for place in DIVISIONS.places if place.valid_to is None)
        assert today["national"] == 1
        assert today["province"] == 34
        assert today["city"] == 333
        assert 2840 <= today["district"] <= 2900

    def test_paths_are_unique_and_every_parent_is_there(self) -> None:
        paths = [place.path for place in DIVISIONS.places]
        assert len(set(paths)) == len(paths)
        assert {p.parent_path for p in DIVISIONS.places if p.level != "national"} <= set(paths)

    def test_levels_descend(self) -> None:
        order = ["national", "province", "city", "district"]
        for place in DIVISIONS.places:
            if place.parent_path:
                parent = DIVISIONS.by_path(place.parent_path)
                assert parent is not None
                assert order.index(parent.level) < order.index(place.level), place.path

    def test_spans_are_not_reversed(self) -> None:
        assert all((p.valid_from or 0) <= (p.valid_to or 9999) for p in DIVISIONS.places)

    @pytest.mark.parametrize(
        ("path", "level", "short"),
        [
            ("天津市", "province", "天津"),
            ("天津市/南开区", "district", "南开"),
            ("内蒙古自治区", "province", "内蒙古"),
            ("内蒙古自治区/兴安盟", "city", "兴安"),
            ("吉林省/延边朝鲜族自治州", "city", "延边"),
            ("湖北省/恩施土家族苗族自治州", "city", "恩施"),
            ("湖北省/仙桃市", "district", "仙桃"),
            ("湖北省/神农架林区", "district", "神农架"),
            ("河南省/济源市", "district", "济源"),
            ("海南省/琼中黎族苗族自治县", "district", "琼中"),
            ("新疆维吾尔自治区/石河子市", "district", "石河子"),
            ("新疆维吾尔自治区/阿克苏地区", "city", "阿克苏"),
            ("广东省/东莞市", "city", "东莞"),
            ("河北省/石家庄市/长安区", "district", "长安"),
            ("河北省/雄安新区", "district", "雄安"),
            ("上海市/浦东新区", "district", "浦东"),
            ("贵州省/六盘水市/六枝特区", "district", "六枝"),
            ("福建省/三明市/沙县区", "district", "沙县"),
            ("湖南省/湘潭市/湘潭县", "district", "湘潭"),
            ("四川省/宜宾市/高县", "district", "高县"),
        ],
    )
    def test_place(self, path: str, level: str, short: str) -> None:
        place = DIVISIONS.by_path(path)
        assert place is not None
        assert (place.level, place.short) == (level, short)

    def test_file_and_generator_agree_on_short_names(self) -> None:
        wrong = [p.path for p in DIVISIONS.places if p.short != short_name(p.name, p.level)]
        assert wrong == []

    def test_regions_of_far_away_have_no_districts(self) -> None:
        for name in ("香港特别行政区", "澳门特别行政区", "台湾省"):
            assert DIVISIONS.children(name) == ()

    @pytest.mark.parametrize(
        ("name", "short"),
        [
            ("积石山保安族东乡族撒拉族自治县", "积石山"),
            ("巴音郭楞蒙古自治州", "巴音郭楞"),
            ("鄂温克族自治旗", "鄂温克"),
            ("龙胜各族自治县", "龙胜"),
            ("乌拉特前旗", "乌前旗"),
            ("横县", "横县"),
        ],
    )
    def test_short_name(self, name: str, short: str) -> None:
        level = "city" if name.endswith("州") else "district"
        assert short_name(name, level) == short


class TestChildren:
    def test_of_a_municipality(self) -> None:
        names = {place.name for place in DIVISIONS.children("天津市")}
        assert len(names) == 16
        assert {"滨海新区", "蓟州区", "南开区"} <= names
        assert "塘沽区" not in names

    def test_in_a_year(self) -> None:
        names = {place.name for place in DIVISIONS.children("天津市", year=2005)}
        assert {"塘沽区", "汉沽区", "大港区", "蓟县"} <= names
        assert "滨海新区" not in names

    def test_of_the_nation(self) -> None:
        assert len(DIVISIONS.children(NATION)) == 34

    def test_of_nowhere(self) -> None:
        assert DIVISIONS.children("云阜市") == ()


class TestResolve:
    @pytest.mark.parametrize(
        ("name", "path"),
        [
            ("南开区", "天津市/南开区"),
            ("天津", "天津市"),
            ("吉林", "吉林省"),
            ("吉林市", "吉林省/吉林市"),
            ("海南", "海南省"),
            ("延边州", "吉林省/延边朝鲜族自治州"),
            ("前郭县", "吉林省/松原市/前郭尔罗斯蒙古族自治县"),
            ("国家", "全国"),
            ("塘沽区", "天津市/塘沽区"),
            ("西安", "陕西省/西安市"),
            ("简阳市", "四川省/成都市/简阳市"),
        ],
    )
    def test_unique(self, name: str, path: str) -> None:
        place = DIVISIONS.resolve(name)
        assert place is not None
        assert place.path == path

    @pytest.mark.parametrize("name", ["鼓楼区", "朝阳区", "和平区", "市中区", "白石区", ""])
    def test_ambiguous_or_unknown(self, name: str) -> None:
        assert DIVISIONS.resolve(name) is None

    @pytest.mark.parametrize(
        ("name", "within", "path"),
        [
            ("和平区", "天津市", "天津市/和平区"),
            ("和平区", "天津市/南开区", "天津市/和平区"),
            ("和平区", "辽宁省/沈阳市", "辽宁省/沈阳市/和平区"),
            ("市中区", "山东省/济南市", "山东省/济南市/市中区"),
            ("河北", "天津市", "河北省"),
            ("河北区", "天津市", "天津市/河北区"),
            ("海淀区", "天津市/南开区", "北京市/海淀区"),
            ("天津市", "天津市/南开区", "天津市"),
            ("江北区", "重庆市", "重庆市/江北区"),  # abolished in 2025; Ningbo's is far away
            ("重庆市", "四川省", "重庆市"),
        ],
    )
    def test_nearest_to_the_document(self, name: str, within: str, path: str) -> None:
        place = DIVISIONS.resolve(name, within=within)
        assert place is not None
        assert place.path == path

    def test_still_ambiguous_within(self) -> None:
        # Shandong has a 市中区 in Jinan and one in Zaozhuang.
        assert DIVISIONS.resolve("市中区", within="山东省") is None

    @pytest.mark.parametrize(
        ("name", "year", "path"),
        [
            ("崇文区", 2008, "北京市/崇文区"),
            ("闸北区", 2014, "上海市/闸北区"),
            ("江干区", 2020, "浙江省/杭州市/江干区"),
            ("简阳市", 2015, "四川省/资阳市/简阳市"),
            ("简阳市", 2017, "四川省/成都市/简阳市"),
            ("公主岭市", 2018, "吉林省/四平市/公主岭市"),
            ("襄樊市", 2009, "湖北省/襄樊市"),
            ("重庆市", 1996, "四川省/重庆市"),
            ("重庆市", 1999, "重庆市"),
            ("万县市", 1996, "四川省/万县市"),
            ("渝北区", 2024, "重庆市/渝北区"),
        ],
    )
    def test_name_of_its_year(self, name: str, year: int, path: str) -> None:
        place = DIVISIONS.resolve(name, year=year)
        assert place is not None
        assert place.path == path

    @pytest.mark.parametrize(
        ("path", "first", "last"),
        [
            ("天津市/塘沽区", None, 2009),
            ("天津市/滨海新区", 2009, None),
            ("北京市/宣武区", None, 2010),
            ("上海市/南汇区", 2001, 2009),
            ("上海市/卢湾区", None, 2011),
            ("浙江省/杭州市/下城区", None, 2021),
            ("山东省/莱芜市", None, 2019),
        ],
    )
    def test_span(self, path: str, first: int | None, last: int | None) -> None:
        place = DIVISIONS.by_path(path)
        assert place is not None
        assert (place.valid_from, place.valid_to) == (first, last)

    @given(st.sampled_from(DIVISIONS.places))
    def test_a_path_is_the_place_itself(self, place: object) -> None:
        """Two places of one name never join: the path decides."""
        path = place.path  # type: ignore[attr-defined]
        assert DIVISIONS.by_path(path) == place
        if "/" in path:
            assert DIVISIONS.resolve(path) == place

    @given(st.sampled_from([p for p in DIVISIONS.places if p.valid_to is None and p.level != "national"]))
    def test_a_name_resolves_beneath_its_parent(self, place: object) -> None:
        resolved = DIVISIONS.resolve(place.name, within=place.parent_path)  # type: ignore[attr-defined]
        # A city and its district can share a name only beneath the nation.
        assert resolved == place or place.parent_path == NATION  # type: ignore[attr-defined]


class TestFind:
    def test_place_under_place(self) -> None:
        assert found("天津市和平区") == [("天津市", "天津市"), ("和平区", "天津市/和平区")]
        assert found("江苏省南京市鼓楼区")[-1] == ("鼓楼区", "江苏省/南京市/鼓楼区")

    def test_ambiguous_keeps_its_candidates(self) -> None:
        (mention,) = DIVISIONS.find("到鼓楼区调研")
        assert mention.place is None
        assert {p.parent_path for p in mention.candidates} >= {"江苏省/南京市", "福建省/福州市"}

    def test_document_region_decides(self) -> None:
        text = "和平区、西青区率先达到"
        assert found(text, within="天津市") == [("和平区", "天津市/和平区"), ("西青区", "天津市/西青区")]

    def test_list_with_one_suffix(self) -> None:
        whole = [("和平", "天津市/和平区"), ("河西", "天津市/河西区"), ("南开", "天津市/南开区")]
        assert found("和平、河西、南开三区率先", within="天津市") == whole
        assert found("和平、河西和南开区") == [*whole[:2], ("南开区", "天津市/南开区")]
        assert found("促进和平、友谊、合作", within="天津市") == []

    def test_short_names(self) -> None:
        assert [name for name, _ in found("北京、上海、广州和深圳")] == ["北京", "上海", "广州", "深圳"]
        assert found("积极承接北京非首都功能") == [("北京", "北京市")]
        assert found("内蒙古与黑龙江") == [("内蒙古", "内蒙古自治区"), ("黑龙江", "黑龙江省")]

    def test_full_name_that_ends_like_a_word(self) -> None:
        assert found("推动运城市加快") == [("运城市", "山西省/运城市")]
        assert found("沿海城市加快") == []

    def test_city_of_a_homonymous_province(self) -> None:
        assert found("吉林省吉林市") == [("吉林省", "吉林省"), ("吉林市", "吉林省/吉林市")]

    def test_everyday_word_behind_its_parent(self) -> None:
        assert found("晋城市城区") == [("晋城市", "山西省/晋城市"), ("城区", "山西省/晋城市/城区")]
        assert found("广西来宾")[-1] == ("来宾", "广西壮族自治区/来宾市")

    def test_organ_names_its_place(self) -> None:
        assert [name for name, _ in found("公安县人民政府")] == ["公安县"]

    @pytest.mark.parametrize(
        "text",
        [
            "南开大学", "天津大学", "天津科技大学", "河西走廊", "和平与发展", "长安街沿线", "鼓楼商圈",
            "国家级示范县", "加强管理县域经济", "沿海城市", "中心城区", "主城区和郊区", "老城区改造",
            "推广安全生产", "创新乡村治理", "建设美丽水乡", "重大理论问题", "确保定点供应", "招商投资阳光化",
            "长治久安", "黄河南岸", "海河北岸", "太湖南岸", "长江西路", "朝阳产业", "水质均衡水量平衡水价",
            "入海口生态", "平房区棚户改造", "经济合作市场", "新建县级医院", "市和县联动", "经济发达县市",
            "复合肥料", "各位来宾", "日照充足", "振兴区域经济", "创新和县域", "部门市级", "平安建设",
            "大连片种植", "各大城市", "三百万山区群众", "马里兰州", "拉萨河治理",
        ],
    )  # fmt: skip
    def test_ordinary_words(self, text: str) -> None:
        assert found(text) == []
        assert found(f"我们推动{text}工作") == []

    def test_suffix_that_belongs_to_the_next_word(self) -> None:
        assert found("天津市场监管") == [("天津", "天津市")]
        assert found("河西区域") == []

    @given(st.text(max_size=60))
    def test_mentions_are_slices_in_order(self, text: str) -> None:
        mentions = DIVISIONS.find(text)
        assert all(text[m.start : m.end] == m.name and m.candidates for m in mentions)
        assert all(a.end <= b.start for a, b in pairwise(mentions))

    @given(
        st.sampled_from([p for p in DIVISIONS.places if p.level in ("province", "city") and not p.valid_to])
    )
    def test_full_path_written_out_is_found(self, place: object) -> None:
        path = place.path  # type: ignore[attr-defined]
        assert found(path.replace("/", ""))[-1][1] == path


class TestUnknown:
    @pytest.mark.parametrize(
        ("name", "level"),
        [
            ("云阜市", "city"), ("白石区", "district"), ("青禾县", "district"), ("某某自治区", "province"),
            ("某某自治州", "city"), ("某某自治县", "district"), ("某某地区", "city"), ("东河盟", "city"),
            ("西山旗", "district"), ("南岭省", "province"), ("全国", "national"), ("河西走廊", None),
            ("市", None),
        ],
    )  # fmt: skip
    def test_suffix(self, name: str, level: str | None) -> None:
        assert suffix_level(name) == level

    def test_path(self) -> None:
        assert unknown_place("云阜市").path == "云阜市"
        assert unknown_place("云阜市").parent_path is None
        assert unknown_place("白石区", "云阜市").path == "云阜市/白石区"
        assert unknown_place("白石区", DIVISIONS.by_path("天津市")).path == "天津市/白石区"
        assert unknown_place("南岭省", NATION).path == "南岭省"

    def test_city_beneath_a_city_is_a_county_level_one(self) -> None:
        assert unknown_place("石桥市", "云阜市").level == "district"
        assert unknown_place("石桥市", "南岭省").level == "city"


class TestAdd:
    @pytest.fixture
    def wider(self) -> Divisions:
        # The child stands before its parent: order of the settings does not matter.
        regions = [RegionSetting("白石区", "云阜市", "district"), RegionSetting("云阜市", None, "city")]
        return DIVISIONS.add(regions)

    def test_known_by_name_and_path(self, wider: Divisions) -> None:
        place = wider.resolve("白石区")
        assert place is not None
        assert (place.path, place.parent_path, place.level) == ("云阜市/白石区", "云阜市", "district")
        assert wider.children("云阜市") == (place,)
        assert DIVISIONS.resolve("白石区") is None

    def test_found_in_text(self, wider: Divisions) -> None:
        assert [m.name for m in wider.find("云阜市白石区")] == ["云阜市", "白石区"]

    def test_beneath_a_known_place(self) -> None:
        wider = DIVISIONS.add([RegionSetting("云阜新区", "南京"), RegionSetting("甲区", "江苏省/南京市")])
        assert wider.by_path("江苏省/南京市/云阜新区") is not None
        assert wider.by_path("江苏省/南京市/甲区") is not None

    def test_known_place_stays(self) -> None:
        wider = DIVISIONS.add([RegionSetting("南开区", "天津市")])
        assert wider.by_path("天津市/南开区") == DIVISIONS.by_path("天津市/南开区")

    def test_circle(self) -> None:
        with pytest.raises(SettingsError, match="绕成了圈"):
            DIVISIONS.add([RegionSetting("甲市", "乙市"), RegionSetting("乙市", "甲市")])

    def test_wrong_level(self) -> None:
        with pytest.raises(SettingsError, match="prefecture"):
            DIVISIONS.add([RegionSetting("甲市", None, "prefecture")])

    def test_places_within_one_another_without_end(self) -> None:
        chain = [RegionSetting(f"区{n}", f"区{n + 1}") for n in range(3_000)]
        with pytest.raises(SettingsError, match="一层套一层"):
            DIVISIONS.add(chain)


def test_loading_is_quick() -> None:
    # About 20 ms on the machine it was written on; the bound only catches a change of order.
    assert least(load.__wrapped__) < 0.5
