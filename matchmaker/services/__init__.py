"""What we do: use cases, the only writers. Each may call those that stand after it in ORDER."""

ORDER = (
    "demo",
    "exchange",
    "evaluation",
    "fiches",
    "ecosystem",
    "suggestions",
    "profiles",
    "network",
    "accounts",
    "places",
    "jobs",
    "history",
    "quality",
    "audit",
)
