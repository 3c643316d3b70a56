"""A process that has only imported what any such bot needs, to compare memory and start-up with."""

import asyncio

import aiohttp.web
import slack_bolt.async_app
import slack_sdk.socket_mode.aiohttp
import sqlalchemy.ext.asyncio
import telegram

from tests.bench.beside import input_ends, ready

LOADED = (aiohttp.web, slack_bolt.async_app, slack_sdk.socket_mode.aiohttp, sqlalchemy.ext.asyncio, telegram)

if __name__ == "__main__":
    import os

    ready(pid=os.getpid())
    asyncio.run(input_ends())
