//! Makes scripts smaller: without white space and comments, with short names for what they name
//! themselves, in the language of the floor.

use anyhow::{Result, anyhow, ensure};
use oxc_allocator::Allocator;
use oxc_codegen::{Codegen, CodegenOptions};
use oxc_compat::EngineTargets;
use oxc_minifier::{CompressOptions, Minifier, MinifierOptions};
use oxc_parser::Parser;
use oxc_span::SourceType;

/// The JavaScript that every browser of the floor knows; `floor.spec.ts` holds what is built to it.
const FLOOR: &str = "es2021";

/// `script`, a module where it imports or exports, made smaller.
///
/// # Errors
///
/// Where it is no JavaScript: each fault, with its place.
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
    fn a_fault_is_told() {
        let fault = minified("const = 1;").expect_err("a name is missing");
        assert!(
            fault.to_string().starts_with("a script is faulty: "),
            "{fault}"
        );
    }
}
