//! The oldest WebAssembly version that a reader's browser must support (the floor).
//!
//! A newer compiler or dependency may use a feature that the oldest browsers lack: their readers
//! would get the whole story with a static map, and nobody would notice. The README names these
//! browsers.

use std::iter;

use anyhow::{Context, Result, bail};
use wasmparser::{Validator, WasmFeatures};

/// Features that the app may use beyond the first WebAssembly of 2017, each with Binaryen's option for it.
/// Chrome supports all of them since version 96, Firefox since 79 and Safari since 15.
const FLOOR: [(WasmFeatures, &str); 5] = [
    (
        WasmFeatures::SATURATING_FLOAT_TO_INT,
        "--enable-nontrapping-float-to-int",
    ),
    (WasmFeatures::SIGN_EXTENSION, "--enable-sign-ext"),
    (WasmFeatures::MULTI_VALUE, "--enable-multivalue"),
    (WasmFeatures::BULK_MEMORY, "--enable-bulk-memory"),
    (WasmFeatures::REFERENCE_TYPES, "--enable-reference-types"),
];

/// The options that let Binaryen use the floor, and no more.
pub(crate) fn binaryen_options() -> impl Iterator<Item = &'static str> {
    let features = FLOOR.into_iter().map(|(_, option)| option);
    iter::once("--mvp-features").chain(features)
}

/// Fails if this WASM needs more than [`FLOOR`], and names the features.
pub(crate) fn refuse(wasm: &[u8]) -> Result<()> {
    let all = WasmFeatures::all();
    validated(wasm, all).context("the WASM is not valid in any browser")?;
    let floor = FLOOR
        .into_iter()
        .map(|(feature, _)| feature)
        .fold(WasmFeatures::MVP, WasmFeatures::union);
    let Err(fault) = validated(wasm, floor) else {
        return Ok(());
    };
    let newer: Vec<_> = needed_by(wasm, all.difference(floor)).collect();
    let newer = if newer.is_empty() {
        fault.to_string()
    } else {
        newer.join(", ")
    };
    bail!(
        "the WASM uses what browsers of the floor do not know: {newer}\nfind what switched it on (a \
         `target-feature`, a newer compiler, a dependency) and switch it off; or raise the floor, in \
         `FLOOR` of `xtask/src/floor.rs`, and say in the README which browsers that leaves out"
    )
}

/// The `features` that this WASM needs: those without any one of which it would not be valid.
fn needed_by(wasm: &[u8], features: WasmFeatures) -> impl Iterator<Item = &'static str> {
    let without = |feature| WasmFeatures::all().difference(feature);
    features
        .iter_names()
        .filter(move |(_, feature)| validated(wasm, without(*feature)).is_err())
        .map(|(name, _)| name)
}

fn validated(wasm: &[u8], features: WasmFeatures) -> Result<()> {
    Validator::new_with_features(features).validate_all(wasm)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use walrus::ir::{BinaryOp, UnaryOp};
    use walrus::{FunctionBuilder, Module, ValType};

    use super::*;

    /// A WASM whose one function returns the value that `body` leaves.
    fn giving(kind: ValType, body: impl FnOnce(&mut walrus::InstrSeqBuilder)) -> Vec<u8> {
        let mut module = Module::default();
        let mut function = FunctionBuilder::new(&mut module.types, &[], &[kind]);
        body(&mut function.func_body());
        let function = function.finish(vec![], &mut module.funcs);
        module.exports.add("given", function);
        module.emit_wasm()
    }

    /// The first line of the error.
    #[track_caller]
    fn refusal(wasm: &[u8]) -> String {
        let fault = refuse(wasm).expect_err("the floor lacks it").to_string();
        fault.lines().next().unwrap_or_default().to_owned()
    }

    #[test]
    fn what_the_floor_has_is_let_through() {
        let wasm = giving(ValType::I32, |body| {
            body.i32_const(200).unop(UnaryOp::I32Extend8S);
        });
        assert!(refuse(&wasm).is_ok());
    }

    #[test]
    fn vectors_are_refused_by_name() {
        let wasm = giving(ValType::V128, |body| {
            body.i32_const(1).unop(UnaryOp::I32x4Splat);
        });
        assert_eq!(
            refusal(&wasm),
            "the WASM uses what browsers of the floor do not know: SIMD"
        );
    }

    #[test]
    fn tail_calls_are_refused_by_name() {
        let mut module = Module::default();
        let mut last = FunctionBuilder::new(&mut module.types, &[], &[]);
        last.func_body().unreachable();
        let last = last.finish(vec![], &mut module.funcs);
        let mut first = FunctionBuilder::new(&mut module.types, &[], &[]);
        first.func_body().return_call(last);
        let first = first.finish(vec![], &mut module.funcs);
        module.exports.add("called", first);
        assert_eq!(
            refusal(&module.emit_wasm()),
            "the WASM uses what browsers of the floor do not know: TAIL_CALL"
        );
    }

    #[test]
    fn what_no_browser_takes_is_not_laid_to_the_floor() {
        let wasm = giving(ValType::I32, |body| {
            body.f64_const(1.0).f64_const(2.0).binop(BinaryOp::F64Add);
        });
        assert_eq!(refusal(&wasm), "the WASM is not valid in any browser");
    }
}
