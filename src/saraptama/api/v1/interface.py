"""The interface itself: its name, its security, its routers."""

from ninja import NinjaAPI

from saraptama.api.v1 import dispatches, examinations, log, orders, problems
from saraptama.api.v1.parsing import StrictParser
from saraptama.api.v1.security import MachineBearer

api = NinjaAPI(
    title="Saraptama",
    version="1",
    description="Forensic examinations: orders in, states and conclusions out. The same services as the screens.",
    urls_namespace="api-v1",
    auth=MachineBearer(),
    parser=StrictParser(),
)
problems.install(api)
api.add_router("", orders.router)
api.add_router("", examinations.router)
api.add_router("", dispatches.router)
api.add_router("", log.router)
