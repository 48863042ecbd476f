//! Makes the glue and the WASM smaller: short names for what the one imports from the other, and
//! no white space or comments in scripts.

use anyhow::{Result, anyhow, ensure};
use minifier::js;
use walrus::ModuleConfig;

/// The glue and the WASM with short names for each other: wasm-bindgen's carry a hash each, which
/// does not compress. Saves 3 KB (brotli) of both.
pub(crate) fn renamed(glue: &str, wasm: &[u8]) -> Result<(String, Vec<u8>)> {
    let mut glue = glue.to_owned();
    let mut module = ModuleConfig::new()
        .generate_name_section(false)
        .generate_producers_section(false)
        .parse(wasm)?;
    let mut from = None;
    for (index, import) in module.imports.iter_mut().enumerate() {
        let short = format!("i{index}");
        replace(
            &mut glue,
            &format!("{}:", import.name),
            &format!("{short}:"),
        )?;
        if from.is_none() {
            replace(&mut glue, &format!("\"{}\":", import.module), "\"i\":")?;
            from = Some(import.module.clone());
        }
        ensure!(
            from.as_ref() == Some(&import.module),
            "the WASM imports from `{}` too; rename that as well",
            import.module
        );
        import.name = short;
        "i".clone_into(&mut import.module);
    }
    Ok((glue, module.emit_wasm()))
}

/// A script without white space and comments.
pub(crate) fn minified(script: &str) -> Result<String> {
    let minified = js::minify(script).map_err(|fault| anyhow!("a script is faulty: {fault}"))?;
    Ok(minified.to_string())
}

/// Replaces the one place in `glue` where `name` stands.
fn replace(glue: &mut String, name: &str, short: &str) -> Result<()> {
    let places = glue.matches(name).count();
    ensure!(
        places == 1,
        "`{name}` stands in the glue {places} times, not once: did wasm-bindgen change?"
    );
    *glue = glue.replace(name, short);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use walrus::{FunctionBuilder, Module, ValType};

    /// A WASM that imports a function called `name` from `from`.
    fn importing(from: &str, name: &str) -> Vec<u8> {
        let mut module = Module::default();
        let kind = module.types.add(&[], &[ValType::I32]);
        let (function, _) = module.add_import_func(from, name, kind);
        let mut builder = FunctionBuilder::new(&mut module.types, &[], &[ValType::I32]);
        builder.func_body().call(function);
        let caller = builder.finish(vec![], &mut module.funcs);
        module.exports.add("start", caller);
        module.emit_wasm()
    }

    const GLUE: &str = "const import0 = { __wbg_now_1f2e: function() { return 1; } };\n\
                        return { \"./app_bg.js\": import0 };";

    #[test]
    fn glue_and_wasm_call_each_import_by_the_same_short_name() {
        let wasm = importing("./app_bg.js", "__wbg_now_1f2e");
        let (glue, wasm) = renamed(GLUE, &wasm).expect("both name the import");
        assert!(glue.contains("{ i0: function() { return 1; } }"), "{glue}");
        assert!(glue.contains("{ \"i\": import0 }"), "{glue}");
        let module = Module::from_buffer(&wasm).expect("it is a WASM");
        let names: Vec<_> = module
            .imports
            .iter()
            .map(|it| (&*it.module, &*it.name))
            .collect();
        assert_eq!(names, [("i", "i0")]);
    }

    #[test]
    fn an_import_that_the_glue_does_not_have_is_told() {
        let wasm = importing("./app_bg.js", "__wbg_then_77aa");
        let fault = renamed(GLUE, &wasm).expect_err("the glue has another");
        assert!(
            fault.to_string().starts_with("`__wbg_then_77aa:` stands"),
            "{fault}"
        );
    }

    #[test]
    fn a_script_loses_its_comments_and_keeps_its_templates() {
        let script = "// why\nconst a = `${b}  c`;\nawait f( a );\n";
        let small = minified(script).expect("it is a script");
        assert!(small.contains("`${b}  c`"), "{small}");
        assert!(!small.contains("why"), "{small}");
    }
}
