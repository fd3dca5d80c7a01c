"""The ways to call it: Flask's command line, Python's, and a pipeline."""

import json
import os
import subprocess
import sys

import pytest
from mara_pipelines.pipelines import Pipeline

from superset_sync_mara.metadata import UpdateStrategy
from superset_sync_mara.pipelines import update_metadata_task

PLAIN_APP = 'import flask\napp = flask.Flask("plain")\n'
MARA_APP = 'import mara_app.app, superset_sync_mara\napp = mara_app.app.MaraApp()\n'


def run(directory, *command, **environment):
    return subprocess.run([sys.executable, '-m', *command], cwd=directory, env={**os.environ, **environment},
                          capture_output=True, text=True, timeout=120)


@pytest.mark.parametrize('app, command', [
    (PLAIN_APP, 'superset-sync.update-metadata'),
    (MARA_APP, 'superset-sync.update-metadata'),
    (MARA_APP, 'superset_sync_mara.update-metadata')])
def test_is_a_command_of_flask(service, tmp_path, app, command):
    (tmp_path / 'app.py').write_text(app)

    done = run(tmp_path, 'flask', command, '--update-strategy', 'create|delete', SUPERSET_SYNC_URL=service.url)

    assert done.returncode == 0, done.stderr
    assert 'superset-sync: 3 created' in done.stdout
    assert service.request['update_strategy'] == ['CREATE', 'DELETE']


def test_the_command_fails_with_what_the_service_says(service, tmp_path):
    (tmp_path / 'app.py').write_text(PLAIN_APP)
    service.answers_with((401, {}, {'title': 'A valid token is needed', 'status': 401}))

    done = run(tmp_path, 'flask', 'superset-sync.update-metadata', SUPERSET_SYNC_URL=service.url)

    assert done.returncode == 1
    assert 'Error: A valid token is needed' in done.stderr


def test_the_command_refuses_an_unknown_strategy(service, tmp_path):
    (tmp_path / 'app.py').write_text(PLAIN_APP)

    done = run(tmp_path, 'flask', 'superset-sync.update-metadata', '--update-strategy', 'MERGE')

    assert done.returncode == 2
    assert '"MERGE" is none of CREATE' in done.stderr
    assert service.calls == []


def test_exports_from_the_working_folder(tmp_path):
    (tmp_path / 'shop.py').write_text('from mara_schema.example import example_data_sets\nall = example_data_sets()\n')

    done = run(tmp_path, 'superset_sync_mara', 'export', 'shop:all', '--output', 'out.json')

    assert done.returncode == 0, done.stderr
    assert len(json.loads((tmp_path / 'out.json').read_text())['data_sets']) == 3


def test_exports_what_mara_is_configured_with(tmp_path):
    assert json.loads(run(tmp_path, 'superset_sync_mara', 'export').stdout)['format'] == 'mara-schema'


def test_the_export_says_why_there_is_none(tmp_path):
    done = run(tmp_path, 'superset_sync_mara', 'export', 'no.such:thing')

    assert done.returncode == 1
    assert "No module named 'no'" in done.stderr


def test_is_a_task_of_a_pipeline(service, capsys):
    pipeline = Pipeline('dwh', 'Makes all of it')
    pipeline.add(update_metadata_task(update_strategy=UpdateStrategy.UPDATE))

    assert pipeline.nodes['update_superset_metadata'].run()

    assert service.request['update_strategy'] == ['UPDATE']
    assert 'superset-sync: 3 created' in capsys.readouterr().out


def test_the_task_fails_with_what_the_service_says(service, capsys):
    service.answers_with((503, {}, {'title': 'Superset cannot be reached', 'status': 503}))

    assert not update_metadata_task().run()

    out, err = capsys.readouterr()
    assert 'Superset cannot be reached' in out + err


def test_the_task_documents_itself():
    command, = update_metadata_task(update_strategy=UpdateStrategy.UPDATE).commands

    assert command.html_doc_items() == [('update strategy', 'UPDATE')]
