//! What only the browser's own arithmetic can show. `cargo xtask test --only wasm-tests` runs
//! these in Chromium; on the host there is nothing here.
#![cfg(target_arch = "wasm32")]

use std::hint::black_box;

use shanhai_story::progress::Progress;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
fn a_section_without_height_counts_as_its_start_in_the_browser() {
    // A quotient that the compiler cannot work out beforehand: its NaN is made by the browser.
    let (scrolled, height) = (black_box(0.0), black_box(0.0));
    assert_eq!(Progress::clamped(scrolled / height), Progress::START);
}

#[wasm_bindgen_test]
fn hundredths_round_in_the_browser_as_they_do_on_the_host() {
    assert_eq!(Progress::clamped(black_box(0.345)).hundredths(), 35);
    assert_eq!(Progress::clamped(black_box(0.344)).hundredths(), 34);
}
