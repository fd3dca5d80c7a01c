"""Calls the service, and says what it said."""

import time
import typing
import urllib.parse

import requests

_AT_WORK = ('QUEUED', 'RUNNING')
_PATIENCE_OF_A_CALL = 60
_PAUSE = 2


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
    Syncs, and waits for the end.

    Returns:
        The run, with which all was done
    """
    with requests.Session() as session:
        if token:
            session.headers['Authorization'] = f'Bearer {token}'
        session.headers['Accept'] = 'application/json'
        give_up = time.monotonic() + seconds_to_wait
        address = url.rstrip('/') + '/sync'
        response = _call(session, 'POST', address, json=request, headers={'Prefer': f'wait={_PATIENCE_OF_A_CALL}'})
        if response.status_code == 202:
            address = urllib.parse.urljoin(address, response.headers['Location'])
        run = _body(response)
        while response.ok and run.get('status') in _AT_WORK:
            if time.monotonic() > give_up:
                raise SyncFailed(f'The sync still goes on after {seconds_to_wait} s: {address}', run)
            time.sleep(_PAUSE)
            response = _call(session, 'GET', address)
            run = _body(response)
    if not response.ok or run.get('status') != 'SUCCEEDED':
        raise SyncFailed(_text(run, response.status_code), run)
    return run


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
