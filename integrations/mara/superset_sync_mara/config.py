"""
Settings of superset-sync for mara.

Each is a function that can be replaced as every setting of mara (`mara_app.monkey_patch.patch`). Those that mara-superset
has too say what they say there, as long as the application still imports `mara_superset.config`.
"""

import os
import sys
import typing

_MARA_SUPERSET = 'mara_superset.config'


def _of_mara_superset(setting: str, otherwise: typing.Any) -> typing.Any:
    """What the application has set for mara-superset; the other value if it does not use it (any more)."""
    function = getattr(sys.modules.get(_MARA_SUPERSET), setting, None)
    return function() if function else otherwise


def superset_sync_url() -> str:
    """The address of the service"""
    return os.environ.get('SUPERSET_SYNC_URL', 'http://localhost:8080')


def superset_sync_token() -> typing.Optional[str]:
    """A token of the service with the role SYNC"""
    return os.environ.get('SUPERSET_SYNC_TOKEN')


def superset_sync_target() -> typing.Optional[str]:
    """Which Superset of the service is meant; None if it has only one"""
    return os.environ.get('SUPERSET_SYNC_TARGET')


def document_name() -> str:
    """Whose datasets these are in Superset: those of another name are left alone"""
    return 'mara'


def superset_data_db_name() -> typing.Optional[str]:
    """The name (in Superset) of the database that Superset reads from; None leaves it to the service"""
    return os.environ.get('SUPERSET_SYNC_DATABASE') or _of_mara_superset('superset_data_db_name', None)


def superset_data_db_schema() -> typing.Optional[str]:
    """The name of the schema where the flattened tables of the data sets are; None for the database's default one"""
    return os.environ.get('SUPERSET_SYNC_SCHEMA') or _of_mara_superset('superset_data_db_schema', 'superset')


def metadata_update_strategy():
    """What a sync may do if a call of `update_metadata` does not say it; None for nothing at all"""
    from .metadata import UpdateStrategy
    return _of_mara_superset('metadata_update_strategy', UpdateStrategy.CREATE | UpdateStrategy.UPDATE)


def guards() -> typing.Dict[str, typing.Any]:
    """Guards of the sync, such as `{'breaking_changes': 'FAIL'}`"""
    return {}


def table_name(data_set) -> str:
    """The flattened table of a data set; the name of the dataset in Superset"""
    return data_set.name


def human_readable_columns() -> bool:
    """Whether the columns of the flattened tables are called "Order date" rather than "order_date" """
    return True


def virtual_datasets() -> bool:
    """Whether Superset runs the query of each data set itself, because there are no flattened tables"""
    return False


def sql_dialect() -> str:
    """What the queries of virtual datasets are written in: postgresql, bigquery or mssql"""
    return 'postgresql'


def personal_data() -> str:
    """What becomes of attributes with personal data: SHOW, NOT_FILTERABLE, HIDE or LEAVE_OUT"""
    return 'HIDE'


def high_cardinality_attributes() -> str:
    """What becomes of attributes with a high cardinality: SHOW, NOT_FILTERABLE, HIDE or LEAVE_OUT"""
    return 'SHOW'


def currency() -> typing.Optional[str]:
    """The ISO code of the currency of metrics with NumberFormat.CURRENCY, such as EUR"""
    return None


def seconds_to_wait() -> int:
    """How long a sync may take before the call gives up; the sync itself goes on"""
    return 3600
