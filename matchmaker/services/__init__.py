"""What we do: use cases, the only writers. Each may call those that stand after it in ORDER."""

ORDER = (
    "demo",
    "exchange",
    "suggestions",
    "profiles",
    "network",
    "places",
    "accounts",
    "jobs",
    "history",
    "audit",
)
