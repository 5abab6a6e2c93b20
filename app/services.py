"""Builds the object graph from the settings; running() is the one lifespan, for the app and for tests."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta

from app.access.acceptance import Acceptance
from app.access.account import Accounts
from app.access.cases import Cases
from app.access.clerk import Clerk
from app.access.conflicts import Conflicts
from app.access.devices import Devices
from app.access.erasing import Erasing
from app.access.fleet import Fleet
from app.access.follow_ups import FollowUps
from app.access.links import RatingLinks
from app.access.mail_sign_in import MailSignIn
from app.access.paired import PairedDevices
from app.access.people import People
from app.access.publishing import Publishing
from app.access.samples import Samples
from app.access.saved_filters import SavedFilters
from app.access.sign_in import SessionTimes, SignIn
from app.access.workers import Workers
from app.api.main import connect, create_api
from app.api.routes import feedback
from app.config import Settings
from app.jazz.draining import Draining
from app.jazz.erasure import Erasure, Retention
from app.jazz.running import open_bridge
from app.jazz.unsettled import Unsettled
from app.kept import open_kept
from app.mail import Mailer
from app.store.engine import Database
from app.store.feedback import FeedbackStore
from app.store.overview import Overviews
from app.sync.rooms import Rooms
from app.sync.running import open_rooms


@dataclass(frozen=True)
class Services:
    """What pages and API work with while the program runs."""

    settings: Settings
    database: Database
    sign_in: SignIn
    signing_key: bytes
    rooms: Rooms
    feedback: FeedbackStore
    devices: Devices
    # Who may register a device, where not everybody may.
    clerk: Clerk | None
    paired: PairedDevices
    workers: Workers
    links: RatingLinks
    acceptance: Acceptance
    mailer: Mailer
    mail_sign_in: MailSignIn
    people: People
    accounts: Accounts
    draining: Draining
    unsettled: Unsettled
    fleet: Fleet
    erasure: Erasure
    retention: Retention
    samples: Samples
    overviews: Overviews
    follow_ups: FollowUps
    saved_filters: SavedFilters
    cases: Cases
    publishing: Publishing


def _clerk(settings: Settings) -> Clerk | None:
    if settings.jazz_auth_provider != "clerk":
        return None
    return Clerk(settings.clerk_publishable_key, [settings.address])


@asynccontextmanager
async def running(settings: Settings) -> AsyncIterator[Services]:
    """Everything started in order, and stopped in the reverse order."""
    async with open_kept(settings) as kept:
        database, signing_key = kept.database, kept.signing_key
        times = SessionTimes(timedelta(days=settings.session_days), timedelta(days=settings.session_idle_days))
        sign_in, mailer = SignIn(database, times=times), Mailer(settings, database)
        devices, links = Devices(database, signing_key), RatingLinks(signing_key)
        workers, inside = Workers(database), create_api(settings, (feedback,))
        async with (
            open_rooms(settings, database, sign_in) as rooms,
            open_bridge(settings, database, rooms, workers, inside) as draining,
        ):
            services = Services(
                settings=settings,
                database=database,
                sign_in=sign_in,
                signing_key=signing_key,
                rooms=rooms,
                feedback=FeedbackStore(database),
                devices=devices,
                clerk=_clerk(settings),
                paired=PairedDevices(database),
                workers=workers,
                links=links,
                acceptance=Acceptance(settings, database, devices, links),
                mailer=mailer,
                mail_sign_in=MailSignIn(settings, database, signing_key, sign_in, mailer),
                people=People(settings, database, mailer),
                accounts=Accounts(database),
                draining=draining,
                unsettled=Unsettled(rooms, database, Conflicts(database), stores=not settings.feedback_api_url),
                fleet=Fleet(database),
                erasure=Erasure(rooms, database, Erasing(database)),
                retention=Retention(
                    rooms, Erasing(database), days=settings.keep_feedback_days, zone=settings.time_zone
                ),
                samples=Samples(database),
                overviews=Overviews(database, settings.time_zone, settings.smallest_group),
                follow_ups=FollowUps(database),
                saved_filters=SavedFilters(database),
                cases=Cases(database),
                publishing=Publishing(database),
            )
            connect(inside, services)
            yield services
