"""Taking a network away as a file."""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, request
from werkzeug.wrappers import Response

from matchmaker import context
from matchmaker.core.vocabulary import label
from matchmaker.services import ecosystem, places
from matchmaker.web.access import allow
from matchmaker.web.views.narrowing import read_network_filter
from matchmaker.web.views.pictures import community_words, svg_of
from matchmaker.web.words import _

blueprint = Blueprint("exports", __name__)

TYPES = {
    "graphml": "application/graphml+xml",
    "gexf": "application/gexf+xml",
    "json": "application/json",
    "csv": "application/zip",
    "svg": "image/svg+xml",
}


@blueprint.get("/exports/network.<any(graphml, gexf, json, csv, svg):form>")
@allow("export.read")
def network(form: str) -> Response:
    """The network of a region, narrowed as on its page."""
    region = places.get_region(request.args.get("region", places.EVERYWHERE).upper()[:5])
    filters = replace(read_network_filter(request.args, region), region=region.code)
    if form == "svg":
        content = svg_of(region, filters)
    else:
        content = ecosystem.export_network(
            context.session(), context.actor(), region, form, today=context.now().date(),
            filters=filters, named=community_words, worded=lambda key: _(label(key)),
            language=context.language(),
        )  # fmt: skip
    answer = Response(content, mimetype=TYPES[form])
    name = f"network-{region.code or places.EVERYWHERE}.{'zip' if form == 'csv' else form}"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
