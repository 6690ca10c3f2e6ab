"""The network of a region: drawn, searched, narrowed; how two are linked; a page for frames elsewhere."""

from __future__ import annotations

from flask import Blueprint, jsonify, render_template, request
from werkzeug.wrappers import Response

from matchmaker import context
from matchmaker.services import ecosystem, places
from matchmaker.web.access import allow
from matchmaker.web.views.linked import linked_view, named_of
from matchmaker.web.views.networks import network_view
from matchmaker.web.views.panel import panel_of
from matchmaker.web.views.ways import crumbs_of, crumbs_through, region_title, ways_of
from matchmaker.web.words import ngettext

blueprint = Blueprint("networks", __name__)


@blueprint.get("/regions/<code>/network")
@allow("network.read")
def show(code: str) -> str:
    """The network of a region."""
    region = places.get_region(code)
    # A page that draws for itself asks for what stands around the picture only.
    drawn = not request.headers.get("HX-Request")
    return render_template(
        "networks/show.html",
        title=region_title(region),
        ways=ways_of(region),
        crumbs=crumbs_of(region),
        view=network_view(region, request.args, drawn=drawn),
        may_be_framed=bool(context.settings().frame_origins),
    )


@blueprint.get("/regions/<code>/network.json")
@allow("network.read")
def data(code: str) -> Response:
    """The same for the script that draws it."""
    region = places.get_region(code)
    graph = ecosystem.get_graph(context.session(), region.code, today=context.now().date())
    packed = request.accept_encodings.quality("gzip") > 0
    response = Response(graph.packed if packed else graph.body, mimetype="application/json")
    if packed:
        response.content_encoding = "gzip"
    response.vary.add("Accept-Encoding")
    # A mark for each form: what a browser keeps packed is not what it keeps plain.
    response.set_etag(f"{graph.mark}{'-z' if packed else ''}")
    return response.make_conditional(request.environ)


@blueprint.get("/regions/<code>/network/names")
@allow("network.read")
def names(code: str) -> Response:
    """Whose name holds what one types, for the fields that suggest."""
    region = places.get_region(code)
    found = ecosystem.list_named(
        context.session(), region.code, request.args.get("q", "")[:200], today=context.now().date()
    )
    hits = [named_of(one, region) for one in found]
    rows = [{"value": one.name, "text": one.name, "note": one.meta, "code": one.id} for one in hits]
    return jsonify(places=rows, said=ngettext("%(num)d profile", "%(num)d profiles", len(rows)))


@blueprint.get("/regions/<code>/network/of/<id>")
@allow("network.read")
def of(code: str, id: str) -> str:
    """One of the network: who it is, and with whom it has ties. A fragment for the page that draws it."""
    region = places.get_region(code)
    panel = panel_of(region, id)
    if request.headers.get("HX-Request"):
        return render_template("networks/panel.html", panel=panel, code=code)
    return render_template(
        "networks/of.html", title=region_title(region), ways=ways_of(region), crumbs=crumbs_through(region),
        panel=panel, code=code,
    )  # fmt: skip


@blueprint.get("/regions/<code>/network/linked")
@allow("network.read")
def linked(code: str) -> str:
    """How two are linked. A fragment for the page that draws the network."""
    region = places.get_region(code)
    view = linked_view(region, request.args)
    if request.headers.get("HX-Request"):
        return render_template("networks/linked.html", view=view, code=code)
    return render_template(
        "networks/link.html", title=region_title(region), ways=ways_of(region), crumbs=crumbs_through(region),
        view=view, code=code,
    )  # fmt: skip


@blueprint.get("/embed/regions/<code>/network")
@allow("network.read")
def embed(code: str) -> str:
    """The picture alone, for a frame on somebody else's page."""
    region = places.get_region(code)
    return render_template(
        "networks/embed.html", title=region_title(region), view=network_view(region, request.args)
    )
