/* Those without ties stand in a small, dense block below the others: no place of theirs means anything, and in a
   sparse network they are so many that the others would be lost beside them. */

const PADDING = 36; // pixels that sigma keeps free at each side
const SHARE = 0.2; // of the height is the block's, at most
const WIDEST = 14; // pixels between two of the block, at most
const LARGEST_UNIT = 60; // pixels between two who are tied, at most: few of them do not fill the picture
const TITLE = 44; // pixels above the block for its title
const ABOVE = 24; // pixels above the others for the name of the highest

/* The room for a picture on a stage: sigma keeps the proportions of the stage. */
function roomOn({ width, height }) {
  const free = 1 - (2 * PADDING) / Math.min(width, height);
  return { wide: width * free, high: height * free };
}

function boxOf(nodes, some) {
  const box = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };
  for (const at of some) {
    box.left = Math.min(box.left, nodes.x[at]);
    box.right = Math.max(box.right, nodes.x[at]);
    box.top = Math.min(box.top, nodes.y[at]);
    box.bottom = Math.max(box.bottom, nodes.y[at]);
  }
  return some.length ? box : { left: 0, right: 0, top: 0, bottom: 0 };
}

/* Pixels from one to the next in a block of so many. */
function stepFor(count, wide, high) {
  let step = Math.min(WIDEST, Math.sqrt((wide * high) / count));
  while (step > 1 && Math.ceil(count / Math.floor(wide / step)) * step > high) step *= 0.98;
  return step;
}

/* Where all stand at first, y downwards as the server has it: the tied as they are, the others in their block. `step`
   is the distance in the block in pixels, and `frame` what the stage shows, in the units of the places. */
export function settle(nodes, degrees, stage) {
  const { wide, high } = roomOn(stage);
  const everybody = degrees.map((_, at) => at);
  const alone = everybody.filter((at) => degrees[at] === 0);
  const box = boxOf(nodes, everybody.filter((at) => degrees[at] > 0));
  const nobody = alone.length === degrees.length;
  const low = high * (nobody ? 1 : SHARE);
  const step = alone.length ? stepFor(alone.length, wide, low) : 0;
  const across = Math.max(1, Math.min(Math.floor(wide / step), alone.length));
  const block = alone.length ? Math.ceil(alone.length / across) * step + TITLE : 0;
  const left = Math.max(high - ABOVE - block, 1);
  const unit = Math.min(wide / (box.right - box.left || 1), left / (box.bottom - box.top || 1), LARGEST_UNIT);
  const middle = (box.left + box.right) / 2;
  const [x, y] = [nodes.x.slice(), nodes.y.slice()];
  alone.forEach((at, number) => {
    x[at] = middle + (((number % across) - (across - 1) / 2) * step) / unit;
    y[at] = box.bottom + (TITLE + (Math.floor(number / across) + 0.5) * step) / unit;
  });
  // What is left over stands half above and half below.
  const spare = (left - (box.bottom - box.top) * unit) / 2;
  const top = box.top - (ABOVE + spare) / unit;
  const half = wide / unit / 2;
  return { x, y, step, frame: { left: middle - half, right: middle + half, top, bottom: top + high / unit } };
}
