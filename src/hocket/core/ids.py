"""Ids: how each is made and what its parts are. Nothing else builds or takes one apart.

======================  ==========================  ===============================================
id                      form                        of
======================  ==========================  ===============================================
run                     ``run-…``                   a goal; one stream of the journal
run within a run        ``RUN.xxxxxxxx``            a goal that an agent handed on, to any depth
conversation            ``session-…``               a talk with an agent; a stream as well
audit log               ``audit``                   who did what; a stream as well
attempt                 ``TASK#n``                  the nth try at a task
work                    ``TASK#n``,                 what calls are journaled under: an attempt,
                        ``TASK#n/review``,          its review,
                        ``plan#n``,                 the making of the plan,
                        ``synthesis#n``             the making of the result
question                ``plan``, ``TASK~n~…``      what a person is asked, unique within its run
question over all runs  ``RUN~QUESTION``
call                    ``WORK/ordinal``            one call of a piece of work
timer                   ``deadline``,               the end of a run's time,
                        ``retry:TASK:n``            or of the wait before a task is tried again
======================  ==========================  ===============================================

A task's id holds letters, digits, ``_``, ``.`` and ``-``, so it never contains a separator.
"""

from __future__ import annotations

RUN = "run-"
"""What the id of every run begins with; other streams of the journal are not runs."""

CONVERSATION = "session-"
AUDIT = "audit"
"""The stream of the journal that holds who did what."""

PLAN_QUESTION = "plan"
"""The question whether a run's plan is right; there is one such question a run."""

DEADLINE = "deadline"
"""The timer of a run's time limit."""

_PLAN, _SYNTHESIS, _RETRY = "plan", "synthesis", "retry"
_NAMED_CHARS, _INNER_CHARS = 24, 8


def is_run(stream_id: str) -> bool:
    """Whether a stream of the journal is a run, be it within another one."""
    return stream_id.startswith(RUN)


def is_conversation(stream_id: str) -> bool:
    """Whether a stream of the journal is a conversation."""
    return stream_id.startswith(CONVERSATION)


def named_run(digest: str) -> str:
    """The run that follows from a digest, so that what is sent twice begins one run.

    Examples:
        >>> named_run("0123456789abcdef" * 4)
        'run-0123456789abcdef01234567'
    """
    return f"{RUN}{digest[:_NAMED_CHARS]}"


def inner_run(outer_id: str, digest: str) -> str:
    """The run within another that follows from the digest of the call that began it.

    Examples:
        >>> inner_run("run-1", "0123456789abcdef" * 4)
        'run-1.01234567'
    """
    return f"{outer_id}.{digest[:_INNER_CHARS]}"


def outer_of(run_id: str) -> str:
    """The run that this one is directly within; empty if it is within none.

    Examples:
        >>> outer_of("run-1.ab.cd"), outer_of("run-1")
        ('run-1.ab', '')
    """
    return run_id.rpartition(".")[0]


def root_of(run_id: str) -> str:
    """The outermost run that this one is within; itself if it is within none.

    Examples:
        >>> root_of("run-1.ab.cd"), root_of("run-1")
        ('run-1', 'run-1')
    """
    return run_id.partition(".")[0]


def is_within(run_id: str, outer_id: str) -> bool:
    """Whether a run is within another, at any depth; none is within itself.

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
    """The nth making of the plan.

    Examples:
        >>> plan(1)
        'plan#1'
    """
    return f"{_PLAN}#{number}"


def synthesis(number: int) -> str:
    """The nth making of the result.

    Examples:
        >>> synthesis(1)
        'synthesis#1'
    """
    return f"{_SYNTHESIS}#{number}"


def attempt_of(work_id: str) -> str:
    """The attempt that a piece of work is, or is the review of.

    Examples:
        >>> attempt_of("t1#2/review"), attempt_of("t1#2")
        ('t1#2', 't1#2')
    """
    return work_id.removesuffix("/review")


def task_of(work_id: str) -> str:
    """The task that a piece of work is done for.

    What makes a plan or a result is done for no task, and gives a name that is none of a task.

    Examples:
        >>> task_of("t1#2"), task_of("t1#2/review")
        ('t1', 't1')
    """
    return work_id.rpartition("#")[0]


def is_plan(work_id: str) -> bool:
    """Whether a piece of work makes the plan."""
    return task_of(work_id) == _PLAN


def is_synthesis(work_id: str) -> bool:
    """Whether a piece of work makes the result."""
    return task_of(work_id) == _SYNTHESIS


def turn(conversation_id: str, length: int) -> str:
    """The work of answering in a conversation that holds so many events.

    Examples:
        >>> turn("session-1", 4)
        'session-1#4'
    """
    return f"{conversation_id}#{length}"


def folder(work_id: str) -> str:
    """A piece of work as the name of a folder.

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
    """The work and the ordinal of a call, unchecked; the work is empty where there is no ``/``.

    Examples:
        >>> call_parts("t1#2/review/0")
        ('t1#2/review', '0')
    """
    work_id, _, ordinal = call_id.rpartition("/")
    return work_id, ordinal


def call_key(run_id: str, work_id: str, ordinal: int) -> str:
    """The idempotency key of a call over all runs.

    Examples:
        >>> call_key("run-1", "t1#2", 0)
        'run-1/t1#2/0'
    """
    return f"{run_id}/{call(work_id, ordinal)}"


def result_question(attempt_id: str) -> str:
    """The question whether an attempt's result is right.

    Examples:
        >>> result_question("t1#2")
        't1~2~result'
    """
    return f"{_in_question(attempt_id)}~result"


def effect_question(attempt_id: str, number: int) -> str:
    """The nth question of an attempt whether a tool may be used, counted from 0.

    Examples:
        >>> effect_question("t1#2", 0)
        't1~2~0'
    """
    return f"{_in_question(attempt_id)}~{number}"


def agents_question(attempt_id: str, ordinal: str) -> str:
    """The question that an agent itself asks, by the ordinal of the call in which it does.

    Examples:
        >>> agents_question("t1#2", "3")
        't1~2~ask~3'
    """
    return f"{_in_question(attempt_id)}~ask~{ordinal}"


def _in_question(attempt_id: str) -> str:
    return attempt_id.replace("#", "~")


def question(run_id: str, question_id: str) -> str:
    """A question over all runs.

    Examples:
        >>> question("run-1", "t1~2~0")
        'run-1~t1~2~0'
    """
    return f"{run_id}~{question_id}"


def question_parts(given: str) -> tuple[str, str] | None:
    """The run, and the question within it; None if this is no question over all runs.

    Examples:
        >>> question_parts("run-1~t1~2~0"), question_parts("plan")
        (('run-1', 't1~2~0'), None)
    """
    run_id, _, question_id = given.partition("~")
    return (run_id, question_id) if run_id and question_id else None


def retry_timer(task_id: str, number: int) -> str:
    """The timer after whose end a task is tried for the nth time more.

    Examples:
        >>> retry_timer("t1", 2)
        'retry:t1:2'
    """
    return f"{_RETRY}:{task_id}:{number}"


def task_of_timer(timer_id: str) -> str:
    """The task that is tried again when a timer ends; empty for the deadline.

    Examples:
        >>> task_of_timer("retry:t1:2"), task_of_timer("deadline")
        ('t1', '')
    """
    kind, _, rest = timer_id.partition(":")
    return rest.rpartition(":")[0] if kind == _RETRY else ""


def announcement(task_id: str, number: int) -> str:
    """The key of the command that announces a task for the nth time.

    Examples:
        >>> announcement("t1", 2)
        'announce:t1#2'
    """
    return f"announce:{task_id}#{number}"


def giving_up(task_id: str) -> str:
    """The key of the command that gives a task up.

    Examples:
        >>> giving_up("t1")
        'dead:t1'
    """
    return f"dead:{task_id}"


def waiting(timer_id: str) -> str:
    """The key of the command that waits for a timer.

    Examples:
        >>> waiting("deadline")
        'timer:deadline'
    """
    return f"timer:{timer_id}"


def asking(question_id: str) -> str:
    """The key of the command that asks a question.

    Examples:
        >>> asking("plan")
        'ask:plan'
    """
    return f"ask:{question_id}"
