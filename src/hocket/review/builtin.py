"""The kinds of checks that come with hocket."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hocket.core.check import (
    CountCheck,
    FileCheck,
    NumberCheck,
    RegexCheck,
    RunCheck,
    SchemaCheck,
)
from hocket.review.checks import (
    look_at_count,
    look_at_file,
    look_at_number,
    look_at_schema,
    look_for_pattern,
    searches,
)
from hocket.review.kinds import CheckKind

if TYPE_CHECKING:
    from hocket.review.kinds import CheckEnvironment, Measurement, ReviewedWork


async def _run_code(
    check: RunCheck, work: ReviewedWork, environment: CheckEnvironment
) -> Measurement:
    from hocket.review.execution import run_code  # noqa: PLC0415 - slow to import

    return await run_code(check, work, environment)


CHECK_KINDS = (
    CheckKind(FileCheck, look=look_at_file),
    CheckKind(SchemaCheck, look=look_at_schema, can_take_long=searches),
    CheckKind(RegexCheck, look=look_for_pattern, can_take_long=searches),
    CheckKind(NumberCheck, look=look_at_number),
    CheckKind(CountCheck, look=look_at_count, can_take_long=searches),
    # Its code is bounded by the check's own timeout_s.
    CheckKind(RunCheck, run=_run_code, timeout_s=None),
)
