"""What we do: use cases, the only writers. Each may call those that stand after it in ORDER."""

ORDER = (
    "demo",
    "exchange",
    "duplicates",
    "evaluation",
    "introductions",
    "fiches",
    "proposals",
    "ecosystem",
    "suggestions",
    "pilots",
    "profiles",
    "maps",
    "network",
    "accounts",
    "notifications",
    "places",
    "jobs",
    "history",
    "quality",
    "audit",
)
