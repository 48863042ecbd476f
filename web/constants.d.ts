// Constants of the story crate, which the bundler writes into the scripts: `xtask/src/bundle.rs`.

/** The trigger line, as a share of the viewport's height from its top: a step begins when its top edge passes it. */
declare const TRIGGER: number;
