// Turns the grey hillshade into an overlay for the map: shadow and light, cut to the land.
//
// The browser needs no blend modes: shadows are dark and lights white, more opaque on steeper slopes, and
// fully transparent over level ground and the sea.
import { readFile } from "node:fs/promises";
import sharp from "sharp";

const SOURCE = new URL("../relief.avif", import.meta.url);
const PROVINCES = new URL("../provinces.l1.json", import.meta.url);

/** The part of the map that the hillshade covers, in the units of the provinces file: half map units. */
const FRAME = { width: 10_000, height: 8200 };

/**
 * The sigma of the blur, in pixels, that gives the average grey around each pixel, which counts as
 * level ground. Only differences from it are drawn, since the hillshade darkens whole plains and the
 * land towards the sea.
 */
const AROUND = 14;

/** The sigma of the blur, in pixels, that fades the relief out at the coast: the hillshade has another coast. */
const EDGE = 7;

/** The factor from a difference (0 to 1) to the opacity of shadow or light, and the highest opacity. */
const SHADOW = { gain: 1.7, most: 0.5 };
const LIGHT = { gain: 1.2, most: 0.32 };

const { data: grey, info } = await sharp(await readFile(SOURCE.pathname))
  .greyscale()
  .raw()
  .toBuffer({ resolveWithObject: true });
const { width, height } = info;
const land = await landMask();
const [level, inland] = await Promise.all([levels(), blurred(land, EDGE)]);

const cut = Buffer.alloc(width * height * 4);
for (let pixel = 0; pixel < width * height; pixel += 1) {
  const rise = (grey[pixel * info.channels] - level[pixel]) / 255;
  const { gain, most } = rise < 0 ? SHADOW : LIGHT;
  const depth = Math.min(Math.abs(rise) * gain, most);
  const ink = rise < 0 ? 24 : 255;
  // At the edge of the land the blurred mask is one half: there the relief begins, at 0.
  const within = Math.max(0, (inland[pixel] / 255) * 2 - 1);
  cut.set([ink, ink, ink, Math.round(depth * within * land[pixel])], pixel * 4);
}
const image = sharp(cut, { raw: { width, height, channels: 4 } });
const [avif, webp] = await Promise.all([
  image.clone().avif({ quality: 26, effort: 7 }).toFile(file("shade.avif")),
  // Only older browsers load the WebP, so it may be coarser.
  image.clone().resize(720).webp({ quality: 10, alphaQuality: 30, effort: 6 }).toFile(file("shade.webp")),
]);
console.log(`shade: ${width}x${height}, ${avif.size} bytes as AVIF, ${webp.size} as WebP`);

/** The grey of level ground at each pixel: the average of the land around it, without the sea. */
async function levels() {
  const weighed = Buffer.alloc(width * height);
  for (let pixel = 0; pixel < width * height; pixel += 1) {
    weighed[pixel] = Math.round((grey[pixel * info.channels] * land[pixel]) / 255);
  }
  const [sum, weight] = await Promise.all([weighed, land].map((plane) => blurred(plane, AROUND)));
  return Float64Array.from(sum, (grey, pixel) => (weight[pixel] ? (grey / weight[pixel]) * 255 : 0));
}

/** The averages of a one-channel image around each pixel. */
function blurred(plane, radius) {
  const raw = { width, height, channels: 1 };
  return sharp(plane, { raw }).toColourspace("b-w").blur(radius).raw().toBuffer();
}

/** The share of land in each pixel, 0 to 255. */
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

/** The points of a path `M x y l dx dy …`, in absolute coordinates. */
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
