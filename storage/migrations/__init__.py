"""The steps from an empty database to today's tables. One that was released is never changed; a new one is added."""
