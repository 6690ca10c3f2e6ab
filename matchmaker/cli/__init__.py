"""Door 3, the shell: `matchmaker …`. A command's module is loaded when it is asked for, not before."""

from __future__ import annotations

from matchmaker.cli.commands import Commands

# Name of the command -> where it stands. A new noun adds its lines here.
COMMANDS = {
    "serve": "matchmaker.cli.serve:serve",
    "worker": "matchmaker.cli.worker:worker",
    "mail-in": "matchmaker.cli.mail_in:mail_in",
    "demo": "matchmaker.cli.demo:demo",
    "import": "matchmaker.cli.exchange:import_",
    "export": "matchmaker.cli.exchange:export",
    "match": "matchmaker.cli.suggestions:match",
    "ask": "matchmaker.cli.suggestions:ask",
    "learn": "matchmaker.cli.learning:learn",
    "regions": "matchmaker.cli.regions:regions",
    "duplicates": "matchmaker.cli.duplicates:duplicates",
    "survey": "matchmaker.cli.ecosystem:survey",
    "evaluate": "matchmaker.cli.evaluation:evaluate",
    "index": "matchmaker.cli.index:index",
    "bench": "matchmaker.cli.bench:bench",
    "claim": "matchmaker.cli.claims:claim",
    "account": "matchmaker.cli.accounts:account",
    "settings": "matchmaker.cli.settings:settings",
    "migrate": "matchmaker.cli.instance:migrate",
    "backup": "matchmaker.cli.instance:backup",
}

shell = Commands(
    COMMANDS,
    name="matchmaker",
    help="Finds regional partners for the social economy, and says why they fit.",
)


def main() -> None:
    """Run what was typed; the console script `matchmaker`."""
    shell.main(prog_name="matchmaker")
