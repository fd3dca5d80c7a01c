"""What is written of data sets, with the real mara-schema."""

import json
import pathlib
import re

import pytest
from mara_schema.attribute import Type
from mara_schema.data_set import DataSet
from mara_schema.entity import Entity
from mara_schema.example import example_data_sets
from mara_schema.metric import Aggregation, NumberFormat

from superset_sync_mara import config, export

KEPT = pathlib.Path(__file__).parents[3] / 'src/test/resources/mara-schema'


@pytest.fixture
def order():
    """An order with two customers, one of whom is linked without a prefix; all attributes are new for each test."""
    customer = Entity('Customer', 'Who buys', 'dim')
    customer.add_attribute('Customer name', 'How they are called', personal_data=True)
    customer.add_attribute('Internal note', 'Not for others', accessible_via_entity_link=False)
    customer.add_attribute('Kind', 'Private or business', type=Type.ENUM)
    country = Entity('Country', 'Where', 'dim')
    country.add_attribute('Country code', 'In two letters', important_field=True)
    customer.link_entity(country, prefix='Country')
    order = Entity('Order', 'What is bought', 'dim', table_name='orders')
    order.add_attribute('Order ID', 'Its number', type=Type.ID, high_cardinality=True)
    order.add_attribute('Order date', 'When', type=Type.DATE)
    order.link_entity(customer, fk_column='customer_fk', prefix='')
    order.link_entity(customer, fk_column='recipient_fk', prefix='Customer of the recipient')
    return order


def names(data_set):
    return [attribute['name'] for attribute in exported(data_set)['attributes']]


def exported(data_set):
    return export.document([data_set])['data_sets'][0]


@pytest.mark.parametrize('file, virtual', [('tables.json', False), ('queries.json', True)])
def test_writes_what_the_tests_of_the_service_read(monkeypatch, file, virtual):
    monkeypatch.setattr(config, 'virtual_datasets', lambda: virtual)

    written = json.loads(json.dumps(export.document(example_data_sets())))

    kept = json.loads((KEPT / file).read_text())
    assert written.pop('mara_schema_version') and kept.pop('mara_schema_version')
    assert written == kept


@pytest.mark.parametrize('human_readable', [True, False])
def test_columns_are_those_of_the_query_of_mara_schema(monkeypatch, human_readable):
    monkeypatch.setattr(config, 'virtual_datasets', lambda: True)
    monkeypatch.setattr(config, 'human_readable_columns', lambda: human_readable)
    for data_set in example_data_sets():
        written = exported(data_set)

        columns = [attribute['column'] for attribute in written['attributes']]
        columns += [metric['column'] for metric in written['metrics'] if 'column' in metric]
        assert columns == columns_of(written['sql'])


def columns_of(sql):
    """What the columns are called in a query of mara-schema."""
    lines = sql.partition('FROM')[0].removeprefix('SELECT').split(',\n')
    return [re.split(r' AS |\.', line)[-1].strip().strip('"') for line in lines]


def test_prefixes_and_normalises_names(order):
    assert names(DataSet(order, 'Orders')) == [
        'Order ID', 'Order date',
        'Customer name', 'Kind', 'Country code',
        'Customer of the recipient customer name', 'Customer of the recipient kind',
        'Customer of the recipient country code']


def test_cuts_names_to_63_characters():
    entity = Entity('Thing', 'Any', 'dim')
    other = Entity('Other', 'Any', 'dim')
    other.add_attribute('A name that is so long that no column of a table can have it', 'Long')
    entity.link_entity(other, prefix='The other one of many')

    name, = names(DataSet(entity, 'Things'))

    assert len(name) == 63 and name.startswith('The other one of many a name that is so long that no co')


def test_leaves_out_what_is_excluded_or_not_included(order):
    data_set = DataSet(order, 'Orders')
    data_set.exclude_path([('Customer', 'Customer of the recipient'), 'Country'])
    data_set.exclude_attributes([('Customer', 'Customer of the recipient')], ['Kind'])
    data_set.include_attributes([('Customer', '')], ['Kind'])

    assert names(data_set) == ['Order ID', 'Order date', 'Kind', 'Country code',
                               'Customer of the recipient customer name']


def test_follows_links_only_once_in_a_circle(order):
    customer = order.entity_links[0].target_entity
    customer.link_entity(order, fk_column='first_order_fk', prefix='First order')

    assert 'First order date' in names(DataSet(order, 'Orders'))
    assert len(names(DataSet(order, 'Orders'))) == len(set(names(DataSet(order, 'Orders'))))


def test_says_what_is_known_of_an_attribute(order):
    attributes = {attribute['name']: attribute for attribute in exported(DataSet(order, 'Orders'))['attributes']}

    assert attributes['Order date'] == {
        'name': 'Order date', 'column': 'Order date', 'description': 'When', 'type': 'date'}
    assert attributes['Customer of the recipient customer name']['personal_data'] is True
    assert attributes['Customer of the recipient country code'] == {
        'name': 'Customer of the recipient country code', 'column': 'Customer of the recipient country code',
        'description': 'In two letters', 'path': ['Customer of the recipient', 'Country'], 'important_field': True}


def test_says_what_is_known_of_metrics(order):
    data_set = DataSet(order, 'Orders')
    data_set.add_simple_metric('# Orders', 'How many', 'order_id', Aggregation.DISTINCT_COUNT)
    data_set.add_simple_metric('Revenue', 'What is paid', 'revenue', Aggregation.SUM, important_field=True,
                               number_format=NumberFormat.CURRENCY)
    data_set.add_simple_metric('Weight', 'In kg', 'weight', Aggregation.AVERAGE)
    data_set.add_composed_metric('AOV', 'Per order', '[Revenue]\n / [# Orders]', number_format=NumberFormat.PERCENT)

    assert exported(data_set)['metrics'] == [
        {'name': '# Orders', 'description': 'How many', 'aggregation': 'distinct-count', 'column': '# Orders',
         'number_format': 'Standard'},
        {'name': 'Revenue', 'description': 'What is paid', 'aggregation': 'sum', 'column': 'Revenue',
         'number_format': 'Currency', 'important_field': True},
        {'name': 'Weight', 'description': 'In kg', 'aggregation': 'avg', 'column': 'Weight',
         'number_format': 'Standard'},
        {'name': 'AOV', 'description': 'Per order', 'formula': '[Revenue] / [# Orders]', 'number_format': 'Percent'}]


def test_queries_lack_what_is_left_out(monkeypatch, order):
    monkeypatch.setattr(config, 'virtual_datasets', lambda: True)
    assert 'Customer name' in exported(DataSet(order, 'Orders'))['sql']

    monkeypatch.setattr(config, 'personal_data', lambda: 'LEAVE_OUT')
    monkeypatch.setattr(config, 'high_cardinality_attributes', lambda: 'LEAVE_OUT')

    sql = exported(DataSet(order, 'Orders'))['sql']
    assert 'Customer name' not in sql and 'Order ID' not in sql and 'Order date' in sql


def test_queries_are_in_the_dialect_of_the_warehouse(monkeypatch, order):
    monkeypatch.setattr(config, 'virtual_datasets', lambda: True)
    assert '::TEXT AS "Kind"' in exported(DataSet(order, 'Orders'))['sql']

    monkeypatch.setattr(config, 'sql_dialect', lambda: 'mssql')

    assert 'AS NVARCHAR) AS [Kind]' in exported(DataSet(order, 'Orders'))['sql']


def test_says_what_holds_for_all_of_it(monkeypatch, order):
    monkeypatch.setattr(config, 'superset_data_db_name', lambda: 'DWH')
    monkeypatch.setattr(config, 'currency', lambda: 'EUR')
    monkeypatch.setattr(config, 'table_name', lambda data_set: data_set.id())

    document = export.document([DataSet(order, 'All orders')])

    assert {name: value for name, value in document.items() if name not in ('data_sets', 'mara_schema_version')} == {
        'format': 'mara-schema', 'version': 1, 'name': 'mara', 'database': 'DWH', 'schema': 'superset',
        'personal_data': 'HIDE', 'high_cardinality_attributes': 'SHOW', 'currency': 'EUR'}
    assert document['data_sets'][0]['table'] == 'all_orders'


@pytest.mark.parametrize('reference, message', [
    ('mara_schema.example', 'not of the form'),
    (':x', 'not of the form'),
    ('no.such.module:x', 'No module named'),
    ('mara_schema.example:nothing', 'nothing'),
    ('sys:path', 'no data set'),
])
def test_says_why_there_are_no_data_sets(reference, message):
    with pytest.raises((ValueError, ImportError, AttributeError), match=message):
        export.load(reference)


def test_loads_lists_and_functions():
    assert [data_set.name for data_set in export.load('mara_schema.example:example_data_sets')] == [
        'Order items', 'Customers', 'Products']
    assert len(export.load('mara_schema.config:data_sets')) == 3
