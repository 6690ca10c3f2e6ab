/* The shapes of the kinds, as in img/kinds.svg: once for the graphics card, once for a plain canvas. Both draw in a
   square from -1 to 1 with y downwards, and put a line of paper around each, so that ties end before it. */

import { KINDS } from "./palette.js";

const RIM = 1.2; // pixels of paper around a shape

const VERTEX = `
attribute vec4 a_id;
attribute vec2 a_position;
attribute float a_size;
attribute float a_kind;

uniform float u_sizeRatio;
uniform float u_pixelRatio;
uniform mat3 u_matrix;

varying vec4 v_id;
varying float v_kind;
varying float v_pixel;

void main() {
  gl_Position = vec4((u_matrix * vec3(a_position, 1.0)).xy, 0.0, 1.0);
  float radius = max(a_size / u_sizeRatio, 1.2) + ${RIM.toFixed(1)};
  gl_PointSize = 2.0 * radius * u_pixelRatio;
  // The size of a pixel, measured in shapes.
  v_pixel = 1.0 / ((radius - ${RIM.toFixed(1)}) * u_pixelRatio);
  v_id = a_id;
  v_id.a *= 255.0 / 254.0;
  v_kind = a_kind;
  // Who is hidden has no size; out of the picture, no point is left of it.
  if (a_size == 0.0) gl_Position = vec4(2.0, 2.0, 2.0, 1.0);
}`;

const FRAGMENT = `
precision highp float;

uniform vec3 u_paper;
uniform vec3 u_colours[${KINDS.length}];
uniform float u_pixelRatio;

varying vec4 v_id;
varying float v_kind;
varying float v_pixel;

float distanceTo(vec2 p) {
  if (v_kind < 0.5) return length(p) - 0.825;
  if (v_kind < 1.5) return max(0.872 * abs(p.x) - 0.49 * p.y - 0.436, p.y - 0.8);
  if (v_kind < 2.5) return max(abs(p.x), abs(p.y)) - 0.75;
  if (v_kind < 3.5) return (abs(p.x) + abs(p.y) - 1.0) * 0.7071;
  // A ring with a dot in it: an empty one reads as a letter.
  return min(abs(length(p) - 0.7) - 0.125, length(p) - 0.25);
}

void main() {
  float rim = ${RIM.toFixed(1)} * u_pixelRatio * v_pixel;
  float far = distanceTo((gl_PointCoord * 2.0 - 1.0) * (1.0 + rim));
  #ifdef PICKING_MODE
  if (far > rim) discard;
  gl_FragColor = v_id;
  #else
  float whole = 1.0 - smoothstep(rim - v_pixel, rim, far);
  if (whole <= 0.0) discard;
  float inside = 1.0 - smoothstep(-0.5 * v_pixel, 0.5 * v_pixel, far);
  vec3 colour = u_colours[0];
  if (v_kind > 3.5) colour = u_colours[4];
  else if (v_kind > 2.5) colour = u_colours[3];
  else if (v_kind > 1.5) colour = u_colours[2];
  else if (v_kind > 0.5) colour = u_colours[1];
  gl_FragColor = vec4(mix(u_paper, colour, inside) * whole, whole);
  #endif
}`;

/* A program for sigma: one point for each node; `palette()` gives the colours of the moment. */
export function shapeProgram(palette) {
  const { FLOAT, UNSIGNED_BYTE, POINTS } = WebGLRenderingContext;
  return class extends Sigma.rendering.NodeProgram {
    getDefinition() {
      return {
        VERTICES: 1,
        VERTEX_SHADER_SOURCE: VERTEX,
        FRAGMENT_SHADER_SOURCE: FRAGMENT,
        METHOD: POINTS,
        UNIFORMS: ["u_sizeRatio", "u_pixelRatio", "u_matrix", "u_paper", "u_colours"],
        ATTRIBUTES: [
          { name: "a_position", size: 2, type: FLOAT },
          { name: "a_size", size: 1, type: FLOAT },
          { name: "a_kind", size: 1, type: FLOAT },
          { name: "a_id", size: 4, type: UNSIGNED_BYTE, normalized: true },
        ],
      };
    }

    processVisibleItem(id, at, node) {
      this.array.set([node.x, node.y, node.size, node.kind, id], at);
    }

    setUniforms({ sizeRatio, pixelRatio, matrix }, { gl, uniformLocations: where }) {
      const { paper, kinds } = palette();
      gl.uniform1f(where.u_sizeRatio, sizeRatio);
      gl.uniform1f(where.u_pixelRatio, pixelRatio);
      gl.uniformMatrix3fv(where.u_matrix, false, matrix);
      gl.uniform3fv(where.u_paper, paper.map((part) => part / 255));
      gl.uniform3fv(where.u_colours, kinds.flat().map((part) => part / 255));
    }
  };
}

/* The outline of a kind around a point, for a plain canvas. */
export function outline(kind, x, y, size) {
  const path = new Path2D();
  const corners = {
    1: [[0, -0.89], [0.95, 0.8], [-0.95, 0.8]],
    2: [[-0.75, -0.75], [0.75, -0.75], [0.75, 0.75], [-0.75, 0.75]],
    3: [[0, -1], [1, 0], [0, 1], [-1, 0]],
  }[kind];
  if (corners) {
    corners.forEach(([dx, dy]) => path.lineTo(x + dx * size, y + dy * size));
    path.closePath();
  } else {
    path.arc(x, y, 0.825 * size, 0, 2 * Math.PI);
    if (kind === 4) addDot(path, x, y, size);
  }
  return path;
}

/* What makes a circle a ring with a dot in it. */
function addDot(path, x, y, size) {
  path.moveTo(x + 0.575 * size, y);
  path.arc(x, y, 0.575 * size, 0, 2 * Math.PI, true);
  path.moveTo(x + 0.25 * size, y);
  path.arc(x, y, 0.25 * size, 0, 2 * Math.PI);
}
