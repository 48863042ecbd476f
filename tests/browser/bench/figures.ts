// The measurements of a run.

/** Measurements by their names, which `xtask/src/bench/figures.rs` lists with their units and limits. */
export type Figures = Record<string, number>;
