//! Keeps the float formatter and parser out of the WASM.
//!
//! One `Display` of an `f64` adds 8.6 KB to the page after compression, one `parse` 14 KB; and a
//! number in a view brings them in unnoticed. Numbers reach the page as integers or tenths.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Result, bail};
use walrus::ir::{Call, Visitor, dfs_in_order};
use walrus::{FunctionId, Module};

/// The modules of the standard library that turn floats into text and text into floats.
const FLOAT_TEXT: [&str; 2] = ["flt2dec", "dec2flt"];

/// Fails if this WASM can format or parse floats, and names the functions through which it does.
/// Needs the function names, which wasm-bindgen removes later.
pub(crate) fn refuse(wasm: &[u8]) -> Result<()> {
    let linked = float_text_in(&Module::from_buffer(wasm)?);
    if linked.functions.is_empty() {
        return Ok(());
    }
    bail!("{}", linked.fault())
}

/// Functions of the float formatter and parser in a module, and their callers.
#[derive(Debug, Default, PartialEq)]
struct FloatText {
    functions: BTreeSet<String>,
    /// The nearest callers outside the standard library.
    callers: BTreeSet<String>,
}

impl FloatText {
    fn fault(&self) -> String {
        let functions = listed(&self.functions);
        let callers = if self.callers.is_empty() {
            "  only through a pointer: look for an f64 in a format macro or in `view!`\n".to_owned()
        } else {
            listed(&self.callers)
        };
        format!(
            "the WASM can turn floats into text or back, which costs 8 to 22 KB of every reader's \
             download\nlinked:\n{functions}called from:\n{callers}write numbers as integers or \
             tenths (`shanhai_story::path`), and never put an f64 into an attribute"
        )
    }
}

fn listed(names: &BTreeSet<String>) -> String {
    let lines: Vec<_> = names.iter().map(|name| format!("  {name}\n")).collect();
    lines.concat()
}

fn float_text_in(module: &Module) -> FloatText {
    let mut linked = FloatText::default();
    let mut due = Vec::new();
    for function in module.funcs.iter() {
        let name = function.name.as_deref().unwrap_or_default();
        if FLOAT_TEXT.iter().any(|part| name.contains(part)) {
            linked.functions.insert(readable(name));
            due.push(function.id());
        }
    }
    let callers = callers_in(module);
    let mut seen: BTreeSet<FunctionId> = due.iter().copied().collect();
    while let Some(callee) = due.pop() {
        for &caller in callers.get(&callee).into_iter().flatten() {
            let name = readable(
                module
                    .funcs
                    .get(caller)
                    .name
                    .as_deref()
                    .unwrap_or("(no name)"),
            );
            if !is_of_the_standard_library(&name) {
                linked.callers.insert(name);
            } else if seen.insert(caller) {
                due.push(caller);
            }
        }
    }
    linked
}

fn callers_in(module: &Module) -> BTreeMap<FunctionId, Vec<FunctionId>> {
    let mut callers: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for (caller, function) in module.funcs.iter_local() {
        let mut calls = Calls::default();
        dfs_in_order(&mut calls, function, function.entry_block());
        for callee in calls.0 {
            callers.entry(callee).or_default().push(caller);
        }
    }
    callers
}

#[derive(Default)]
struct Calls(BTreeSet<FunctionId>);

impl Visitor<'_> for Calls {
    fn visit_call(&mut self, call: &Call) {
        self.0.insert(call.func);
    }
}

/// The name as its author wrote it, without the hash.
fn readable(name: &str) -> String {
    format!("{:#}", rustc_demangle::demangle(name))
}

fn is_of_the_standard_library(name: &str) -> bool {
    let bare = name.trim_start_matches(['<', '&']);
    ["core::", "alloc::", "std::", "f64 ", "f32 "]
        .iter()
        .any(|start| bare.starts_with(start))
}

#[cfg(test)]
mod tests {
    use walrus::FunctionBuilder;

    use super::*;

    /// A module in which each function calls the one before it.
    fn chain(names: &[&str]) -> Module {
        let mut module = Module::default();
        let mut last = None;
        for &name in names {
            let mut function = FunctionBuilder::new(&mut module.types, &[], &[]);
            function.name(name.to_owned());
            if let Some(callee) = last {
                function.func_body().call(callee);
            }
            last = Some(function.finish(Vec::new(), &mut module.funcs));
        }
        module
    }

    #[track_caller]
    fn check(names: &[&str], functions: &[&str], callers: &[&str]) {
        let owned = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect();
        let expected = FloatText {
            functions: owned(functions),
            callers: owned(callers),
        };
        assert_eq!(float_text_in(&chain(names)), expected);
    }

    #[test]
    fn a_wasm_without_float_text_is_let_through() {
        check(&["core::fmt::write", "shanhai::mount"], &[], &[]);
    }

    #[test]
    fn the_nearest_caller_outside_the_standard_library_is_named() {
        check(
            &[
                "core::num::flt2dec::to_shortest_str",
                "<f64 as core::fmt::Display>::fmt",
                "shanhai::view::arc",
                "shanhai::mount",
            ],
            &["core::num::flt2dec::to_shortest_str"],
            &["shanhai::view::arc"],
        );
    }

    #[test]
    fn mangled_names_are_read_too() {
        check(
            &["_ZN4core3num7dec2flt5parse17h0123456789abcdefE"],
            &["core::num::dec2flt::parse"],
            &[],
        );
    }

    #[test]
    fn functions_that_call_each_other_are_walked_once() {
        let mut module = chain(&["core::num::flt2dec::a", "core::fmt::b"]);
        let ids: Vec<_> = module.funcs.iter().map(walrus::Function::id).collect();
        let first = module.funcs.get_mut(ids[0]).kind.unwrap_local_mut();
        first.builder_mut().func_body().call(ids[1]);
        assert!(float_text_in(&module).callers.is_empty());
    }

    #[test]
    fn the_fault_says_where_to_look_when_no_caller_is_known() {
        let linked = float_text_in(&chain(&["core::num::flt2dec::a"]));
        assert_eq!(
            linked.fault(),
            "the WASM can turn floats into text or back, which costs 8 to 22 KB of every reader's \
             download\nlinked:\n  core::num::flt2dec::a\ncalled from:\n  only through a pointer: \
             look for an f64 in a format macro or in `view!`\nwrite numbers as integers or tenths \
             (`shanhai_story::path`), and never put an f64 into an attribute"
        );
    }
}
