// Messages that mean nothing to a framed story, from a seeded generator: the same ones each time.

/** `count` such messages. It uses nothing but its arguments, as it runs in a page. */
export function noise(seed: number, count: number): unknown[] {
  // Mulberry32: Tommy Ettinger, 2017.
  const random = () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (end: number) => Math.floor(random() * end);
  const any = <T>(from: T[]) => from[below(from.length)]!;
  const text = (length: number) => String.fromCharCode(...Array.from({ length }, () => below(0xd7ff)));
  const deep = (depth: number): object | null => (depth ? { kind: deep(depth - 1), scroll: [depth] } : null);
  const noLength = () =>
    any([
      NaN,
      -1,
      -0.001,
      -Infinity,
      Infinity,
      1e8,
      2 ** 53,
      1e308,
      "5",
      "",
      null,
      undefined,
      true,
      [7],
      {},
      10n,
      new Date(0),
    ]);
  const kinds = [
    () => ({ kind: "interactive:scroll", scroll: noLength() }),
    () => ({
      kind: any(["interactive:scrolls", "interactive", "", 7, null, ["interactive:scroll"]]),
      scroll: below(9_000),
    }),
    () => ({ kind: "interactive:height", height: below(9_000) }),
    () => ({
      sentinel: any(["amp", "AMP", 1, null]),
      type: any(["embed-size", "intersection", "__proto__", 0]),
      height: below(9_000),
    }),
    () => ({ message: "height", value: below(9_000), secret: text(3) }),
    () =>
      any([
        null,
        undefined,
        NaN,
        -0,
        true,
        10n,
        new Date(),
        /a/,
        new Map([["kind", "interactive:scroll"]]),
        new ArrayBuffer(9),
      ]),
    () => Array.from({ length: below(9) }, noLength),
    () => deep(below(400)),
    () => text(below(300)),
    () => `pymxPYMx${text(4)}xPYMx${any(["width", "height", ""])}xPYMx${below(9_000)}`,
    () =>
      `[iFrameSizer]${any(["", ":::", "a b:8:true", "<i>:8:false", "resizes", text(9), `${"9".repeat(200)}:8:true`])}`,
    () => JSON.stringify({ kind: "interactive:scroll", scroll: below(9_000) }),
    () => any(["{", "[", '{"type":"set-height","value":7}', "undefined", "%", "#", "javascript:alert(1)"]),
  ];
  return Array.from({ length: count }, (_, index) =>
    index % 250 === 9 ? any(["pymxPYMx", "[iFrameSizer]", "{"]) + "9".repeat(2 ** 20) : any(kinds)(),
  );
}
