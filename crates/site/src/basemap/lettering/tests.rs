use serde_json::from_str;
use shanhai_story::camera::Camera;
use shanhai_story::lettering::write;
use shanhai_story::plane::{MapRect, ScreenBox, Viewport};

use super::super::topology::Polygon;
use super::super::{Basemap, NATION, PROVINCES, ProvincesFile, SURROUNDINGS, SurroundingsFile};
use super::*;

fn rows() -> Vec<Row> {
    let rows = csv::Reader::from_reader(LETTERING.as_bytes()).into_deserialize();
    rows.collect::<Result<_, _>>().expect("every row is sound")
}

/// The names of `language` in the view of the whole country on a stage, with their boxes.
fn national(
    language: &str,
    width: f64,
    height: f64,
) -> (Camera, Viewport, Vec<(String, ScreenBox)>) {
    let text = if width < 700.0 { 14.0 } else { 16.0 };
    let viewport = Viewport::new(width, height).with_text(text);
    let camera = Camera::fitting(NATION, viewport);
    let entries = &all()[language];
    let (mut labels, mut boxes) = (vec![], vec![]);
    write(
        entries,
        &mut labels,
        &mut boxes,
        &[],
        (camera, viewport),
        true,
    );
    let names = labels.into_iter().map(|label| label.text);
    (camera, viewport, names.zip(boxes).collect())
}

#[test]
fn every_row_has_a_voice_and_a_name() {
    for row in rows() {
        let is_voice = ["sea", "river", "range"].contains(&&*row.voice);
        let is_region = regions::all()
            .iter()
            .any(|it| it.code.to_string() == row.voice);
        assert!(is_voice || is_region, "{}", row.voice);
        assert!(is_region || !row.en.is_empty(), "{}", row.zh);
    }
}

#[test]
fn each_region_is_named_on_its_own_land() {
    let map = Basemap::china();
    for shape in map.region_shapes() {
        let rows = rows();
        let row = rows.iter().find(|row| row.voice == shape.code.to_string());
        let region = map.region_at(row.expect("every region has a name").anchor());
        // Two of them are smaller than the coarse map's borders are precise.
        let is_small = shape.bounds.width() < 60.0;
        assert!(region == Some(shape.code) || is_small, "{}", shape.code);
    }
}

#[test]
fn the_name_of_a_river_lies_on_its_line() {
    let file: SurroundingsFile = from_str(SURROUNDINGS).expect("the map is JSON");
    for row in rows().iter().filter(|row| row.voice == "river") {
        let line = match &*row.en {
            "Yangtze" => &file.rivers.yangtze,
            "Yellow River" => &file.rivers.yellow,
            _ => &file.rivers.min,
        };
        let anchor = row.anchor();
        let points = Polygon::parse(line).corners();
        let far = points.iter().map(|point| point.distance(anchor));
        let far = far.fold(f64::INFINITY, f64::min);
        assert!(far < 40.0, "{} is {far} km from its river", row.zh);
    }
}

#[test]
fn national_views_name_the_sea_and_cover_no_island_and_no_dash() {
    let file: ProvincesFile = from_str(PROVINCES).expect("the map is JSON");
    let mut protected: Vec<_> = file.islet_points().collect();
    let dashes = Polygon::parse(&file.dash);
    protected.extend(dashes.corners());
    let map = Basemap::china();
    let taiwan = map.region_shapes().iter().find(|it| it.code == 710_000);
    let taiwan = taiwan.expect("Taiwan is a region").bounds;
    for language in LANGUAGES {
        for width in (280..2600).step_by(40) {
            for height in [248.0, 276.0, 371.0, 560.0, 866.0, 1300.0] {
                let (camera, viewport, written) = national(language, width.into(), height);
                for (text, name) in &written {
                    for point in &protected {
                        let at = camera.on_screen(*point, viewport);
                        assert!(!name.contains(at), "{text}, {width} by {height}");
                    }
                    let place = on_screen(taiwan, camera, viewport);
                    assert!(!name.overlaps(place), "{text}, {width} by {height}");
                }
            }
        }
    }
}

fn on_screen(rect: MapRect, camera: Camera, viewport: Viewport) -> ScreenBox {
    let [least, most] = [rect.least, rect.most].map(|it| camera.on_screen(it, viewport));
    ScreenBox {
        left: least.x,
        top: least.y,
        width: most.x - least.x,
        height: most.y - least.y,
    }
}

#[test]
fn a_phone_names_the_seas_and_both_great_rivers_in_the_national_view() {
    let (_, _, written) = national("zh", 390.0, 371.0);
    let texts: Vec<_> = written.iter().map(|(text, _)| &**text).collect();
    for expected in ["南海", "东海", "长江", "黄河"] {
        assert!(
            texts.contains(&expected),
            "{expected} is not among {texts:?}"
        );
    }
}
