"""Sources tell how many customers they asked: POST /feedback/<source>/invited."""

from aiohttp import web

from bot.clock import Clock
from bot.errors import Conflict, Unavailable
from bot.services import inviting
from bot.services.office import Office
from handlers import problems
from handlers.admission import Admission
from handlers.invitation_body import not_yet, parse

LARGEST = 16 * 1024


class InvitedDoor:
    """The door for counts of customers who were asked. There are no words in them, so what is wrong is not kept."""

    def __init__(self, *, office: Office, admission: Admission, clock: Clock) -> None:
        self._office = office
        self._admission = admission
        self._clock = clock

    def add_routes(self, app: web.Application) -> None:
        """Put the door into a web application."""
        app.router.add_post("/feedback/{source}/invited", self.invited)

    async def invited(self, request: web.Request) -> web.Response:
        """202 after the commit, else a problem that says what to do."""
        raw = await self._admission.admit(request, LARGEST)
        if isinstance(raw, web.Response):
            return raw
        told = parse(request.match_info["source"], raw)
        if isinstance(told, tuple):
            return problems.not_taken(told)
        try:
            status = await inviting.take_in(self._office, told, now=self._clock())
        except inviting.NotYet:
            return problems.not_taken([not_yet()])
        except (Conflict, Unavailable) as error:
            return problems.try_later(problems.why_not_now(error))
        return web.json_response({"status": status.value}, status=202)
