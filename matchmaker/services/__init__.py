"""What we do: use cases, the only writers. Each may call those that stand after it in ORDER."""

ORDER = (
    "demo",
    "exchange",
    "evaluation",
    "fiches",
    "proposals",
    "ecosystem",
    "suggestions",
    "profiles",
    "maps",
    "network",
    "notifications",
    "accounts",
    "places",
    "jobs",
    "history",
    "quality",
    "audit",
)
