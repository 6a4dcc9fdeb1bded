// Writes src/proviso/web/atlas/us.json: the states' outlines, and where each county's middle is, on one flat map.
import fs from "node:fs";
import * as topojson from "topojson-client";
import { filter, filterWeight, presimplify, quantile, simplify } from "topojson-simplify";
import { geoAlbersUsa, geoCentroid, geoPath } from "d3-geo";

const read = (name) => JSON.parse(fs.readFileSync(`node_modules/us-atlas/${name}`));
const [W, H] = [975, 610]; // the size that us-atlas projects to
const albers = geoAlbersUsa().scale(1300).translate([487.5, 305]);

let land = presimplify(read("states-albers-10m.json"));
land = simplify(land, quantile(land, 0.33));
land = filter(land, filterWeight(land, 0.25)); // a larger weight takes Hawaii away
const draw = geoPath().digits(1);
const states = Object.fromEntries(
  topojson.feature(land, land.objects.states).features
    .map((one) => [String(one.id).padStart(2, "0"), { name: one.properties.name, d: draw(one), at: draw.centroid(one) }])
    .filter(([, one]) => one.d)
    .map(([id, one]) => [id, { ...one, at: one.at.map((each) => +each.toFixed(1)) }]),
);

const counties = read("counties-10m.json");
const middles = {};
for (const one of topojson.feature(counties, counties.objects.counties).features) {
  const at = albers(geoCentroid(one));
  if (at) middles[String(one.id).padStart(5, "0")] = at.map((each) => +each.toFixed(1));
}
fs.mkdirSync("../../src/proviso/web/atlas", { recursive: true });
const out = JSON.stringify({ width: W, height: H, states, counties: middles });
fs.writeFileSync("../../src/proviso/web/atlas/us.json", out + "\n");
console.log(`us.json ${out.length} bytes, ${Object.keys(states).length} states, ${Object.keys(middles).length} counties`);
