//! Names of regions, counties and cities, and the codes that authors mean by them.

use serde::Deserialize;

const NAMES: &str = include_str!("../../../../basemaps/china/names.csv");

/// The names of a region.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct RegionName {
    pub(super) code: u32,
    pub(super) zh: String,
    pub(super) en: String,
}

/// The names of all regions.
pub(super) fn all() -> Vec<RegionName> {
    let rows = csv::Reader::from_reader(NAMES.as_bytes()).into_deserialize();
    rows.collect::<Result<_, _>>()
        .expect("the committed names are sound: a test reads them")
}

/// Other names of each region: abbreviations, its letters in ISO 3166-2 and variants in use.
const OTHER_NAMES: [(u32, &str); 34] = [
    (110_000, "京 bj peking"),
    (120_000, "津 tj"),
    (130_000, "冀 he"),
    (140_000, "晋 晉 sx"),
    (150_000, "内蒙 蒙 內蒙古 內蒙 nm neimenggu neimongol"),
    (210_000, "辽 遼 遼寧 ln"),
    (220_000, "吉 jl"),
    (230_000, "黑 黑龍江 hl"),
    (310_000, "沪 滬 申 sh"),
    (320_000, "苏 蘇 江蘇 js"),
    (330_000, "浙 zj"),
    (340_000, "皖 ah"),
    (350_000, "闽 閩 fj"),
    (360_000, "赣 贛 jx"),
    (370_000, "鲁 魯 山東 sd"),
    (410_000, "豫 ha"),
    (420_000, "鄂 hb"),
    (430_000, "湘 hn"),
    (440_000, "粤 粵 廣東 gd canton"),
    (450_000, "桂 廣西 gx"),
    (460_000, "琼 瓊 hi"),
    (500_000, "渝 重慶 cq"),
    (510_000, "川 蜀 sc szechuan"),
    (520_000, "黔 贵 貴 貴州 gz"),
    (530_000, "滇 云 雲 雲南 yn"),
    (540_000, "藏 xz tibet"),
    (610_000, "陕 陝 秦 陝西 sn"),
    (620_000, "甘 陇 隴 甘肅 gs"),
    (630_000, "青 qh"),
    (640_000, "宁 寧 寧夏 nx"),
    (650_000, "新 xj"),
    (710_000, "台 臺 臺灣 台灣 tw"),
    (810_000, "港 hk"),
    (820_000, "澳 澳門 mo macau"),
];

/// Names of the counties and cities that the map can outline.
const AREAS: [(u32, &str); 31] = [
    (150_100, "呼和浩特 hohhot"),
    (330_100, "杭州 hangzhou"),
    (330_102, "上城 shangcheng"),
    (350_100, "福州 fuzhou"),
    (350_125, "永泰 yongtai"),
    (350_700, "南平 nanping"),
    (350_782, "武夷山 wuyishan"),
    (440_400, "珠海 zhuhai"),
    (440_402, "香洲 xiangzhou"),
    (510_800, "广元 guangyuan"),
    (510_823, "剑阁 jiange"),
    (520_300, "遵义 zunyi"),
    (520_324, "正安 zhengan"),
    (530_100, "昆明 kunming"),
    (610_100, "西安 xian"),
    (610_900, "安康 ankang"),
    (620_100, "兰州 lanzhou"),
    (620_600, "武威 wuwei"),
    (620_623, "天祝 tianzhu"),
    (640_100, "银川 yinchuan"),
    (640_104, "兴庆 xingqing"),
    (640_105, "西夏 xixia"),
    (640_106, "金凤 jinfeng"),
    (640_121, "永宁 yongning"),
    (640_122, "贺兰 helan"),
    (640_181, "灵武 lingwu"),
    (640_300, "吴忠 wuzhong"),
    (640_323, "盐池 yanchi"),
    (640_500, "中卫 zhongwei"),
    (640_502, "沙坡头 shapotou"),
    (640_522, "海原 haiyuan"),
];

/// Suffixes of names that state the kind of unit.
const KINDS: [&str; 24] = [
    "维吾尔自治区",
    "维吾尔族自治区",
    "壮族自治区",
    "回族自治区",
    "特别行政区",
    "藏族自治县",
    "自治区",
    "自治州",
    "自治县",
    "地区",
    "省",
    "省份",
    "市",
    "州",
    "区",
    "县",
    "autonomousregion",
    "specialadministrativeregion",
    "province",
    "municipality",
    "prefecture",
    "county",
    "district",
    "city",
];

/// The code of the region that `text` identifies by a name, by an abbreviation, or by its own code
/// or that of a place in it.
pub(crate) fn region_called(text: &str) -> Option<u32> {
    let wanted = letters(text);
    let wanted = wanted.strip_prefix("cn").filter(|rest| {
        // `CN-SC`, `CN-51`
        rest.len() == 2 && text.len() != 4
    });
    let wanted = wanted.map_or_else(|| letters(text), str::to_owned);
    by_number(&wanted).or_else(|| named(&wanted, region_names))
}

/// The code of the county or city that `text` names, if the map can outline it.
pub(crate) fn area_called(text: &str) -> Option<u32> {
    named(&letters(text), |wanted| {
        let has = |(_, names): &&(u32, &str)| names.split(' ').any(|name| name == wanted);
        AREAS.iter().find(has).map(|(code, _)| *code)
    })
}

/// The result of `find` for `wanted`, or else for `wanted` without the kind of unit at its end.
fn named(wanted: &str, find: impl Fn(&str) -> Option<u32>) -> Option<u32> {
    find(wanted).or_else(|| {
        let shorter = KINDS.iter().filter_map(|kind| wanted.strip_suffix(kind));
        shorter.into_iter().find_map(&find)
    })
}

fn region_names(wanted: &str) -> Option<u32> {
    let is_called = |name: &&RegionName| letters(&name.zh) == wanted || letters(&name.en) == wanted;
    let known = all();
    let known = known.iter().find(is_called).map(|name| name.code);
    known.or_else(|| {
        let has = |(_, names): &&(u32, &str)| names.split(' ').any(|name| name == wanted);
        OTHER_NAMES.iter().find(has).map(|(code, _)| *code)
    })
}

/// The region of a code: `51`, `510000`, or `510823`, which lies in it.
fn by_number(text: &str) -> Option<u32> {
    let is_code = matches!(text.len(), 2 | 4 | 6 | 9 | 12);
    let is_number = is_code && text.bytes().all(|byte| byte.is_ascii_digit());
    let province: u32 = text.get(..2).filter(|_| is_number)?.parse().ok()?;
    let code = province * 10_000;
    all().iter().any(|name| name.code == code).then_some(code)
}

/// The letters and digits of `text`, in lower case.
fn letters(text: &str) -> String {
    let letters = text.chars().filter(|c| c.is_alphanumeric());
    letters.collect::<String>().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::basemap::Basemap;

    #[test]
    fn a_region_is_found_by_its_common_names() {
        for (text, code) in [
            ("四川", 510_000),
            ("四川省", 510_000),
            ("川", 510_000),
            ("Sichuan", 510_000),
            ("sichuan province", 510_000),
            ("CN-SC", 510_000),
            ("CN-51", 510_000),
            ("51", 510_000),
            ("510100", 510_000),
            ("广西壮族自治区", 450_000),
            ("新疆维吾尔自治区", 650_000),
            ("内蒙古自治区", 150_000),
            ("内蒙", 150_000),
            ("Inner Mongolia", 150_000),
            ("北京市", 110_000),
            ("沪", 310_000),
            ("香港特别行政区", 810_000),
            ("Hong-Kong", 810_000),
            ("廣東省", 440_000),
            ("Tibet", 540_000),
        ] {
            assert_eq!(region_called(text), Some(code), "{text}");
        }
        for text in ["", "成都", "990000", "省", "cn", "5", "x"] {
            assert_eq!(region_called(text), None, "{text}");
        }
    }

    #[test]
    fn an_area_is_found_by_its_name() {
        assert_eq!(area_called("剑阁县"), Some(510_823));
        assert_eq!(area_called("天祝藏族自治县"), Some(620_623));
        assert_eq!(area_called("Yinchuan"), Some(640_100));
        assert_eq!(area_called("成都"), None);
    }

    #[test]
    fn every_name_belongs_to_something_on_the_map() {
        let map = Basemap::china();
        let catalog = map.catalog();
        let named: Vec<u32> = AREAS.iter().map(|(code, _)| *code).collect();
        assert_eq!(named, catalog.areas);
        for (code, _) in OTHER_NAMES {
            assert!(
                catalog.shapes.iter().any(|shape| shape.code == code),
                "{code}"
            );
        }
    }
}
