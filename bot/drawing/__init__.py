"""Charts as pictures. They are drawn in a process of its own, so that the bot stays small and never waits for one."""
