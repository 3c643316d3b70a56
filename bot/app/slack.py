"""Slack: how we call it, and how it reaches us."""

import logging
from functools import partial

from bot.app.acquainting import keep_acquainted
from bot.app.wiring import Begin, Wiring
from bot.config.platforms import SlackSection
from bot.domain.destination import Platform
from bot.errors import DeliveryError
from bot.platforms.slack.client import web_client, web_session
from bot.platforms.slack.gateway import SlackGateway
from bot.platforms.slack.lookup import user_by_email
from bot.wording import Wording
from handlers.dispatch import Dispatch
from handlers.slack import register, slack_app
from handlers.slack_socket import EVENTS_PATH, SlackSocket, signed_requests
from handlers.statuses import on_status

log = logging.getLogger(__name__)


def wire_slack(wiring: Wiring, section: SlackSection, dispatch: Dispatch) -> Begin:
    """Put Slack's parts together. Begin connects; a Slack that is away for now is waited for."""
    office = wiring.office
    session = web_session()
    wiring.open.push_async_callback(session.close)
    client = web_client(section.bot_token.get_secret_value(), session=session, api_url=section.api_url)
    gateway = SlackGateway(client, clock=wiring.clock, draw=wiring.studio.draw)
    wiring.gateways[Platform.SLACK] = gateway
    signing = section.signing_secret.get_secret_value() if section.signing_secret else None
    app = slack_app(gateway, signing_secret=signing)
    desk = register(
        app,
        dispatch=wiring.precedence.people_first(dispatch),
        gateway=gateway,
        clock=wiring.clock,
        wording=lambda: Wording(office.organisation.language, office.organisation.hours.zone),
        reactions=lambda: office.organisation.reactions.get(Platform.SLACK, {}),
        on_status=on_status(office, wiring.clock),
    )
    wiring.open.push_async_callback(desk.settled)
    if signing is not None:
        wiring.routes.router.add_post(EVENTS_PATH, signed_requests(app))
    socket = None
    if section.app_token is not None:
        token = section.app_token.get_secret_value()
        socket = SlackSocket(app, client=web_client(token, session=session, api_url=section.api_url))

    async def begin() -> None:
        try:
            await gateway.home()
        except DeliveryError as error:
            log.warning("Slack does not answer yet (%s); it is asked again when it is needed", error)
        if socket is not None:
            wiring.probes["slack"] = partial(_stands, socket)
            wiring.open.push_async_callback(socket.stop)
            await socket.start()
        find = partial(user_by_email, client, clock=wiring.clock)
        wiring.in_background(keep_acquainted(office, Platform.SLACK, find, wiring.clock), "slack people")

    return begin


async def _stands(socket: SlackSocket) -> str | None:
    return None if (await socket.health()).connected else "Socket Mode has no connection"
