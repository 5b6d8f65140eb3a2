/**
 * Makes the land of the operators' map, once: an SVG path of Natural Earth's outlines (1:110m, public domain), which npm
 * has as `world-atlas`. In an empty folder:
 *
 *   npm install world-atlas topojson-client
 *   node land.mjs > .../src/main/resources/templates/dashboard/land.html
 *
 * A degree is two units. What is south of 57° S is left out: nobody is served there.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const require = createRequire(join(process.cwd(), "land.mjs"));
const { feature } = require("topojson-client");

const atlas = JSON.parse(readFileSync(require.resolve("world-atlas/land-110m.json")));
const SOUTH = -57;

const WIDTH = 720;

const point = ([longitude, latitude]) => [Math.round((longitude + 180) * 2), Math.round((84 - latitude) * 2)];

/** Land that crosses the date line goes on beyond the edge, and stands once more at the other. */
function ring(points) {
  const path = [];
  for (const [x, y] of points.map(point)) {
    const last = path.at(-1);
    const near = last ? x - WIDTH * Math.round((x - last[0]) / WIDTH) : x;
    if (!last || last[0] !== near || last[1] !== y) path.push([near, y]);
  }
  if (path.length < 4) return "";
  const beyond = path.some(([x]) => x > WIDTH) ? -WIDTH : path.some(([x]) => x < 0) ? WIDTH : 0;
  return drawn(path) + (beyond ? drawn(path.map(([x, y]) => [x + beyond, y])) : "");
}

function drawn(path) {
  let at = path[0];
  const rest = path.slice(1, -1).map(([x, y]) => {
    const step = `${x - at[0]} ${y - at[1]}`;
    at = [x, y];
    return step;
  });
  return `M${path[0].join(" ")}l${rest.join(" ").replaceAll(" -", "-")}z`;
}

const land = feature(atlas, atlas.objects.land).features ?? [feature(atlas, atlas.objects.land)];
const rings = land
  .flatMap(({ geometry }) => (geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates))
  .filter(([outer]) => outer.some(([, latitude]) => latitude > SOUTH))
  .flatMap((polygon) => polygon.map(ring));
process.stdout.write(`<path d="${rings.join("")}" />\n`);
