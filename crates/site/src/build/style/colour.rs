//! Writes colours in sRGB.

use std::convert::Infallible;

use lightningcss::values::color::CssColor;
use lightningcss::visit_types;
use lightningcss::visitor::{VisitTypes, Visitor};

/// Writes every colour in sRGB. Otherwise each colour of ours is written twice, for browsers that
/// know `oklch()` and for others, which is a tenth of all style. Our colours look the same without:
/// they lie within sRGB, except for two that exceed it imperceptibly.
pub(super) struct InSrgb;

impl Visitor<'_> for InSrgb {
    type Error = Infallible;

    fn visit_types(&self) -> VisitTypes {
        visit_types!(COLORS)
    }

    fn visit_color(&mut self, color: &mut CssColor) -> Result<(), Infallible> {
        if let CssColor::LightDark(light, dark) = color {
            self.visit_color(light)?;
            self.visit_color(dark)?;
        } else if let Ok(in_srgb) = color.to_rgb() {
            // Fails only for colours of the system and for `currentColor`.
            *color = in_srgb;
        }
        Ok(())
    }
}
