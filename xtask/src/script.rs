//! Makes scripts smaller: without white space and comments, with short names for their own
//! variables, in the JavaScript of the oldest supported browsers.

use anyhow::{Result, anyhow, ensure};
use oxc_allocator::Allocator;
use oxc_codegen::{Codegen, CodegenOptions};
use oxc_compat::EngineTargets;
use oxc_minifier::{CompressOptions, Minifier, MinifierOptions};
use oxc_parser::Parser;
use oxc_span::SourceType;

/// The JavaScript that the oldest supported browsers know; `floor.spec.ts` checks the built files.
const FLOOR: &str = "es2021";

/// Joins modules of which each imports only from those before it into one: their imports from each
/// other become plain names, and the whole exports what the last one exports.
pub(crate) fn joined(modules: &[String]) -> String {
    let Some((last, others)) = modules.split_last() else {
        return String::new();
    };
    let lines = |text: &str| {
        let own = text.lines().filter(|line| !is_import(line));
        own.map(str::to_owned).collect::<Vec<_>>()
    };
    let within = others.iter().flat_map(|text| {
        let lines = lines(text).into_iter();
        lines.map(|line| {
            line.strip_prefix("export ")
                .map_or(line.clone(), str::to_owned)
        })
    });
    within.chain(lines(last)).collect::<Vec<_>>().join("\n")
}

/// `script` in a function, so that its names do not clash with other scripts of the page.
pub(crate) fn alone(script: &str) -> String {
    ["(() => {\n", script, "\n})();\n"].concat()
}

/// Whether a line imports from a module beside it.
fn is_import(line: &str) -> bool {
    line.starts_with("import ") && line.contains(" from \"./")
}

/// `script`, a module if it imports or exports, made smaller.
///
/// # Errors
///
/// If it is not JavaScript: every error, with its position.
pub(crate) fn minified(script: &str) -> Result<String> {
    let allocator = Allocator::default();
    let parsed = Parser::new(&allocator, script, SourceType::unambiguous()).parse();
    ensure!(
        parsed.diagnostics.is_empty(),
        "a script is faulty: {:?}",
        parsed.diagnostics
    );
    let mut program = parsed.program;
    let target = EngineTargets::from_target(FLOOR).map_err(|fault| anyhow!(fault))?;
    let options = MinifierOptions {
        compress: Some(CompressOptions {
            target,
            ..CompressOptions::smallest()
        }),
        ..MinifierOptions::default()
    };
    let minified = Minifier::new(options).minify(&allocator, &mut program);
    let written = Codegen::new()
        .with_options(CodegenOptions::minify())
        .with_scoping(minified.scoping)
        .build(&program);
    Ok(written.code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(script: &str, expected: &str) {
        assert_eq!(minified(script).expect("it is a script"), expected);
    }

    #[test]
    fn comments_and_white_space_go_and_templates_stay() {
        check("// why\nf( `${ b }  c` );\n", "f(`${b}  c`);");
    }

    #[test]
    fn what_a_script_names_itself_has_a_short_name_and_what_it_exports_keeps_its_own() {
        check(
            "export const adorn = (storyMap) => f(storyMap, storyMap.root);",
            "export const adorn=e=>f(e,e.root);",
        );
    }

    #[test]
    fn modules_become_one_that_exports_what_the_last_does() {
        let modules = [
            "export const one = 1;".to_owned(),
            "import { one } from \"./one.js\";\nexport const two = one + 1;".to_owned(),
        ];
        assert_eq!(
            joined(&modules),
            "const one = 1;\nexport const two = one + 1;"
        );
    }

    #[test]
    fn what_a_script_names_is_not_the_pages() {
        let script = alone("const root = 1;\nf(root, root);");
        assert_eq!(minified(&script).expect("it is a script"), "f(1,1);");
    }

    #[test]
    fn a_fault_is_told() {
        let fault = minified("const = 1;").expect_err("a name is missing");
        assert!(
            fault.to_string().starts_with("a script is faulty: "),
            "{fault}"
        );
    }
}
