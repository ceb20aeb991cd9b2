"""Ids: their forms and parts. No other module builds or parses an id.

======================  ==========================  ===============================================
id                      form                        meaning
======================  ==========================  ===============================================
run                     ``run-…``                   a goal; one stream of the journal
run within a run        ``RUN.xxxxxxxx``            a goal that an agent delegated, at any depth
conversation            ``session-…``               a conversation with an agent; a stream too
audit log               ``audit``                   who did what; a stream too
attempt                 ``TASK#n``                  the nth attempt at a task
work                    ``TASK#n``,                 the owner of journaled calls: an attempt,
                        ``TASK#n/review``,          its review,
                        ``plan#n``,                 the planning,
                        ``synthesis#n``             the synthesis of the result
question                ``plan``, ``TASK~n~…``      a question to a person, unique within its run
question over all runs  ``RUN~QUESTION``
call                    ``WORK/ordinal``            one call of a piece of work
timer                   ``deadline``,               the deadline of a run,
                        ``retry:TASK:n``            or the wait before a task is retried
======================  ==========================  ===============================================

A task id consists of letters, digits, ``_``, ``.`` and ``-``, so it contains no separator.
"""

from __future__ import annotations

RUN = "run-"
"""Prefix of every run id; other streams of the journal are not runs."""

CONVERSATION = "session-"
AUDIT = "audit"
"""The stream of the audit log."""

PLAN_QUESTION = "plan"
"""The question whether to approve the plan of a run; there is one per run."""

DEADLINE = "deadline"
"""The timer of a run's time limit."""

_PLAN, _SYNTHESIS, _RETRY = "plan", "synthesis", "retry"
EVERY_TASK = ""
"""Stands for all tasks of a run; no task has this id."""

RESERVED = frozenset({_PLAN, _SYNTHESIS})
"""No id of a task: the work of the planner and of the synthesis is named so."""

_NAMED_CHARS, _INNER_CHARS = 24, 8


def is_run(stream_id: str) -> bool:
    """Whether a stream of the journal is a run, including one within another run."""
    return stream_id.startswith(RUN)


def is_conversation(stream_id: str) -> bool:
    """Whether a stream of the journal is a conversation."""
    return stream_id.startswith(CONVERSATION)


def named_run(digest: str) -> str:
    """The run id for a digest, so that a request sent twice starts one run.

    Examples:
        >>> named_run("0123456789abcdef" * 4)
        'run-0123456789abcdef01234567'
    """
    return f"{RUN}{digest[:_NAMED_CHARS]}"


def inner_run(outer_id: str, digest: str) -> str:
    """The id of a run within another, from the digest of the call that starts it.

    Examples:
        >>> inner_run("run-1", "0123456789abcdef" * 4)
        'run-1.01234567'
    """
    return f"{outer_id}.{digest[:_INNER_CHARS]}"


def outer_of(run_id: str) -> str:
    """The run directly around this one; empty if there is none.

    Examples:
        >>> outer_of("run-1.ab.cd"), outer_of("run-1")
        ('run-1.ab', '')
    """
    return run_id.rpartition(".")[0]


def root_of(run_id: str) -> str:
    """The outermost run around this one; itself if there is none.

    Examples:
        >>> root_of("run-1.ab.cd"), root_of("run-1")
        ('run-1', 'run-1')
    """
    return run_id.partition(".")[0]


def is_within(run_id: str, outer_id: str) -> bool:
    """Whether a run is within another, at any depth; no run is within itself.

    Examples:
        >>> is_within("run-1.ab.cd", "run-1"), is_within("run-1", "run-1")
        (True, False)
    """
    return run_id.startswith(f"{outer_id}.")


def attempt(task_id: str, number: int) -> str:
    """The nth attempt at a task, counted from 1.

    Examples:
        >>> attempt("t1", 2)
        't1#2'
    """
    return f"{task_id}#{number}"


def review(attempt_id: str) -> str:
    """The review of an attempt.

    Examples:
        >>> review("t1#2")
        't1#2/review'
    """
    return f"{attempt_id}/review"


def plan(number: int) -> str:
    """The nth planning of a run.

    Examples:
        >>> plan(1)
        'plan#1'
    """
    return f"{_PLAN}#{number}"


def synthesis(number: int) -> str:
    """The nth synthesis of a run.

    Examples:
        >>> synthesis(1)
        'synthesis#1'
    """
    return f"{_SYNTHESIS}#{number}"


def attempt_of(work_id: str) -> str:
    """The attempt of a piece of work, which is the attempt itself or its review.

    Examples:
        >>> attempt_of("t1#2/review"), attempt_of("t1#2")
        ('t1#2', 't1#2')
    """
    return work_id.removesuffix("/review")


def task_of(work_id: str) -> str:
    """The task of a piece of work.

    Planning and synthesis belong to no task; for them this returns a name that no task has.

    Examples:
        >>> task_of("t1#2"), task_of("t1#2/review")
        ('t1', 't1')
    """
    return work_id.rpartition("#")[0]


def is_plan(work_id: str) -> bool:
    """Whether a piece of work is the planning."""
    return task_of(work_id) == _PLAN


def is_synthesis(work_id: str) -> bool:
    """Whether a piece of work is the synthesis."""
    return task_of(work_id) == _SYNTHESIS


def turn(conversation_id: str, length: int) -> str:
    """The work on an answer in a conversation of ``length`` events.

    Examples:
        >>> turn("session-1", 4)
        'session-1#4'
    """
    return f"{conversation_id}#{length}"


def folder(work_id: str) -> str:
    """The folder name for a piece of work.

    Examples:
        >>> folder("t1#2/review")
        't1-2-review'
    """
    return work_id.replace("#", "-").replace("/", "-")


def call(work_id: str, ordinal: int) -> str:
    """One call of a piece of work.

    Examples:
        >>> call("t1#2", 0)
        't1#2/0'
    """
    return f"{work_id}/{ordinal}"


def call_parts(call_id: str) -> tuple[str, str]:
    """The work and the ordinal of a call, unchecked; without a ``/`` the work is empty.

    Examples:
        >>> call_parts("t1#2/review/0")
        ('t1#2/review', '0')
    """
    work_id, _, ordinal = call_id.rpartition("/")
    return work_id, ordinal


def call_of(key: str) -> str:
    """The call of an idempotency key, without its run.

    Examples:
        >>> call_of("run-1/t1#2/0")
        't1#2/0'
    """
    return key.partition("/")[2]


def elsewhere(run_id: str, work_id: str) -> str:
    """A piece of work as another run refers to it.

    Examples:
        >>> elsewhere("run-1", "t1#2")
        'run-1/t1#2'
    """
    return work_id if "/" in work_id.removesuffix("/review") else f"{run_id}/{work_id}"


def call_key(run_id: str, work_id: str, ordinal: int) -> str:
    """The idempotency key of a call, unique over all runs.

    Examples:
        >>> call_key("run-1", "t1#2", 0)
        'run-1/t1#2/0'
    """
    return f"{run_id}/{work_id}/{ordinal}"


def effect_key(run_id: str, task_id: str, request: str, number: int) -> str:
    """The idempotency key of the nth equal call of a tool, the same in all attempts at a task.

    Args:
        run_id: The run, or the one that it is a copy of.
        task_id: The task.
        request: Digest of the call.
        number: Which of the equal calls of an attempt, counted from 0.

    Examples:
        >>> effect_key("run-1", "t1", "0123456789abcdef" * 4, 0)
        'run-1/t1/0123456789abcdef01234567/0'
    """
    return f"{run_id}/{task_id}/{request[:_NAMED_CHARS]}/{number}"


def result_question(attempt_id: str) -> str:
    """The question whether to approve the result of an attempt.

    Examples:
        >>> result_question("t1#2")
        't1~2~result'
    """
    return f"{_in_question(attempt_id)}~result"


def effect_question(attempt_id: str, number: int) -> str:
    """The nth question of an attempt whether to allow a tool call, counted from 0.

    Examples:
        >>> effect_question("t1#2", 0)
        't1~2~0'
    """
    return f"{_in_question(attempt_id)}~{number}"


def agent_question(attempt_id: str, ordinal: str) -> str:
    """A question of an agent, by the ordinal of the call that asks it.

    Examples:
        >>> agent_question("t1#2", "3")
        't1~2~ask~3'
    """
    return f"{_in_question(attempt_id)}~ask~{ordinal}"


def _in_question(attempt_id: str) -> str:
    return attempt_id.replace("#", "~")


def question(run_id: str, question_id: str) -> str:
    """The id of a question over all runs.

    Examples:
        >>> question("run-1", "t1~2~0")
        'run-1~t1~2~0'
    """
    return f"{run_id}~{question_id}"


def question_parts(text: str) -> tuple[str, str] | None:
    """The run and the question within it; None if this is not the id of a question over all runs.

    Examples:
        >>> question_parts("run-1~t1~2~0"), question_parts("plan")
        (('run-1', 't1~2~0'), None)
    """
    run_id, _, question_id = text.partition("~")
    return (run_id, question_id) if run_id and question_id else None


def retry_timer(task_id: str, number: int) -> str:
    """The timer of the nth retry of a task.

    Examples:
        >>> retry_timer("t1", 2)
        'retry:t1:2'
    """
    return f"{_RETRY}:{task_id}:{number}"


def task_of_timer(timer_id: str) -> str:
    """The task that a timer retries; empty for the deadline.

    Examples:
        >>> task_of_timer("retry:t1:2"), task_of_timer("deadline")
        ('t1', '')
    """
    kind, _, rest = timer_id.partition(":")
    return rest.rpartition(":")[0] if kind == _RETRY else ""


def announce_key(task_id: str, number: int) -> str:
    """The key of the command that announces a task for the nth time.

    Examples:
        >>> announce_key("t1", 2)
        'announce:t1#2'
    """
    return f"announce:{task_id}#{number}"


def dead_letter_key(task_id: str) -> str:
    """The key of the command that dead-letters a task.

    Examples:
        >>> dead_letter_key("t1")
        'dead:t1'
    """
    return f"dead:{task_id}"


def timer_key(timer_id: str) -> str:
    """The key of the command that waits for a timer.

    Examples:
        >>> timer_key("deadline")
        'timer:deadline'
    """
    return f"timer:{timer_id}"


def ask_key(question_id: str) -> str:
    """The key of the command that asks a question.

    Examples:
        >>> ask_key("plan")
        'ask:plan'
    """
    return f"ask:{question_id}"


def step_key(step: str, of: str) -> str:
    """The key of a step near a limit, as ``stage:focus`` or ``submit:t1#2``."""
    return f"{step}:{of}"


def way_key(kind: str, way: str) -> str:
    """The key of the record of a way at a kind of task.

    Examples:
        >>> way_key("table", "query")
        'table/query'
    """
    return f"{kind}/{way}"
