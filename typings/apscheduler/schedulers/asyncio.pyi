from collections.abc import Awaitable, Callable, Mapping

from apscheduler.executors.asyncio import AsyncIOExecutor
from apscheduler.triggers.interval import IntervalTrigger

class AsyncIOScheduler:
    def __init__(
        self,
        *,
        executors: Mapping[str, AsyncIOExecutor] = ...,
        job_defaults: Mapping[str, object] = ...,
        timezone: str = ...,
    ) -> None: ...
    def add_job(
        self, func: Callable[[], Awaitable[object]], trigger: IntervalTrigger, *, id: str = ..., name: str = ...
    ) -> object: ...
    def start(self) -> None: ...
    def shutdown(self, wait: bool = ...) -> None: ...
