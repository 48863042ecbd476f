// Makes of the grey hillshade what lies over the map: shadow and light, cut to the land.
//
// No blending is left to the browser: shadows are ink and lights white, each as opaque as the slope
// is steep, and nothing lies over level ground and the sea.
import { readFile } from "node:fs/promises";
import sharp from "sharp";

const SOURCE = new URL("../relief.avif", import.meta.url);
const PROVINCES = new URL("../provinces.l1.json", import.meta.url);

/** The part of the map that the hillshade shows, in the units of the provinces: half map units. */
const FRAME = { width: 10_000, height: 8200 };

/** The grey of level ground, where nothing lies over the map. */
const LEVEL = 0.52;

/** How opaque the deepest shadow and the brightest light are. */
const SHADOW = 0.75;
const LIGHT = 0.55;

const { data: grey, info } = await sharp(await readFile(SOURCE.pathname))
  .greyscale()
  .raw()
  .toBuffer({ resolveWithObject: true });
const { width, height } = info;
const land = await landMask();

const cut = Buffer.alloc(width * height * 4);
for (let pixel = 0; pixel < width * height; pixel += 1) {
  const shade = grey[pixel * info.channels] / 255;
  const isShadow = shade < LEVEL;
  const depth = isShadow ? ((LEVEL - shade) / LEVEL) * SHADOW : ((shade - LEVEL) / (1 - LEVEL)) * LIGHT;
  const ink = isShadow ? 24 : 255;
  cut.set([ink, ink, ink, Math.round(depth * land[pixel])], pixel * 4);
}
const image = sharp(cut, { raw: { width, height, channels: 4 } });
const [avif, webp] = await Promise.all([
  image.clone().avif({ quality: 28, effort: 7 }).toFile(file("shade.avif")),
  // What needs it is an older browser: a coarser one will do.
  image.clone().resize(720).webp({ quality: 10, alphaQuality: 30, effort: 6 }).toFile(file("shade.webp")),
]);
console.log(`shade: ${width}x${height}, ${avif.size} bytes as AVIF, ${webp.size} as WebP`);

/** How much of each pixel is land, 0 to 255. */
async function landMask() {
  const { china } = JSON.parse(await readFile(PROVINCES, "utf8"));
  const arcs = china.a.map(points);
  const rings = Object.values(china.p).flatMap((polygon) => (Array.isArray(polygon[0][0]) ? polygon.flat() : polygon));
  const path = rings.map((ring) => `M${ring.flatMap((index) => arcOf(arcs, index)).join("L")}Z`).join("");
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${FRAME.width} ${FRAME.height}" preserveAspectRatio="none"><path fill="#fff" d="${path}"/></svg>`;
  return sharp(Buffer.from(svg)).extractChannel("alpha").raw().toBuffer();
}

function arcOf(arcs, index) {
  return index < 0 ? arcs[~index].toReversed() : arcs[index];
}

/** The points of `M x y l dx dy …`, made absolute. */
function points(path) {
  const numbers = path.match(/-?\d+/g).map(Number);
  const line = [];
  let [x, y] = [0, 0];
  for (let at = 0; at < numbers.length; at += 2) {
    [x, y] = [x + numbers[at], y + numbers[at + 1]];
    line.push(`${x} ${y}`);
  }
  return line;
}

function file(name) {
  return new URL(`../${name}`, import.meta.url).pathname;
}
