"""Calls the service, and says what it said."""

import time
import typing
import urllib.parse

import requests

_AT_WORK = ('QUEUED', 'RUNNING')
_PATIENCE_OF_A_CALL = 60
_PAUSE = 2
_MOST_FAILED_LOOKS = 30


class SyncFailed(Exception):
    """
    The service did not do all that was to be done, or did nothing.

    Args:
        message: what it said, with each place that is wrong and each dataset that failed
        problem: its answer
    """

    def __init__(self, message: str, problem: typing.Dict[str, typing.Any]):
        super().__init__(message)
        self.problem = problem


def sync(url: str, token: typing.Optional[str], request: typing.Dict[str, typing.Any],
         seconds_to_wait: float) -> typing.Dict[str, typing.Any]:
    """
    Syncs, and waits for the end. A run that was interrupted goes on in its new attempt, and a look at it that fails is
    repeated: the replica that was asked may be gone.

    Returns:
        The run, with which all was done
    """
    with requests.Session() as session:
        if token:
            session.headers['Authorization'] = f'Bearer {token}'
        session.headers['Accept'] = 'application/json'
        give_up = time.monotonic() + seconds_to_wait
        runs = url.rstrip('/') + '/runs'
        response = _call(session, 'POST', url.rstrip('/') + '/sync', json=request,
                         headers={'Prefer': f'wait={_PATIENCE_OF_A_CALL}'})
        answer = _body(response)
        run = _newest_attempt(session, runs, answer.get('run') or answer)
        while run.get('status') in _AT_WORK:
            address = f'{runs}/{run["id"]}'
            if time.monotonic() > give_up:
                raise SyncFailed(f'The sync still goes on after {seconds_to_wait} s: {address}', run)
            time.sleep(_PAUSE)
            answer = _body(_look(session, address))
            run = _newest_attempt(session, runs, answer)
    if run.get('status') != 'SUCCEEDED':
        told = answer if run is (answer.get('run') or answer) else run
        raise SyncFailed(_text(told, response.status_code), told)
    return run


def _newest_attempt(session: requests.Session, runs: str, run: typing.Dict[str, typing.Any]) -> typing.Dict[str, typing.Any]:
    """The run that took the place of an interrupted one, if there is one, else the run itself."""
    if run.get('status') != 'INTERRUPTED':
        return run
    query = urllib.parse.urlencode({'target': run['target'], 'size': 200})
    listed = _body(_look(session, f'{runs}?{query}')).get('items') or []
    again = next((other for other in listed if other.get('retry_of') == run['id']), None)
    return _newest_attempt(session, runs, _body(_look(session, f'{runs}/{again["id"]}'))) if again else run


def _look(session: requests.Session, address: str) -> requests.Response:
    """Asks again while there is no answer of the service itself."""
    for _ in range(_MOST_FAILED_LOOKS):
        try:
            response = _call(session, 'GET', address)
            if response.status_code < 500:
                return response
        except SyncFailed:
            pass
        time.sleep(_PAUSE)
    return _call(session, 'GET', address)


def _call(session: requests.Session, method: str, url: str, **options) -> requests.Response:
    try:
        return session.request(method, url, timeout=(10, _PATIENCE_OF_A_CALL + 60), **options)
    except requests.RequestException as e:
        raise SyncFailed(f'superset-sync does not answer at {url}: {e}', {}) from e


def _body(response: requests.Response) -> typing.Dict[str, typing.Any]:
    try:
        body = response.json()
    except requests.JSONDecodeError:
        body = None
    if isinstance(body, dict):
        return body
    raise SyncFailed(f'{response.url} answers with {response.status_code} and no JSON: is this superset-sync?', {})


def _text(answer: typing.Dict[str, typing.Any], status: int) -> str:
    """A problem, or a run that did not succeed, in the words of the service."""
    run = answer.get('run') or answer
    violations = answer.get('violations') or []
    # the detail repeats the first of the violations
    heading = [answer.get('title'), None if violations else answer.get('detail')]
    lines = [': '.join(text for text in heading if text) or f'The run ended as {answer.get("status", status)}']
    lines += [f'{violation["path"]}: {violation["message"]}' for violation in violations]
    lines += [error['message'] for error in [run.get('error')] if error and error['message'] not in lines[0]]
    lines += [f'{change["dataset"]["name"]}: {change["error"]["message"]}'
              for change in run.get('changes') or [] if change.get('error')]
    return '\n'.join(lines)
