//! The only script of a single-file page: its modules as functions, and the code that calls them.

use anyhow::{Result, bail, ensure};
use oxc_allocator::Allocator;
use oxc_parser::Parser;
use oxc_span::{SourceType, Span};

use crate::script;

/// Joins `parts`, modules of which each imports only from those before it, into one script that
/// runs itself. Their name `modules` refers to `modules`: for each name, a function that returns
/// its exports.
///
/// # Errors
///
/// If a text is not a module, or needs another one; or if the script cannot be embedded in a page.
pub(crate) fn script(modules: &[(String, String)], parts: &[String]) -> Result<String> {
    let functions = modules.iter();
    let functions = functions.map(|(name, module)| Ok([name, ": ", &function(module)?].concat()));
    let functions = functions.collect::<Result<Vec<_>>>()?.join(",\n");
    let modules = format!("export const modules = {{\n{functions}\n}};");
    let whole = [&[modules], parts].concat();
    // Modules are strict, too.
    let strict = ["\"use strict\";\n", &script::alone(&script::joined(&whole))].concat();
    let script = script::minified(&strict)?;
    // These would end the script element in a page, or keep its end tag from ending it.
    for end in ["</script", "<script", "<!--"] {
        ensure!(
            !script.to_ascii_lowercase().contains(end),
            "the script of a single file says `{end}`: write it in two pieces"
        );
    }
    Ok(script)
}

/// A function that does what `module` does, and returns its exports.
fn function(module: &str) -> Result<String> {
    let allocator = Allocator::default();
    let parsed = Parser::new(&allocator, module, SourceType::mjs()).parse();
    ensure!(
        parsed.diagnostics.is_empty(),
        "a module is faulty: {:?}",
        parsed.diagnostics
    );
    let record = parsed.module_record;
    let is_alone = record.requested_modules.is_empty()
        && record.dynamic_imports.is_empty()
        && record.import_metas.is_empty();
    ensure!(
        is_alone,
        "a module in a single file needs something beside it: have it given by who calls it"
    );
    let text = |Span { start, end, .. }: Span| &module[start as usize..end as usize];
    let mut body = String::new();
    let mut returned = Vec::new();
    let mut taken = 0;
    for entry in &record.local_export_entries {
        let Some((local, exported)) = entry.local_name.name().zip(entry.export_name.span()) else {
            bail!("a module exports what has no name: give it one");
        };
        returned.push(format!("{}: {local}", text(exported)));
        let statement = entry.statement_span;
        // One statement may have several exports.
        if statement.start < taken {
            continue;
        }
        body += text(Span::new(taken, statement.start));
        let before = text(Span::new(statement.start, entry.span.start));
        if before.trim() == "export" {
            body += text(Span::new(entry.span.start, statement.end));
        }
        taken = statement.end;
    }
    body += &module[taken as usize..];
    Ok(format!(
        "() => {{\n{body}\nreturn {{ {} }};\n}}",
        returned.join(", ")
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(module: &str, expected: &str) {
        let modules = [("m".to_owned(), module.to_owned())];
        let parts = ["import { modules } from \"./modules.js\";\nf(modules);".to_owned()];
        assert_eq!(script(&modules, &parts).expect("it is a module"), expected);
    }

    #[test]
    fn what_a_module_exports_its_function_returns() {
        check(
            "let held = 1;\nexport const one = () => held++;\nconst two = () => held;\nexport { two, two as default };",
            "\"use strict\";f({m:()=>{let e=1,t=()=>e++,n=()=>e;return{one:t,two:n,default:n}}});",
        );
    }

    #[test]
    fn what_a_module_needs_beside_it_is_refused() {
        for module in [
            "import { a } from \"./a.js\";\nexport const b = a;",
            "export const b = import.meta.url;",
            "export const b = () => import(\"./a.js\");",
        ] {
            let fault = function(module).expect_err("it needs another");
            assert!(
                fault.to_string().contains("needs something beside it"),
                "{fault}"
            );
        }
    }

    #[test]
    fn what_would_end_the_script_in_a_page_is_refused() {
        let part = "f(\"<!--\");".to_owned();
        let fault = script(&[], &[part]).expect_err("it cannot stand in a page");
        assert!(fault.to_string().contains("`<!--`"), "{fault}");
    }
}
