// Draws the photos of this story from the files of the base map. Run it in the project's root, after
// `npm ci` and with Chromium installed: node stories/map/pictures.mjs

import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "@playwright/test";

const MAP = "basemaps/china";
export const PAPER = "#f6f1e4";
const LAND = "#dcd3bd";
const BORDER = "#a3977b";
const ACCENT = "#b3392b";

const read = async (file) => JSON.parse(await readFile(`${MAP}/${file}`, "utf8"));

/** The points of an arc `M x y l dx dy …`, in kilometres right of and below the frame's corner. */
const pointsOf = (arc, unit) => {
  const [x, y, ...steps] = arc.match(/-?\d+/g).map((n) => (Number(n) * unit) / 1000);
  const points = [[x, y]];
  for (let at = 0; at < steps.length; at += 2) {
    const [before, under] = points.at(-1);
    points.push([before + steps[at], under + steps[at + 1]]);
  }
  return points;
};

/** The provinces of a level of detail: areas and borders as paths, and the points between which they are drawn. */
export const provinces = async (level) => {
  const { china } = await read(`provinces.l${level}.json`);
  const arcs = china.a.map((arc) => pointsOf(arc, china.u));
  const ring = (indices) => {
    const points = indices.flatMap((at) => (at < 0 ? arcs[~at].toReversed() : arcs[at]));
    return `M${points.join(" ")}z`;
  };
  const rings = Object.values(china.p).flatMap((shape) => (Array.isArray(shape[0][0]) ? shape.flat() : shape));
  return {
    areas: rings.map(ring).join(""),
    borders: arcs.map((points) => `M${points.join(" ")}`).join(""),
    points: arcs.flat(),
  };
};

/** Albers with the parallels 25° and 47°, on the sphere: kilometres right of and below the frame's corner. */
const project = (longitude, latitude) => {
  const rad = Math.PI / 180;
  const [one, other] = [25 * rad, 47 * rad];
  const n = (Math.sin(one) + Math.sin(other)) / 2;
  const c = Math.cos(one) ** 2 + 2 * n * Math.sin(one);
  const rho = (phi) => (6371 * Math.sqrt(c - 2 * n * Math.sin(phi))) / n;
  const theta = n * (longitude - 105) * rad;
  const r = rho(latitude * rad);
  return [2700 + r * Math.sin(theta), 6000 - (rho(0) - r * Math.cos(theta))];
};

const range = (from, to, step) => Array.from({ length: Math.round((to - from) / step) + 1 }, (_, at) => from + at * step);

/** Parallels and meridians every ten degrees; the two parallels of the projection stand out. */
const graticule = () => {
  const path = (points, style) => `<path d="M${points.join(" ")}" fill="none" ${style}/>`;
  const thin = `stroke="#7b8d98" stroke-width="5"`;
  const thick = `stroke="${ACCENT}" stroke-width="14"`;
  const parallels = range(0, 60, 10).map((lat) => path(range(55, 155, 1).map((lon) => project(lon, lat)), thin));
  const meridians = range(55, 155, 10).map((lon) => path(range(0, 60, 1).map((lat) => project(lon, lat)), thin));
  const touched = [25, 47].map((lat) => path(range(55, 155, 1).map((lon) => project(lon, lat)), thick));
  return [...parallels, ...meridians, ...touched].join("");
};

const dots = (points, r, fill) => points.map(([x, y]) => `<circle cx="${x}" cy="${y}" r="${r}" fill="${fill}"/>`).join("");

const flat = async () => {
  const { areas, borders } = await provinces(1);
  const { islets, dash, undetermined } = await read("provinces.l0.json");
  const pairs = islets.flatMap((x, at) => (at % 2 ? [] : [[x, islets[at + 1]]]));
  const line = (d) => `<path d="${d}" fill="none" stroke="${BORDER}" stroke-width="14"/>`;
  return [
    `<path d="${areas}" fill="${LAND}"/><path d="${borders}" fill="none" stroke="${BORDER}" stroke-width="7"/>`,
    dots(pairs, 11, BORDER),
    line(dash),
    `<path d="${undetermined}" fill="none" stroke="${BORDER}" stroke-width="9" stroke-dasharray="20 14"/>`,
    graticule(),
  ].join("");
};

export const coast = async (level) => {
  const { areas, borders, points } = await provinces(level);
  return `<path d="${areas}" fill="${LAND}"/><path d="${borders}" fill="none" stroke="${BORDER}" stroke-width="0.7"/>${dots(points, 1.1, ACCENT)}`;
};

// The hillshade lies over x -2700..2300 and y 1900..6000 km of the projection.
const height = async () =>
  `<image href="${pathToFileURL(resolve(MAP, "relief.avif"))}" width="5000" height="4100" preserveAspectRatio="none" style="image-rendering: pixelated"/>`;

/** A page of Chromium for pictures of this size; it can show files. */
export const pageOf = async (width, height) => {
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium" });
  const page = await browser.newPage({ viewport: { width, height } });
  await page.goto(pathToFileURL(resolve("stories/map/zh.md")).href);
  return page;
};

const draw = async () => {
  /** Name, pixels, the view in kilometres, what is drawn. */
  const pictures = [
    ["flat", [1600, 1829], [-250, -60, 5300, 6057], await flat()],
    ["coast-coarse", [1600, 1000], [4040, 3030, 224, 140], await coast(0)],
    ["coast-fine", [1600, 1000], [4040, 3030, 224, 140], await coast(2)],
    ["height", [1600, 1000], [1880, 2150, 1000, 625], await height()],
  ];
  const page = await pageOf(1600, 1000);
  for (const [name, [width, height], view, drawn] of pictures) {
    await page.setViewportSize({ width, height });
    await page.evaluate(
      async (html) => {
        document.body.innerHTML = html;
        document.body.style.margin = "0";
        const image = document.querySelector("image");
        if (image) await Object.assign(new Image(), { src: image.href.baseVal }).decode();
      },
      `<svg viewBox="${view.join(" ")}" width="${width}" height="${height}" style="display: block; background: ${PAPER}">${drawn}</svg>`,
    );
    await page.screenshot({ path: `stories/map/photos/${name}.jpg`, type: "jpeg", quality: 88 });
  }
  await page.context().browser().close();
};

// media.mjs uses what this file draws.
if (import.meta.filename === resolve(process.argv[1])) await draw();
