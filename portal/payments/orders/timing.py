"""What time brings to orders: paid, and no return came."""

from portal.payments.orders import queries
from portal.payments.orders.workflow import ORDER
from portal.workflow import due

due.register(ORDER, "settle", queries.over)
