"""What time brings to subsidies: publicities end, money is reserved, paid lists close."""

from incubator.subsidies import paying, settling, waiting
from incubator.subsidies.workflow import BATCH, LIST
from portal.workflow import due

due.register(LIST, "clear", waiting.publicity_over, act=settling.settle)
due.register(BATCH, "commit", waiting.to_commit, act=settling.commit)
due.register(BATCH, "pay", waiting.batches_paid, act=paying.all_paid)
due.register(LIST, "close", waiting.to_close, act=paying.close)
due.register(BATCH, "close", waiting.batches_to_close, act=paying.close_batch)
