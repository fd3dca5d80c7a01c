"""What mara's other packages for front-ends call `metadata`: bringing the data sets into Superset."""

import dataclasses
import enum
import typing

import mara_schema.config

from . import client, config, export


class UpdateStrategy(enum.Flag):
    """
    What a sync may do:

    CREATE  - make datasets that Superset does not have
    UPDATE  - change datasets where they differ; columns that are gone answer NULL
    REPLACE - make datasets exactly what is declared, in place: charts keep their dataset
    DELETE  - take out datasets of tables that no data set is for
    """
    CREATE = enum.auto()
    UPDATE = enum.auto()
    REPLACE = enum.auto()
    DELETE = enum.auto()

    @classmethod
    def of(cls, strategy: typing.Optional[enum.Flag]) -> 'UpdateStrategy':
        """The same as an update strategy of another package, by the names of its members; None is nothing."""
        if not strategy or isinstance(strategy, cls):
            return strategy or cls(0)
        return cls(sum(member.value for member in cls if type(strategy)[member.name] in strategy))

    @classmethod
    def parse(cls, names: str) -> 'UpdateStrategy':
        """
        The strategy of names like `CREATE|UPDATE`, in any case, with | or commas between them.

        Raises:
            ValueError: there is no such name
        """
        strategy = cls(0)
        for name in names.upper().replace('|', ',').split(','):
            if name.strip() not in cls.__members__:
                raise ValueError(f'"{name.strip()}" is none of {", ".join(cls.__members__)}')
            strategy |= cls[name.strip()]
        return strategy

    def names(self) -> typing.List[str]:
        return [member.name for member in type(self) if member in self]


@dataclasses.dataclass(frozen=True)
class Report:
    """What a sync did. It is true, so that `update_metadata` can be the function of a task."""
    run_id: typing.Optional[str] = None
    created: int = 0
    updated: int = 0
    replaced: int = 0
    deleted: int = 0
    unchanged: int = 0
    withheld: typing.Tuple[str, ...] = ()
    warnings: typing.Tuple[str, ...] = ()

    @classmethod
    def of(cls, run: typing.Dict[str, typing.Any]) -> 'Report':
        """What a run of the service says."""
        counts = {name: run['summary'][name] for name in ('created', 'updated', 'replaced', 'deleted', 'unchanged')}
        return cls(run_id=run['id'], **counts,
                   withheld=tuple(_withheld(part) for part in run['withheld']),
                   warnings=tuple(warning['message'] for warning in run['warnings']))

    def lines(self) -> typing.List[str]:
        """For people."""
        counts = (f'{self.created} created, {self.updated} updated, {self.replaced} replaced, {self.deleted} deleted, '
                  f'{len(self.withheld)} withheld, {self.unchanged} unchanged')
        return ([f'superset-sync: {counts}' + (f' (run {self.run_id})' if self.run_id else '')]
                + [f'withheld: {text}' for text in self.withheld]
                + [f'warning: {text}' for text in self.warnings])


def update_metadata(update_strategy: typing.Optional[UpdateStrategy] = None) -> Report:
    """
    Brings the data sets of `mara_schema.config.data_sets()` into Superset, and waits until it is done.

    Args:
        update_strategy: What may be done. If left out: `config.metadata_update_strategy()`

    Returns:
        What was done; nothing if there is no update strategy

    Raises:
        SyncFailed: not all was done that was to be done; the message says what the service said
    """
    strategy = UpdateStrategy.of(config.metadata_update_strategy() if update_strategy is None else update_strategy)
    if not strategy:
        return Report()
    request = {
        'format': export.FORMAT,
        'update_strategy': strategy.names(),
        'models': export.document(mara_schema.config.data_sets()),
    }
    if config.superset_sync_target():
        request['target'] = config.superset_sync_target()
    if config.guards():
        request['guards'] = config.guards()
    return Report.of(client.sync(config.superset_sync_url(), config.superset_sync_token(), request,
                                 config.seconds_to_wait()))


def _withheld(part: typing.Dict[str, typing.Any]) -> str:
    place = ' '.join(text for text in (part['action'], part['dataset']['name'], part.get('path')) if text)
    return f'{place}: {part["reason"]}: {part["message"]}'
