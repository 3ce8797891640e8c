"""Addresses of the top floor."""

from tests.harness.matrix import SIGNED_IN, entry

OFFICIALS = {"clerk", "other_clerk", "section_head", "counter_clerk", "supervisor"}

entry("my_space", sees_own=SIGNED_IN)
entry("work_list", sees_own=OFFICIALS)
entry("work_list_export", sees_own=OFFICIALS)
entry("track")
entry("checkpoints")
entry("history", sees_own={"supervisor"})
entry("history_check", sees_own={"supervisor"}, method="post", answers={302})
