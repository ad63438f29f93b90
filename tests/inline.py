"""A worker for tests that have no wish to wait."""

from concurrent.futures import Executor, Future


class Inline(Executor):
    """Does at once what it is asked."""

    def submit(self, task, /, *arguments, **named):
        done = Future()
        try:
            done.set_result(task(*arguments, **named))
        except BaseException as problem:
            done.set_exception(problem)
        return done
