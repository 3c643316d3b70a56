"""Who is who in these tests."""

ANNA = 1001
BORIS = 1002
FATIMA = 1003
SUPPORT = -100200300
