//! Style sheets that load late have no layers: for a sheet with layers Chromium looks up all fonts
//! anew, and lays out the whole page again. See `docs/decisions/0023-keep-late-changes-small.md`.

use lightningcss::rules::layer::LayerName;
use lightningcss::rules::{CssRule, CssRuleList};
use lightningcss::selector::{Component, Selector};

use super::{FIRST, parse, print};
use crate::build::BuildError;
use crate::parts::Parts;

/// The names of the layers, from the weakest to the strongest.
pub(in crate::build) struct Layers(Vec<String>);

impl Layers {
    /// The first layer in which a late sheet may contradict another.
    const WEAKEST_LATE: &str = "parts";

    /// The layers that the page's style sheets declare.
    pub(in crate::build) fn read(parts: &Parts) -> Result<Self, BuildError> {
        Self::of(&String::from_utf8_lossy(&parts.page(FIRST)?))
    }

    fn of(declaration: &str) -> Result<Self, BuildError> {
        let sheet = parse(FIRST, declaration)?;
        let names = sheet.rules.0.into_iter().flat_map(|rule| match rule {
            CssRule::LayerStatement(statement) => statement.names,
            _ => Vec::new(),
        });
        Ok(Self(names.map(|name| text_of(&name)).collect()))
    }

    /// `sheet`, named `name` in errors, without layers. Its rules win over every rule in a layer. Among
    /// sheets written so, the layers decide first, as in the sources: for each layer above
    /// [`Self::WEAKEST_LATE`], a selector gets the specificity of one id more.
    pub(in crate::build) fn flattened(
        &self,
        name: &str,
        sheet: &str,
    ) -> Result<String, BuildError> {
        let mut sheet = parse(name, sheet)?;
        let rules = std::mem::take(&mut sheet.rules.0).into_iter();
        let mut ranked: Vec<_> = rules
            .flat_map(|rule| match rule {
                CssRule::LayerBlock(block) => {
                    let rank = block
                        .name
                        .map_or(self.0.len(), |name| self.rank(&text_of(&name)));
                    block.rules.0.into_iter().map(|rule| (rank, rule)).collect()
                }
                rule => vec![(self.0.len(), rule)],
            })
            .collect();
        ranked.sort_by_key(|(rank, _)| *rank);
        let weakest = self.rank(Self::WEAKEST_LATE);
        for (rank, rule) in &mut ranked {
            raise(rule, rank.saturating_sub(weakest));
        }
        sheet.rules = CssRuleList(ranked.into_iter().map(|(_, rule)| rule).collect());
        print(name, &sheet)
    }

    /// A layer that is not declared is the strongest.
    fn rank(&self, name: &str) -> usize {
        let known = self.0.iter().position(|known| known == name);
        known.unwrap_or(self.0.len())
    }
}

/// Raises the specificity of the selectors in `rule` by `ids` ids.
fn raise(rule: &mut CssRule<'_>, ids: usize) {
    let rules = match rule {
        CssRule::Style(style) => {
            for selector in &mut style.selectors.0 {
                for _ in 0..ids {
                    selector.append(not_an_id());
                }
            }
            return;
        }
        CssRule::Media(media) => &mut media.rules,
        CssRule::Supports(supports) => &mut supports.rules,
        CssRule::Container(container) => &mut container.rules,
        _ => return,
    };
    for rule in &mut rules.0 {
        raise(rule, ids);
    }
}

/// `:not(#\#)`, which every element matches.
fn not_an_id<'i>() -> Component<'i> {
    Component::Negation([Selector::from(Component::ID("#".into()))].into())
}

fn text_of(name: &LayerName<'_>) -> String {
    name.0.join(".")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_layers_a_stronger_layer_still_wins() {
        let layers = Layers::of("@layer base, parts, states;").expect("it is a declaration");
        let sheet = "p{top:5px}@layer states{a{top:3px}@media print{a b::after{top:4px}}}\
                     @layer parts{b{top:1px}}@layer base{c{top:2px}}";
        let p = r"p:not(#\#):not(#\#){top:5px}";
        let a = r"a:not(#\#){top:3px}@media print{a b:not(#\#):after{top:4px}}";
        assert_eq!(
            layers
                .flattened("a.css", sheet)
                .expect("it is a style sheet"),
            ["c{top:2px}b{top:1px}", a, p].concat()
        );
    }
}
