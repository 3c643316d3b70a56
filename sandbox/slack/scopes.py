"""The OAuth scopes that a bot with every wish would be granted."""

ALL_SCOPES = frozenset(
    {
        "app_mentions:read",
        "channels:history",
        "channels:join",
        "channels:read",
        "chat:write",
        "commands",
        "files:write",
        "groups:history",
        "groups:read",
        "im:history",
        "im:read",
        "im:write",
        "mpim:history",
        "mpim:read",
        "mpim:write",
        "reactions:read",
        "reactions:write",
        "users:read",
        "users:read.email",
        "users.profile:read",
    }
)
"""Everything but `chat:write.public`, without which the bot must be invited before it can post."""
