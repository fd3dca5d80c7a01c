"""A task for pipelines of mara-pipelines, which has to be installed for it."""

import typing

from mara_pipelines import pipelines
from mara_pipelines.logging import logger

from . import client, metadata


class UpdateMetadata(pipelines.Command):
    """
    Brings the data sets into Superset, after their tables were made.

    Args:
        update_strategy: What may be done. If left out: `config.metadata_update_strategy()`
    """

    def __init__(self, update_strategy: typing.Optional[metadata.UpdateStrategy] = None) -> None:
        self.update_strategy = update_strategy

    def run(self) -> bool:
        try:
            report = metadata.update_metadata(update_strategy=self.update_strategy)
        except client.SyncFailed as e:
            logger.log(str(e), is_error=True)
            return False
        for line in report.lines():
            logger.log(line)
        return True

    def html_doc_items(self) -> typing.List[typing.Tuple[str, str]]:
        names = self.update_strategy.names() if self.update_strategy else ['as configured']
        return [('update strategy', ' | '.join(names))]


def update_metadata_task(id: str = 'update_superset_metadata',
                         update_strategy: typing.Optional[metadata.UpdateStrategy] = None) -> pipelines.Task:
    """A task that brings the data sets into Superset."""
    return pipelines.Task(id=id, description='Syncs schema definitions to Superset by way of superset-sync',
                          commands=[UpdateMetadata(update_strategy)])
