"""A stand-in for the service: it notes what it is asked, and answers what a test wants."""

import http.server
import json
import threading

import pytest

from superset_sync_mara import client, config

RUN = {
    'id': 'run-1',
    'status': 'SUCCEEDED',
    'summary': {'created': 3, 'updated': 2, 'replaced': 1, 'deleted': 4, 'unchanged': 5, 'withheld': 1, 'failed': 0},
    'changes': [],
    'withheld': [{'action': 'DELETE', 'dataset': {'database': 'dwh', 'name': 'Old'}, 'path': None, 'reason': 'USED',
                  'message': 'charts use it', 'impact': []}],
    'warnings': [{'code': 'NOT_CONVERTED', 'message': 'Orders: something is lost', 'dataset': None, 'path': None}],
    'error': None,
}


class Service:
    """Answers in their order; the last one again and again."""

    def __init__(self):
        self.answers = [(200, {}, RUN)]
        self.calls = []
        service = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers['Content-Length']))
                service.calls.append(('POST', self.path, dict(self.headers), json.loads(body)))
                self.answer()

            def do_GET(self):
                service.calls.append(('GET', self.path, dict(self.headers), None))
                self.answer()

            def answer(self):
                status, headers, body = service.answers.pop(0) if len(service.answers) > 1 else service.answers[0]
                content = body if isinstance(body, bytes) else json.dumps(body).encode()
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header('Content-Length', str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, *arguments):
                pass

        self.server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Handler)
        self.url = f'http://127.0.0.1:{self.server.server_address[1]}'
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def answers_with(self, *answers):
        self.answers = list(answers)

    @property
    def request(self):
        """What the only call sent."""
        (_, _, _, body), = self.calls
        return body


@pytest.fixture
def service(monkeypatch):
    service = Service()
    monkeypatch.setattr(config, 'superset_sync_url', lambda: service.url)
    monkeypatch.setattr(client, '_PAUSE', 0)
    yield service
    service.server.shutdown()
    service.server.server_close()
