"""Make the installed type faces smaller: only the weights, optical sizes and letters that the pages use.

Needs fonttools and brotli. Halves what a page with Polish or Czech names has to fetch. The licence of both
faces (SIL Open Font License 1.1, no reserved names) allows it.
"""

from __future__ import annotations

from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

# the weights that static/css asks for; optical sizes below 12 are never shown
AXES = {
    "literata": {"wght": (400, 600), "opsz": (12, 72)},
    "commissioner": {"wght": (400, 700)},
}
# the letters of Europe's languages in Latin script; the same ranges stand in static/css/type.css
LATIN_EXT = ((0x100, 0x17F), (0x218, 0x21B), (0x1E80, 0x1E85), (0x1E9E, 0x1E9E), (0x1EF2, 0x1EF3))


def slim(source: Path, target: Path) -> None:
    """Write a smaller copy of one woff2 file; its name says face and script."""
    font = TTFont(source)
    face = source.name.partition("-")[0]
    if "-latin-ext-" in source.name:
        options = Options()
        options.layout_features = ["*"]
        subsetter = Subsetter(options)
        subsetter.populate(unicodes=[code for first, last in LATIN_EXT for code in range(first, last + 1)])
        subsetter.subset(font)
    slimmer = instantiateVariableFont(font, AXES[face])
    slimmer.flavor = "woff2"
    slimmer.save(target)
