"""One reaction of a clinic file as one page: what was given, from which lots, and what followed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QCoreApplication

from mesomap import __version__
from mesomap.analysis.doses import doses_of, strengths_of
from mesomap.analysis.tally import tally
from mesomap.atlas import Atlas, Body
from mesomap.document.bodies import body_of_session
from mesomap.document.record.clinic import clinic_settings
from mesomap.model import (
    AreaPass,
    Device,
    DeviceUse,
    Draw,
    Injection,
    KnownError,
    Preparation,
    Product,
    Reaction,
    RegionKey,
    Session,
    Status,
)
from mesomap.model.message import QT_TRANSLATE_NOOP
from mesomap.paint.locale import format_count, format_date, format_ml, format_number
from mesomap.paint.names import indication_name, region_name
from mesomap.report.layout.paper import PAPERS
from mesomap.report.layout.reaction_report import (
    GivenProduct,
    ReactionContent,
    lay_out_report,
)
from mesomap.report.layout.shapes import Layout
from mesomap.report.pdf import check_out, write_pdf
from mesomap.report.speech import paper_voice
from mesomap.storage import Store

NO_REACTION = QT_TRANSLATE_NOOP(
    "messages", "No reaction {id} in {path}: see the session's reactions for their ids."
)


def write_reaction_report(
    store: Store,
    atlas: Atlas,
    reaction: Reaction,
    out: Path,
    *,
    full_name: bool = False,
    paper: str = "A4",
    clock: Callable[[], datetime] = datetime.now,
) -> Path:
    """Write the page to the PDF `out`; the patient's initials unless `full_name`.

    Raises
    ------
    KnownError
        The session is gone, or `out` cannot be written; it is then as before.
    """
    check_out(out)
    body = body_of_session(store, atlas, store.session(reaction.session))
    layout = report_layout(store, body, reaction, full_name=full_name, paper=paper, clock=clock)
    write_pdf(layout, body, out)
    return out


def report_layout(
    store: Store,
    body: Body,
    reaction: Reaction,
    *,
    full_name: bool = False,
    paper: str = "A4",
    clock: Callable[[], datetime] = datetime.now,
) -> Layout:
    """The page, for a PDF or a test."""
    session = store.session(reaction.session)
    clinic = clinic_settings(store)
    parts: list[Injection | AreaPass] = [
        *store.injections(session.id),
        *store.of_session(AreaPass, session.id),
    ]
    content = ReactionContent(
        clinic_name=clinic.name or store.clinic_name,
        clinic_line=", ".join(filter(None, (*clinic.address.splitlines(), clinic.phone))),
        clinic_file=store.path.name,
        patient=store.person_of(session),
        full_name=full_name,
        session=session,
        reaction=reaction,
        indication=indication_name(session.indication),
        place=_place(body, reaction),
        products=(
            *_products(store, session),
            *_topicals(store, session),
            *_devices(store, session),
        ),
        given=_given(store, body, parts, session),
        doses=_doses(store, parts, session),
        photographs=len(reaction.photographs),
        printed=clock(),
        version=__version__,
    )
    return lay_out_report(content, voice=paper_voice(), paper=PAPERS[paper])


def find_reaction(store: Store, session: UUID, id: UUID) -> Reaction:
    """The reaction of that id to a session; `KnownError` when there is none."""
    found = [one for one in store.of_session(Reaction, session) if one.id == id]
    if not found:
        raise KnownError(NO_REACTION, id=id, path=store.path)
    return found[0]


def _place(body: Body, reaction: Reaction) -> str:
    if reaction.region is None or reaction.side is None:
        return ""
    return region_name(body, RegionKey(reaction.region, reaction.side))


def _products(store: Store, session: Session) -> list[GivenProduct]:
    """What was drawn up, one line a product and lot; of syringes without draws their mixture."""
    draws = store.of_session(Draw, session.id)
    known = {one.id: one for one in store.of_clinic(Product)}
    lots = store.lots({one.lot for one in draws if one.lot is not None})
    drawn: dict[tuple[UUID, UUID | None, str], int] = {}
    for one in sorted(draws, key=lambda one: (one.drawn, one.id)):
        key = (one.product, one.lot, one.kit_lot)
        drawn[key] = drawn.get(key, 0) + one.volume_ul
    found = []
    for (product_id, lot_id, kit), volume_ul in drawn.items():
        product = known.get(product_id)
        lot = lots.get(lot_id) if lot_id is not None else None
        found.append(
            GivenProduct(
                name=product.name if product is not None else "",
                maker=product.maker if product is not None else "",
                lot=", ".join(filter(None, (lot.number if lot is not None else "", kit))),
                expiry=format_date(lot.expiry) if lot is not None and lot.expiry else "",
                amount=format_ml(volume_ul),
            )
        )
    with_draws = {one.syringe for one in draws}
    found += [
        GivenProduct(
            name=one.mixture or one.name,
            maker="",
            lot="",
            expiry="",
            amount=format_ml(one.drawn_ul) if one.drawn_ul else "",
        )
        for one in store.syringes(session.id)
        if one.id not in with_draws
    ]
    return found


def _topicals(store: Store, session: Session) -> list[GivenProduct]:
    return [
        GivenProduct(
            name=topical.product,
            maker="",
            lot=topical.lot_number,
            expiry=format_date(topical.expiry) if topical.expiry else "",
            amount=_grams(topical.grams),
        )
        for one in store.of_session(Preparation, session.id)
        for topical in one.topicals
    ]


def _grams(grams: Decimal | None) -> str:
    if grams is None:
        return ""
    return QCoreApplication.translate("units", "{value} g").format(value=_exact(grams))


def _exact(amount: Decimal) -> str:
    """To a thousandth, without zeros at the end."""
    thousandths = round(amount, 3).normalize()
    exponent = thousandths.as_tuple().exponent
    return format_number(float(thousandths), max(0, -exponent) if isinstance(exponent, int) else 0)


def _doses(store: Store, parts: Sequence[Injection | AreaPass], session: Session) -> str:
    """The components given in all, where it is known what the mixtures hold."""
    products = {one.id: one for one in store.of_clinic(Product)}
    draws = store.of_session(Draw, session.id)
    held = strengths_of(store.syringes(session.id), draws, products)
    given = [one for one in parts if one.status is Status.GIVEN]
    return "; ".join(
        f"{one.name} {_exact(one.amount)} {one.unit.value}" for one in doses_of(given, held)
    )


def _devices(store: Store, session: Session) -> list[GivenProduct]:
    known = {one.id: one for one in store.of_clinic(Device)}
    found = []
    for one in store.of_session(DeviceUse, session.id):
        device = known.get(one.device)
        number = ", ".join(filter(None, (one.lot, one.serial)))
        expiry = device.expiry if device is not None else None
        found.append(
            GivenProduct(
                name=one.name,
                maker=device.maker if device is not None else "",
                lot=number,
                expiry=format_date(expiry) if expiry is not None else "",
                amount="",
            )
        )
    return found


def _given(
    store: Store, body: Body, parts: Sequence[Injection | AreaPass], session: Session
) -> tuple[tuple[str, str], ...]:
    """Region by region how many entries and how much, of what was given, by its syringe."""
    syringes = {one.id: one for one in store.syringes(session.id)}
    by_region: dict[RegionKey | None, list[Injection | AreaPass]] = {}
    for part in parts:
        if part.status is Status.GIVEN:
            key = None
            if part.region is not None and part.side is not None:
                key = RegionKey(part.region, part.side)
            by_region.setdefault(key, []).append(part)
    lines = []
    for key, mine in by_region.items():
        words = []
        for syringe, figures in tally(mine).items():
            named = syringes[syringe].mixture or syringes[syringe].name
            count = f"{format_count(figures.given)} × " if figures.given else ""
            words.append(f"{count}{named}, {format_ml(figures.given_ul)}")
        lines.append((region_name(body, key), "; ".join(words)))
    return tuple(lines)
