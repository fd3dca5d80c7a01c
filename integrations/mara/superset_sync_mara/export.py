"""
The data sets of mara-schema as JSON, in its own words and with the names that it gives to columns.

What they become in Superset is for the service, which reads this as its format `mara-schema`.
"""

import importlib
import importlib.metadata
import os
import sys
import types
import typing

import sqlalchemy.engine
from mara_schema.attribute import Attribute
from mara_schema.data_set import DataSet
from mara_schema.entity import EntityLink
from mara_schema.metric import ComposedMetric, Metric
from mara_schema.sql_generation import data_set_sql_query, database_identifier

from . import config

FORMAT = 'mara-schema'
VERSION = 1

_LEAVE_OUT = 'LEAVE_OUT'


def load(reference: str) -> typing.List[DataSet]:
    """The data sets that `package.module:name` stands for: a list of them, or a function that gives one."""
    module, separator, name = reference.partition(':')
    if not separator or not module or not name:
        raise ValueError(f'"{reference}" is not of the form package.module:data_sets')
    if os.getcwd() not in sys.path:
        sys.path.insert(0, os.getcwd())
    found = importlib.import_module(module)
    for part in name.split('.'):
        found = getattr(found, part)
    data_sets = list(found() if callable(found) else found)
    for data_set in data_sets:
        if not isinstance(data_set, DataSet):
            raise ValueError(f'{reference} has something that is no data set of mara-schema: {data_set!r}')
    return data_sets


def document(data_sets: typing.Iterable[DataSet]) -> typing.Dict[str, typing.Any]:
    """The data sets with the settings that decide how they look in Superset, ready to be written as JSON."""
    return _without_none({
        'format': FORMAT,
        'version': VERSION,
        'mara_schema_version': importlib.metadata.version('mara-schema'),
        'name': config.document_name(),
        'database': config.superset_data_db_name(),
        'schema': config.superset_data_db_schema(),
        'personal_data': config.personal_data(),
        'high_cardinality_attributes': config.high_cardinality_attributes(),
        'currency': config.currency(),
        'data_sets': [_data_set(data_set) for data_set in data_sets],
    })


def _data_set(data_set: DataSet) -> typing.Dict[str, typing.Any]:
    entity = data_set.entity
    return _without_none({
        'name': data_set.name,
        'table': config.table_name(data_set),
        'sql': _sql(data_set) if config.virtual_datasets() else None,
        'entity': {
            'name': entity.name,
            'description': entity.description,
            'schema_name': entity.schema_name,
            'table_name': entity.table_name,
        },
        'attributes': [_attribute(path, name, attribute)
                       for path, attributes in data_set.connected_attributes().items()
                       for name, attribute in attributes.items()],
        'metrics': [_metric(metric) for metric in data_set.metrics.values()],
    })


def _sql(data_set: DataSet) -> str:
    # mara-schema asks its engine only how to quote and what it is; a real one would need the driver of the warehouse
    url = sqlalchemy.engine.make_url(f'{config.sql_dialect()}://')
    engine = types.SimpleNamespace(url=url, dialect=url.get_dialect()())
    return data_set_sql_query(data_set, human_readable_columns=config.human_readable_columns(),
                              pre_computed_metrics=False, star_schema=False,
                              personal_data=config.personal_data() != _LEAVE_OUT,
                              high_cardinality_attributes=config.high_cardinality_attributes() != _LEAVE_OUT,
                              engine=engine)


def _attribute(path: typing.Tuple[EntityLink, ...], name: str, attribute: Attribute) -> typing.Dict[str, typing.Any]:
    return _without_none({
        'name': name,
        'column': _column(name),
        'description': attribute.description,
        'path': [link.prefix or link.target_entity.name for link in path] or None,
        'type': attribute.type,
        **_if_true(attribute, 'personal_data', 'high_cardinality', 'important_field'),
        'more_url': getattr(attribute, 'more_url', None),
    })


def _metric(metric: Metric) -> typing.Dict[str, typing.Any]:
    return _without_none({
        'name': metric.name,
        'description': metric.description,
        **_calculation(metric),
        'number_format': metric.number_format,
        **_if_true(metric, 'important_field'),
        'more_url': getattr(metric, 'more_url', None),
    })


def _calculation(metric: Metric) -> typing.Dict[str, str]:
    if isinstance(metric, ComposedMetric):
        return {'formula': metric.display_formula()}
    # the flattened table calls the column by the name of its metric
    return {'aggregation': metric.aggregation, 'column': _column(metric.name)}


def _column(name: str) -> str:
    return name if config.human_readable_columns() else database_identifier(name)


def _if_true(item, *flags: str) -> typing.Dict[str, bool]:
    return {flag: True for flag in flags if getattr(item, flag)}


def _without_none(members: typing.Dict[str, typing.Any]) -> typing.Dict[str, typing.Any]:
    return {name: value for name, value in members.items() if value is not None}
