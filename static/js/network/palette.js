/* The colours of the page's tokens as the picture needs them; they change with the reader's theme. */

export const KINDS = ["enterprise", "innovator", "policymaker", "support", "unknown"];

/* What a token is just now, as [red, green, blue] of 0 to 255. */
function read(probe, token) {
  probe.style.color = `var(--${token})`;
  return getComputedStyle(probe).color.match(/[\d.]+/g).slice(0, 3).map(Number);
}

export function readPalette(place) {
  const probe = document.createElement("span");
  place.append(probe);
  const of = (token) => read(probe, token);
  const palette = { paper: of("paper"), ink: of("ink"), soft: of("soft"), edge: of("edge"), kinds: KINDS.map(of) };
  probe.remove();
  return palette;
}

/* Whole numbers: sigma reads no others. */
export const css = (parts, alpha = 1) => `rgba(${parts.map(Math.round).join(", ")}, ${alpha})`;

/* Calls back when the device changes its theme, or the reader asks for colours of their own. */
export function onThemeChange(callback) {
  for (const query of ["(prefers-color-scheme: dark)", "(forced-colors: active)"]) {
    matchMedia(query).addEventListener("change", () => requestAnimationFrame(callback));
  }
}
