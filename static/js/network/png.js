/* The picture as one sees it, as a PNG: paper, ties, shapes, names, and the key of the kinds below. */

import { css, KINDS } from "./palette.js";
import { outline } from "./shapes.js";

const FOOT = 40;

export async function savePicture(view, name) {
  const { width, height } = view.size();
  const scale = Math.max(2, window.devicePixelRatio || 1);
  const canvas = document.createElement("canvas");
  canvas.width = width * scale;
  canvas.height = (height + FOOT) * scale;
  const pen = canvas.getContext("2d");
  pen.scale(scale, scale);
  pen.fillStyle = css(view.palette.paper);
  pen.fillRect(0, 0, width, height + FOOT);
  // A graphics card forgets its picture after the frame: draw it anew and take it at once.
  view.sigma.refresh({ skipIndexation: true });
  pen.globalAlpha = view.overlay.lit ? 0.3 : 1;
  for (const layer of ["edges", "nodes"]) pen.drawImage(view.sigma.getCanvases()[layer], 0, 0, width, height);
  pen.globalAlpha = 1;
  view.overlay.draw(pen, width, height);
  drawKey(pen, view, height);
  const blob = await new Promise((done) => canvas.toBlob(done, "image/png"));
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = `${name}.png`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

function drawKey(pen, view, height) {
  const words = [...document.querySelectorAll("figcaption .key li")];
  pen.font = '500 13px Commissioner, "Segoe UI", system-ui, sans-serif';
  pen.textAlign = "start";
  let x = 16;
  words.forEach((word, kind) => {
    pen.fillStyle = css(view.palette.kinds[kind % KINDS.length]);
    pen.fill(outline(kind, x + 6, height + FOOT / 2, 6));
    pen.fillStyle = css(view.palette.ink);
    pen.fillText(word.textContent.trim(), x + 18, height + FOOT / 2 + 4.5);
    x += 40 + pen.measureText(word.textContent.trim()).width;
  });
}
