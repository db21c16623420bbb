"""Unknown places find the place above them through the other documents, and known ones never move."""

from __future__ import annotations

from checker.model import Document, Identity, Reading, Statement
from checker.settings import Settings
from checker.table import settle


def reading(region: str, level: str, text: str = "", paths: tuple[str, ...] = ()) -> Reading:
    document = Document(f"{region}.txt", Identity(region, region, level), lines={1: text})
    return Reading(document, [Statement(region_path=path) for path in (region, *paths)])


def homes(*readings: Reading) -> list[str | None]:
    settle(readings, Settings())
    return [r.document.identity.region_path for r in readings]


def test_the_city_writes_its_district() -> None:
    city = reading("云阜市", "city", paths=("云阜市/白石区",))
    other = reading("青川市", "city")
    district = reading("白石区", "district")
    assert homes(city, other, district) == ["云阜市", "青川市", "云阜市/白石区"]
    assert district.statements[0].region_path == "云阜市/白石区"
    assert "云阜市" in district.document.identity.reasons[-1]


def test_the_city_itself_is_written_under_its_province() -> None:
    city = reading("岭东省/云阜市", "city")
    district = reading("云阜市/白石区", "district", paths=("云阜市",))
    assert homes(city, district) == ["岭东省/云阜市", "岭东省/云阜市/白石区"]
    assert [s.region_path for s in district.statements] == ["岭东省/云阜市/白石区", "云阜市"]


def test_two_cities_write_it() -> None:
    first = reading("云阜市", "city", paths=("云阜市/白石区",))
    second = reading("青川市", "city", paths=("青川市/白石区",))
    assert homes(first, second, reading("白石区", "district"))[2] == "白石区"


def test_the_one_city_that_the_text_names() -> None:
    assert (
        homes(reading("云阜市", "city"), reading("白石区", "district", "落实云阜市部署"))[1]
        == "云阜市/白石区"
    )


def test_the_one_city_is_spoken_of() -> None:
    assert (
        homes(reading("云阜市", "city"), reading("白石区", "district", "完成市下达目标"))[1]
        == "云阜市/白石区"
    )
    assert homes(reading("云阜市", "city"), reading("白石区", "district", "完成年度目标"))[1] == "白石区"


def test_two_cities_leave_it_open() -> None:
    city, other = reading("云阜市", "city"), reading("青川市", "city")
    assert homes(city, other, reading("白石区", "district", "完成市下达目标"))[2] == "白石区"


def test_a_real_city_takes_no_unknown_district_for_its_own() -> None:
    path = "江苏省/南京市"
    city = Reading(Document("a", Identity("南京市", path, "city"), lines={1: ""}), [])
    district = reading("白石区", "district", "完成市下达目标")
    settle([city, district], Settings())
    assert district.document.identity.region_path == "白石区"
