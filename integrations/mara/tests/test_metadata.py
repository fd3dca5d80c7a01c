"""A sync, as mara's tasks call it."""

import enum
import types

import pytest

from conftest import RUN
from superset_sync_mara import config
from superset_sync_mara.client import SyncFailed
from superset_sync_mara.metadata import UpdateStrategy, update_metadata


class Foreign(enum.Flag):
    """An update strategy of another package."""
    DELETE = enum.auto()
    UPDATE = enum.auto()
    CREATE = enum.auto()
    REPLACE = enum.auto()


def test_sends_the_data_sets_and_reports_what_was_done(service, monkeypatch):
    monkeypatch.setattr(config, 'superset_sync_token', lambda: 'secret')

    report = update_metadata(update_strategy=UpdateStrategy.CREATE | UpdateStrategy.REPLACE)

    (method, path, headers, request), = service.calls
    assert (method, path, headers['Authorization']) == ('POST', '/sync', 'Bearer secret')
    assert request['format'] == 'mara-schema'
    assert request['update_strategy'] == ['CREATE', 'REPLACE']
    assert [data_set['name'] for data_set in request['models']['data_sets']] == ['Order items', 'Customers', 'Products']
    assert set(request) == {'format', 'update_strategy', 'models'}
    assert report
    assert (report.created, report.updated, report.replaced, report.deleted, report.unchanged) == (3, 2, 1, 4, 5)
    assert report.lines() == [
        'superset-sync: 3 created, 2 updated, 1 replaced, 4 deleted, 1 withheld, 5 unchanged (run run-1)',
        'withheld: DELETE Old: USED: charts use it',
        'warning: Orders: something is lost']


def test_creates_and_updates_unless_told_otherwise(service):
    update_metadata()

    assert service.request['update_strategy'] == ['CREATE', 'UPDATE']


def test_reads_the_setting(service, monkeypatch):
    monkeypatch.setattr(config, 'metadata_update_strategy', lambda: UpdateStrategy.DELETE)

    update_metadata()

    assert service.request['update_strategy'] == ['DELETE']


@pytest.mark.parametrize('nothing', [None, UpdateStrategy(0), Foreign(0)])
def test_does_nothing_without_an_update_strategy(service, monkeypatch, nothing):
    monkeypatch.setattr(config, 'metadata_update_strategy', lambda: nothing)

    report = update_metadata()

    assert report and report.run_id is None
    assert service.calls == []


def test_takes_the_update_strategy_of_another_package(service):
    update_metadata(update_strategy=Foreign.CREATE | Foreign.DELETE)

    assert service.request['update_strategy'] == ['CREATE', 'DELETE']


def test_takes_over_what_is_set_for_mara_superset(service, monkeypatch):
    theirs = types.SimpleNamespace(superset_data_db_name=lambda: 'DWH', superset_data_db_schema=lambda: 'bi',
                                   metadata_update_strategy=lambda: Foreign.UPDATE)
    monkeypatch.setitem(config.sys.modules, 'mara_superset.config', theirs)

    update_metadata()

    assert service.request['update_strategy'] == ['UPDATE']
    assert service.request['models']['database'] == 'DWH'
    assert service.request['models']['schema'] == 'bi'


def test_sends_target_and_guards(service, monkeypatch):
    monkeypatch.setenv('SUPERSET_SYNC_TARGET', 'staging')
    monkeypatch.setattr(config, 'guards', lambda: {'breaking_changes': 'FAIL'})

    update_metadata()

    assert service.request['target'] == 'staging'
    assert service.request['guards'] == {'breaking_changes': 'FAIL'}


def test_waits_for_a_sync_that_takes_long(service):
    service.answers_with((202, {'Location': '/runs/run-1'}, {**RUN, 'status': 'QUEUED'}),
                         (200, {}, {**RUN, 'status': 'RUNNING'}),
                         (200, {}, RUN))

    assert update_metadata().created == 3
    assert [call[:2] for call in service.calls] == [('POST', '/sync'), ('GET', '/runs/run-1'), ('GET', '/runs/run-1')]


def test_gives_up_waiting(service, monkeypatch):
    monkeypatch.setattr(config, 'seconds_to_wait', lambda: -1)
    service.answers_with((202, {'Location': '/runs/run-1'}, {**RUN, 'status': 'RUNNING'}))

    with pytest.raises(SyncFailed, match='still goes on after -1 s: .*/runs/run-1'):
        update_metadata()


FAILED = {**RUN, 'status': 'PARTLY_FAILED', 'changes': [
    {'dataset': {'name': 'Orders'}, 'error': {'call': 'PUT', 'status': 422, 'message': 'Dataset could not be updated'}},
    {'dataset': {'name': 'Customers'}, 'error': None}]}


@pytest.mark.parametrize('status, answer, text', [
    (422, {'title': 'The models are wrong', 'detail': 'is missing (at data_sets[0].name). And 1 more.', 'violations': [
        {'path': 'data_sets[0].name', 'message': 'is missing'}, {'path': 'currency', 'message': 'must be an ISO code'}]},
     'The models are wrong\ndata_sets[0].name: is missing\ncurrency: must be an ISO code'),
    (401, {'title': 'A valid token is needed', 'detail': 'none was sent', 'status': 401},
     'A valid token is needed: none was sent'),
    (503, {'title': 'Superset cannot be reached', 'detail': 'the connection was refused', 'status': 503,
           'error': {'call': 'GET', 'status': None, 'message': 'the connection was refused'}},
     'Superset cannot be reached: the connection was refused'),
    (502, {'title': 'The sync failed', 'status': 502, 'run': FAILED},
     'The sync failed\nOrders: Dataset could not be updated'),
    (200, FAILED, 'The run ended as PARTLY_FAILED\nOrders: Dataset could not be updated'),
    (200, {**RUN, 'status': 'FAILED', 'error': {'message': 'Superset is down'}},
     'The run ended as FAILED\nSuperset is down'),
])
def test_fails_with_what_the_service_says(service, status, answer, text):
    service.answers_with((status, {}, answer))

    with pytest.raises(SyncFailed) as failed:
        update_metadata()

    assert str(failed.value) == text
    assert failed.value.problem == answer


def test_fails_if_something_else_answers(service):
    service.answers_with((200, {}, b'<html>'))

    with pytest.raises(SyncFailed, match='answers with 200 and no JSON'):
        update_metadata()


def test_fails_if_nothing_answers(monkeypatch):
    monkeypatch.setattr(config, 'superset_sync_url', lambda: 'http://127.0.0.1:1')

    with pytest.raises(SyncFailed, match='does not answer at http://127.0.0.1:1/sync'):
        update_metadata()


@pytest.mark.parametrize('names, strategy', [
    ('CREATE|UPDATE', UpdateStrategy.CREATE | UpdateStrategy.UPDATE),
    ('create, delete', UpdateStrategy.CREATE | UpdateStrategy.DELETE),
    ('REPLACE', UpdateStrategy.REPLACE)])
def test_reads_names(names, strategy):
    assert UpdateStrategy.parse(names) == strategy


def test_refuses_other_names():
    with pytest.raises(ValueError, match='"MERGE" is none of CREATE, UPDATE, REPLACE, DELETE'):
        UpdateStrategy.parse('CREATE|MERGE')


def test_follows_the_new_attempt_of_an_interrupted_run(service):
    interrupted = {**RUN, 'status': 'INTERRUPTED', 'target': 'main'}
    again = {**RUN, 'id': 'run-2', 'status': 'RUNNING', 'retry_of': 'run-1'}
    service.answers_with((202, {'Location': '/runs/run-1'}, {**RUN, 'status': 'RUNNING'}),
                         (200, {}, interrupted),
                         (200, {}, {'items': [{**RUN, 'id': 'run-3', 'retry_of': None}, again]}),
                         (200, {}, again),
                         (200, {}, {**RUN, 'id': 'run-2'}))

    report = update_metadata()

    assert report.lines()[0].endswith('(run run-2)')
    assert [path.split('?')[0] for _, path, _, _ in service.calls] == [
        '/sync', '/runs/run-1', '/runs', '/runs/run-2', '/runs/run-2']


def test_takes_the_new_attempt_that_has_ended_already(service):
    interrupted = {**RUN, 'status': 'INTERRUPTED', 'target': 'main'}
    service.answers_with((502, {}, {'title': 'Not every change was applied', 'status': 502, 'run': interrupted}),
                         (200, {}, {'items': [{'id': 'run-2', 'status': 'SUCCEEDED', 'retry_of': 'run-1'}]}),
                         (200, {}, {**RUN, 'id': 'run-2', 'retry_of': 'run-1'}))

    assert update_metadata().lines()[0].endswith('(run run-2)')


def test_an_interrupted_run_without_a_new_attempt_has_failed(service):
    interrupted = {**RUN, 'status': 'INTERRUPTED', 'target': 'main'}
    service.answers_with((502, {}, {'title': 'Not every change was applied', 'status': 502, 'run': interrupted}),
                         (200, {}, {'items': []}))

    with pytest.raises(SyncFailed, match='Not every change was applied'):
        update_metadata()


def test_looks_again_where_a_look_fails(service):
    service.answers_with((202, {'Location': '/runs/run-1'}, {**RUN, 'status': 'RUNNING'}),
                         (502, {}, b'<html>Bad gateway</html>'),
                         (503, {}, {'title': 'Away', 'status': 503}),
                         (200, {}, RUN))

    assert update_metadata().lines()[0].endswith('(run run-1)')


def test_gives_up_where_looks_fail_again_and_again(service):
    service.answers_with((202, {'Location': '/runs/run-1'}, {**RUN, 'status': 'RUNNING'}),
                         (503, {}, {'title': 'Away', 'status': 503}))

    with pytest.raises(SyncFailed, match='Away'):
        update_metadata()
