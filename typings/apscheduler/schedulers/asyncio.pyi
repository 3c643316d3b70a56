from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime

from apscheduler.executors.asyncio import AsyncIOExecutor
from apscheduler.triggers.base import BaseTrigger

class AsyncIOScheduler:
    def __init__(
        self,
        *,
        executors: Mapping[str, AsyncIOExecutor] = ...,
        job_defaults: Mapping[str, object] = ...,
        timezone: str = ...,
    ) -> None: ...
    def add_job(
        self, func: Callable[[], Awaitable[object]], trigger: BaseTrigger, *, id: str = ..., name: str = ...
    ) -> object: ...
    def get_job(self, job_id: str) -> Job: ...
    def modify_job(self, job_id: str, *, next_run_time: datetime) -> object: ...
    def start(self) -> None: ...
    def shutdown(self, wait: bool = ...) -> None: ...

class Job:
    next_run_time: datetime
