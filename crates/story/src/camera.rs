//! The camera: what the picture shows. A camera is computed from the content that it must show.

use crate::plane::{MapPoint, MapRect, ScreenPoint, Viewport};

/// The centre and the width of the stage's view.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Camera {
    /// The map point at the centre of the stage.
    pub center: MapPoint,
    /// Map units across the stage's width; always above 0.
    pub span: f64,
}

/// No camera shows fewer map units than this across the free width or height: the base map has no
/// more detail.
pub const CLOSEST: f64 = 90.0;

impl Camera {
    /// The closest camera that shows all of `rect` within the viewport's inset, but no closer than
    /// [`CLOSEST`]. An empty rectangle counts as the origin.
    #[must_use]
    pub fn fitting(rect: MapRect, viewport: Viewport) -> Self {
        let rect = if rect.is_empty() {
            MapRect::around([MapPoint::default()])
        } else {
            rect
        };
        // Map units per CSS pixel.
        let unit = (rect.width().max(CLOSEST) / viewport.free_width())
            .max(rect.height().max(CLOSEST) / viewport.free_height());
        let inset = viewport.inset;
        Self {
            // The centre of the rectangle is at the centre of the free area.
            center: MapPoint::new(
                rect.center().x + (inset.right - inset.left) / 2.0 * unit,
                rect.center().y + (inset.bottom - inset.top) / 2.0 * unit,
            ),
            span: unit * viewport.width,
        }
    }

    /// This camera, or `widest` if this one has a wider view.
    #[must_use]
    pub fn no_wider_than(self, widest: Self) -> Self {
        if self.span < widest.span {
            self
        } else {
            widest
        }
    }

    /// This camera after the picture was moved by `right` and `down` CSS pixels, and then scaled by
    /// `zoom` about the stage's centre. Its centre stays within `nation`; it is no wider than all
    /// of `nation`, and no closer than [`CLOSEST`].
    #[must_use]
    pub fn moved(
        self,
        right: f64,
        down: f64,
        zoom: f64,
        nation: MapRect,
        viewport: Viewport,
    ) -> Self {
        let widest = Self::fitting(nation, viewport);
        let scale = self.scale(viewport);
        let span = (self.span / zoom).max(CLOSEST);
        if !span.is_finite() || widest.span <= span {
            return widest;
        }
        let (x, y) = (self.center.x - right / scale, self.center.y - down / scale);
        Self {
            center: MapPoint::new(
                x.max(nation.least.x).min(nation.most.x),
                y.max(nation.least.y).min(nation.most.y),
            ),
            span,
        }
    }

    /// CSS pixels per map unit.
    #[must_use]
    pub fn scale(self, viewport: Viewport) -> f64 {
        viewport.width / self.span
    }

    /// The position of `point` on the stage.
    #[must_use]
    pub fn on_screen(self, point: MapPoint, viewport: Viewport) -> ScreenPoint {
        let scale = self.scale(viewport);
        ScreenPoint::new(
            (point.x - self.center.x) * scale + viewport.width / 2.0,
            (point.y - self.center.y) * scale + viewport.height / 2.0,
        )
    }

    /// The part of the map that the stage shows.
    #[must_use]
    pub fn frame(self, viewport: Viewport) -> MapRect {
        let (half_width, half_height) = (
            self.span / 2.0,
            self.span * viewport.height / viewport.width / 2.0,
        );
        MapRect::between(
            MapPoint::new(self.center.x - half_width, self.center.y - half_height),
            MapPoint::new(self.center.x + half_width, self.center.y + half_height),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plane::Inset;
    use proptest::prelude::*;

    fn rects() -> impl Strategy<Value = MapRect> {
        (0.0..5000.0, 0.0..5800.0, 0.0..5000.0, 0.0..5800.0)
            .prop_map(|(a, b, c, d)| MapRect::between(MapPoint::new(a, b), MapPoint::new(c, d)))
    }

    fn viewports() -> impl Strategy<Value = Viewport> {
        (200.0..2000.0, 150.0..1200.0, 0.0..60.0, 0.0..60.0).prop_map(|(w, h, top, left)| {
            Viewport::new(w, h).clear_of(Inset {
                top,
                right: 20.0,
                bottom: 10.0,
                left,
            })
        })
    }

    proptest! {
        #[test]
        fn everything_that_a_camera_fits_is_within_the_inset(rect in rects(), viewport in viewports()) {
            let camera = Camera::fitting(rect, viewport);
            let least = camera.on_screen(rect.least, viewport);
            let most = camera.on_screen(rect.most, viewport);
            prop_assert!(viewport.inset.left - 1e-6 <= least.x);
            prop_assert!(viewport.inset.top - 1e-6 <= least.y);
            prop_assert!(most.x <= viewport.width - viewport.inset.right + 1e-6);
            prop_assert!(most.y <= viewport.height - viewport.inset.bottom + 1e-6);
        }

        #[test]
        fn a_moved_camera_stays_within_the_nation(
            rect in rects(),
            viewport in viewports(),
            right in -2000.0..2000.0,
            down in -2000.0..2000.0,
            zoom in 0.1..10.0,
        ) {
            let nation = MapRect::between(MapPoint::new(-150.0, -90.0), MapPoint::new(4950.0, 5830.0));
            let widest = Camera::fitting(nation, viewport);
            let camera = Camera::fitting(rect, viewport).no_wider_than(widest);
            let moved = camera.moved(right, down, zoom, nation, viewport);
            prop_assert!(CLOSEST <= moved.span && moved.span <= widest.span);
            prop_assert!(moved == widest || nation.contains(moved.center));
        }

        #[test]
        fn the_point_under_a_finger_stays_under_it(
            right in -200.0..200.0,
            down in -200.0..200.0,
            viewport in viewports(),
        ) {
            let nation = MapRect::between(MapPoint::new(-150.0, -90.0), MapPoint::new(4950.0, 5830.0));
            let middle = MapPoint::new(2500.0, 2500.0);
            let camera = Camera { center: middle, span: 400.0 };
            let moved = camera.moved(right, down, 1.0, nation, viewport);
            let (before, after) = (camera.on_screen(middle, viewport), moved.on_screen(middle, viewport));
            prop_assert!((after.x - before.x - right).abs() < 1e-6);
            prop_assert!((after.y - before.y - down).abs() < 1e-6);
        }

        #[test]
        fn the_frame_ends_where_the_stage_ends(rect in rects(), viewport in viewports()) {
            let camera = Camera::fitting(rect, viewport);
            let corner = camera.on_screen(camera.frame(viewport).most, viewport);
            prop_assert!((corner.x - viewport.width).abs() < 1e-6);
            prop_assert!((corner.y - viewport.height).abs() < 1e-6);
        }
    }

    #[test]
    fn an_empty_rectangle_still_gives_a_finite_camera() {
        let camera = Camera::fitting(MapRect::EMPTY, Viewport::new(0.0, 0.0));
        assert!(camera.span.is_finite() && 0.0 < camera.span);
    }

    #[test]
    fn a_camera_fits_the_tighter_of_width_and_height() {
        // 300 by 250 pixels are free, 10 to the left and 15 above the middle of the stage.
        let viewport = Viewport::new(400.0, 300.0).clear_of(Inset {
            top: 10.0,
            right: 60.0,
            bottom: 40.0,
            left: 40.0,
        });
        let fitting = |width, height| {
            let corner = MapPoint::new(1000.0, 2000.0);
            let opposite = MapPoint::new(1000.0 + width, 2000.0 + height);
            Camera::fitting(MapRect::between(corner, opposite), viewport)
        };
        // Three map units to a pixel across, then four down.
        let wide = Camera {
            center: MapPoint::new(1450.0 + 30.0, 2250.0 + 45.0),
            span: 1200.0,
        };
        let tall = Camera {
            center: MapPoint::new(1150.0 + 40.0, 2500.0 + 60.0),
            span: 1600.0,
        };
        assert_eq!(fitting(900.0, 500.0), wide);
        assert_eq!(fitting(300.0, 1000.0), tall);
    }

    fn camera(x: f64, span: f64) -> Camera {
        Camera {
            center: MapPoint::new(x, 2500.0),
            span,
        }
    }

    #[test]
    fn a_camera_wider_than_the_widest_is_replaced_by_it() {
        let widest = camera(2500.0, 5000.0);
        for (span, expected) in [
            (4999.0, camera(0.0, 4999.0)),
            (5000.0, widest),
            (5001.0, widest),
        ] {
            assert_eq!(camera(0.0, span).no_wider_than(widest), expected);
        }
    }

    #[test]
    fn zooming_in_divides_the_span() {
        let nation = MapRect::between(MapPoint::new(0.0, 0.0), MapPoint::new(5000.0, 5000.0));
        let viewport = Viewport::new(400.0, 300.0);
        let zoomed = |zoom| camera(2500.0, 800.0).moved(0.0, 0.0, zoom, nation, viewport);
        assert_eq!(zoomed(2.0), camera(2500.0, 400.0));
        assert_eq!(zoomed(0.5), camera(2500.0, 1600.0));
    }

    #[test]
    fn the_frame_is_centred_and_has_the_shape_of_the_stage() {
        let frame = camera(1000.0, 400.0).frame(Viewport::new(400.0, 300.0));
        let (least, most) = (MapPoint::new(800.0, 2350.0), MapPoint::new(1200.0, 2650.0));
        assert_eq!(frame, MapRect { least, most });
    }
}
