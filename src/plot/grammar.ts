/**
 * What a recorded plot may say: the marks, transforms and options known to both the recorder (which refuses the rest with a
 * hint) and the replayer (which trusts nothing). The names are those of Observable Plot 0.6.17.
 */

const words = (text: string): string[] => text.trim().split(/\s+/);

/** How a mark takes its arguments: `data` (data, options), `maybe` (data may be left out), `none` (options only). */
export type Signature = "data" | "maybe" | "none";

const marksOf = (signature: Signature, names: string): [string, Signature][] => words(names).map((name) => [name, signature]);

export const MARKS: ReadonlyMap<string, Signature> = new Map([
  ...marksOf(
    "data",
    `area areaX areaY arrow auto barX barY bollinger bollingerX bollingerY boxX boxY cell cellX cellY circle crosshair
    crosshairX crosshairY delaunayLink delaunayMesh density differenceX differenceY dot dotX dotY hexagon hull line lineX
    lineY linearRegressionX linearRegressionY link rect rectX rectY ruleX ruleY spike text textX textY tickX tickY tip
    vector vectorX vectorY voronoi voronoiMesh waffleX waffleY`,
  ),
  ...marksOf("maybe", "axisX axisY axisFx axisFy gridX gridY gridFx gridFy contour raster"),
  ...marksOf("none", "frame hexgrid"),
]);

/**
 * How a transform takes its arguments: `reduce` (outputs, options) replaces the data by groups; `outputs` (outputs, options)
 * keeps it; `first` (setting, options); `merge` (settings, options) or one object with both; `accessor` (accessor, options);
 * `options` (options).
 */
export type TransformKind = "reduce" | "outputs" | "first" | "merge" | "accessor" | "options";

const transformsOf = (kind: TransformKind, names: string): [string, TransformKind][] => words(names).map((name) => [name, kind]);

export const TRANSFORMS: ReadonlyMap<string, TransformKind> = new Map([
  ...transformsOf("reduce", "bin binX binY group groupX groupY groupZ"),
  ...transformsOf("outputs", "hexbin map"),
  ...transformsOf("first", "mapX mapY shiftX shiftY select"),
  ...transformsOf("merge", "dodgeX dodgeY normalizeX normalizeY stackX stackX1 stackX2 stackY stackY1 stackY2 windowX windowY"),
  ...transformsOf("accessor", "filter sort"),
  ...transformsOf(
    "options",
    "pointer pointerX pointerY reverse selectFirst selectLast selectMaxX selectMaxY selectMinX selectMinY shuffle",
  ),
]);

/** Calls whose value is used inside options: intervals and map methods. */
export const VALUES: ReadonlySet<string> = new Set(words("numberInterval timeInterval utcInterval window normalize"));

/** Parts of Plot that need code or addresses that may not leave the cell, and what to write instead. */
export const ABSENT: ReadonlyMap<string, string> = new Map([
  ["image", "draw a raster, dots or text"],
  ["geo", "draw the outline as a line"],
  ["sphere", "draw a frame"],
  ["graticule", "draw a grid"],
  ["tree", "draw links and text at positions computed in the cell"],
  ["cluster", "draw links and text at positions computed in the cell"],
  ["treeNode", "compute the positions in the cell"],
  ["treeLink", "compute the positions in the cell"],
  ["centroid", "compute the centroids in the cell"],
  ["geoCentroid", "compute the centroids in the cell"],
  ["transform", "transform the data in the cell"],
  ["initializer", "transform the data in the cell"],
  ["find", 'name a reducer ("first", "last", "max", …), or reduce the data in the cell'],
  ["scale", "set the scale's domain and range as options of Plot.plot"],
  ["autoSpec", "use Plot.auto"],
]);

/** Options that bind data: a field name, an accessor, an array of values, or a constant. */
export const CHANNELS: ReadonlySet<string> = new Set(
  words(`x y x1 x2 y1 y2 z fx fy px py r length rotate symbol text title ariaLabel fill stroke fillOpacity strokeOpacity
  strokeWidth opacity fontSize value weight size color`),
);

/** Channels that hold a place or a size: a plot without one finite value of them is a mistake. */
export const QUANTITIES: ReadonlySet<string> = new Set(words("x y x1 x2 y1 y2 px py r length rotate value weight"));

/** Channels whose strings may be CSS colours. */
export const COLORS: ReadonlySet<string> = new Set(["fill", "stroke", "color"]);

/** Options of marks that are plain settings. */
export const SETTINGS: ReadonlySet<string> = new Set(
  words(`anchor ariaDescription ariaHidden bandwidth basis bend binWidth blur ci clip cumulative curve domain dx dy facet
  facetAnchor fontFamily fontStyle fontVariant fontWeight format frameAnchor gap grid headAngle headLength height
  imageRendering inset insetBottom insetEnd insetLeft insetRight insetStart insetTop interpolate interval k label labelAnchor
  labelArrow labelOffset lineAnchor lineHeight lineWidth margin marginBottom marginLeft marginRight marginTop mark marker
  markerEnd markerMid markerStart maxRadius maxSteps minDistance mixBlendMode monospace multiple n negativeFill
  negativeFillOpacity offset order padding paintOrder pixelSize pointer pointerEvents pointerSize positiveFill
  positiveFillOpacity precision preferredAnchor reduce reverse round ruleStroke ruleStrokeOpacity ruleStrokeWidth rx rx1 rx1y1
  rx1y2 rx2 rx2y1 rx2y2 ry ry1 ry2 seed shape shapeRendering shift smooth strict strokeDasharray strokeDashoffset strokeLinecap
  strokeLinejoin strokeMiterlimit sweep tension textAnchor textFill textOverflow textPadding textStroke textStrokeOpacity
  textStrokeWidth thresholds tickFormat tickPadding tickRotate tickSize tickSpacing ticks unit width zero`),
);

/** Options that would carry code, markup or an address, and what to write instead. */
export const FORBIDDEN: ReadonlyMap<string, string> = new Map([
  ["href", "write the address in the prose"],
  ["target", "write the address in the prose"],
  ["src", "draw a raster, dots or text"],
  ["crossOrigin", "draw a raster, dots or text"],
  ["style", "use the options fill, stroke, opacity, fontSize, margin…"],
  ["className", "use the options fill, stroke, opacity, fontSize…"],
  ["imageFilter", "use the option opacity"],
  ["pathFilter", "use the option opacity"],
  ["render", "use one of Plot's own marks"],
  ["transform", "transform the data in the cell"],
  ["initializer", "transform the data in the cell"],
  ["document", "leave it out"],
  ["projection", "project the data in the cell and set x and y"],
  ["random", "use the option seed of Plot.shuffle"],
]);

/** Options of a scale. */
export const SCALE_SETTINGS: ReadonlySet<string> = new Set(
  words(`align ariaDescription ariaLabel axis base clamp constant domain exponent fontVariant grid inset insetBottom insetLeft
  insetRight insetTop interpolate interval label labelAnchor labelArrow labelOffset legend line n nice padding paddingInner
  paddingOuter percent pivot quantiles range reverse round scheme symmetric tickFormat tickPadding tickRotate tickSize
  tickSpacing ticks type unknown zero`),
);

export const SCALES: ReadonlySet<string> = new Set(words("x y fx fy r color opacity symbol length"));

/** Options of Plot.plot besides scales and marks. */
export const PLOT_SETTINGS: ReadonlySet<string> = new Set(
  words(`align ariaDescription ariaLabel aspectRatio axis caption clamp clip figure grid height inset insetBottom insetLeft
  insetRight insetTop label margin marginBottom marginLeft marginRight marginTop nice padding round subtitle title width zero`),
);

/** Options of Plot.plot's `facet`. */
export const FACET_SETTINGS: ReadonlySet<string> = new Set(
  words("grid label margin marginBottom marginLeft marginRight marginTop"),
);

/** Options of Plot.legend besides its scale. */
export const LEGEND_SETTINGS: ReadonlySet<string> = new Set(
  words(`columns fill fillOpacity fontVariant height label legend marginBottom marginLeft marginRight marginTop opacity r round
  stroke strokeOpacity strokeWidth swatchHeight swatchSize swatchWidth tickFormat ticks tickSize width`),
);

/** The known name nearest to `name`, if one is near enough to be what was meant. */
export function nearest(name: string, known: Iterable<string>): string | undefined {
  let best: string | undefined;
  let bestDistance = Math.max(name.length < 4 ? 1 : 2, Math.floor(name.length / 3)) + 1;
  for (const other of known) {
    const d = editDistance(name.toLowerCase(), other.toLowerCase());
    if (d < bestDistance) [best, bestDistance] = [other, d];
  }
  return best;
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next[j] = Math.min(next[j - 1]! + 1, row[j]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1));
    }
    row = next;
  }
  return row[b.length]!;
}
