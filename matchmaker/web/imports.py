"""Spreadsheets in and out: upload, columns, preview, import, report, undo; and the export."""

from __future__ import annotations

from typing import IO

from flask import (
    Blueprint,
    Response,
    flash,
    jsonify,
    redirect,
    render_template,
    request,
    url_for,
)
from werkzeug.wrappers import Response as Answer

from matchmaker import context
from matchmaker.errors import Invalid, NotFound
from matchmaker.permissions import may_enter
from matchmaker.services import exchange
from matchmaker.web.access import allow
from matchmaker.web.forms.imports import UndoForm, UploadForm
from matchmaker.web.forms.refusal import refuse
from matchmaker.web.problems import in_words
from matchmaker.web.views.imports import ImportPage, import_page, index_page, waits
from matchmaker.web.views.origins import contacts_view
from matchmaker.web.words import _

blueprint = Blueprint("imports", __name__)

Page = str | Answer | tuple[str, int]
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@blueprint.get("/imports")
@allow("import.run")
def index() -> str:
    """All imports of this person, the newest first."""
    found, older = exchange.list_imports(
        context.session(), context.actor(), older_than=request.args.get("after", "")
    )
    twice = may_enter(context.actor(), "duplicate.decide")
    return render_template(
        "imports/index.html",
        page=index_page(found, older, exchange.list_makers(context.session(), context.actor(), found)),
        duplicates_url=url_for("duplicates.index") if twice else "",
    )


@blueprint.get("/imports/new")
@allow("import.run")
def new() -> str:
    """The form for a new file."""
    return render_template("imports/new.html", form=UploadForm(), settings=context.settings())


@blueprint.post("/imports/new")
@allow("import.run")
def new_send() -> Page:
    """Keep the files and show what they would bring."""
    form = UploadForm()
    try:
        form.check()
        made = exchange.upload(
            context.session(),
            context.actor(),
            _files(),
            source=form.source.data or "",
            strict=bool(form.strict.data),
            store=_store(),
            now=context.now(),
        )
    except Invalid as error:
        # The sentence of a file's refusal has values, which the form's own errors could not translate.
        for name in error.fields:
            form[name].errors = [in_words(error)]
        error.fields.clear()
        return refuse(form, error, "imports/new.html", settings=context.settings())
    return redirect(url_for(".show", id=made.id), 303)


@blueprint.get("/imports/<id>")
@allow("import.read")
def show(id: str) -> Page:
    """The preview before an import, its progress, its report afterwards."""
    page = _page(id)
    if not request.headers.get("HX-Request"):
        return render_template("imports/show.html", page=page, told=contacts_view(page.made))
    answer = Response(render_template("imports/waiting.html", page=page))
    answer.vary.add("HX-Request")
    if not waits(page.made):
        answer.headers["HX-Redirect"] = url_for(".show", id=id)
    return answer


@blueprint.post("/imports/<id>/columns/<any(stakeholders, ties):part>")
@allow("import.read")
def columns(id: str, part: str) -> Page:
    """Say what the columns mean."""
    made = exchange.get_import(context.session(), context.actor(), id)
    headers = [column["header"] for column in made.preview.get("columns", {}).get(part, [])]
    chosen = {header: request.form.get(f"column-{at}", "") for at, header in enumerate(headers)}
    exchange.map_columns(
        context.session(), context.actor(), id, part, chosen, store=_store(), now=context.now()
    )
    return redirect(url_for(".show", id=id), 303)


@blueprint.post("/imports/<id>/decisions")
@allow("import.read")
def decisions(id: str) -> Page:
    """Say which rows are the same as others."""
    chosen = {
        int(name[4:]): value
        for name, value in request.form.items()
        if name.startswith("row-") and name[4:].isdecimal() and len(name) < 12
    }
    exchange.decide(context.session(), context.actor(), id, chosen, store=_store(), now=context.now())
    flash(_("Your choices are kept."), "done")
    return redirect(url_for(".show", id=id), 303)


@blueprint.post("/imports/<id>/start")
@allow("import.read")
def start(id: str) -> Page:
    """Bring the rows in."""
    strict = bool(request.form.get("strict"))
    exchange.start_import(
        context.session(), context.actor(), id, strict=strict, store=_store(), now=context.now()
    )
    return redirect(url_for(".show", id=id), 303)


@blueprint.post("/imports/<id>/drop")
@allow("import.read")
def drop(id: str) -> Page:
    """Throw away a file that was not brought in."""
    exchange.drop_import(context.session(), context.actor(), id, store=_store(), now=context.now())
    flash(_("The file is deleted. Nothing of it was imported."), "done")
    return redirect(url_for(".index"), 303)


@blueprint.get("/imports/<id>/undo")
@allow("import.read")
def undo(id: str) -> str:
    """Ask whether it is really meant."""
    page = _page(id)
    return render_template("imports/undo.html", page=page, form=UndoForm(page.made.source))


@blueprint.post("/imports/<id>/undo")
@allow("import.read")
def undo_send(id: str) -> Page:
    """Take an import back as a whole."""
    page = _page(id)
    form = UndoForm(page.made.source)
    try:
        form.check()
    except Invalid as error:
        return refuse(form, error, "imports/undo.html", page=page)
    exchange.start_undo(context.session(), context.actor(), id, now=context.now())
    return redirect(url_for(".show", id=id), 303)


@blueprint.get("/imports/<id>/mapping.json")
@allow("import.read")
def mapping(id: str) -> Answer:
    """What the columns mean, as `matchmaker import --map` reads it."""
    made = exchange.get_import(context.session(), context.actor(), id)
    answer = jsonify(made.mapping or made.ties_mapping)
    answer.headers["Content-Disposition"] = 'attachment; filename="mapping.json"'
    return answer


@blueprint.get("/exports/stakeholders.<any(csv, xlsx):form>")
@allow("export.read")
def export(form: str) -> Answer:
    """The records that this reader runs, as the import reads them."""
    session, actor, today = context.session(), context.actor(), context.now().date()
    region = request.args.get("region", "").upper()[:5]
    if form == "csv":
        pieces = exchange.export_csv(session, actor, region=region, today=today)
        answer = Response(context.streamed(pieces), mimetype="text/csv")
    else:
        answer = Response(exchange.export_xlsx(session, actor, region=region, today=today), mimetype=WORKBOOK)
    answer.headers["Content-Disposition"] = f'attachment; filename="stakeholders.{form}"'
    return answer


def _page(id: str) -> ImportPage:
    session, actor = context.session(), context.actor()
    made = exchange.get_import(session, actor, id)
    part = request.args.get("part", "")
    if part not in {exchange.STAKEHOLDERS, exchange.TIES}:
        part = exchange.STAKEHOLDERS if made.filename else exchange.TIES
    rows = exchange.list_rows(
        session, actor, id, part,
        outcome=request.args.get("outcome", ""), undo=request.args.get("undo", ""),
        after=_number("after"), before=_number("before"),
    )  # fmt: skip
    return import_page(made, rows, part, exchange.find_progress(session, made), request.args)


def _number(name: str) -> int:
    text = request.args.get(name, "0")
    if not text.isdecimal() or len(text) > 9:
        raise NotFound("There is no such page of the report. Begin at its first page.")
    return int(text)


def _files() -> dict[str, tuple[str, IO[bytes]]]:
    named = {exchange.STAKEHOLDERS: request.files.get("file"), exchange.TIES: request.files.get("ties")}
    return {part: (one.filename, one.stream) for part, one in named.items() if one and one.filename}


def _store() -> exchange.Store:
    settings = context.settings()
    return exchange.store_of(settings.folder, megabytes=settings.max_upload_mb, rows=settings.max_import_rows)
