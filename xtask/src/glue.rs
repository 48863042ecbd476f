//! Makes the glue and the WASM smaller: short names for the functions that they call of each other.

use anyhow::{Result, ensure};
use walrus::ModuleConfig;

/// The glue and the WASM with short names for each other's functions: each name of wasm-bindgen's
/// carries a hash, which does not compress. Saves 3 KB (brotli) of both.
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
    for (index, export) in module.exports.iter_mut().enumerate() {
        // The other exports keep their names: scripts call the story by them.
        if export.name.starts_with("wasm_bindgen__") {
            let short = format!("e{index}");
            ensure!(
                glue.contains(&export.name),
                "the WASM exports `{}`, which the glue does not call: did wasm-bindgen change?",
                export.name
            );
            glue = glue.replace(&export.name, &short);
            export.name = short;
        }
    }
    let segments: Vec<_> = module.data.iter().map(walrus::Data::id).collect();
    for segment in segments {
        forget_sources(&mut module.data.get_mut(segment).value);
    }
    Ok((glue, module.emit_wasm()))
}

/// The glue with exports of its two functions that `web/app/guard.ts` starts the app by, in place
/// of its own ways to start, which the bundler then removes: they accept many kinds of values, from
/// a URL or synchronously, which would block the page. A panic describes a JavaScript value by
/// `String(value)` alone. Saves 0.6 KB (brotli).
pub(crate) fn opened(glue: &str) -> Result<String> {
    let mut glue = glue.to_owned();
    replace(
        &mut glue,
        "export { initSync, __wbg_init as default };",
        "export { __wbg_get_imports as imports, __wbg_finalize_init as finalize };",
    )?;
    // The bundler removes the unreachable rest.
    let head = "function debugString(val) {";
    replace(&mut glue, head, &[head, " return String(val);"].concat())?;
    Ok(glue)
}

/// Blanks the names of source files, which only a panic would print: the browser's own stack trace
/// says more. Saves 0.4 KB (brotli).
fn forget_sources(data: &mut [u8]) {
    let mut begin = 0;
    while begin < data.len() {
        let length = length_of_source(&data[begin..]);
        data[begin..begin + length].fill(0);
        begin += length.max(1);
    }
}

/// The length of the source file's name at the start of `text`, in bytes; 0 if there is none.
fn length_of_source(text: &[u8]) -> usize {
    let folders = ["/rustc/", "/cargo/", "/rust/"];
    if !folders
        .iter()
        .any(|folder| text.starts_with(folder.as_bytes()))
    {
        return 0;
    }
    let signs = text.iter().take_while(|sign| sign.is_ascii_graphic());
    let name = &text[..signs.count()];
    name.windows(3)
        .position(|end| end == b".rs")
        .map_or(0, |end| end + 3)
}

/// Replaces the only occurrence of `name` in `glue`.
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
    fn the_glue_exports_what_starts_the_app_and_no_way_of_its_own() {
        let glue =
            "function debugString(val) { return 1; }\nexport { initSync, __wbg_init as default };";
        let opened = opened(glue).expect("it is wasm-bindgen's");
        let expected = "function debugString(val) { return String(val); return 1; }\n\
                        export { __wbg_get_imports as imports, __wbg_finalize_init as finalize };";
        assert_eq!(opened, expected);
        assert!(super::opened(&opened).is_err());
    }

    #[test]
    fn names_of_source_files_are_blanked_and_nothing_else() {
        let mut data = b"one/cargo/a-1.0/src/lib.rstwo /cargo/three /rustc/1/x.rs".to_vec();
        forget_sources(&mut data);
        let text = String::from_utf8(data)
            .expect("it is text")
            .replace('\0', "");
        assert_eq!(text, "onetwo /cargo/three ");
    }
}
